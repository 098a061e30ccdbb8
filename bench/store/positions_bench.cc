// Word positions in Xapian, or token streams beside it?
//
//   bench_store_positions ARTICLES.jsonl DIRECTORY
//
// Builds both from the same articles (batches of 500, merged), then asks both for
// phrases of two frequent words. Checks that they find the same documents.
#include <xapian.h>

#include <cstdio>
#include <map>
#include <random>

#include "bench/articles.h"
#include "places/compiled.h"
#include "places/gazetteer.h"
#include "schemas/fields.h"
#include "store/generation.h"
#include "store/index.h"
#include "store/segment_writer.h"
#include "store/shards.h"

namespace byname::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 500;

Gazetteer laid_gazetteer() {
  Gazetteer g;
  for (PlaceNumber i = 0; i < kPlaces; ++i) {
    g.places.push_back({.id = "p" + std::to_string(i)});
    for (int n = 0; n < 3; ++n)
      g.names.push_back({.place = i, .text = "Place " + std::to_string(i) + std::to_string(n)});
  }
  g.family.resize(g.places.size());
  return g;
}

void build_with_positions(const std::vector<Document>& articles, const fs::path& path) {
  std::vector<fs::path> batches;
  TokenStream stream;
  for (std::size_t i = 0; i < articles.size(); i += kBatch) {
    batches.push_back(path / ("batch-" + std::to_string(batches.size())));
    Xapian::WritableDatabase database(
        batches.back().string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    for (std::size_t n = i; n < std::min(i + kBatch, articles.size()); ++n) {
      scan(articles[n].text, stream);
      Xapian::Document entry;
      for (std::uint32_t t = 0; t < stream.tokens.size(); ++t)
        entry.add_posting(term(kText, stream.term(t)), t + 1);
      for (const Mention& m : laid_mentions(stream, 27))
        entry.add_term(term(kPlace, std::to_string(m.place)));
      entry.add_boolean_term(term(kUid, articles[n].uid));
      entry.set_data(articles[n].id + '\n' + articles[n].title);
      database.add_document(entry);
    }
    database.commit();
  }
  compact_shards(batches, path / "all", path / "rounds");
}

Manifest build_index(const std::vector<Document>& articles, const fs::path& path) {
  NewGeneration generation(path);
  compile_gazetteer(laid_gazetteer(), generation.path() / "gazetteer");
  const CompiledGazetteer gazetteer(generation.path() / "gazetteer");
  std::vector<fs::path> batches;
  for (std::size_t i = 0; i < articles.size(); i += kBatch) {
    batches.push_back(generation.scratch() / std::to_string(batches.size()));
    BatchWriter batch(batches.back());
    for (std::size_t n = i; n < std::min(i + kBatch, articles.size()); ++n) {
      AnalyzedDocument analyzed{.document = articles[n]};
      scan(articles[n].text, analyzed.stream);
      analyzed.mentions = laid_mentions(analyzed.stream, 27);
      batch.add(analyzed);
    }
    batch.finish();
  }
  const auto start = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  merge_batches(batches, generation.path() / "segment-0", gazetteer, 2);
  std::printf("  of it the merge (2 threads)    %6.1f s  %6.1f CPU s\n", seconds_since(start),
              cpu_seconds() - cpu);
  return generation.publish({.analyzer = analyzer_fingerprint()}, {});
}

// Documents in which `second` follows `first` at once.
std::vector<DocumentNumber> phrase(const Index& index, const std::string& first,
                                   const std::string& second) {
  const auto a = index.postings(first);
  const auto b = index.postings(second);
  std::vector<DocumentNumber> result;
  std::vector<TermNumber> tokens;
  auto at = b.begin();
  const auto one = index.term_number(0, first);
  const auto two = index.term_number(0, second);
  for (const Posting& p : a) {
    while (at != b.end() && at->document < p.document) ++at;
    if (at == b.end() || at->document != p.document) continue;
    index.tokens(p.document, tokens);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i] == *one && tokens[i + 1] == *two) {
        result.push_back(p.document);
        break;
      }
    }
  }
  return result;
}

