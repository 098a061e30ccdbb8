// Does what the options say. The one place where errors become exit codes.
#pragma once

#include <string>

#include "indexer/options.h"

namespace byname {

// Results go to standard output, all else to standard error. Never throws.
int run_indexer(const IndexerOptions& options);

}  // namespace byname
