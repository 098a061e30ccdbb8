// Files of any other kind: plain text and pages of posts in any charset, Markdown, JSON, and
// names that promise nothing. The first byte chooses the name.
#include <array>

#include "tests/fuzz/check.h"
#include "tests/fuzz/reading.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::string_view, 5> kPaths{"a.txt", "a.md", "a.json", "a", "a.log"};
  byname::fuzz::Input input(data, size);
  const std::string_view path = kPaths[input.byte() % kPaths.size()];
  byname::fuzz::check_reading(path, input.rest());
  return 0;
}
