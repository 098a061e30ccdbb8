// Places inside words that were written together: hashtags, handles, host
// names, CamelCase.
//
//   ShushaisAzerbaijan   -> Shusha | is | Azerbaijan
//   qarabağazərbaycandır -> qarabağ | azərbaycandır
//   BakuganBattle        -> nothing: what would be left of Bakugan is no word
//
// The cheapest division of the word into forms of the gazetteer, words that
// stand in hashtags, digits and stretches between changes of case. A place
// counts only if what stands beside it is accounted for as well.
//
// Not here: which of several places is meant (places/context.h).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "places/name_facts.h"

namespace byname {

// A stretch of the word that is a form of some name: bytes of the surface, and
// the key under which the gazetteer has it.
struct TagPlace {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string key{};

  bool operator==(const TagPlace&) const = default;
};

class TagSplitter {
 public:
  // `facts` must outlive the splitter.
  explicit TagSplitter(const NameFacts& facts) : facts_(facts) {}

  // Replaces `out` by the places in the word, from left to right. `term` is the
  // folded surface. Words of more than 160 characters are not divided.
  // Quadratic in the word's length at most. Thread-safe.
  void split(std::string_view surface, std::string_view term, std::vector<TagPlace>& out) const;

 private:
  struct Words {
    std::once_flag once{};
    std::unordered_set<std::uint64_t> hashes{};  // words of names of several words
  };
  bool is_word_of_a_name(std::string_view term) const;

  const NameFacts& facts_;
  mutable Words words_{};
};

// Whether a word changes from small to capital letters inside: BakuTbilisi.
bool has_inner_capital(std::string_view surface);

}  // namespace byname
