#include "indexer/readers/csv_row.h"

#include <algorithm>

#include "indexer/readers/record_fields.h"
#include "text/ascii.h"

namespace byname {
namespace {}  // namespace

std::size_t read_row(std::string_view text, std::size_t begin, char delimiter,
                     std::vector<CsvCell>& cells) {
  cells.clear();
  std::size_t at = begin;
  while (true) {
    CsvCell cell{at, at};
    if (at < text.size() && text[at] == '"') {
      cell.quoted = true;
      cell.begin = ++at;
      while (true) {
        at = text.find('"', at);
        if (at == text.npos) {
          cell.end = text.size();
          cells.push_back(cell);
          return text.npos;
        }
        if (text.substr(at + 1, 1) != "\"") break;
        at += 2;
      }
      cell.end = at++;
    }
    // Behind closing quotes nothing should stand; what does is left out of the cell.
    while (at < text.size() && text[at] != delimiter && text[at] != '\n') ++at;
    if (!cell.quoted) cell.end = at;
    const bool more = at < text.size() && text[at] == delimiter;
    if (!more && !cell.quoted && cell.end > cell.begin && text[cell.end - 1] == '\r') --cell.end;
    cells.push_back(cell);
    if (at >= text.size()) return text.npos;
    ++at;
    if (!more) return at;
  }
}

void append_cell(const Decoded& row, const CsvCell& cell, TextBuilder& out) {
  const std::string_view text = std::string_view(row.text).substr(0, cell.end);
  std::size_t from = cell.begin;
  while (cell.quoted) {
    const std::size_t quote = text.find('"', from);
    if (quote == text.npos) break;
    out.copy(from, quote);
    out.replace("\"", quote, std::min(quote + 2, cell.end));
    from = std::min(quote + 2, cell.end);
  }
  out.copy(from, cell.end);
}

std::string cell_text(std::string_view row, const CsvCell& cell) {
  std::string out(row.substr(cell.begin, cell.end - cell.begin));
  if (!cell.quoted) return out;
  std::string single;
  for (std::size_t i = 0; i < out.size(); ++i) {
    single += out[i];
    if (out[i] == '"') ++i;
  }
  return single;
}

char delimiter_of(std::string_view head, bool surely) {
  char best = 0;
  std::size_t most = 0;
  std::vector<CsvCell> cells;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    if (read_row(head, 0, delimiter, cells) == head.npos || cells.size() > 1000) continue;
    std::size_t known = 0;
    bool text = false, plain = true;
    for (const CsvCell& cell : cells) {
      const std::string name = ascii_lower(trim(cell_text(head, cell)));
      const bool of_text = is_one_of(name, kTextNames) || is_one_of(name, kTitleNames) ||
                           is_one_of(name, kHtmlNames) || is_one_of(name, kShortNames);
      text |= of_text;
      known += of_text || is_one_of(name, kIdNames) || is_one_of(name, kSourceNames) ||
               is_one_of(name, kUrlNames) || is_one_of(name, kAuthorNames) ||
               is_one_of(name, kDateNames) || is_one_of(name, kLangNames);
      plain &= name.size() <= 64 && name.find_first_of(".!?\n") == name.npos;
    }
    if (!text || !plain || cells.size() < 2 || known < (surely ? 1U : 2U)) continue;
    // A table without a fitting name needs all of its columns known.
    if (!surely && known < cells.size()) continue;
    if (known <= most) continue;
    most = known;
    best = delimiter;
  }
  return best;
}

}  // namespace byname
