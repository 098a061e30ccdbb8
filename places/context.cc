#include "places/context.h"

#include <algorithm>
#include <array>

#include "places/code_points.h"
#include "places/word_lists.h"
#include "text/stem.h"

namespace byname {

namespace {

constexpr std::array<std::string_view, 34> kSurnameEnds = {
    "ov",   "ova",    "ev",  "eva",  "yan",   "ian",   "zade",  "zada", "oglu",
    "qizi", "shvili", "dze", "enko", "sky",   "ski",   "skaya", "ов",   "ова",
    "ев",   "ева",    "ян",  "ский", "ская",  "енко",  "заде",  "оглы", "швили",
    "дзе",  "єв",     "յան", "եան",  "շվիլի", "შვილი", "ძე"};

std::uint16_t scaled(std::uint16_t confidence, int percent) {
  return static_cast<std::uint16_t>(confidence * percent / 100);
}

// Two words that a blank joins into one expression.
bool joins(Gap gap) { return gap == Gap::space; }

}  // namespace

bool looks_like_surname(std::string_view term) {
  return std::any_of(kSurnameEnds.begin(), kSurnameEnds.end(), [&](std::string_view end) {
    return term.size() > end.size() + 2 && term.ends_with(end);
  });
}

void Context::learn(const Pick& pick, std::span<const Option> options) {
  // Only what leaves no choice: one place, or one family's best.
  if (options.size() != 1) return;
  const Option& option = options.front();
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
  ++around_[option.place];
  for (int level = 0; level < 2 && place.parent != kNoNumber; ++level) {
    ++around_[place.parent];
    place = facts_.of_place(place.parent);
  }
}

Context::Support Context::support_of(PlaceNumber place, NameNumber name) {
  // A name is no evidence for itself.
  const auto named = named_.find(place);
  if (named != named_.end() && named->second != name) return Support::direct;
  const auto [entry, unknown] = others_.try_emplace(place, Support::none);
  if (!unknown) return entry->second;
  Support support = Support::none;
  for (const PlaceNumber relative : facts_.gazetteer().family(place))
    if (named_.contains(relative)) support = Support::direct;
  const PlaceNumber parent = facts_.of_place(place).parent;
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
  return roles_of(stream.term(next));
}

bool Context::begins_sentence(const Pick& pick) const {
  const auto& tokens = input_.stream.tokens;
  const Token& token = tokens[pick.first_token];
  if (pick.first_token == 0 || token.gap == Gap::start || token.gap == Gap::paragraph) return true;
  const Token& before = tokens[pick.first_token - 1];
  if (before.end > token.begin) return false;
  const std::string_view between = input_.text.substr(before.end, token.begin - before.end);
  // A long run of punctuation is a rule between sections.
  if (between.size() > 64) return true;
  const bool stop = between.find_first_of(".!?") != std::string_view::npos ||
                    between.find("…") != std::string_view::npos ||
                    between.find("։") != std::string_view::npos;
  // An initial or a short abbreviation ends no sentence: J. Washington, г. Ани.
  return stop && (token.gap != Gap::dot_space || before.end - before.begin > 3);
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
  constexpr std::array<std::string_view, 6> kOpen = {"«", "“", "„", "\"", "”", "‹"};
  constexpr std::array<std::string_view, 6> kClose = {"»", "”", "“", "\"", "’’", "›"};
  const auto opens = std::any_of(kOpen.begin(), kOpen.end(), [&](std::string_view mark) {
    return text.substr(0, pick.begin).ends_with(mark);
  });
  return opens && std::any_of(kClose.begin(), kClose.end(), [&](std::string_view mark) {
           return text.substr(pick.end).starts_with(mark);
         });
}

bool Context::is_person(std::span<const Pick> picks, std::size_t k, const Option& option) const {
  const Pick& pick = picks[k];
  const TokenStream& stream = input_.stream;
  const bool known = (option.fact.doubts & kDoubtPerson) != 0;
  const PlaceFact place = facts_.of_place(option.place);
  const bool small_place = place.standing < Standing::area;
  const bool settlement = place.settlement || place.standing == Standing::minor;
  if (pick.tokens != 1 || (!known && !small_place)) return false;

  const auto capital = [&](std::size_t i) {
    return stream.tokens[i].has(kCased) && stream.tokens[i].has(kInitialUpper);
  };
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
  const std::size_t next = pick.first_token + 1;
  if (!known || next >= stream.tokens.size()) return false;
  const bool named_after = k + 1 < picks.size() && picks[k + 1].first_token == next;
  if (!joins(stream.tokens[next].gap) || !capital(next) || named_after) return false;
  if (looks_like_surname(stream.term(next)) && (before & kPreposition) == 0) return true;
  return small_place && roles_of(stream.term(next)) == 0 && (before & kPreposition) == 0 &&
         stream.tokens[next].has(kHasLower) && !is_function_word(stream.term(next), input_.lang);
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
  const Standing standing = facts_.of_place(option.place).standing;
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
      !(option.fact.local && (other & ~kDoubtElsewhere) == 0))
    return reject(RejectReason::ambiguous);
  if ((doubts & kDoubtAbbreviation) != 0) {
    if (support == Support::none && (standing < Standing::area || pick.end - pick.begin <= 4))
      return reject(RejectReason::ambiguous);
    judgement.confidence = scaled(judgement.confidence, support == Support::none ? 60 : 75);
  }
  if ((doubts & kDoubtWord) != 0 && !pick.tag) {
    if (!cased && support != Support::direct && !place_words && !label)
      return reject(RejectReason::ambiguous);
    const bool capital_says_nothing = begins_sentence(pick) || shouted_about(pick);
    // Countries may begin a sentence; what only looks like a form of one may not
    // (Կատարում is "performing" before it is "in Qatar").
    const bool known = standing == Standing::country && option.is_name &&
                       !is_function_word(input_.stream.term(pick.first_token), input_.lang);
    if (cased && capital_says_nothing && !known && !place_words && support != Support::direct) {
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
  const std::uint16_t beside = roles_before(picks[k]) | roles_after(picks[k]);
  std::size_t best = 0;
  int best_score = 0;
  bool close = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const PlaceFact place = facts_.of_place(options[i].place);
    const Support support = support_of(options[i].place, options[i].name);
    int score = options[i].rank + (support == Support::direct   ? 6
                                   : support == Support::region ? 2
                                                                : 0);
    if ((beside & kDistrictWord) != 0 && place.district) score += 6;
    if ((beside & kCorridorWord) != 0 && place.corridor) score += 6;
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
