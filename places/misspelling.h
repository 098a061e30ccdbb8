// Slips in long names: Azerbajian, Stepankaert, Нахичивань. Which names would a word be a form of
// with one letter more, less or other, or two neighbours changed round?
//
//   const Misspellings misspellings(gazetteer);
//   std::vector<Misspellings::Slip> slips;
//   misspellings.names_near("stepankaertda", texts, slips);
//
// Of names of one word, without apostrophe, of kFewestOfMisspelt letters or more. The slip is
// before the last letter of the name, so that endings which no grammar of ours has are none, and
// behind the first letter. But for it the word is a form of the name that keeps all of the name but
// its last letter: stems that change further inside are not heard.
//
// Held: every spelling by the hashes of its first letters, whole and with each of them left out; a
// word with one slip shares one of these (SymSpell's index; 8 numbers a spelling).
//
// Not here: whether the word may be a name at all (places/unlisted.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "places/compiled.h"

namespace byname {

inline constexpr std::size_t kFewestOfMisspelt = 8;

class Misspellings {
 public:
  // `gazetteer` must outlive it.
  explicit Misspellings(const CompiledGazetteer& gazetteer);

  struct Slip {
    NameNumber name = kNoNumber;
    bool is_name = false;  // the word is the name itself but for it, not a form
  };
  // Replaces `slips`: ascending, a name once or twice. `term`: folded; thread-safe.
  void names_near(std::string_view term, Texts texts, std::vector<Slip>& slips) const;

 private:
  struct Entry {
    std::uint32_t hash = 0;
    NameNumber name = kNoNumber;
  };
  void undo_slip(std::u32string_view word, std::string_view folded, Texts texts,
                 std::vector<Slip>& slips) const;

  const CompiledGazetteer& gazetteer_;
  std::vector<Entry> entries_{};  // by hash
};

}  // namespace byname
