#include "places/relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "places/gazetteer.h"
#include "tests/support/gazetteers.h"

namespace byname::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

std::vector<std::string> ids(const CompiledGazetteer& gazetteer,
                             const std::vector<PlaceNumber>& places) {
  std::vector<std::string> result;
  for (const auto place : places) result.push_back(gazetteer.place_id(place));
  return result;
}

std::vector<std::string> family(const CompiledGazetteer& gazetteer, std::string_view id) {
  return ids(gazetteer, gazetteer.family(gazetteer.find_place(id).value()));
}

std::vector<std::string> contained(const CompiledGazetteer& gazetteer, std::string_view id) {
  return ids(gazetteer, gazetteer.contained(gazetteer.find_place(id).value()));
}

TEST(Relations, ATownItsDistrictAndItsCorridorAreAFamily) {
  const auto gazetteer = compiled({
      {"k", "Karabakh", "en", "exonym", "region"},
      {"1", "Lachin", "en", "exonym", "city", "", "k"},
      {"2", "Lachin District", "en", "exonym", "district", "", "k"},
      {"3", "Lachin corridor", "en", "exonym", "corridor", "", "2"},
      {"4", "Lachin", "en", "exonym", "village", "", "k"},  // another settlement
      {"5", "Lachin", "en", "exonym", "river", "", "k"},    // a river
      {"6", "Goris district", "en", "exonym", "district", "", "k"},
  });
  EXPECT_THAT(family(gazetteer, "1"), UnorderedElementsAre("2", "3"));
  EXPECT_THAT(family(gazetteer, "3"), UnorderedElementsAre("1", "2", "4"));
  EXPECT_THAT(family(gazetteer, "5"), IsEmpty());
  EXPECT_THAT(family(gazetteer, "6"), IsEmpty());
}

TEST(Relations, NamesakesFarApartAreNoFamily) {
  auto source = a_gazetteer({{"1", "Astara", "en", "exonym", "city"},
                             {"2", "Astara", "en", "exonym", "district"},
                             {"3", "Astara", "en", "exonym", "district"}});
  source.places[0].lat = 38.45, source.places[0].lon = 48.87;
  source.places[1].lat = 38.50, source.places[1].lon = 48.80;
  source.places[2].lat = 48.50, source.places[2].lon = 2.30;
  EXPECT_THAT(families_of(source), ElementsAre(ElementsAre(1), ElementsAre(0), IsEmpty()));
  source.places[0].country = "AZ", source.places[1].country = "IR";
  EXPECT_THAT(families_of(source), Each(IsEmpty()));
}

TEST(Relations, TheFamilyColumnJoins) {
  auto source = a_gazetteer({{"nk", "Nagorno-Karabakh", "en", "exonym", "region"},
                             {"rk", "Artsakh", "en", "exonym", "polity"},
                             {"ir", "Iran", "en", "exonym", "country"}});
  source.places[0].family = source.places[1].family = "nk";
  EXPECT_THAT(families_of(source), ElementsAre(ElementsAre(1), ElementsAre(0), IsEmpty()));
}

TEST(Relations, AWholeNameInsideAnotherIsContained) {
  const auto gazetteer = compiled({
      {"karabakh", "Karabakh", "en", "exonym", "region"},
      {"karabakh", "Карабах", "ru", "exonym", "region"},
      {"nk", "Nagorno-Karabakh", "en", "exonym", "region"},
      {"van", "Van", "en", "exonym", "city", "common word"},
      {"horn", "Van Horn", "en", "exonym", "city"},
      {"east", "Karabakhian Plain", "en", "exonym", "plain"},       // no whole word
      {"old", "Старый Верхний Karabakh", "ru", "exonym", "plain"},  // language or script agrees
      {"us", "US", "en", "abbreviation", "country"},
      {"route", "US Route", "en", "exonym", "road"},
  });
  EXPECT_THAT(contained(gazetteer, "karabakh"), UnorderedElementsAre("nk"));
  EXPECT_THAT(contained(gazetteer, "nk"), IsEmpty());
  EXPECT_THAT(contained(gazetteer, "van"), IsEmpty());
  EXPECT_THAT(contained(gazetteer, "us"), IsEmpty());
}

TEST(Relations, OfTheShippedGazetteer) {
  const auto& gazetteer = shipped_compiled();
  const struct {
    std::string_view place;
    std::string_view other;
    bool is_family;
    bool is_contained;
  } cases[] = {
      {"lachin", "lachin-corridor", true, false},
      {"shusha", "shusha-district", true, false},
      {"nakhchivan-city", "nakhchivan-ar", true, false},
      {"artsakh-republic", "nagorno-karabakh", true, false},
      {"moscow", "moscow-oblast", true, false},
      {"iran", "persia", true, false},
      {"karabakh", "nagorno-karabakh", false, true},
      {"azerbaijan", "east-azerbaijan", false, true},
      {"azerbaijan", "western-azerbaijan", false, true},
      {"caucasus", "south-caucasus", false, true},
      {"karabakh", "azerbaijan", false, false},
      {"sevan-city", "lake-sevan", false, true},
      {"tartar", "tartar-river", false, true},
      {"julfa-az", "jolfa-ir", false, false},
      {"martuni-am", "khojavend", false, false},
      {"western-azerbaijan", "west-azerbaijan", false, false},
      {"zangezur", "syunik", false, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.place) + " " + std::string(c.other));
    const auto relatives = family(gazetteer, c.place), holders = contained(gazetteer, c.place);
    EXPECT_EQ(testing::Value(relatives, Contains(c.other)), c.is_family);
    EXPECT_EQ(testing::Value(holders, Contains(c.other)), c.is_contained);
  }
}

TEST(Relations, FamiliesAreMutual) {
  const auto source = shipped_gazetteer();
  for (PlaceNumber a = 0; a < source.family.size(); ++a)
    for (const auto b : source.family[a]) EXPECT_THAT(source.family[b], Contains(a));
}

// A name that a hundred thousand places bear costs no square of that.
TEST(Relations, AreNotQuadraticInNamesakes) {
  Gazetteer source;
  for (PlaceNumber i = 0; i < 100000; ++i) {
    source.places.push_back({.id = std::to_string(i), .type = i % 2 ? "city" : "district"});
    source.names.push_back({.place = i, .text = "Springfield", .lang = "en", .script = "Latn"});
  }
  EXPECT_THAT(families_of(source)[0], IsEmpty());
}

}  // namespace
}  // namespace byname::test
