#include "places/gazetteer_report.h"

#include <gtest/gtest.h>

#include <string>

namespace byname::test {
namespace {

Gazetteer drawn() {
  Gazetteer gazetteer;
  gazetteer.places = {
      {.id = "agdam", .type = "city", .lat = 39.99, .lon = 46.93},
      {.id = "agdam-again", .type = "city", .lat = 40.00, .lon = 46.94},
      {.id = "agdam-district", .type = "district"},
      {.id = "martuni-am", .type = "town", .lat = 40.14, .lon = 45.31},
      {.id = "khojavend", .type = "town", .lat = 39.79, .lon = 47.11},
      {.id = "van", .type = "city", .lat = 38.5, .lon = 43.4},
  };
  gazetteer.names = {
      {.place = 0, .text = "Ağdam", .lang = "az", .attested = "news"},
      {.place = 0, .text = "Ağdam", .lang = "az", .attested = "news"},
      {.place = 1, .text = "AĞDAM", .lang = "az", .ambiguous = "twice", .attested = "news"},
      {.place = 2, .text = "Ağdam rayonu", .lang = "az", .attested = "news"},
      {.place = 3, .text = "Martuni", .lang = "en", .ambiguous = "also Khojavend"},
      {.place = 4,
       .text = "Martuni",
       .lang = "en",
       .ambiguous = "also in Armenia",
       .attested = "x"},
      {.place = 5, .text = "Van", .lang = "tr", .attested = "x"},
      {.place = 5, .text = "Van", .lang = "az", .ambiguous = "vehicle", .attested = "x"},
  };
  gazetteer.family.resize(gazetteer.places.size());
  return gazetteer;
}

std::string line(const Gazetteer& gazetteer, const NameCounts* counts = nullptr) {
  std::string text;
  for (const GazetteerRemark& remark : remarks_on(gazetteer, counts)) {
    text += std::string(name_of(remark.kind)) + ':' + remark.name;
    for (const PlaceNumber place : remark.places) text += ' ' + gazetteer.places[place].id;
    text += '\n';
  }
  return text;
}

TEST(GazetteerReport, NamesWhatAKeeperShouldSee) {
  EXPECT_EQ(line(drawn()),
            "duplicate:Ağdam agdam agdam-again\n"
            "twice:Ağdam agdam\n"
            "collision:Ağdam agdam agdam-again\n"
            "common word:Van van\n"
            "no coordinates: agdam-district\n"
            "unattested:Martuni martuni-am\n");
}

TEST(GazetteerReport, LeavesFamiliesAndRemarkedNamesAlone) {
  Gazetteer gazetteer = drawn();
  gazetteer.family[0] = {1};
  gazetteer.family[1] = {0};
  EXPECT_EQ(line(gazetteer),
            "twice:Ağdam agdam\n"
            "common word:Van van\n"
            "no coordinates: agdam-district\n"
            "unattested:Martuni martuni-am\n");
}

TEST(GazetteerReport, TellsWordsByHowTextsWriteThem) {
  Gazetteer gazetteer;
  gazetteer.places = {
      {.id = "mush", .lat = 1, .lon = 1},    {.id = "goris", .lat = 2, .lon = 2},
      {.id = "tbilisi", .lat = 3, .lon = 3}, {.id = "white-city", .lat = 4, .lon = 4},
      {.id = "known", .lat = 5, .lon = 5},   {.id = "nowhere", .lat = 6, .lon = 6}};
  gazetteer.names = {{.place = 0, .text = "Mush", .lang = "en"},
                     {.place = 1, .text = "Goris", .lang = "en"},
                     {.place = 2, .text = "თბილისი", .lang = "ka"},
                     {.place = 3, .text = "White City", .lang = "en"},
                     {.place = 4, .text = "Sleet", .lang = "en", .ambiguous = "ice"},
                     {.place = 5, .text = "Nowheregrad", .lang = "en"}};
  gazetteer.family.resize(gazetteer.places.size());
  NameCounter counter(gazetteer);
  for (int i = 0; i < 6; ++i) {
    counter.read("Goris mush, goris-born; თბილისი sleet on a white city, white\ncity");
    counter.read("Goris, Goris, GORIS; the Mush plain. http://mush.example/white-city");
  }
  EXPECT_EQ(counter.counts().at("goris"), (NameCount{.capital = 24, .small = 6}));
  EXPECT_EQ(counter.counts().at("mush"), (NameCount{.capital = 6, .small = 6}));
  EXPECT_EQ(counter.counts().at("white city"), (NameCount{.small = 12}));
  EXPECT_EQ(line(gazetteer, &counter.counts()),
            "common word:Mush mush\n"
            "word of the corpus:Mush mush\n"
            "word of the corpus:White City white-city\n"
            "unattested:Nowheregrad nowhere\n");
}

TEST(GazetteerReport, BearsManyPlacesOfOneName) {
  Gazetteer gazetteer;
  for (PlaceNumber i = 0; i < 20000; ++i) {
    gazetteer.places.push_back(
        {.id = std::to_string(i), .type = "village", .lat = i * 0.001, .lon = 40.0 + i % 7});
    gazetteer.names.push_back({.place = i, .text = "Yeniköy", .lang = "tr", .attested = "x"});
  }
  gazetteer.family.resize(gazetteer.places.size());
  const auto remarks = remarks_on(gazetteer);
  const auto& collision = remarks.back();
  EXPECT_EQ(name_of(collision.kind), "collision");
  EXPECT_EQ(collision.places.size(), kMostShown);
  EXPECT_EQ(collision.count, 20000u);
}

}  // namespace
}  // namespace byname::test
