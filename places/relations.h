// How places hang together by their names, beyond lying in one another.
//
//   family     a town, its district, its corridor, its airport: people mean one
//              when they say the other. Given by the `family` column of
//              places.tsv, else found by name, kind of place and nearness.
//   contained  a whole name of one place stands inside a name of another:
//              Karabakh in Nagorno-Karabakh, Azerbaijan in East Azerbaijan.
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
