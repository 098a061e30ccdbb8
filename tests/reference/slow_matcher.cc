#include "tests/reference/slow_matcher.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "tests/reference/icu_letters.h"
#include "tests/reference/icu_scanner.h"
#include "tests/reference/slow_candidate.h"
#include "tests/reference/slow_context.h"
#include "tests/reference/slow_letters.h"
#include "tests/reference/slow_tags.h"
#include "tests/reference/slow_unlisted.h"
#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

constexpr std::size_t kMostWords = 12;
constexpr std::size_t kLongestTerm = 200;

std::string without_apostrophes(std::string text) {
  std::erase(text, '\'');
  return text;
}

class Matcher {
 public:
  Matcher(const SlowGazetteer& gazetteer, std::string_view text, std::string_view lang, Slips slips)
      : gazetteer_(gazetteer), slips_(slips) {
    text_.text = text;
    text_.stream = scan_by_icu(text);
    text_.lang = lang;
    text_.bare_lang = bare_language(lang);
    int cased = 0;
    int capitals = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const Token& token = text_.token(i);
      if (!text_.has_case(i) || token.has(kInUrl) || in_tag(i)) continue;
      ++cased;
      capitals += token.has(kInitialUpper);
    }
    text_.informal = (cased >= 2 && capitals == 0) || (cased >= 4 && capitals * 50 < cased);
  }

  std::vector<Mention> run(std::span<const PartSpan> parts) {
    for (std::size_t i = 0; i < text_.size();) i += look_at(i);
    std::vector<Mention> rows;
    const SlowContext context(gazetteer_, text_, picks_, refusals_);
    for (std::size_t k = 0; k < picks_.size(); ++k) write(k, context.judge(k), rows);
    for (const std::size_t i : maybe_) write_unlisted(i, context, rows);
    rows.insert(rows.end(), refusals_.begin(), refusals_.end());
    // Of two rows for one span and place the first is kept; refusals come last.
    const auto order = [](const Mention& m) { return std::tuple(m.begin, m.end, m.place); };
    std::stable_sort(rows.begin(), rows.end(), [&](const Mention& a, const Mention& b) {
      return std::tuple(order(a), a.kind) < std::tuple(order(b), b.kind);
    });
    std::vector<Mention> result;
    for (const Mention& row : rows)
      if (result.empty() || order(result.back()) != order(row)) result.push_back(row);
    for (Mention& row : result)
      for (const PartSpan& part : parts)
        if (part.begin <= row.begin && row.begin < part.end) row.part = part.part;
    return result;
  }

 private:
  bool in_tag(std::size_t i) const {
    return text_.token(i).has(kHashtag) || text_.token(i).has(kHandle);
  }
  std::string_view surface(std::size_t i) const {
    return text_.text.substr(text_.token(i).begin, text_.token(i).end - text_.token(i).begin);
  }
  // The words of tokens [first, first + n) folded with their marks, one by one.
  std::string marked(std::uint32_t begin, std::uint32_t end, std::size_t first,
                     std::size_t n) const {
    std::string result;
    for (std::size_t i = first; i < first + n; ++i) {
      const std::uint32_t from = std::max(begin, text_.token(i).begin);
      const std::uint32_t to = std::min(end, text_.token(i).end);
      result += (i > first ? " " : "") +
                terms_of(scan_by_icu_keeping_marks(text_.text.substr(from, to - from)));
    }
    return result;
  }

  // What begins at token i; returns how many tokens are done with.
  std::size_t look_at(std::size_t i) {
    if (const std::size_t n = phrase_at(i); n > 0) return n;
    if (const std::size_t n = name_at(i); n > 0) return n;
    if (divided_name_at(i)) return 2;
    const Token& token = text_.token(i);
    const bool camel = token.has(kInitialUpper) && token.has(kHasLower) && !token.has(kInUrl) &&
                       token.term_length >= 8 && has_capital_inside(surface(i));
    if (in_tag(i) || in_host(i) || camel) {
      for (const SlowTagPlace& place :
           divide(gazetteer_, surface(i), text_.term(i), text_.bare_lang))
        offer({.first = i,
               .tokens = 1,
               .cut = Cut::tag,
               .begin = token.begin + place.begin,
               .end = token.begin + place.end,
               .key = place.key,
               .marked = place.marked});
    } else if (gazetteer_.forms(text_.term(i), text_.bare_lang).empty() &&
               (is_unlisted_shaped(text_, i) ||
                (slips_ == Slips::heard && is_misspelt_shaped(text_, i)))) {
      maybe_.push_back(i);
    }
    return 1;
  }

  // visitazerbaijan.travel
  bool in_host(std::size_t i) const {
    const auto small = [&](std::size_t t) {
      return text_.token(t).has(kLetter) && !text_.token(t).has(kInitialUpper);
    };
    return !text_.token(i).has(kInUrl) && small(i) && i + 1 < text_.size() &&
           text_.token(i + 1).gap == Gap::dot && small(i + 1) && text_.term(i + 1).size() <= 8;
  }

  // Whether a name may go on from token i - 1 to i.
  bool goes_on(std::size_t i) const {
    const Token& before = text_.token(i - 1);
    switch (text_.token(i).gap) {
      case Gap::none:
      case Gap::space:
      case Gap::hyphen:
      case Gap::hyphen_space:
      case Gap::hyphen_line:
      case Gap::underscore:
        return true;
      case Gap::dot:
      case Gap::dot_space:  // St. Petersburg
        return before.term_length <= 3 && before.has(kInitialUpper);
      case Gap::other: {  // Antigua & Barbuda
        std::string between(text_.text.substr(before.end, text_.token(i).begin - before.end));
        std::erase(between, ' ');
        return between == "&";
      }
      default:
        return false;
    }
  }

  // The terms of n tokens from i, empty if no name can span them.
  std::vector<std::string> words(std::size_t i, std::size_t n) const {
    std::vector<std::string> result;
    if (i + n > text_.size()) return result;
    for (std::size_t t = i; t < i + n; ++t) {
      if (t > i && !goes_on(t)) return {};
      result.push_back(text_.term(t));
    }
    return result;
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string key;
    for (const std::string& word : words) key += (key.empty() ? "" : " ") + word;
    return key;
  }

  std::size_t phrase_at(std::size_t i) {
    const auto capital = [&](std::size_t t) {
      return t < text_.size() && text_.token(t).has(kInitialUpper);
    };
    if (!text_.token(i).has(kLetter)) return 0;
    if (text_.token(i).has(kCased) && !capital(i) && !capital(i + 1)) return 0;
    for (std::size_t n = 10; n > 1; --n) {
      const auto terms = words(i, n);
      if (terms.empty() || !SlowWords::all().is_phrase(joined(terms))) continue;
      for (std::size_t t = i; t < i + n; ++t) {
        const NameNumber name = listed_as(text_.term(t));
        if (name == kNoNumber) continue;
        const Token& token = text_.token(t);
        refuse({.first = t, .tokens = 1, .begin = token.begin, .end = token.end}, name,
               RejectReason::ambiguous);
      }
      return n;
    }
    return 0;
  }

  std::size_t name_at(std::size_t i) {
    const std::string first = text_.term(i);
    if (first.size() > kLongestTerm) return 0;
    const std::string article = first.substr(0, first.find('\''));
    static const std::set<std::string> kArticles{
        "d", "l",      "qu",     "jusqu", "n",    "s",    "j",   "c",   "m",
        "t", "lorsqu", "puisqu", "dell",  "nell", "sull", "all", "dall"};
    for (const bool elided : {true, false}) {
      if (elided && (article == first || !kArticles.contains(article))) continue;
      for (std::size_t n = kMostWords; n > 0; --n) {
        auto terms = words(i, n);
        if (terms.empty() || std::any_of(terms.begin(), terms.end(), [](const std::string& term) {
              return term.size() > kLongestTerm;
            }))
          continue;
        // Khankendi–Lachin road is no Lachin road.
        const bool second = i > 0 && text_.token(i).gap == Gap::hyphen && !picks_.empty() &&
                            picks_.back().first + picks_.back().tokens == i;
        SlowWindow window{.first = i,
                          .tokens = n,
                          .cut = in_tag(i) ? Cut::tag : Cut::none,
                          .begin = text_.token(i).begin,
                          .end = text_.token(i + n - 1).end};
        if (elided) {
          terms[0] = first.substr(article.size() + 1);
          window.cut = Cut::after_article;
          window.begin = apostrophe_in(i, text_.token(i).begin, false).second;
        }
        if (second && n > 1 && text_.token(i).has(kCased) &&
            !text_.token(i + n - 1).has(kInitialUpper)) {
          const NameNumber name = listed_as(joined(terms));
          if (name != kNoNumber) refuse(window, name, RejectReason::ambiguous);
          continue;
        }
        if (try_readings(window, terms)) return n;
      }
    }
    return 0;
  }

  // The first (from `from` on) or the last apostrophe of a token: where it begins
  // and ends.
  std::pair<std::uint32_t, std::uint32_t> apostrophe_in(std::size_t i, std::uint32_t from,
                                                        bool last) const {
    std::pair<std::uint32_t, std::uint32_t> found{text_.token(i).end, from};
    bool any = false;
    const std::uint32_t offset = text_.token(i).begin;
    for (const Char& c : read(surface(i))) {
      if (c.kind != 'a' || offset + c.begin < from || (any && !last)) continue;
      found = {offset + c.begin, offset + c.end};
      any = true;
    }
    return found;
  }

  bool try_window(SlowWindow window, const std::vector<std::string>& terms) {
    window.key = joined(terms);
    if (gazetteer_.forms(window.key, text_.bare_lang).empty()) return false;
    window.marked = marked(window.begin, window.end, window.first, window.tokens);
    if (window.cut == Cut::no_apostrophe) {
      // Only in the last word.
      const std::size_t blank = window.marked.rfind(' ') + 1;
      window.marked =
          window.marked.substr(0, blank) + without_apostrophes(window.marked.substr(blank));
    }
    return offer(window);
  }

  // As it stands, if somebody lists it so; without its apostrophes, if listed;
  // without its ending; then any form.
  bool try_readings(const SlowWindow& window, const std::vector<std::string>& terms) {
    const std::string& last = terms.back();
    const std::size_t apostrophe = last.rfind('\'');
    if (apostrophe == std::string::npos) return try_window(window, terms);
    const std::string ending = last.substr(apostrophe + 1);
    const bool genitive = ending.empty() || ending == "s";
    const auto with_last = [&](const std::string& word) {
      auto result = terms;
      result.back() = word;
      return result;
    };
    const auto bare = with_last(without_apostrophes(last));
    SlowWindow bare_window = window;
    bare_window.cut = Cut::no_apostrophe;
    const bool listed = lists(terms);
    const bool bare_listed = !genitive && lists(bare);
    if (listed && try_window(window, terms)) return true;
    if (bare_listed && try_window(bare_window, bare)) return true;
    const bool turkic = (text_.lang.empty() || text_.lang == "tr" || text_.lang == "az") &&
                        ending.size() <= 12 && !ending.empty() &&
                        std::string_view("nydtlsiuea").find(ending[0]) != std::string::npos;
    if (genitive || turkic) {
      SlowWindow stem = window;
      stem.end = apostrophe_in(window.first + window.tokens - 1, 0, true).first;
      if (stem.cut == Cut::none) stem.cut = Cut::before_apostrophe;
      const std::string left = last.substr(0, apostrophe);
      if (stem.end > stem.begin && try_window(stem, with_last(left))) return true;
      if (left.find('\'') != std::string::npos) {
        stem.cut = Cut::no_apostrophe;
        if (try_window(stem, with_last(without_apostrophes(left)))) return true;
      }
    }
    if (!listed && try_window(window, terms)) return true;
    if (!bare_listed && !genitive && try_window(bare_window, bare)) return true;
    if (window.tokens == 1) refuse_pieces(window, last);
    return false;
  }

  // Listed names on either side of the apostrophes of a word that is none: Maku'a.
  void refuse_pieces(const SlowWindow& window, const std::string& term) {
    const std::uint32_t end = text_.token(window.first).end;
    const auto refuse_piece = [&](std::uint32_t from, std::uint32_t to, const std::string& piece) {
      const NameNumber name = listed_as(piece);
      if (from >= to || name == kNoNumber) return;
      refuse({.first = window.first, .tokens = 1, .begin = from, .end = to}, name,
             RejectReason::part_of_longer);
    };
    refuse_piece(window.begin, apostrophe_in(window.first, window.begin, true).first,
                 term.substr(0, term.rfind('\'')));
    refuse_piece(apostrophe_in(window.first, window.begin, false).second, end,
                 term.substr(term.find('\'') + 1));
  }

  // The first name that is spelt so.
  NameNumber listed_as(const std::string& key) const {
    for (const SpelledForm& form : gazetteer_.forms(key, text_.bare_lang))
      if (form.is_name) return form.name;
    return kNoNumber;
  }

  bool lists(const std::vector<std::string>& terms) const {
    return listed_as(joined(terms)) != kNoNumber;
  }

  // Stepana-\nkert
  bool divided_name_at(std::size_t i) {
    if (i + 1 >= text_.size()) return false;
    const Gap gap = text_.token(i + 1).gap;
    if (gap != Gap::hyphen && gap != Gap::hyphen_line) return false;
    if (text_.has_case(i) && !text_.token(i).has(kInitialUpper)) return false;
    SlowWindow window{.first = i,
                      .tokens = 2,
                      .cut = Cut::joined,
                      .begin = text_.token(i).begin,
                      .end = text_.token(i + 1).end};
    window.key = text_.term(i) + text_.term(i + 1);
    if (window.key.size() > kLongestTerm || gazetteer_.forms(window.key, text_.bare_lang).empty())
      return false;
    window.marked = marked(window.begin, window.end, i, 2);
    std::erase(window.marked, ' ');
    return offer(window);
  }

  bool offer(const SlowWindow& window) {
    const SlowVerdict verdict = candidates(gazetteer_, text_, window);
    if (verdict.options.empty()) {
      if (verdict.reason != RejectReason::none) refuse(window, verdict.refused, verdict.reason);
      return false;
    }
    picks_.push_back({.begin = window.begin,
                      .end = window.end,
                      .first = window.first,
                      .tokens = window.tokens,
                      .tag = window.cut == Cut::tag,
                      .ending = window.cut == Cut::before_apostrophe && text_.lang == "tr" &&
                                text_.token(window.first).has(kInitialUpper),
                      .listed = listed_as(window.key),
                      .options = verdict.options});
    return true;
  }

  void refuse(const SlowWindow& window, NameNumber name, RejectReason reason) {
    refusals_.push_back(rejection(window, name, reason));
  }

  Mention rejection(const SlowWindow& window, NameNumber name, RejectReason reason) const {
    return {.begin = window.begin,
            .end = window.end,
            .first_token = static_cast<std::uint32_t>(window.first),
            .tokens = static_cast<std::uint16_t>(window.tokens),
            .place = gazetteer_.place_of(name),
            .name = name,
            .kind = MentionKind::rejected,
            .reason = reason,
            .confidence = 0};
  }

  // The rows of a pick.
  void write(std::size_t k, const SlowJudgement& judgement, std::vector<Mention>& rows) const {
    const SlowPick& pick = picks_[k];
    const SlowOption& option = pick.options[judgement.option];
    const SlowWindow window{
        .first = pick.first, .tokens = pick.tokens, .begin = pick.begin, .end = pick.end};
    if (judgement.reason != RejectReason::none) {
      const NameNumber name = option.is_name ? option.name : pick.listed;
      if (name != kNoNumber) rows.push_back(rejection(window, name, judgement.reason));
      write_names_inside(pick, kNoNumber, rows);
      return;
    }
    Mention row = rejection(window, option.name, RejectReason::none);
    row.kind = option.kind;
    row.rule = option.rule;
    row.confidence = static_cast<std::uint16_t>(judgement.confidence);
    if (row.rule == MentionRule::listed &&
        (is_glued(pick.first) || is_glued(pick.first + pick.tokens))) {
      row.rule = MentionRule::compound;
      row.confidence = std::min<std::uint16_t>(row.confidence, 950);
    }
    // What the rules leave open is wrong in one case of four.
    if (row.confidence >= 500)
      row.confidence = static_cast<std::uint16_t>(995 - 27 * (1000 - row.confidence) / 100);
    rows.push_back(row);
    write_names_inside(pick, option.place, rows);
  }

  // A spelling that nobody listed: what sounds nearest, else what is a slip away.
  void write_unlisted(std::size_t i, const SlowContext& context, std::vector<Mention>& rows) const {
    const bool sounds = is_unlisted_shaped(text_, i);
    if ((sounds || text_.has_case(i)) && !context.capital_tells(pick_of(i))) return;
    if (sounds && write_sounding(i, context, rows)) return;
    if (slips_ == Slips::heard) write_misspelt(i, context, rows);
  }

  SlowPick pick_of(std::size_t i) const {
    return {.begin = text_.token(i).begin, .end = text_.token(i).end, .first = i, .tokens = 1};
  }

  // The nearest sounds, and no other place as near.
  bool write_sounding(std::size_t i, const SlowContext& context, std::vector<Mention>& rows) const {
    const auto near = sounds_of(gazetteer_, text_.term(i));
    if (near.empty()) return false;
    const SlowSound& best = near.front();
    const PlaceNumber place = gazetteer_.place_of(best.name);
    for (const SlowSound& other : near)
      if (other.distance <= best.distance + 0.05 && gazetteer_.place_of(other.name) != place)
        return false;
    if (!context.speaks_of(place, best.name)) return false;
    rows.push_back(unlisted_row(i, best.name, MentionRule::romanised,
                                static_cast<std::uint16_t>(900 - 1000 * best.distance)));
    return true;
  }

  // One place whose name it is but for a slip.
  void write_misspelt(std::size_t i, const SlowContext& context, std::vector<Mention>& rows) const {
    const auto names = slips_of(gazetteer_, text_.term(i), text_.bare_lang);
    std::set<PlaceNumber> places;
    for (const NameNumber name : names) places.insert(gazetteer_.place_of(name));
    if (places.size() != 1 || !context.speaks_of(*places.begin(), names.front())) return;
    rows.push_back(unlisted_row(i, names.front(), MentionRule::misspelt, 680));
  }

  Mention unlisted_row(std::size_t i, NameNumber name, MentionRule rule,
                       std::uint16_t confidence) const {
    const SlowPick pick = pick_of(i);
    Mention row = rejection({.first = i, .tokens = 1, .begin = pick.begin, .end = pick.end}, name,
                            RejectReason::none);
    row.kind = MentionKind::name;
    row.rule = rule;
    row.confidence = confidence;
    return row;
  }

  // Whether token i is written to the one before it: Khankendi-Lachin.
  bool is_glued(std::size_t i) const {
    if (i == 0 || i >= text_.size()) return false;
    switch (text_.token(i).gap) {
      case Gap::hyphen:
      case Gap::slash:
      case Gap::dot:
      case Gap::underscore:
        return true;
      case Gap::colon:
        return text_.token(i).begin - text_.token(i - 1).end == 1;
      default:
        return false;
    }
  }

  // Listed names of fewer words inside a longer one; not those of the place that
  // is taken or from which a relation leads to it.
  void write_names_inside(const SlowPick& pick, PlaceNumber taken,
                          std::vector<Mention>& rows) const {
    for (std::size_t i = pick.first; i < pick.first + pick.tokens; ++i) {
      for (std::size_t n = 1; n < pick.tokens && i + n <= pick.first + pick.tokens; ++n) {
        const auto terms = words(i, n);
        if (terms.empty()) break;
        for (const SpelledForm& form : gazetteer_.forms(joined(terms), text_.bare_lang)) {
          const PlaceNumber place = gazetteer_.place_of(form.name);
          if (!form.is_name || place == taken) continue;
          if (taken != kNoNumber && gazetteer_.leads_to(place, taken)) continue;
          rows.push_back(rejection({.first = i,
                                    .tokens = n,
                                    .begin = text_.token(i).begin,
                                    .end = text_.token(i + n - 1).end},
                                   form.name, RejectReason::part_of_longer));
          break;
        }
      }
    }
  }

  const SlowGazetteer& gazetteer_;
  const Slips slips_;
  SlowText text_;
  std::vector<SlowPick> picks_{};
  std::vector<Mention> refusals_{};
  std::vector<std::size_t> maybe_{};  // words that may be unlisted spellings
};

}  // namespace

std::vector<Mention> slow_mentions(const SlowGazetteer& gazetteer, std::string_view text,
                                   std::span<const PartSpan> parts, std::string_view lang,
                                   Slips slips) {
  return Matcher(gazetteer, text, lang, slips).run(parts);
}

}  // namespace byname::test
