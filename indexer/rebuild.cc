#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_set>
#include <utility>

#include "indexer/batches.h"
#include "indexer/build.h"
#include "indexer/build_parts.h"
#include "indexer/identity.h"
#include "indexer/inbox.h"
#include "indexer/reading.h"
#include "indexer/roots.h"
#include "indexer/sidecar.h"
#include "indexer/signals.h"
#include "indexer/sources.h"
#include "indexer/update_plan.h"
#include "indexer/walk.h"
#include "places/compiled.h"
#include "schemas/error.h"
#include "store/generation.h"
#include "store/segment_writer.h"
#include "store/stub.h"
#include "text/scanner.h"
#include "text/version.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

// The manifest in use; a damaged index is no reason not to build another.
std::optional<Manifest> manifest_if_readable(const IndexerOptions& options,
                                             const Console& console) {
  try {
    return current_manifest(options.index);
  } catch (const IndexError& error) {
    if (options.paths.empty()) throw;
    console.warning(std::string(error.what()) + "; building a new one");
    return std::nullopt;
  }
}

// Throws if the folders of last time lost more than is likely.
void check_remembered(const Manifest& manifest, const fs::path& index,
                      const std::vector<Scope>& scopes, const Walk& walk) {
  std::map<std::string, std::uint64_t> before;
  std::map<std::string, std::uint64_t> now;
  for (const LedgerEntry& entry : read_ledger(index / manifest.ledger)) {
    if (entry.record.empty() && entry.state != InputState::deleted &&
        entry.state != InputState::failed && entry.reason != kForgotten && !is_sidecar(entry)) {
      ++before[entry.root];
    }
  }
  for (const FoundInput& input : walk.inputs) {
    if (input.state != InputState::failed && input.reason != kForgotten && input.sha256.empty())
      ++now[scopes[input.scope].root.name];
  }
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    const Root& root = scopes[i].root;
    const std::uint64_t had = before[root.name];
    const std::uint64_t has = now[root.name];
    std::string why;
    if (!walk.missing[i].empty()) {
      why = walk.missing[i];
    } else if (had > 0 && has == 0) {
      why = "it is empty";
    } else if (has < had && lost_too_much(had - has, had)) {
      why = fmt::format("{} of its {} files are gone", had - has, had);
    }
    if (!why.empty()) {
      throw RefusedError(
          fmt::format("{}: {}. The index is as it was. If that is meant: --allow-deletes",
                      directory_of(root), why));
    }
  }
}

// Compiling is most of the work of a small rebuild, and equal gazetteers compile to equal
// files: a copy of `old`, if it is whole and of `gazetteer`, will do.
CompiledGazetteer compiled_gazetteer(const Gazetteer& gazetteer, const fs::path& path,
                                     const std::optional<fs::path>& old) {
  try {
    const std::optional<CompiledGazetteer> last =
        old ? std::optional(CompiledGazetteer(*old)) : std::nullopt;
    if (last && last->fingerprint() == compiled_fingerprint(gazetteer)) {
      last->verify();
      std::error_code error;
      if (fs::copy_file(*old, path, error)) return CompiledGazetteer(path);
    }
  } catch (const IndexError&) {
    // Damaged, or of another layout.
  }
  compile_gazetteer(gazetteer, path);
  return CompiledGazetteer(path);
}

}  // namespace

BuildReport rebuild(const IndexerOptions& options, const Console& console) {
  if (options.paths.empty() && !current_manifest(options.index)) {
    throw UsageError(
        "nothing to build from: name files or folders, as in `indexer rebuild FOLDER`");
  }
  const IndexLock lock(options.index);
  return rebuild_locked(options, console);
}

