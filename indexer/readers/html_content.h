// Where on a page its text is: the region that holds nearly all of its prose.
//
//   const std::vector<char> inside = main_content({blocks, nodes, text}, chrome);
//   if (!inside.empty()) ...   // one a block: 1 for the text of the page
//
// The region is found from the top: as long as one child holds most of the prose, go into it.
// Class names of articles ("entry-content") make a smaller share do. Paragraphs right before
// and after the region that belong to it are taken along.
//
// Not here: what in the region is furniture all the same (html_furniture.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html_writer.h"

namespace byname {

struct PageBlocks {
  const std::vector<Block>& blocks;
  const std::vector<HtmlNode>& nodes;
  const std::string& text;

  std::string_view line(std::size_t i) const { return blocks[i].line(text); }
  std::uint32_t size_of(std::size_t i) const { return blocks[i].end - blocks[i].begin; }
};

// Sentences, not a button or a headline: long, or of some length with a full stop.
bool is_prose(std::string_view line);

// Nothing if the page has too little prose to tell. Linear.
std::vector<char> main_content(const PageBlocks& page, const std::vector<char>& chrome);

}  // namespace byname
