#include "indexer/readers/html_furniture.h"

#include <algorithm>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/readers/html_elements.h"

namespace byname {
namespace {

bool is_furniture_by_markup(const Block& block, bool by_class) {
  if (block.all & (kSaysChrome | kSaysHidden)) return true;
  // A page header that is not an article's.
  if ((block.all & kSaysHeader) && !(block.all & (kSaysContent | kSaysHeading1))) return true;
  return by_class && (block.all & kSaysChromeClass);
}

std::uint32_t length_where(const std::vector<Block>& blocks, const std::vector<char>& chrome,
                           bool content_only) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (!chrome[i] && (!content_only || (blocks[i].all & kSaysContent)))
      sum += blocks[i].end - blocks[i].begin;
  return sum;
}

// Runs of three short blocks or more that are nearly all links are lists of links.
void mark_link_lists(const std::vector<Block>& blocks, std::vector<char>& chrome) {
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t j = i;
    while (j < blocks.size()) {
      const std::uint32_t length = blocks[j].end - blocks[j].begin;
      if (length > 200 || blocks[j].linked * 5 < length * 4) break;
      ++j;
    }
    if (j - i >= 3)
      for (std::size_t k = i; k < j; ++k) chrome[k] = 1;
    i = std::max(j, i + 1);
  }
}

}  // namespace

std::vector<char> furniture_of(const std::vector<Block>& blocks, const std::string& text) {
  std::uint32_t all = 0;
  for (const Block& block : blocks) all += block.end - block.begin;
  std::vector<char> chrome(blocks.size());
  for (const bool by_class : {true, false}) {
    for (std::size_t i = 0; i < blocks.size(); ++i)
      chrome[i] = is_furniture_by_markup(blocks[i], by_class);
    // A class that takes nearly everything away means something else than we read.
    if (length_where(blocks, chrome, false) * 5 >= all) break;
  }
  // Where the page says what its content is, the rest is furniture.
  const std::uint32_t kept = length_where(blocks, chrome, false);
  const std::uint32_t content = length_where(blocks, chrome, true);
  if (content >= 200 && content * 3 >= kept) {
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (!(blocks[i].all & (kSaysContent | kSaysHeading1))) chrome[i] = 1;
  }
  mark_link_lists(blocks, chrome);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view line = text_of(text, blocks[i]);
    if (is_furniture_line(line)) chrome[i] = 1;
    if ((blocks[i].all & (kSaysDate | kSaysAuthor)) && line.size() < 200) chrome[i] = 1;
    if (line.size() < 80 && parse_date(line)) chrome[i] = 1;
  }
  return chrome;
}

}  // namespace byname
