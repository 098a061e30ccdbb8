#include "indexer/extract/page.h"

#include <algorithm>
#include <optional>
#include <string>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/hashtags.h"
#include "indexer/extract/lexer.h"
#include "indexer/extract/page_lines.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kHeadLines = 16;  // in which a page speaks of itself

bool is_address_line(std::string_view line) {
  return (line.starts_with("https://") || line.starts_with("http://")) &&
         line.find_first_of(" \t") == line.npos && line.size() < 2000;
}

// Words of a line, numbers not counted; whether all are in capitals.
struct WordCount {
  std::size_t words = 0;
  bool all_upper = true;
  bool has_lower_word = false;
};
WordCount count_words(std::string_view line) {
  WordCount count;
  for (const Lexeme& l : lex(line, 60)) {
    if (l.kind != Lexeme::word) continue;
    ++count.words;
    count.all_upper &= l.all_upper;
    count.has_lower_word |= l.cased && !l.upper;
  }
  return count;
}

class PageReader {
 public:
  explicit PageReader(std::string_view text) : page_(text) {}

  PageFacts read() {
    if (page_.lines.empty()) return {};
    read_head();
    read_below_head();
    mark_furniture(page_);
    read_first_paragraphs();
    read_foot();
    for (std::size_t i = 0; i < page_.size(); ++i) {
      if (page_.parts[i] != Part::body) {
        add(page_.parts[i], page_.lines[i].begin, page_.lines[i].end);
      } else if (const auto tags = hashtag_run(page_.line(i))) {
        add(Part::hashtags, page_.lines[i].begin + tags->begin, page_.lines[i].begin + tags->end);
      }
    }
    return std::move(facts_);
  }

