// indexer: builds the index. See `indexer --help`.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "indexer/exit_code.h"
#include "indexer/options.h"
#include "indexer/run.h"
#include "indexer/signals.h"

int main(int argc, char** argv) {
  byname::install_signal_handlers();
  try {
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    const byname::ParsedCommandLine parsed =
        byname::parse_command_line(arguments, byname::current_environment());
    std::fputs(parsed.out.c_str(), stdout);
    std::fputs(parsed.err.c_str(), stderr);
    return parsed.options ? byname::run_indexer(*parsed.options) : parsed.exit_code;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "indexer: %s\n", error.what());
    return byname::kCouldNot;
  }
}
