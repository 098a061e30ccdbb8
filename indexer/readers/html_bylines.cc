#include "indexer/readers/html_bylines.h"

#include <algorithm>

#include "indexer/extract/furniture.h"

namespace byname {
namespace {

constexpr std::size_t kAboveTitle = 6;  // blocks
constexpr std::size_t kBelowTitle = 12;
constexpr std::size_t kTextsAbove = 3;
constexpr std::size_t kBelowText = 6;
constexpr std::size_t kLongestBylineBlock = 160;  // bytes

}  // namespace

std::string byline_of(const PageBlocks& page, const BylineHints& hints) {
  const std::size_t count = page.blocks.size();
  const auto is_text = [&](std::size_t i) {
    return !hints.chrome[i] && i != hints.title && is_prose(page.line(i));
  };
  std::size_t first = 0, last = count;
  while (first < count && !is_text(first)) ++first;
  while (last > first && !is_text(last - 1)) --last;
  if (first == count) first = last = 0;
  const std::size_t head = hints.title < first ? hints.title : first - std::min(first, kBelowTitle);
  // Names above the text, a caption or two taken off, or right below it; in it are boxes by others.
  std::size_t below = first;
  for (std::size_t texts = 0; below < last && texts < kTextsAbove; ++below) texts += is_text(below);
  bool several = hints.site_is_named;  // names at the foot, or none is wanted there
  if (last > first) {
    const std::uint32_t from = page.blocks[head - std::min(head, kAboveTitle)].begin;
    const std::uint32_t until = page.blocks[below - 1].begin, foot = page.blocks[last - 1].begin;
    const std::uint32_t end = page.blocks[std::min(last + kBelowText, count) - 1].end;
    std::string at_foot;
    for (const NameMark& name : hints.names) {
      if (name.at < from || name.at > end || (name.at > until && name.at < foot)) continue;
      if (name.says & (kSaysAnyChrome | kSaysComment)) continue;
      std::string author = author_of_byline(name.text);
      // A heading may be the name of what it heads.
      const bool bare = author.empty() && !(name.says & kSaysHeading);
      if (bare) author = author_of_element(name.text);
      if (author.empty()) continue;
      if (!bare || name.at < foot) return author;
      // Below the text teasers begin, which have names of their own.
      several |= !at_foot.empty() && at_foot != author;
      at_foot = std::move(author);
    }
    if (!several && !at_foot.empty()) return at_foot;
  }
  for (std::size_t i = head; i < first && i < head + kBelowTitle; ++i) {
    if (i == hints.title || page.size_of(i) > kLongestBylineBlock) continue;
    if (page.blocks[i].all & (kSaysComment | kSaysAnyChrome | kSaysCaption)) continue;
    if (std::string author = author_of_byline(page.line(i)); !author.empty()) return author;
  }
  for (std::size_t i = 0; i < count && !hints.site_is_named; ++i) {
    const std::uint16_t says = page.blocks[i].all;
    if (!(says & kSaysAuthor) || (says & (kSaysHeading | kSaysComment))) continue;
    if (page.size_of(i) > kLongestBylineBlock || (i >= below && i < last)) continue;
    // In furniture a byline may still be that of the page, a bare name is not.
    const bool furniture = (says & kSaysAnyChrome) != 0;
    if (i >= last && (several || (furniture && i > last + kBelowText))) break;
    std::string author =
        furniture ? author_of_byline(page.line(i)) : author_of_element(page.line(i));
    if (!author.empty()) return author;
  }
  return {};
}

}  // namespace byname
