#include "places/gazetteer_report.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "places/word_lists.h"
#include "text/scanner.h"
#include "text/stem.h"

namespace byname {

namespace {

using Kind = GazetteerRemark::Kind;

bool same_family(const Gazetteer& gazetteer, PlaceNumber a, PlaceNumber b) {
  if (a >= gazetteer.family.size()) return false;
  const auto& family = gazetteer.family[a];
  return std::find(family.begin(), family.end(), b) != family.end();
}

constexpr std::uint64_t kSmallTimes = 5;  // that a word is met; fewer may be slips

bool in_use(const Name& name) {
  return name.kind != "historical" && name.kind != "adjective" && name.kind != "demonym" &&
         name.kind != "abbreviation";
}

// Within five kilometres; the places have coordinates.
bool near(const Place& a, const Place& b) {
  constexpr double kKmPerDegree = 111.2;
  const double shrink = std::cos(*a.lat * 3.14159265358979 / 180);
  return kKmPerDegree * std::hypot(*a.lat - *b.lat, (*a.lon - *b.lon) * shrink) < 5;
}

class Report {
 public:
  Report(const Gazetteer& gazetteer, const NameCounts* counts)
      : gazetteer_(gazetteer), counts_(counts) {}

  std::vector<GazetteerRemark> run() {
    for (const Name& name : gazetteer_.names) {
      if (in_use(name)) spelt_[fold(name.text)].push_back(&name);
      look_at(name);
    }
    for (const auto& [key, names] : spelt_) compare(names);
    for (PlaceNumber place = 0; place < gazetteer_.places.size(); ++place)
      if (!gazetteer_.places[place].lat || !gazetteer_.places[place].lon)
        add({.kind = Kind::no_coordinates, .places = {place}, .count = 1});
    std::stable_sort(remarks_.begin(), remarks_.end(),
                     [](const GazetteerRemark& a, const GazetteerRemark& b) {
                       return std::tie(a.kind, a.places) < std::tie(b.kind, b.places);
                     });
    return std::move(remarks_);
  }

 private:
  void add(GazetteerRemark remark) { remarks_.push_back(std::move(remark)); }
  void add(Kind kind, const Name& name) {
    add({.kind = kind, .name = name.text, .lang = name.lang, .places = {name.place}, .count = 1});
  }

  void look_at(const Name& name) {
    if (!seen_.emplace(name.place, name.lang, name.text).second) add(Kind::twice, name);
    const std::string key = fold(name.text);
    NameCount count;
    if (counts_ != nullptr) {
      const auto found = counts_->find(key);
      if (found != counts_->end()) count = found->second;
    }
    if (name.attested.empty() && count == NameCount{}) add(Kind::unattested, name);
    const bool silent =
        name.ambiguous.empty() && name.kind != "adjective" && name.kind != "demonym";
    if (silent && count.small >= kSmallTimes && count.small * 4 >= count.small + count.capital)
      add({.kind = Kind::corpus_word,
           .name = name.text,
           .lang = name.lang,
           .places = {name.place},
           .count = count.small});
    if (silent && (is_common_word(key, name.lang) || is_small_word(key, name.lang) ||
                   is_function_word(key, name.lang)))
      add(Kind::common_word, name);
  }

  // Names in use that are spelt alike.
  void compare(const std::vector<const Name*>& names) {
    std::vector<PlaceNumber> places;
    for (const Name* name : names) places.push_back(name->place);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    if (places.size() < 2) return;
    const auto silent = std::find_if(names.begin(), names.end(), [&](const Name* name) {
      return name->ambiguous.empty() && std::any_of(places.begin(), places.end(), [&](auto other) {
               return other != name->place && !same_family(gazetteer_, name->place, other);
             });
    });
    if (silent != names.end()) {
      const std::size_t count = places.size();
      auto shown = places;
      shown.resize(std::min(count, kMostShown));
      add({.kind = Kind::collision,
           .name = (*silent)->text,
           .lang = (*silent)->lang,
           .places = std::move(shown),
           .count = count});
    }
    // By latitude, so that only neighbours need to be compared.
    std::erase_if(places, [&](PlaceNumber place) {
      return !gazetteer_.places[place].lat || !gazetteer_.places[place].lon;
    });
    std::stable_sort(places.begin(), places.end(), [&](PlaceNumber a, PlaceNumber b) {
      return *gazetteer_.places[a].lat < *gazetteer_.places[b].lat;
    });
    constexpr std::size_t kNeighbours = 16;
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (std::size_t j = i + 1; j < places.size() && j <= i + kNeighbours; ++j) {
        const Place& a = gazetteer_.places[places[i]];
        const Place& b = gazetteer_.places[places[j]];
        if (a.type != b.type || !near(a, b) || same_family(gazetteer_, places[i], places[j]) ||
            !pairs_.emplace(std::minmax(places[i], places[j])).second)
          continue;
        add({.kind = Kind::duplicate,
             .name = names.front()->text,
             .lang = names.front()->lang,
             .places = {std::min(places[i], places[j]), std::max(places[i], places[j])},
             .count = 2});
      }
    }
  }

  const Gazetteer& gazetteer_;
  const NameCounts* counts_;
  std::vector<GazetteerRemark> remarks_{};
  std::map<std::string, std::vector<const Name*>> spelt_{};  // by folded text
  std::set<std::tuple<PlaceNumber, std::string, std::string>> seen_{};
  std::set<std::pair<PlaceNumber, PlaceNumber>> pairs_{};
};

}  // namespace

std::string_view name_of(GazetteerRemark::Kind kind) {
  switch (kind) {
    case Kind::duplicate:
      return "duplicate";
    case Kind::twice:
      return "twice";
    case Kind::collision:
      return "collision";
    case Kind::common_word:
      return "common word";
    case Kind::corpus_word:
      return "word of the corpus";
    case Kind::no_coordinates:
      return "no coordinates";
    case Kind::unattested:
      return "unattested";
  }
  return "";
}

std::vector<GazetteerRemark> remarks_on(const Gazetteer& gazetteer, const NameCounts* counts) {
  return Report(gazetteer, counts).run();
}

}  // namespace byname
