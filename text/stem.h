// Stems of ordinary words, for groups in the vocabulary (never for names).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byname {

// The Snowball stem of a folded term; the term itself for languages without a
// stemmer (az, ka, uk, ...) after light rules of our own. An apostrophe and what
// follows it is cut first (government's), an elided article before it too (l'eau).
std::string stem(std::string_view term, std::string_view lang);

// Whether it is one of the function words (the, и, və, ...) of the language.
bool is_function_word(std::string_view term, std::string_view lang);
bool is_function_word(std::uint64_t hash, std::string_view lang);  // with hash64(term) at hand

}  // namespace byname
