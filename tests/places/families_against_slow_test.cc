// Families of places against their slow twin: in the shipped gazetteer and in
// gazetteers drawn at random.
#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <set>
#include <string>

#include "places/gazetteer.h"
#include "places/relations.h"
#include "tests/reference/slow_families.h"

namespace byname::test {
namespace {

std::string line(const Gazetteer& gazetteer, PlaceNumber place,
                 const std::vector<PlaceNumber>& family) {
  std::string text = gazetteer.places[place].id + ':';
  for (const PlaceNumber other : family) text += ' ' + gazetteer.places[other].id;
  return text;
}

std::size_t expect_agreement(const Gazetteer& gazetteer, const std::string& where) {
  const auto fast = families_of(gazetteer);
  const auto slow = slow_families(gazetteer);
  std::size_t pairs = 0;
  for (PlaceNumber p = 0; p < gazetteer.places.size(); ++p) {
    EXPECT_EQ(line(gazetteer, p, fast[p]), line(gazetteer, p, {slow[p].begin(), slow[p].end()}))
        << where;
    pairs += fast[p].size();
  }
  return pairs;
}

// Few names, so that they meet.
Gazetteer drawn(std::mt19937& random) {
  static constexpr const char* kTypes[] = {"city",   "district",          "corridor", "village",
                                           "region", "region (disputed)", "airport",  "river"};
  static constexpr const char* kNames[] = {"Laçın",         "Laçın rayonu",   "Laçın dəhlizi",
                                           "Lachin",        "Lachin Airport", "district of Lachin",
                                           "Лачин",         "район",          "Лачинский район",
                                           "City of Lachin"};
  static constexpr const char* kKinds[] = {"official", "exonym",    "variant",
                                           "",         "adjective", "abbreviation"};
  static constexpr const char* kCountries[] = {"AZ", "AZ", "AM", ""};
  const auto below = [&](std::size_t n) { return random() % n; };
  Gazetteer gazetteer;
  const std::size_t count = 2 + below(9);
  for (std::size_t p = 0; p < count; ++p) {
    Place place{.id = "p" + std::to_string(p),
                .type = kTypes[below(std::size(kTypes))],
                .country = kCountries[below(std::size(kCountries))]};
    if (below(3) != 0) {
      place.lat = 39.0 + static_cast<double>(below(200)) / 100;
      place.lon = 46.0 + static_cast<double>(below(200)) / 100;
    }
    if (p > 0 && below(2) == 0) place.parent = static_cast<PlaceNumber>(below(p));
    if (below(12) == 0) place.family = "one";
    gazetteer.places.push_back(place);
    for (std::size_t n = 1 + below(3); n > 0; --n)
      gazetteer.names.push_back({.place = static_cast<PlaceNumber>(p),
                                 .text = kNames[below(std::size(kNames))],
                                 .lang = below(2) == 0 ? "az" : "",
                                 .kind = kKinds[below(std::size(kKinds))]});
  }
  return gazetteer;
}

TEST(FamiliesAgainstSlow, AgreeOnTheShippedGazetteer) {
  EXPECT_GT(expect_agreement(shipped_gazetteer(), "shipped"), 0U);
}

TEST(FamiliesAgainstSlow, AgreeOnGazetteersDrawnAtRandom) {
  std::size_t pairs = 0;
  for (std::uint32_t seed = 1; seed <= 3000 && !testing::Test::HasFailure(); ++seed) {
    std::mt19937 random(seed);
    pairs += expect_agreement(drawn(random), "seed " + std::to_string(seed));
  }
  EXPECT_GT(pairs, 1000U);
}

}  // namespace
}  // namespace byname::test
