// A new generation of an index that knows some names more: only the documents that may hold
// them are read for places again, all else is taken over as it lies on the disk (hard links).
//
//   const IndexLock lock(index);
//   if (const auto published = tag_again(gazetteer, ledger, options, console)) return ...;
//   write_again({.gazetteer = &gazetteer, ...});   // the same for all documents
//
// The mentions are those that write_again() finds; the documents concerned get new numbers,
// behind the others, as after an update.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/console.h"
#include "indexer/options.h"
#include "schemas/place.h"
#include "store/ledger.h"
#include "store/manifest.h"

namespace byname {

struct TaggedAgain {
  Manifest manifest{};
  std::size_t documents = 0;  // that were read again
};

// `gazetteer`: the names that the index has, and more. The lock must be held. Nothing where
// all must be written again: it differs otherwise, too, a new name changes what places
// contain others, most documents are concerned, or the index has many segments already.
std::optional<TaggedAgain> tag_again(const Gazetteer& gazetteer,
                                     const std::vector<LedgerEntry>& ledger,
                                     const IndexerOptions& options, const Console& console);

}  // namespace byname
