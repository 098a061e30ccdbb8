// A line as words, numbers and marks: what dates, bylines and furniture are told by.
// Coarser than the analyzer: nothing is unified but case, i's dots and digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

struct Lexeme {
  enum Kind : std::uint8_t { word, number, mark } kind = mark;
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;
  std::string text{};  // word: folded; number: ASCII digits; mark: as it stands
  bool space_before = false;
  bool upper = false;      // a word that begins with a capital letter
  bool all_upper = false;  // two letters or more, all capitals
  bool cased = false;      // its script has capitals
};

// At most `limit` lexemes.
std::vector<Lexeme> lex(std::string_view line, std::size_t limit = 4096);

// The folded words and numbers of a line joined by one blank: a key for tables of phrases.
std::string phrase_key(std::string_view line);

}  // namespace byname
