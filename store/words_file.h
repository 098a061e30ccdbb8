// The vocabulary of a segment: its terms in the order of their bytes, how often
// each is found, in which languages, and its number in the token streams.
//
// Terms are term(kText, folded) of schemas/fields.h, so that the longest ones
// are cut. Numbers go by falling frequency (ties by term): small numbers are
// short in the streams.
//
// Layout: docs/index-format.md, "Words". Not here: stems and sounds (store/relatives.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/table_file.h"

namespace byname {

enum WordFlag : std::uint8_t {
  kPlainWord = 1,  // somewhere letters without digits, outside URLs
};

// What is known of a term; `languages` are numbers of a list of their own.
struct WordFacts {
  std::uint32_t documents = 0;    // outside furniture
  std::uint64_t occurrences = 0;  // outside furniture
  std::uint64_t tokens = 0;       // in the streams, furniture included
  std::uint8_t flags = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> languages{};  // and documents in them
};

class WordsWriter {
 public:
  WordsWriter(const std::filesystem::path& path, const std::vector<std::string>& languages);
  // Terms in ascending order, each once. Returns its index.
  std::uint32_t add(std::string_view term, const WordFacts& facts);
  // Returns the numbers by index.
  std::vector<std::uint32_t> finish();

 private:
  struct Entry {
    std::uint32_t term = 0;  // where it begins in the pool
    std::uint32_t facts = 0;
    std::uint32_t documents = 0;
    std::uint32_t number = 0;
  };
  friend class WordsFile;

  std::filesystem::path path_;
  std::vector<std::string> languages_;
  std::vector<Entry> entries_{};
  std::vector<std::uint64_t> tokens_{};
  std::string pool_{};
  std::string facts_{};
};

class WordsFile {
 public:
  explicit WordsFile(const std::filesystem::path& path);

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size() - 1); }
  std::string_view term(std::uint32_t index) const;
  std::uint32_t documents(std::uint32_t index) const { return entries_[index].documents; }
  std::uint32_t number(std::uint32_t index) const { return entries_[index].number; }
  WordFacts facts(std::uint32_t index) const;
  const std::vector<std::string>& languages() const { return languages_; }

  std::uint32_t lower_bound(std::string_view term) const;
  std::optional<std::uint32_t> find(std::string_view term) const;
  std::string_view name() const { return file_.name(); }
  void check() const { file_.check(); }
  void release() const { file_.release(); }

 private:
  TableFile file_;
  Array<WordsWriter::Entry> entries_;  // one more than terms: the ends
  std::vector<std::string> languages_;
};

}  // namespace byname
