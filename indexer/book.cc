#include "indexer/book.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace byname {
std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(at, ",");
  return digits;
}

InputCounts count_inputs(std::span<const LedgerEntry> entries) {
  InputCounts counts;
  for (const LedgerEntry& entry : entries) {
    if (!entry.record.empty()) {
      ++counts.bad_records;
      continue;
    }
    ++counts.inputs;
    ++counts.by_state[static_cast<std::size_t>(entry.state)];
    if (entry.state != InputState::deleted) counts.documents += entry.documents;
  }
  return counts;
}

std::string counted(std::uint64_t n, const char* one, const char* many) {
  return grouped(n) + " " + (n == 1 ? one : many);
}

std::string summary(const InputCounts& counts) {
  std::string text = counted(counts.inputs, "input", "inputs");
  const char* separator = ": ";
  for (std::size_t i = 0; i < counts.by_state.size(); ++i) {
    if (counts.by_state[i] == 0) continue;
    text += separator + grouped(counts.by_state[i]) + " " + std::string(kInputStateNames[i]);
    separator = ", ";
  }
  if (counts.bad_records != 0) {
    text += "; " + counted(counts.bad_records, "bad record", "bad records");
  }
  return text;
}

std::vector<LedgerEntry> wanting(std::span<const LedgerEntry> entries) {
  std::set<std::pair<std::string_view, std::string_view>> told;  // by their records
  for (const LedgerEntry& entry : entries) {
    if (!entry.record.empty()) told.insert({entry.root, entry.path});
  }
  std::vector<LedgerEntry> found;
  std::copy_if(
      entries.begin(), entries.end(), std::back_inserter(found), [&](const LedgerEntry& entry) {
        return !entry.record.empty() || entry.state == InputState::failed ||
               (entry.state == InputState::partial && !told.contains({entry.root, entry.path}));
      });
  return found;
}

std::string in_words(const LedgerEntry& entry) {
  std::string text = entry.root + "/" + entry.path;
  if (!entry.record.empty()) text += ": " + entry.record;
  text += ": ";
  text += entry.reason.empty()
              ? std::string(kInputStateNames[static_cast<std::size_t>(entry.state)])
              : entry.reason;
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace byname
