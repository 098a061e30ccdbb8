#include "indexer/extract/lines.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>

#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

// Length of the white space at `at`, 0 if there is none; NBSP and its like count.
std::size_t space_at(std::string_view text, std::size_t at) {
  if (is_ascii_space(text[at])) return 1;
  if (text.substr(at, 2) == "\xC2\xA0") return 2;
  const std::string_view three = text.substr(at, 3);
  if (three == "\xE2\x80\xAF" || three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" ||
      three == "\xE3\x80\x80" || three == "\xEF\xBB\xBF" || three == "\xE2\x80\x8B")
    return 3;
  return 0;
}

std::size_t space_before(std::string_view text, std::size_t end) {
  for (const std::size_t length : {1U, 2U, 3U})
    if (end >= length && space_at(text, end - length) == length) return length;
  return 0;
}

// The last characters, closing quotes and brackets left out.
UChar32 last_character(std::string_view line) {
  auto at = static_cast<std::int32_t>(line.size());
  for (int i = 0; i < 4 && at > 0; ++i) {
    UChar32 c;
    U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(line.data()), 0, at, c);
    const auto type = static_cast<std::uint32_t>(U_GET_GC_MASK(c));
    if (c == '"' || c == '\'' || (type & (U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PI_MASK))) continue;
    return c;
  }
  return 0;
}

bool ends_with_stop(UChar32 c) {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x589:
    case 0x3002:
    case 0x61F:
    case 0x6D4:
    case 0xFF01:
    case 0xFF1F:
      return true;
    default:
      return false;
  }
}

bool begins_like_a_sentence(std::string_view line) {
  std::int32_t at = 0;
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(line.size(), 32));
  while (at < length) {
    UChar32 c;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(line.data()), at, length, c);
    if (c == '-' || c == '*' || c == '>' || c == 0x2013 || c == 0x2014 || c == 0x2022) return false;
    if (u_isdigit(c)) return true;
    if (u_isalpha(c))
      return !u_islower(c) || (c >= 0x10D0 && c <= 0x10FF);  // Georgian: no capitals
  }
  return false;
}

// Nothing but tags and white space; quotes in tags may be broken.
bool is_only_tags(std::string_view line) {
  if (!line.starts_with('<') || !line.ends_with('>')) return false;
  std::size_t at = 0;
  while (at < line.size()) {
    if (is_ascii_space(line[at])) {
      ++at;
      continue;
    }
    if (line[at] != '<' || at + 1 >= line.size()) return false;
    const char next = line[at + 1];
    if (!is_ascii_letter(next) && next != '/' && next != '!') return false;
    const std::size_t end = line.find('>', at);
    if (end == std::string_view::npos) return false;
    at = end + 1;
  }
  return true;
}

void describe(Line& line, std::string_view text) {
  const std::string_view s = text.substr(line.begin, line.end - line.begin);
  line.characters = count_code_points(s);
  const UChar32 last = last_character(s);
  line.ends_sentence = ends_with_stop(last);
  line.question = last == '?' || last == '!' || last == 0x61F;
  line.ends_open = last == ',' || last == ';' || last == ':' || last == '-' || last == 0x60C ||
                   last == 0x2013 || last == 0x2014;
  line.begins_upper = begins_like_a_sentence(s);
  line.only_tags = is_only_tags(s);
}

// Whether a program wrapped the paragraphs: many lines of nearly one length that go on
// in the next line.
bool is_wrapped(const std::vector<Line>& lines) {
  std::size_t going_on = 0, pairs = 0, longest = 0;
  for (const Line& line : lines) longest = std::max(longest, line.characters);
  if (longest > 120 || longest < 40) return false;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].blanks > 0) continue;
    ++pairs;
    if (lines[i].characters * 10 >= longest * 7 && !lines[i].ends_sentence) ++going_on;
  }
  return going_on >= 3 && going_on * 2 >= pairs;
}

}  // namespace

bool is_page_sized(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) <= kMostLines;
}

std::vector<Line> single_lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::size_t blanks = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    const std::size_t next = end == std::string_view::npos ? text.size() : end + 1;
    if (end == std::string_view::npos) end = text.size();
    Line line;
    line.begin = begin;
    line.end = end;
    while (line.begin < line.end) {
      const std::size_t length = space_at(text, line.begin);
      if (length == 0) break;
      line.begin += length;
    }
    while (line.end > line.begin) {
      const std::size_t length = space_before(text, line.end);
      if (length == 0) break;
      line.end -= length;
    }
    begin = next;
    if (line.begin >= line.end) {
      ++blanks;
      continue;
    }
    line.blanks = blanks;
    blanks = 0;
    describe(line, text);
    lines.push_back(line);
  }
  return lines;
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines = single_lines_of(text);
  if (!is_wrapped(lines)) return lines;
  std::vector<Line> paragraphs;
  for (const Line& line : lines) {
    if (!paragraphs.empty() && line.blanks == 0 && !line.only_tags) {
      paragraphs.back().end = line.end;
    } else {
      paragraphs.push_back(line);
    }
  }
  for (Line& paragraph : paragraphs) describe(paragraph, text);
  return paragraphs;
}

}  // namespace byname
