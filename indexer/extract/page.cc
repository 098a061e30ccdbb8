#include "indexer/extract/page.h"

#include <algorithm>
#include <optional>
#include <string>

#include "indexer/extract/ascii.h"
#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/hashtags.h"
#include "indexer/extract/lexer.h"
#include "indexer/extract/lines.h"

namespace byname {
namespace {

constexpr std::size_t kHeadLines = 14;  // in which a page speaks of itself

class PageReader {
 public:
  explicit PageReader(std::string_view text) : text_(text), lines_(lines_of(text)) {
    parts_.assign(lines_.size(), Part::body);
    dates_.resize(lines_.size());
  }

  PageFacts read() {
    if (lines_.empty()) return {};
    for (std::size_t i = 0; i < lines_.size(); ++i) dates_[i] = date_only(i);
    read_head();
    mark_furniture();
    mark_dated_lists();
    mark_headed_lists();
    mark_captions();
    mark_tail();
    read_foot();
    PageFacts facts = std::move(facts_);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (parts_[i] != Part::body) {
        add(facts, parts_[i], lines_[i].begin, lines_[i].end);
      } else if (const auto tags = hashtag_run(line(i))) {
        add(facts, Part::hashtags, lines_[i].begin + tags->begin, lines_[i].begin + tags->end);
      }
    }
    return facts;
  }

 private:
  std::string_view line(std::size_t i) const {
    return text_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
  }