BuildReport rebuild_locked(const IndexerOptions& options, const Console& console) {
  const std::optional<Manifest> old = manifest_if_readable(options, console);
  const Forgotten forgotten = read_forgotten(options.index);
  std::vector<Root> roots = old ? old->roots : std::vector<Root>{};
  std::vector<std::string> paths =
      with_standard_input(options.paths, options.index, forgotten, STDIN_FILENO);
  std::erase_if(paths, [&](const std::string& path) {  // what came lies in the inbox
    return fs::path(path).parent_path() == inbox_of(options.index);
  });
  if (!paths.empty()) roots = roots_of(paths, roots);
  add_inbox(roots, options.index);
  std::vector<Scope> scopes;
  for (const Root& root : roots) scopes.push_back({.root = root});

  GazetteerInUse gazetteer =
      gazetteer_in_use(options.gazetteers, old ? old->gazetteer_files : std::vector<std::string>{},
                       options.index, console);
  const bool misspelt = options.misspelt.value_or(old && old->misspelt);
  const Corrections corrections(read_corrections(options.index));
  const SourceTable sources = sources_in_use(options);

  Walk walk = without_forgotten(walk_scopes(scopes, roots), scopes, forgotten);
  const bool anything = std::any_of(walk.missing.begin(), walk.missing.end(),
                                    [](const std::string& why) { return why.empty(); });
  if (!anything) {
    throw InputError(fmt::format("{}: {}. The index is as it was.", directory_of(roots.front()),
                                 walk.missing.front()));
  }
  // A root that is not there is not remembered.
  std::vector<Root> remembered;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    if (walk.missing[i].empty()) remembered.push_back(roots[i]);
  }
  if (paths.empty() && old && !options.allow_deletes) {
    check_remembered(*old, options.index, scopes, walk);
  }

  std::vector<InputToRead> to_read;
  std::vector<LedgerEntry> ledger;
  for (const FoundInput& input : walk.inputs) {
    if (input.state == InputState::indexed) {
      to_read.push_back(input_to_read(scopes, input));
    } else {
      ledger.push_back(entry_of(scopes, input));
    }
  }
  walk = {};

  NewGeneration generation(options.index);
  double share = 0;
  try {
    const fs::path gazetteer_path = generation.path() / "gazetteer";
    const CompiledGazetteer compiled = compiled_gazetteer(
        gazetteer.gazetteer, gazetteer_path,
        old ? std::optional(options.index / generation_name(old->generation) / "gazetteer")
            : std::nullopt);
    gazetteer.gazetteer = {};
    check_interrupted();

    std::vector<fs::path> batches;
    std::uint64_t documents = 0;
    std::uint64_t bytes = 0;
    {
      // Gone before the merge: with a million files each list of them counts.
      const std::vector<InputToRead> inputs = std::exchange(to_read, {});
      ReaderProcess reader;  // before there are threads
      Identities identities(shared_paths(inputs, {}));
      BatchWorkers workers(generation.scratch(), compiled, corrections, sources, options.threads,
                           {.misspelt = misspelt});
      Reading reading(inputs, identities, forgotten.uids, sources, reader, workers, console);
      try {
        reading.first_pass();
      } catch (...) {
        share = reading.share_read();
        throw;
      }
      share = 1;
      workers.finish();  // a batch made again must not meet its first making
      reading.second_pass();
      batches = workers.finish();
      documents = reading.documents();
      bytes = reading.bytes_read();
      add_all(ledger, reading.ledger());
      if (const std::size_t idle = corrections.size() - workers.corrected(); idle > 0) {
        console.warning(
            fmt::format("{} of {} (corrections.tsv in the index) no longer fit: the document, its "
                        "words or the place are not there",
                        idle, counted(corrections.size(), "correction", "corrections")));
      }
    }

    if (documents == 0 && old && old->documents > 0 && !options.allow_deletes) {
      throw RefusedError(
          "no document was found in what was given, and the index has some. The index is as it "
          "was. "
          "If that is meant: --allow-deletes");
    }

    Progress progress(console, {});
    progress.step("merging");
    merge_batches(batches, generation.path() / "segment-0", compiled, options.threads);
    check_interrupted();

    Manifest manifest;
    manifest.analyzer = analyzer_fingerprint();
    manifest.gazetteer = compiled.hash();
    manifest.names = names_fingerprint();
    manifest.program = program_name();
    manifest.roots = remembered;
    manifest.gazetteer_files = gazetteer.files;
    manifest.misspelt = misspelt;
    manifest.sources = sources;
    progress.step("publishing");
    sort_ledger(ledger);
    BuildReport report{
        .manifest = generation.publish(manifest, ledger), .published = true, .bytes = bytes};
    report.inputs = std::move(ledger);
    report.some_failed = !wanting(report.inputs).empty();
    return report;
  } catch (const std::exception& error) {
    explain_space(error, options.index, generation, share);
    throw;
  }
}

}  // namespace byname
