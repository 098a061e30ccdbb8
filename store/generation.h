// Generations: how a finished index replaces the one in use, all at once.
//
//   INDEX/XAPIANDB       a Xapian stub naming every shard, with a comment line
//                        "# byname 7+3" that tells our readers generation and commit
//   INDEX/gen-000007/    immutable: manifest.json gazetteer segment-0/ synonyms/ ledger
//   INDEX/gen-000007.delta/  commit-000003.json and the segments since
//
// Publishing is one rename(2) of XAPIANDB after everything else is fsynced. A
// reader that has a generation open keeps it; it sees the next by opening again.
// The previous generation stays for rollback and for open readers.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/ledger.h"
#include "store/manifest.h"

namespace byname {

// Exclusive writer's lock of an index directory (made if missing).
class IndexLock {
 public:
  explicit IndexLock(const std::filesystem::path& index);  // throws LockedError
  ~IndexLock();
  IndexLock(const IndexLock&) = delete;
  IndexLock& operator=(const IndexLock&) = delete;

 private:
  int fd_ = -1;
};

// The manifest in use; empty if the directory holds no index. Throws IndexError if damaged.
std::optional<Manifest> current_manifest(const std::filesystem::path& index);

// "segment-0", within a generation.
std::string segment_name(std::size_t number);

// A generation in the making. Removed again unless published.
class NewGeneration {
 public:
  explicit NewGeneration(const std::filesystem::path& index);
  ~NewGeneration();
  const std::filesystem::path& path() const;     // gen-00000N.tmp/: put gazetteer, segment-0 here
  const std::filesystem::path& scratch() const;  // for batches; removed at the end
  // Writes ledger, synonyms and manifest, fsyncs, renames. `manifest` needs analyzer,
  // gazetteer, names, roots, gazetteer_files; the rest is filled in. Returns what was published.
  // `deleted`: for each of the segments, ascending, which of its documents are gone.
  Manifest publish(Manifest manifest, const std::vector<LedgerEntry>& ledger,
                   const std::vector<std::vector<std::uint32_t>>& deleted = {{}});

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// A commit of the delta in the making: at most one new segment and more deleted documents.
class NewCommit {
 public:
  explicit NewCommit(const std::filesystem::path& index);  // needs a published generation
  ~NewCommit();
  const std::filesystem::path& segment() const;  // make it here with merge_batches, or leave it
  const std::filesystem::path& scratch() const;
  // The segments that are there already.
  std::vector<std::filesystem::path> earlier() const;
  // `deleted`: document numbers of the generation as it was when this was made.
  Manifest publish(const std::vector<std::uint32_t>& deleted, const std::vector<Root>& roots,
                   const std::vector<LedgerEntry>& ledger,
                   const std::optional<SourceTable>& sources = {});  // none: as it was

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Makes the previous generation current again. Throws IndexError if there is none.
Manifest rollback(const std::filesystem::path& index);
// Removes generations older than the previous one and stray *.tmp; returns their names.
std::vector<std::string> prune(const std::filesystem::path& index);
// The same with every generation but the one in use: there is nothing to roll back to then.
std::vector<std::string> prune_all(const std::filesystem::path& index);

}  // namespace byname
