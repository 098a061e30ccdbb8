#include "store/tsv_cell.h"

namespace byname {

void put_cell(std::string& out, std::string_view value) {
  for (const char c : value) {
    if (c == '\t')
      out += "\\t";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\\')
      out += "\\\\";
    else
      out += c;
  }
}

std::string cell_value(std::string_view cell) {
  std::string result;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size()) {
      ++i;
      result += cell[i] == 't' ? '\t' : cell[i] == 'n' ? '\n' : cell[i];
    } else {
      result += cell[i];
    }
  }
  return result;
}

}  // namespace byname
