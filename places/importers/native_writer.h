// Writes a gazetteer as the two tables of the native format (places/gazetteer.h).
// load_gazetteer() of what this gives is the gazetteer again.
#pragma once

#include "places/importers/importer.h"
#include "schemas/place.h"

namespace byname {

ImportedTables native_tables(const Gazetteer& gazetteer);

}  // namespace byname
