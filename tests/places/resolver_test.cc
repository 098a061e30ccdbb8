#include "places/resolver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "places/keyboard.h"
#include "places/spelling.h"
#include "tests/support/gazetteers.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ids(const std::vector<Resolved>& places) {
  std::vector<std::string> result;
  for (const auto& found : places) result.push_back(shipped_compiled().place_id(found.place));
  return result;
}

std::vector<std::string> resolved(std::string_view query) {
  return ids(resolve(shipped_compiled(), query));
}

TEST(Resolver, AnswersTheLikeliestPlaceFirst) {
  const struct {
    std::string_view query;
    std::string_view place;
    MentionRule rule;
  } cases[] = {
      // the table
      {"xankendi", "xankendi", MentionRule::listed},  // also its id
      {"Xankəndi", "xankendi", MentionRule::listed},
      {"XANKƏNDİ", "xankendi", MentionRule::listed},
      {"Ստեփանակերտ", "xankendi", MentionRule::listed},
      {"Агдере", "aghdara", MentionRule::listed},
      {"Semkir", "shamkir", MentionRule::unmarked},
      {"Agdərə", "aghdara", MentionRule::unmarked},  // one of two marks
      {"Ստեփանակերտում", "xankendi", MentionRule::inflected},
      {"Нагорном Карабахе", "nagorno-karabakh", MentionRule::inflected},
      {"ერევნიდან", "yerevan", MentionRule::inflected},
      {"НКАО", "nagorno-karabakh", MentionRule::listed},
      {"Step'anakert", "xankendi", MentionRule::listed},
      {"Stepanakert's", "xankendi", MentionRule::inflected},
      {"d'Erevan", "yerevan", MentionRule::listed},
      {"xan kendi", "xankendi", MentionRule::unmarked},
      {"nagornokarabakh", "nagorno-karabakh", MentionRule::listed},
      {"Azeri", "azerbaijan", MentionRule::listed},
      {"американского", "united-states", MentionRule::inflected},
      // sounds
      {"Kelbejaar", "kalbajar", MentionRule::romanised},
      {"Chodjaly", "khojaly", MentionRule::romanised},
      {"Šuši", "shusha", MentionRule::romanised},
      // slips
      {"Stepnakert", "xankendi", MentionRule::romanised},
      {"Xankedni", "xankendi", MentionRule::misspelt},
      // the other keyboard
      {"{fyrtylb", "xankendi", MentionRule::misspelt},
      {"Rfhf,f[", "karabakh", MentionRule::misspelt},
      {"Ыргырф", "shusha", MentionRule::misspelt},
      {"yarabaRi", "karabakh", MentionRule::misspelt},
      {"gh]dk", "lachin", MentionRule::misspelt},
      {"Xank'ndi", "xankendi", MentionRule::misspelt},
  };
  for (const auto& c : cases) {
    const auto places = resolve(shipped_compiled(), c.query);
    ASSERT_FALSE(places.empty()) << c.query;
    EXPECT_EQ(shipped_compiled().place_id(places[0].place), c.place) << c.query;
    EXPECT_EQ(name_of(places[0].rule), name_of(c.rule)) << c.query;
  }
}

TEST(Resolver, ShortWordsInOtherScriptsWhereAllHaveCapitals) {
  const CompiledGazetteer gazetteer = compiled({{"san-luis", "San Luis", "es"},
                                                {"la-paz", "La Paz", "es"},
                                                {"dubai", "Dubai", "en"},
                                                {"ghana", "Ghana", "en"}});
  const struct {
    std::string_view query;
    std::string_view place;  // empty: none
  } cases[] = {
      {"Сан-Луис", "san-luis"}, {"Սան Լուիս", "san-luis"}, {"сан луис", ""},  // somebody's words
      {"ლა-პაზი", "la-paz"},    {"Дубай", "dubai"},        {"Qana", "ghana"}, {"Дуб", ""},
  };
  for (const auto& c : cases) {
    const auto places = resolve(gazetteer, c.query);
    EXPECT_EQ(places.empty() ? "" : gazetteer.place_id(places.front().place), c.place) << c.query;
  }
}

