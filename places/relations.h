// How places hang together by their names, beyond lying in one another.
//
//   family     a town, its district, its corridor, its airport: people mean one
//              when they say the other. Given by the `family` column of
//              places.tsv, else found by name, kind of place and nearness.
//   contained  a whole name of one place stands inside a name of another:
//              Karabakh in Nagorno-Karabakh, Azerbaijan in East Azerbaijan.
//
// Found are families so: two places share a name in one language, no adjective, demonym
// or abbreviation, folded and without the words that only say what a place is
// (district, rayonu); at most 64 places share it; they are of different sorts
// (settlement, area, thing, by the type up to a bracket; nothing else has a family);
// and they are close, or linked by namesakes of which each is close to the next and of
// another sort. Close: not of two countries, and one lies in the other, or both are
// within 60 km, or, where coordinates are missing, both lie in the same place.
//
// Neither says that two places are the same, and what merely shares a name (the
// river Tartar and the town, Lake Sevan and Sevan) is no family.
#pragma once

#include <string>
#include <vector>

#include "schemas/place.h"

namespace byname {

// By place: the places of its family without itself, ascending.
std::vector<std::vector<PlaceNumber>> families_of(const Gazetteer& gazetteer);

// By place: the places one of whose names holds a whole name of it, ascending,
// without its family. `keys` holds fold(text) of every name.
std::vector<std::vector<PlaceNumber>> contained_of(const Gazetteer& gazetteer,
                                                   const std::vector<std::string>& keys);

}  // namespace byname
