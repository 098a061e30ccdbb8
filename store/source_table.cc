#include "store/source_table.h"

#include <algorithm>
#include <array>

#include "places/tsv.h"
#include "schemas/error.h"
#include "store/files.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongest = 2048;  // of addresses and paths, what is compared

// `*` is any run of bytes, `?` one. Linear in practice: only the last star is tried again.
bool fits(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = pattern.npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

// The pattern, or the pattern with anything below it.
bool covers(std::string_view pattern, std::string_view text, std::string_view borders) {
  text = text.substr(0, kLongest);
  while (!pattern.empty() && pattern.back() == '/') pattern.remove_suffix(1);
  if (fits(pattern, text)) return true;
  for (std::size_t at = text.find_first_of(borders); at != text.npos;
       at = text.find_first_of(borders, at + 1)) {
    if (fits(pattern, text.substr(0, at))) return true;
  }
  return false;
}

// Without scheme, user, port and www., the host in lower case.
std::string bare_url(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != url.npos && scheme < 12)
    url.remove_prefix(scheme + 3);
  const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
  std::string_view host = url.substr(0, end);
  if (const std::size_t user = host.rfind('@'); user != host.npos) host.remove_prefix(user + 1);
  if (const std::size_t port = host.rfind(':');
      port != host.npos && host.find_first_not_of("0123456789", port + 1) == host.npos)
    host = host.substr(0, port);
  std::string name = ascii_lower(host);
  if (name.starts_with("www.")) name.erase(0, 4);
  return name.append(url.substr(end));
}

// A host covers its subdomains too.
bool covers_url(std::string_view typed, std::string_view url) {
  const std::string pattern = bare_url(typed);
  std::string text = bare_url(url.substr(0, kLongest));
  if (text.empty() || pattern.empty()) return false;
  while (true) {
    if (covers(pattern, text, "/?#")) return true;
    const std::size_t dot = text.find_first_of("./?#");
    if (dot == text.npos || text[dot] != '.') return false;
    text.erase(0, dot + 1);
  }
}

bool fits_place(const SourceRow& row, const Document& document) {
  return (row.path.empty() || covers(row.path, document.root + '/' + document.path, "/#!")) &&
         (row.url.empty() || covers_url(row.url, document.url));
}

bool fits_stated(const SourceRow& row, std::string_view stated) {
  return row.source.empty() ? stated.empty() : !stated.empty() && fits(row.source, stated);
}

bool concerns(const SourceRow& row, const Document& document) {
  return document.source == row.name || fits_place(row, document);
}

}  // namespace

const SourceRow* SourceTable::find(const Document& document) const {
  for (const SourceRow& row : rows)
    if (fits_stated(row, document.source) && fits_place(row, document)) return &row;
  return nullptr;
}

const SourceRow* SourceTable::facts_of(std::string_view name) const {
  for (const SourceRow& row : rows)
    if (row.name == name && !(row.country.empty() && row.side.empty() && row.trust.empty()))
      return &row;
  return nullptr;
}

bool may_differ(const SourceTable& before, const SourceTable& after, const Document& document) {
  std::vector<SourceRow> old_rows, new_rows;
  for (const SourceRow& row : before.rows)
    if (concerns(row, document)) old_rows.push_back(row);
  for (const SourceRow& row : after.rows)
    if (concerns(row, document)) new_rows.push_back(row);
  return old_rows != new_rows;
}

std::filesystem::path source_table_file(const std::filesystem::path& index) {
  return index / "sources.tsv";
}

SourceTable parse_source_table(std::string_view content, const std::string& file) {
  TsvTable table(file, content);
  const auto path = table.column({"path"}), url = table.column({"url"}),
             source = table.column({"source"}), name = table.column({"name"}),
             country = table.column({"country"}), side = table.column({"side"}),
             trust = table.column({"trust", "note", "trust note"});
  if (!name || (!path && !url && !source)) {
    throw InputError(
        file +
        ": its first line must name the columns, tab-separated: name, and path, url or "
        "source; also country, side and trust");
  }
  SourceTable result;
  for (TsvRow row; table.next(row);) {
    if (!row.cells.empty() && row.cells.front().starts_with('#')) continue;
    const auto cell = [&](const auto& column) { return std::string(row.cell(column)); };
    SourceRow made{.path = cell(path),
                   .url = cell(url),
                   .source = cell(source),
                   .name = cell(name),
                   .country = cell(country),
                   .side = cell(side),
                   .trust = cell(trust)};
    if (made.name.empty() || (made.path.empty() && made.url.empty() && made.source.empty())) {
      throw InputError(file + ":" + std::to_string(row.line) +
                       ": a source needs a name, and a path, url or source to know it by");
    }
    result.rows.push_back(std::move(made));
  }
  return result;
}

SourceTable read_source_table(const std::filesystem::path& index) {
  const std::filesystem::path file = source_table_file(index);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  const std::string content = read_file(file);
  return parse_source_table(content, file.native());
}

std::string_view folder_of(const Document& document) {
  const std::string_view path = document.path;
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos) return document.root;
  std::string_view folder = path.substr(0, slash);
  if (folder.ends_with('!')) folder.remove_suffix(1);
  return folder.substr(folder.rfind('/') + 1);
}

std::string host_of(std::string_view url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) return {};
  std::string host = bare_url(url.substr(0, kLongest));
  host.erase(std::min(host.find_first_of("/?#"), host.size()));
  return host;
}

}  // namespace byname
