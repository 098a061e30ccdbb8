#include "indexer/update_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string_view>
#include <tuple>

#include "indexer/book.h"
#include "indexer/sidecar.h"
#include "store/forgotten.h"

namespace byname {
namespace {

// An input as the ledger has it: its own entry and those of its members and bad records.
struct Known {
  const LedgerEntry* entry = nullptr;
  std::span<const LedgerEntry* const> records{};
  bool settled = false;
};

// What the ledger has of each input that is not deleted, by root and path.
class Ledger {
 public:
  explicit Ledger(std::span<const LedgerEntry> entries) : order_(in_order(entries)) {
    for (std::size_t first = 0, end = 0; first < order_.size(); first = end) {
      const LedgerEntry& entry = *order_[first];
      for (end = first + 1; end < order_.size() && order_[end]->root == entry.root &&
                            order_[end]->path == entry.path && !order_[end]->record.empty();)
        ++end;
      if (!entry.record.empty() || entry.state == InputState::deleted || entry.path.empty())
        continue;
      known_.push_back({&entry, std::span(order_).subspan(first + 1, end - first - 1)});
    }
  }

  Known* find(const InputKey& key) {
    Known* const at = lower_bound(key);
    const bool found = at != end() && at->entry->root == key.first && at->entry->path == key.second;
    return found ? at : nullptr;
  }
  // Those of a root.
  std::span<Known> of(const SharedString& root) {
    Known* const first = lower_bound({root, ""});
    Known* last = first;
    while (last != end() && last->entry->root == root) ++last;
    return {first, last};
  }
  std::span<Known> all() { return known_; }

 private:
  Known* end() { return known_.data() + known_.size(); }
  Known* lower_bound(const InputKey& key) {
    return std::lower_bound(known_.data(), end(), key, [](const Known& known, const InputKey& k) {
      return std::tie(known.entry->root, known.entry->path) < std::tie(k.first, k.second);
    });
  }

  std::vector<const LedgerEntry*> order_;
  std::vector<Known> known_;
};

bool has_bad_record(const Known& known) {
  return std::any_of(known.records.begin(), known.records.end(),
                     [](const LedgerEntry* record) { return !is_member(*record); });
}

bool is_scan(const LedgerEntry& entry) {
  return entry.state == InputState::no_text && entry.reason.find("--ocr") != std::string::npos;
}

bool has_scan(const Known& known) {
  return is_scan(*known.entry) ||
         std::any_of(known.records.begin(), known.records.end(),
                     [](const LedgerEntry* record) { return is_scan(*record); });
}

bool is_below(std::string_view path, std::string_view folder) {
  if (folder.empty() || folder == "." || path == folder) return true;
  if (!path.starts_with(folder)) return false;
  path.remove_prefix(folder.size());
  return path.front() == '/' || path == kSidecarEnding;  // what describes a file goes with it
}

// The paths that a scope covers; a root that is a single file covers its name.
std::string covered(const Scope& scope) {
  if (!scope.below.empty()) return scope.below;
  std::error_code ignored;
  const std::filesystem::path base = directory_of(scope.root);
  if (std::filesystem::is_regular_file(base, ignored)) {
    return std::filesystem::path(scope.root.path).filename().native();
  }
  return "";
}

class Planner {
 public:
  explicit Planner(const UpdateSituation& situation) : s_(situation), ledger_(situation.before) {
    for (const Scope& scope : s_.scopes) covered_.push_back(covered(scope));
  }

  UpdatePlan run() {
    for (std::size_t i = 0; i < s_.walk.inputs.size(); ++i) found(i);
    for (std::uint32_t i = 0; i < s_.scopes.size(); ++i) vanished(i);
    for (const Known& known : ledger_.all()) {
      if (!known.settled) keep(known, "", false);
    }
    return std::move(plan_);
  }

 private:
  InputKey key_of(const FoundInput& input) const {
    return {s_.scopes[input.scope].root.name, input.path};
  }

  void add(LedgerEntry entry, bool touched) {
    if (touched) plan_.touched.push_back(entry);
    plan_.entries.push_back(std::move(entry));
  }

  // As it was; `modified`: its time on disk now, where that is known.
  void keep(const Known& known, const std::string& reason, bool touched,
            std::int64_t modified = -1) {
    LedgerEntry entry = *known.entry;
    if (entry.state == InputState::indexed) entry.state = InputState::unchanged;
    if (!reason.empty()) {
      entry.reason = reason;
    } else if (entry.state == InputState::unchanged) {
      entry.reason.clear();
    }
    if (modified >= 0) entry.modified = modified;
    add(std::move(entry), touched);
    for (const LedgerEntry* of_input : known.records) {
      LedgerEntry record = *of_input;
      if (record.state == InputState::indexed) record.state = InputState::unchanged;
      add(std::move(record), touched);
    }
  }

