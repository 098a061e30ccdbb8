// What a generation was built with. A reader compares and refuses, with a
// sentence that says what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/source_table.h"

namespace byname {

// Raised whenever a file of the index changes its layout (docs/index-format.md).
inline constexpr int kLayoutVersion = 5;

// The moment as manifests have it: 2023-02-02T13:15:00Z.
std::string utc_now();

struct Root {
  std::string name{};  // first part of uids; unique in the index
  std::string path{};  // absolute, as given
  bool operator==(const Root&) const = default;
};

struct Manifest {
  int layout = kLayoutVersion;
  std::string analyzer{};   // analyzer_fingerprint()
  std::string gazetteer{};  // gazetteer_hash()
  std::string names{};      // grammar and matcher fingerprints
  std::uint32_t generation = 0;
  std::uint32_t commit = 0;    // of the delta; 0: none
  std::uint32_t previous = 0;  // generation in use before this one: rollback's aim; 0: none
  std::string built{};         // ISO date-time UTC
  std::string program{};       // "byname 0.1"
  std::vector<Root> roots{};
  std::vector<std::string> gazetteer_files{};  // empty: the shipped one
  bool misspelt = false;                       // slips in long names are heard
  SourceTable sources{};                       // sources.tsv as it was applied
  std::vector<std::string> segments{};         // relative to the index directory
  std::vector<std::string> deleted{};          // files of deleted document numbers, one a segment
                                               // ("" where none)
  std::string ledger{};                        // relative to the index directory
  std::uint64_t documents = 0;                 // live
  std::uint64_t mentions = 0;                  // rows, rejected included, of live documents
  std::uint64_t text_bytes = 0;

  bool operator==(const Manifest&) const = default;
};

// JSON, one field a line. Throws IndexError naming `file` for bytes that are no
// manifest, and for another layout version (whose other fields are not read).
std::string to_json(const Manifest& manifest);
Manifest manifest_from_json(std::string_view json, std::string_view file);

}  // namespace byname
