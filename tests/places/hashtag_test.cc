#include "places/hashtag.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "matcher_world.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

// The pieces of a word, as "Shusha Azerbaijan".
std::string pieces(std::string_view word) {
  static const NameFacts facts(small_world());
  static const TagSplitter splitter(facts);
  std::vector<TagPlace> places;
  splitter.split(word, fold(word), kTextsInOtherLanguages, places);
  std::string line;
  for (const TagPlace& place : places) {
    if (!line.empty()) line += ' ';
    line += word.substr(place.begin, place.end - place.begin);
  }
  return line;
}

TEST(Hashtag, FindsPlacesBetweenWords) {
  const struct {
    const char* word;
    const char* expected;
  } cases[] = {
      {"ShushaisAzerbaijan", "Shusha Azerbaijan"},
      {"KarabakhisAzerbaijan", "Karabakh Azerbaijan"},
      {"FreeShusha", "Shusha"},
      {"artsakhstrong", "artsakh"},
      {"StandWithArtsakh", "Artsakh"},
      {"SOSArtsakh", "Artsakh"},
      {"120000ReasonsArtsakh", "Artsakh"},
      {"AzerbaijaniArmy", "Azerbaijani"},
      {"LongLiveAzerbaijaniArmy", "Azerbaijani"},
      {"qarabağazərbaycandır", "qarabağ azərbaycandır"},
      {"Şuşasənazadsan", "Şuşa"},
      {"ŞuşaİLİ2022", "Şuşa"},
      {"QarabağFK", "Qarabağ"},
      {"Степанакерт2020", "Степанакерт"},
      {"Шуша٢٠٢٠", "Шуша"},
      {"карабахэтоазербайджан", "карабах азербайджан"},
      {"МирКарабаху", "Карабаху"},
      {"CorridordeLatchine", "CorridordeLatchine"},
      {"ЛачинскийКоридор", "ЛачинскийКоридор"},
      {"BergKarabach", "BergKarabach"},
      {"JesuisArtsakh", "Artsakh"},
      {"თბილისიარმალავს", "თბილისი"},
      {"BakuTbilisiCeyhan", "Baku Tbilisi"},
      {"GanjaUnderAttack", "Ganja"},
      {"PrayForBarda", "Barda"},
      {"KalbajarDistrict", "Kalbajar"},
  };
  for (const auto& c : cases) EXPECT_EQ(pieces(c.word), c.expected) << c.word;
}

TEST(Hashtag, RefusesWhatIsOnlyPartOfAWord) {
  for (const char* word :
       {"BakuganBattle", "KarsiyakaSpor", "BardakBoşaldı", "ganjalovers", "turkeyday", "VanLife",
        "Ganjasar", "Karsan", "Goriska", "anianianiani", "Shushan", "Bakunin"})
    EXPECT_EQ(pieces(word), "") << word;
}

TEST(Hashtag, GivesBytesOfTheSurface) {
  static const NameFacts facts(small_world());
  const TagSplitter splitter(facts);
  std::vector<TagPlace> places;
  const std::string word = "FreeŞuşaİndi";
  splitter.split(word, fold(word), kTextsInOtherLanguages, places);
  ASSERT_EQ(places.size(), 1u);
  EXPECT_EQ(word.substr(places[0].begin, places[0].end - places[0].begin), "Şuşa");
  EXPECT_EQ(places[0].key, fold("Şuşa"));
}

TEST(Hashtag, LeavesLongWordsWhole) { EXPECT_EQ(pieces(std::string(5000, 'a') + "Shusha"), ""); }

TEST(Hashtag, SeesCapitalsInsideWords) {
  EXPECT_TRUE(has_inner_capital("BakuTbilisi"));
  EXPECT_TRUE(has_inner_capital("ШушаАзербайджан"));
  EXPECT_FALSE(has_inner_capital("BAKU"));
  EXPECT_FALSE(has_inner_capital("Baku"));
  EXPECT_FALSE(has_inner_capital("d’Artsakh"));
  EXPECT_FALSE(has_inner_capital("DʼArtsakh"));  // U+02BC is a letter to Unicode
  EXPECT_TRUE(has_inner_capital("bakuＴbilisi"));
  // Eight ASCII letters are looked at at a time.
  EXPECT_TRUE(has_inner_capital("abcdefgHijklmnop"));
  EXPECT_TRUE(has_inner_capital("abcdefghIjklmnop"));
  EXPECT_TRUE(has_inner_capital("ABCDEFGHiJ"));
  EXPECT_FALSE(has_inner_capital("ABCDEFGHijklmnop"));
  EXPECT_FALSE(has_inner_capital("abcdefg'Hijklmno"));
  EXPECT_FALSE(has_inner_capital("{[`abcd'Z@[{zz"));
  EXPECT_TRUE(has_inner_capital("шушаabcdefghIj"));
}

}  // namespace
}  // namespace byname::test
