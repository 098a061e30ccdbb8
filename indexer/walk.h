// Which files are there? Every file below the roots, each once, in the order in
// which they are indexed.
//
//   const Walk walk = walk_scopes(scopes, roots);
//   for (const FoundInput& input : walk.inputs) ...
//
// Names that begin with a dot are left out, and what lies in such folders. Links
// are followed, but what they lead to is taken once: under its own name if that is
// below a root as well, else under the first link. A folder that is a root of its
// own is left to it. What describes a file (FILE.meta.json) comes with it and is not to be read
// itself. What cannot be read is an input too, with the reason.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/roots.h"
#include "schemas/shared_string.h"
#include "store/ledger.h"

namespace byname {

struct FoundInput {
  std::uint32_t scope = 0;  // in the span given
  SharedString path{};      // of the document: below the root, encoded
  // indexed: a file, to be read. failed, skipped, duplicate: not to be read, and why.
  InputState state = InputState::indexed;
  SharedString reason{};
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // seconds since 1970
  SharedString sha256{};      // of a sidecar
  SharedString sidecar{};     // sha256 of what describes this file (sidecar.h); empty: nothing does
  bool folder = false;        // failed for the whole folder: what lies in it is unknown
};

struct Walk {
  std::vector<FoundInput> inputs{};  // sorted by (root name, path)
  // By scope: empty, or why the scope itself could not be read (it is an input as well).
  std::vector<std::string> missing{};
};

// `roots`: every root of the index, those of the scopes among them.
Walk walk_scopes(std::span<const Scope> scopes, std::span<const Root> roots);

}  // namespace byname
