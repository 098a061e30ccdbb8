#include "indexer/readers/source_map.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

bool linear(const SourceRun& run) { return run.text_length == run.source_length; }

// The first run that ends after `offset`.
std::vector<SourceRun>::const_iterator run_after(const std::vector<SourceRun>& runs,
                                                 std::uint32_t offset) {
  return std::partition_point(runs.begin(), runs.end(), [&](const SourceRun& r) {
    return r.text_begin + r.text_length <= offset;
  });
}

// The part of a run that lies in [begin, end) of its text.
SourceRun clipped(const SourceRun& run, std::string_view text, std::uint32_t begin,
                  std::uint32_t end) {
  if (!linear(run) || (begin <= run.text_begin && end >= run.text_begin + run.text_length))
    return run;
  SourceRun part = run;
  if (begin > run.text_begin) {
    const std::uint32_t skipped = begin - run.text_begin;
    part.line += lines_in(text.substr(run.text_begin, skipped));
    part.text_begin += skipped;
    part.text_length -= skipped;
    part.source_begin += skipped;
  }
  if (end < part.text_begin + part.text_length) part.text_length = end - part.text_begin;
  part.source_length = part.text_length;
  return part;
}

}  // namespace

void add_linear(std::vector<SourceRun>& runs, std::string_view text, std::uint32_t text_begin,
                std::uint64_t source_begin, std::uint32_t line) {
  while (!text.empty()) {
    SourceRun* last = runs.empty() ? nullptr : &runs.back();
    const bool joins = last && linear(*last) && last->text_length < kLongestSourceRun &&
                       last->text_begin + last->text_length == text_begin &&
                       last->source_begin + last->source_length == source_begin;
    std::size_t room = kLongestSourceRun - (joins ? last->text_length : 0);
    if (room >= text.size()) {
      room = text.size();
    } else if (const std::size_t whole = floor_character(text, room); whole > 0) {
      room = whole;  // a run begins with a character where it can
    }
    if (joins) {
      last->text_length += static_cast<std::uint32_t>(room);
      last->source_length += room;
    } else {
      runs.push_back({text_begin, static_cast<std::uint32_t>(room), source_begin, room, line});
    }
    line += lines_in(text.substr(0, room));
    text_begin += static_cast<std::uint32_t>(room);
    source_begin += room;
    text.remove_prefix(room);
  }
}

void add_whole(std::vector<SourceRun>& runs, const SourceRun& run) {
  if (run.text_length > 0) runs.push_back(run);
}

SourceRange source_of(const Decoded& decoded, std::uint32_t begin, std::uint32_t end) {
  const auto& runs = decoded.runs;
  if (runs.empty()) return {};
  auto first = run_after(runs, begin);
  if (first == runs.end()) {  // after everything that has a source
    const SourceRun& last = runs.back();
    const std::uint64_t point = last.source_begin + last.source_length;
    return {point, point, last.line};
  }
  const SourceRun from = clipped(*first, decoded.text, std::max(begin, first->text_begin),
                                 first->text_begin + first->text_length);
  SourceRange range{from.source_begin, from.source_begin, from.line};
  if (end <= begin) return range;
  auto last = run_after(runs, end - 1);
  if (last == runs.end() || last->text_begin >= end) {
    if (last == runs.begin()) return range;
    --last;
  }
  if (last < first) return range;
  const SourceRun to = clipped(*last, decoded.text, last->text_begin, end);
  range.end = to.source_begin + to.source_length;
  return range;
}

// The first run that ends after `offset`.
std::size_t TextBuilder::run_at(std::uint32_t offset) {
  constexpr int kNear = 16;
  const std::vector<SourceRun>& runs = from_.runs;
  const auto ends_after = [&](std::size_t run) {
    return runs[run].text_begin + runs[run].text_length > offset;
  };
  if (last_run_ < runs.size() && runs[last_run_].text_begin <= offset) {
    std::size_t run = last_run_;
    for (int i = 0; i < kNear && run < runs.size(); ++i, ++run)
      if (ends_after(run)) return run;
  }
  return static_cast<std::size_t>(run_after(runs, offset) - runs.begin());
}

// clipped(), counting lines from the part before where it can.
SourceRun TextBuilder::part_of(std::size_t run, std::uint32_t begin, std::uint32_t end) {
  const SourceRun& whole = from_.runs[run];
  if (!linear(whole) || begin <= whole.text_begin) return clipped(whole, from_.text, begin, end);
  const bool follows = last_line_ > 0 && last_run_ == run && last_begin_ <= begin;
  const std::uint32_t from = follows ? last_begin_ : whole.text_begin;
  const std::uint32_t line = (follows ? last_line_ : whole.line) +
                             lines_in(std::string_view(from_.text).substr(from, begin - from));
  last_run_ = run;
  last_begin_ = begin;
  last_line_ = line;
  const std::uint32_t skipped = begin - whole.text_begin;
  const std::uint32_t length =
      std::min(whole.text_begin + whole.text_length, std::max(begin, end)) - begin;
  return {begin, length, whole.source_begin + skipped, length, line};
}

void TextBuilder::copy(std::size_t begin_at, std::size_t end_at) {
  const auto begin = static_cast<std::uint32_t>(begin_at);
  const auto end = static_cast<std::uint32_t>(end_at);
  if (begin >= end) return;
  const std::uint32_t base = size();
  for (std::size_t i = run_at(begin); i < from_.runs.size() && from_.runs[i].text_begin < end;
       ++i) {
    const SourceRun part = part_of(i, begin, end);
    // A run that stands as a whole and is cut by the copy keeps only what was copied.
    const std::uint32_t from = std::max(part.text_begin, begin);
    const std::uint32_t to = std::min(part.text_begin + part.text_length, end);
    const std::uint32_t at = base + (from - begin);
    if (linear(from_.runs[i])) {
      add_linear(out_.runs, std::string_view(from_.text).substr(from, to - from), at,
                 part.source_begin, part.line);
    } else {
      add_whole(out_.runs, {at, to - from, part.source_begin, part.source_length, part.line});
    }
  }
  out_.text.append(from_.text, begin, end - begin);
}

void TextBuilder::replace(std::string_view text, std::size_t begin_at, std::size_t end_at) {
  if (text.empty()) return;
  const auto begin = static_cast<std::uint32_t>(begin_at);
  const auto end = static_cast<std::uint32_t>(end_at);
  if (begin < end) {
    const std::size_t run = run_at(begin);
    SourceRange range;
    if (run < from_.runs.size() && linear(from_.runs[run]) && from_.runs[run].text_begin <= begin &&
        end <= from_.runs[run].text_begin + from_.runs[run].text_length) {
      const SourceRun part = part_of(run, begin, end);
      range = {part.source_begin, part.source_begin + part.source_length, part.line};
    } else {
      range = source_of(from_, begin, end);
    }
    if (range.end > range.begin)
      add_whole(out_.runs, {size(), static_cast<std::uint32_t>(text.size()), range.begin,
                            range.end - range.begin, range.line});
  }
  out_.text += text;
}

void TextBuilder::append(Decoded&& text) {
  const std::uint32_t base = size();
  out_.text += text.text;
  for (SourceRun run : text.runs) {
    run.text_begin += base;
    out_.runs.push_back(run);
  }
}

Decoded slice(const Decoded& decoded, std::size_t begin, std::size_t end) {
  TextBuilder builder(decoded);
  builder.copy(begin, end);
  return builder.take();
}

}  // namespace byname
