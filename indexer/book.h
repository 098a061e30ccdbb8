// The ledger, summed up: how many inputs are in which state, and what to tell of it.
//
//   summary(entries)      "7 inputs: 5 indexed, 1 skipped, 1 failed; 2 bad records"
//
// An input is a file; its bad records and the members of archives have entries of their
// own, counted apart, so the counts of the states add up to the number of inputs, and
// those of the members to the number of members.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/ledger.h"

namespace byname {

// Whether the entry is that of a member of an archive: its record is "!/b/c.txt". (That of a
// bad record in one is "!/b/c.jsonl#line 7".)
bool is_member(const LedgerEntry& entry);

struct InputCounts {
  std::array<std::uint64_t, kInputStateNames.size()> by_state{};
  std::array<std::uint64_t, kInputStateNames.size()> members_by_state{};
  std::uint64_t inputs = 0;
  std::uint64_t members = 0;
  std::uint64_t bad_records = 0;
  std::uint64_t documents = 0;

  std::uint64_t of(InputState state) const { return by_state[static_cast<std::size_t>(state)]; }
  bool operator==(const InputCounts&) const = default;
};

InputCounts count_inputs(std::span<const LedgerEntry> entries);

// States without inputs are left out.
std::string summary(const InputCounts& counts);

// "1,234"
std::string grouped(std::uint64_t n);
// "1 input", "3 inputs", "1,234 inputs".
std::string counted(std::uint64_t n, const char* one, const char* many);

// What people should look at: inputs and members that failed, records that failed or were read in
// part, and inputs read in part that name no such record.
std::vector<LedgerEntry> wanting(std::span<const LedgerEntry> entries);

// "news/b.jsonl: line 7", "news/c.zip!/d.txt".
std::string place_of(const LedgerEntry& entry);
// "news/b.jsonl: line 7: not JSON", on one line.
std::string in_words(const LedgerEntry& entry);

}  // namespace byname
