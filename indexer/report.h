// What `indexer status` and `indexer failed` print, and the last line of a build.
// Pure: values in, text out.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "indexer/book.h"
#include "indexer/build.h"
#include "store/manifest.h"

namespace byname {

struct Status {
  std::filesystem::path index{};
  Manifest manifest{};
  InputCounts inputs{};
  std::uint64_t disk_bytes = 0;

  bool operator==(const Status&) const = default;
};

std::string status_text(const Status& status);
std::string status_json(const Status& status);  // one object, pretty-printed

// A line an entry, tab-separated: state, ROOT/PATH, record, reason.
std::string failed_text(std::span<const LedgerEntry> entries);

// "5 inputs: 5 indexed; 20 documents, 1,234 mentions; generation 1 in 0.8 s (0.1 MB/s)"
std::string closing_line(const BuildReport& report, double seconds);

// "7+3", as answers have it.
std::string generation_of(const Manifest& manifest);

}  // namespace byname
