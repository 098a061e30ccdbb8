#include "tests/reference/slow_context.h"

#include <algorithm>
#include <cmath>

#include "tests/reference/icu_letters.h"
#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

int percent(int confidence, int share) { return confidence * share / 100; }

SlowJudgement rejected(RejectReason reason) { return {.reason = reason}; }

// The first word of a quotation of more than this word.
bool opens_a_quotation(const SlowText& text, std::size_t i) {
  const Token& token = text.token(i);
  bool opens = false;
  for (const std::string_view mark : {"«", "“", "„", "\"", "”", "‹"})
    opens = opens || text.text.substr(0, token.begin).ends_with(mark);
  if (!opens) return false;
  for (const std::string_view mark : {"»", "”", "“", "\"", "’’", "›"})
    if (text.text.substr(token.end).starts_with(mark)) return false;
  return true;
}

}  // namespace

bool begins_sentence(const SlowText& text, std::size_t i) {
  const Token& token = text.token(i);
  if (i == 0 || token.gap == Gap::start || token.gap == Gap::paragraph) return true;
  const Token& before = text.token(i - 1);
  const std::string_view between = text.text.substr(before.end, token.begin - before.end);
  if (between.size() > 64 || opens_a_quotation(text, i)) return true;
  for (const std::string_view stop : {".", "!", "?", "…", "։"}) {
    if (between.find(stop) == std::string_view::npos) continue;
    // J. Washington, г. Ани
    if (token.gap != Gap::dot_space || before.end - before.begin > 3) return true;
  }
  return false;
}

bool SlowText::has_case(std::size_t i) const {
  if (!token(i).has(kCased)) return false;
  const auto chars = read(text.substr(token(i).begin, token(i).end - token(i).begin));
  return script_of_char(chars[0].c) != USCRIPT_GEORGIAN;
}

bool ends_like_a_surname(std::string_view term) {
  for (const std::string_view end :
       {"ov",   "ova",    "ev",    "eva",  "yan",     "ian",   "zade",  "zada",  "oglu",  "qizi",
        "dze",  "enko",   "sky",   "ski",  "shvili",  "skaya", "ов",    "ова",   "ев",    "ева",
        "ян",   "ский",   "ская",  "енко", "заде",    "оглы",  "швили", "дзе",   "єв",    "յան",
        "եան",  "շվիլի",  "შვილი", "ძე",   "schwili", "dse",   "jan",   "ovich", "evich", "ovna",
        "evna", "ович",   "евич",  "овна", "евна",    "івна",  "յանը",  "յանի",  "յանին", "եւա",
        "եւան", "եւային", "եվա",   "եվան", "եվային",  "ովա",   "ովան"})
    if (term.ends_with(end) && term.size() > end.size() + 2) return true;
  return false;
}

SlowContext::SlowContext(const SlowGazetteer& gazetteer, const SlowText& text,
                         const std::vector<SlowPick>& picks, const std::vector<Mention>& refusals)
    : gazetteer_(gazetteer), text_(text), picks_(picks) {
  for (const Mention& row : refusals)
    if (row.reason == RejectReason::common_word) words_.insert(row.place);
  for (const SlowPick& pick : picks_) {
    const Token& token = text_.token(pick.first);
    const bool inside = token.has(kInitialUpper) && token.has(kHasLower) &&
                        !begins_sentence(text_, pick.first) && !is_alone_in_its_line(pick);
    for (const SlowOption& option : pick.options) {
      PlaceKnowledge place = gazetteer_.place(option.place);
      place.settlement = false;
      const bool said = !token.has(kCased) && is_said_to_be(pick, place);
      if (!pick.tag && (inside || said)) seen_.insert(option.place);
      if (pick.ending && !option.doubts.person) told_.insert(option.place);
      if (option.wordlike) words_.insert(option.place);
    }
    if (!is_evidence(pick)) continue;
    const SlowOption& option = pick.options[0];
    named_[option.place].insert(option.name);
    sure_.push_back(pick.first);
    ++around_[option.place];
    PlaceNumber above = gazetteer_.place(option.place).parent;
    for (int level = 0; level < 2 && above != kNoNumber; ++level) {
      ++around_[above];
      above = gazetteer_.place(above).parent;
    }
  }
}

