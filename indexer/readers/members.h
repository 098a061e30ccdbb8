// Files inside of files: what archives, letters and web archives hold is read like any
// other file, and in memory only as far as it is small.
//
//   Spool spool(out.budget());                  // out: the collector of the archive
//   while (more) spool.add(bytes);              // false: too much, spool.wrong() says why
//   SourceFile file = spool.file();
//   out.read_member(out.member_name("a/b.txt"), file);
//
// The limits keep a small file from filling the disk: everything inside of the outermost
// file together may have 64 MiB and 200 times its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/readers/collector.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/source_file.h"

namespace byname {

inline constexpr unsigned kDeepestMember = 6;  // archives in archives
inline constexpr unsigned kMostBombs = 16;
inline constexpr std::uint64_t kMostMembers = 1'000'000;
inline constexpr std::uint64_t kLongestMember = std::uint64_t{1} << 30;
inline constexpr std::uint64_t kMostUnpacked = 200;  // times what it was packed
inline constexpr char kBomb[] =
    "unpacks to more than 200 times its size; unpack it yourself if it is no bomb";
inline constexpr std::uint64_t kUnpackedFree = std::uint64_t{64} << 20;

// What may still be unpacked from one file on disk and everything inside of it.
class UnpackBudget {
 public:
  explicit UnpackBudget(std::uint64_t packed)
      : left_(kUnpackedFree + packed * kMostUnpacked), members_(kMostMembers) {}
  bool take(std::uint64_t bytes);
  bool take_member();
  // What was taken for a member that turned out to be too much, and was thrown away.
  void give_back(std::uint64_t bytes);
  // Too many of those: no more is to be unpacked.
  bool spent() const { return bombs_ > kMostBombs; }

 private:
  std::uint64_t left_;
  std::uint64_t members_;
  unsigned bombs_ = 0;
};

// Bytes of one member, kept in memory, or from 16 MiB on in a file without a name.
class Spool {
 public:
  explicit Spool(UnpackBudget& budget) : budget_(budget) {}
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // False when a limit is reached or the disk is full; the bytes are not kept then.
  bool add(std::string_view bytes);
  const std::string& wrong() const { return wrong_; }
  void refuse(std::string why);
  std::uint64_t size() const { return size_; }

  // What was added; the spool must outlive it.
  SourceFile file();
  // The same where it is known to be small enough: up to 16 MiB, else its beginning.
  const std::string& memory() const { return memory_; }

 private:
  bool write_out(std::string_view bytes);

  UnpackBudget& budget_;
  std::string memory_{};
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::string wrong_{};
};

// Reads a member whose place is known; nothing is thrown but what `emit` throws.
ReadResult read_nested(const InputFile& input, SourceFile& file, const Emit& emit, Nesting nesting);

}  // namespace byname
