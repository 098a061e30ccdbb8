// What rebuild and update have in common.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/build.h"
#include "indexer/reading.h"
#include "indexer/roots.h"
#include "indexer/walk.h"
#include "store/forgotten.h"
#include "store/generation.h"
#include "store/source_table.h"

namespace byname {

std::string no_index(const std::filesystem::path& index);  // what to say of its lack

BuildReport rebuild_locked(const IndexerOptions& options, const Console& console);

// Throws IndexError if what would be added to the index does not fit what is there.
void check_rules(const IndexerOptions& options, const Manifest& manifest, const Console& console);

// The table of sources of this run: one that was named is checked and becomes the index's own.
SourceTable sources_in_use(const IndexerOptions& options);

// Marks inputs that are not to be read again as skipped.
Walk without_forgotten(Walk walk, std::span<const Scope> scopes, const Forgotten& forgotten);

InputToRead input_to_read(std::span<const Scope> scopes, const FoundInput& input);
// For an input that is not to be read.
LedgerEntry entry_of(std::span<const Scope> scopes, const FoundInput& input);

// Paths that more than one root has, among the inputs and the ledger.
std::unordered_set<std::string> shared_paths(std::span<const InputToRead> inputs,
                                             std::span<const LedgerEntry> ledger);

void add_all(std::vector<LedgerEntry>& to, std::vector<LedgerEntry>&& from);
void sort_ledger(std::vector<LedgerEntry>& entries);

// Throws an IndexError with advice instead if `error` is about a full disk.
void explain_space(const std::exception& error, const std::filesystem::path& index,
                   const std::function<std::uint64_t()>& written, double share);
// The same where all that was written is a new generation.
void explain_space(const std::exception& error, const std::filesystem::path& index,
                   const NewGeneration& generation, double share);

}  // namespace byname
