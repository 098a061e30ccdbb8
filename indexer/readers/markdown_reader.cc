// Markdown: plain text whose marks say what is a title. The text keeps its marks, so
// every byte of it is a byte of the file.
#include <algorithm>

#include "indexer/extract/date.h"
#include "indexer/extract/lines.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestFile = 64 << 20;

std::string_view unquoted(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return value;
}

// The fields between two lines of dashes at the beginning; the offset after them.
std::size_t read_front_matter(std::string_view text, Document& document) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return 0;
  std::size_t at = text.find('\n') + 1;
  std::string_view title, author, date, source, url, lang;
  for (int lines = 0; at < text.size() && lines < 200; ++lines) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    if (trim(line) == "---" || trim(line) == "...") {
      document.title = unquoted(title);
      document.author = unquoted(author);
      document.source = unquoted(source);
      document.url = unquoted(url);
      if (unquoted(lang).size() == 2) document.lang = ascii_lower(unquoted(lang));
      if (const auto parsed = parse_machine_date(unquoted(date))) document.date = *parsed;
      return at;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::string key = ascii_lower(trim(line.substr(0, colon)));
    const std::string_view value = line.substr(colon + 1);
    if (key == "title") title = value;
    if (key == "author" || key == "authors") author = value;
    if (key == "date" || key == "published") date = value;
    if (key == "source" || key == "publisher") source = value;
    if (key == "url" || key == "link" || key == "canonical") url = value;
    if (key == "lang" || key == "language") lang = value;
  }
  return 0;  // never closed: it was a rule, not a head
}

// "# Title #" as "Title"; empty if the line is no heading.
std::string_view heading_of(std::string_view line) {
  std::size_t level = 0;
  while (level < line.size() && line[level] == '#') ++level;
  if (level == 0 || level > 6 || level >= line.size() || !is_ascii_space(line[level])) return {};
  line = trim(line.substr(level));
  while (!line.empty() && line.back() == '#') line.remove_suffix(1);
  return trim(line);
}

bool is_rule_of(std::string_view line, char mark) {
  return line.size() >= 2 &&
         std::all_of(line.begin(), line.end(), [&](char c) { return c == mark; });
}

}  // namespace

void read_markdown(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestFile) {
    read_text(input, out);
    return;
  }
  std::string room;
  const std::string_view bytes =
      input.file.read(input.encoding.mark, input.file.size() - input.encoding.mark, room);
  std::uint64_t invalid = 0;
  Decoded page = decode(bytes, input.encoding, {input.encoding.mark, 1}, invalid);
  Draft draft;
  draft.only_one = true;
  Document& document = draft.document;
  const std::size_t body = read_front_matter(page.text, document);
  const std::string_view text = page.text;
  if (body > 0) document.parts.push_back({Part::chrome, 0, static_cast<std::uint32_t>(body)});
  const std::vector<Line> lines = single_lines_of(text.substr(body));
  // The title is the first heading, if it stands before all text.
  if (!lines.empty()) {
    const Line& first = lines.front();
    const std::string_view line = text.substr(body + first.begin, first.end - first.begin);
    std::string_view heading = heading_of(line);
    if (heading.empty() && lines.size() > 1 && lines[1].blanks == 0) {
      const std::string_view below =
          text.substr(body + lines[1].begin, lines[1].end - lines[1].begin);
      if (is_rule_of(below, '=')) heading = line;
    }
    if (!heading.empty()) {
      if (document.title.empty()) document.title = heading;
      document.parts.push_back({Part::title, static_cast<std::uint32_t>(body + first.begin),
                                static_cast<std::uint32_t>(body + first.end)});
    }
  }
  document.text = std::move(page.text);
  document.source_map = std::move(page.runs);
  out.give(std::move(draft));
  report_invalid(invalid, input.encoding, out);
}

}  // namespace byname
