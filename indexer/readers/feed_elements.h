// What the elements of RSS 0.9-2.0, RSS 1.0 (RDF) and Atom mean, and the namespaces in
// which they come.
//
//   FeedNames names;
//   names.declare(page, token);              // its xmlns attributes
//   names.canonical("dublin:creator")        // "dc:creator"
//   means_of("dc:creator")->means            // Means::author
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/readers/html_tokens.h"

namespace byname {

enum class Means {
  title,
  content,
  summary,
  caption,
  author,
  published,
  changed,
  url,
  permalink,  // a guid or id, if it is an address
  lang,
  topic,
  source,
};
inline constexpr std::size_t kMeanings = 12;

struct FeedName {
  std::string_view path;  // below the entry or the feed: "author/name"
  Means means;
};

// Nothing if the element is none of ours. Of several with one meaning, the one that stands
// earlier in the table is the better: compare the pointers.
const FeedName* means_of(std::string_view path);

// Prefixes as the document declares them, made the usual ones.
class FeedNames {
 public:
  void declare(std::string_view page, const HtmlToken& start);
  std::string canonical(std::string_view name) const;

 private:
  std::unordered_map<std::string, std::string> prefixes_{};
};

}  // namespace byname
