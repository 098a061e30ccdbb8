#include "indexer/write_again.h"

#include <algorithm>
#include <filesystem>
#include <tuple>
#include <utility>

#include "indexer/batches.h"
#include "indexer/build_parts.h"
#include "indexer/signals.h"
#include "places/compiled.h"
#include "store/corrections.h"
#include "store/files.h"
#include "store/generation.h"
#include "store/index.h"
#include "store/segment_writer.h"
#include "store/stub.h"
#include "text/scanner.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

// Live documents that are kept, as rebuild orders them.
std::vector<DocumentNumber> kept_documents(const Index& index, const WriteAgain& wanted) {
  using Place = std::tuple<std::string, std::string, DocumentNumber>;
  std::vector<Place> places;
  for (DocumentNumber n = 0; n < index.document_end(); ++n) {
    if (index.deleted(n)) continue;
    Document document = index.document(n);
    if (wanted.keep && !wanted.keep(document)) continue;
    places.emplace_back(std::move(document.root), std::move(document.path), n);
  }
  std::sort(places.begin(), places.end());
  std::vector<DocumentNumber> numbers;
  for (const Place& place : places) numbers.push_back(std::get<2>(place));
  return numbers;
}

void make_gazetteer(const Gazetteer* gazetteer, const fs::path& old, const fs::path& path) {
  if (gazetteer) {
    compile_gazetteer(*gazetteer, path);
    return;
  }
  std::error_code error;
  if (!fs::copy_file(old, path, error))
    throw_system_error(path, "cannot be written", error.value());
}

}  // namespace

Manifest write_again(const WriteAgain& wanted, const IndexerOptions& options,
                     const Console& console) {
  const Index index = Index::open(options.index);
  Manifest manifest = index.manifest();
  const Corrections corrections(read_corrections(options.index));
  NewGeneration generation(options.index);
  try {
    const fs::path path = generation.path() / "gazetteer";
    make_gazetteer(wanted.gazetteer,
                   options.index / generation_name(manifest.generation) / "gazetteer", path);
    const CompiledGazetteer gazetteer(path);
    check_interrupted();
    BatchWorkers workers(generation.scratch(), gazetteer, corrections, manifest.sources,
                         options.threads, {.misspelt = manifest.misspelt});
    const std::vector<DocumentNumber> numbers = kept_documents(index, wanted);
    submit_documents(index, numbers, workers, console);
    const std::vector<fs::path> batches = workers.finish();
    Progress progress(console, {});
    progress.step("merging");
    merge_batches(batches, generation.path() / "segment-0", gazetteer, options.threads);
    check_interrupted();
    progress.step("publishing");
    manifest.analyzer = analyzer_fingerprint();
    manifest.gazetteer = gazetteer.hash();
    return generation.publish(manifest, wanted.ledger);
  } catch (const std::exception& error) {
    explain_space(error, options.index, generation, 1);
    throw;
  }
}

}  // namespace byname
