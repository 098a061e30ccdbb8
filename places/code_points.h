// Code points of a surface, as far as the matcher must look at them itself:
// where a character begins, and whether it is a capital, a small letter, a digit or
// a mark. Everything else about characters is the scanner's business (text/scanner.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/token.h"

namespace byname {

// The code point at `pos` (< text.size()) and its length in bytes; U+FFFD and 1
// where the bytes are no UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

inline CodePoint code_point_at(std::string_view text, std::size_t pos) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(pos);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (length == 1 || pos + length > text.size()) return {0xfffd, 1};
  char32_t value = lead & (0x7f >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(pos + i) & 0xc0) != 0x80) return {0xfffd, 1};
    value = (value << 6) | (byte(pos + i) & 0x3f);
  }
  return {value, length};
}

// Of what is not ASCII; for the functions below.
bool is_upper_beyond_ascii(char32_t c);
bool is_letter_beyond_ascii(char32_t c);
bool is_digit_beyond_ascii(char32_t c);
bool is_combining_beyond_latin(char32_t c);

inline bool is_georgian(char32_t c) {
  return (c >= 0x10a0 && c <= 0x10ff) || (c >= 0x1c90 && c <= 0x1cbf) ||
         (c >= 0x2d00 && c <= 0x2d2f);
}

// Most letters of our texts that are not ASCII: known without a table.
inline bool is_common_cyrillic(char32_t c) { return c >= 0x400 && c <= 0x45f; }
inline bool is_common_armenian(char32_t c) {
  return (c >= 0x531 && c <= 0x556) || (c >= 0x561 && c <= 0x586);
}

// Upper- and title-case letters; Georgian's are none, as far as names go.
inline bool is_upper_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (is_common_cyrillic(c)) return c < 0x430;
  if (is_common_armenian(c)) return c < 0x561;
  return is_upper_beyond_ascii(c);
}

// Decimal digits of every script.
inline bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return is_digit_beyond_ascii(c);
}

// What belongs to the character before it or is not seen: marks, soft hyphens.
inline bool is_combining(char32_t c) {
  if (c < 0x300) return c == 0xad;
  if (is_common_cyrillic(c) || is_common_armenian(c)) return false;
  return is_combining_beyond_latin(c);
}

// What the scanner takes for an apostrophe between letters.
inline bool is_apostrophe(char32_t c) {
  switch (c) {
    case 0x27:
    case 0x60:
    case 0xb4:
    case 0x2b9:
    case 0x2bb:
    case 0x2bc:
    case 0x2bd:
    case 0x2be:
    case 0x2bf:
    case 0x2c8:
    case 0x2ca:
    case 0x2cb:
    case 0x2ee:
    case 0x374:
    case 0x55a:
    case 0x5f3:
    case 0x5f4:
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2032:
    case 0x2035:
    case 0xff07:
      return true;
    default:
      return false;
  }
}

// A letter that is no capital, of any script; some apostrophes are letters to Unicode.
inline bool is_small_letter(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  if (is_common_cyrillic(c)) return c >= 0x430;
  if (is_common_armenian(c)) return c >= 0x561;
  return is_letter_beyond_ascii(c) && !is_upper_beyond_ascii(c) && !is_combining(c) &&
         !is_apostrophe(c);
}

// Whether names have capitals in the word's script as it is written: Georgian
// has upper-case letters, but sentences and names do not begin with them.
inline bool writes_capitals(std::string_view text, const Token& token) {
  if (!token.has(kCased)) return false;
  const auto first = static_cast<unsigned char>(text[token.begin]);
  const bool may_be_georgian = first == 0xE1 || first == 0xE2;  // U+1000 to U+2FFF
  return !may_be_georgian || !is_georgian(code_point_at(text, token.begin).value);
}

}  // namespace byname
