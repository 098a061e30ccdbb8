// The bytes of a zip's members, as far as they go.
#include <archive.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <new>

#include "indexer/readers/inflate.h"
#include "indexer/readers/members.h"
#include "indexer/readers/zip_walk.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::uint64_t kMostForLibrary = 64 << 20;
// A member may grow so much before its ratio counts.
constexpr std::uint64_t kMemberFree = 64 << 20;
constexpr char kBadSum[] = "its check sum is not that of its bytes";
constexpr char kMemberCut[] = "cut off";
constexpr char kOverlap[] = "too much of it overlaps with other members";

}  // namespace

std::string ZipWalk::checked(std::uint32_t crc, std::uint64_t size) const {
  if (now_.unbounded) return (now_.flags & kSizesFollow) == 0 && now_.crc == crc ? "" : "damaged";
  const bool known = (now_.flags & kSizesFollow) == 0 || now_.crc != 0 || now_.size != 0;
  return known && (crc != now_.crc || (size & 0xFFFFFFFF) != (now_.size & 0xFFFFFFFF)) ? kBadSum
                                                                                       : "";
}

std::string ZipWalk::read(const Take& take) {
  if (effort_ == 0) return kOverlap;
  if (now_.lost) return "not where the list of the zip says it is";
  std::string wrong;
  if (now_.method == kStored) {
    wrong = copy(take);
  } else {
    wrong = now_.method == kDeflated ? inflate(take) : by_library(take);
  }
  // Others may begin in what were its bytes.
  if (!wrong.empty() && phase_ == Phase::list) found_.back().second = now_.data;
  return wrong;
}

std::string ZipWalk::copy(const Take& take) {
  std::uint32_t crc = 0;
  std::string room;
  const std::uint64_t end = std::min(file_.size(), now_.data + now_.packed);
  for (std::uint64_t at = now_.data; at < end;) {
    const std::string_view bytes = file_.read(at, std::min(kPiece, end - at), room);
    if (bytes.empty() || !spend(bytes.size())) return kMemberCut;
    at += bytes.size();
    crc = static_cast<std::uint32_t>(
        crc32(crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    if (std::string full = take(bytes); !full.empty()) return full;
  }
  if (now_.data + now_.packed > file_.size()) return kMemberCut;
  return checked(crc, now_.packed);
}

std::string ZipWalk::inflate(const Take& take) {
  Inflater inflater(Inflater::raw);
  std::uint32_t crc = 0;
  std::uint64_t size = 0, consumed = 0;
  std::string room, full;
  const std::uint64_t end =
      now_.unbounded ? file_.size() : std::min(file_.size(), now_.data + now_.packed);
  std::uint64_t at = now_.data;
  for (std::uint64_t piece = now_.unbounded ? kNear : kPiece;
       at < end && !inflater.done() && !inflater.wrong(); piece = std::min(kPiece, piece * 8)) {
    const std::string_view bytes = file_.read(at, std::min(piece, end - at), room);
    if (bytes.empty()) break;
    if (!spend(bytes.size())) return kOverlap;
    const std::size_t used = inflater.add(bytes, [&](std::string_view made) {
      crc = static_cast<std::uint32_t>(
          crc32(crc, reinterpret_cast<const Bytef*>(made.data()), static_cast<uInt>(made.size())));
      size += made.size();
      if (size > kMemberFree + (consumed + bytes.size()) * kMostUnpacked) full = kBomb;
      if (full.empty()) full = take(made);
      return full.empty();
    });
    if (!full.empty()) return full;
    consumed += used;
    at += used;
    if (used == 0) break;
  }
  if (inflater.wrong()) return "damaged";
  if (!inflater.done()) return end == file_.size() ? kMemberCut : "damaged";
  return checked(crc, size);
}

// Other ways of packing: the member as a zip of its own, what the list knows written into its head.
std::string ZipWalk::by_library(const Take& take) {
  const std::uint64_t length =
      std::min(now_.packed, file_.size() - std::min(file_.size(), now_.data));
  if (now_.unbounded) return "damaged";
  if (length > kMostForLibrary || now_.size > kLongestMember)
    return "over 64 MiB, packed by method " + std::to_string(now_.method);
  if (!spend(length)) return kOverlap;
  std::string zip(kLocal);
  const auto put = [&](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) zip += static_cast<char>(value >> (8 * i));
  };
  put(63, 2);
  put(now_.flags & ~kSizesFollow, 2);
  put(now_.method, 2);
  put(0x21 << 16, 4);
  put(now_.crc, 4);
  put(now_.packed, 4);
  put(now_.size, 4);
  put(1, 2);
  put(0, 2);
  zip += 'a';
  zip += file_.read(now_.data, length, room_);
  const std::unique_ptr<archive, decltype(&archive_read_free)> library(archive_read_new(),
                                                                       archive_read_free);
  if (!library) throw std::bad_alloc();
  archive_read_support_format_zip_streamable(library.get());
  archive_entry* entry = nullptr;
  std::string room(kPiece, '\0');
  const auto why = [&] {
    const char* text = archive_error_string(library.get());
    return to_valid_utf8(text ? text : "damaged");
  };
  if (archive_read_open_memory(library.get(), zip.data(), zip.size()) != ARCHIVE_OK ||
      archive_read_next_header(library.get(), &entry) < ARCHIVE_WARN)
    return why();
  std::uint64_t size = 0;
  while (true) {
    const la_ssize_t got = archive_read_data(library.get(), room.data(), room.size());
    if (got == 0) break;
    if (got == ARCHIVE_RETRY) continue;
    if (got < 0) return why();
    size += static_cast<std::uint64_t>(got);
    if (size > kMemberFree + length * kMostUnpacked) return kBomb;
    if (std::string full = take(std::string_view(room).substr(0, static_cast<std::size_t>(got)));
        !full.empty())
      return full;
  }
  return size < now_.size ? kMemberCut : "";
}

}  // namespace byname
