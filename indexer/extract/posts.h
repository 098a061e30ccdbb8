// Pages of many posts saved as plain text, each post a document of its own. How a
// kind of page is recognised and how its posts begin and end is data:
// indexer/rules/pages/*.rules, described in indexer/rules/README.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

struct Post {
  std::size_t begin = 0;  // bytes of the page; the posts cover all of it
  std::size_t end = 0;
  std::string title{};
  std::string source{};
  std::string author{};
  Date date{};
  std::vector<PartSpan> parts{};  // offsets from `begin`; of what is not body

  bool operator==(const Post&) const = default;
};

// Nothing if no kind of page is recognised.
std::optional<std::vector<Post>> split_posts(std::string_view page);

}  // namespace byname
