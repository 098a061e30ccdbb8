// Names of places as a person types them, and what a question about a place covers.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "places/resolver.h"
#include "schemas/answer.h"

namespace byname {

struct CoveredPlace {
  PlaceNumber place = kNoNumber;
  Relation relation = Relation::self;

  bool operator==(const CoveredPlace&) const = default;
};

// The places asked for, then their family, then the places that hold their
// names; each once, under the nearest relation. `exactly`: only the first.
std::vector<CoveredPlace> cover(const CompiledGazetteer& gazetteer,
                                std::span<const PlaceNumber> places, bool exactly);

// The places that a typed name or id means; the likeliest first. Guesses (misspelt,
// romanised) only when nothing else answers.
std::vector<Resolved> places_called(const CompiledGazetteer& gazetteer, std::string_view typed);

// "no place is called Xyz: ..." with the nearest name, if there is one.
std::string no_such_place(std::string_view typed);

}  // namespace byname
