#include "places/relations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <unordered_map>

#include "places/compiled.h"
#include "schemas/hash.h"
#include "text/scanner.h"

namespace byname {
namespace {

// What a place is, as far as families go: only a settlement, the area named
// after it and things named after it can be one family.
enum class PlaceSort { settlement, area, thing, other };

PlaceSort sort_of(std::string_view type) {
  static constexpr std::array<std::string_view, 10> kSettlements{
      "city",   "town",     "village",         "capital", "settlement",
      "hamlet", "locality", "populated place", "suburb",  "P"};
  static constexpr std::array<std::string_view, 15> kAreas{
      "district",    "region",       "province", "rayon",      "raion",
      "oblast",      "municipality", "county",   "community",  "state",
      "governorate", "prefecture",   "canton",   "department", "A"};
  static constexpr std::array<std::string_view, 6> kThings{"corridor",        "airport", "station",
                                                           "railway station", "port",    "road"};
  const auto head = type.substr(0, type.find(" ("));  // "region (historical)"
  const auto in = [head](const auto& list) {
    return std::find(list.begin(), list.end(), head) != list.end();
  };
  return in(kSettlements) ? PlaceSort::settlement
         : in(kAreas)     ? PlaceSort::area
         : in(kThings)    ? PlaceSort::thing
                          : PlaceSort::other;
}

// Words that turn the name of a town into that of its district or airport, folded.
bool is_type_word(std::string_view word) {
  static constexpr std::array<std::string_view, 62> kWords{
      "airport",   "ar",           "area",     "autonomous",     "bezirk",  "city",     "corridor",
      "county",    "district",     "gebiet",   "havaalani",      "hava",    "limani",   "il",
      "ilce",      "ilcesi",       "ili",      "kanton",         "koridor", "koridoru", "korridor",
      "korridoru", "landkreis",    "marz",     "municipality",   "oblast",  "oblasti",  "of",
      "province",  "provinz",      "raion",    "rajon",          "rayon",   "rayonu",   "region",
      "republic",  "respublikasi", "seher",    "seheri",         "station", "state",    "stadt",
      "town",      "vilayeti",     "аэропорт", "город",          "коридор", "область",  "область",
      "район",     "міст",         "місто",    "մարզ",           "մարզը",   "շրջան",    "շրջանը",
      "քաղաք",     "միջանցք",      "რაიონი",   "მუნიციპალიტეტი", "ქალაქი",  "شهرستان"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::vector<std::string_view> key_words(std::string_view key) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < key.size();) {
    const auto end = std::min(key.find(' ', begin), key.size());
    words.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

// The key without the words that only say what the place is; empty if nothing is left.
std::string bare_key(std::string_view key) {
  std::string bare;
  for (const auto word : key_words(key))
    if (!is_type_word(word)) bare.append(bare.empty() ? "" : " ").append(word);
  return bare;
}

double kilometres(const Place& a, const Place& b) {
  const double to_radians = std::numbers::pi / 180;
  const double dy = (*a.lat - *b.lat) * to_radians;
  const double dx = (*a.lon - *b.lon) * to_radians * std::cos((*a.lat + *b.lat) / 2 * to_radians);
  return 6371 * std::hypot(dx, dy);
}

// Near enough to be named after one another.
bool close(const Gazetteer& gazetteer, PlaceNumber a, PlaceNumber b) {
  const Place& x = gazetteer.places[a];
  const Place& y = gazetteer.places[b];
  if (!x.country.empty() && !y.country.empty() && x.country != y.country) return false;
  if (x.parent == b || y.parent == a) return true;
  if (x.lat && y.lat) return kilometres(x, y) <= 60;
  return x.parent != kNoNumber && x.parent == y.parent;
}

// Which of these namesakes hang together: a corridor lies in the district, the
// district around the town. Gives each the least index of its cluster.
std::vector<std::size_t> clusters(const Gazetteer& gazetteer,
                                  const std::vector<PlaceNumber>& members,
                                  const std::vector<PlaceSort>& sorts) {
  std::vector<std::size_t> cluster(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    cluster[i] = i;
    for (std::size_t j = 0; j < i; ++j) {
      if (cluster[j] == cluster[i] || sorts[members[i]] == sorts[members[j]] ||
          !close(gazetteer, members[i], members[j]))
        continue;
      const auto [keep, drop] = std::minmax(cluster[i], cluster[j]);
      for (std::size_t k = 0, from = drop, to = keep; k <= i; ++k)
        if (cluster[k] == from) cluster[k] = to;
    }
  }
  return cluster;
}

class Joined {
 public:
  explicit Joined(std::size_t count) : members_(count) {}
  void join(PlaceNumber a, PlaceNumber b) {
    if (a == b) return;
    members_[a].push_back(b);
    members_[b].push_back(a);
  }
  std::vector<std::vector<PlaceNumber>> sorted() && {
    for (auto& list : members_) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return std::move(members_);
  }

 private:
  std::vector<std::vector<PlaceNumber>> members_;
};

// A name that is borne by very many places says nothing of any two of them.
constexpr std::size_t kMaxNamesakes = 64;

}  // namespace

std::vector<std::vector<PlaceNumber>> families_of(const Gazetteer& gazetteer) {
  const auto& places = gazetteer.places;
  Joined joined(places.size());

  std::unordered_map<std::string_view, std::vector<PlaceNumber>> by_word;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (!places[i].family.empty()) by_word[places[i].family].push_back(static_cast<PlaceNumber>(i));
  for (const auto& [word, members] : by_word)
    if (members.size() <= kMaxNamesakes)
      for (const auto a : members)
        for (const auto b : members)
          if (a < b) joined.join(a, b);

  std::vector<PlaceSort> sorts;
  for (const auto& place : places) sorts.push_back(sort_of(place.type));
  const auto is_area_or_thing = [](PlaceSort s) {
    return s == PlaceSort::area || s == PlaceSort::thing;
  };
  if (std::none_of(sorts.begin(), sorts.end(), is_area_or_thing)) return std::move(joined).sorted();

  std::unordered_map<std::uint64_t, std::vector<PlaceNumber>> by_name;
  for (const auto& name : gazetteer.names) {
    if (sorts[name.place] == PlaceSort::other || name.kind == "adjective" ||
        name.kind == "demonym" || name.kind == "abbreviation")
      continue;
    const auto bare = bare_key(fold(name.text));
    if (bare.empty()) continue;
    auto& list = by_name[hash64(bare, hash64(name.lang))];
    if (list.empty() || list.back() != name.place) list.push_back(name.place);
  }
  for (const auto& [hash, members] : by_name) {
    if (members.size() < 2 || members.size() > kMaxNamesakes) continue;
    const auto cluster = clusters(gazetteer, members, sorts);
    for (std::size_t i = 0; i < members.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (cluster[i] == cluster[j] && sorts[members[i]] != sorts[members[j]])
          joined.join(members[i], members[j]);
  }
  return std::move(joined).sorted();
}

std::vector<std::vector<PlaceNumber>> contained_of(const Gazetteer& gazetteer,
                                                   const std::vector<std::string>& keys) {
  const auto& names = gazetteer.names;
  // Whole names that may be found inside others. Ambiguous ones would find what
  // is not meant: Van in "Van Horn", 'republic' in every republic.
  std::unordered_map<std::uint64_t, std::vector<NameNumber>> whole;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& name = names[i];
    if (!name.ambiguous.empty() || name.kind == "abbreviation" || name.kind == "adjective" ||
        name.kind == "demonym" || keys[i].size() < 3)
      continue;
    const auto words = key_words(keys[i]);
    longest = std::max(longest, words.size());
    auto& list = whole[key_hash(keys[i])];
    if (list.size() < kMaxNamesakes) list.push_back(static_cast<NameNumber>(i));
  }
  std::vector<std::vector<PlaceNumber>> contained(gazetteer.places.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& outer = names[i];
    if (outer.kind == "adjective" || outer.kind == "demonym") continue;
    const auto words = key_words(keys[i]);
    for (std::size_t first = 0; words.size() > 1 && first < words.size(); ++first) {
      std::uint64_t hash = 0;
      for (std::size_t n = 1; n <= longest && first + n <= words.size(); ++n) {
        hash = extend_key(hash, words[first + n - 1]);
        if (n == words.size()) continue;
        const auto found = whole.find(hash);
        if (found == whole.end()) continue;
        for (const auto inner : found->second)
          if (names[inner].place != outer.place &&
              (names[inner].lang == outer.lang || names[inner].script == outer.script))
            contained[names[inner].place].push_back(outer.place);
      }
    }
  }
  for (std::size_t i = 0; i < contained.size(); ++i) {
    auto& list = contained[i];
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    if (i < gazetteer.family.size())
      std::erase_if(list, [&family = gazetteer.family[i]](PlaceNumber place) {
        return std::binary_search(family.begin(), family.end(), place);
      });
  }
  return contained;
}

}  // namespace byname
