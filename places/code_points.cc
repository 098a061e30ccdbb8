#include "places/code_points.h"

#include <unicode/uchar.h>

namespace byname {

namespace {

// Marks standing alone that have a letter's category: ͺ, ﱞ, ﹶ.
bool is_mark_alone(char32_t c) {
  return c == 0x37a || (c >= 0xfc5e && c <= 0xfc63) || (c >= 0xfcf2 && c <= 0xfcf4) ||
         (c >= 0xfe70 && c <= 0xfe7f && c != 0xfe73 && c != 0xfe75);
}

}  // namespace

bool is_upper_beyond_ascii(char32_t c) {
  if (is_georgian(c)) return false;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER;
}

bool is_letter_beyond_ascii(char32_t c) {
  // ℹ is a sign.
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_NL_MASK)) != 0 &&
         c != 0x2139;
}

bool is_combining_beyond_latin(char32_t c) {
  // Halfwidth sound marks have a letter's category; ՛ ՜ ՞ ՟ and tatweel are not seen.
  if ((c >= 0x55b && c <= 0x55f && c != 0x55d) || c == 0x640 || c == 0xff9e || c == 0xff9f ||
      is_mark_alone(c))
    return true;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0 ||
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_digit_beyond_ascii(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }

}  // namespace byname
