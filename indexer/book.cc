#include "indexer/book.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace byname {
bool is_member(const LedgerEntry& entry) {
  return entry.record.starts_with("!/") && entry.record.find("#") == std::string::npos;
}

std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(at, ",");
  return digits;
}

InputCounts count_inputs(std::span<const LedgerEntry> entries) {
  InputCounts counts;
  for (const LedgerEntry& entry : entries) {
    if (is_member(entry)) {
      ++counts.members;
      ++counts.members_by_state[static_cast<std::size_t>(entry.state)];
      continue;
    }
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

namespace {

// ": 5 indexed, 1 failed"
std::string in_states(const std::array<std::uint64_t, kInputStateNames.size()>& by_state) {
  std::string text;
  for (std::size_t i = 0; i < by_state.size(); ++i) {
    if (by_state[i] == 0) continue;
    text += text.empty() ? ": " : ", ";
    text += grouped(by_state[i]) + " " + std::string(kInputStateNames[i]);
  }
  return text;
}

// A bad record, or a member that is.
bool is_bad(const LedgerEntry& entry) {
  return !is_member(entry) || entry.state == InputState::failed ||
         entry.state == InputState::partial;
}

}  // namespace

std::string summary(const InputCounts& counts) {
  std::string text = counted(counts.inputs, "input", "inputs") + in_states(counts.by_state);
  if (counts.members != 0) {
    text += "; " + counted(counts.members, "member of archives", "members of archives") +
            in_states(counts.members_by_state);
  }
  if (counts.bad_records != 0) {
    text += "; " + counted(counts.bad_records, "bad record", "bad records");
  }
  return text;
}

std::vector<LedgerEntry> wanting(std::span<const LedgerEntry> entries) {
  std::set<std::pair<std::string_view, std::string_view>> told;  // by their records
  for (const LedgerEntry& entry : entries) {
    if (!entry.record.empty() && is_bad(entry)) told.insert({entry.root, entry.path});
  }
  std::vector<LedgerEntry> found;
  std::copy_if(
      entries.begin(), entries.end(), std::back_inserter(found), [&](const LedgerEntry& entry) {
        if (!entry.record.empty()) return is_bad(entry);
        return entry.state == InputState::failed ||
               (entry.state == InputState::partial && !told.contains({entry.root, entry.path}));
      });
  return found;
}

std::string place_of(const LedgerEntry& entry) {
  std::string text = entry.root + "/" + entry.path;
  if (entry.record.empty()) return text;
  if (!entry.record.starts_with("!/")) return text + ": " + entry.record;
  const std::size_t hash = entry.record.find("#");
  text += entry.record.substr(0, hash);
  if (hash != std::string::npos) text += ": " + entry.record.substr(hash + 1);
  return text;
}

std::string in_words(const LedgerEntry& entry) {
  std::string text = place_of(entry) + ": ";
  text += entry.reason.empty()
              ? std::string(kInputStateNames[static_cast<std::size_t>(entry.state)])
              : entry.reason.str();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace byname
