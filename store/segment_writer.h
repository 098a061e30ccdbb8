// How analysed documents become an immutable segment.
//
//   BatchWriter batch(scratch / "batch-000012");   // one thread, consecutive documents
//   for (const auto& document : documents) batch.add(document);
//   batch.finish();
//   ...
//   merge_batches(batches, generation / "segment-0", gazetteer, threads);
//
// A batch is a small Xapian database (store/glass_writer.h) and the side files of its
// documents. The merge gives the documents their numbers in the order of the
// batches, so the result depends on the batches alone, not on threads or time.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "places/compiled.h"
#include "store/analyzed.h"

namespace byname {

class BatchWriter {
 public:
  explicit BatchWriter(const std::filesystem::path& directory);  // must not exist
  ~BatchWriter();                                                // publishes nothing
  void add(const AnalyzedDocument& document);
  void finish();  // throws IndexError if anything was not written

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Makes `segment` (must not exist) and fsyncs it. Batches are left as they are. `earlier`:
// segments of which the new documents may hold copies.
void merge_batches(std::span<const std::filesystem::path> batches,
                   const std::filesystem::path& segment, const CompiledGazetteer& gazetteer,
                   unsigned threads, std::span<const std::filesystem::path> earlier = {});

}  // namespace byname
