// Files of parts: letters, mailboxes, rich text, archives, web archives. What they are is told by their bytes.
#include <string_view>

#include "tests/fuzz/check.h"
#include "tests/fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // Read by another program.
  if (bytes.find("%PDF-") != bytes.npos) return 0;
  byname::fuzz::check_reading("packed.eml", bytes);
  return 0;
}
