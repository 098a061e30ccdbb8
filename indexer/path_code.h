// Paths as documents carry them: valid UTF-8 on one line, and without # which
// separates a path from the part of it.
//
//   encode_path("a#b\n") == "a%23b%0A"      decode_path("a%23b%0A") == "a#b\n"
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/reader.h"  // encode_path

namespace byname {

// The inverse of encode_path(); a % that begins no escape stays.
std::string decode_path(std::string_view encoded);

}  // namespace byname
