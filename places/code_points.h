// Code points of a surface, as far as the matcher must look at them itself:
// where a character begins, and whether it is an upper-case letter. Everything
// else about characters is the scanner's business (text/scanner.h).
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

// Upper-case letters of the scripts with case, by the ranges in which they lie.
inline bool is_upper_letter(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0x100) return c >= 0xc0 && c <= 0xde && c != 0xd7;
  if (c < 0x180) {  // Latin Extended-A pairs; the parity turns twice
    if (c == 0x138 || c == 0x149 || c == 0x17f) return false;
    if (c == 0x178) return true;
    if ((c >= 0x139 && c <= 0x148) || c >= 0x179) return c % 2 == 1;
    return c % 2 == 0;
  }
  if (c == 0x18f || c == 0x18e) return true;  // Ə and its look-alike
  if (c >= 0x1cd && c <= 0x1dc) return c % 2 == 1;
  if (c >= 0x1de && c <= 0x233) return c % 2 == 0 && c != 0x1f0;
  if (c >= 0x386 && c <= 0x3ab) return c != 0x387 && c != 0x390;  // Greek
  if (c >= 0x400 && c <= 0x42f) return true;                      // Cyrillic
  if (c >= 0x460 && c <= 0x52f) {
    if (c == 0x4c0) return true;
    if (c >= 0x4c1 && c <= 0x4ce) return c % 2 == 1;
    return c % 2 == 0 && (c < 0x482 || c > 0x489);
  }
  if (c >= 0x531 && c <= 0x556) return true;  // Armenian
  if (c >= 0x1e00 && c <= 0x1eff) return c % 2 == 0 && (c < 0x1e96 || c > 0x1e9d);
  return false;
}

// Marks that belong to the character before them.
inline bool is_combining(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5bd) ||
         (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || c == 0x670 ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x55b && c <= 0x55f) || c == 0xad;
}

// Whether names have capitals in the word's script as it is written: Georgian
// has upper-case letters, but sentences and names do not begin with them.
inline bool writes_capitals(std::string_view text, const Token& token) {
  if (!token.has(kCased)) return false;
  const char32_t c = code_point_at(text, token.begin).value;
  return !(c >= 0x10a0 && c <= 0x10ff) && !(c >= 0x1c90 && c <= 0x1cbf) &&
         !(c >= 0x2d00 && c <= 0x2d2f);
}

}  // namespace byname
