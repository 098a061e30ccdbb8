// Letters of names as numbers: what the suffix grammars look at.
#pragma once

#include <string>
#include <string_view>

#include "text/utf8.h"

namespace byname {

// NFC. Anything that cannot be normalised stays as it is.
std::string composed(std::string_view utf8);

char32_t lower_letter(char32_t letter);
// The letter without its marks: â -> a. Itself if it has none.
char32_t base_letter(char32_t letter);
bool is_letter(char32_t letter);
// ISO 15924 ("Latn"); "Zyyy" for what belongs to all scripts.
std::string_view script_of(char32_t letter);

}  // namespace byname
