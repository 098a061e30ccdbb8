// Cells of the tables that people may read in an index directory: tab-separated, one line a
// row, \t \n \\ for what would break that.
#pragma once

#include <string>
#include <string_view>

namespace byname {

void put_cell(std::string& out, std::string_view value);
std::string cell_value(std::string_view cell);  // the inverse

}  // namespace byname
