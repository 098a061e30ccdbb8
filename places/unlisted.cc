#include "places/unlisted.h"

#include <utility>
#include <vector>

#include "places/code_points.h"
#include "places/context.h"
#include "places/sounding.h"
#include "places/word_lists.h"
#include "schemas/hash.h"
#include "text/stem.h"
#include "text/utf8.h"

namespace byname {

namespace {

constexpr std::size_t kRemembered = 1 << 14;  // words a shard
constexpr std::size_t kFewestLetters = 5;

// A word that may stand beside a name of a place with a capital of its own.
bool goes_with_places(std::string_view term) {
  return (roles_of(term) & (kPreposition | kDistrictWord | kCorridorWord | kPlaceWord | kDirection |
                            kWater | kMountain | kSettlementWord)) != 0;
}

bool is_capital(const Token& token) { return token.has(kCased) && token.has(kInitialUpper); }

}  // namespace

std::uint16_t confidence_of(const UnlistedName& found) {
  return static_cast<std::uint16_t>(900 - 1000 * found.distance);
}

namespace {

// A word of letters that is nothing else.
bool may_be_name(const TokenStream& stream, std::size_t i, std::string_view lang) {
  const Token& token = stream.tokens[i];
  if (!token.has(kLetter) || token.has(kDigit) || token.has(kApostrophe) ||
      token.has(kMixedScript) || token.has(kInUrl) || token.has(kHashtag) || token.has(kHandle))
    return false;
  const std::string_view term = stream.term(i);
  return count_code_points(term) >= kFewestLetters && roles_of(term) == 0 &&
         !is_common_word(term, lang) && !is_small_word(term, lang) && !is_common_word(term, "en") &&
         !is_function_word(term, lang);
}

// Such a word with a capital that no person's or institution's name explains.
bool is_capital_alone(const TokenStream& stream, std::size_t i, std::string_view lang) {
  const Token& token = stream.tokens[i];
  if (!is_capital(token) || !token.has(kHasLower) || !may_be_name(stream, i, lang)) return false;
  const bool blank_before = i > 0 && token.gap == Gap::space;
  if (blank_before && is_capital(stream.tokens[i - 1]) && !goes_with_places(stream.term(i - 1)))
    return false;
  if (lang == "de" && !(blank_before && goes_with_places(stream.term(i - 1)))) return false;
  return !(i + 1 < stream.tokens.size() && stream.tokens[i + 1].gap == Gap::space &&
           is_capital(stream.tokens[i + 1]) && !goes_with_places(stream.term(i + 1)));
}

}  // namespace

bool may_be_unlisted(const TokenStream& stream, std::size_t i, std::string_view lang) {
  return is_capital_alone(stream, i, lang) && !looks_like_surname(stream.term(i));
}

bool may_be_misspelt(std::string_view text, const TokenStream& stream, std::size_t i,
                     std::string_view lang) {
  return writes_capitals(text, stream.tokens[i]) ? is_capital_alone(stream, i, lang)
                                                 : may_be_name(stream, i, lang);
}

UnlistedNames::UnlistedNames(const NameFacts& facts, bool hears_slips) : facts_(facts) {
  if (hears_slips) misspellings_.emplace(facts.gazetteer());
}

// A name in use, of one word, that means nothing but places.
bool UnlistedNames::is_heard(NameNumber number) const {
  const NameFact fact = facts_.of(number);
  if (fact.weight == 0 || (fact.doubts & ~kDoubtElsewhere) != 0 || fact.shouted) return false;
  const Name name = facts_.gazetteer().name(number);
  return name.kind != "adjective" && name.kind != "demonym" && name.kind != "abbreviation" &&
         facts_.gazetteer().folded(number).find(' ') == std::string_view::npos;
}

UnlistedName UnlistedNames::look_up(std::string_view term) const {
  const CompiledGazetteer& gazetteer = facts_.gazetteer();
  UnlistedName found;
  for (const SoundsLike& near : names_sounding_like(gazetteer, term, kFarthestSound, false)) {
    if (found.name != kNoNumber && near.distance > found.distance + kSoundsAlike) break;
    if (!is_heard(near.name)) continue;
    const PlaceNumber place = gazetteer.place_of(near.name);
    if (found.name == kNoNumber) {
      found = {.place = place, .name = near.name, .distance = near.distance};
    } else if (place != found.place) {
      return {};
    }
  }
  return found;
}

UnlistedName UnlistedNames::look_up_misspelt(std::string_view term, std::string_view lang) const {
  std::vector<Misspellings::Slip> slips;
  misspellings_->names_near(term, facts_.gazetteer().texts_in(lang), slips);
  const std::uint32_t text_lang = packed_lang(lang);
  const bool like_surname = looks_like_surname(term);
  UnlistedName found;
  for (const auto& [name, is_name] : slips) {
    const std::uint32_t name_lang = facts_.of(name).lang;
    if (!is_heard(name) || !(is_name || name_lang == 0 || name_lang == text_lang)) continue;
    if (like_surname && !looks_like_surname(facts_.gazetteer().folded(name))) continue;
    const PlaceNumber place = facts_.gazetteer().place_of(name);
    if (found.name == kNoNumber) {
      found = {.place = place, .name = name};
    } else if (place != found.place) {
      return {};
    }
  }
  return found;
}

template <typename LookUp>
UnlistedName UnlistedNames::remembered(std::string&& key, const LookUp& look_up) const {
  Shard& shard = shards_[hash64(key) % shards_.size()];
  {
    const std::lock_guard lock(shard.mutex);
    if (const auto known = shard.known.find(key); known != shard.known.end()) return known->second;
  }
  const UnlistedName found = look_up();
  const std::lock_guard lock(shard.mutex);
  if (shard.known.size() >= kRemembered) shard.known.clear();
  shard.known.emplace(std::move(key), found);
  return found;
}

UnlistedName UnlistedNames::find(std::string_view term) const {
  return remembered(std::string(term), [&] { return look_up(term); });
}

UnlistedName UnlistedNames::find_misspelt(std::string_view term, std::string_view lang) const {
  if (!misspellings_) return {};
  // No word has a blank in it.
  return remembered(std::string(term) + ' ' + std::string(lang),
                    [&] { return look_up_misspelt(term, lang); });
}

}  // namespace byname
