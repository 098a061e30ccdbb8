// The one shape of every binary file of a segment: a checked header and a few
// numbered sections, read in place.
//
//   TableWriter out(path, "tokens", 2);
//   out.write(streams);          // section 0
//   out.next_section();
//   out.write(offsets);          // section 1
//   out.finish();
//
//   TableFile in(path, "tokens", 2);
//   Array<std::uint64_t> offsets = in.array<std::uint64_t>(1);
//
// Layout: docs/index-format.md, "Table files". Opening checks header, sizes and
// bounds; check() also reads every byte and compares checksums.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "store/coding.h"
#include "store/files.h"

namespace byname {

inline constexpr std::size_t kChecksumPiece = std::size_t{1} << 20;

// Chained over pieces of 1 MiB, so that it can be computed while writing.
std::uint64_t checksum(std::string_view bytes);
// Of bytes of a mapped file, whose pages are given back on the way.
std::uint64_t checksum(const MappedFile& file, std::string_view bytes);

// A section as fixed-size numbers or structs; reading past the end throws IndexError.
template <typename T>
class Array {
 public:
  Array() = default;
  Array(std::string_view bytes, std::string_view file)
      : data_(bytes.data()), size_(bytes.size() / sizeof(T)), file_(file) {
    if (bytes.size() % sizeof(T) != 0) throw_damaged(file_, "a section of odd size");
  }

  std::size_t size() const { return size_; }
  T operator[](std::size_t i) const {
    if (i >= size_) throw_damaged(file_, "an entry past the end");
    T value;
    std::memcpy(&value, data_ + i * sizeof(T), sizeof(T));
    return value;
  }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::string_view file_{};
};

class TableWriter {
 public:
  // `kind` has at most 8 characters.
  TableWriter(const std::filesystem::path& path, std::string_view kind, unsigned sections);
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  void write(std::string_view bytes);
  template <typename T>
  void write_array(const std::vector<T>& values) {
    write({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }
  template <typename T>
  void write_value(const T& value) {
    write({reinterpret_cast<const char*>(&value), sizeof value});
  }
  std::uint64_t section_size() const;  // of the current section, so far
  void next_section();
  void finish();  // the file is nothing before this

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

class TableFile {
 public:
  // Throws IndexError for a missing or damaged file or one of another kind.
  TableFile(const std::filesystem::path& path, std::string_view kind, unsigned sections);

  std::string_view section(unsigned i) const { return sections_.at(i).bytes; }
  template <typename T>
  Array<T> array(unsigned i) const {
    return {section(i), name()};
  }
  std::string_view name() const { return file_.name(); }
  // The bytes [begin, end) of a section.
  std::string_view slice(unsigned i, std::uint64_t begin, std::uint64_t end) const;
  void check() const;  // throws IndexError if a byte has changed
  // For who has read it once, from front to back: its pages are this process's memory no more.
  void release() const { file_.release(); }

 private:
  void check_padding(const char* begin, const char* end) const;

  struct Section {
    std::string_view bytes{};
    std::uint64_t checksum = 0;
  };
  MappedFile file_;
  std::vector<Section> sections_;
};

}  // namespace byname
