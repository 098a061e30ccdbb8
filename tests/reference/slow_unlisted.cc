#include "tests/reference/slow_unlisted.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <set>
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

bool is_a_strange_word(const SlowText& text, std::size_t i) {
  const SlowWords& words = SlowWords::all();
  const Token& token = text.token(i);
  const std::string term = text.term(i);
  for (const TokenFlag flag : {kDigit, kApostrophe, kMixedScript, kInUrl, kHashtag, kHandle})
    if (token.has(flag)) return false;
  if (letters_in_key(term) < 5) return false;
  return token.has(kLetter) && !words.has_any_role(term) && !words.is_common(term, text.lang) &&
         !words.is_small(term, text.lang) && !words.is_common(term, "en") &&
         !words.is_function_word(term, text.lang);
}

bool is_a_lonely_capital(const SlowText& text, std::size_t i) {
  const Token& token = text.token(i);
  for (const TokenFlag flag : {kCased, kInitialUpper, kHasLower})
    if (!token.has(flag)) return false;
  if (!is_a_strange_word(text, i)) return false;
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

}  // namespace

bool is_unlisted_shaped(const SlowText& text, std::size_t i) {
  return is_a_lonely_capital(text, i) && !ends_like_a_surname(text.term(i));
}

bool is_misspelt_shaped(const SlowText& text, std::size_t i) {
  return text.has_case(i) ? is_a_lonely_capital(text, i) : is_a_strange_word(text, i);
}

namespace {

// Of use, and of nothing but places.
bool may_be_meant(const SlowGazetteer& gazetteer, NameNumber number) {
  const NameKnowledge& name = gazetteer.name(number);
  const std::string& kind = gazetteer.gazetteer().names[number].kind;
  return name.weight != 0 && !name.shouted && kind != "adjective" && kind != "demonym" &&
         kind != "abbreviation" && (!name.doubts.any() || name.doubts.only_elsewhere());
}

std::u32string code_points(const std::string& text) {
  const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(text);
  std::u32string letters;
  for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1))
    letters += static_cast<char32_t>(whole.char32At(i));
  return letters;
}

// Whether one letter added, left out, taken for another, or two changed round make `a` of `b`.
bool differ_by_a_slip(const std::u32string& a, const std::u32string& b) {
  const auto longer_by_one = [](const std::u32string& more, const std::u32string& less) {
    if (more.size() != less.size() + 1) return false;
    for (std::size_t i = 0; i < more.size(); ++i)
      if (std::u32string(more).erase(i, 1) == less) return true;
    return false;
  };
  if (longer_by_one(a, b) || longer_by_one(b, a)) return true;
  if (a.size() != b.size()) return false;
  std::vector<std::size_t> wrong;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) wrong.push_back(i);
  return wrong.size() == 1 || (wrong.size() == 2 && wrong[1] == wrong[0] + 1 &&
                               a[wrong[0]] == b[wrong[1]] && a[wrong[1]] == b[wrong[0]]);
}

}  // namespace

std::vector<NameNumber> slips_of(const SlowGazetteer& gazetteer, const std::string& term,
                                 const std::string& text_lang) {
  const std::u32string word = code_points(term);
  std::set<NameNumber> names;
  for (const std::string& key : gazetteer.long_words()) {
    if (key.front() != term.front()) continue;  // the first letters differ
    const std::u32string form = code_points(key);
    if (!differ_by_a_slip(word, form)) continue;
    for (const SpelledForm& spelled : gazetteer.forms(key, text_lang)) {
      const std::string& folded = gazetteer.folded(spelled.name);
      const std::string& lang = gazetteer.name(spelled.name).lang;
      if (!spelled.is_name && !lang.empty() && lang != text_lang) continue;
      if (spelled.kind != MentionKind::name || folded.find_first_of(" '") != folded.npos ||
          !may_be_meant(gazetteer, spelled.name) ||
          (ends_like_a_surname(term) && !ends_like_a_surname(folded)))
        continue;
      std::u32string stem = code_points(folded);
      if (stem.size() < 8) continue;
      stem.pop_back();
      std::size_t same = 0;
      while (same < word.size() && same < form.size() && word[same] == form[same]) ++same;
      // Both letters of two that changed places stand before the name's last.
      const bool turned =
          word.size() == form.size() && same + 1 < word.size() && word[same + 1] != form[same + 1];
      if (form.starts_with(stem) && same > 0 && same + (turned ? 1 : 0) < stem.size())
        names.insert(spelled.name);
    }
  }
  return {names.begin(), names.end()};
}

std::vector<SlowSound> sounds_of(const SlowGazetteer& gazetteer, const std::string& term) {
  std::vector<SlowSound> near;
  for (const NameNumber number : gazetteer.sounding_like(term)) {
    if (!may_be_meant(gazetteer, number)) continue;
    const double distance = sound_distance(term, gazetteer.folded(number));
    if (distance <= 0.20) near.push_back({number, distance});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const SlowSound& a, const SlowSound& b) { return a.distance < b.distance; });
  return near;
}

}  // namespace byname::test
