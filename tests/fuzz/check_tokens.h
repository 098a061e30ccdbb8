// What holds for the token stream of any bytes.
#pragma once

#include <string_view>

#include "tests/fuzz/check.h"
#include "text/token.h"
#include "text/utf8.h"

namespace byname::fuzz {

inline void check_tokens(std::string_view text, const TokenStream& stream) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const Token& token = stream.tokens[i];
    check(token.begin >= end, "tokens stand one after the other");
    check(token.begin < token.end && token.end <= text.size(), "a token lies inside the text");
    check(token.term_length > 0 && token.term + token.term_length <= stream.terms.size(),
          "a term lies inside the terms");
    check(is_valid_utf8(stream.term(i)), "a term is UTF-8");
    check((token.gap == Gap::start) == (i == 0), "only the first token has nothing before it");
    end = token.end;
  }
}

}  // namespace byname::fuzz
