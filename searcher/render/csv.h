// One line of CSV (RFC 4180, \r\n), safe for spreadsheets: a cell that begins
// with = + - @, a tab or a carriage return would be run as a formula and gets an
// apostrophe in front, unless `raw`.
#pragma once

#include <string>
#include <vector>

namespace byname {

std::string csv_line(const std::vector<std::string>& cells, bool raw = false);

}  // namespace byname
