#include "places/windows.h"

namespace byname {

namespace {

// Whether a name may go on across this.
bool name_crosses(Gap gap) {
  switch (gap) {
    case Gap::none:
    case Gap::space:
    case Gap::hyphen:
    case Gap::hyphen_space:
    case Gap::hyphen_line:
    case Gap::underscore:
      return true;
    default:
      return false;
  }
}

// Antigua & Barbuda
bool is_ampersand(std::string_view between) {
  const std::size_t first = between.find_first_not_of(' ');
  return first != between.npos &&
         between.substr(first, between.find_last_not_of(' ') - first + 1) == "&";
}

}  // namespace

bool name_may_cross(std::string_view text, const std::vector<Token>& tokens, std::size_t t) {
  const Gap gap = tokens[t].gap;
  if (name_crosses(gap)) return true;
  if (gap == Gap::other)
    return is_ampersand(text.substr(tokens[t - 1].end, tokens[t].begin - tokens[t - 1].end));
  // St. Petersburg, Mt. Ararat
  return (gap == Gap::dot_space || gap == Gap::dot) && tokens[t - 1].term_length <= 3 &&
         tokens[t - 1].has(kInitialUpper);
}

bool window_key(std::string_view text, const TokenStream& stream, std::size_t i, std::size_t n,
                std::string& key) {
  key.clear();
  for (std::size_t t = i; t < i + n; ++t) {
    if (t > i) {
      if (!name_may_cross(text, stream.tokens, t)) return false;
      key += ' ';
    }
    key += stream.term(t);
  }
  return true;
}

Window window_of(const std::vector<Token>& tokens, std::size_t i, std::size_t n, Shape shape) {
  return {.first = static_cast<std::uint32_t>(i),
          .tokens = static_cast<std::uint16_t>(n),
          .shape = shape,
          .begin = tokens[i].begin,
          .end = tokens[i + n - 1].end};
}

}  // namespace byname
