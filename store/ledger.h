// The ledger: what became of every input. Each is in exactly one state; the
// sums agree with what was given. One immutable file per published commit.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/shared_string.h"

namespace byname {

// Numbers are part of the format: append only.
enum class InputState : std::uint8_t {
  indexed = 0,
  unchanged = 1,
  duplicate = 2,
  partial = 3,
  no_text = 4,
  skipped = 5,
  failed = 6,
  deleted = 7
};
inline constexpr std::array<std::string_view, 8> kInputStateNames{
    "indexed", "unchanged", "duplicate", "partial", "no text", "skipped", "failed", "deleted"};

struct LedgerEntry {
  SharedString root{};
  SharedString path{};    // of the file, relative to the root, percent-encoded
  SharedString record{};  // "", or which record of the file: "line 7"
  InputState state = InputState::indexed;
  SharedString reason{};  // for all but indexed, unchanged
  SharedString sha256{};  // of the file; empty when it could not be read
  std::uint64_t size = 0;
  std::int64_t modified = 0;    // seconds since 1970
  std::uint32_t documents = 0;  // that it gave

  bool operator==(const LedgerEntry&) const = default;
};

// By root, path and record, the order of every ledger.
bool stands_before(const LedgerEntry& a, const LedgerEntry& b);
std::vector<const LedgerEntry*> in_order(std::span<const LedgerEntry> entries);

// In order. A text file: TSV with a header, so that
// people can read it; bytes \t \n \\ are escaped as \t \n \\ .
void write_ledger(const std::filesystem::path& path, const std::vector<LedgerEntry>& entries);
std::vector<LedgerEntry> read_ledger(const std::filesystem::path& path);

}  // namespace byname
