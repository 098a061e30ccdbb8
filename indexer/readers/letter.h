// One letter of several in a file.
//
//   read_letter({.bytes = bytes, .offset = 1200, .line = 40, .prefix = "2/"}, out);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/collector.h"

namespace byname {

inline constexpr std::uint64_t kLongestLetter = 64 << 20;

struct LetterBytes {
  std::string_view bytes{};
  std::uint64_t offset = 0;  // of bytes[0] in the file
  std::uint32_t line = 1;
  std::string prefix{};  // of the names of its attachments
};

void read_letter(const LetterBytes& letter, Collector& out);

}  // namespace byname
