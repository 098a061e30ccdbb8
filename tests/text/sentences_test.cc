#include "text/sentences.h"

#include <gtest/gtest.h>

#include <string>

namespace byname::test {

namespace {

// The text with a bar after each sentence.
std::string split(std::string_view text) {
  std::string result;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : sentence_ends(text)) {
    result += text.substr(begin, end - begin);
    result += '|';
    begin = end;
  }
  return result;
}

TEST(Sentences, End) {
  const std::string_view cases[] = {
      "Shusha fell. |Lachin held. |Then?| ",
      "One. |Two! |Three? |Four… |Five|",
      "He said “Karabakh is ours.” |Then he left (at last). |It was over.|",
      "«Да.» |Он ушёл.|",
      "Ստեփանակերտը մեծ է։ |Երևանը մեծ է: |Գյումրին փոքր է:|",
      "ერთი. |ორი.|",
      "北京。|上海！|东京|",
      "دبي؟ |نعم. |لا|",
      "In 2020. |The war began.|",
      "Don't. |Then go.|",
      "first line\nsecond line. |Third\nfourth|",
      "A title\n\n|The text. \n \n|More|",
      "one\r\n\r\n|two\f|three|",
      "He is 5.|",
      "Why?! |No...|",
  };
  for (const std::string_view expected : cases) {
    std::string text;
    for (const char c : expected) {
      if (c != '|') text += c;
    }
    // The bar before trailing blanks cannot be: blanks belong to the sentence.
    std::string wanted(expected);
    if (wanted.ends_with("| ")) wanted = wanted.substr(0, wanted.size() - 2) + " |";
    EXPECT_EQ(split(text), wanted);
  }
}

TEST(Sentences, DoNotEndAtTheseStops) {
  const std::string_view cases[] = {
      "Mr. Aliyev met Gen. Smith in St. Petersburg",
      "the U.S. Army and J. R. Smith",
      "on 21. September and no. 5 of p. 12",
      "3.000 men and 120.000 more at caliber.az today",
      "В 1992 г. Шуша, ул. Ленина, д. 5",
      "им. А. С. Пушкина",
      "и т. д. и т. п.",
      "e.g. this, etc. and that",
      "Azerbaijan.jpg",
      "he asked “why?” and left",
      "wait... and see",
      "Բաքուն: որ մեծ է",
      "Ո՞ւր է Ստեփանակե՞րտը",
  };
  for (const std::string_view text : cases) EXPECT_EQ(split(text), std::string(text) + "|");
}

TEST(Sentences, CoverAnyBytes) {
  EXPECT_TRUE(sentence_ends("").empty());
  const std::string_view cases[] = {".",       "\n\n",      "\xFF.\xFE A", "....",
                                    ". . . A", "\n\n.\n\n", "։",           "a.\xC3"};
  for (const std::string_view text : cases) {
    const auto ends = sentence_ends(text);
    ASSERT_FALSE(ends.empty());
    EXPECT_EQ(ends.back(), text.size());
    for (std::size_t i = 1; i < ends.size(); ++i) EXPECT_LT(ends[i - 1], ends[i]);
  }
}

}  // namespace

}  // namespace byname::test
