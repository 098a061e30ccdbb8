#include "searcher/asked_places.h"

#include <algorithm>

namespace byname {
namespace {

bool is_guess(const Resolved& resolved) {
  return resolved.rule == MentionRule::romanised || resolved.rule == MentionRule::misspelt;
}

}  // namespace

std::vector<CoveredPlace> cover(const CompiledGazetteer& gazetteer,
                                std::span<const PlaceNumber> places, bool exactly) {
  std::vector<CoveredPlace> covered;
  const auto add = [&](PlaceNumber place, Relation relation) {
    const bool known = std::any_of(covered.begin(), covered.end(),
                                   [&](const CoveredPlace& c) { return c.place == place; });
    if (!known) covered.push_back({place, relation});
  };
  for (const PlaceNumber place : places) add(place, Relation::self);
  if (exactly) return covered;
  for (const PlaceNumber place : places)
    for (const PlaceNumber relative : gazetteer.family(place)) add(relative, Relation::family);
  for (const PlaceNumber place : places)
    for (const PlaceNumber holder : gazetteer.contained(place)) add(holder, Relation::contained);
  return covered;
}

std::vector<Resolved> places_called(const CompiledGazetteer& gazetteer, std::string_view typed) {
  std::vector<Resolved> found = resolve(gazetteer, typed, SmallLetters::say_nothing);
  const bool sure =
      std::any_of(found.begin(), found.end(), [](const Resolved& r) { return !is_guess(r); });
  if (sure) std::erase_if(found, is_guess);
  return found;
}

std::string no_such_place(std::string_view typed) {
  return "no place of the gazetteer is called " + std::string(typed) +
         "; `searcher places` lists them, a search without place: looks for the word";
}

}  // namespace byname
