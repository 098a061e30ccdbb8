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

constexpr double kFar = 1e6;  // kilometres

std::uint16_t scaled(std::uint16_t confidence, int percent) {
  return static_cast<std::uint16_t>(confidence * percent / 100);
}

}  // namespace

std::uint16_t calibrated(std::uint16_t confidence) {
  if (confidence < 500) return confidence;
  return static_cast<std::uint16_t>(995 - (1000 - confidence) * 27 / 100);
}

void Evidence::clear() {
  named.clear();
  sure.clear();
  only.clear();
  listed.clear();
  seen.clear();
  capitals.clear();
  told.clear();
  words.clear();
  around.clear();
  others.clear();
  nearest.clear();
}

void Context::learn(const Pick& pick, std::span<const Option> options) {
  const Token& start = input_.stream.tokens[pick.first_token];
  evidence_.only.push_back(options.size() == 1 ? options.front().place : kNoNumber);
  evidence_.listed.push_back(std::any_of(options.begin(), options.end(), [](const Option& option) {
    return option.is_name && !option.wordlike;
  }));
  for (const Option& option : options)
    if (option.wordlike) evidence_.words.insert(option.place);
  if (pick.ending)
    for (const Option& option : options)
      if ((option.fact.doubts & kDoubtPerson) == 0) evidence_.told.insert(option.place);
  if (start.has(kInitialUpper) && start.has(kHasLower) && !pick.tag)
    for (const Option& option : options)
      evidence_.capitals.push_back({option.place, pick.first_token, pick.tokens});
  if (!start.has(kCased) && !pick.tag) {
    for (const Option& option : options) {
      PlaceFact place = facts_.of_place(option.place);
      place.settlement = false;  // a town is beside too many words
      if (said_to_be(pick, place)) evidence_.seen.insert(option.place);
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
  if (pick.end - pick.begin <= 3 && lang_ != option.fact.lang) return;
  const auto [named, first] = evidence_.named.try_emplace(option.place, option.name);
  if (!first && named->second != option.name) named->second = kNoNumber;
  evidence_.sure.push_back(pick.first_token);
  ++evidence_.around[option.place];
  for (int level = 0; level < 2 && place.parent != kNoNumber; ++level) {
    ++evidence_.around[place.parent];
    place = facts_.of_place(place.parent);
  }
}

// Few names are doubtful enough to ask; who asks first has the capitals looked at.
bool Context::is_seen(PlaceNumber place) {
  for (const auto& [capital, first_token, tokens] : evidence_.capitals) {
    const Pick pick{.first_token = first_token, .tokens = tokens};
    if (!begins_sentence(pick) && !is_label(pick)) evidence_.seen.insert(capital);
  }
  evidence_.capitals.clear();
  return evidence_.seen.contains(place);
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
  const auto named = evidence_.named.find(place);
  if (named != evidence_.named.end() && named->second != name &&
      !is_spelling_of(named->second, name))
    return Support::direct;
  const auto [entry, unknown] = evidence_.others.try_emplace(place, Support::none);
  if (!unknown) return entry->second;
  Support support = Support::none;
  const PlaceFact fact = facts_.of_place(place);
  if (fact.has_family)
    for (const PlaceNumber relative : facts_.gazetteer().family(place))
      if (evidence_.named.contains(relative)) support = Support::direct;
  const PlaceNumber parent = fact.parent;
  if (support == Support::none && ((parent != kNoNumber && evidence_.around.contains(parent)) ||
                                   evidence_.around.contains(place)))
    support = Support::region;
  return entry->second = support;
}

// Something else in the same country is named, or the country.
bool Context::region_named(PlaceNumber place) const {
  const PlaceNumber parent = facts_.of_place(place).parent;
  const auto count = [&](PlaceNumber p) {
    const auto found = evidence_.around.find(p);
    return found == evidence_.around.end() ? 0 : found->second;
  };
  return parent != kNoNumber && count(parent) > count(place);
}

// Something in the same country or region, however large, is named.
bool Context::country_named(PlaceNumber place) const {
  for (int level = 0; level < 4; ++level) {
    place = facts_.of_place(place).parent;
    if (place == kNoNumber) return false;
    if (evidence_.around.contains(place)) return true;
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
  const auto next =
      std::lower_bound(evidence_.sure.begin(), evidence_.sure.end(), pick.first_token);
  const auto after =
      next != evidence_.sure.end() && *next == pick.first_token ? std::next(next) : next;
  if (after != evidence_.sure.end() && *after - pick.first_token <= kReach &&
      !end_between(pick.first_token, *after))
    return true;
  return next != evidence_.sure.begin() && pick.first_token - *std::prev(next) <= kReach &&
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
  const auto [entry, unknown] = evidence_.nearest.try_emplace(place, kFar);
  if (!unknown) return entry->second;
  const Place here = facts_.gazetteer().place(place);
  const PlaceFact fact = facts_.of_place(place);
  if (!here.lat || !here.lon || !(fact.settlement || fact.district)) return entry->second;
  constexpr double kKmPerDegree = 111.2;
  const double shrink = std::cos(*here.lat * 3.14159265358979 / 180);
  double first = kFar;
  double second = kFar;
  for (const auto& [other, name] : evidence_.named) {
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
  const PlaceFact place = facts_.of_place(option.place);
  // Hardly anything that is beyond doubt asks for it.
  const auto support = [&] { return support_of(option.place, option.name); };
  if (option.small && !is_on_a_route(picks, k)) {
    const bool spoken_of = support() != Support::none || country_named(option.place);
    if (option.wordlike && !(in_quotes(pick) && is_seen(option.place)) &&
        !(spoken_of && said_to_be(pick, place)))
      return reject(RejectReason::common_word);
    if (!option.wordlike && !spoken_of) return reject(RejectReason::letter_case);
  }
  const Standing standing = place.standing;
  if (!pick.tag && option.kind == MentionKind::name && names_a_thing(pick, place) &&
      support() != Support::direct)
    return reject(RejectReason::ambiguous);
  const std::uint8_t weight = option.fact.weight;
  const bool own_language = input_.lang.empty() || option.fact.lang == 0 ||
                            lang_ == option.fact.lang ||
                            are_close(option.fact.lang, lang_, input_.stream.tokens.size());
  const std::uint32_t bytes = pick.end - pick.begin;
  if (bytes <= 4 && pick.tokens == 1 && standing < Standing::area && !pick.tag) {
    // Capitals in a text of small letters that are not the name's own: BERD, VAN.
    const bool shouting = token.has(kAllUpper) && !option.fact.shouted && !shouted_about(pick) &&
                          (roles_before(pick) & kPreposition) == 0 &&
                          (doubts != 0 || !begins_sentence(pick));
    // Three letters of another language are no name by themselves: Tex.
    if ((shouting || (!own_language && bytes <= 3)) && support() != Support::direct)
      return reject(RejectReason::ambiguous);
  }
  // What is derived from a name out of use wants a reason: сталинский, Eller.
  const bool derived = !option.is_name && option.kind != MentionKind::name;
  const bool stripped = option.rule == MentionRule::unmarked && !own_language;
  if (weight == 0 && (derived || stripped) && !pick.tag && !(option.fact.local && own_language) &&
      support() < (stripped ? Support::direct : Support::region))
    return reject(RejectReason::ambiguous);
  if (doubts == 0) {
    if (rivals) judgement.confidence = scaled(judgement.confidence, 90);
    return judgement;
  }
  const Support supported = support();
  const bool cased = writes_capitals(input_.text, token);
  const std::uint16_t kinds = kDistrictWord | kCorridorWord | kPlaceWord;
  const std::uint16_t before = cased ? kinds | kPreposition : kinds;
  const bool place_words = ((roles_before(pick) & before) | (roles_after(pick) & kinds)) != 0;
  const bool label = is_label(pick);
  const std::size_t tokens = input_.stream.tokens.size();
  const bool unknown = place.untyped && place.parent == kNoNumber;
  const bool led_to = (supported == Support::region || country_named(option.place) ||
                       (unknown && speaks_of_places())) &&
                      (roles_before(pick) & kPreposition) != 0;

  if ((doubts & kDoubtBrand) != 0 && !pick.tag && supported != Support::direct && in_quotes(pick))
    return reject(RejectReason::ambiguous);
  // A by-form that means something else besides needs the place to be spoken of.
  const std::uint8_t other = doubts & ~kDoubtBrand;
  const Support enough = pick.tag ? Support::region : Support::direct;
  if (weight < 2 && standing < Standing::area && supported < enough && other != 0 &&
      !said_to_be(pick, place) && !(option.fact.local && (other & ~kDoubtElsewhere) == 0))
    return reject(RejectReason::ambiguous);
  if ((doubts & kDoubtAbbreviation) != 0) {
    if (supported == Support::none && (standing < Standing::area || pick.end - pick.begin <= 4))
      return reject(RejectReason::ambiguous);
    judgement.confidence = scaled(judgement.confidence, supported == Support::none ? 60 : 75);
  }
  if ((doubts & kDoubtWord) != 0 && !pick.tag) {
    const bool seen_here = is_seen(option.place);
    if (!cased && supported != Support::direct && !place_words && !label && !led_to && !seen_here &&
        !beside_a_place(picks, k))
      return reject(RejectReason::ambiguous);
    const bool capital_says_nothing = begins_sentence(pick) || shouted_about(pick);
    // Countries may begin a sentence, and so may the one name that somebody brought for a
    // place without saying what it is; what only looks like a form of one may not
    // (Կատարում is "performing" before it is "in Qatar").
    const std::string_view term = input_.stream.term(pick.first_token);
    const bool word = is_common_word(term, input_.lang);
    const bool capital_city = place.settlement;
    const bool known =
        (standing == Standing::country ||
         (place.untyped && !evidence_.words.contains(option.place))) &&
        option.is_name && !is_function_word(term, input_.lang) &&
        !(capital_city && word && supported != Support::direct && !region_named(option.place));
    const bool seen = (!word && is_seen(option.place)) || evidence_.told.contains(option.place);
    if (cased && !option.small && capital_says_nothing && !known && !seen && !place_words &&
        supported != Support::direct) {
      if (pick.tokens == 1 && !(label && weight > 1 && (option.is_name || tokens <= 4)))
        return reject(RejectReason::ambiguous);
      judgement.confidence = scaled(judgement.confidence, 50);
    }
    // A foreign spelling that is a word here: Lion, Island.
    if (!own_language && weight < 3 && supported == Support::none && !place_words)
      return reject(RejectReason::ambiguous);
    if (cased && shouted_about(pick) && option.fact.shouted && supported != Support::direct)
      return reject(RejectReason::ambiguous);
    judgement.confidence = scaled(judgement.confidence, supported == Support::direct ? 95 : 85);
  }
  if ((doubts & kDoubtPeople) != 0)
    judgement.confidence = scaled(judgement.confidence, supported == Support::direct ? 95 : 75);
  if ((doubts & kDoubtPerson) != 0) {
    // Where no capital tells a name, a given name is rather a person's.
    if (!cased && !pick.tag && standing < Standing::area && supported != Support::direct &&
        !place_words && !label && !led_to && !is_seen(option.place) && !beside_a_place(picks, k))
      return reject(RejectReason::ambiguous);
    const bool sure = supported == Support::direct || place_words || standing >= Standing::area;
    judgement.confidence = scaled(judgement.confidence, sure ? 95 : 70);
  }
  if ((doubts & (kDoubtElsewhere | kDoubtBrand)) != 0 && standing < Standing::country)
    judgement.confidence = scaled(judgement.confidence, supported == Support::none ? 88 : 96);
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
