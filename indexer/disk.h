// What to say when the disk is full: which disk, how much it has, how much it takes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace byname {

// Bytes of all files below a folder; what cannot be read counts nothing.
std::uint64_t bytes_below(const std::filesystem::path& folder);

// Whether an error's text is about a disk, quota or file size limit reached.
bool is_about_space(const std::string& what);

// "12.3 MB"
std::string in_megabytes(std::uint64_t bytes);

// One or two sentences. `written`: by this run, for `share` (0 to 1) of its input.
std::string space_advice(const std::filesystem::path& index, std::uint64_t written, double share);

}  // namespace byname