TEST(Resolver, ReadsNamesInTheirContext) {
  const struct {
    std::string_view query;
    std::string_view place;
  } cases[] = {
      {"Khojaly massacre", "khojaly"},
      {"в Шуше", "shusha"},
      {"Martuni Karabakh", "khojavend"},
      {"Sanasar town Karabakh", "qubadli"},
      {"Füzuli şəhəri", "fuzuli"},
      {"Nagorno-Karabah conflict", "nagorno-karabakh"},
      {"нагорно-карабахский конфликт", "nagorno-karabakh"},
  };
  for (const auto& c : cases) {
    const auto places = resolved(c.query);
    ASSERT_FALSE(places.empty()) << c.query;
    EXPECT_EQ(places[0], c.place) << c.query;
  }
  const auto both = resolved("Gence Azerbaycan");
  ASSERT_GE(both.size(), 2U);
  EXPECT_THAT(std::set(both.begin(), both.begin() + 2), ElementsAre("azerbaijan", "ganja"));
}

TEST(Resolver, GivesAllPlacesOfOneName) {
  EXPECT_THAT(resolved("Martuni"), testing::IsSupersetOf({"martuni-am", "khojavend"}));
  EXPECT_THAT(resolved("Sevan"), ElementsAre("sevan-city", "lake-sevan"));
  for (const auto& found : resolve(shipped_compiled(), "Van"))
    EXPECT_LT(found.confidence, kDoubtful);  // the name alone is not enough
}

TEST(Resolver, IsSilentWhereThereIsNoPlace) {
  for (const std::string_view query : {"",
                                       " ",
                                       "?!",
                                       "ceasefire agreement",
                                       "Ilham Aliyev speech",
                                       "Adam Smith",
                                       "roast turkey",
                                       "tartar sauce recipe",
                                       "George Orwell",
                                       "Susan Sontag",
                                       "white van crash",
                                       "Anna Karenina",
                                       "Boris Johnson",
                                       "seven soldiers killed",
                                       "bir bardak su",
                                       "bakım ücreti",
                                       "karşı taraf",
                                       "Sus artık",
                                       "кабала",
                                       "գավառ",
                                       "Շուշան",
                                       "Мартынов",
                                       "беженцы",
                                       "44 günlük müharibə",
                                       "Lachinov chemist",
                                       "Stepanyan ombudsman",
                                       "12345",
                                       "\xFF\xFE"})
    EXPECT_THAT(resolved(query), IsEmpty()) << query;
}

TEST(Resolver, TakesOrdinaryWordsForPlacesWhereOneIsAskedFor) {
  EXPECT_EQ(resolved("Кабала").front(), "qabala");
  const auto asked = resolve(shipped_compiled(), "кабала", SmallLetters::say_nothing);
  ASSERT_FALSE(asked.empty());
  EXPECT_EQ(shipped_compiled().place_id(asked.front().place), "qabala");
}

TEST(Resolver, TakesAnyLength) {
  std::string query;
  for (int i = 0; i < 300; ++i) query += "Baku ";
  EXPECT_THAT(resolved(query), ElementsAre("baku"));
  EXPECT_THAT(resolved(std::string(100000, 'k')), IsEmpty());
  EXPECT_THAT(resolved(std::string(1500, 'k')), IsEmpty());
}

TEST(Resolver, SpotsNamesInAQuery) {
  TokenStream stream;
  scan("surrender in Nagorno Karabakh and Bakıda today", stream);
  const auto spotted = spot_names(shipped_compiled(), stream, false);
  ASSERT_EQ(spotted.size(), 2U);
  EXPECT_EQ(spotted[0].first_token, 2U);
  EXPECT_EQ(spotted[0].tokens, 2U);
  EXPECT_THAT(ids(spotted[0].places), Contains("nagorno-karabakh"));
  EXPECT_EQ(spotted[1].first_token, 5U);
  EXPECT_EQ(ids(spotted[1].places).at(0), "baku");
}

TEST(Resolver, GuessesOnlyWhenAsked) {
  TokenStream stream;
  scan("fighting near Kelbejaar", stream);
  EXPECT_THAT(spot_names(shipped_compiled(), stream, false), IsEmpty());
  const auto spotted = spot_names(shipped_compiled(), stream, true);
  ASSERT_EQ(spotted.size(), 1U);
  EXPECT_EQ(ids(spotted[0].places).at(0), "kalbajar");
  EXPECT_EQ(spotted[0].places[0].rule, MentionRule::romanised);
}

