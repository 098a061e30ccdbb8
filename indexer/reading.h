// Inputs become batches: read one after the other in the order given, identified,
// cut into batches, and handed to the workers.
//
//   Reading reading(inputs, identities, workers, console);
//   reading.first_pass();
//   reading.second_pass();   // only where ids turned out to be shared (identity.h)
//   workers.finish();
//
// A batch ends after 500 documents or 4 MiB of text, whichever comes first: what is
// in it depends on the inputs alone, so two runs with any number of threads
// give the same index.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/batches.h"
#include "indexer/console.h"
#include "indexer/identity.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/reader_process.h"
#include "schemas/shared_string.h"
#include "store/source_table.h"

namespace byname {

inline constexpr std::size_t kBatchDocuments = 500;
inline constexpr std::size_t kBatchBytes = std::size_t{4} << 20;

struct InputToRead {
  SharedString root{};      // name of the root
  SharedString path{};      // encoded
  SharedString absolute{};  // of the file
  std::uint64_t size = 0;
};

class Reading {
 public:
  // Documents whose uid is among `forgotten` are left out. What a file's sidecar and `sources`
  // say of a document is in it before it is handed on.
  Reading(std::span<const InputToRead> inputs, Identities& identities,
          const std::set<std::string>& forgotten, const SourceTable& sources, ReaderProcess& reader,
          BatchWorkers& workers, const Console& console);

  void first_pass();
  // Makes the batches with shared ids anew; does nothing if there are none.
  // Throws InputError if a file changed since the first pass.
  void second_pass();

  // One a file, one a member of an archive and one a bad record, in the order of the inputs.
  // Once, after the passes: they are given away.
  std::vector<LedgerEntry> ledger() { return std::move(ledger_); }
  std::uint64_t bytes_read() const { return bytes_read_; }
  // Of the inputs' bytes, 0 to 1.
  double share_read() const;
  std::uint64_t documents() const { return documents_; }

 private:
  // Calls `identify` for every document, then `wanted` for the number of each batch.
  void pass(const std::function<void(Document&, std::uint32_t batch)>& identify,
            const std::function<bool(std::uint32_t batch)>& wanted,
            const std::function<void(const InputToRead& input, const ReadResult&)>& read);

  std::span<const InputToRead> inputs_;
  Identities& identities_;
  const std::set<std::string>& forgotten_;
  const SourceTable& sources_;
  ReaderProcess& reader_;
  BatchWorkers& workers_;
  const Console& console_;
  std::vector<LedgerEntry> ledger_;
  std::uint64_t bytes_read_ = 0;
  std::uint64_t bytes_to_read_ = 0;
  std::uint64_t documents_ = 0;
};

}  // namespace byname
