#include "tests/reference/slow_unlisted.h"

#include <algorithm>
#include <tuple>

#include "places/sound.h"
#include "tests/reference/slow_letters.h"
#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

bool goes_with_places(const std::string& term) {
  for (const std::string_view role : {"preposition", "district", "corridor", "place", "direction",
                                      "water", "mountain", "settlement"})
    if (SlowWords::all().has_role(term, role)) return true;
  return false;
}

}  // namespace

bool is_unlisted_shaped(const SlowText& text, std::size_t i) {
  const SlowWords& words = SlowWords::all();
  const Token& token = text.token(i);
  const std::string term = text.term(i);
  for (const TokenFlag flag : {kCased, kInitialUpper, kHasLower})
    if (!token.has(flag)) return false;
  for (const TokenFlag flag : {kDigit, kApostrophe, kMixedScript, kInUrl, kHashtag, kHandle})
    if (token.has(flag)) return false;
  if (letters_in_key(term) < 5 || ends_like_a_surname(term)) return false;
  if (words.has_any_role(term) || words.is_common(term, text.lang) ||
      words.is_small(term, text.lang) || words.is_common(term, "en") ||
      words.is_function_word(term, text.lang))
    return false;
  // Names of persons and institutions have several capitals.
  const auto is_stranger = [&](std::size_t t) {
    return text.token(t).has(kCased) && text.token(t).has(kInitialUpper) &&
           !goes_with_places(text.term(t));
  };
  const bool blank_before = i > 0 && token.gap == Gap::space;
  const bool blank_behind = i + 1 < text.size() && text.token(i + 1).gap == Gap::space;
  if (blank_before && is_stranger(i - 1)) return false;
  if (blank_behind && is_stranger(i + 1)) return false;
  return text.lang != "de" || (blank_before && goes_with_places(text.term(i - 1)));
}

std::vector<SlowSound> sounds_of(const SlowGazetteer& gazetteer, const std::string& term) {
  std::vector<SlowSound> near;
  for (const NameNumber number : gazetteer.sounding_like(term)) {
    const NameKnowledge& name = gazetteer.name(number);
    const std::string& kind = gazetteer.gazetteer().names[number].kind;
    if (name.weight == 0 || name.shouted || kind == "adjective" || kind == "demonym" ||
        kind == "abbreviation")
      continue;
    if (name.doubts.any() && !name.doubts.only_elsewhere()) continue;
    const double distance = sound_distance(term, gazetteer.folded(number));
    if (distance <= 0.20) near.push_back({number, distance});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const SlowSound& a, const SlowSound& b) { return a.distance < b.distance; });
  return near;
}

}  // namespace byname::test
