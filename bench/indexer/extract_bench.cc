// How fast do readers turn files into documents?
//
//   bench_indexer_extract FILE...
//
// MB of each kind of file a CPU second of one thread, the best of five runs, by the ending of the
// name, with all that a document has: language, hash, source map. Check: every run of source bytes
// lies in its file.
#include <fmt/core.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "bench/timing.h"
#include "indexer/readers/reader.h"

namespace byname::bench {
namespace {

constexpr int kRuns = 5;

struct File {
  std::string path{};
  std::string bytes{};
};

bool is_sound(const Document& document, const std::string& bytes) {
  for (const SourceRun& run : document.source_map) {
    if (run.source_begin + run.source_length > bytes.size() ||
        run.text_begin + run.text_length > document.text.size())
      return false;
  }
  return true;
}

int run(const std::vector<std::string>& paths) {
  std::map<std::string, std::vector<File>> kinds;
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      fmt::print(stderr, "cannot read {}\n", path);
      return EXIT_FAILURE;
    }
    kinds[path.substr(path.rfind('.') + 1)].push_back(
        {path, {std::istreambuf_iterator<char>(in), {}}});
  }
  bool sound = true;
  for (const auto& [kind, files] : kinds) {
    std::size_t bytes = 0, documents = 0, text = 0;
    for (const File& file : files) {
      bytes += file.bytes.size();
      read_bytes({.root = "bench", .path = file.path}, file.bytes, [&](Document&& document) {
        ++documents;
        text += document.text.size();
        sound &= is_sound(document, file.bytes);
      });
    }
    const double seconds = least_seconds(kRuns, [&] {
      for (const File& file : files)
        read_bytes({.root = "bench", .path = file.path}, file.bytes, [](Document&&) {});
    });
    fmt::print("{:<6} {:5} files {:8.1f} MB {:8} documents {:8.1f} MB of text {:8.1f} MB/s\n", kind,
               files.size(), static_cast<double>(bytes) / 1e6, documents,
               static_cast<double>(text) / 1e6, static_cast<double>(bytes) / 1e6 / seconds);
  }
  if (!sound) fmt::print("WRONG: a run of source bytes that is none\n");
  return sound ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("bench_indexer_extract FILE...\n", stderr);
    return 2;
  }
  return byname::bench::run({argv + 1, argv + argc});
}
