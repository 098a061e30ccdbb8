#include "indexer/spelling_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byname {
namespace {

// "begin-end spelling", with a * behind if it is a whole word.
std::vector<std::string> found(const std::vector<std::string>& spellings, std::string_view text) {
  const SpellingSearch search(spellings);
  std::vector<std::string> result;
  search.find(text, [&](const Occurrence& o) {
    result.push_back(std::to_string(o.begin) + "-" + std::to_string(o.end) + " " +
                     spellings[o.spelling] + (o.whole_word ? "*" : ""));
  });
  return result;
}

// Long texts are looked through piece by piece: nothing is lost or doubled where they meet.
TEST(SpellingSearch, FindsAcrossTheEndsOfPieces) {
  for (std::size_t shift = 0; shift < 12; ++shift) {
    std::string text(shift, ' ');
    std::size_t words = 0;
    for (; text.size() < std::size_t{600} << 10; ++words) text += "Şuşa\u0301 \xff Baku Şuşa-";
    std::size_t whole = 0, inside = 0, last = 0;
    SpellingSearch(std::vector<std::string>{"Şuşa", "Baku"}).find(text, [&](const Occurrence& o) {
      ++(o.whole_word ? whole : inside);
      EXPECT_GE(o.begin, last);
      last = o.end;
      EXPECT_TRUE(text.compare(o.begin, o.end - o.begin, "Baku") == 0 ||
                  text.compare(o.begin, o.end - o.begin, "Şuşa") == 0);
    });
    EXPECT_EQ(whole, 2 * words);
    EXPECT_EQ(inside, words);
  }
}

TEST(SpellingSearch, FindsWhatGrepFinds) {
  using Found = std::vector<std::string>;
  const struct {
    std::vector<std::string> spellings;
    std::string_view text;
    Found expected;
  } cases[] = {
      {{"Baku"}, "", {}},
      {{"Baku"}, "Bak", {}},
      {{"Baku"}, "Baku", {"0-4 Baku*"}},
      {{"Baku"}, "in BAKU, baku", {"3-7 Baku*", "9-13 Baku*"}},
      {{"Baku"}, "Bakuriani", {"0-4 Baku"}},
      {{"Baku"}, "#Baku Baku_1 2Baku", {"1-5 Baku*", "6-10 Baku", "14-18 Baku"}},
      {{"Şuşa"}, "ŞUŞA", {"0-6 Şuşa*"}},
      {{"İran", "Iran"}, "IRAN iran İRAN", {"0-4 İran*", "5-9 İran*", "10-15 İran*"}},
      {{"Шуша"}, "ШУША,шуша", {"0-8 Шуша*", "9-17 Шуша*"}},
      {{"Ու"}, "ՈՒ", {"0-4 Ու*"}},
      // A mark that follows makes another letter.
      {{"Susa"}, "Sus\u0327a Susa\u0301", {"7-11 Susa"}},
      {{"York", "New York", "New York City"},
       "New York City",
       {"0-8 New York*", "0-13 New York City*", "4-8 York*"}},
      {{"aa"}, "aaa", {"0-2 aa", "1-3 aa"}},
      {{"a"}, "a b", {"0-1 a*"}},
      {{"Ani", "An"}, "ani", {"0-2 An", "0-3 Ani*"}},
      {{"Baku"},
       "Ba\xff"
       "ku \xd0",
       {}},
      {{"برده"}, "برده برده\u200cها", {"0-8 برده*", "9-17 برده"}},
      {{""}, "abc", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(found(c.spellings, c.text), c.expected) << c.text;
}

}  // namespace
}  // namespace byname
