// What an update has to do: which inputs to read, whose documents go, what stays.
// A pure function of the ledger and the walk, but for hashing files whose size or
// time changed.
//
//   const UpdatePlan plan = plan_update({.before = ledger, .scopes = scopes, .walk = walk, ...});
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "indexer/walk.h"
#include "schemas/shared_string.h"
#include "store/ledger.h"

namespace byname {

using InputKey = std::pair<SharedString, SharedString>;  // root name, path

struct UpdateSituation {
  std::span<const LedgerEntry> before{};
  std::span<const Scope> scopes{};
  const Walk& walk;
  std::int64_t built = 0;  // when `before` was published; files as young as that are hashed
  bool allow_deletes = false;
  bool reread_scans = false;    // also PDFs without text, unchanged: they can be read now
  bool reread_wanting = false;  // also what failed in part and has not changed
  // SHA-256 of an input of the walk, lower-case hex; empty if it cannot be read.
  std::function<std::string(const FoundInput&)> hash{};
};

struct UpdatePlan {
  std::vector<std::size_t> read{};     // of walk.inputs
  std::vector<LedgerEntry> entries{};  // of everything but what is read
  std::vector<LedgerEntry> touched{};  // those of `entries` that were in a scope
  std::set<InputKey> replaced{};       // their documents go, whatever is read
  std::vector<std::string> refused{};  // why some vanished inputs are kept
  std::set<std::string> gone_roots{};  // encoded paths of roots given up with all they had
};

UpdatePlan plan_update(const UpdateSituation& situation);

// An input that cannot be read any more keeps the documents it gave before.
LedgerEntry kept_though_failed(LedgerEntry before, const std::string& reason);

// Vanishing of more than a fifth is not believed.
bool lost_too_much(std::uint64_t lost, std::uint64_t before);

}  // namespace byname
