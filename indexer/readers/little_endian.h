// Numbers in files that write the lowest byte first: zip, the containers of Microsoft.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace byname {

// Of `length` bytes (8 at most) from `at`; those behind the end count as zeros.
inline std::uint64_t little_number(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = std::min(at + length, bytes.size()); i-- > at;)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace byname
