// Tables with a header, separated by commas, semicolons, tabs or bars: one document a row,
// columns by the usual names of fields.
#include <algorithm>
#include <optional>

#include "indexer/extract/date.h"
#include "indexer/extract/hashtags.h"
#include "indexer/readers/csv_row.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/record_fields.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongestRow = 64 << 20;

class TableReader {
 public:
  TableReader(char delimiter, Collector& out) : delimiter_(delimiter), out_(out) {}

  // The first row names the columns.
  void give(const Decoded& row, std::uint32_t line) {
    if (names_.empty() && trim(row.text).empty()) return;  // above the header
    read_row(row.text, 0, delimiter_, cells_);
    if (names_.empty()) {
      for (const CsvCell& cell : cells_)
        names_.push_back(ascii_lower(trim(cell_text(row.text, cell))));
      return;
    }
    if (trim(row.text).empty()) return;
    Draft draft;
    Document& document = draft.document;
    document.source = line_of(row, kSourceNames);
    document.author = line_of(row, kAuthorNames);
    document.url = line_of(row, kUrlNames);
    document.lang = language_code(line_of(row, kLangNames));
    document.retrieved = line_of(row, kRetrievedNames);
    document.title = line_of(row, kTitleNames);
    if (const auto date = parse_machine_date(line_of(row, kDateNames))) document.date = *date;
    if (const auto date = parse_machine_date(line_of(row, kUpdatedNames))) document.updated = *date;
    draft.own_id = line_of(row, kIdNames);
    TextBuilder text(row);
    if (const CsvCell* title = find(row, kTitleNames)) {
      append_cell(row, *title, text);
      document.parts.push_back({Part::title, 0, text.size()});
      text.add("\n\n");
    }
    const std::uint32_t begin = text.size();
    const CsvCell* body = find(row, kTextNames);
    const CsvCell* html = body ? nullptr : find(row, kHtmlNames);
    if (!body && !html) body = find(row, kShortNames);
    if (body) append_cell(row, *body, text);
    if (html) {
      TextBuilder markup(row);
      append_cell(row, *html, markup);
      const Decoded cell = markup.take();
      HtmlPage page = parse_html(cell, markup_of(cell.text));
      for (const PartSpan& span : page.parts)
        if (span.part != Part::title)
          document.parts.push_back({span.part, begin + span.begin, begin + span.end});
      text.append(std::move(page.text));
    }
    mark_hashtags(text.text(), begin, document.parts);
    Decoded done = text.take();
    document.text = std::move(done.text);
    document.source_map = std::move(done.runs);
    if (trim(document.text).empty()) {
      out_.leave_out();
      out_.report({"line " + std::to_string(line), "holds no text", false});
      return;
    }
    out_.give(std::move(draft));
  }

 private:
  template <std::size_t N>
  const CsvCell* find(const Decoded& row, const std::array<std::string_view, N>& names) const {
    for (const std::string_view name : names)
      for (std::size_t i = 0; i < names_.size() && i < cells_.size(); ++i)
        if (names_[i] == name && !trim(std::string_view(row.text).substr(
                                           cells_[i].begin, cells_[i].end - cells_[i].begin))
                                      .empty())
          return &cells_[i];
    return nullptr;
  }

  template <std::size_t N>
  std::string line_of(const Decoded& row, const std::array<std::string_view, N>& names) const {
    const CsvCell* cell = find(row, names);
    return cell ? one_line(cell_text(row.text, *cell)) : std::string();
  }

  char delimiter_;
  Collector& out_;
  std::vector<std::string> names_{};
  std::vector<CsvCell> cells_{};
};

}  // namespace

void read_csv(const FormatInput& input, char delimiter, Collector& out) {
  TableReader table(delimiter, out);
  std::uint64_t invalid = 0;
  SourceFile* file = &input.file;
  std::uint64_t begin = input.encoding.mark;  // of the bytes in `buffer`
  // In these encodings a quote is more than its byte.
  std::optional<Decoded> whole;
  std::optional<SourceFile> decoded;
  if (is_wide(input.encoding)) {
    whole = decode_wide(input, out);
    if (!whole) return;
    file = &decoded.emplace(std::string_view(whole->text));
    begin = 0;
  }
  std::string room, buffer;
  std::uint32_t line = 1;
  std::size_t want = kReadAtOnce;
  std::vector<CsvCell> cells;
  while (true) {
    buffer += file->read(begin + buffer.size(), want - buffer.size(), room);
    const bool last = buffer.size() < want;
    std::size_t at = 0;
    while (at < buffer.size()) {
      std::size_t next = read_row(buffer, at, delimiter, cells);
      if (next == std::string::npos) {
        if (!last) break;
        next = buffer.size();
      }
      const std::string_view bytes = std::string_view(buffer).substr(at, next - at);
      table.give(whole ? slice(*whole, begin + at, begin + next)
                       : decode(bytes, input.encoding, {begin + at, line}, invalid),
                 line);
      line += static_cast<std::uint32_t>(std::count(bytes.begin(), bytes.end(), '\n'));
      at = next;
    }
    if (last) break;
    buffer.erase(0, at);
    begin += at;
    // A row that does not fit: twice as much, so that a long one is not read many times.
    want = at == 0 ? want * 2 : std::max(kReadAtOnce, buffer.size() * 2);
    if (want > 2 * kLongestRow) {
      out.report({"line " + std::to_string(line),
                  "a row over 64 MiB: a quote that is never closed? What follows was not read",
                  true});
      break;
    }
  }
  report_invalid(invalid, input.encoding, out);
}

}  // namespace byname
