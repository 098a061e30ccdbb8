// Capitals, small letters, digits, marks and apostrophes of the matcher, by ICU and
// by the slow scanner's classes, for every code point.
#include "places/code_points.h"

#include <gtest/gtest.h>

#include "tests/reference/icu_letters.h"
#include "tests/reference/slow_letters.h"

namespace byname::test {
namespace {

TEST(CodePoints, AreWhatUnicodeSays) {
  std::size_t wrong = 0;
  for (char32_t c = 1; c <= 0x10ffff && wrong < 20; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    const char kind = class_of(static_cast<UChar32>(c));
    const bool agrees = is_upper_letter(c) == is_capital(c) &&
                        byname::is_small_letter(c) == test::is_small_letter(c) &&
                        is_combining(c) == is_mark(c) && is_digit(c) == (kind == 'D') &&
                        is_apostrophe(c) == (kind == 'a');
    if (agrees) continue;
    ++wrong;
    ADD_FAILURE() << "U+" << std::hex << static_cast<std::uint32_t>(c) << ": upper "
                  << is_upper_letter(c) << is_capital(c) << ", small " << byname::is_small_letter(c)
                  << test::is_small_letter(c) << ", mark " << is_combining(c) << is_mark(c)
                  << ", digit " << is_digit(c) << (kind == 'D') << ", apostrophe "
                  << is_apostrophe(c) << (kind == 'a');
  }
}

}  // namespace
}  // namespace byname::test
