// Which blocks of a page are furniture: by elements and classes, by lists of links, by
// the lines of indexer/rules/furniture.tsv, and by what the page says its content is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html_writer.h"

namespace byname {

inline std::string_view text_of(const std::string& text, const Block& block) {
  return std::string_view(text).substr(block.begin, block.end - block.begin);
}

// One a block: 1 for furniture.
std::vector<char> furniture_of(const std::vector<Block>& blocks, const std::string& text);

}  // namespace byname