  void found(std::size_t number) {
    const FoundInput& input = s_.walk.inputs[number];
    const InputKey key = key_of(input);
    if (input.folder && !s_.walk.missing[input.scope].empty() && is_scope(input)) {
      missing_.emplace(input.scope, number);  // settled with what vanished
      return;
    }
    if (input.folder) {  // unreadable: nothing is known of what lies in it
      for (Known& inside : ledger_.of(key.first)) {
        if (inside.settled || !is_below(inside.entry->path, input.path) ||
            inside.entry->path == key.second)
          continue;
        inside.settled = true;
        keep(inside, "", true);
      }
    }
    Known* const known = ledger_.find(key);
    if (known) known->settled = true;
    if (input.state == InputState::indexed) {
      // What was forgotten and is no more, because the request was taken back, is new.
      if (!known || known->entry->reason == kForgotten || !unchanged(*known, input) ||
          input.sidecar != sidecar_before(key)) {
        plan_.read.push_back(number);
      } else {
        keep(*known, "", true, input.modified);
      }
      return;
    }
    LedgerEntry entry{.root = key.first,
                      .path = key.second,
                      .state = input.state,
                      .reason = input.reason,
                      .sha256 = input.sha256,
                      .size = input.size,
                      .modified = input.modified};
    if (known && known->entry->documents > 0) {
      if (input.state == InputState::failed) {
        entry = kept_though_failed(*known->entry, input.reason);
      } else {
        plan_.replaced.insert(key);
      }
    }
    add(std::move(entry), true);
  }

  // What described the input when it was read last.
  SharedString sidecar_before(const InputKey& key) {
    const Known* const known = ledger_.find({key.first, key.second + kSidecarEnding});
    if (!known || !is_sidecar(*known->entry)) return {};
    return known->entry->sha256;
  }

  bool is_scope(const FoundInput& input) const {
    const Scope& scope = s_.scopes[input.scope];
    return input.path == "." || input.path == scope.below ||
           (scope.below.empty() &&
            input.path == std::filesystem::path(scope.root.path).filename().native());
  }

  bool unchanged(const Known& known, const FoundInput& input) const {
    const LedgerEntry& entry = *known.entry;
    if (entry.state == InputState::failed || entry.state == InputState::duplicate) return false;
    if (s_.reread_wanting && (entry.state == InputState::partial || has_bad_record(known))) {
      return false;
    }
    if (s_.reread_scans && has_scan(known)) return false;
    if (entry.size != input.size) return false;
    // A file written in the second in which the index was built may have changed since.
    if (entry.modified == input.modified && input.modified < s_.built - 1) return true;
    return !entry.sha256.empty() && s_.hash(input) == entry.sha256;
  }

  // Inputs that the ledger has in this scope and the walk has not.
  void vanished(std::uint32_t number) {
    const Scope& scope = s_.scopes[number];
    const std::string& path = covered_[number];
    std::vector<Known*> lost;
    std::uint64_t before = 0;
    for (Known& known : ledger_.of(scope.root.name)) {
      const LedgerEntry& entry = *known.entry;
      const bool counts = !is_sidecar(entry) && entry.reason != kForgotten;
      if (counts) ++before;
      if (!is_below(entry.path, path) || known.settled) continue;
      known.settled = true;
      if (!counts) continue;
      // What never was readable is no loss: forgotten.
      if (entry.state == InputState::failed && entry.documents == 0) continue;
      lost.push_back(&known);
    }
    const bool missing = !s_.walk.missing[number].empty();
    const bool whole = scope.below.empty();
    if (lost.empty()) {
      if (missing) note_missing(number);
      return;
    }
    std::string why;
    if (whole && missing) {
      why = s_.walk.missing[number];
    } else if (whole && before == lost.size()) {
      why = "it is empty";
    } else if (lost.size() == 1 && lost.front()->entry->path == path) {
      // A file that was named itself: no accident.
    } else if (lost_too_much(lost.size(), before)) {
      why = fmt::format("{} of its {} are gone", lost.size(), counted(before, "file", "files"));
    }
    if (!why.empty() && !s_.allow_deletes) {
      plan_.refused.push_back(directory_of(scope.root) + ": " + why);
      for (const Known* known : lost) keep(*known, "not found, but kept: " + why, true);
      return;
    }
    if (whole && missing) plan_.gone_roots.insert(scope.root.path);
    for (const Known* known : lost) {
      LedgerEntry entry = *known->entry;
      entry.state = InputState::deleted;
      entry.reason = "not there any more";
      if (entry.documents > 0) plan_.replaced.insert({entry.root, entry.path});
      add(std::move(entry), true);
    }
  }

  void note_missing(std::uint32_t scope) {
    const auto found = missing_.find(scope);
    if (found == missing_.end()) return;
    const FoundInput& input = s_.walk.inputs[found->second];
    if (Known* const known = ledger_.find(key_of(input))) known->settled = true;
    add({.root = s_.scopes[scope].root.name,
         .path = input.path,
         .state = InputState::failed,
         .reason = input.reason},
        true);
  }

  const UpdateSituation& s_;
  Ledger ledger_;
  std::vector<std::string> covered_;
  std::map<std::uint32_t, std::size_t> missing_;
  UpdatePlan plan_;
};

}  // namespace

LedgerEntry kept_though_failed(LedgerEntry before, const std::string& reason) {
  before.state = InputState::failed;
  before.reason = reason + " (what was read of it before is kept)";
  return before;
}

bool lost_too_much(std::uint64_t lost, std::uint64_t before) { return lost * 5 > before; }

UpdatePlan plan_update(const UpdateSituation& situation) { return Planner(situation).run(); }

}  // namespace byname
