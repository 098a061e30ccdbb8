#include "tests/reference/slow_letters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>

#include "tests/reference/icu_letters.h"

namespace byname::test {

bool is_capital(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER) &&
         script_of_char(static_cast<UChar32>(c)) != USCRIPT_GEORGIAN;
}

bool is_small_letter(char32_t c) {
  const char kind = class_of(static_cast<UChar32>(c));
  return (kind == 'L' || kind == 'X') && !is_capital(c) && !is_mark(c);
}

bool is_mark(char32_t c) {
  const char kind = class_of(static_cast<UChar32>(c));
  return kind == 'M' || kind == 't' || (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool begins_with_capital(std::string_view text) {
  const auto chars = read(text);
  return !chars.empty() && chars[0].c >= 0 && is_capital(static_cast<char32_t>(chars[0].c));
}

bool holds_capital(std::string_view text) {
  const auto chars = read(text);
  return std::any_of(chars.begin(), chars.end(), [](const Char& c) {
    return c.c >= 0 && is_capital(static_cast<char32_t>(c.c));
  });
}

bool holds_small_letter(std::string_view text) {
  const auto chars = read(text);
  return std::any_of(chars.begin(), chars.end(), [](const Char& c) {
    return c.c >= 0 && is_small_letter(static_cast<char32_t>(c.c));
  });
}

bool has_capital_inside(std::string_view text) {
  bool after_small = false;
  for (const Char& c : read(text)) {
    const auto letter = static_cast<char32_t>(c.c < 0 ? U' ' : c.c);
    if (is_mark(letter)) continue;
    if (after_small && is_capital(letter)) return true;
    after_small = is_small_letter(letter);
  }
  return false;
}

std::size_t letters_in_key(std::string_view key) {
  const auto chars = read(key);
  return static_cast<std::size_t>(std::count_if(
      chars.begin(), chars.end(), [](const Char& c) { return c.c != ' ' && c.c != '\''; }));
}

int main_script(std::string_view text) {
  std::map<int, int> letters;
  for (const Char& c : read(text))
    if (c.kind == 'L' || c.kind == 'X') ++letters[script_of_char(c.c)];
  int best = USCRIPT_COMMON;
  int most = 0;
  for (const int script :
       {USCRIPT_LATIN, USCRIPT_CYRILLIC, USCRIPT_GREEK, USCRIPT_ARMENIAN, USCRIPT_GEORGIAN,
        USCRIPT_HEBREW, USCRIPT_ARABIC, USCRIPT_HAN, USCRIPT_SYMBOLS}) {
    if (letters[script] <= most) continue;
    most = letters[script];
    best = script;
  }
  return best;
}

}  // namespace byname::test
