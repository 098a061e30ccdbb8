// JSON Lines of any bytes.
#include "tests/fuzz/check.h"
#include "tests/fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  byname::fuzz::check_reading("records.jsonl", {reinterpret_cast<const char*>(data), size});
  return 0;
}
