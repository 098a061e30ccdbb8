// Runs one command: asks the index, prints the answer.
#pragma once

#include "searcher/options.h"

namespace byname {

// Answers go to stdout, everything else to stderr. Returns the exit code: 0
// found, 1 nothing. Throws IndexError and InputError.
int run(const SearcherOptions& options);

}  // namespace byname
