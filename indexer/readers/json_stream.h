// The records of a JSON text of any size, found without holding it: the items of the
// outermost list of objects, of the lists inside objects that hold one («messages»,
// «items»), or the object that is the whole text. Several texts may follow each other.
//
//   JsonStream stream(file, 0);
//   stream.read([&](const JsonPiece& piece) { ... });   // in order, each as it stands
//
// What lies between records is stepped over, not checked; a record is only known to be
// JSON after somebody has parsed it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/source_file.h"

namespace byname {

struct JsonPiece {
  std::string_view bytes{};  // of one item; empty if it is too long
  std::uint64_t begin = 0;   // of the file
  std::uint32_t line = 1;
  // The object in which the list stands, without it: {"name": "chat", "type": "..."}.
  std::string_view about{};
};

class JsonStream {
 public:
  static constexpr std::size_t kLongestRecord = 64 << 20;

  JsonStream(SourceFile& file, std::uint64_t begin) : file_(file), offset_(begin) {}

  using Give = std::function<void(const JsonPiece&)>;
  // Empty, or what stands where a text should begin.
  std::string read(const Give& give);

 private:
  int peek();  // the next byte; -1 at the end
  void step() { ++at_; }
  int peek_mark();  // the next one that is no white space
  void count_lines();
  void skip_string();
  void skip_nested(std::size_t depth);
  void skip_value();
  std::string read_key();
  void read_object(bool is_item);
  void read_list();
  void begin_capture();
  void keep_captured();
  void give_captured();
  std::string about_so_far();
  std::string about_all(std::uint64_t begin);

  SourceFile& file_;
  const Give* give_ = nullptr;
  std::string room_{};
  std::string_view chunk_{};
  std::size_t at_ = 0;        // in the chunk
  std::uint64_t offset_ = 0;  // of the chunk's end in the file
  std::uint32_t line_ = 1;    // at the byte `counted_` of the chunk
  std::size_t counted_ = 0;
  int depth_ = 0;

  bool capturing_ = false;  // bytes go to `captured_` as they are passed
  bool too_long_ = false;
  std::string captured_{};
  std::size_t captured_to_ = 0;  // byte of the chunk up to which it is in `captured_`
  std::uint64_t captured_at_ = 0;
  std::uint32_t captured_line_ = 1;
  std::string about_{};
};

}  // namespace byname
