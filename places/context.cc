#include "places/context.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "places/code_points.h"
#include "places/word_lists.h"
#include "text/stem.h"

namespace byname {

using namespace std::literals;

namespace {

constexpr std::array kSurnameEnds = {
    std::string_view("ov"), "ova"sv, "ev"sv, "eva"sv, "yan"sv, "ian"sv, "zade"sv, "zada"sv,
    "oglu"sv, "qizi"sv, "shvili"sv, "dze"sv, "enko"sv, "sky"sv, "ski"sv, "skaya"sv, "ов"sv, "ова"sv,
    "ев"sv, "ева"sv, "ян"sv, "ский"sv, "ская"sv, "енко"sv, "заде"sv, "оглы"sv, "швили"sv, "дзе"sv,
    "єв"sv, "յան"sv, "եան"sv, "ովա"sv, "եւա"sv, "շվիլի"sv, "შვილი"sv, "ძე"sv, "schwili"sv, "dse"sv,
    "jan"sv,
    // names after the father
    "ovich"sv, "evich"sv, "ovna"sv, "evna"sv, "ович"sv, "евич"sv, "овна"sv, "евна"sv, "івна"sv,
    // with an Armenian article or case
    "յանը"sv, "յանի"sv, "յանին"sv, "եւան"sv, "եւային"sv, "ովան"sv, "եվա"sv, "եվան"sv, "եվային"sv};

constexpr double kFar = 1e6;  // kilometres

std::uint16_t scaled(std::uint16_t confidence, int percent) {
  return static_cast<std::uint16_t>(confidence * percent / 100);
}

// Two words that a blank joins into one expression.
bool joins(Gap gap) { return gap == Gap::space; }

constexpr std::array kQuoteOpens = {"«"sv, "“"sv, "„"sv, "\""sv, "”"sv, "‹"sv};
constexpr std::array kQuoteCloses = {"»"sv, "”"sv, "“"sv, "\""sv, "’’"sv, "›"sv};

}  // namespace

std::uint16_t calibrated(std::uint16_t confidence) {
  if (confidence < 500) return confidence;
  return static_cast<std::uint16_t>(995 - (1000 - confidence) * 27 / 100);
}

bool looks_like_surname(std::string_view term) {
  return std::any_of(kSurnameEnds.begin(), kSurnameEnds.end(), [&](std::string_view end) {
    return term.size() > end.size() + 2 && term.ends_with(end);
  });
}

void Context::learn(const Pick& pick, std::span<const Option> options) {
  const Token& start = input_.stream.tokens[pick.first_token];
  only_.push_back(options.size() == 1 ? options.front().place : kNoNumber);
  listed_.push_back(std::any_of(options.begin(), options.end(), [](const Option& option) {
    return option.is_name && !option.wordlike;
  }));
  if (pick.ending)
    for (const Option& option : options)
      if ((option.fact.doubts & kDoubtPerson) == 0) told_.insert(option.place);
  if (start.has(kInitialUpper) && start.has(kHasLower) && !pick.tag && !begins_sentence(pick) &&
      !is_label(pick))
    for (const Option& option : options) seen_.insert(option.place);
  if (!start.has(kCased) && !pick.tag) {
    for (const Option& option : options) {
      PlaceFact place = facts_.of_place(option.place);
      place.settlement = false;  // a town is beside too many words
      if (said_to_be(pick, place)) seen_.insert(option.place);
    }
  }
  // Only what leaves no choice: one place, or one family's best.
  if (options.size() != 1) return;
  const Option& option = options.front();
  if (option.small) return;
  const std::uint8_t serious = kDoubtWord | kDoubtPerson | kDoubtAbbreviation | kDoubtPeople;
  PlaceFact place = facts_.of_place(option.place);
  if ((option.fact.doubts & serious) != 0 && place.standing < Standing::area) return;
  if ((option.fact.doubts & kDoubtBrand) != 0) return;
  if (option.fact.doubts != 0 && option.fact.weight < 2) return;
  if (option.fact.weight == 0 && !(option.is_name && option.rule == MentionRule::listed)) return;
  if (input_.stream.tokens[pick.first_token].has(kAllUpper) && !option.fact.shouted) return;
  if (pick.end - pick.begin <= 3 && packed_lang(input_.lang) != option.fact.lang) return;
  const auto [named, first] = named_.try_emplace(option.place, option.name);
  if (!first && named->second != option.name) named->second = kNoNumber;
  sure_.push_back(pick.first_token);
  ++around_[option.place];
  for (int level = 0; level < 2 && place.parent != kNoNumber; ++level) {
    ++around_[place.parent];
    place = facts_.of_place(place.parent);
  }
}

// Jolfa and Julfa are one name in two spellings, and a text keeps to one of them:
// who writes both means two places. Khojavend and Martuni are two names.
bool Context::is_spelling_of(NameNumber a, NameNumber b) const {
  if (a == kNoNumber || b == kNoNumber) return false;
  const CompiledGazetteer& gazetteer = facts_.gazetteer();
  if (gazetteer.lang_of(a) != gazetteer.lang_of(b)) return false;
  const std::string origin = gazetteer.name(a).origin;
  return !origin.empty() && origin == gazetteer.name(b).origin;
}

Context::Support Context::support_of(PlaceNumber place, NameNumber name) {
  // A name is no evidence for itself.
  const auto named = named_.find(place);
  if (named != named_.end() && named->second != name && !is_spelling_of(named->second, name))
    return Support::direct;
  const auto [entry, unknown] = others_.try_emplace(place, Support::none);
  if (!unknown) return entry->second;
  Support support = Support::none;
  const PlaceFact fact = facts_.of_place(place);
  if (fact.has_family)
    for (const PlaceNumber relative : facts_.gazetteer().family(place))
      if (named_.contains(relative)) support = Support::direct;
  const PlaceNumber parent = fact.parent;
  if (support == Support::none &&
      ((parent != kNoNumber && around_.contains(parent)) || around_.contains(place)))
    support = Support::region;
  return entry->second = support;
}

std::uint16_t Context::roles_before(const Pick& pick) const {
  if (pick.first_token == 0) return 0;
  const TokenStream& stream = input_.stream;
  const Gap gap = stream.tokens[pick.first_token].gap;
  if (!joins(gap) && gap != Gap::dot && gap != Gap::dot_space) return 0;
  return roles_of(stream.term(pick.first_token - 1));
}

std::uint16_t Context::roles_after(const Pick& pick) const {
  const std::size_t next = pick.first_token + pick.tokens;
  const TokenStream& stream = input_.stream;
  if (next >= stream.tokens.size() || !joins(stream.tokens[next].gap)) return 0;
  // Van Gölü'nü: the word before its ending.
  const std::string_view term = stream.term(next);
  return roles_of(term.substr(0, term.find('\'')));
}

bool Context::begins_sentence(const Pick& pick) const {
  const auto& tokens = input_.stream.tokens;
  const Token& token = tokens[pick.first_token];
  if (pick.first_token == 0 || token.gap == Gap::start || token.gap == Gap::paragraph) return true;
  const Token& before = tokens[pick.first_token - 1];
  if (before.end > token.begin) return false;
  const std::string_view between = input_.text.substr(before.end, token.begin - before.end);
  // A long run of punctuation is a rule between sections.
  if (between.size() > 64 || opens_quotation(pick.first_token)) return true;
  const bool stop = between.find_first_of(".!?") != std::string_view::npos ||
                    between.find("…") != std::string_view::npos ||
                    between.find("։") != std::string_view::npos;
  // An initial or a short abbreviation ends no sentence: J. Washington, г. Ани.
  return stop && (token.gap != Gap::dot_space || before.end - before.begin > 3);
}

// The first of several words in quotation marks.
bool Context::opens_quotation(std::size_t t) const {
  const Token& token = input_.stream.tokens[t];
  const auto opens = [&](std::string_view mark) {
    return input_.text.substr(0, token.begin).ends_with(mark);
  };
  const auto closes = [&](std::string_view mark) {
    return input_.text.substr(token.end).starts_with(mark);
  };
  return std::any_of(kQuoteOpens.begin(), kQuoteOpens.end(), opens) &&
         std::none_of(kQuoteCloses.begin(), kQuoteCloses.end(), closes);
}

// Nothing else stands in the line: a heading, a caption, a cell of a table.
bool Context::is_label(const Pick& pick) const {
  const auto& tokens = input_.stream.tokens;
  const auto apart = [&](std::size_t right) {
    if (right == 0 || right >= tokens.size()) return true;
    const Token& token = tokens[right];
    if (token.gap == Gap::start || token.gap == Gap::paragraph) return true;
    const std::uint32_t left = tokens[right - 1].end;
    if (left > token.begin) return false;
    return input_.text.substr(left, std::min<std::uint32_t>(token.begin - left, 64)).find('\n') !=
           std::string_view::npos;
  };
  return apart(pick.first_token) && apart(std::size_t{pick.first_token} + pick.tokens);
}

bool Context::shouted_about(const Pick& pick) const {
  const auto& tokens = input_.stream.tokens;
  int shouted = 0;
  int quiet = 0;
  const std::size_t from = pick.first_token < 2 ? 0 : pick.first_token - 2;
  const std::size_t to =
      std::min<std::size_t>(tokens.size(), std::size_t{pick.first_token} + pick.tokens + 2);
  for (std::size_t i = from; i < to; ++i) {
    if (i >= pick.first_token && i < std::size_t{pick.first_token} + pick.tokens) continue;
    if (!tokens[i].has(kCased)) continue;
    ++(tokens[i].has(kHasLower) ? quiet : shouted);
  }
  return shouted > 0 && quiet == 0;
}

bool Context::in_quotes(const Pick& pick) const {
  const std::string_view text = input_.text;
  const auto opens = std::any_of(
      kQuoteOpens.begin(), kQuoteOpens.end(),
      [&](std::string_view mark) { return text.substr(0, pick.begin).ends_with(mark); });
  return opens && std::any_of(kQuoteCloses.begin(), kQuoteCloses.end(), [&](std::string_view mark) {
           return text.substr(pick.end).starts_with(mark);
         });
}

// The hotel «Erebuni», an old «Волга»; на «Волге», for nobody puts a river in quotation marks.
bool Context::names_a_thing(const Pick& pick, const PlaceFact& place) const {
  const TokenStream& stream = input_.stream;
  const Token& token = stream.tokens[pick.first_token];
  if (pick.tokens != 1 || pick.first_token == 0 || !token.has(kInitialUpper) || !in_quotes(pick))
    return false;
  const Token& before = stream.tokens[pick.first_token - 1];
  if (before.end > pick.begin || begins_sentence(pick)) return false;
  const std::string_view between = input_.text.substr(before.end, pick.begin - before.end);
  if ((place.water || place.mountain) && between.starts_with(' ') && between.size() <= 4 &&
      (roles_of(stream.term(pick.first_token - 1)) & kPreposition) != 0)
    return true;
  for (std::uint32_t back = 1; back <= 3 && back <= pick.first_token; ++back) {
    const std::uint32_t t = pick.first_token - back;
    if ((roles_of(stream.term(t)) & kThing) != 0) return true;
    if (begins_sentence({.first_token = t, .tokens = 1})) return false;
  }
  return false;
}

// баку-агдам: a hyphen or a dash between it and another name.
bool Context::is_on_a_route(std::span<const Pick> picks, std::size_t k) const {
  const auto dash = [&](std::size_t left) {
    const std::size_t right = picks[left + 1].first_token;
    const Gap gap = input_.stream.tokens[right].gap;
    return picks[left].first_token + picks[left].tokens == right &&
           (gap == Gap::hyphen || gap == Gap::hyphen_space);
  };
  return (k > 0 && listed_[k - 1] && dash(k - 1)) ||
         (k + 1 < picks.size() && listed_[k + 1] && dash(k));
}

// Hrazdan, Vorotan, Kura: commas between waters, or mountains.
bool Context::is_among(std::span<const Pick> picks, std::size_t k, const PlaceFact& place) const {
  if (!place.water && !place.mountain) return false;
  const auto comma = [&](std::size_t left) {
    const std::size_t right = picks[left + 1].first_token;
    return picks[left].first_token + picks[left].tokens == right &&
           input_.stream.tokens[right].gap == Gap::colon;
  };
  const auto same = [&](PlaceNumber other) {
    if (other == kNoNumber) return false;
    const PlaceFact fact = facts_.of_place(other);
    return (place.water && fact.water) || (place.mountain && fact.mountain);
  };
  return (k > 0 && same(only_[k - 1]) && comma(k - 1)) ||
         (k + 1 < picks.size() && same(only_[k + 1]) && comma(k));
}

// The dog is called Texas, die Wirtin heißt Lori: a word for a person or an
// animal shortly before a word for being named. Towns are called something, too.
bool Context::is_called(std::size_t first_token) const {
  const TokenStream& stream = input_.stream;
  if (first_token == 0 || (roles_of(stream.term(first_token - 1)) & kNaming) == 0) return false;
  for (std::size_t back = 2; back <= 5 && back <= first_token; ++back) {
    const Gap gap = stream.tokens[first_token - back + 1].gap;
    if (gap == Gap::dot_space || gap == Gap::paragraph) return false;
    if ((roles_of(stream.term(first_token - back)) & kPerson) != 0) return true;
  }
  return false;
}

// My sister Ani; the son, Lachin, draws; the poet Fuzuli.
bool Context::is_borne_by_somebody(const Pick& pick, bool known, bool small_place) const {
  const TokenStream& stream = input_.stream;
  const Token& token = stream.tokens[pick.first_token];
  if (!small_place || pick.first_token == 0) return false;
  if (token.has(kCased) && !token.has(kInitialUpper)) return false;
  const std::uint16_t roles = roles_of(stream.term(pick.first_token - 1));
  // The nickname, however, is Laçın.
  if (known && pick.first_token > 1 && in_quotes(pick) &&
      (roles_of(stream.term(pick.first_token - 2)) & kPerson) != 0 &&
      is_function_word(stream.term(pick.first_token - 1), input_.lang))
    return true;
  const Gap gap = stream.tokens[pick.first_token].gap;
  if (joins(gap)) return (roles & kPerson) != 0 || (known && (roles & kTitle) != 0);
  if (gap != Gap::colon || (roles & kPerson) == 0) return false;
  const std::size_t next = std::size_t{pick.first_token} + 1;
  return next >= stream.tokens.size() || !joins(stream.tokens[next].gap);
}

bool Context::is_person(std::span<const Pick> picks, std::size_t k, const Option& option) const {
  const Pick& pick = picks[k];
  const TokenStream& stream = input_.stream;
  const bool known = (option.fact.doubts & kDoubtPerson) != 0;
  const PlaceFact place = facts_.of_place(option.place);
  const bool small_place = place.standing < Standing::area;
  const bool settlement = place.settlement || place.standing == Standing::minor;
  if (pick.tokens != 1) return false;
  if (option.is_name && joins(stream.tokens[pick.first_token].gap) && is_called(pick.first_token))
    return true;
  const auto capital = [&](std::size_t i) {
    return stream.tokens[i].has(kCased) && stream.tokens[i].has(kInitialUpper);
  };
  // Куба, моя собака: who that is follows.
  const std::size_t next = pick.first_token + 1;
  if (option.is_name && next + 1 < stream.tokens.size() && stream.tokens[next].gap == Gap::colon &&
      joins(stream.tokens[next + 1].gap) && (roles_of(stream.term(next)) & kPossessive) != 0 &&
      (roles_of(stream.term(next + 1)) & kPerson) != 0 &&
      !(next + 2 < stream.tokens.size() && joins(stream.tokens[next + 2].gap) && capital(next + 2)))
    return true;
  // Lachin_05
  if (known && next < stream.tokens.size() && stream.tokens[next].gap == Gap::underscore &&
      stream.tokens[next].has(kDigit) && !stream.tokens[next].has(kLetter))
    return true;
  if (!known && !small_place) return false;

  const std::uint16_t before = roles_before(pick);
  const std::uint16_t after = roles_after(pick);
  if (pick.first_token > 0) {
    const std::size_t previous = pick.first_token - 1;
    const Gap gap = stream.tokens[pick.first_token].gap;
    const bool named_before = k > 0 && picks[k - 1].first_token + picks[k - 1].tokens > previous;
    if (joins(gap) && capital(previous) && !named_before) {
      if ((before & kGivenName) != 0 && (before & (kPreposition | kPlaceWord)) == 0) return true;
      if (known && (before & kTitle) != 0) return true;
    }
    const bool initial = stream.tokens[previous].end - stream.tokens[previous].begin <= 2 &&
                         capital(previous) && (gap == Gap::dot_space || gap == Gap::dot);
    if (known && initial && (before & kPlaceWord) == 0) return true;
    // Denzel Washington: a capital in the middle of a sentence that nothing else explains.
    if (known && settlement && after == 0 && joins(gap) && capital(previous) && before == 0 &&
        !named_before && stream.tokens[previous].has(kHasLower) &&
        !is_function_word(stream.term(previous), input_.lang) &&
        !begins_sentence({.first_token = static_cast<std::uint32_t>(previous), .tokens = 1})) {
      return true;
    }
  }
  if (option.kind == MentionKind::name && is_borne_by_somebody(pick, known, small_place))
    return true;
  if (next >= stream.tokens.size()) return false;
  const bool named_after = k + 1 < picks.size() && picks[k + 1].first_token == next;
  if (known && small_place && joins(stream.tokens[next].gap) && (after & kHonorific) != 0)
    return true;
  // Грозный, царь.
  if (small_place && option.fact.doubts != 0 && option.is_name && before == 0 &&
      stream.tokens[next].gap == Gap::colon && (roles_of(stream.term(next)) & kTitle) != 0 &&
      (option.fact.doubts & (kDoubtPerson | kDoubtWord)) != 0)
    return true;
  if (!joins(stream.tokens[next].gap) || named_after) return false;
  if (stream.tokens[next].has(kCased) && !stream.tokens[next].has(kInitialUpper)) return false;
  if ((before & kPreposition) != 0) return false;
  // Goris Avagyan: a listed name, as a name of a person it has no ending.
  const std::string_view second = stream.term(next);
  if (looks_like_surname(second) && !is_common_word(second, input_.lang) &&
      (known || option.is_name))
    return true;
  if (!known || !capital(next) || roles_of(second) != 0 || !stream.tokens[next].has(kHasLower) ||
      is_function_word(second, input_.lang))
    return false;
  // My friend Jordan Pike.
  const bool given = (roles_of(stream.term(pick.first_token)) & kGivenName) != 0;
  if (given && (before & kPerson) != 0 && joins(stream.tokens[pick.first_token].gap)) return true;
  // Georgia Whitcombe, and not Georgia Prime Minister: English words are known.
  return small_place || (input_.lang == "en" && given && !is_common_word(second, input_.lang));
}

// Something else in the same country is named, or the country.
bool Context::region_named(PlaceNumber place) const {
  const PlaceNumber parent = facts_.of_place(place).parent;
  const auto count = [&](PlaceNumber p) {
    const auto found = around_.find(p);
    return found == around_.end() ? 0 : found->second;
  };
  return parent != kNoNumber && count(parent) > count(place);
}

// Something in the same country or region, however large, is named.
bool Context::country_named(PlaceNumber place) const {
  for (int level = 0; level < 4; ++level) {
    place = facts_.of_place(place).parent;
    if (place == kNoNumber) return false;
    if (around_.contains(place)) return true;
  }
  return false;
}

// The same sentence names another place, and unmistakably.
bool Context::beside_a_place(std::span<const Pick> picks, std::size_t k) const {
  const Pick& pick = picks[k];
  constexpr std::uint32_t kReach = 12;  // tokens
  const auto end_between = [&](std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t t = from + 1; t <= to; ++t)
      if (begins_sentence({.first_token = t, .tokens = 1})) return true;
    return false;
  };
  // فضولی و جبرئیل: two that may be words, joined, are two places.
  if (k > 0) {
    const std::uint32_t end = picks[k - 1].first_token + picks[k - 1].tokens;
    const std::string_view between =
        end + 1 == pick.first_token ? input_.stream.term(end) : std::string_view();
    if (between == "و" || between == "და") return true;
  }
  const auto next = std::lower_bound(sure_.begin(), sure_.end(), pick.first_token);
  const auto after = next != sure_.end() && *next == pick.first_token ? std::next(next) : next;
  if (after != sure_.end() && *after - pick.first_token <= kReach &&
      !end_between(pick.first_token, *after))
    return true;
  return next != sure_.begin() && pick.first_token - *std::prev(next) <= kReach &&
         !end_between(*std::prev(next), pick.first_token);
}

