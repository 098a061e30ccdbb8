#include "indexer/print.h"

#include <cstdio>

#include "schemas/error.h"

namespace byname {

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw InputError("cannot write to standard output");
  }
}

}  // namespace byname
