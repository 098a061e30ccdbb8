// The lines of a text by their shape: what page.cc tells titles, text and furniture by.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace byname {

// A paragraph as it stands in the file: one line, or several that a program wrapped.
struct Line {
  std::size_t begin = 0;  // bytes of the text, white space at the ends left out
  std::size_t end = 0;
  std::size_t blanks = 0;  // blank lines before it
  std::size_t characters = 0;
  bool ends_sentence = false;  // . ! ? … ։ 。 and the like, closing quotes aside
  bool ends_open = false;      // comma, colon, semicolon, dash
  bool begins_upper = false;   // a capital, a digit, a quote, or a script without capitals
  bool only_tags = false;      // nothing but <...>
  bool question = false;       // ends in ? or !

  // Could head something: short, begins like a sentence and does not end like one.
  bool is_title_shaped() const {
    return characters >= 3 && characters <= 200 && begins_upper && !only_tags && !ends_open &&
           (!ends_sentence || question);
  }
  // Running text.
  bool is_prose() const {
    return !only_tags && (characters > 200 || (ends_sentence && !question && characters >= 40));
  }
};

// More lines than this are data, not a page; nothing is told from them.
inline constexpr std::size_t kMostLines = 200000;
bool is_page_sized(std::string_view text);

// White space includes no-break spaces. Lines that a program wrapped at a column are
// joined into their paragraphs.
std::vector<Line> lines_of(std::string_view text);

// The lines as they stand.
std::vector<Line> single_lines_of(std::string_view text);

}  // namespace byname
