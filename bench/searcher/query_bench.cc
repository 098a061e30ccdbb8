// How long does a question take, with its ten best documents and their snippets?
//
//   bench_searcher_query INDEX queries.tsv OUT.tsv ROUNDS [--as-typed]
//
// In one process, one thread, CPU time. Of each question the shortest of ROUNDS; p50 and p99 over the
// questions of a kind. --as-typed: words as they stand, what other programs do; without it
// with other forms, spellings and all names of places. OUT.tsv: id, total, microseconds,
// highlights. Check: totals of --as-typed against the slow count in queries.tsv (titles
// and texts, words cut by Python); a word of the index may hold an apostrophe, so a
// few totals are smaller.
#include <fmt/core.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <limits>
#include <map>

#include "bench/searcher/queries.h"
#include "bench/timing.h"
#include "searcher/search.h"

namespace byname::bench {
namespace {

struct Answered {
  double microseconds = std::numeric_limits<double>::infinity();
  std::uint64_t total = 0;
  std::size_t highlights = 0;
};

int run(const char* directory, const char* queries_path, const char* out, int rounds,
        bool as_typed) {
  const std::vector<AskedQuery> queries = read_queries(queries_path);
  const auto opening = std::chrono::steady_clock::now();
  const Index index = Index::open(directory);
  fmt::print("opened in {:.2f} ms\n", seconds_since(opening) * 1e3);
  std::vector<Answered> answered(queries.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const double start = thread_seconds();
      const SearchAnswer answer = search(index, queries[i].text, {.as_typed = as_typed});
      answered[i].microseconds = std::min(answered[i].microseconds, (thread_seconds() - start) * 1e6);
      answered[i].total = answer.total;
      answered[i].highlights = 0;
      for (const Hit& hit : answer.hits)
        for (const Snippet& snippet : hit.snippets)
          answered[i].highlights += snippet.highlights.size();
    }
  }
  std::ofstream file(out);
  std::map<std::string, std::vector<double>> times;
  std::map<std::string, std::size_t> equal;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const Answered& a = answered[i];
    file << fmt::format("{}\t{}\t{:.1f}\t{}\n", queries[i].id, a.total, a.microseconds,
                        a.highlights);
    for (const std::string& kind : {queries[i].kind, std::string("all")}) {
      times[kind].push_back(a.microseconds / 1e3);
      equal[kind] += a.total == queries[i].articles;
    }
  }
  bool good = true;
  for (const auto& [kind, values] : times) {
    const Percentiles p = percentiles(values);
    fmt::print("{:<10} p50 {:>7.2f} ms   p99 {:>8.2f} ms   total as counted: {} of {}\n", kind,
               p.p50, p.p99, equal[kind], values.size());
    good = good && (!as_typed || equal[kind] * 10 >= values.size() * 9);
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc < 5)
    return std::fprintf(stderr, "bench_searcher_query INDEX QUERIES OUT ROUNDS [--as-typed]\n"), 2;
  const bool as_typed = argc > 5 && std::strcmp(argv[5], "--as-typed") == 0;
  return byname::bench::run(argv[1], argv[2], argv[3], std::atoi(argv[4]), as_typed);
}
