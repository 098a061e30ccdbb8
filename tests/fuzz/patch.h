// Damage: what a fuzzer's bytes do to a file that was whole.
//
// The first byte says how, the rest is the damage:
//   0  bytes are replaced: (offset, value)*     offsets have two bytes
//   1  numbers are replaced: (offset, value)*   values have four bytes
//   2  the file is cut at an offset, and the rest follows
//   3  the rest is the file
// With kReseal added, checksums of headers are made right again, so that the damage gets past
// them to the readers of what lies behind.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>

#include "tests/fuzz/check.h"

namespace byname::fuzz {

inline constexpr std::uint8_t kReseal = 0x80;

inline std::string damaged(std::string bytes, std::uint8_t how, Input input) {
  if (bytes.empty() || how % 4 == 3) return std::string(input.rest());
  if (how % 4 == 2) {
    bytes.resize(input.two_bytes() % bytes.size());
    return bytes.append(input.rest());
  }
  while (!input.empty()) {
    const std::size_t at = input.two_bytes() % bytes.size();
    if (how % 4 == 0) {
      bytes[at] = static_cast<char>(input.byte());
    } else {
      const std::uint32_t value = input.two_bytes() | std::uint32_t{input.two_bytes()} << 16;
      std::memcpy(bytes.data() + at, &value, std::min(sizeof value, bytes.size() - at));
    }
  }
  return bytes;
}

}  // namespace byname::fuzz
