// The members of a zip: by the list at its end, and where that is lost or leads astray by the
// heads that stand before each member. Damage costs only what it damages.
//
//   ZipWalk zip(file);
//   for (PackedMember member; zip.next(member);)
//     if (const std::string wrong = zip.read(take); !wrong.empty()) ...   // read as far as it goes
//   zip.wrong()   // empty, or what is wrong with the zip as a whole
//
// The bytes before the zip may be those of a program that unpacks it. Every byte is looked at a
// few times at most, however members overlap.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

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

class ZipWalk {
 public:
  explicit ZipWalk(SourceFile& file);

  bool next(PackedMember& member);
  // Of the current member. `take` says why it takes no more, if so; that is returned then.
  using Take = std::function<std::string(std::string_view)>;
  std::string read(const Take& take);
  const std::string& wrong() const { return wrong_; }

 private:
  struct Head {
    std::string name{};
    unsigned flags = 0;
    unsigned method = 0;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0;
    bool link = false;
    bool folder = false;
    bool lost = false;       // in the list, but nowhere else
    bool unbounded = false;  // where it ends is not known
    std::uint64_t data = 0;  // where its bytes begin
  };
  enum class Phase { list, heads, lost, end };
  static constexpr std::string_view kLocal = "PK\x03\x04";
  static constexpr unsigned kStored = 0, kDeflated = 8;            // ways of packing
  static constexpr unsigned kEncrypted = 1, kSizesFollow = 8;      // flags
  static constexpr std::uint64_t kPiece = 256 << 10, kNear = 512;  // bytes taken at a time

  bool find_list();
  bool take_list(std::uint64_t end_record);
  bool next_listed();
  bool next_head();
  bool next_lost();
  void find_end();
  void find_end_of_stored();
  // The local head at `at`, if there is one.
  bool read_local(std::uint64_t at, Head& head);
  bool is_local_at(std::uint64_t at, std::string_view name, std::uint64_t& data);
  std::uint64_t find_mark(std::uint64_t from, std::string_view mark);  // or the file's end
  bool spend(std::uint64_t bytes);
  std::string inflate(const Take& take);
  std::string copy(const Take& take);
  std::string by_library(const Take& take);
  std::string checked(std::uint32_t crc, std::uint64_t size) const;

  SourceFile& file_;
  std::string room_{};
  Phase phase_ = Phase::heads;
  std::uint64_t list_at_ = 0, list_end_ = 0;
  std::int64_t shift_ = 0;  // of what the list says to where it is
  std::uint64_t listed_ = 0, expected_ = 0;
  bool whole_list_ = true;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> found_{};  // bytes of members by the list
  std::size_t next_found_ = 0;
  std::unordered_set<std::string> lost_{};
  std::uint64_t heads_at_ = 0;
  std::uint64_t met_ = 0;
  std::uint64_t effort_;  // bytes that may still be looked at
  Head now_{};
  std::string wrong_{};
};

// Whether a zip ends the file, whatever it begins with.
bool ends_as_zip(SourceFile& file);

}  // namespace byname
