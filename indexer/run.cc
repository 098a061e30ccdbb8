#include "indexer/run.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <new>

#include "indexer/amend.h"
#include "indexer/build.h"
#include "indexer/build_parts.h"
#include "indexer/console.h"
#include "indexer/disk.h"
#include "indexer/exit_code.h"
#include "indexer/gazetteer_commands.h"
#include "indexer/print.h"
#include "indexer/readers/reader.h"
#include "indexer/report.h"
#include "indexer/signals.h"
#include "indexer/sources.h"
#include "indexer/verify.h"
#include "schemas/error.h"
#include "store/generation.h"
#include "store/index.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

Manifest manifest_of(const fs::path& index) {
  std::optional<Manifest> manifest = current_manifest(index);
  if (!manifest) throw IndexError(no_index(index));
  return *std::move(manifest);
}

int tell(const BuildReport& report, const Console& console, double seconds) {
  for (const LedgerEntry& entry : report.inputs) {
    const std::string state(kInputStateNames[static_cast<std::size_t>(entry.state)]);
    console.detail(fmt::format("{:<9} {}{}", state, place_of(entry),
                               entry.reason.empty() ? "" : ": " + entry.reason));
  }
  if (!console.verbose()) {
    constexpr std::size_t kTold = 20;
    const std::vector<LedgerEntry> bad = wanting(report.inputs);
    for (std::size_t i = 0; i < bad.size() && i < kTold; ++i) console.warning(in_words(bad[i]));
    if (bad.size() > kTold) {
      console.warning(fmt::format("... and {} more: see `indexer failed`", bad.size() - kTold));
    }
  }
  for (const std::string& refused : report.refused) {
    console.warning(refused + ". Nothing of it was deleted; if that is meant: --allow-deletes");
  }
  console.say(closing_line(report, seconds));
  if (!report.refused.empty()) return kRefused;
  return report.some_failed ? kSomeFailed : kDone;
}

int build(const IndexerOptions& options, const Console& console,
          BuildReport (*how)(const IndexerOptions&, const Console&)) {
  const auto begin = std::chrono::steady_clock::now();
  const BuildReport report = how(options, console);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return tell(report, console, took.count());
}

int status(const IndexerOptions& options) {
  const Manifest manifest = manifest_of(options.index);
  const Status status{.index = options.index,
                      .manifest = manifest,
                      .inputs = count_inputs(read_ledger(options.index / manifest.ledger)),
                      .disk_bytes = bytes_below(options.index)};
  print(options.json ? status_json(status) : status_text(status));
  return kDone;
}

int failed(const IndexerOptions& options, const Console& console) {
  const Manifest manifest = manifest_of(options.index);
  const std::vector<LedgerEntry> entries = wanting(read_ledger(options.index / manifest.ledger));
  print(failed_text(entries));
  if (entries.empty()) console.say("every input was read");
  return kDone;
}

int verify_index(const IndexerOptions& options, const Console& console) {
  manifest_of(options.index);
  Index::open(options.index).check();
  const Verification found = verify(options.index, options.threads);
  print(verification_table(found));
  std::uint64_t whole = 0;
  for (const SpellingCount& count : found.spellings) {
    whole += count.occurrences() - count.inside_word;
  }
  console.say(fmt::format("{}, {:.1f} MB: {} of a listed name, {} without a row",
                          counted(found.documents, "document", "documents"),
                          static_cast<double>(found.bytes) / 1e6,
                          counted(whole, "whole word", "whole words"), found.missing));
  return found.missing == 0 ? kDone : kMissing;
}

int go_back(const IndexerOptions& options, const Console& console) {
  // Before the lock, which makes the directory.
  if (!fs::exists(options.index)) throw IndexError(no_index(options.index));
  const IndexLock lock(options.index);
  const Manifest manifest = rollback(options.index);
  console.say(
      fmt::format("generation {} of {} is in use again", generation_of(manifest), manifest.built));
  return kDone;
}

int remove_old(const IndexerOptions& options, const Console& console) {
  manifest_of(options.index);  // before the lock, which makes the directory
  const IndexLock lock(options.index);
  const std::vector<std::string> removed = prune(options.index);
  for (const std::string& name : removed) console.say("removed " + name);
  if (removed.empty()) console.say("nothing to remove");
  return kDone;
}

int run(const IndexerOptions& options, const Console& console) {
  switch (options.command) {
    case Command::rebuild:
      return build(options, console, rebuild);
    case Command::update:
      return build(options, console, update);
    case Command::retry:
      return build(options, console, retry_failed);
    case Command::status:
      return status(options);
    case Command::failed:
      return failed(options, console);
    case Command::verify:
      return verify_index(options, console);
    case Command::rollback:
      return go_back(options, console);
    case Command::prune:
      return remove_old(options, console);
    case Command::correct:
      return correct(options, console);
    case Command::forget:
      return forget(options, console);
    case Command::add_names:
      return add_names(options, console);
    case Command::check_gazetteer:
      return check_gazetteer(options, console);
    case Command::import_gazetteer:
      return import_gazetteer(options, console);
    case Command::export_gazetteer:
      return export_gazetteer(options, console);
    case Command::forms:
      return print_forms(options, console);
  }
  return kWrongUse;
}

}  // namespace

int run_indexer(const IndexerOptions& options) {
  const Console console(options.verbosity);
  use_ocr(options.ocr);
  try {
    return run(options, console);
  } catch (const Interrupted& interrupted) {
    console.warning(interrupted.what());
    return kSignalBase + interrupted.signal;
  } catch (const UsageError& error) {
    console.warning(error.what());
    return kWrongUse;
  } catch (const RefusedError& error) {
    console.warning(error.what());
    return kRefused;
  } catch (const LockedError& error) {
    console.warning(error.what());
    return kLocked;
  } catch (const std::bad_alloc&) {
    console.warning("out of memory; the index is as it was. Fewer --threads need less");
    return kCouldNot;
  } catch (const std::exception& error) {
    console.warning(error.what());
    return kCouldNot;
  }
}

}  // namespace byname