// Only what cannot be mistaken.
bool SlowContext::is_evidence(const SlowPick& pick) const {
  if (pick.options.size() != 1) return false;
  const SlowOption& option = pick.options[0];
  if (option.small) return false;
  const NameKnowledge& name = gazetteer_.name(option.name);
  const Doubts& doubts = option.doubts;
  const bool serious = doubts.word || doubts.person || doubts.abbreviation || doubts.people;
  if (serious && gazetteer_.place(option.place).rank < Rank::area) return false;
  if (doubts.brand) return false;
  if (doubts.any() && option.weight < 2) return false;
  const bool as_listed = option.is_name && option.rule == MentionRule::listed;
  if (option.weight == 0 && !as_listed) return false;
  if (text_.token(pick.first).has(kAllUpper) && !name.shouted) return false;
  return pick.end - pick.begin > 3 || name.lang == text_.bare_lang;
}

SlowContext::Support SlowContext::support_of(PlaceNumber place, NameNumber name) const {
  // A name is no evidence for itself.
  if (const auto found = named_.find(place); found != named_.end()) {
    if (found->second.size() > 1) return Support::direct;
    const Name& other = gazetteer_.gazetteer().names[*found->second.begin()];
    const Name& own = gazetteer_.gazetteer().names[name];
    // Jolfa is no evidence for Julfa.
    const bool spelling =
        other.lang == own.lang && !own.origin.empty() && other.origin == own.origin;
    if (*found->second.begin() != name && !spelling) return Support::direct;
  }
  for (const PlaceNumber relative : gazetteer_.gazetteer().family[place])
    if (named_.contains(relative)) return Support::direct;
  const PlaceNumber parent = gazetteer_.place(place).parent;
  const bool near = around_.contains(place) || (parent != kNoNumber && around_.contains(parent));
  return near ? Support::region : Support::none;
}

int SlowContext::times_around(PlaceNumber place) const {
  const auto found = around_.find(place);
  return found == around_.end() ? 0 : found->second;
}

bool SlowContext::country_is_named(PlaceNumber place) const {
  PlaceNumber above = gazetteer_.place(place).parent;
  for (int level = 0; level < 4 && above != kNoNumber; ++level) {
    if (around_.contains(above)) return true;
    above = gazetteer_.place(above).parent;
  }
  return false;
}

bool SlowContext::region_is_named(PlaceNumber place) const {
  const PlaceNumber above = gazetteer_.place(place).parent;
  return above != kNoNumber && times_around(above) > times_around(place);
}

bool SlowContext::is_beside_a_place(std::size_t k) const {
  const std::size_t here = picks_[k].first;
  if (k > 0) {
    const std::size_t end = picks_[k - 1].first + picks_[k - 1].tokens;
    if (end + 1 == here && (text_.term(end) == "و" || text_.term(end) == "და")) return true;
  }
  for (const std::size_t there : sure_) {
    const std::size_t from = std::min(here, there);
    const std::size_t to = std::max(here, there);
    if (from == to || to - from > 12) continue;
    bool one_sentence = true;
    for (std::size_t t = from + 1; t <= to; ++t)
      one_sentence = one_sentence && !begins_sentence(text_, t);
    if (one_sentence) return true;
  }
  return false;
}

bool SlowContext::is_said_to_be(const SlowPick& pick, const PlaceKnowledge& place) const {
  const auto beside = [&](std::string_view role) {
    return before_has(pick, {role}) || after_has(pick, {role});
  };
  return (place.water && beside("water")) || (place.mountain && beside("mountain")) ||
         (place.district && beside("district")) || (place.corridor && beside("corridor")) ||
         (place.settlement && beside("settlement"));
}

