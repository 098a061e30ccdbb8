// A page of HTML of any bytes.
#include <string>

#include "tests/fuzz/check.h"
#include "tests/fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Without it most inputs would be taken for plain text.
  std::string page = "<html>";
  page.append(reinterpret_cast<const char*>(data), size);
  byname::fuzz::check_reading("page.html", page);
  return 0;
}
