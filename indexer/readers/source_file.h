// The bytes of one input: read in pieces, never mapped, since a mapped file that
// someone cuts short while we read it kills the program.
//
//   SourceFile file;
//   if (const std::string wrong = file.open(path); !wrong.empty()) ...
//   file.survey();                       // one pass: SHA-256, UTF-8 or not
//   std::string room;
//   file.read(0, 4096, room);            // a view, valid until `room` changes
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/readers/charset.h"

namespace byname {

// For readers that go through a file piece by piece.
inline constexpr std::uint64_t kReadAtOnce = 1 << 20;

class SourceFile {
 public:
  SourceFile() = default;
  explicit SourceFile(std::string_view bytes) : memory_(bytes), size_(bytes.size()) {}
  ~SourceFile();
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  // Takes a file that is open already, at any position.
  SourceFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

  // Empty, or why it cannot be read.
  std::string open(const std::filesystem::path& path);
  // The pass over everything. Empty, or why it failed.
  std::string survey();

  std::uint64_t size() const { return size_; }
  std::int64_t modified() const { return modified_; }
  void set_modified(std::int64_t seconds) { modified_ = seconds; }
  const std::string& sha256() const { return sha256_; }
  const Utf8Census& census() const { return census_; }

  // Bytes [offset, offset + length) or what there is of them; fewer at the end, and
  // when the file shrank (changed() then). The view may point into `room`.
  std::string_view read(std::uint64_t offset, std::uint64_t length, std::string& room);
  // Whether the file is no longer what survey() saw.
  bool changed() const { return changed_; }

 private:
  std::string_view memory_{};
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::int64_t modified_ = 0;
  std::string sha256_{};
  Utf8Census census_{};
  bool changed_ = false;
};

}  // namespace byname