// To the two nearest places that are evidence, on average.
double SlowContext::distance_to_text(PlaceNumber place) const {
  constexpr double kFar = 1e6;
  const Place& here = gazetteer_.gazetteer().places[place];
  const PlaceKnowledge& known = gazetteer_.place(place);
  if (!here.lat || !here.lon || (!known.settlement && !known.district)) return kFar;
  const double shrink = std::cos(*here.lat * 3.14159265358979 / 180);
  std::vector<double> all;
  for (const auto& [other, names] : named_) {
    const Place& there = gazetteer_.gazetteer().places[other];
    if (other == place || gazetteer_.place(other).rank >= Rank::area) continue;
    if (!there.lat || !there.lon) continue;
    const double km = 111.2 * std::hypot(*here.lat - *there.lat, (*here.lon - *there.lon) * shrink);
    if (km >= 5) all.push_back(km);
  }
  std::sort(all.begin(), all.end());
  if (all.empty()) return kFar;
  return all.size() == 1 ? all[0] : (all[0] + all[1]) / 2;
}

bool SlowContext::has_roles_before(const SlowPick& pick) const {
  if (pick.first == 0) return false;
  const Gap gap = text_.token(pick.first).gap;
  return (gap == Gap::space || gap == Gap::dot || gap == Gap::dot_space) &&
         SlowWords::all().has_any_role(text_.term(pick.first - 1));
}

// A word for somebody, at most four words later one for being called, then the name.
bool SlowContext::is_called(std::size_t i) const {
  if (i == 0 || !SlowWords::all().has_role(text_.term(i - 1), "naming")) return false;
  for (std::size_t back = 2; back <= 5 && back <= i; ++back) {
    const Gap gap = text_.token(i - back + 1).gap;
    if (gap == Gap::dot_space || gap == Gap::paragraph) return false;
    if (SlowWords::all().has_role(text_.term(i - back), "person")) return true;
  }
  return false;
}

// My sister Ani; the son, Lachin, draws; the poet Fuzuli.
bool SlowContext::is_borne(const View& view) const {
  const std::size_t i = view.pick.first;
  const Token& token = text_.token(i);
  if (view.place.rank >= Rank::area || i == 0 || view.option.kind != MentionKind::name)
    return false;
  if (token.has(kCased) && !token.has(kInitialUpper)) return false;
  const SlowWords& words = SlowWords::all();
  const bool known = view.option.doubts.person;
  if (known && i > 1 && in_quotes(view.pick) && words.has_role(text_.term(i - 2), "person") &&
      words.is_function_word(text_.term(i - 1), text_.lang))
    return true;
  const bool somebody = words.has_role(text_.term(i - 1), "person");
  if (token.gap == Gap::space)
    return (somebody && !says_where(view)) || (known && words.has_role(text_.term(i - 1), "title"));
  const bool apart = i + 1 >= text_.size() || text_.token(i + 1).gap != Gap::space;
  return token.gap == Gap::colon && somebody && apart;
}

// His brother is in Yerevan: a case of place, or from a place.
bool SlowContext::says_where(const View& view) const {
  const Token& token = text_.token(view.pick.first);
  if (view.option.is_name && view.pick.end == token.end) return false;
  std::vector<std::string> ends{"ում", "ումն", "ից", "իցն", "էն",
                                "ში",  "შია",  "ზე", "დან", "დანაა"};
  if (text_.lang == "az" || text_.lang == "tr") {
    for (const std::string v : {"a", "e"}) {
      for (const std::string d : {"d", "t"}) {
        ends.push_back(d + v);
        ends.push_back(d + v + "n");
      }
      ends.push_back("d" + v + "dir");
      ends.push_back("d" + v + "ki");
      ends.push_back("d" + v + "ndir");
    }
  }
  const std::string term = text_.term(view.pick.first);
  return std::any_of(ends.begin(), ends.end(),
                     [&](const std::string& end) { return term.ends_with(end); });
}

bool SlowContext::before_has(const SlowPick& pick,
                             std::initializer_list<std::string_view> roles) const {
  if (pick.first == 0) return false;
  const Gap gap = text_.token(pick.first).gap;
  if (gap != Gap::space && gap != Gap::dot && gap != Gap::dot_space) return false;
  const std::string term = text_.term(pick.first - 1);
  return std::any_of(roles.begin(), roles.end(),
                     [&](auto role) { return SlowWords::all().has_role(term, role); });
}

bool SlowContext::after_has(const SlowPick& pick,
                            std::initializer_list<std::string_view> roles) const {
  const std::size_t next = pick.first + pick.tokens;
  if (next >= text_.size() || text_.token(next).gap != Gap::space) return false;
  std::string term = text_.term(next);
  term = term.substr(0, term.find('\''));  // Gölü'nü
  return std::any_of(roles.begin(), roles.end(),
                     [&](auto role) { return SlowWords::all().has_role(term, role); });
}

