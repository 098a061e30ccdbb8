#include "searcher/context.h"

#include <gtest/gtest.h>

namespace byname {
namespace {

TEST(Context, IsOneLineOfWholeWords) {
  const struct {
    std::string_view text;  // the mention stands between [ and ]
    std::size_t characters;
    std::string_view before;
    std::string_view after;
  } cases[] = {
      {"[Shusha]", 10, "", ""},
      {"in [Shusha] now", 10, "in ", " now"},
      {"one two three [Shusha] four five six", 9, "three ", " four"},
      {"one two three [Shusha] four five six", 10, "two three ", " four five"},
      {"a\n  b\t[Shusha]\nc", 10, "a b ", " c"},
      {"title\n\nin [Shusha]\n\nnext", 20, "in ", ""},
      {"в городе [Шуше], где", 8, "городе ", ", где"},
      {"aaaaaaaaaaaaaaaaaaaa[Shusha]bbbbbbbbbbbbbbb", 5, "aaaaa", "bbbbb"},
  };
  for (const auto& c : cases) {
    std::string text(c.text);
    const std::size_t begin = text.find('[');
    text.erase(begin, 1);
    const std::size_t end = text.find(']');
    text.erase(end, 1);
    EXPECT_EQ(context_before(text, begin, c.characters), c.before) << c.text;
    EXPECT_EQ(context_after(text, end, c.characters), c.after) << c.text;
  }
}

TEST(Context, CountsCodePointsInAnyOrder) {
  CodePoints points("Шуша və 🇦🇿!");
  EXPECT_EQ(points.before(0), 0U);
  EXPECT_EQ(points.before(8), 4U);
  EXPECT_EQ(points.before(12), 7U);
  EXPECT_EQ(points.before(2), 1U);
  EXPECT_EQ(points.before(1000), 11U);
}

}  // namespace
}  // namespace byname
