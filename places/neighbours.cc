// What stands beside a name: words with roles, quotation marks, labels, the rest of a
// person's name. The rules: context.h.
#include <algorithm>
#include <array>

#include "places/code_points.h"
#include "places/context.h"
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

// Two words that a blank joins into one expression.
bool joins(Gap gap) { return gap == Gap::space; }

constexpr std::array kQuoteOpens = {"«"sv, "“"sv, "„"sv, "\""sv, "”"sv, "‹"sv};
constexpr std::array kQuoteCloses = {"»"sv, "”"sv, "“"sv, "\""sv, "’’"sv, "›"sv};

// Whether a quotation mark may end behind the first `end` bytes: none but " is ASCII.
bool may_open(std::string_view text, std::size_t end) {
  return end > 0 &&
         (text[end - 1] == '"' || (static_cast<unsigned char>(text[end - 1]) & 0x80) != 0);
}

// The first of several words in quotation marks.
bool opens_quotation(std::string_view text, const Token& token) {
  if (!may_open(text, token.begin)) return false;
  const auto opens = [&](std::string_view mark) {
    return text.substr(0, token.begin).ends_with(mark);
  };
  const auto closes = [&](std::string_view mark) {
    return text.substr(token.end).starts_with(mark);
  };
  return std::any_of(kQuoteOpens.begin(), kQuoteOpens.end(), opens) &&
         std::none_of(kQuoteCloses.begin(), kQuoteCloses.end(), closes);
}

// Endings that tell where, or where from: a person's name next to a word for a person has
// them hardly ever.
constexpr std::array kTurkicWhere = {"da"sv,   "de"sv,   "ta"sv,     "te"sv,    "dan"sv,
                                     "den"sv,  "tan"sv,  "ten"sv,    "dadir"sv, "dedir"sv,
                                     "daki"sv, "deki"sv, "dandir"sv, "dendir"sv};
constexpr std::array kWhere = {"ում"sv, "ումն"sv, "ից"sv, "իցն"sv, "էն"sv,
                               "ში"sv,  "შია"sv,  "ზე"sv, "დან"sv, "დანაა"sv};

}  // namespace

bool begins_sentence(std::string_view text, const TokenStream& stream, std::size_t t) {
  const Token& token = stream.tokens[t];
  if (t == 0 || token.gap == Gap::start || token.gap == Gap::paragraph) return true;
  const Token& before = stream.tokens[t - 1];
  if (before.end > token.begin) return false;
  const std::string_view between = text.substr(before.end, token.begin - before.end);
  if (between == " ") return false;
  // A long run of punctuation is a rule between sections.
  if (between.size() > 64 || opens_quotation(text, token)) return true;
  const bool stop = between.find_first_of(".!?") != std::string_view::npos ||
                    between.find("…") != std::string_view::npos ||
                    between.find("։") != std::string_view::npos;
  // An initial or a short abbreviation ends no sentence: J. Washington, г. Ани.
  return stop && (token.gap != Gap::dot_space || before.end - before.begin > 3);
}

bool looks_like_surname(std::string_view term) {
  return std::any_of(kSurnameEnds.begin(), kSurnameEnds.end(), [&](std::string_view end) {
    return term.size() > end.size() + 2 && term.ends_with(end);
  });
}

std::uint16_t Context::roles_at(std::size_t token) const {
  return roles_of(input_.stream.term(token), hashes_[token]);
}

const Context::Beside& Context::beside(const Pick& pick) const {
  if (beside_.tokens == pick.tokens && beside_.first_token == pick.first_token) return beside_;
  beside_ = {.first_token = pick.first_token, .tokens = pick.tokens};
  const TokenStream& stream = input_.stream;
  if (pick.first_token > 0) {
    const Gap gap = stream.tokens[pick.first_token].gap;
    beside_.previous = roles_at(pick.first_token - 1);
    if (joins(gap) || gap == Gap::dot || gap == Gap::dot_space) beside_.before = beside_.previous;
  }
  const std::size_t next = pick.first_token + pick.tokens;
  if (next < stream.tokens.size() && joins(stream.tokens[next].gap)) {
    // Van Gölü'nü: the word before its ending.
    const std::string_view term = stream.term(next);
    beside_.after = stream.tokens[next].has(kApostrophe) ? roles_of(term.substr(0, term.find('\'')))
                                                         : roles_at(next);
  }
  return beside_;
}

std::uint16_t Context::roles_before(const Pick& pick) const { return beside(pick).before; }
std::uint16_t Context::roles_after(const Pick& pick) const { return beside(pick).after; }

bool Context::begins_sentence(const Pick& pick) const {
  return byname::begins_sentence(input_.text, input_.stream, pick.first_token);
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
    if (token.begin - left == 1 && input_.text[left] == ' ') return false;
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
  if (!may_open(text, pick.begin)) return false;
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
      (roles_at(pick.first_token - 1) & kPreposition) != 0)
    return true;
  for (std::uint32_t back = 1; back <= 3 && back <= pick.first_token; ++back) {
    const std::uint32_t t = pick.first_token - back;
    if ((roles_at(t) & kThing) != 0) return true;
    if (byname::begins_sentence(input_.text, stream, t)) return false;
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
  return (k > 0 && evidence_.listed[k - 1] && dash(k - 1)) ||
         (k + 1 < picks.size() && evidence_.listed[k + 1] && dash(k));
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
  return (k > 0 && same(evidence_.only[k - 1]) && comma(k - 1)) ||
         (k + 1 < picks.size() && same(evidence_.only[k + 1]) && comma(k));
}

