// The function words (the, и, və, ...) of each language, as function_words.tsv
// lists them, folded. Internal to text/: others ask is_function_word() in stem.h.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace byname {

class FunctionWords {
 public:
  // The one list; made on first use, immutable after.
  static const FunctionWords& all();

  // Whether a word of this hash64() may be one at all: nearly all are none, which a bit tells.
  bool may_be(std::uint64_t hash) const { return bits_.test(hash % kBits); }
  bool contains(std::string_view lang, std::string_view term) const;
  // Whether there is a list for it.
  bool has_language(std::string_view lang) const {
    return std::find(known_.begin(), known_.end(), lang) != known_.end();
  }
  // The languages in which `term` is a function word, in the order of the file.
  const std::vector<std::string>& languages_of(std::string_view term) const;

  // The same as bits, for those who ask for every word: bit i is languages()[i].
  std::uint32_t mask_of(std::string_view term) const;
  const std::vector<std::string>& languages() const { return known_; }

 private:
  FunctionWords();

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::vector<std::string> known_{};
  std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> languages_;
  static constexpr std::size_t kBits = 1 << 16;
  std::bitset<kBits> bits_;
  struct Slot {
    std::uint64_t hash = 0;  // 0: free
    std::uint32_t mask = 0;
  };
  std::vector<Slot> slots_{};  // a power of two, four a word: the first mostly tells
};

}  // namespace byname
