// A page of HTML as text: paragraphs in order, furniture told from text, every run with
// its source, and what the page states about itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/source_map.h"
#include "schemas/document.h"

namespace byname {

struct HtmlPage {
  Decoded text{};
  std::vector<PartSpan> parts{};  // of what is not body
  std::string title{};
  std::string source{};
  std::string author{};
  std::string url{};
  Date date{};
  Date updated{};
};

// A fragment (a field of a record, a letter, a chapter) is text but for what says that it is
// none; of a page only what stands where its text is (html_content.h).
enum class Markedup { page, fragment };

// A page if it has a <body>, else a fragment.
Markedup markup_of(std::string_view markup);

// Linear in the page.
HtmlPage parse_html(const Decoded& page, Markedup kind);

// The posts of a forum thread or a chat, in the order of the page: furniture around them
// goes with its neighbour. None if it is no page of posts (html_rules.h).
std::vector<HtmlPage> parse_html_posts(const Decoded& page);

}  // namespace byname
