// What people know of their sources: sources.tsv in the index directory says by path or
// address who speaks, from which country, on which side, and how far to trust it.
//
//   path            url          source      name    country  side  trust
//   news/oxu                                 Oxu.Az  AZ       AZ    close to the government
//                   t.me/shusha              Shusha channel
//                   rt.com       RT - *      RT      RU
//
//   SourceTable table = read_source_table(index);
//   if (const SourceRow* row = table.find(document)) document.source = row->name;
//   table.facts_of("RT")->country
//
// `path` is that of a file or folder as `indexer status -v` names it (ROOT/PATH), `url` a host with
// what may follow it; both cover what lies below and may hold * and ?. `source` is what the
// document itself says; a row without it leaves alone what documents say. All cells that are
// filled must fit, and the first row that fits counts.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

struct SourceRow {
  std::string path{};
  std::string url{};
  std::string source{};
  std::string name{};
  std::string country{};
  std::string side{};
  std::string trust{};

  bool operator==(const SourceRow&) const = default;
};

struct SourceTable {
  std::vector<SourceRow> rows{};

  // The row for a document whose source is as its reader left it; none: null.
  const SourceRow* find(const Document& document) const;
  // What is known of a source by its name; none: null.
  const SourceRow* facts_of(std::string_view name) const;

  bool operator==(const SourceTable&) const = default;
};

// Whether going from one table to the other may change what is known of a document of the index.
bool may_differ(const SourceTable& before, const SourceTable& after, const Document& document);

// Empty if the index has none. Throws InputError that names file and line of a bad row.
SourceTable read_source_table(const std::filesystem::path& index);
SourceTable parse_source_table(std::string_view content, const std::string& file);
std::filesystem::path source_table_file(const std::filesystem::path& index);

// The folder that a document lies in, for documents that have no source: the last one of
// ROOT/PATH before its name.
std::string_view folder_of(const Document& document);
// The host of an address, without www. and in lower case; empty if it has none.
std::string host_of(std::string_view url);

}  // namespace byname