// River, озера, district beside a name of such a thing.
bool Context::said_to_be(const Pick& pick, const PlaceFact& place) const {
  const std::uint16_t beside = roles_before(pick) | roles_after(pick);
  return ((beside & kWater) != 0 && place.water) || ((beside & kMountain) != 0 && place.mountain) ||
         ((beside & kDistrictWord) != 0 && place.district) ||
         ((beside & kCorridorWord) != 0 && place.corridor) ||
         ((beside & kSettlementWord) != 0 && place.settlement);
}

// How far, in kilometres, the two nearest towns or villages are that the text names
// unmistakably, on average; a great number where there are none.
double Context::nearest(PlaceNumber place) {
  const auto [entry, unknown] = nearest_.try_emplace(place, kFar);
  if (!unknown) return entry->second;
  const Place here = facts_.gazetteer().place(place);
  const PlaceFact fact = facts_.of_place(place);
  if (!here.lat || !here.lon || !(fact.settlement || fact.district)) return entry->second;
  constexpr double kKmPerDegree = 111.2;
  const double shrink = std::cos(*here.lat * 3.14159265358979 / 180);
  double first = kFar;
  double second = kFar;
  for (const auto& [other, name] : named_) {
    if (other == place || facts_.of_place(other).standing >= Standing::area) continue;
    const Place there = facts_.gazetteer().place(other);
    if (!there.lat || !there.lon) continue;
    const double km =
        kKmPerDegree * std::hypot(*here.lat - *there.lat, (*here.lon - *there.lon) * shrink);
    // Less than that is the same town under another id.
    if (km < 5) continue;
    second = std::min(second, std::max(first, km));
    first = std::min(first, km);
  }
  if (second < kFar) first = (first + second) / 2;
  return entry->second = first;
}

