#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <map>
#include <optional>
#include <set>

#include "indexer/batches.h"
#include "indexer/build.h"
#include "indexer/build_parts.h"
#include "indexer/disk.h"
#include "indexer/identity.h"
#include "indexer/inbox.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/source_file.h"
#include "indexer/reading.h"
#include "indexer/roots.h"
#include "indexer/signals.h"
#include "indexer/sources.h"
#include "indexer/update_plan.h"
#include "indexer/walk.h"
#include "places/gazetteer.h"
#include "schemas/error.h"
#include "store/generation.h"
#include "store/index.h"
#include "store/segment_writer.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

std::int64_t seconds_of(const std::string& iso) {
  std::tm time{};
  return strptime(iso.c_str(), "%Y-%m-%dT%H:%M:%S", &time) == nullptr ? 0 : timegm(&time);
}

std::string hash_of_file(const std::string& path) {
  SourceFile file;
  if (!file.open(path).empty() || !file.survey().empty()) return "";
  return file.sha256();
}

// One run of update, with the lock held and an index there.
class Update {
 public:
  Update(const IndexerOptions& options, const Console& console, Manifest manifest)
      : options_(options),
        console_(console),
        manifest_(std::move(manifest)),
        corrections_(read_corrections(options.index)),
        forgotten_(read_forgotten(options.index)),
        sources_(sources_in_use(options)) {
    before_ = read_ledger(options.index / manifest_.ledger);
  }

  BuildReport run(const std::vector<Scope>& scopes, bool reread_wanting) {
    std::vector<Root> roots = all_roots(manifest_.roots, scopes);
    Walk walk = without_forgotten(walk_scopes(scopes, roots), scopes, forgotten_);
    UpdatePlan plan = plan_update({.before = before_,
                                   .scopes = scopes,
                                   .walk = walk,
                                   .built = seconds_of(manifest_.built),
                                   .allow_deletes = options_.allow_deletes,
                                   .reread_scans = !options_.ocr.empty(),
                                   .reread_wanting = reread_wanting,
                                   .hash = [&](const FoundInput& input) {
                                     check_interrupted();
                                     return hash_of_file(input_to_read(scopes, input).absolute);
                                   }});
    std::erase_if(roots, [&](const Root& root) {
      if (plan.gone_roots.contains(root.path)) return true;
      if (std::find(manifest_.roots.begin(), manifest_.roots.end(), root) !=
          manifest_.roots.end()) {
        return false;
      }
      // A new root that is not there is not remembered.
      const auto scope = std::find_if(scopes.begin(), scopes.end(),
                                      [&](const Scope& s) { return s.root == root; });
      return scope != scopes.end() && !walk.missing[scope - scopes.begin()].empty();
    });

    std::vector<InputToRead> to_read;
    for (const std::size_t number : plan.read) {
      to_read.push_back(input_to_read(scopes, walk.inputs[number]));
    }
    walk = {};  // with a million files each list of them counts
    malloc_trim(0);
    if (to_read.empty() && plan.replaced.empty() && same_ledger(plan.entries) &&
        roots == manifest_.roots && sources_ == manifest_.sources) {
      return {.manifest = manifest_,
              .inputs = plan.touched,
              .refused = plan.refused,
              .some_failed = !wanting_now(plan.touched).empty()};
    }
    const Index index = Index::open(options_.index);
    // A record whose id a document of another input has already: that input is read
    // again as well, so that both get new ids.
    if (sources_ != manifest_.sources) {
      for (const InputKey& key : of_changed_sources(index)) drag(key, roots, to_read, plan);
    }
    std::set<InputKey> dragged;
    while (true) {
      std::optional<BuildReport> report = attempt(plan, to_read, roots, index, dragged);
      if (report) return *std::move(report);
      for (const InputKey& key : dragged) drag(key, roots, to_read, plan);
    }
  }