// The dog is called Texas, die Wirtin heißt Lori: a word for a person or an
// animal shortly before a word for being named. Towns are called something, too.
bool Context::is_called(const Pick& pick) const {
  const TokenStream& stream = input_.stream;
  const std::size_t first_token = pick.first_token;
  if (first_token == 0 || (beside(pick).previous & kNaming) == 0) return false;
  for (std::size_t back = 2; back <= 5 && back <= first_token; ++back) {
    const Gap gap = stream.tokens[first_token - back + 1].gap;
    if (gap == Gap::dot_space || gap == Gap::paragraph) return false;
    if ((roles_at(first_token - back) & kPerson) != 0) return true;
  }
  return false;
}

// My sister Ani; the son, Lachin, draws; the poet Fuzuli.
bool Context::is_borne_by_somebody(const Pick& pick, const Option& option) const {
  const TokenStream& stream = input_.stream;
  const Token& token = stream.tokens[pick.first_token];
  const bool known = (option.fact.doubts & kDoubtPerson) != 0;
  if (facts_.of_place(option.place).standing >= Standing::area || pick.first_token == 0)
    return false;
  if (token.has(kCased) && !token.has(kInitialUpper)) return false;
  const std::uint16_t roles = beside(pick).previous;
  // The nickname, however, is Laçın.
  if (known && pick.first_token > 1 && in_quotes(pick) &&
      (roles_at(pick.first_token - 2) & kPerson) != 0 &&
      is_function_word(stream.term(pick.first_token - 1), input_.lang))
    return true;
  const Gap gap = stream.tokens[pick.first_token].gap;
  if (joins(gap))
    return ((roles & kPerson) != 0 && !says_where(pick, option)) ||
           (known && (roles & kTitle) != 0);
  if (gap != Gap::colon || (roles & kPerson) == 0) return false;
  const std::size_t next = std::size_t{pick.first_token} + 1;
  return next >= stream.tokens.size() || !joins(stream.tokens[next].gap);
}

// եղբայրը Երևանում: a form, or a name with an apostrophe behind it, that says where.
bool Context::says_where(const Pick& pick, const Option& option) const {
  const TokenStream& stream = input_.stream;
  if (option.is_name && pick.end == stream.tokens[pick.first_token].end) return false;
  const std::string_view term = stream.term(pick.first_token);
  const auto ends = [&](std::string_view end) { return term.ends_with(end); };
  const bool turkic = input_.lang == "az" || input_.lang == "tr";
  return std::any_of(kWhere.begin(), kWhere.end(), ends) ||
         (turkic && std::any_of(kTurkicWhere.begin(), kTurkicWhere.end(), ends));
}

bool Context::is_person(std::span<const Pick> picks, std::size_t k, const Option& option) const {
  const Pick& pick = picks[k];
  const TokenStream& stream = input_.stream;
  const bool known = (option.fact.doubts & kDoubtPerson) != 0;
  const PlaceFact place = facts_.of_place(option.place);
  const bool small_place = place.standing < Standing::area;
  const bool settlement = place.settlement || place.standing == Standing::minor;
  if (pick.tokens != 1) return false;
  if (option.is_name && joins(stream.tokens[pick.first_token].gap) && is_called(pick)) return true;
  const auto capital = [&](std::size_t i) {
    return stream.tokens[i].has(kCased) && stream.tokens[i].has(kInitialUpper);
  };
  // Куба, моя собака: who that is follows.
  const std::size_t next = pick.first_token + 1;
  if (option.is_name && next + 1 < stream.tokens.size() && stream.tokens[next].gap == Gap::colon &&
      joins(stream.tokens[next + 1].gap) && (roles_at(next) & kPossessive) != 0 &&
      (roles_at(next + 1) & kPerson) != 0 &&
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
  if (option.kind == MentionKind::name && is_borne_by_somebody(pick, option)) return true;
  if (next >= stream.tokens.size()) return false;
  const bool named_after = k + 1 < picks.size() && picks[k + 1].first_token == next;
  if (known && small_place && joins(stream.tokens[next].gap) && (after & kHonorific) != 0)
    return true;
  // Грозный, царь.
  if (small_place && option.fact.doubts != 0 && option.is_name && before == 0 &&
      stream.tokens[next].gap == Gap::colon && (roles_at(next) & kTitle) != 0 &&
      (option.fact.doubts & (kDoubtPerson | kDoubtWord)) != 0)
    return true;
  if (!joins(stream.tokens[next].gap) || named_after) return false;
  if (stream.tokens[next].has(kCased) && !stream.tokens[next].has(kInitialUpper)) return false;
  if ((before & kPreposition) != 0) return false;
  // Goris Avagyan: a listed name, as a name of a person it has no ending.
  const std::string_view second = stream.term(next);
  // РОССИЯ ГОТОВА: where all is in capitals, the next word's says nothing.
  const bool capitals_tell = stream.tokens[next].has(kHasLower) || !stream.tokens[next].has(kCased);
  if (looks_like_surname(second) && !is_common_word(second, input_.lang) &&
      (known || (option.is_name && capitals_tell)))
    return true;
  if (!known || !capital(next) || roles_of(second) != 0 || !stream.tokens[next].has(kHasLower) ||
      is_function_word(second, input_.lang))
    return false;
  // My friend Jordan Pike.
  const bool given = (roles_at(pick.first_token) & kGivenName) != 0;
  if (given && (before & kPerson) != 0 && joins(stream.tokens[pick.first_token].gap)) return true;
  // Georgia Whitcombe, and not Georgia Prime Minister: English words are known.
  return small_place || (input_.lang == "en" && given && !is_common_word(second, input_.lang));
}

}  // namespace byname
