// Tab-separated tables as our data files are: UTF-8, one header line, no
// quoting, columns found by their header.
//
//   TsvTable table("names.tsv", content);
//   const auto name = table.column({"name"});
//   for (TsvRow row; table.next(row);) row.cell(name);   // trimmed; empty if no such column
//
// A byte order mark, CRLF line ends, empty lines and a missing last line end
// are accepted. Everything is a view into `content`, which must outlive the table.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

struct TsvRow {
  std::size_t line = 0;  // 1-based
  std::vector<std::string_view> cells{};

  std::string_view cell(std::optional<std::size_t> column) const {
    return column && *column < cells.size() ? cells[*column] : std::string_view{};
  }
};

class TsvTable {
 public:
  TsvTable(std::string label, std::string_view content);

  const std::string& label() const { return label_; }
  const std::vector<std::string_view>& header() const { return header_; }
  // The column that bears one of these names, in any letter case.
  std::optional<std::size_t> column(std::initializer_list<std::string_view> names) const;
  // The next row that is not empty. `row` keeps its memory from call to call.
  bool next(TsvRow& row);

 private:
  bool next_line(std::string_view& line);

  std::string label_;
  std::string_view rest_;
  std::size_t line_ = 0;
  std::vector<std::string_view> header_;
};

// Without the blanks at both ends.
inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The bytes of a file. Throws InputError that names the file and the remedy.
std::string read_whole_file(const std::string& path);

}  // namespace byname
