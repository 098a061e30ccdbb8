// Tables that come as data: lines of tab-separated cells; empty lines and lines that
// begin with # are comments.
#pragma once

#include <string_view>
#include <vector>

#include "text/ascii.h"

namespace byname {

using TableRow = std::vector<std::string_view>;

inline std::vector<std::string_view> split_at(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

inline std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> out;
  for (const std::string_view word : split_at(text, ' '))
    if (!word.empty()) out.push_back(word);
  return out;
}

inline std::vector<TableRow> table_rows(std::string_view data) {
  std::vector<TableRow> rows;
  for (const std::string_view line : split_at(data, '\n'))
    if (!line.empty() && !line.starts_with('#')) rows.push_back(split_at(line, '\t'));
  return rows;
}

// Kinds of pages, each begun by a line "page NAME"; the other lines of a kind are a keyword,
// blanks and a value, which go to set(kind, keyword, value).
template <typename Kind, typename Set>
std::vector<Kind> page_kinds(std::string_view data, Set set) {
  std::vector<Kind> kinds;
  for (const std::string_view line : split_at(data, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t blank = line.find_first_of(" \t");
    if (blank == line.npos) continue;
    const std::string_view keyword = line.substr(0, blank);
    const std::string_view value = trim(line.substr(blank));
    if (keyword == "page") {
      kinds.emplace_back().name = value;
    } else if (!kinds.empty()) {
      set(kinds.back(), keyword, value);
    }
  }
  return kinds;
}

}  // namespace byname
