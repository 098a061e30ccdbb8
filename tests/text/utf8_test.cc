#include "text/utf8.h"

#include <gtest/gtest.h>

namespace byname::test {

namespace {

TEST(Utf8, ReplacesWhatIsInvalid) {
  const struct {
    std::string_view bytes;
    std::string_view valid;
  } cases[] = {
      {"", ""},
      {"Şuşa 🇦🇿", "Şuşa 🇦🇿"},
      {"a\xFFz", "a\uFFFDz"},
      {"a\xC3", "a\uFFFD"},
      {"a\xE2\x82z", "a\uFFFDz"},  // a cut character is one
      {"\xF0\x9F\x87", "\uFFFD"},
      {"\xC0\x80", "\uFFFD\uFFFD"},  // overlong
      {"\xE0\x80\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
      {"\x80\x80", "\uFFFD\uFFFD"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(to_valid_utf8(c.bytes), c.valid);
    EXPECT_EQ(is_valid_utf8(c.bytes), c.bytes == c.valid);
    EXPECT_TRUE(is_valid_utf8(to_valid_utf8(c.bytes)));
  }
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("Şuşa"), 4U);
  EXPECT_EQ(count_code_points("🇦🇿"), 2U);
}

TEST(Utf8, FindsWhereACharacterBegins) {
  const std::string_view text = "aŞ🇦";  // 1, 2 and 4 bytes
  const std::size_t expected[] = {0, 1, 1, 3, 3, 3, 3, 7, 7};
  for (std::size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(floor_character(text, i), expected[i]) << i;
  }
  EXPECT_EQ(floor_character("\x80\x80\x80\x80\x80\x80", 5), 5U);
}

}  // namespace

}  // namespace byname::test
