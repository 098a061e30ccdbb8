// Misspellings: how many slips of the finger lie between two words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

// Letters put in, left out, taken for another or swapped with their neighbour
// that turn one word into the other; `limit` + 1 if more than `limit`.
std::size_t slips(std::u32string_view a, std::u32string_view b, std::size_t limit);

// Slips that a word of so many letters may hold and still be recognised: none
// under 5, one under 9, else two.
std::size_t allowed_slips(std::size_t letters);

}  // namespace byname
