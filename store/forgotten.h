// What must not come back: forgotten.tsv in the index directory names the inputs and documents
// that were forgotten on request. It outlives rebuilds; a person who removes a line takes the
// request back.
//
//   Forgotten forgotten = read_forgotten(index);
//   forgotten.inputs.insert({"letters", "1921/may.txt"});
//   write_forgotten(index, forgotten);
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "schemas/document.h"

namespace byname {

// Their reason in the ledger.
inline constexpr std::string_view kForgotten = "forgotten";

struct Forgotten {
  std::set<std::pair<std::string, std::string>> inputs{};  // root name, path
  std::set<std::string> uids{};                            // of single documents

  bool holds(const Document& document) const {
    // Of what an archive holds ("a.zip!/b.txt") the input is the archive.
    return uids.contains(document.uid) ||
           inputs.contains({document.root, document.path.substr(0, document.path.find("!/"))});
  }
  bool operator==(const Forgotten&) const = default;
};

// Empty if there is no such file. Throws IndexError that names file and line of a bad row.
Forgotten read_forgotten(const std::filesystem::path& index);
void write_forgotten(const std::filesystem::path& index, const Forgotten& forgotten);

}  // namespace byname
