// Archives and compressed files as a sequence of members (libarchive; a zip by zip_walk.h).
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
#include "indexer/readers/zip_walk.h"

namespace byname {

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
  // Members stand for themselves: to pass one over costs nothing.
  bool listed() const { return zip_ != nullptr; }

 private:
  void open();
  void open_prepared();

  struct State;
  std::unique_ptr<ZipWalk> zip_{};
  std::unique_ptr<State> state_{};
  std::string wrong_{};
  bool at_end_ = false;
};

}  // namespace byname