 private:
  // Nothing if ids clash with documents of further inputs, which are put into `dragged`.
  std::optional<BuildReport> attempt(const UpdatePlan& plan,
                                     const std::vector<InputToRead>& to_read,
                                     const std::vector<Root>& roots, const Index& index,
                                     std::set<InputKey>& dragged) {
    std::set<InputKey> replaced = plan.replaced;
    for (const InputToRead& input : to_read) replaced.insert({input.root, input.path});

    NewCommit commit(options_.index);
    double share = 0;
    try {
      ReaderProcess reader;  // before there are threads
      Identities identities(shared_paths(to_read, plan.entries), [&](const std::string& id) {
        const auto number = index.find_id(id);
        return number && !index.deleted(*number) && !replaced.contains(key_of(index, *number));
      });
      BatchWorkers workers(commit.scratch(), index.gazetteer(), corrections_, sources_,
                           options_.threads, {.misspelt = manifest_.misspelt});
      Reading reading(to_read, identities, forgotten_.uids, sources_, reader, workers, console_);
      reading.first_pass();
      share = 1;
      const std::size_t had = dragged.size();
      for (const std::string& id : identities.clashes()) {
        dragged.insert(key_of(index, *index.find_id(id)));
      }
      if (dragged.size() > had) return std::nullopt;
      workers.finish();  // a batch made again must not meet its first making
      reading.second_pass();
      const std::vector<fs::path> batches = workers.finish();

      std::vector<LedgerEntry> read = keep_what_failed(reading.ledger(), replaced);
      Progress progress(console_, {});
      progress.step("merging");
      if (!batches.empty()) {
        merge_batches(batches, commit.segment(), index.gazetteer(), options_.threads,
                      commit.earlier());
      }
      check_interrupted();

      BuildReport report{.published = true,
                         .inputs = plan.touched,
                         .refused = plan.refused,
                         .bytes = reading.bytes_read()};
      report.some_failed = !wanting(read).empty() || !wanting_now(plan.touched).empty();
      std::vector<LedgerEntry> ledger = plan.entries;
      report.inputs.insert(report.inputs.end(), read.begin(), read.end());
      sort_ledger(report.inputs);
      add_all(ledger, std::move(read));
      sort_ledger(ledger);
      progress.step("publishing");
      report.manifest = commit.publish(numbers_of(index, replaced), roots, ledger, sources_);
      return report;
    } catch (const std::exception& error) {
      explain_space(
          error, options_.index,
          [&] { return bytes_below(commit.segment()) + bytes_below(commit.scratch()); }, share);
      throw;
    }
  }

  // Failures of this run: those that the walk found. What failed in part before and
  // was not read again is no news.
  static std::vector<LedgerEntry> wanting_now(const std::vector<LedgerEntry>& touched) {
    std::vector<LedgerEntry> found = wanting(touched);
    std::erase_if(found, [](const LedgerEntry& entry) {
      return entry.state != InputState::failed || !entry.record.empty();
    });
    return found;
  }

  static InputKey key_of(const Index& index, DocumentNumber number) {
    const Document document = index.document(number);
    return {document.root, std::string(file_of_path(document.path))};
  }

  // Inputs with documents of which the table of sources may say something else now.
  std::set<InputKey> of_changed_sources(const Index& index) const {
    std::set<InputKey> keys;
    for (DocumentNumber n = 0; n < index.document_end(); ++n) {
      if (index.deleted(n)) continue;
      const Document document = index.document(n);
      if (may_differ(manifest_.sources, sources_, document))
        keys.insert({document.root, std::string(file_of_path(document.path))});
    }
    return keys;
  }

  // Documents of an input that cannot be read any more stay.
  std::vector<LedgerEntry> keep_what_failed(std::vector<LedgerEntry> read,
                                            std::set<InputKey>& replaced) const {
    std::map<InputKey, LedgerEntry*> failed;
    for (LedgerEntry& entry : read) {
      if (entry.state == InputState::failed && entry.record.empty() && entry.documents == 0)
        failed[{entry.root, entry.path}] = &entry;
    }
    if (failed.empty()) return read;
    for (const LedgerEntry& before : before_) {
      if (!before.record.empty() || before.documents == 0 || before.state == InputState::deleted)
        continue;
      const auto now = failed.find({before.root, before.path});
      if (now == failed.end()) continue;
      replaced.erase(now->first);
      *now->second = kept_though_failed(before, now->second->reason);
    }
    return read;
  }

