// Unlisted spellings: the twin of places/unlisted.h, which has the rules. The sounds
// themselves are those of places/sound.h, which has tests of its own.
#pragma once

#include <string>
#include <vector>

#include "tests/reference/slow_context.h"
#include "tests/reference/slow_gazetteer.h"

namespace byname::test {

// Whether token i may be one by its own look and its neighbours'.
bool is_unlisted_shaped(const SlowText& text, std::size_t i);
// The same of a word with a slip.
bool is_misspelt_shaped(const SlowText& text, std::size_t i);

struct SlowSound {
  NameNumber name = kNoNumber;
  double distance = 0;
};

// The names that may be meant, the nearest first, equal ones by number.
std::vector<SlowSound> sounds_of(const SlowGazetteer& gazetteer, const std::string& term);

// Names that may be meant of which the word is a form but for one slip, by number: tries all
// forms of all names.
std::vector<NameNumber> slips_of(const SlowGazetteer& gazetteer, const std::string& term,
                                 const std::string& text_lang);

}  // namespace byname::test