bool SlowContext::is_alone_in_its_line(const SlowPick& pick) const {
  const auto line_ends_before = [&](std::size_t i) {
    if (i == 0 || i >= text_.size()) return true;
    const Token& token = text_.token(i);
    if (token.gap == Gap::start || token.gap == Gap::paragraph) return true;
    const std::uint32_t left = text_.token(i - 1).end;
    const std::string_view between = text_.text.substr(left, token.begin - left);
    return between.substr(0, 64).find('\n') != std::string_view::npos;
  };
  return line_ends_before(pick.first) && line_ends_before(pick.first + pick.tokens);
}

// Two words before and two behind: some of them in capitals, none in small letters.
bool SlowContext::shouted_about(const SlowPick& pick) const {
  bool shouted = false;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const bool before = i < pick.first && i + 2 >= pick.first;
    const bool behind = i >= pick.first + pick.tokens && i < pick.first + pick.tokens + 2;
    if ((!before && !behind) || !text_.token(i).has(kCased)) continue;
    if (text_.token(i).has(kHasLower)) return false;
    shouted = true;
  }
  return shouted;
}

bool SlowContext::in_quotes(const SlowPick& pick) const {
  const std::string_view left = text_.text.substr(0, pick.begin);
  const std::string_view right = text_.text.substr(pick.end);
  bool opens = false;
  bool closes = false;
  for (const std::string_view mark : {"«", "“", "„", "\"", "”", "‹"})
    opens = opens || left.ends_with(mark);
  for (const std::string_view mark : {"»", "”", "“", "\"", "’’", "›"})
    closes = closes || right.starts_with(mark);
  return opens && closes;
}

// The hotel «Erebuni»; на «Волге».
bool SlowContext::is_a_thing(const View& view) const {
  const SlowPick& pick = view.pick;
  const std::size_t i = pick.first;
  if (view.option.kind != MentionKind::name || pick.tag || pick.tokens > 1 || i == 0) return false;
  if (!text_.token(i).has(kInitialUpper) || !in_quotes(pick) || begins_sentence(text_, i))
    return false;
  if (text_.token(i - 1).end > pick.begin) return false;
  const SlowWords& words = SlowWords::all();
  const std::uint32_t left = text_.token(i - 1).end;
  const std::string_view between = text_.text.substr(left, pick.begin - left);
  const bool blank_and_mark = between.size() <= 4 && between.starts_with(' ');
  if ((view.place.water || view.place.mountain) && blank_and_mark &&
      words.has_role(text_.term(i - 1), "preposition"))
    return true;
  for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
    if (words.has_role(text_.term(i - back), "thing")) return true;
    if (begins_sentence(text_, i - back)) break;
  }
  return false;
}

bool SlowContext::touches_next(std::size_t k, std::initializer_list<Gap> gaps) const {
  const SlowPick& left = picks_[k];
  const SlowPick& right = picks_[k + 1];
  return left.first + left.tokens == right.first &&
         std::find(gaps.begin(), gaps.end(), text_.token(right.first).gap) != gaps.end();
}

// баку-агдам
bool SlowContext::is_on_a_route(std::size_t k) const {
  const auto listed = [&](const SlowPick& pick) {
    return std::any_of(pick.options.begin(), pick.options.end(),
                       [](const SlowOption& option) { return option.is_name && !option.wordlike; });
  };
  const auto dash = [&](std::size_t left) {
    return touches_next(left, {Gap::hyphen, Gap::hyphen_space});
  };
  return (k > 0 && dash(k - 1) && listed(picks_[k - 1])) ||
         (k + 1 < picks_.size() && dash(k) && listed(picks_[k + 1]));
}