 private:
  void add(Part part, std::size_t begin, std::size_t end) {
    facts_.parts.push_back(
        {part, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  void take_date(const Date& date, bool update = false) {
    if (update && facts_.updated.kind == DateKind::none) facts_.updated = date;
    const bool better = facts_.date.kind == DateKind::none || (date_is_update_ && !update) ||
                        (facts_.date.kind == DateKind::relative && date.kind != DateKind::relative);
    if (!better || (update && facts_.date.kind != DateKind::none)) return;
    facts_.date = date;
    date_is_update_ = update;
  }
  void take(std::string& into, std::string_view value) {
    if (into.empty()) into = value;
  }

  // «Event: 12 May 2027», «When» above «12 May 2027».
  bool is_announced(std::size_t i) const {
    return announces_a_day(page_.line(i)) || (i > 0 && heads_announcement(page_.line(i - 1)));
  }

  // «KARABAKH   02 February 2023 - 13:15», «World | 2 May 2023 | 532 views»: a date beside
  // a few words that are no sentence.
  bool take_date_beside_rubric(std::size_t i) {
    const Line& l = page_.lines[i];
    const std::string_view s = page_.line(i);
    if (l.characters > 110 || (l.ends_sentence && !l.question)) return false;
    const auto found = find_date(s);
    if (!found || found->date.kind == DateKind::relative || found->date.unit < DateUnit::day ||
        is_announced(i))
      return false;
    std::string_view before = s.substr(0, found->begin), after = s.substr(found->end);
    const auto is_cut = [](std::string_view side, bool at_end) {
      side = trim(side);
      if (side.empty()) return true;
      for (const std::string_view mark : {"|", "/", "•", "·", "–", "—", "-", ",", ")", "("})
        if (at_end ? side.ends_with(mark) : side.starts_with(mark)) return true;
      return false;
    };
    const WordCount left = count_words(before), right = count_words(after);
    if (left.words + right.words > 6) return false;
    // Small letters only where marks set the sides apart: not «Signed on 2 May 2023 in Baku».
    if (left.has_lower_word && !(is_cut(before, true) && left.words <= 3)) return false;
    if (right.has_lower_word && !(is_cut(after, false) && right.words <= 3)) return false;
    // A headline that ends in a date has more words than a rubric.
    if (left.words > 4 || right.words > 4) return false;
    take_date(found->date);
    for (std::string_view side : {before, after}) {
      while (!side.empty() && (is_ascii_space(side.back()) || side.back() == ',' ||
                               side.back() == '|' || side.back() == '-' || side.back() == '/'))
        side.remove_suffix(1);
      while (!side.empty() && (is_ascii_space(side.front()) || side.front() == ',' ||
                               side.front() == '|' || side.front() == '-' || side.front() == '/'))
        side.remove_prefix(1);
      if (const std::string_view source = source_name(side); !source.empty())
        take(facts_.source, source);
      if (const std::string author = author_of_byline(side); !author.empty())
        take(facts_.author, author);
    }
    return true;
  }

  // «Горный вестник, 5 марта 2022» right below the title.
  bool take_source_and_date(std::size_t i) {
    if (title_.empty() || i != title_.back() + 1 || page_.lines[i].characters > 110) return false;
    const auto stated = source_and_date(page_.line(i));
    if (!stated) return false;
    take(facts_.source, stated->source);
    take_date(stated->date);
    return true;
  }

  // «The Pier, 2 October 2020. Translated from the Georgian»
  bool take_translation(std::size_t i) {
    const std::string_view s = page_.line(i);
    if (page_.lines[i].characters > 110) return false;
    const auto note = translation_note(s);
    if (!note) return false;
    std::string_view before = trim(s.substr(0, *note)), after = s.substr(*note);
    while (before.ends_with('.') || before.ends_with('(') || before.ends_with(' '))
      before.remove_suffix(1);
    if (const auto stated = source_and_date(before)) {
      take(facts_.source, stated->source);
      take_date(stated->date);
    } else if (const std::string_view source = source_name(before); !source.empty()) {
      take(facts_.source, source);
    } else if (const auto dated = find_date(before); dated && dated->date.unit >= DateUnit::day &&
                                                     dated->date.kind != DateKind::relative) {
      take_date(dated->date);
    } else if (before.size() > 60) {
      return false;  // a sentence of the text
    }
    if (const std::size_t stop = after.find(". "); stop != after.npos)
      if (const std::string source = source_of_label(after.substr(stop + 2)); !source.empty())
        take(facts_.source, source);
    return true;
  }

  // A line by which a page speaks of itself: date, byline, source, address.
  bool take_statement(std::size_t i) {
    const std::string_view s = page_.line(i);
    const Line& l = page_.lines[i];
    if (l.characters > 160) return false;
    if (const auto dated = labelled_date(s)) {
      take_date(dated->date, dated->update);
      if (dated->updated) take_date(*dated->updated, true);
      return true;
    }
    if (page_.dates[i]) {
      if (is_among_teasers(i) || is_announced(i)) return false;
      take_date(*page_.dates[i]);
      return true;
    }
    if (std::string author = author_of_byline(s); !author.empty()) {
      take(facts_.author, author);
      // «By Ann Lee, 2 May 2023»
      if (const auto found = find_date(s); found && found->date.kind != DateKind::relative)
        take_date(found->date);
      return true;
    }
    if (std::string source = source_of_label(s); !source.empty()) {
      take(facts_.source, source);
      if (const std::size_t url = s.find("http"); url != s.npos && is_address_line(s.substr(url)))
        take(facts_.url, s.substr(url));
      return true;
    }
    return false;
  }

  // A menu saved with the page: four very short lines or more before anything longer.
  std::size_t after_menu() const {
    std::size_t i = 0;
    while (i < page_.size() && i < 60 && page_.lines[i].characters <= 30 && !page_.dates[i] &&
           !page_.lines[i].ends_sentence && count_words(page_.line(i)).words <= 3)
      ++i;
    return i >= 4 && i < page_.size() && i < 60 && page_.lines[i].characters > 30 ? i : 0;
  }

  // What stands above the text: title, subtitle, source, date, byline, in any order.
  void read_head() {
    std::size_t i = after_menu();
    std::fill_n(page_.parts.begin(), i, Part::chrome);
    const std::size_t limit = i + kHeadLines;
    bool stated = false;  // a line that only the head of a page has was seen below the title
    for (; i < page_.size() && i < limit; ++i) {
      const Line& l = page_.lines[i];
      const std::string_view s = page_.line(i);
      if (const std::string_view named = title_of_label(s);
          !named.empty() && title_.empty() && facts_.title.empty()) {
        facts_.title = one_line(named);
        page_.parts[i] = Part::title;
        continue;
      }
      bool chrome = l.only_tags || take_source_and_date(i) || take_statement(i) ||
                    (!title_.empty() && take_translation(i));
      if (!chrome && !(title_.empty() && next_is_prose(i) && i == 0))
        chrome = take_date_beside_rubric(i);
      if (!chrome && i + 1 < page_.size() && !is_title_for_next(i)) {
        if (const std::string_view source = source_name(s); !source.empty()) {
          take(facts_.source, source);
          chrome = true;
        }
      }
      if (!chrome && is_address_line(s)) {
        take(facts_.url, s);
        chrome = true;
      }
      if (!chrome) chrome = is_furniture_line(s) || is_trail(s);
      if (chrome) {
        page_.parts[i] = Part::chrome;
        stated |= !title_.empty();
        continue;
      }
      if (!take_title(i, stated)) break;
    }
    page_.body = i;
    settle_title(stated);
  }

  bool next_is_prose(std::size_t i) const {
    return i + 1 < page_.size() && page_.lines[i + 1].is_prose();
  }

  // Before any title, a known name right above prose heads that prose: «BBC» is then as
  // likely what the text is about.
  bool is_title_for_next(std::size_t i) const {
    return title_.empty() && facts_.title.empty() && next_is_prose(i) && i == 0;
  }

  // Whether line i belongs to the title so far.
  bool take_title(std::size_t i, bool stated) {
    const Line& l = page_.lines[i];
    const std::string_view s = page_.line(i);
    if (!l.is_title_shaped()) return false;
    if (!facts_.title.empty()) return same_words(s, facts_.title) && again(i);
    if (title_.empty()) {
      title_.push_back(i);
      return true;
    }
    const std::string_view so_far = page_.line(title_.back());
    if (same_words(s, so_far) || same_words(s, split_site(so_far).title)) return again(i);
    // A rubric stood above the title.
    const WordCount above = count_words(so_far);
    if (title_.size() == 1 && l.blanks > 0 && i == title_.back() + 1 && !stated &&
        (above.words == 1 || (above.words == 2 && above.all_upper)) && count_words(s).words >= 4 &&
        !next_is_prose(title_.back())) {
      page_.parts[title_.back()] = Part::chrome;
      title_ = {i};
      return true;
    }
    // A second line right below is the subtitle.
    if (title_.size() == 1 && i == title_.back() + 1 && l.blanks == 0 && !stated &&
        i + 1 < page_.size() && (page_.lines[i + 1].blanks > 0 || page_.dates[i + 1])) {
      title_.push_back(i);
      return true;
    }
    return false;
  }

  bool again(std::size_t i) {  // the title, said twice
    repeated_.push_back(i);
    return true;
  }

  static bool same_words(std::string_view a, std::string_view b) {
    return phrase_key(a) == phrase_key(b);
  }

  // Whether a date stands among teasers, not above the text: two more dates follow before
  // any prose.
  bool is_among_teasers(std::size_t i) const {
    std::size_t dates = 0;
    for (std::size_t j = i; j < page_.size() && j < i + 8; ++j) {
      if (page_.lines[j].is_prose()) return false;
      dates += page_.dates[j].has_value();
    }
    return dates >= 3;
  }

  // The candidate is the title if something shows that it stands above a text.
  void settle_title(bool stated) {
    for (const std::size_t i : repeated_) page_.parts[i] = Part::title;
    if (title_.empty()) return;
    const std::size_t last = title_.back();
    const std::size_t next = last + 1;
    if (next >= page_.size()) return;
    const Line& below = page_.lines[next];
    const bool longer = below.is_prose() && below.characters >= 100 &&
                        below.characters * 2 > page_.lines[last].characters * 3;
    const bool heads = stated || !repeated_.empty() || below.blanks > 0;
    if (!(heads && has_prose_after(last)) && !longer) return;
    std::string joined;
    for (const std::size_t i : title_) {
      page_.parts[i] = Part::title;
      std::string_view s = page_.line(i);
      if (i == title_.front()) {
        const SitedTitle split = split_site(s);
        if (!split.site.empty()) take(facts_.source, split.site);
        s = split.title;
      }
      if (!joined.empty()) joined += page_.lines[i].begins_upper ? " — " : " ";
      joined += s;
    }
    facts_.title = one_line(joined);
  }

  bool has_prose_after(std::size_t i) const {
    for (std::size_t j = i + 1; j < page_.size() && j < i + 40; ++j)
      if (page_.lines[j].is_prose()) return true;
    return false;
  }

  // Date and byline may also stand below a first sentence or two.
  void read_below_head() {
    for (std::size_t i = page_.body; i < page_.size() && i < page_.body + 4; ++i) {
      if (page_.lines[i].characters > 110 || page_.lines[i].is_prose()) continue;
      if (facts_.date.kind == DateKind::none || facts_.author.empty()) {
        if (take_statement(i)) page_.parts[i] = Part::chrome;
      }
    }
  }

  // The first paragraphs may say who wrote and where it appeared.
  void read_first_paragraphs() {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < page_.size() && seen < 2; ++i) {
      if (page_.parts[i] != Part::body || page_.lines[i].characters < 40) continue;
      ++seen;
      if (const auto standfirst = read_standfirst(page_.line(i))) {
        take(facts_.author, standfirst->author);
        take(facts_.source, standfirst->source);
      }
      if (const auto dateline = read_dateline(page_.line(i))) {
        take(facts_.source, dateline->source);
        if (dateline->date.kind != DateKind::none) take_date(dateline->date);
      }
    }
  }

  // Labels below the text: «Source: X», «Published: 2 May 2023», «(Reporting by Ann Lee)»;
  // a date as the very last line.
  void read_foot() {
    const std::size_t from =
        std::max(page_.body, page_.size() - std::min<std::size_t>(page_.size(), 8));
    for (std::size_t i = from; i < page_.size(); ++i) {
      if (page_.parts[i] == Part::title || page_.lines[i].characters > 160) continue;
      if (page_.times[i]) continue;
      if (take_statement(i)) page_.parts[i] = Part::chrome;
    }
    std::size_t last = page_.size();
    while (last > from && page_.parts[last - 1] == Part::chrome && !page_.dates[last - 1]) --last;
    if (last > from && page_.dates[last - 1] && page_.parts[last - 1] == Part::body &&
        !is_announced(last - 1)) {
      take_date(*page_.dates[last - 1]);
      page_.parts[last - 1] = Part::chrome;
    }
  }

  PageLines page_;
  std::vector<std::size_t> title_{};     // candidate lines
  std::vector<std::size_t> repeated_{};  // the title again
  bool date_is_update_ = false;
  PageFacts facts_{};
};

}  // namespace

PageFacts read_page(std::string_view text) {
  if (!is_page_sized(text)) return {};
  return PageReader(text).read();
}

}  // namespace byname
