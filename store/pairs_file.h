// Where two of the most frequent words stand side by side.
//
// A phrase of such words would otherwise read the token streams of a tenth of all
// documents. Pairs of rarer words are not kept: few documents hold both.
//
//   PairsWriter pairs(path, frequent_words(words.size()));
//   pairs.add(codes);               // the stream of the next document
//   pairs.finish();
//
// Words go by their numbers in the streams (by falling frequency), so the frequent
// ones are those below a number. Layout: docs/index-format.md, "Pairs".
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "store/table_file.h"

namespace byname {

// How many words of a vocabulary count as frequent.
std::uint32_t frequent_words(std::uint32_t words);

struct Pair {
  std::uint32_t document = 0;   // within the segment
  std::uint32_t text = 0;       // how often outside furniture
  std::uint32_t furniture = 0;  // and in it
  bool operator==(const Pair&) const = default;
};

class PairsWriter {
 public:
  PairsWriter(const std::filesystem::path& path, std::uint32_t frequent);
  void add(std::span<const std::uint32_t> codes);
  void finish();

 private:
  struct List {
    std::string bytes{};
    std::uint32_t last = 0;  // document of the bytes
    std::uint32_t text = 0;  // of the document at work
    std::uint32_t furniture = 0;
  };

  std::filesystem::path path_;
  std::uint32_t frequent_;
  std::uint32_t document_ = 0;
  std::vector<List> lists_;               // by first * frequent_ + second
  std::vector<std::uint32_t> touched_{};  // lists of the document at work
};

class PairsFile {
 public:
  explicit PairsFile(const std::filesystem::path& path);

  // Pairs of words with numbers below this are known.
  std::uint32_t frequent() const { return frequent_; }
  // Documents in which `second` follows `first` in the same paragraph and part, ascending.
  std::vector<Pair> find(std::uint32_t first, std::uint32_t second) const;
  void check() const { file_.check(); }

 private:
  TableFile file_;
  std::uint32_t frequent_ = 0;
  Array<std::uint32_t> keys_;    // first * frequent + second, ascending
  Array<std::uint64_t> begins_;  // one more: the end
};

}  // namespace byname