  void drag(const InputKey& key, const std::vector<Root>& roots, std::vector<InputToRead>& to_read,
            UpdatePlan& plan) const {
    const auto same = [&](const auto& input) {
      return input.root == key.first && input.path == key.second;
    };
    if (std::any_of(to_read.begin(), to_read.end(), same)) return;
    const std::optional<Root> root = root_holding(roots, key.first, key.second);
    if (!root) return;  // its documents stay as they are
    InputToRead input{
        .root = key.first, .path = key.second, .absolute = file_of(*root, key.second)};
    to_read.insert(std::upper_bound(to_read.begin(), to_read.end(), input,
                                    [](const InputToRead& a, const InputToRead& b) {
                                      return std::tie(a.root, a.path) < std::tie(b.root, b.path);
                                    }),
                   input);
    std::erase_if(plan.entries, same);
    std::erase_if(plan.touched, same);
  }

  static std::vector<DocumentNumber> numbers_of(const Index& index,
                                                const std::set<InputKey>& inputs) {
    std::vector<DocumentNumber> numbers;
    if (inputs.empty()) return numbers;
    for (DocumentNumber n = 0; n < index.document_end(); ++n) {
      if (!index.deleted(n) && inputs.contains(key_of(index, n))) numbers.push_back(n);
    }
    return numbers;
  }

  // But for `unchanged`, which says the same as `indexed` did.
  bool same_ledger(const std::vector<LedgerEntry>& entries) const {
    const auto not_deleted = [](const std::vector<LedgerEntry>& ledger) {
      std::vector<const LedgerEntry*> order = in_order(ledger);
      std::erase_if(order, [](const LedgerEntry* e) { return e->state == InputState::deleted; });
      return order;
    };
    const auto same = [](const LedgerEntry* before, const LedgerEntry* now) {
      LedgerEntry a = *before;
      LedgerEntry b = *now;
      for (LedgerEntry* entry : {&a, &b}) {
        if (entry->state == InputState::indexed) entry->state = InputState::unchanged;
        if (entry->state == InputState::unchanged) entry->reason.clear();
      }
      return a == b;
    };
    const auto before = not_deleted(before_);
    const auto now = not_deleted(entries);
    return std::equal(before.begin(), before.end(), now.begin(), now.end(), same);
  }

  const IndexerOptions& options_;
  const Console& console_;
  const Manifest manifest_;
  const Corrections corrections_;
  const Forgotten forgotten_;
  const SourceTable sources_;
  std::vector<LedgerEntry> before_;
};

}  // namespace

BuildReport update(const IndexerOptions& options, const Console& console) {
  const IndexLock lock(options.index);
  const std::optional<Manifest> manifest = current_manifest(options.index);
  if (!manifest) {
    console.say("no index at " + options.index.native() + " yet: building it");
    return rebuild_locked(options, console);
  }
  check_rules(options, *manifest, console);
  const std::vector<std::string> paths = with_standard_input(
      options.paths, options.index, read_forgotten(options.index), STDIN_FILENO);
  std::vector<Root> known = manifest->roots;
  add_inbox(known, options.index);
  return Update(options, console, *manifest).run(scopes_of(paths, known), false);
}

BuildReport retry_failed(const IndexerOptions& options, const Console& console) {
  const IndexLock lock(options.index);
  const std::optional<Manifest> manifest = current_manifest(options.index);
  if (!manifest) throw IndexError(no_index(options.index));
  check_rules(options, *manifest, console);
  std::vector<std::string> paths;
  for (const LedgerEntry& entry : wanting(read_ledger(options.index / manifest->ledger))) {
    if (const auto root = root_holding(manifest->roots, entry.root, entry.path)) {
      paths.push_back(file_of(*root, entry.path));
    }
  }
  return Update(options, console, *manifest).run(scopes_of(paths, manifest->roots), true);
}

}  // namespace byname
