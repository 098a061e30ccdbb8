#include "indexer/readers/html_line.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/lexer.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongestDateLine = 120;  // bytes
constexpr std::size_t kLongestByline = 80;
constexpr std::size_t kLongestTeaser = 600;
constexpr std::size_t kLongestButton = 30;
constexpr std::size_t kLongestCaption = 600;
constexpr std::size_t kLongestCredit = 80;

// {"assetid": "2552971", "aws": "tech", ...}
bool is_data(std::string_view line) {
  if (!line.starts_with('{') && !line.starts_with("[{")) return false;
  std::size_t keys = 0;
  for (std::size_t at = 0; keys < 3 && (at = line.find("\":", at)) != line.npos; at += 2) ++keys;
  return keys >= 3 && (line.ends_with('}') || line.ends_with(']'));
}

// «Posted: Jul 18, 2013 10:06 PM ET», not «On 18 July 2013 they left».
bool is_labelled_date(std::string_view line) {
  // A day has digits, of ASCII or not.
  const bool has_digit = std::any_of(line.begin(), line.end(), [](char c) {
    return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
  });
  if (line.size() > kLongestDateLine || !has_digit) return false;
  const auto found = labelled_date(line);
  if (!found) return false;
  for (const Lexeme& l : lex(line.substr(found->end), 20))
    if (l.kind == Lexeme::word && l.cased && !l.upper && !l.all_upper && l.text.size() > 2)
      return false;
  return true;
}

// «WASHINGTON | Wed May 15, 2013 3:27pm EDT»: names between bars, the last of them the day.
bool is_date_behind_bar(std::string_view line) {
  if (line.size() > kLongestDateLine) return false;
  const std::size_t bar = std::max(line.rfind('|') + 1, line.rfind("•") + 1);
  if (bar == 0) return false;
  const auto found = find_date(line);
  if (!found || found->begin < bar || found->date.unit < DateUnit::day ||
      found->date.kind == DateKind::relative)
    return false;
  const auto runs_on = [](std::string_view words) {
    for (const Lexeme& l : lex(words, 40))
      if (l.kind == Lexeme::word && l.cased && !l.upper && l.text.size() > 2) return true;
    return false;
  };
  return !runs_on(line.substr(0, found->begin)) && !runs_on(line.substr(found->end));
}

// «… More »», with whatever follows.
bool is_cut_short(std::string_view line) {
  for (const std::string_view dots : {"…", "..."}) {
    for (std::size_t at = 0; (at = line.find(dots, at)) != line.npos; at += dots.size()) {
      const std::string_view after = line.substr(at + dots.size());
      for (const std::string_view mark : {"»", "→", ">>"})
        if (const std::size_t button = after.find(mark); button > 1 && button <= kLongestButton)
          return true;
    }
  }
  return false;
}

}  // namespace

bool is_page_line(std::string_view line) {
  line = trim(line);
  if (is_data(line)) return true;
  if (is_labelled_date(line) || is_date_behind_bar(line)) return true;
  if (line.size() <= kLongestByline && !line.starts_with('(') && !author_of_byline(line).empty())
    return true;
  return line.size() <= kLongestTeaser && is_cut_short(line);
}

bool ends_in_credit(std::string_view line) {
  line = trim(line);
  if (line.size() > kLongestCaption || !line.ends_with(')')) return false;
  const std::size_t open = line.rfind('(');
  if (open == line.npos || open == 0 || line.size() - open > kLongestCredit) return false;
  static constexpr std::array<std::string_view, 12> kWords{"photo", "photos",   "image", "images",
                                                           "foto",  "fotoğraf", "фото",  "picture",
                                                           "getty", "bild",     "ֆոտո",  "ფოტო"};
  for (const Lexeme& l : lex(line.substr(open), 20))
    if (l.kind == Lexeme::word && is_one_of(l.text, kWords)) return true;
  return false;
}

}  // namespace byname
