#include "searcher/place_hits.h"

#include <algorithm>
#include <map>

namespace byname {

PlaceHits::PlaceHits(const Index& index, const Plan& plan, const SearchOptions& options)
    : index_(index), options_(options) {
  ask(plan.root);
}

void PlaceHits::ask(const Clause& clause) {
  for (const Unit& unit : clause.units)
    for (const PlaceVariant& place : unit.places) asked_.insert(place.place);
  asked_.insert(clause.places.begin(), clause.places.end());
  for (const Clause& sub : clause.clauses)
    if (sub.occur != Occur::excluded) ask(sub);
}

std::vector<PlaceHit> PlaceHits::of(DocumentNumber document) const {
  std::vector<PlaceHit> hits;
  if (options_.places == 0) return hits;
  std::map<PlaceNumber, std::map<NameNumber, std::uint32_t>> places;
  for (const Mention& mention : index_.mentions(document))
    if (mention.kind == MentionKind::name || mention.kind == MentionKind::metonym)
      ++places[mention.place][mention.name];
  struct Counted {
    PlaceNumber place;
    std::uint32_t count;
    bool asked;
  };
  std::vector<Counted> counted;
  for (const auto& [place, names] : places) {
    std::uint32_t count = 0;
    for (const auto& [name, times] : names) count += times;
    counted.push_back({place, count, asked_.contains(place)});
  }
  std::stable_sort(counted.begin(), counted.end(), [](const Counted& a, const Counted& b) {
    return a.asked != b.asked ? a.asked : a.count > b.count;
  });
  const CompiledGazetteer& gazetteer = index_.gazetteer();
  for (const Counted& c : counted) {
    if (!c.asked && hits.size() >= options_.places) break;
    const Place place = gazetteer.place(c.place);
    PlaceHit hit{.id = place.id,
                 .name = gazetteer.shown_name(c.place, options_.lang),
                 .count = c.count,
                 .asked = c.asked,
                 .lat = place.lat,
                 .lon = place.lon};
    for (const auto& [name, times] : places[c.place])
      hit.names[name == kNoNumber ? std::string() : gazetteer.name(name).text] += times;
    hits.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace byname
