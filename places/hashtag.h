// Places inside words that were written together: hashtags, handles, host
// names, CamelCase.
//
//   ShushaisAzerbaijan   -> Shusha | is | Azerbaijan
//   qarabağazərbaycandır -> qarabağ | azərbaycandır
//   BakuganBattle        -> nothing: what would be left of Bakugan is no word
//
// The cheapest division of the word into pieces of 40 characters at most, a character
// with its marks counting once; of two alike the one whose last piece is longest, and
// so on to the left. An *edge* is where the writing ends a word: the ends, letters
// beside digits, aB, and before the last of several capitals (ABc). Prices:
//
//   0.3  digits between edges      1.0  word of tags.txt (1.6 for one letter)
//   1.2  word of a listed name of several words, of three letters, that is no form
//   2.8  stretch from edge to next edge, if there are any inside the word
//   2.5 + 0.8 a letter             anything (junk; digits too)
//   forms of the gazetteer, of four letters: 1.0 a listed name, 1.4 a form of five,
//   2.2 an adjective or demonym; 0.5 more for four letters not between edges.
//   Not: abbreviations; what may be a word, a person (under an area) or a people
//   except between edges, and words only of five letters with a capital
//
// A form is a place if both neighbours are accounted for: everything but junk is, save
// words of two letters at either end of the word that are not between edges (Kars|an).
// A form of seven letters stands beside junk of three letters and those, too. From each
// piece but junk and digits the longest run of pieces that make a form, a word
// each, counts as one (Corridor|de|Latchine). A word whose characters, folded one by
// one, do not make its folded form is not divided.
//
// Not here: which of several places is meant (places/context.h).
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "places/name_facts.h"

namespace byname {

// A stretch of the word that is a form of some name: bytes of the surface, the
// key under which the gazetteer has it, and the same with the marks of the surface.
struct TagPlace {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string key{};
  std::string marked{};

  bool operator==(const TagPlace&) const = default;
};

class TagSplitter {
 public:
  // `facts` must outlive the splitter.
  explicit TagSplitter(const NameFacts& facts) : facts_(facts) {}

  // Replaces `out` by the places in the word, from left to right. `term` is the
  // folded surface, `texts` for the language of the text. Words of more than 160 characters are not
  // divided. Quadratic in the word's length at most. Thread-safe.
  void split(std::string_view surface, std::string_view term, Texts texts,
             std::vector<TagPlace>& out) const;

 private:
  struct Words {
    std::once_flag once{};
    struct Bit {
      std::uint64_t* word = nullptr;
      std::uint64_t mask = 0;
    };
    Bit bit(std::uint64_t hash) {
      return {&bits[(hash >> 32) & (bits.size() - 1)], std::uint64_t{1} << (hash >> 26 & 63)};
    }

    std::vector<std::uint64_t> hashes{};  // of words of names of several words, ascending
    std::vector<std::uint64_t> bits{};    // one of sixteen a word or more is set; 2^n of 64 bits
  };
  bool is_word_of_a_name(std::uint64_t hash) const;  // key_hash() of a folded word

  const NameFacts& facts_;
  mutable Words words_{};
};

// Whether a word changes from small to capital letters inside: BakuTbilisi.
bool has_inner_capital(std::string_view surface);

}  // namespace byname
