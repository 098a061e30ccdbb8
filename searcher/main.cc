// searcher: which documents answer this, and where is this place spoken of?
#include <clocale>
#include <exception>
#include <iostream>

#include "searcher/commands.h"
#include "searcher/options.h"

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");  // widths of characters, whatever the user's locale
  const auto parsed = byname::parse_searcher_line(std::vector<std::string>(argv + 1, argv + argc),
                                                  byname::searcher_environment());
  std::cout << parsed.out << std::flush;
  std::cerr << parsed.err;
  if (!parsed.options) return parsed.exit_code;
  try {
    return byname::run(*parsed.options);
  } catch (const std::exception& error) {
    std::cerr << "searcher: " << error.what() << '\n';
    return 2;
  }
}
