// A few facts of every document side by side, for questions about very many of
// them: date, source, language, cluster. A record (store/document_record.h) holds the
// first three too, and takes a microsecond to read.
//
// Layout: docs/index-format.md, "Columns".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "schemas/document.h"
#include "store/sequence_file.h"
#include "store/table_file.h"

namespace byname {

class ColumnsFile {
 public:
  explicit ColumnsFile(const std::filesystem::path& path);

  std::size_t documents() const { return clusters_.size(); }
  Date date(std::size_t document) const;  // without `text`
  std::string_view source(std::size_t document) const { return value(sources_[document]); }
  std::string_view lang(std::size_t document) const { return value(languages_[document]); }
  // The name of the cluster as a number (store/clusters.h); not 0.
  std::uint64_t cluster(std::size_t document) const { return clusters_[document]; }
  void check() const { file_.check(); }

 private:
  std::string_view value(std::size_t number) const;

  TableFile file_;
  Array<std::uint64_t> clusters_;
  Array<std::uint32_t> dates_;
  Array<std::uint32_t> sources_;
  Array<std::uint32_t> languages_;
  Array<std::uint32_t> begins_;  // of values; one more than there are
};

// Derives the file from the records; `clusters` are by document.
void write_columns(const std::filesystem::path& path, const SequenceFile& documents,
                   const std::vector<std::uint64_t>& clusters);

}  // namespace byname
