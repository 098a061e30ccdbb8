// A program that reads a file for us, held in: what it may take is limited, and whatever
// becomes of it, we go on.
//
//   const ChildEnd end = run_child({"pdftotext", "-q", "/proc/self/fd/0", "-"}, file, {},
//                                  [&](std::string_view piece) { text += piece; return true; });
//   end.wrong    // empty, or "pdftotext is not installed", "took more than 120 seconds", ...
//   end.exit     // its exit code
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/source_file.h"

namespace byname {

struct ChildLimits {
  unsigned seconds = 120;                           // of the clock
  std::uint64_t memory = std::uint64_t{1} << 30;    // of address space; 0: no limit
  std::uint64_t output = std::uint64_t{256} << 20;  // bytes
};

struct ChildEnd {
  std::string wrong{};
  int exit = 0;
  bool missing = false;  // there is no such program
};

// `arguments[0]` is looked for in PATH. The program has the file as standard input, which it
// may also open as /proc/self/fd/0. `take` returns false when it wants no more.
ChildEnd run_child(const std::vector<std::string>& arguments, SourceFile& input,
                   const ChildLimits& limits, const std::function<bool(std::string_view)>& take);

}  // namespace byname
