#include "text/stem.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "text/scanner.h"

namespace byname::test {

namespace {

std::string stem_of(std::string_view word, std::string_view lang) { return stem(fold(word), lang); }

TEST(Stem, BringsTheFormsOfAWordTogether) {
  const struct {
    std::string_view lang;
    std::vector<std::string_view> forms;
  } cases[] = {
      {"en", {"surrender", "surrendered", "surrenders", "surrender's"}},
      {"en", {"government", "government's", "governments"}},
      {"ru", {"город", "города", "городе", "городов"}},
      {"tr", {"şehir", "şehirler", "şehirde"}},
      {"az", {"şəhər", "şəhərlər", "şəhərin", "şəhərlərində", "şəhərdir", "şəhəri"}},
      {"az", {"müharibə", "müharibəsindən", "müharibələr", "müharibədə"}},
      {"ka", {"ქალაქი", "ქალაქში", "ქალაქების", "ქალაქიდან", "ქალაქს"}},
      {"uk", {"місто", "міста", "містами", "місті"}},
      {"uk", {"війна", "війни", "війну", "війною"}},
      {"fa", {"شهر", "شهرها", "شهرهای"}},
      {"fa", {"جنگ", "جنگ‌های"}},
      {"fr", {"ville", "villes"}},
      {"fr", {"eau", "l’eau", "d'eau"}},
      {"it", {"acqua", "dell'acqua"}},
      {"de", {"stadt"}},
      {"hy", {"քաղաքի", "քաղաքը"}},
  };
  for (const auto& c : cases) {
    for (const std::string_view form : c.forms) {
      EXPECT_EQ(stem_of(form, c.lang), stem_of(c.forms[0], c.lang)) << form;
    }
  }
}

TEST(Stem, KeepsWordsApart) {
  const struct {
    std::string_view lang, one, other;
  } cases[] = {
      {"en", "university", "town"}, {"az", "dağ", "dəniz"}, {"ka", "ომი", "ოქრო"},
      {"uk", "кіт", "кут"},         {"fa", "جنگ", "جنگل"},  {"az", "ordu", "orta"},
      {"uk", "в'язень", "в"},       {"en", "o'neill", "o"},
  };
  for (const auto& c : cases) EXPECT_NE(stem_of(c.one, c.lang), stem_of(c.other, c.lang)) << c.one;
}

TEST(Stem, LeavesWhatItDoesNotKnow) {
  EXPECT_EQ(stem("baku", ""), "baku");
  EXPECT_EQ(stem("baku", "xx"), "baku");
  EXPECT_EQ(stem("baku", "porter"), "baku");
  EXPECT_EQ(stem("", "en"), "");
  EXPECT_EQ(stem("ab", "az"), "ab");
  const std::string number(500, '9');
  EXPECT_EQ(stem(number, "en"), number);
  EXPECT_EQ(stem("baku's", "xx"), "baku");
}

TEST(Stem, WorksInManyThreads) {
  std::vector<std::thread> threads;
  std::vector<std::string> results(4);
  for (std::string& result : results) {
    threads.emplace_back([&result] {
      for (int i = 0; i < 100; ++i) result = stem("surrendered", "en") + stem("города", "ru");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) EXPECT_EQ(result, "surrendгород");
}

TEST(FunctionWords, AreThoseOfTheLanguage) {
  const struct {
    std::string_view lang, word;
    bool is;
  } cases[] = {
      {"en", "the", true},  {"en", "town", false}, {"ru", "и", true},    {"ru", "ещё", true},
      {"az", "və", true},   {"tr", "ve", true},    {"hy", "և", true},    {"hyw", "եւ", true},
      {"hy", "ԵՎ", true},   {"ka", "და", true},    {"fa", "که", true},   {"uk", "її", true},
      {"fr", "été", true},  {"de", "für", true},   {"es", "está", true}, {"it", "però", true},
      {"pl", "są", true},   {"ar", "إلى", true},   {"el", "στο", true},  {"xx", "the", false},
      {"ru", "the", false}, {"", "the", false},    {"en", "", false},    {"en", "us", false},
  };
  for (const auto& c : cases) EXPECT_EQ(is_function_word(fold(c.word), c.lang), c.is) << c.word;
}

TEST(FunctionWords, AreManyInEachLanguage) {
  // One that is folded away or cut in two would be lost without a word.
  const std::string_view text = "the и və ve և და که і le der el il jest في και";
  const std::string_view langs[] = {"en", "ru", "az", "tr", "hy", "ka", "fa", "uk",
                                    "fr", "de", "es", "it", "pl", "ar", "el"};
  TokenStream stream;
  scan(text, stream);
  ASSERT_EQ(stream.tokens.size(), std::size(langs));
  for (std::size_t i = 0; i < std::size(langs); ++i) {
    EXPECT_TRUE(is_function_word(stream.term(i), langs[i])) << langs[i];
  }
}

}  // namespace

}  // namespace byname::test