  static void add(PageFacts& facts, Part part, std::size_t begin, std::size_t end) {
    facts.parts.push_back(
        {part, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  // A line that is a date, a time or an age and nothing else.
  std::optional<Date> date_only(std::size_t i) const {
    if (lines_[i].characters > 60) return std::nullopt;
    auto date = parse_date(line(i));
    if (date && date->kind != DateKind::relative && date->unit < DateUnit::day) return std::nullopt;
    return date;
  }

  // «KARABAKH   02 February 2023 - 13:15», «World | 2 May 2023»: a date beside a few words
  // that are no sentence.
  std::optional<Date> date_beside_rubric(std::size_t i) const {
    const Line& l = lines_[i];
    if (l.characters > 90 || (l.ends_sentence && !l.question)) return std::nullopt;
    const auto found = find_date(line(i));
    if (!found || found->date.kind == DateKind::relative || found->date.unit < DateUnit::day)
      return std::nullopt;
    const std::string_view before = trim(line(i).substr(0, found->begin));
    const std::string_view after = trim(line(i).substr(found->end));
    std::size_t words = 0;
    bool lower = false;
    for (const std::string_view side : {before, after}) {
      for (const Lexeme& lexeme : lex(side, 30)) {
        if (lexeme.kind != Lexeme::word) continue;
        ++words;
        lower |= lexeme.cased && !lexeme.upper;
      }
    }
    // «Baku, 2 May 2023» and «Politics 2 May 2023» but not «Signed on 2 May 2023 in Baku».
    if (words > 4 || lower) return std::nullopt;
    return found->date;
  }

  void take_date(const Date& date) {
    if (facts_.date.kind == DateKind::none ||
        (facts_.date.kind == DateKind::relative && date.kind != DateKind::relative))
      facts_.date = date;
  }

  // What stands above the text: title, subtitle, source, date, byline, in any order.
  void read_head() {
    std::vector<std::size_t> title;
    std::size_t i = 0;
    bool stated = false;  // a line that only the head of a page has was seen after the title
    for (; i < lines_.size() && i < kHeadLines; ++i) {
      const Line& l = lines_[i];
      const std::string_view s = line(i);
      if (l.only_tags) {
        parts_[i] = Part::chrome;
        stated |= !title.empty();
        continue;
      }
      if (const std::string_view named = title_of_label(s);
          !named.empty() && title.empty() && facts_.title.empty() && i < 6) {
        facts_.title = std::string(named);
        parts_[i] = Part::title;
        continue;
      }
      if (const auto date = labelled_date(s)) {
        take_date(*date);
      } else if (dates_[i]) {
        if (is_list_of_teasers(i)) break;
        take_date(*dates_[i]);
      } else if (const auto beside = date_beside_rubric(i);
                 beside && !(title.empty() && is_followed_by_prose(i) && i == 0)) {
        take_date(*beside);
        take_source_beside(s);
      } else if (std::string author = author_of_byline(s); !author.empty() && l.characters <= 120) {
        if (facts_.author.empty()) facts_.author = std::move(author);
      } else if (std::string source = source_of_label(s); !source.empty()) {
        if (facts_.source.empty()) facts_.source = std::move(source);
      } else if (is_source_name(s) && (i + 1 < lines_.size())) {
        if (facts_.source.empty()) facts_.source = std::string(s);
      } else if (is_furniture_line(s)) {
        // «Photo», «Share» above the text
      } else if (title.empty() && facts_.title.empty() && l.is_title_shaped()) {
        title.push_back(i);
        continue;
      } else if (title.size() == 1 && i == title.back() + 1 && l.blanks == 0 && !stated &&
                 l.is_title_shaped() && i + 1 < lines_.size() &&
                 (lines_[i + 1].blanks > 0 || dates_[i + 1])) {
        title.push_back(i);
        continue;
      } else {
        break;
      }
      parts_[i] = Part::chrome;
      stated |= !title.empty();
    }
    body_ = i;
    settle_title(title, stated);
    read_first_paragraph();
    if (facts_.title.empty() && title.empty()) return;
  }

  void take_source_beside(std::string_view s) {
    if (!facts_.source.empty()) return;
    const auto found = find_date(s);
    if (!found) return;
    for (std::string_view side : {s.substr(0, found->begin), s.substr(found->end)}) {
      while (!side.empty() && (is_ascii_space(side.back()) || side.back() == ',' ||
                               side.back() == '|' || side.back() == '-'))
        side.remove_suffix(1);
      while (!side.empty() && (is_ascii_space(side.front()) || side.front() == ',' ||
                               side.front() == '|' || side.front() == '-'))
        side.remove_prefix(1);
      if (!side.empty() && is_source_name(side)) {
        facts_.source = std::string(side);
        return;
      }
    }
  }

  bool is_followed_by_prose(std::size_t i) const {
    return i + 1 < lines_.size() && lines_[i + 1].is_prose();
  }

  // Whether a date stands among teasers, not above the text: another date follows before
  // any prose.
  bool is_list_of_teasers(std::size_t i) const {
    std::size_t dates = 0;
    for (std::size_t j = i; j < lines_.size() && j < i + 8; ++j) {
      if (lines_[j].is_prose()) return false;
      dates += dates_[j].has_value();
    }
    return dates >= 3;
  }

  // The candidate is the title if something shows that it stands above a text.
  void settle_title(const std::vector<std::size_t>& title, bool stated) {
    if (title.empty()) return;
    const std::size_t last = title.back();
    bool is_title = false;
    if (body_ < lines_.size() || stated) {
      const std::size_t next = last + 1;
      if (next >= lines_.size()) {
        is_title = false;
      } else if (stated) {
        is_title = has_prose_after(last);
      } else {
        const Line& below = lines_[next];
        const bool apart = below.blanks > 0;
        const bool longer = below.is_prose() && below.characters * 2 > lines_[last].characters * 3;
        is_title = (apart && has_prose_after(last)) || (longer && below.characters >= 100);
      }
    }
    if (!is_title) return;
    std::string joined;
    for (const std::size_t i : title) {
      parts_[i] = Part::title;
      if (!joined.empty()) joined += lines_[i].begins_upper ? " — " : " ";
      joined += line(i);
    }
    facts_.title = one_line(joined);
  }

  static std::string one_line(std::string_view s) {
    std::string out;
    for (const char c : s) {
      if (is_ascii_space(c)) {
        if (!out.empty() && out.back() != ' ') out += ' ';
      } else {
        out += c;
      }
    }
    return out;
  }

  bool has_prose_after(std::size_t i) const {
    for (std::size_t j = i + 1; j < lines_.size() && j < i + 40; ++j)
      if (lines_[j].is_prose()) return true;
    return false;
  }

  // The first paragraphs may say who wrote and where it appeared.
  void read_first_paragraph() {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < lines_.size() && seen < 2; ++i) {
      if (parts_[i] != Part::body || lines_[i].characters < 40) continue;
      ++seen;
      if (const auto standfirst = read_standfirst(line(i))) {
        if (facts_.author.empty()) facts_.author = standfirst->author;
        if (facts_.source.empty()) facts_.source = standfirst->source;
      }
      if (seen > 1) break;
      if (const auto dateline = read_dateline(line(i))) {
        if (facts_.source.empty()) facts_.source = dateline->source;
        if (dateline->date.kind != DateKind::none) take_date(dateline->date);
      }
    }
  }

  void mark_furniture() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (parts_[i] != Part::body) continue;
      if (lines_[i].only_tags || is_furniture_line(line(i)) || is_list_line(line(i)))
        parts_[i] = Part::chrome;
    }
  }

  bool may_be_teaser(std::size_t i) const {
    const Line& l = lines_[i];
    return parts_[i] != Part::title && !l.is_prose() && l.characters <= 220 &&
           (!l.ends_sentence || l.question);
  }

