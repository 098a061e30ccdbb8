// Words that mix scripts, and words with a digit one for a palochka.
//
//   common_script("Сtepanakert", table)   // latin: the С has a Latin look-alike
//   common_script("iPhoneом", table)      // none: the word is two
//
// Internal to text/.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/char_table.h"
#include "text/term_writer.h"

namespace byname {

// Longer words are not looked into: nobody wrote them by hand.
inline constexpr std::size_t kLongestRepair = 1000;  // bytes

// The script in which every letter of `word` (valid UTF-8) can be written, if
// need be by a look-alike; of several the one with most letters, then the
// earliest. Script::none if there is none.
Script common_script(std::string_view word, const CharTable& table);

// Writes the term of `word` anew with every letter in `target`; a 1 between two
// Cyrillic letters becomes a palochka. True if the fold of a letter lost a mark.
bool write_repaired(std::string_view word, Script target, const CharTable& table,
                    TermWriter& writer);

}  // namespace byname
