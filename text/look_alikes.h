// Letters of one script that look like letters of another: Сtepanakert with a
// Cyrillic С. Only pairs that are in fact typed for each other are listed.
// Internal to text/.
#pragma once

#include <cstdint>

#include "text/language.h"

namespace byname {

// The letter of `target` that looks like `letter`, or 0. `letter` is a base
// letter without marks; scripts other than Latin, Cyrillic, Greek and Armenian
// have none.
char32_t look_alike(char32_t letter, Script target);

// Of the whole list, for the analyzer's fingerprint.
std::uint64_t hash_of_look_alikes();

}  // namespace byname
