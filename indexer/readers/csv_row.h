// One row of a table as text: cells between delimiters, quotes around those that hold
// delimiters, line ends or quotes (written twice).
//
//   std::vector<CsvCell> cells;
//   const std::size_t next = read_row(text, 0, ',', cells);   // npos: the row is not complete
//   append_cell(text, cells[0], out);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/source_map.h"

namespace byname {

struct CsvCell {
  std::size_t begin = 0;  // within its quotes
  std::size_t end = 0;
  bool quoted = false;
};

// The offset behind the row; npos if the text ends inside quotes or without a line end.
std::size_t read_row(std::string_view text, std::size_t begin, char delimiter,
                     std::vector<CsvCell>& cells);

void append_cell(const Decoded& row, const CsvCell& cell, TextBuilder& out);
std::string cell_text(std::string_view row, const CsvCell& cell);

// The first row of a table whose columns are known: what separates its cells; 0: it is none.
// Told by the names of columns: one for texts or titles and, unless `surely`, a second one.
char delimiter_of(std::string_view head, bool surely);

}  // namespace byname