// Rivers: Hrazdan, Vorotan, Kura.
bool SlowContext::is_among_its_like(std::size_t k, const PlaceKnowledge& place) const {
  const auto like = [&](const SlowPick& pick) {
    if (pick.options.size() != 1) return false;
    const PlaceKnowledge& other = gazetteer_.place(pick.options[0].place);
    return (place.water && other.water) || (place.mountain && other.mountain);
  };
  return (k > 0 && touches_next(k - 1, {Gap::colon}) && like(picks_[k - 1])) ||
         (k + 1 < picks_.size() && touches_next(k, {Gap::colon}) && like(picks_[k + 1]));
}

// A part of the name of a person, by the words on both sides.
bool SlowContext::is_person(std::size_t k, const View& view) const {
  const SlowPick& pick = view.pick;
  const bool known = view.option.doubts.person;
  const bool small = view.place.rank < Rank::area;
  const bool settlement = view.place.settlement || view.place.rank == Rank::minor;
  if (pick.tokens != 1) return false;
  const SlowWords& words = SlowWords::all();
  const std::size_t right = pick.first + 1;
  const auto right_gap = [&](std::size_t i) { return text_.token(i).gap; };
  if (view.option.is_name && text_.token(pick.first).gap == Gap::space && is_called(pick.first))
    return true;
  const auto is_capital = [&](std::size_t i) {
    return text_.token(i).has(kCased) && text_.token(i).has(kInitialUpper);
  };
  // Куба, моя собака
  if (view.option.is_name && right + 1 < text_.size() && right_gap(right) == Gap::colon &&
      right_gap(right + 1) == Gap::space && words.has_role(text_.term(right), "possessive") &&
      words.has_role(text_.term(right + 1), "person")) {
    // my friend Jordan: it is the friend who is named
    const bool other =
        right + 2 < text_.size() && right_gap(right + 2) == Gap::space && is_capital(right + 2);
    if (!other) return true;
  }
  // Lachin_05
  if (known && right < text_.size() && right_gap(right) == Gap::underscore &&
      text_.token(right).has(kDigit) && !text_.token(right).has(kLetter))
    return true;
  if (!known && !small) return false;
  const bool in_somewhere = before_has(pick, {"preposition"});
  if (pick.first > 0) {
    const std::size_t left = pick.first - 1;
    const Token& token = text_.token(left);
    const Gap gap = text_.token(pick.first).gap;
    const bool is_place = k > 0 && picks_[k - 1].first + picks_[k - 1].tokens > left;
    if (gap == Gap::space && is_capital(left) && !is_place) {
      if (before_has(pick, {"given"}) && !before_has(pick, {"preposition", "place"})) return true;
      if (known && before_has(pick, {"title"})) return true;
      const bool nothing_else =
          !SlowWords::all().has_any_role(text_.term(left)) &&
          !after_has(pick, {"title", "given", "preposition", "district", "corridor", "place",
                            "month", "direction", "person", "naming", "honorific", "water",
                            "mountain", "possessive", "settlement", "thing"});
      if (known && settlement && nothing_else && token.has(kHasLower) &&
          !SlowWords::all().is_function_word(text_.term(left), text_.lang) &&
          !begins_sentence(text_, left))
        return true;
    }
    const bool initial = token.end - token.begin <= 2 && is_capital(left) &&
                         (gap == Gap::dot || gap == Gap::dot_space);
    if (known && initial && !before_has(pick, {"place"})) return true;
  }
  if (is_borne(view)) return true;
  if (right >= text_.size()) return false;
  const bool is_place = k + 1 < picks_.size() && picks_[k + 1].first == right;
  if (known && small && after_has(pick, {"honorific"})) return true;
  // Грозный, царь
  const bool word_or_person = view.option.doubts.word || view.option.doubts.person;
  if (small && view.option.is_name && word_or_person && !has_roles_before(pick) &&
      right_gap(right) == Gap::colon && words.has_role(text_.term(right), "title"))
    return true;
  const Token& second = text_.token(right);
  if (second.gap != Gap::space || is_place || in_somewhere) return false;
  if (second.has(kCased) && !second.has(kInitialUpper)) return false;
  const std::string term = text_.term(right);
  const bool common = words.is_common(term, text_.lang);
  const bool shouted = second.has(kCased) && !second.has(kHasLower);
  if (ends_like_a_surname(term) && !common && (known || (view.option.is_name && !shouted)))
    return true;
  if (!known || !is_capital(right) || words.has_any_role(term) || !second.has(kHasLower) ||
      words.is_function_word(term, text_.lang))
    return false;
  const bool given = words.has_role(text_.term(pick.first), "given");
  const bool somebody = text_.token(pick.first).gap == Gap::space && before_has(pick, {"person"});
  return small || (given && somebody) || (text_.lang == "en" && given && !common);
}

