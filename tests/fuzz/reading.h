// Any bytes as a file of some name: what must hold for the documents that come out.
#pragma once

#include <string_view>

namespace byname::fuzz {

// Reads `bytes` as the file `path` and checks everything that readers promise.
void check_reading(std::string_view path, std::string_view bytes);

}  // namespace byname::fuzz
