// Words related to a word, by what a query needs: the same stem in a language,
// the same but for an apostrophe, a shared sound key.
//
// Each table is (hash, index of the word), sorted. A hit is a candidate: its
// hash has 32 bits, so whoever asks checks it.
//
// Layout: docs/index-format.md, "Relatives".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/sorted_table.h"
#include "store/table_file.h"
#include "store/words_file.h"

namespace byname {

struct Relatives {
  std::vector<HashedNumber> stems{};
  std::vector<HashedNumber> apostrophes{};
  std::vector<HashedNumber> sounds{};
};

// Whether a sound key of a word is worth a row: keys of few consonants fit too
// many words. Two are enough for longer words, or nobody would find Əliyev by Алиев.
bool tells_much(std::string_view key, std::size_t letters);

// The keys under which a word is found by its sound: those of its consonants, or,
// where they tell too little (Anna, Arif), of all its sounds; or both, where another
// spelling may have a letter less (აქარი, Akar).
std::vector<std::string> telling_keys(std::string_view term);

std::uint32_t stem_hash(std::string_view stem, std::string_view lang);
std::uint32_t short_hash(std::string_view key);
// What a word with an apostrophe is also looked up by: baku's is baku, d'baku is
// baku, step'anakert is stepanakert. Empty for words without one.
std::vector<std::string> apostrophe_keys(std::string_view term);

// Of the words first .. last of a vocabulary. Slow part of a merge; ranges can be
// done on several threads and joined.
Relatives find_relatives(const WordsFile& words, std::uint32_t first, std::uint32_t last);
void write_relatives(const std::filesystem::path& path, std::vector<Relatives> ranges);

class RelativesFile {
 public:
  explicit RelativesFile(const std::filesystem::path& path);
  // Words with that hash, ascending.
  std::vector<std::uint32_t> stems(std::uint32_t hash) const { return numbers_with(stems_, hash); }
  std::vector<std::uint32_t> apostrophes(std::uint32_t hash) const {
    return numbers_with(apostrophes_, hash);
  }
  std::vector<std::uint32_t> sounds(std::uint32_t hash) const {
    return numbers_with(sounds_, hash);
  }
  void check() const { file_.check(); }

 private:
  TableFile file_;
  Array<HashedNumber> stems_;
  Array<HashedNumber> apostrophes_;
  Array<HashedNumber> sounds_;
};

}  // namespace byname
