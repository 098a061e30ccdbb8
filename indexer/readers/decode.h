// Bytes of any encoding to UTF-8, every character knowing its source bytes.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/readers/charset.h"
#include "indexer/readers/source_map.h"

namespace byname {

struct DecodeStart {
  std::uint64_t offset = 0;  // of the first byte, in the source
  std::uint32_t line = 1;
};

// Ill-formed sequences and NUL become U+FFFD each, standing for the bytes they
// replace; `invalid` counts them. A byte order mark must have been cut off.
// Encodings other than UTF-8 take one run a character where lengths differ.
Decoded decode(std::string_view bytes, const Encoding& encoding, DecodeStart start,
               std::uint64_t& invalid);

}  // namespace byname
