// How large should a block of stored text be?
//
//   bench_store_text_blocks ARTICLES.jsonl DIRECTORY
//
// Size, time to write, and time to read 300 bytes of an article (cold cache of
// blocks) and of a text of 10 MB; beside it, Xapian's document data. Checks every
// byte read.
#include <xapian.h>

#include <cstdio>
#include <random>

#include "bench/articles.h"
#include "store/text_file.h"

namespace byname::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kSnippet = 300;

template <typename Read>
void print_reads(const char* what, const std::vector<std::string>& texts, Read read) {
  std::mt19937 random(1);
  std::vector<double> articles, large;
  for (int i = 0; i < 3000; ++i) {
    const bool is_large = i % 3 == 0;
    const std::size_t n = is_large ? texts.size() - 1 : random() % (texts.size() - 1);
    const auto at = static_cast<std::uint32_t>(random() % (texts[n].size() + 1));
    const auto start = std::chrono::steady_clock::now();
    const std::string snippet = read(n, at, at + kSnippet);
    (is_large ? large : articles).push_back(seconds_since(start) * 1e6);
    if (snippet != texts[n].substr(at, kSnippet)) {
      std::fprintf(stderr, "wrong text\n");
      std::exit(1);
    }
  }
  const Percentiles a = percentiles(articles);
  const Percentiles l = percentiles(large);
  std::printf(
      "%-14s  300 bytes of an article p50 %6.0f us p99 %6.0f   of 10 MB p50 %6.0f us p99 %6.0f\n",
      what, a.p50, a.p99, l.p50, l.p99);
}

void run(const fs::path& corpus, const fs::path& directory) {
  std::vector<std::string> texts;
  std::string large;
  double megabytes = 0;
  for (Document& d : read_articles(corpus)) {
    if (large.size() < 10'000'000) large += d.text;
    megabytes += static_cast<double>(d.text.size()) / 1e6;
    texts.push_back(std::move(d.text));
  }
  megabytes += static_cast<double>(large.size()) / 1e6;
  texts.push_back(std::move(large));
  fs::create_directories(directory);

  for (const std::size_t size : {8, 16, 32, 64, 128}) {
    const fs::path path = directory / ("text-" + std::to_string(size));
    const double cpu = cpu_seconds();
    TextWriter out(path, size * 1024);
    for (const std::string& text : texts) out.add(text);
    out.finish();
    std::printf("%3zu KB blocks   %6.1f MB  %.3f of the text  written at %.0f MB/s\n", size,
                megabytes_of(path), megabytes_of(path) / megabytes,
                megabytes / (cpu_seconds() - cpu));
    const TextFile in(path);
    const std::string name = std::to_string(size) + " KB";
    print_reads(name.c_str(), texts, [&](std::size_t n, std::uint32_t begin, std::uint32_t end) {
      return in.read(n, begin, end);
    });
  }

  const fs::path path = directory / "xapian";
  const double cpu = cpu_seconds();
  Xapian::WritableDatabase out(path.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  for (const std::string& text : texts) {
    Xapian::Document entry;
    entry.set_data(text);
    out.add_document(entry);
  }
  out.commit();
  fs::remove_all(directory / "xapian-compact");
  out.compact((directory / "xapian-compact").string(), Xapian::Compactor::FULL);
  const double size = megabytes_of(directory / "xapian-compact");
  std::printf("document data  %6.1f MB  %.3f of the text  written at %.0f MB/s\n", size,
              size / megabytes, megabytes / (cpu_seconds() - cpu));
  const Xapian::Database in((directory / "xapian-compact").string());
  print_reads("document data", texts, [&](std::size_t n, std::uint32_t begin, std::uint32_t end) {
    const std::string all = in.get_document(static_cast<Xapian::docid>(n + 1)).get_data();
    return all.substr(begin, end - begin);
  });
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s ARTICLES.jsonl DIRECTORY\n", argv[0]);
    return 2;
  }
  byname::bench::run(argv[1], argv[2]);
}
