// A file that stands in another in a wrapping of its own, as a member of it.
//
//   if (!give_enclosed("list.txt", bytes, "", out)) return;   // no more can be taken
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/collector.h"

namespace byname {

// `cut`: why not all of it is there; empty if it is.
bool give_enclosed(std::string name, std::string_view bytes, const std::string& cut,
                   Collector& out);

}  // namespace byname
