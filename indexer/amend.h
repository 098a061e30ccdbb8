// What people change in an index by hand: a mention, a name, a document that must go.
// Each works on the texts that the index has; what was asked for outlives rebuilds.
//
// Each takes the lock, prints what it did and returns an exit code. UsageError for what cannot
// be meant (no such document, no such place), IndexError as update throws it.
#pragma once

#include "indexer/console.h"
#include "indexer/options.h"

namespace byname {

// options.paths: UID or document, start, end, PLACE or "none".
int correct(const IndexerOptions& options, const Console& console);
// options.paths: names; options.place: whose they are; options.lang.
int add_names(const IndexerOptions& options, const Console& console);
// options.paths: UIDs, documents, files, folders. Also removes every other generation, since
// they hold the texts too.
int forget(const IndexerOptions& options, const Console& console);

}  // namespace byname
