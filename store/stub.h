// The file XAPIANDB: which generation is in use, for us and for Xapian's tools.
//
//   # byname 7+3
//   # newest generation: 8
//   glass gen-000007/segment-0/xapian-0
//   glass gen-000007.delta/segment-000003/xapian-0
//   glass gen-000007/synonyms
//   # end
//
// Replacing it by rename(2) is what publishes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "store/manifest.h"

namespace byname {

struct Stub {
  std::uint32_t generation = 0;
  std::uint32_t commit = 0;
  std::uint32_t newest = 0;           // ever published, also if rolled back: numbers are not reused
  std::vector<std::string> shards{};  // relative to the index directory

  bool operator==(const Stub&) const = default;
};

std::string to_text(const Stub& stub);
// Throws IndexError naming `file` for text that is no stub of ours.
Stub stub_from_text(std::string_view text, std::string_view file);

std::filesystem::path stub_path(const std::filesystem::path& index);
// Empty if the directory holds no index.
std::optional<Stub> read_stub(const std::filesystem::path& index);

// Names below the index directory.
std::string generation_name(std::uint32_t generation);  // gen-000007
std::string delta_name(std::uint32_t generation);       // gen-000007.delta
std::string manifest_name(std::uint32_t generation, std::uint32_t commit);
// The number of a generation by its directory's name; empty for any other name.
std::optional<std::uint32_t> generation_of_name(std::string_view name);

// Throws IndexError: no index there, and how to make one.
[[noreturn]] void throw_no_index(const std::filesystem::path& index);

}  // namespace byname