SlowJudgement SlowContext::weigh(std::size_t k, const SlowOption& option, bool rivals) const {
  const SlowPick& pick = picks_[k];
  const NameKnowledge& name = gazetteer_.name(option.name);
  const View view{.pick = pick,
                  .option = option,
                  .name = name,
                  .place = gazetteer_.place(option.place),
                  .support = support_of(option.place, option.name),
                  .own_language = text_.lang.empty() || name.lang.empty() ||
                                  name.lang == text_.bare_lang ||
                                  close_languages(name.lang, text_.bare_lang, text_.size())};
  if (!pick.tag && is_person(k, view)) return rejected(RejectReason::person_name);
  if (option.small && !is_on_a_route(k)) {
    const bool spoken_of = view.support != Support::none || country_is_named(option.place);
    const bool quoted = in_quotes(pick) && seen_.contains(option.place);
    const bool said = spoken_of && is_said_to_be(pick, view.place);
    if (option.wordlike && !quoted && !said) return rejected(RejectReason::common_word);
    if (!option.wordlike && !spoken_of) return rejected(RejectReason::letter_case);
  }
  if (view.support != Support::direct && is_a_thing(view)) return rejected(RejectReason::ambiguous);
  const Token& token = text_.token(pick.first);
  const std::uint32_t bytes = pick.end - pick.begin;
  if (view.support != Support::direct && view.place.rank < Rank::area && !pick.tag &&
      pick.tokens == 1) {
    // BERD, VAN in a text of small letters.
    const bool expected = (!option.doubts.any() && begins_sentence(text_, pick.first)) ||
                          shouted_about(pick) || before_has(pick, {"preposition"});
    if (token.has(kAllUpper) && !name.shouted && bytes <= 4 && !expected)
      return rejected(RejectReason::ambiguous);
    if (bytes <= 3 && !view.own_language) return rejected(RejectReason::ambiguous);
  }
  // A name out of use, met only as a word derived from it or without its marks.
  const bool derived = !option.is_name && option.kind != MentionKind::name;
  const bool bare = option.rule == MentionRule::unmarked && !view.own_language;
  if (option.weight == 0 && (derived || bare) && !pick.tag && !(name.local && view.own_language) &&
      view.support < (bare ? Support::direct : Support::region))
    return rejected(RejectReason::ambiguous);
  if (!option.doubts.any())
    return {.confidence = rivals ? percent(option.confidence, 90) : option.confidence};
  return weigh_doubts(k, view, option.confidence);
}

