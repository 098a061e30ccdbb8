#include "indexer/extract/parts.h"

#include <algorithm>

#include "text/ascii.h"

namespace byname {
namespace {

class Joiner {
 public:
  Joiner(std::vector<PartSpan>& out, std::string_view text) : out_(out), text_(text) {}

  void add(Part part, std::size_t begin, std::size_t end) {
    while (begin < end && is_ascii_space(text_[begin])) ++begin;
    while (begin < end && is_ascii_space(text_[end - 1])) --end;
    if (begin >= end) return;
    // Only white space can lie between two spans here: everything else is body.
    if (!out_.empty() && out_.back().part == part) {
      out_.back().end = static_cast<std::uint32_t>(end);
    } else {
      out_.push_back({part, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    }
  }

 private:
  std::vector<PartSpan>& out_;
  std::string_view text_;
};

}  // namespace

std::vector<PartSpan> complete_parts(std::vector<PartSpan> spans, std::string_view text) {
  std::stable_sort(spans.begin(), spans.end(),
                   [](const PartSpan& a, const PartSpan& b) { return a.begin < b.begin; });
  std::vector<PartSpan> out;
  Joiner joiner(out, text);
  std::size_t done = 0;
  for (const PartSpan& span : spans) {
    const std::size_t begin = std::max<std::size_t>(span.begin, done);
    const std::size_t end = std::min<std::size_t>(span.end, text.size());
    if (begin >= end) continue;
    joiner.add(Part::body, done, begin);
    joiner.add(span.part, begin, end);
    done = end;
  }
  joiner.add(Part::body, done, text.size());
  return out;
}

std::vector<PartSpan> clip_parts(const std::vector<PartSpan>& parts, std::size_t begin,
                                 std::size_t end) {
  std::vector<PartSpan> out;
  auto part = std::partition_point(parts.begin(), parts.end(),
                                   [&](const PartSpan& p) { return p.end <= begin; });
  for (; part != parts.end() && part->begin < end; ++part) {
    out.push_back({part->part,
                   static_cast<std::uint32_t>(std::max<std::size_t>(part->begin, begin) - begin),
                   static_cast<std::uint32_t>(std::min<std::size_t>(part->end, end) - begin)});
  }
  return out;
}

}  // namespace byname
