#include "schemas/shared_string.h"

#include <gtest/gtest.h>

#include <vector>

namespace byname {
namespace {

TEST(SharedString, CopiesHoldTheSameLetters) {
  const SharedString path = "a/b.txt";
  SharedString copy = path;
  EXPECT_EQ(copy.view().data(), path.view().data());
  copy += ".gz";  // makes its own
  EXPECT_EQ(path, "a/b.txt");
  EXPECT_EQ(copy, "a/b.txt.gz");
  const std::vector<SharedString> many(1000, copy);
  copy.clear();
  EXPECT_EQ(many.back(), "a/b.txt.gz");
  EXPECT_TRUE(copy.empty());
}

TEST(SharedString, ReadsLikeAnyText) {
  const SharedString text = std::string_view("a\0b", 3);
  EXPECT_EQ(text.size(), 3u);
  EXPECT_EQ(text, std::string("a\0b", 3));
  EXPECT_NE(text, "a");
  EXPECT_LT(SharedString("a"), SharedString("a/"));
  EXPECT_LT(SharedString(), "a");
  EXPECT_EQ("<" + text + text + ">", std::string("<a\0ba\0b>", 8));
  EXPECT_EQ(SharedString("a/b").substr(2), "b");
  EXPECT_EQ(SharedString("a/b").rfind('/'), 1u);
  EXPECT_EQ(SharedString("").view(), "");
}

}  // namespace
}  // namespace byname
