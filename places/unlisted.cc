#include "places/unlisted.h"

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

bool may_be_unlisted(const TokenStream& stream, std::size_t i, std::string_view lang) {
  const Token& token = stream.tokens[i];
  if (!is_capital(token) || !token.has(kHasLower) || token.has(kDigit) || token.has(kApostrophe) ||
      token.has(kMixedScript) || token.has(kInUrl) || token.has(kHashtag) || token.has(kHandle))
    return false;
  const std::string_view term = stream.term(i);
  if (count_code_points(term) < kFewestLetters || roles_of(term) != 0 ||
      is_common_word(term, lang) || is_small_word(term, lang) || is_common_word(term, "en") ||
      is_function_word(term, lang) || looks_like_surname(term))
    return false;
  const bool blank_before = i > 0 && token.gap == Gap::space;
  if (blank_before && is_capital(stream.tokens[i - 1]) && !goes_with_places(stream.term(i - 1)))
    return false;
  if (lang == "de" && !(blank_before && goes_with_places(stream.term(i - 1)))) return false;
  return !(i + 1 < stream.tokens.size() && stream.tokens[i + 1].gap == Gap::space &&
           is_capital(stream.tokens[i + 1]) && !goes_with_places(stream.term(i + 1)));
}

UnlistedName UnlistedNames::look_up(std::string_view term) const {
  const CompiledGazetteer& gazetteer = facts_.gazetteer();
  UnlistedName found;
  for (const SoundsLike& near : names_sounding_like(gazetteer, term, kFarthestSound, false)) {
    if (found.name != kNoNumber && near.distance > found.distance + kSoundsAlike) break;
    const NameFact fact = facts_.of(near.name);
    if (fact.weight == 0 || (fact.doubts & ~kDoubtElsewhere) != 0 || fact.shouted) continue;
    const Name name = gazetteer.name(near.name);
    if (name.kind == "adjective" || name.kind == "demonym" || name.kind == "abbreviation" ||
        gazetteer.folded(near.name).find(' ') != std::string_view::npos)
      continue;
    if (found.name == kNoNumber) {
      found = {.place = name.place, .name = near.name, .distance = near.distance};
    } else if (name.place != found.place) {
      return {};
    }
  }
  return found;
}

UnlistedName UnlistedNames::find(std::string_view term) const {
  Shard& shard = shards_[hash64(term) % shards_.size()];
  std::string word(term);
  {
    const std::lock_guard lock(shard.mutex);
    if (const auto known = shard.known.find(word); known != shard.known.end()) return known->second;
  }
  const UnlistedName found = look_up(term);
  const std::lock_guard lock(shard.mutex);
  if (shard.known.size() >= kRemembered) shard.known.clear();
  shard.known.emplace(std::move(word), found);
  return found;
}

}  // namespace byname
