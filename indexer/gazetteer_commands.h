// The commands below `indexer places`: they read gazetteers and touch no index.
#pragma once

#include "indexer/console.h"
#include "indexer/options.h"

namespace byname {

// Each prints to standard output and returns an exit code; InputError for what
// cannot be read or written.
int check_gazetteer(const IndexerOptions& options, const Console& console);
int import_gazetteer(const IndexerOptions& options, const Console& console);
int export_gazetteer(const IndexerOptions& options, const Console& console);
int print_forms(const IndexerOptions& options, const Console& console);

}  // namespace byname
