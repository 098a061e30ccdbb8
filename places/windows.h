// Stretches of tokens that a name may span, and the keys they are looked up by.
//
//   std::string key;
//   if (window_key(text, stream, i, 2, key)) gazetteer.forms(key, ...);   // "nagorno karabakh"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "places/candidate.h"
#include "text/token.h"

namespace byname {

// Whether a name may go on across the gap before token t of the text.
bool name_may_cross(std::string_view text, const std::vector<Token>& tokens, std::size_t t);

// The key of tokens i .. i+n-1; false if a name cannot span them.
bool window_key(std::string_view text, const TokenStream& stream, std::size_t i, std::size_t n,
                std::string& key);

Window window_of(const std::vector<Token>& tokens, std::size_t i, std::size_t n, Shape shape);

}  // namespace byname
