// How fast are texts cut into words?
//
//   bench_text_scanner CORPUS.jsonl [MEGABYTES]
//
// MB of text a CPU second of one thread, the best of five runs: our scanner, with and
// without a hash of each term; ICU's word breaker with what it takes to fold a word as
// we do; Xapian's TermGenerator. Check: on every twentieth article the slow scanner
// of the tests, written on ICU's own calls, must give the same tokens.
#include <fmt/core.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <xapian.h>

#include <cstdlib>
#include <memory>

#include "bench/articles.h"
#include "bench/timing.h"
#include "schemas/hash.h"
#include "tests/reference/icu_scanner.h"
#include "text/scanner.h"

namespace byname::bench {
namespace {

constexpr int kRuns = 5;

std::uint64_t by_us(const std::vector<std::string>& texts, bool hashed) {
  TokenStream stream;
  std::uint64_t sum = 0;
  for (const std::string& text : texts) {
    scan(text, stream);
    sum += stream.tokens.size();
    if (hashed)
      for (const Token& token : stream.tokens) sum ^= hash64(stream.term(token));
  }
  return sum;
}

std::uint64_t by_break_iterator(const std::vector<std::string>& texts) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), error));
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  std::uint64_t sum = 0;
  std::string term;
  for (const std::string& text : texts) {
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    words->setText(wide);
    for (int begin = words->first(), end = words->next(); end != icu::BreakIterator::DONE;
         begin = end, end = words->next()) {
      if (words->getRuleStatus() == UBRK_WORD_NONE) continue;
      term.clear();
      fold->normalize(wide.tempSubStringBetween(begin, end), error).toUTF8String(term);
      ++sum;
    }
  }
  return sum;
}

std::uint64_t by_term_generator(const std::vector<std::string>& texts) {
  Xapian::TermGenerator generator;
  std::uint64_t sum = 0;
  for (const std::string& text : texts) {
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text_without_positions(text);
    sum += document.termlist_count();
  }
  return sum;
}

int run(const char* path, std::size_t megabytes) {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (Document& document : read_articles(path)) {
    if (bytes >= megabytes * 1'000'000) break;
    bytes += document.text.size();
    texts.push_back(std::move(document.text));
  }
  std::size_t compared = 0;
  std::size_t different = 0;
  TokenStream stream;
  for (std::size_t i = 0; i < texts.size(); i += 20, ++compared) {
    scan(texts[i], stream);
    different += test::described(stream) != test::described(test::scan_by_icu(texts[i]));
  }
  fmt::print("check: {} articles, {} with other tokens than the slow scanner's\n", compared,
             different);
  const auto row = [&](const char* name, const auto& call) {
    std::uint64_t sum = 0;
    const double seconds = least_seconds(kRuns, [&] { sum += call(); });
    fmt::print("{:<44}{:>8.0f} MB/s\n", name, static_cast<double>(bytes) / 1e6 / seconds);
    return sum;
  };
  row("byname: tokens, folded, with offsets", [&] { return by_us(texts, false); });
  row("byname: and a hash of each", [&] { return by_us(texts, true); });
  row("ICU BreakIterator, NFKC_Casefold", [&] { return by_break_iterator(texts); });
  row("Xapian TermGenerator, no positions", [&] { return by_term_generator(texts); });
  return different == 0 ? 0 : 1;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "bench_text_scanner CORPUS.jsonl [MEGABYTES]\n"), 2;
  const std::size_t megabytes = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 40;
  return byname::bench::run(argv[1], megabytes);
}
