// A byte string for each document: records, source maps, token streams.
//
// Layout: docs/index-format.md, "Sequences".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "store/table_file.h"

namespace byname {

class SequenceWriter {
 public:
  SequenceWriter(const std::filesystem::path& path, std::string_view kind)
      : out_(path, kind, 2), offsets_{0} {}

  void add(std::string_view bytes) {
    out_.write(bytes);
    offsets_.push_back(out_.section_size());
  }
  void finish() {
    out_.next_section();
    out_.write_array(offsets_);
    out_.finish();
  }

 private:
  TableWriter out_;
  std::vector<std::uint64_t> offsets_;
};

class SequenceFile {
 public:
  SequenceFile(const std::filesystem::path& path, std::string_view kind)
      : file_(path, kind, 2), offsets_(file_.array<std::uint64_t>(1)) {
    if (offsets_.size() == 0) throw_damaged(file_.name(), "no offsets");
  }

  std::size_t size() const { return offsets_.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return file_.slice(0, offsets_[i], offsets_[i + 1]);
  }
  std::string_view name() const { return file_.name(); }
  void check() const { file_.check(); }
  void release() const { file_.release(); }

 private:
  TableFile file_;
  Array<std::uint64_t> offsets_;
};

}  // namespace byname
