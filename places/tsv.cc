#include "places/tsv.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "schemas/error.h"
#include "text/ascii.h"

namespace byname {
namespace {

void split(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (std::size_t begin = 0;;) {
    const auto tab = line.find('\t', begin);
    cells.push_back(trimmed(line.substr(begin, tab - begin)));
    if (tab == std::string_view::npos) return;
    begin = tab + 1;
  }
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

}  // namespace

TsvTable::TsvTable(std::string label, std::string_view content)
    : label_(std::move(label)), rest_(content) {
  if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  for (std::string_view line; next_line(line);)
    if (!line.empty()) {
      split(line, header_);
      break;
    }
}

std::optional<std::size_t> TsvTable::column(std::initializer_list<std::string_view> names) const {
  for (const auto name : names)
    for (std::size_t i = 0; i < header_.size(); ++i)
      if (same_letters(header_[i], name)) return i;
  return std::nullopt;
}

bool TsvTable::next(TsvRow& row) {
  for (std::string_view line; next_line(line);) {
    if (line.empty()) continue;
    split(line, row.cells);
    row.line = line_;
    return true;
  }
  return false;
}

bool TsvTable::next_line(std::string_view& line) {
  if (rest_.empty()) return false;
  const auto end = rest_.find('\n');
  line = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  ++line_;
  return true;
}

std::string read_whole_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  const auto fail = [&](int error) {
    throw InputError(path + ": cannot be read (" + std::strerror(error) +
                     "); check the path and its permissions");
  };
  if (!file) fail(errno);
  std::string content;
  char buffer[1 << 16];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, file.get())) > 0;)
    content.append(buffer, n);
  if (std::ferror(file.get())) fail(errno);
  return content;
}

}  // namespace byname
