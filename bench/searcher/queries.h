// The questions of bench/queries.py.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace byname::bench {

struct AskedQuery {
  std::string id{};
  std::string kind{};  // word, pair, phrase, frequent, place
  std::string text{};
  std::uint64_t articles = 0;  // that answer it, counted the slow way
};

inline std::vector<AskedQuery> read_queries(const char* path) {
  std::vector<AskedQuery> queries;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    if (cells.size() == 4)
      queries.push_back(
          {cells[0], cells[1], cells[2], std::strtoull(cells[3].c_str(), nullptr, 10)});
  }
  if (queries.empty()) {
    std::fprintf(stderr, "%s: no queries; make them with bench/queries.py\n", path);
    std::exit(1);
  }
  return queries;
}

}  // namespace byname::bench
