#include "schemas/document.h"

#include <algorithm>

namespace byname {

std::string_view name_of(Part part) { return kPartNames[static_cast<std::size_t>(part)]; }

std::optional<Part> part_named(std::string_view name) {
  for (std::size_t i = 0; i < kPartNames.size(); ++i) {
    if (kPartNames[i] == name) return static_cast<Part>(i);
  }
  return std::nullopt;
}

std::string_view name_of(DateOrigin origin) {
  return kDateOriginNames[static_cast<std::size_t>(origin)];
}

std::string precision_of(const Date& date) {
  static constexpr std::array<std::string_view, 5> kinds{"", "stated", "derived", "relative",
                                                         "inferred"};
  static constexpr std::array<std::string_view, 5> units{"", "year", "month", "day", "minute"};
  std::string result(kinds[static_cast<std::size_t>(date.kind)]);
  if (!result.empty() && date.unit != DateUnit::none) {
    result += ' ';
    result += units[static_cast<std::size_t>(date.unit)];
  }
  return result;
}

Part part_at(const std::vector<PartSpan>& parts, std::uint32_t offset) {
  auto after = std::upper_bound(parts.begin(), parts.end(), offset,
                                [](std::uint32_t o, const PartSpan& p) { return o < p.begin; });
  if (after == parts.begin()) return Part::body;
  --after;
  return offset < after->end ? after->part : Part::body;
}

namespace {

// The run that holds the byte at `offset`, or null.
const SourceRun* run_at(const std::vector<SourceRun>& runs, std::uint32_t offset) {
  auto after =
      std::upper_bound(runs.begin(), runs.end(), offset,
                       [](std::uint32_t o, const SourceRun& r) { return o < r.text_begin; });
  if (after == runs.begin()) return nullptr;
  --after;
  return offset - after->text_begin < after->text_length ? &*after : nullptr;
}

}  // namespace

std::optional<SourceRange> source_of(const Document& document, std::uint32_t begin,
                                     std::uint32_t end) {
  if (begin >= end) return std::nullopt;
  const SourceRun* first = run_at(document.source_map, begin);
  const SourceRun* last = run_at(document.source_map, end - 1);
  if (!first || !last) return std::nullopt;
  SourceRange range{first->source_begin, last->source_begin + last->source_length, first->line};
  if (first->text_length == first->source_length) {
    range.begin += begin - first->text_begin;
    const auto from = document.text.begin() + first->text_begin;
    if (begin <= document.text.size())
      range.line +=
          static_cast<std::uint32_t>(std::count(from, from + (begin - first->text_begin), '\n'));
  }
  if (last->text_length == last->source_length)
    range.end = last->source_begin + (end - last->text_begin);
  return range;
}

}  // namespace byname
