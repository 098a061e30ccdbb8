// Which documents of a segment are deleted: a small immutable file beside the
// segment, written anew by each commit that deletes more.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "store/table_file.h"

namespace byname {

// `documents` ascending, each once.
inline void write_deleted(const std::filesystem::path& path,
                          const std::vector<std::uint32_t>& documents) {
  TableWriter out(path, "deleted", 1);
  out.write_array(documents);
  out.finish();
}

// Throws IndexError unless all are below `end`.
inline std::vector<std::uint32_t> read_deleted(const std::filesystem::path& path,
                                               std::uint32_t end) {
  const TableFile file(path, "deleted", 1);
  file.check();
  const auto documents = file.array<std::uint32_t>(0);
  std::vector<std::uint32_t> result(documents.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = documents[i];
    if (result[i] >= end || (i > 0 && result[i] <= result[i - 1]))
      throw_damaged(file.name(), "numbers of documents");
  }
  return result;
}

}  // namespace byname
