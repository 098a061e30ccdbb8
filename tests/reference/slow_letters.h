// What the slow matcher asks of single characters, answered by ICU.
#pragma once

#include <cstddef>
#include <string_view>

namespace byname::test {

// Upper or title case; Georgian has no capitals as far as names go.
bool is_capital(char32_t c);
// A letter that is no capital.
bool is_small_letter(char32_t c);
// Belongs to the character before it, or is not seen: marks, soft hyphens.
bool is_mark(char32_t c);

bool begins_with_capital(std::string_view text);
bool holds_capital(std::string_view text);
bool holds_small_letter(std::string_view text);
// A capital right behind a small letter: BakuTbilisi.
bool has_capital_inside(std::string_view text);

// Characters of a key but blanks and apostrophes.
std::size_t letters_in_key(std::string_view key);

// The script of most letters: a UScriptCode, of two alike the one that comes first
// in this order: Latin, Cyrillic, Greek, Armenian, Georgian, Hebrew, Arabic, Han.
int main_script(std::string_view text);

}  // namespace byname::test
