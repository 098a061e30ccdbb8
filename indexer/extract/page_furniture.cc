#include <algorithm>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/page_lines.h"

namespace byname {
namespace {

void mark_single_lines(PageLines& page) {
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page.parts[i] != Part::body) continue;
    if (page.lines[i].only_tags || is_furniture_line(page.line(i)) || is_list_line(page.line(i)))
      page.parts[i] = Part::chrome;
  }
}

// Lists of other articles, each with its time: at least three times among short lines
// that are no sentences, or two under a heading.
void mark_timed_lists(PageLines& page) {
  const auto is_time = [&](std::size_t i) {
    return page.times[i] && page.parts[i] != Part::title && i >= page.body;
  };
  for (std::size_t i = page.body; i < page.size();) {
    if (!is_time(i) && !page.may_be_teaser(i)) {
      ++i;
      continue;
    }
    std::size_t j = i, times = 0, first = page.size(), last = 0, heading = page.size();
    std::size_t since = 0;  // short lines since the last time
    for (; j < page.size(); ++j) {
      if (is_time(j)) {
        ++times;
        first = std::min(first, j);
        last = j;
        since = 0;
        continue;
      }
      if (!page.may_be_teaser(j)) break;
      if (is_list_heading(page.line(j))) heading = std::min(heading, j);
      // Many short lines without a time are no list of timed ones.
      if (times > 0 && ++since > 5) break;
    }
    if (times >= 3 || (times >= 2 && heading < first)) {
      // Teasers above the first time: back to the heading, else the nearest lines.
      std::size_t from = first;
      const std::size_t furthest =
          heading < first ? heading : first - std::min<std::size_t>(first, 3);
      while (from > i && from > furthest && page.may_be_teaser(from - 1)) --from;
      // Times above their teasers: the last teaser follows.
      std::size_t to = last + 1;
      const bool above = from == first || (heading == first - 1 && from == heading);
      if (above)
        while (to < j && to < last + 3) ++to;
      for (std::size_t k = from; k < to; ++k)
        if (page.parts[k] != Part::title) page.parts[k] = Part::chrome;
    }
    i = std::max(j, i + 1);
  }
}

// Under «Read also» and the like: lines in the shape of titles, until the text goes on.
void mark_headed_lists(PageLines& page) {
  for (std::size_t i = page.body; i < page.size(); ++i) {
    if (page.parts[i] == Part::title || !is_list_heading(page.line(i))) continue;
    std::size_t j = i + 1;
    while (j < page.size() && (page.parts[j] == Part::chrome || page.may_be_teaser(j))) ++j;
    if (j == i + 1 && j < page.size()) continue;  // prose follows: a subhead of the text
    page.parts[i] = Part::chrome;
    // The last short line before prose may be a subhead of that prose.
    std::size_t to = j;
    if (j < page.size() && to > i + 2 && page.parts[to - 1] == Part::body) --to;
    for (std::size_t k = i + 1; k < to; ++k)
      if (page.parts[k] == Part::body) page.parts[k] = Part::chrome;
    i = to - 1;
  }
}

// Captions of pictures that are gone: a gap of two blank lines or more where the page has
// one, then a line that does not end like a sentence; lines that say «Photo:»; short lines
// below the tag of an image.
void mark_captions(PageLines& page) {
  std::size_t single = 0, wide = 0;
  for (std::size_t i = page.body; i < page.size(); ++i) {
    single += page.lines[i].blanks == 1;
    wide += page.lines[i].blanks >= 2;
  }
  for (std::size_t i = page.body; i < page.size(); ++i) {
    if (page.parts[i] != Part::body) continue;
    const Line& l = page.lines[i];
    if (l.characters <= 400 && is_caption_line(page.line(i))) {
      page.parts[i] = Part::caption;
      continue;
    }
    // Right below an image that was saved as its tag, and no paragraph.
    if (i > 0 && l.blanks == 0 && l.characters <= 120 && page.lines[i - 1].only_tags &&
        page.line(i - 1).starts_with("<img")) {
      page.parts[i] = Part::caption;
      continue;
    }
    const bool gap = i > page.body && l.blanks >= 2 && single > 2 * wide && i + 1 < page.size() &&
                     page.lines[i + 1].blanks == 1;
    if (gap && !l.ends_sentence && !l.ends_open && l.begins_upper && l.characters >= 20 &&
        l.characters <= 400)
      page.parts[i] = Part::caption;
  }
}

// What follows the last furniture at the end in short lines: «All news», «Contacts».
void mark_tail(PageLines& page) {
  std::size_t i = page.size();
  bool brief = true;
  while (i > page.body && page.parts[i - 1] == Part::body && page.may_be_teaser(i - 1)) {
    --i;
    brief &= page.lines[i].characters <= 60;
  }
  const std::size_t shorts = page.size() - i;
  if (shorts == 0 || i <= page.body || page.parts[i - 1] != Part::chrome) return;
  if (!brief && shorts < 3) return;
  std::fill(page.parts.begin() + static_cast<std::ptrdiff_t>(i), page.parts.end(), Part::chrome);
}

}  // namespace

PageLines::PageLines(std::string_view page) : text(page), lines(lines_of(page)) {
  parts.assign(lines.size(), Part::body);
  dates.resize(lines.size());
  times.assign(lines.size(), 0);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].characters > 60) continue;
    auto date = parse_date(line(i));
    if (date && (date->kind == DateKind::relative || date->unit >= DateUnit::day)) {
      times[i] = 1;
      dates[i] = std::move(date);
    } else {
      times[i] = is_time_of_day(line(i));
    }
  }
}

bool PageLines::may_be_teaser(std::size_t i) const {
  const Line& l = lines[i];
  return parts[i] != Part::title && !l.is_prose() && l.characters <= 220 &&
         (!l.ends_sentence || l.question);
}

void mark_furniture(PageLines& page) {
  mark_single_lines(page);
  mark_timed_lists(page);
  mark_headed_lists(page);
  mark_captions(page);
  mark_tail(page);
}

}  // namespace byname
