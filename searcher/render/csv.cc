#include "searcher/render/csv.h"

#include <string_view>

namespace byname {

std::string csv_line(const std::vector<std::string>& cells, bool raw) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    std::string cell = cells[i];
    if (!raw && !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string::npos)
      cell.insert(0, 1, '\'');
    if (cell.find_first_of("\",\r\n") == std::string::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (const char c : cell) {
      if (c == '"') line += '"';
      line += c;
    }
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace byname
