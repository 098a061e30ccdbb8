// rebuild and update: from files to what is published.
//
// Both hold the writer's lock, work in scratch directories of the store that vanish
// unless published, and leave the live index as it is when anything throws.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "indexer/book.h"
#include "indexer/console.h"
#include "indexer/options.h"
#include "store/manifest.h"

namespace byname {

struct BuildReport {
  Manifest manifest{};                 // what is published now
  bool published = false;              // false: nothing had changed
  std::vector<LedgerEntry> inputs{};   // of this run
  std::vector<std::string> refused{};  // roots of which nothing was deleted, and why
  std::uint64_t bytes = 0;             // read
  bool some_failed = false;            // an input or a record, in this run
};

// A check that refuses to go on: exit code 4.
struct RefusedError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
// Asked for what cannot be meant: exit code 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

BuildReport rebuild(const IndexerOptions& options, const Console& console);
// Builds the index if there is none. Throws IndexError if the index was built with
// other rules, since the result would not be what a rebuild gives.
BuildReport update(const IndexerOptions& options, const Console& console);
// Updates what failed or was read in part.
BuildReport retry_failed(const IndexerOptions& options, const Console& console);

}  // namespace byname
