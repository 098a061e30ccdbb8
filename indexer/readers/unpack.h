// Archives and compressed files as a sequence of members (libarchive).
//
//   Unpacker archive(file, Unpacker::any);
//   for (PackedMember member; archive.next(member);) {
//     Spool spool(budget);
//     if (const std::string wrong = archive.read(spool); !wrong.empty()) ...
//   }
//   archive.wrong()   // empty, or why it ended before its end
//
// Nothing is written to disk but by the spool; programs are never called.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/readers/members.h"
#include "indexer/readers/source_file.h"

namespace byname {

struct PackedMember {
  std::string name{};  // as the archive has it
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  bool regular = false;  // a file, with bytes of its own
  bool folder = false;
  bool encrypted = false;
  bool nameless = false;  // the whole of a compressed file
};

class Unpacker {
 public:
  enum Kind { any, zip };
  Unpacker(SourceFile& file, Kind kind);
  ~Unpacker();
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  bool next(PackedMember& member);
  // The bytes of the current member. Empty, or why they end early.
  std::string read(Spool& to);
  // The same, each piece given to `take`, which says why it takes no more, if so.
  using Take = std::function<std::string(std::string_view)>;
  std::string read(const Take& take);
  const std::string& wrong() const { return wrong_; }
  // No more can come: what is after a member that ended early is lost as well, unless resume().
  bool at_end() const { return at_end_; }
  // Goes on with the next member after one that could not be read; true where the format has a
  // list of its members (zip). Some times only, so that bad members cost no more than good ones.
  bool resume();
  bool listed() const;

 private:
  void open(Kind kind);
  void open_prepared();

  struct State;
  std::unique_ptr<State> state_;
  std::string wrong_{};
  bool at_end_ = false;
  std::uint64_t members_ = 0;  // met so far
  unsigned resumed_ = 0;
};

}  // namespace byname