Judgement Context::weigh(std::span<const Pick> picks, std::size_t k, const Option& option,
                         bool rivals) {
  const Pick& pick = picks[k];
  const std::uint8_t doubts = option.fact.doubts;
  Judgement judgement{.confidence = option.confidence};
  const auto reject = [&](RejectReason reason) {
    judgement.reason = reason;
    judgement.confidence = 0;
    return judgement;
  };
  if (!pick.tag && is_person(picks, k, option)) return reject(RejectReason::person_name);
  const Token& token = input_.stream.tokens[pick.first_token];
  const Support support = support_of(option.place, option.name);
  const PlaceFact place = facts_.of_place(option.place);
  if (option.small && !is_on_a_route(picks, k)) {
    const bool spoken_of = support != Support::none || country_named(option.place);
    if (option.wordlike && !(in_quotes(pick) && seen_.contains(option.place)) &&
        !(spoken_of && said_to_be(pick, place)))
      return reject(RejectReason::common_word);
    if (!option.wordlike && !spoken_of) return reject(RejectReason::letter_case);
  }
  const Standing standing = place.standing;
  if (!pick.tag && option.kind == MentionKind::name && support != Support::direct &&
      names_a_thing(pick, place))
    return reject(RejectReason::ambiguous);
  const std::uint8_t weight = option.fact.weight;
  const bool own_language =
      input_.lang.empty() || option.fact.lang == 0 || packed_lang(input_.lang) == option.fact.lang;
  if (support != Support::direct && standing < Standing::area && !pick.tag) {
    const std::uint32_t bytes = pick.end - pick.begin;
    // Capitals in a text of small letters that are not the name's own: BERD, VAN.
    if (token.has(kAllUpper) && !option.fact.shouted && pick.tokens == 1 && bytes <= 4 &&
        !shouted_about(pick) && (roles_before(pick) & kPreposition) == 0 &&
        (doubts != 0 || !begins_sentence(pick)))
      return reject(RejectReason::ambiguous);
    // Three letters of another language are no name by themselves: Tex.
    if (pick.tokens == 1 && !own_language && bytes <= 3) return reject(RejectReason::ambiguous);
  }
  // What is derived from a name out of use wants a reason: сталинский, Eller.
  const bool derived = !option.is_name && option.kind != MentionKind::name;
  const bool stripped = option.rule == MentionRule::unmarked && !own_language;
  if (weight == 0 && (derived || stripped) && !pick.tag && !(option.fact.local && own_language) &&
      support < (stripped ? Support::direct : Support::region))
    return reject(RejectReason::ambiguous);
  if (doubts == 0) {
    if (rivals) judgement.confidence = scaled(judgement.confidence, 90);
    return judgement;
  }
  const bool cased = writes_capitals(input_.text, token);
  const std::uint16_t kinds = kDistrictWord | kCorridorWord | kPlaceWord;
  const std::uint16_t before = cased ? kinds | kPreposition : kinds;
  const bool place_words = ((roles_before(pick) & before) | (roles_after(pick) & kinds)) != 0;
  const bool label = is_label(pick);
  const std::size_t tokens = input_.stream.tokens.size();

  if ((doubts & kDoubtBrand) != 0 && !pick.tag && support != Support::direct && in_quotes(pick))
    return reject(RejectReason::ambiguous);
  // A by-form that means something else besides needs the place to be spoken of.
  const std::uint8_t other = doubts & ~kDoubtBrand;
  const Support enough = pick.tag ? Support::region : Support::direct;
  if (weight < 2 && standing < Standing::area && support < enough && other != 0 &&
      !said_to_be(pick, place) && !(option.fact.local && (other & ~kDoubtElsewhere) == 0))
    return reject(RejectReason::ambiguous);
  if ((doubts & kDoubtAbbreviation) != 0) {
    if (support == Support::none && (standing < Standing::area || pick.end - pick.begin <= 4))
      return reject(RejectReason::ambiguous);
    judgement.confidence = scaled(judgement.confidence, support == Support::none ? 60 : 75);
  }
  if ((doubts & kDoubtWord) != 0 && !pick.tag) {
    const bool seen_here = seen_.contains(option.place);
    const bool led_to = (support == Support::region || country_named(option.place)) &&
                        (roles_before(pick) & kPreposition) != 0;
    if (!cased && support != Support::direct && !place_words && !label && !led_to && !seen_here &&
        !beside_a_place(picks, k))
      return reject(RejectReason::ambiguous);
    const bool capital_says_nothing = begins_sentence(pick) || shouted_about(pick);
    // Countries may begin a sentence; what only looks like a form of one may not
    // (Կատարում is "performing" before it is "in Qatar").
    const std::string_view term = input_.stream.term(pick.first_token);
    const bool word = is_common_word(term, input_.lang);
    const bool capital_city = place.settlement;
    const bool known =
        standing == Standing::country && option.is_name && !is_function_word(term, input_.lang) &&
        !(capital_city && word && support != Support::direct && !region_named(option.place));
    const bool seen = (!word && seen_.contains(option.place)) || told_.contains(option.place);
    if (cased && !option.small && capital_says_nothing && !known && !seen && !place_words &&
        support != Support::direct) {
      if (pick.tokens == 1 && !(label && weight > 1 && (option.is_name || tokens <= 4)))
        return reject(RejectReason::ambiguous);
      judgement.confidence = scaled(judgement.confidence, 50);
    }
    // A foreign spelling that is a word here: Lion, Island.
    if (!own_language && weight < 3 && support == Support::none && !place_words)
      return reject(RejectReason::ambiguous);
    if (cased && shouted_about(pick) && option.fact.shouted && support != Support::direct)
      return reject(RejectReason::ambiguous);
    judgement.confidence = scaled(judgement.confidence, support == Support::direct ? 95 : 85);
  }
  if ((doubts & kDoubtPeople) != 0)
    judgement.confidence = scaled(judgement.confidence, support == Support::direct ? 95 : 75);
  if ((doubts & kDoubtPerson) != 0) {
    const bool led_to = (support == Support::region || country_named(option.place)) &&
                        (roles_before(pick) & kPreposition) != 0;
    // Where no capital tells a name, a given name is rather a person's.
    if (!cased && !pick.tag && standing < Standing::area && support != Support::direct &&
        !place_words && !label && !led_to && !seen_.contains(option.place) &&
        !beside_a_place(picks, k))
      return reject(RejectReason::ambiguous);
    const bool sure = support == Support::direct || place_words || standing >= Standing::area;
    judgement.confidence = scaled(judgement.confidence, sure ? 95 : 70);
  }
  if ((doubts & (kDoubtElsewhere | kDoubtBrand)) != 0 && standing < Standing::country)
    judgement.confidence = scaled(judgement.confidence, support == Support::none ? 88 : 96);
  return judgement;
}

