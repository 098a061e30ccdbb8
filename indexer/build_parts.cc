#include "indexer/build_parts.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "indexer/disk.h"
#include "indexer/sources.h"
#include "places/tsv.h"
#include "schemas/error.h"
#include "store/files.h"

namespace byname {

std::string no_index(const std::filesystem::path& index) {
  return index.native() +
         ": no index there. Make one with `indexer rebuild FOLDER`, or name another "
         "place with --index.";
}

void check_rules(const IndexerOptions& options, const Manifest& manifest, const Console& console) {
  std::string gazetteer = manifest.gazetteer;
  try {
    gazetteer = gazetteer_hash(
        gazetteer_in_use({}, manifest.gazetteer_files, options.index, console).gazetteer);
  } catch (const InputError& error) {
    console.warning(std::string(error.what()) + "; going on with what the index keeps of it");
  }
  const std::string reason = reason_to_rebuild(manifest, gazetteer);
  if (!reason.empty()) {
    throw IndexError(options.index.native() + ": cannot be added to: " + reason +
                     ". Run `indexer rebuild`.");
  }
}

SourceTable sources_in_use(const IndexerOptions& options) {
  if (options.sources.empty()) return read_source_table(options.index);
  const std::string content = read_whole_file(options.sources);
  SourceTable table = parse_source_table(content, options.sources);
  replace_file(source_table_file(options.index), content);
  return table;
}

Walk without_forgotten(Walk walk, std::span<const Scope> scopes, const Forgotten& forgotten) {
  for (FoundInput& input : walk.inputs) {
    if (!forgotten.inputs.contains({scopes[input.scope].root.name, input.path})) continue;
    input.state = InputState::skipped;
    input.reason = kForgotten;
  }
  return walk;
}

InputToRead input_to_read(std::span<const Scope> scopes, const FoundInput& input) {
  const Root& root = scopes[input.scope].root;
  return {.root = root.name,
          .path = input.path,
          .absolute = file_of(root, input.path),
          .size = input.size};
}

LedgerEntry entry_of(std::span<const Scope> scopes, const FoundInput& input) {
  return {.root = scopes[input.scope].root.name,
          .path = input.path,
          .state = input.state,
          .reason = input.reason,
          .sha256 = input.sha256,
          .size = input.size,
          .modified = input.modified};
}

std::unordered_set<std::string> shared_paths(std::span<const InputToRead> inputs,
                                             std::span<const LedgerEntry> ledger) {
  std::unordered_set<std::string> shared;
  const SharedString root = !inputs.empty()   ? inputs.front().root
                            : !ledger.empty() ? ledger.front().root
                                              : SharedString();
  const auto of_it = [&](const auto& item) { return item.root == root; };
  if (std::all_of(inputs.begin(), inputs.end(), of_it) &&
      std::all_of(ledger.begin(), ledger.end(), of_it)) {
    return shared;
  }
  std::unordered_map<std::string_view, std::string_view> root_of;
  const auto add = [&](std::string_view of, std::string_view path) {
    const auto [first, added] = root_of.try_emplace(path, of);
    if (!added && first->second != of) shared.emplace(path);
  };
  for (const InputToRead& input : inputs) add(input.root, input.path);
  for (const LedgerEntry& entry : ledger) add(entry.root, entry.path);
  return shared;
}

void add_all(std::vector<LedgerEntry>& to, std::vector<LedgerEntry>&& from) {
  if (to.empty()) {
    to = std::move(from);
    return;
  }
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

void sort_ledger(std::vector<LedgerEntry>& entries) {
  std::stable_sort(entries.begin(), entries.end(), stands_before);
}

void explain_space(const std::exception& error, const std::filesystem::path& index,
                   const std::function<std::uint64_t()>& written, double share) {
  if (!is_about_space(error.what())) return;
  throw IndexError(std::string(error.what()) + "\n" + space_advice(index, written(), share));
}

void explain_space(const std::exception& error, const std::filesystem::path& index,
                   const NewGeneration& generation, double share) {
  explain_space(
      error, index,
      [&] { return bytes_below(generation.path()) + bytes_below(generation.scratch()); }, share);
}

}  // namespace byname
