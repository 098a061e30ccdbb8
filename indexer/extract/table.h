// Tables that come as data: lines of tab-separated cells; empty lines and lines that
// begin with # are comments.
#pragma once

#include <string_view>
#include <vector>

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

}  // namespace byname
