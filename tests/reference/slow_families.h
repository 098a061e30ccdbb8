// Which places are of one family: the twin of families_of() in places/relations.h,
// which has the rules.
#pragma once

#include <set>
#include <vector>

#include "schemas/place.h"

namespace byname::test {

// By place: the others of its family.
std::vector<std::set<PlaceNumber>> slow_families(const Gazetteer& gazetteer);

}  // namespace byname::test