void run(const fs::path& corpus, const fs::path& directory) {
  const auto articles = read_articles(corpus);
  double text = 0;
  for (const Document& d : articles) text += static_cast<double>(d.text.size()) / 1e6;
  std::printf("%zu articles, %.0f MB\n", articles.size(), text);
  const fs::path positions = directory / "positions";
  const fs::path index_path = directory / "index";

  if (!fs::exists(positions / "all")) {
    fs::create_directories(positions);
    auto start = std::chrono::steady_clock::now();
    double cpu = cpu_seconds();
    build_with_positions(articles, positions);
    std::printf("positions in Xapian: build       %6.1f s  %6.1f CPU s\n", seconds_since(start),
                cpu_seconds() - cpu);
  }
  if (!fs::exists(index_path)) {
    auto start = std::chrono::steady_clock::now();
    double cpu = cpu_seconds();
    build_index(articles, index_path);
    std::printf("token streams: build             %6.1f s  %6.1f CPU s\n", seconds_since(start),
                cpu_seconds() - cpu);
  }
  std::printf("positions in Xapian: size        %6.1f MB  %.2f of the text (text not stored)\n",
              megabytes_of(positions / "all"), megabytes_of(positions / "all") / text);
  const fs::path segment = index_path / "gen-000001" / "segment-0";
  for (const char* name : {"xapian-0", "xapian-1", "tokens", "text", "documents", "words",
                           "relatives", "mentions", "places", "ids", "lengths", "sources"}) {
    if (fs::exists(segment / name))
      std::printf("  %-10s %26.1f MB  %.3f\n", name, megabytes_of(segment / name),
                  megabytes_of(segment / name) / text);
  }
  std::printf("the index: size                  %6.1f MB  %.2f of the text\n",
              megabytes_of(segment), megabytes_of(segment) / text);

  // Pairs of words that follow each other somewhere, both among the frequent ones.
  auto start = std::chrono::steady_clock::now();
  const Index index = Index::open(index_path);
  std::printf("open                             %6.2f ms\n", seconds_since(start) * 1e3);
  const Xapian::Database database((positions / "all").string());
  std::map<std::string, std::uint32_t> frequent;
  for (const Word& w : index.words_with_prefix("", 400)) frequent[w.term] = w.documents;
  std::mt19937 random(1);
  std::vector<std::pair<std::string, std::string>> pairs;
  TokenStream stream;
  while (pairs.size() < 200) {
    scan(articles[random() % articles.size()].text, stream);
    if (stream.tokens.size() < 2) continue;
    const std::size_t i = random() % (stream.tokens.size() - 1);
    const std::pair<std::string, std::string> pair{stream.term(i), stream.term(i + 1)};
    if (frequent.contains(pair.first) && frequent.contains(pair.second)) pairs.push_back(pair);
  }
  std::vector<double> theirs_top, theirs_all, ours;
  for (const auto& [first, second] : pairs) {
    const Xapian::Query words[] = {Xapian::Query(first), Xapian::Query(second)};
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words, words + 2));
    start = std::chrono::steady_clock::now();
    enquire.get_mset(0, 10);
    theirs_top.push_back(seconds_since(start) * 1e3);
    start = std::chrono::steady_clock::now();
    const std::size_t total =
        enquire.get_mset(0, 10, database.get_doccount()).get_matches_estimated();
    theirs_all.push_back(seconds_since(start) * 1e3);
    start = std::chrono::steady_clock::now();
    const std::size_t found = phrase(index, first, second).size();
    ours.push_back(seconds_since(start) * 1e3);
    if (found != total) {
      std::fprintf(stderr, "'%s %s': %zu here, %zu there\n", first.c_str(), second.c_str(), found,
                   total);
      std::exit(1);
    }
  }
  const auto print = [](const char* what, const std::vector<double>& ms) {
    const Percentiles p = percentiles(ms);
    std::printf("%-32s p50 %6.2f ms  p99 %6.2f ms\n", what, p.p50, p.p99);
  };
  print("phrase, Xapian, top 10", theirs_top);
  print("phrase, Xapian, exact total", theirs_all);
  print("phrase, streams, exact total", ours);
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
