// The bytes of a web archive, plain or compressed record by record, and where in the file
// each record begins.
//
//   WarcBytes bytes(file);
//   while (bytes.fill(1)) { bytes.view() ...; bytes.offset(); bytes.drop(n); }
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/readers/inflate.h"
#include "indexer/readers/source_file.h"

namespace byname {

class WarcBytes {
 public:
  explicit WarcBytes(SourceFile& file);

  // At least `wanted` bytes in the view, or as many as there are; false if there are none.
  bool fill(std::size_t wanted);
  std::string_view view() const { return std::string_view(buffer_).substr(at_); }
  void drop(std::size_t bytes);
  // Of the first byte of the view; in a compressed file of the record's beginning.
  std::uint64_t offset() const;
  // Something could not be inflated, and was passed over; asked once each time.
  bool damaged() { return std::exchange(damaged_, false); }
  bool cut() const { return cut_; }

 private:
  void more();
  void find_next_member();

  SourceFile& file_;
  std::uint64_t next_ = 0;    // byte of the file
  std::uint64_t member_ = 0;  // where the compressed record began
  std::unique_ptr<Inflater> inflater_{};
  bool in_member_ = false;
  bool damaged_ = false;
  bool cut_ = false;
  bool end_ = false;
  std::string room_{};
  std::string buffer_{};
  std::size_t at_ = 0;
};

}  // namespace byname
