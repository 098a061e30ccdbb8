#include "tests/reference/slow_families.h"

#include <cmath>
#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <utility>

#include "tests/reference/icu_scanner.h"

namespace byname::test {

namespace {

constexpr std::size_t kMostNamesakes = 64;

// settlement, area, thing, or nothing
std::string sort_of(const std::string& type) {
  static const std::map<std::string, std::set<std::string>> sorts{
      {"settlement",
       {"city", "town", "village", "capital", "settlement", "hamlet", "locality", "populated place",
        "suburb", "P"}},
      {"area",
       {"district", "region", "province", "rayon", "raion", "oblast", "municipality", "county",
        "community", "state", "governorate", "prefecture", "canton", "department", "A"}},
      {"thing", {"corridor", "airport", "station", "railway station", "port", "road"}}};
  for (const auto& [sort, types] : sorts)
    if (types.contains(type.substr(0, type.find(" (")))) return sort;
  return "";
}

// The folded name without the words that only say what a place is.
std::string bare(const std::string& name) {
  static const std::set<std::string> says_what{
      "airport",      "ar",        "area",           "autonomous",
      "bezirk",       "city",      "corridor",       "county",
      "district",     "gebiet",    "havaalani",      "hava",
      "limani",       "il",        "ilce",           "ilcesi",
      "ili",          "kanton",    "koridor",        "koridoru",
      "korridor",     "korridoru", "landkreis",      "marz",
      "municipality", "oblast",    "oblasti",        "of",
      "province",     "provinz",   "raion",          "rajon",
      "rayon",        "rayonu",    "region",         "republic",
      "respublikasi", "seher",     "seheri",         "station",
      "state",        "stadt",     "town",           "vilayeti",
      "аэропорт",     "город",     "коридор",        "область",
      "район",        "міст",      "місто",          "մարզ",
      "մարզը",        "շրջան",     "շրջանը",         "քաղաք",
      "միջանցք",      "რაიონი",    "მუნიციპალიტეტი", "ქალაქი",
      "شهرستان"};
  std::istringstream words(terms_of(scan_by_icu(name)));
  std::string result;
  for (std::string word; words >> word;)
    if (!says_what.contains(word)) result += (result.empty() ? "" : " ") + word;
  return result;
}

bool close(const Gazetteer& gazetteer, PlaceNumber a, PlaceNumber b) {
  const Place& x = gazetteer.places[a];
  const Place& y = gazetteer.places[b];
  if (x.country != y.country && !x.country.empty() && !y.country.empty()) return false;
  if (x.parent == b || y.parent == a) return true;
  if (!x.lat || !y.lat) return x.parent != kNoNumber && x.parent == y.parent;
  // On a plane: good enough for so little.
  const double degree = 6371 * std::numbers::pi / 180;
  const double north = (*x.lat - *y.lat) * degree;
  const double middle = (*x.lat + *y.lat) / 2 * std::numbers::pi / 180;
  const double east = (*x.lon - *y.lon) * degree * std::cos(middle);
  return std::sqrt(north * north + east * east) <= 60;
}

}  // namespace

std::vector<std::set<PlaceNumber>> slow_families(const Gazetteer& gazetteer) {
  std::vector<std::set<PlaceNumber>> families(gazetteer.places.size());
  const auto join = [&](PlaceNumber a, PlaceNumber b) {
    if (a == b) return;
    families[a].insert(b);
    families[b].insert(a);
  };

  std::map<std::string, std::set<PlaceNumber>> by_word;
  for (PlaceNumber p = 0; p < gazetteer.places.size(); ++p)
    if (!gazetteer.places[p].family.empty()) by_word[gazetteer.places[p].family].insert(p);
  for (const auto& [word, places] : by_word)
    if (places.size() <= kMostNamesakes)
      for (const PlaceNumber a : places)
        for (const PlaceNumber b : places) join(a, b);

  std::map<std::pair<std::string, std::string>, std::set<PlaceNumber>> by_name;
  for (const Name& name : gazetteer.names) {
    if (name.kind == "adjective" || name.kind == "demonym" || name.kind == "abbreviation") continue;
    if (sort_of(gazetteer.places[name.place].type).empty()) continue;
    if (const std::string key = bare(name.text); !key.empty())
      by_name[{name.lang, key}].insert(name.place);
  }
  const auto differ = [&](PlaceNumber a, PlaceNumber b) {
    return sort_of(gazetteer.places[a].type) != sort_of(gazetteer.places[b].type);
  };
  for (const auto& [key, places] : by_name) {
    if (places.size() > kMostNamesakes) continue;
    for (const PlaceNumber start : places) {
      // All that can be reached from near to near.
      std::set<PlaceNumber> reached{start};
      for (bool more = true; more;) {
        more = false;
        for (const PlaceNumber a : std::set<PlaceNumber>(reached))
          for (const PlaceNumber b : places)
            if (differ(a, b) && close(gazetteer, a, b)) more = reached.insert(b).second || more;
      }
      for (const PlaceNumber other : reached)
        if (differ(start, other)) join(start, other);
    }
  }
  return families;
}

}  // namespace byname::test
