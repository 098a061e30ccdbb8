// The token stream of a text: what documents, queries, names and highlights
// are all compared by.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

// What stands between a token and the one before it.
enum class Gap : std::uint8_t {
  start,         // nothing before
  none,          // tokens touch (script change, hashtag parts)
  space,         // blanks of any kind (NBSP, thin space, ...) or one line break
  hyphen,        // a hyphen or dash of any kind, no blanks: Nagorno-Karabakh
  hyphen_space,  // hyphen and blanks, on either side or both: "Nagorno- Karabakh"
  hyphen_line,   // hyphen at the end of a line: Stepana-\nkert
  underscore,
  slash,      // / or backslash
  dot,        // a full stop without blank: г.Степанакерт
  dot_space,  // a full stop and blank
  colon,      // : (also Armenian ։ U+0589) , ; with or without blanks
  other,      // any other punctuation or symbol
  paragraph,  // a blank line, or a form feed: no name and no phrase crosses it
};

enum TokenFlag : std::uint16_t {
  kLetter = 1,        // holds at least one letter
  kDigit = 2,         // holds at least one digit
  kInitialUpper = 4,  // first letter is upper or title case (scripts with case)
  kAllUpper = 8,      // at least two letters, all upper case
  kHasLower = 16,
  kHashtag = 32,        // preceded by # (also ＃) without blank
  kHandle = 64,         // preceded by @ without blank
  kApostrophe = 128,    // the folded term holds an apostrophe
  kMarked = 256,        // folding dropped or changed diacritical marks
  kInUrl = 512,         // inside a URL or e-mail address
  kMixedScript = 1024,  // letters of more than one script, before repair
  kCased = 2048,        // holds a letter of a script with case
};

struct Token {
  std::uint32_t begin = 0;  // bytes of the text; trailing combining marks included
  std::uint32_t end = 0;
  std::uint32_t term = 0;  // where the folded term begins in TokenStream::terms
  std::uint16_t term_length = 0;
  std::uint16_t flags = 0;
  Gap gap = Gap::start;

  bool has(TokenFlag flag) const { return (flags & flag) != 0; }
  bool operator==(const Token&) const = default;
};

struct TokenStream {
  std::string terms{};  // the folded terms, one after the other
  std::vector<Token> tokens{};

  std::string_view term(const Token& token) const {
    return std::string_view(terms).substr(token.term, token.term_length);
  }
  std::string_view term(std::size_t i) const { return term(tokens[i]); }
  void clear() {
    terms.clear();
    tokens.clear();
  }
  bool operator==(const TokenStream&) const = default;
};

}  // namespace byname