SlowJudgement SlowContext::weigh_doubts(std::size_t k, const View& view, int confidence) const {
  const SlowPick& pick = view.pick;
  const Doubts& doubts = view.option.doubts;
  const int weight = view.option.weight;
  const Rank rank = view.place.rank;
  const Support support = view.support;
  const bool cased = text_.has_case(pick.first);
  const bool place_words = before_has(pick, {"district", "corridor", "place"}) ||
                           after_has(pick, {"district", "corridor", "place"}) ||
                           (cased && before_has(pick, {"preposition"}));
  const bool alone = is_alone_in_its_line(pick);
  const PlaceNumber place = view.option.place;
  const bool seen = seen_.contains(place);
  const bool led_to =
      before_has(pick, {"preposition"}) &&
      (support == Support::region || country_is_named(place) ||
       (view.place.untyped && view.place.parent == kNoNumber && !named_.empty()));

  if (doubts.brand && !pick.tag && support != Support::direct && in_quotes(pick))
    return rejected(RejectReason::ambiguous);
  // A by-form that means something else besides.
  const bool more_than_brand =
      doubts.person || doubts.word || doubts.elsewhere || doubts.abbreviation || doubts.people;
  const bool only_elsewhere =
      !doubts.person && !doubts.word && !doubts.abbreviation && !doubts.people;
  if (weight < 2 && rank < Rank::area && more_than_brand &&
      support < (pick.tag ? Support::region : Support::direct) &&
      !is_said_to_be(pick, view.place) && !(view.name.local && only_elsewhere))
    return rejected(RejectReason::ambiguous);
  if (doubts.abbreviation) {
    if (support == Support::none && (rank < Rank::area || pick.end - pick.begin <= 4))
      return rejected(RejectReason::ambiguous);
    confidence = percent(confidence, support == Support::none ? 60 : 75);
  }
  if (doubts.word && !pick.tag) {
    const bool option_is_small = view.option.small;
    const bool shouted = shouted_about(pick);
    if (support != Support::direct && !place_words) {
      if (!cased && !alone && !led_to && !seen && !is_beside_a_place(k))
        return rejected(RejectReason::ambiguous);
      const bool common = SlowWords::all().is_common(text_.term(pick.first), text_.lang);
      const bool capital_city_as_word = view.place.settlement && common && !region_is_named(place);
      const bool country_itself =
          (rank == Rank::country || (view.place.untyped && !words_.contains(place))) &&
          view.option.is_name && !capital_city_as_word &&
          !SlowWords::all().is_function_word(text_.term(pick.first), text_.lang);
      const bool capital_is_no_sign = begins_sentence(text_, pick.first) || shouted;
      if (cased && !option_is_small && capital_is_no_sign && !country_itself &&
          !told_.contains(place) && (common || !seen)) {
        const bool heading = alone && weight > 1 && (view.option.is_name || text_.size() <= 4);
        if (pick.tokens == 1 && !heading) return rejected(RejectReason::ambiguous);
        confidence = percent(confidence, 50);
      }
    }
    // A foreign spelling that is a word here: Lion, Island.
    if (!view.own_language && weight < 3 && support == Support::none && !place_words)
      return rejected(RejectReason::ambiguous);
    if (cased && shouted && view.name.shouted && support != Support::direct)
      return rejected(RejectReason::ambiguous);
    confidence = percent(confidence, support == Support::direct ? 95 : 85);
  }
  if (doubts.people) confidence = percent(confidence, support == Support::direct ? 95 : 75);
  if (doubts.person) {
    if (!cased && !pick.tag && rank < Rank::area && support != Support::direct && !place_words &&
        !alone && !led_to && !seen && !is_beside_a_place(k))
      return rejected(RejectReason::ambiguous);
    const bool sure = support == Support::direct || place_words || rank >= Rank::area;
    confidence = percent(confidence, sure ? 95 : 70);
  }
  if ((doubts.elsewhere || doubts.brand) && rank < Rank::country)
    confidence = percent(confidence, support == Support::none ? 88 : 96);
  return {.confidence = confidence};
}

SlowJudgement SlowContext::judge(std::size_t k) const {
  const SlowPick& pick = picks_[k];
  std::size_t best = 0;
  int best_score = 0;
  bool rivals = false;
  const bool towns =
      pick.options.size() > 1 &&
      std::all_of(pick.options.begin(), pick.options.end(), [&](const SlowOption& option) {
        const PlaceKnowledge& place = gazetteer_.place(option.place);
        return place.settlement || place.district;
      });
  double least = 1e6;
  for (const SlowOption& option : pick.options)
    if (towns) least = std::min(least, distance_to_text(option.place));
  for (std::size_t i = 0; i < pick.options.size(); ++i) {
    const SlowOption& option = pick.options[i];
    const PlaceKnowledge& place = gazetteer_.place(option.place);
    const Support support = support_of(option.place, option.name);
    int score = option.rank;
    if (support == Support::direct) score += 6;
    if (support == Support::region) score += 2;
    if (is_said_to_be(pick, place) || is_among_its_like(k, place)) score += 6;
    if (towns && distance_to_text(option.place) < 1.3 * least + 5) score += 4;
    if (i > 0) {
      rivals = rivals || std::abs(score - best_score) < 3;
      if (score < best_score) continue;
      if (score == best_score && option.place > pick.options[best].place) continue;
    }
    best = i;
    best_score = score;
  }
  SlowJudgement judgement = weigh(k, pick.options[best], rivals);
  judgement.option = best;
  return judgement;
}

}  // namespace byname::test