  // Lists of other articles, each with its time: at least three dates among short lines
  // that are no sentences, or two under a heading.
  void mark_dated_lists() {
    for (std::size_t i = 0; i < lines_.size();) {
      if (!dates_[i] && !may_be_teaser(i)) {
        ++i;
        continue;
      }
      std::size_t j = i, dates = 0, first = lines_.size(), last = 0, heading = lines_.size();
      std::size_t since = 0;  // short lines since the last date
      for (; j < lines_.size(); ++j) {
        if (dates_[j] && parts_[j] != Part::title) {
          ++dates;
          first = std::min(first, j);
          last = j;
          since = 0;
          continue;
        }
        if (!may_be_teaser(j)) break;
        if (is_list_heading(line(j))) heading = std::min(heading, j);
        // Many short lines without a date are no list of dated ones.
        if (dates > 0 && ++since > 5) break;
      }
      if (dates >= 3 || (dates >= 2 && heading < first)) {
        // Teasers before the first date: back to the heading, else the nearest lines.
        std::size_t from = first;
        const std::size_t furthest = heading < first ? heading : (first >= 3 ? first - 3 : 0);
        while (from > i && from > furthest && from > body_ && may_be_teaser(from - 1)) --from;
        // Dates first: the teaser of the last one follows it.
        std::size_t to = last + 1;
        if (from == first)
          for (; to < j && to < last + 3; ++to) {
          }
        for (std::size_t k = from; k < to; ++k)
          if (parts_[k] != Part::title) parts_[k] = Part::chrome;
      }
      i = std::max(j, i + 1);
    }
  }

  // Under «Read also» and the like: lines in the shape of titles, until the text goes on.
  void mark_headed_lists() {
    for (std::size_t i = body_; i < lines_.size(); ++i) {
      if (parts_[i] == Part::title || !is_list_heading(line(i))) continue;
      std::size_t j = i + 1;
      while (j < lines_.size() && (parts_[j] == Part::chrome || may_be_teaser(j))) ++j;
      if (j == i + 1 && j < lines_.size()) continue;  // prose follows: a subhead of the text
      parts_[i] = Part::chrome;
      // The last short line before prose may be a subhead of that prose.
      std::size_t to = j;
      if (j < lines_.size() && to > i + 2 && parts_[to - 1] == Part::body) --to;
      for (std::size_t k = i + 1; k < to; ++k)
        if (parts_[k] == Part::body) parts_[k] = Part::chrome;
      i = to - 1;
    }
  }

  // Captions of pictures that are gone: a gap of two blank lines or more where the page
  // has one, then a line that does not end like a sentence; and lines that say «Photo:».
  void mark_captions() {
    std::size_t single = 0, wide = 0;
    for (std::size_t i = body_; i < lines_.size(); ++i) {
      single += lines_[i].blanks == 1;
      wide += lines_[i].blanks >= 2;
    }
    for (std::size_t i = body_ + 1; i < lines_.size(); ++i) {
      if (parts_[i] != Part::body) continue;
      const Line& l = lines_[i];
      if (is_caption_line(line(i)) && l.characters <= 400) {
        parts_[i] = Part::caption;
        continue;
      }
      const bool gap =
          l.blanks >= 2 && single > 2 * wide && i + 1 < lines_.size() && lines_[i + 1].blanks == 1;
      if (gap && !l.ends_sentence && !l.ends_open && l.begins_upper && l.characters >= 20 &&
          l.characters <= 400)
        parts_[i] = Part::caption;
    }
  }

  // Short lines after the last furniture at the end: «All news», «Contacts».
  void mark_tail() {
    std::size_t i = lines_.size();
    std::size_t shorts = 0;
    while (i > body_ && parts_[i - 1] == Part::body && may_be_teaser(i - 1) &&
           lines_[i - 1].characters <= 60 && shorts < 6) {
      --i;
      ++shorts;
    }
    if (shorts == 0 || i == 0 || i <= body_ || parts_[i - 1] != Part::chrome) return;
    for (; i < lines_.size(); ++i) parts_[i] = Part::chrome;
  }

  // Labels below the text: «Source: X», «Published: 2 May 2023».
  void read_foot() {
    const std::size_t from = lines_.size() > 8 ? std::max(body_, lines_.size() - 8) : body_;
    for (std::size_t i = from; i < lines_.size(); ++i) {
      if (lines_[i].characters > 120 || parts_[i] == Part::title) continue;
      if (std::string source = source_of_label(line(i)); !source.empty()) {
        if (facts_.source.empty()) facts_.source = std::move(source);
        parts_[i] = Part::chrome;
      } else if (const auto date = labelled_date(line(i))) {
        take_date(*date);
        parts_[i] = Part::chrome;
      } else if (std::string author = author_of_byline(line(i)); !author.empty()) {
        if (facts_.author.empty()) facts_.author = std::move(author);
        parts_[i] = Part::chrome;
      }
    }
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<Part> parts_;
  std::vector<std::optional<Date>> dates_;
  std::size_t body_ = 0;  // the first line below the head
  PageFacts facts_{};
};

}  // namespace

PageFacts read_page(std::string_view text) {
  if (!is_page_sized(text)) return {};
  return PageReader(text).read();
}

}  // namespace byname
