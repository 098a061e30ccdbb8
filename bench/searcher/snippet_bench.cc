// How long does it take to cut and mark the snippets of one document?
//
//   bench_searcher_snippet INDEX queries.tsv
//
// Up to three snippets of 240 bytes a document, from the packed text on, for the ten best
// documents of each question; CPU time of one thread, the shorter of two runs. Check, on
// questions of one word: whole words of the snippet that are the word, found by
// comparing bytes, must be the highlights, no more and no fewer (letters of ASCII only;
// a word beside a letter, digit, apostrophe or byte of another script is not whole).
#include <fmt/core.h>

#include <cctype>

#include "bench/searcher/queries.h"
#include "bench/timing.h"
#include "searcher/marker.h"
#include "searcher/plan.h"
#include "searcher/snippet.h"

namespace byname::bench {
namespace {

bool is_wordy(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0 || c == '\'' ||
         c == '_';
}

// Where the word stands alone in the text, by bytes.
std::vector<ByteRange> occurrences(const std::string& text, const std::string& word) {
  std::string lower = text;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 'a' - 'A');
  std::vector<ByteRange> found;
  for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at > 0 && is_wordy(lower[at - 1])) || (end < lower.size() && is_wordy(lower[end])))
      continue;
    found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
  }
  return found;
}

int run(const char* directory, const char* queries_path) {
  const Index index = Index::open(directory);
  std::vector<double> times;
  std::size_t snippets = 0;
  std::size_t checked = 0;
  std::size_t missing = 0;
  std::size_t marks = 0;
  for (const AskedQuery& query : read_queries(queries_path)) {
    const SearchOptions options{.as_typed = true, .snippets = 0, .places = 0};
    const Plan plan = make_plan(index, query.text, options);
    const Marker marker(plan.root);
    const bool ascii = std::all_of(query.text.begin(), query.text.end(),
                                   [](char c) { return c >= 'a' && c <= 'z'; });
    for (const Hit& hit : search(index, query.text, options).hits) {
      std::vector<Snippet> made;
      const double seconds = least_seconds(2, [&] {
        made = make_snippets(index, hit.number, index.document(hit.number), marker, plan.where, {});
      });
      times.push_back(seconds * 1e6);
      snippets += made.size();
      if (!ascii) continue;
      for (const Snippet& snippet : made) {
        ++checked;
        marks += snippet.highlights.size();
        // Bytes can miss marks (an accent, file_name): they must not find what is not marked.
        for (const ByteRange& range : occurrences(snippet.text, query.text))
          missing += std::find(snippet.highlights.begin(), snippet.highlights.end(), range) ==
                     snippet.highlights.end();
      }
    }
  }
  const Percentiles p = percentiles(times);
  fmt::print(
      "check: {} snippets with {} highlights of one word, {} occurrences without highlight\n",
      checked, marks, missing);
  fmt::print("a document: p50 {:.0f} us, p99 {:.0f} us; {} documents, {} snippets\n", p.p50, p.p99,
             times.size(), snippets);
  return missing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "bench_searcher_snippet INDEX QUERIES\n"), 2;
  return byname::bench::run(argv[1], argv[2]);
}
