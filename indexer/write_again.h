// A new generation from the texts that the index has itself: with other names, or without
// some of the documents. Files need not be there any more.
//
//   const IndexLock lock(index);
//   const Manifest manifest = write_again({.gazetteer = &with_one_more_name, .ledger = ledger},
//                                         options, console);
#pragma once

#include <functional>
#include <vector>

#include "indexer/console.h"
#include "indexer/options.h"
#include "schemas/document.h"
#include "schemas/place.h"
#include "store/ledger.h"
#include "store/manifest.h"

namespace byname {

struct WriteAgain {
  const Gazetteer* gazetteer = nullptr;         // none: the names that the index has
  std::function<bool(const Document&)> keep{};  // none: all documents; without their texts
  std::vector<LedgerEntry> ledger{};            // of the new generation
};

// The lock must be held. Documents come in the order in which rebuild has them. Throws as
// rebuild does, and leaves the live index as it is then.
Manifest write_again(const WriteAgain& wanted, const IndexerOptions& options,
                     const Console& console);

}  // namespace byname
