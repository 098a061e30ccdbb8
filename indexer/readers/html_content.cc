#include "indexer/readers/html_content.h"

#include <algorithm>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"

namespace byname {
namespace {

constexpr std::uint64_t kLeastProse = 300;  // bytes; less of it tells nothing
constexpr int kMostJumps = 8;
constexpr std::size_t kAboveText = 4;  // blocks
constexpr std::uint32_t kLeastLine = 16;
constexpr std::uint32_t kLeastCaption = 40;

bool ends_sentence(std::string_view line) {
  for (const std::string_view mark :
       {".", "!", "?", "…", "։", "。", "！", "？", "؟", "۔", "\"", "”", "»", "“", ")", ":", "।"})
    if (line.ends_with(mark)) return true;
  return false;
}

class ContentFinder {
 public:
  ContentFinder(const PageBlocks& page, const std::vector<char>& chrome)
      : page_(page), chrome_(chrome), weight_(page.nodes.size()), heaviest_(page.nodes.size()) {}

  std::vector<char> find() {
    weigh();
    if (weight_[0] < kLeastProse) return {};
    std::uint32_t node = descend(0);
    for (int i = 0; i < kMostJumps; ++i) {
      const std::uint32_t next = likely_inside(node);
      if (next == node) break;
      node = descend(next);
    }
    std::vector<char> inside = blocks_inside(node);
    take_neighbours(node, inside);
    return inside;
  }

 private:
  std::uint64_t value(std::size_t i) const {
    const std::uint32_t size = page_.size_of(i);
    if (chrome_[i] || page_.blocks[i].linked * 2 > size) return 0;
    const std::uint32_t plain = size - page_.blocks[i].linked;
    if (is_prose(page_.line(i))) return plain;
    return plain < kLeastLine ? 0 : plain / 8;  // a name in a menu, a line of a song
  }

  void weigh() {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) weight_[page_.blocks[i].node] += value(i);
    for (std::size_t n = page_.nodes.size(); n-- > 1;) {
      const std::uint32_t parent = page_.nodes[n].parent;
      weight_[parent] += weight_[n];
      if (heaviest_[parent] == 0 || weight_[n] >= weight_[heaviest_[parent]])
        heaviest_[parent] = static_cast<std::uint32_t>(n);
    }
  }

  bool is_likely(std::uint32_t node) const {
    return (page_.nodes[node].own & (kSaysContent | kSaysLikely)) != 0;
  }

  std::uint32_t descend(std::uint32_t node) const {
    while (heaviest_[node] != 0) {
      const std::uint32_t child = heaviest_[node];
      const std::uint64_t needed = is_likely(child) ? 55 : 75;
      if (page_.nodes[child].holds_text || weight_[child] * 100 < weight_[node] * needed) break;
      node = child;
    }
    return node;
  }

  std::vector<char> nodes_inside(std::uint32_t node) const {
    std::vector<char> inside(page_.nodes.size());
    inside[node] = 1;
    for (std::size_t n = node + 1; n < page_.nodes.size(); ++n)
      inside[n] = inside[page_.nodes[n].parent];
    return inside;
  }

  // An article among much else: the one region below `node` whose class calls it an article,
  // unless there are several of a kind.
  std::uint32_t likely_inside(std::uint32_t node) const {
    const std::vector<char> inside = nodes_inside(node);
    std::uint32_t best = node;
    for (std::uint32_t n = node + 1; n < page_.nodes.size(); ++n)
      if (inside[n] && is_likely(n) && !page_.nodes[n].holds_text &&
          (best == node || weight_[n] > weight_[best]))
        best = n;
    if (best == node || weight_[best] * 5 < weight_[node] * 2) return node;
    // Another that is not around it or in it.
    std::vector<char> related = nodes_inside(best);
    for (std::uint32_t n = best; n != node; n = page_.nodes[n].parent) related[n] = 1;
    for (std::uint32_t n = node + 1; n < page_.nodes.size(); ++n)
      if (inside[n] && !related[n] && is_likely(n) && weight_[n] * 5 >= weight_[best] * 2)
        return node;
    return best;
  }

  std::vector<char> blocks_inside(std::uint32_t node) const {
    const std::vector<char> nodes = nodes_inside(node);
    std::vector<char> inside(page_.blocks.size());
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) inside[i] = nodes[page_.blocks[i].node];
    return inside;
  }

  // What belongs to the text but stands beside its region: a standfirst under the heading,
  // paragraphs of the same parent.
  void take_neighbours(std::uint32_t node, std::vector<char>& inside) const {
    const auto first =
        static_cast<std::size_t>(std::find(inside.begin(), inside.end(), char{1}) - inside.begin());
    std::size_t heading = first;
    for (std::size_t i = 0; i < first; ++i)
      if (page_.blocks[i].all & kSaysHeading1) heading = i;
    bool headed = heading != first;
    for (std::size_t i = 0; i <= first && !headed && i < inside.size(); ++i)
      headed = (page_.blocks[i].all & (kSaysHeading | kSaysHeading1)) && !page_.blocks[i].linked;
    if (!headed) take_headline(first, inside);
    const std::uint32_t around = page_.nodes[node].parent;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      const bool caption = (page_.blocks[i].all & (kSaysCaption | kSaysAlt)) == kSaysCaption &&
                           page_.size_of(i) >= kLeastCaption && i > heading && i < first;
      if (inside[i] || chrome_[i] || (!is_prose(page_.line(i)) && !caption)) continue;
      if (page_.blocks[i].linked * 4 > page_.size_of(i)) continue;
      const std::uint32_t own = page_.blocks[i].node;
      const bool beside = own == around || page_.nodes[own].parent == around;
      if ((i > heading && i < first) || (beside && node != 0)) inside[i] = 1;
    }
  }

  // On a page without headings: the line above the text, or above the date and the author above it.
  void take_headline(std::size_t first, std::vector<char>& inside) const {
    for (std::size_t i = first; i > 0 && first - i < kAboveText;) {
      const std::string_view line = page_.line(--i);
      if (line.size() < 16 || parse_date(line) || is_furniture_line(line)) continue;
      if (chrome_[i] || line.size() > 200 || page_.blocks[i].linked > 0 || is_prose(line)) return;
      if (find_date(line) || is_list_heading(line)) continue;
      inside[i] = 1;
      return;
    }
  }

  const PageBlocks& page_;
  const std::vector<char>& chrome_;
  std::vector<std::uint64_t> weight_;    // prose inside
  std::vector<std::uint32_t> heaviest_;  // child; 0: none
};

}  // namespace

bool is_prose(std::string_view line) {
  return line.size() >= 100 || (line.size() >= 40 && ends_sentence(line));
}

std::vector<char> main_content(const PageBlocks& page, const std::vector<char>& chrome) {
  return ContentFinder(page, chrome).find();
}

}  // namespace byname
