// The function words (the, и, və, ...) of each language, as function_words.tsv
// lists them, folded. Internal to text/: others ask is_function_word() in stem.h.
#pragma once

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/hash.h"

namespace byname {

class FunctionWords {
 public:
  // The one list; made on first use, immutable after.
  static const FunctionWords& all();

  // Bit i is languages()[i]: where a word is one of them. Of a term or of its hash64().
  const std::vector<std::string>& languages() const { return known_; }
  std::uint32_t mask_of(std::uint64_t hash) const {
    if (!bits_.test(hash % kBits)) return 0;
    for (std::size_t at = hash % slots_.size(); slots_[at].mask != 0; at = (at + 1) % slots_.size())
      if (slots_[at].hash == hash) return slots_[at].mask;
    return 0;
  }
  std::uint32_t mask_of(std::string_view term) const { return mask_of(hash64(term)); }
  // The bit of a language; 0 where there is no list for it.
  std::uint32_t bit_of(std::string_view lang) const {
    const auto at = std::find(known_.begin(), known_.end(), lang);
    return at == known_.end() ? 0 : std::uint32_t{1} << (at - known_.begin());
  }

 private:
  FunctionWords();

  std::vector<std::string> known_{};  // in the order of the file
  // Nearly all words are none, which a bit tells that stays in the fastest memory.
  static constexpr std::size_t kBits = 1 << 16;
  std::bitset<kBits> bits_{};
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t mask = 0;  // 0: free
  };
  std::vector<Slot> slots_{};  // a power of two, four a word: the first mostly tells
};

}  // namespace byname