TEST(Spelling, CountsSlips) {
  const struct {
    std::string_view a, b;
    std::size_t slips;
  } cases[] = {
      {"", "", 0},
      {"a", "", 1},
      {"baku", "baku", 0},
      {"baku", "bauk", 1},
      {"baku", "bak", 1},
      {"baku", "bakuu", 1},
      {"baku", "beku", 1},
      {"shusha", "husha", 1},
      {"lachin", "lahcni", 2},
      {"шуша", "шушы", 1},
      {"abcd", "badc", 2},
      {"abc", "xyz", 3},
      {"kitten", "sitting", 3},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(slips(to_letters(c.a), to_letters(c.b), 3), c.slips) << c.a << " " << c.b;
    EXPECT_EQ(slips(to_letters(c.b), to_letters(c.a), 3), c.slips);
    if (c.slips > 0) {
      EXPECT_EQ(slips(to_letters(c.a), to_letters(c.b), c.slips - 1), c.slips);
    }
  }
}

TEST(Spelling, ReadsAnyBytes) {
  EXPECT_EQ(to_letters("aş\xF0\x9F\x8F\xB4"), U"aş🏴");
  EXPECT_EQ(to_letters("\xC4"), U"\uFFFD");
  EXPECT_EQ(to_letters("\xE2\x28x\xFF"), U"\uFFFD(x\uFFFD");
}

TEST(Keyboard, TriesTheOtherLayouts) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"<fre", "Баку"},     {"N,bkbcb", "Тбилиси"},
      {"Rb]d", "Київ"},     {"Ифлг", "Baku"},
      {"laCini", "ლაჩინი"}, {"fh;,", "باکو"},
      {"G'nc'", "Gəncə"},   {"Yfujhysq Rfhf,f[", "Нагорный Карабах"},
  };
  for (const auto& [typed, meant] : cases)
    EXPECT_THAT(other_layouts(typed), Contains(meant)) << typed;
  EXPECT_THAT(other_layouts("Հայաստան"), testing::Not(Contains("Հայաստան")));
  EXPECT_THAT(other_layouts("日本"), IsEmpty());
}

// Hand-made queries beside the project, where there are any.
std::vector<std::filesystem::path> query_lists() {
  for (const char* up : {"/../shared/names", "/../../shared/names"}) {
    const auto path = std::filesystem::path(BYNAME_SOURCE_DIR + std::string(up)) / "queries.tsv";
    if (std::filesystem::exists(path)) return {path};
  }
  return {};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == separator)
      parts.emplace_back();
    else if (c != ' ' || separator == '\t')
      parts.back() += c;
  return parts;
}

class QueryList : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(QueryList, IsAnsweredRight) {
  std::ifstream in(GetParam());
  std::string line;
  std::getline(in, line);
  int asked = 0, right = 0, none = 0, silent = 0;
  while (std::getline(in, line)) {
    const auto cells = split(line, '\t');
    const auto places = resolved(cells.at(0));
    if (cells.at(1) == "-") {
      ++none;
      silent += places.empty();
      continue;
    }
    ++asked;
    bool good = false;
    for (const auto& alternative : split(cells[1], '|')) {
      const auto wanted = split(alternative, '+');
      const std::set<std::string> first(
          places.begin(),
          places.begin() + static_cast<std::ptrdiff_t>(std::min(places.size(), wanted.size())));
      good = good || first == std::set<std::string>(wanted.begin(), wanted.end());
    }
    right += good;
    if (!good) std::cout << "not answered: " << line << '\n';
  }
  std::cout << right << " of " << asked << " right, " << silent << " of " << none << " silent\n";
  EXPECT_GE(right, 0.95 * asked);
  EXPECT_GE(silent, 0.95 * none);
}

INSTANTIATE_TEST_SUITE_P(BesideTheProject, QueryList, testing::ValuesIn(query_lists()));
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(QueryList);

}  // namespace
}  // namespace byname::test
