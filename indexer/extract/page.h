// What does a page saved as plain text say about itself? Title, source, author,
// date, and which of its lines are text and which furniture, told by the shapes of
// the lines (length, punctuation, dates, blank lines) and by words that come as data
// (indexer/rules). Nothing is invented: what the page does not state stays empty.
//
//   const PageFacts facts = read_page(text);
//
// Linear in the text. Not here: pages of many posts (posts.h), HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

struct PageFacts {
  std::string title{};
  std::string source{};
  std::string author{};
  std::string url{};
  Date date{};
  Date updated{};  // of a later change
  std::vector<PartSpan> parts{};  // of what is not body

  bool operator==(const PageFacts&) const = default;
};

PageFacts read_page(std::string_view text);

}  // namespace byname