Judgement Context::judge(std::span<const Pick> picks, std::size_t k,
                         std::span<const Option> options) {
  if (options.size() == 1) {
    Judgement judgement = weigh(picks, k, options.front(), false);
    judgement.option = 0;
    return judgement;
  }
  std::size_t best = 0;
  // Namesakes: the one in whose neighbourhood the text moves.
  double least = kFar;
  const bool towns = std::all_of(options.begin(), options.end(), [&](const Option& option) {
    const PlaceFact place = facts_.of_place(option.place);
    return place.settlement || place.district;
  });
  if (towns)
    for (const Option& option : options) least = std::min(least, nearest(option.place));
  int best_score = 0;
  bool close = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const PlaceFact place = facts_.of_place(options[i].place);
    const Support support = support_of(options[i].place, options[i].name);
    int score = options[i].rank + (support == Support::direct   ? 6
                                   : support == Support::region ? 2
                                                                : 0);
    if (said_to_be(picks[k], place) || is_among(picks, k, place)) score += 6;
    if (towns && nearest(options[i].place) < 1.3 * least + 5) score += 4;
    if (i > 0 && score > best_score - 3 && score < best_score + 3) close = true;
    if (i == 0 || score > best_score ||
        (score == best_score && options[i].place < options[best].place)) {
      best = i;
      best_score = score;
    }
  }
  Judgement judgement = weigh(picks, k, options[best], close);
  judgement.option = best;
  return judgement;
}

}  // namespace byname
