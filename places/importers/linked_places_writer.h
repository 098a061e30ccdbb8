// Writes a gazetteer in the Linked Places format, version 1.3.
//
//   write_linked_places(gazetteer, LinkedPlacesLayout::collection, std::cout);
//
// What the standard has no word for (kind of a name, why it is ambiguous) stands in
// members of their own, which readers of the standard pass over and our importer reads.
#pragma once

#include <iosfwd>

#include "schemas/place.h"

namespace byname {

enum class LinkedPlacesLayout { collection, lines };

void write_linked_places(const Gazetteer& gazetteer, LinkedPlacesLayout layout, std::ostream& out);

}  // namespace byname
