#include "indexer/readers/zip_walk.h"

#include <algorithm>
#include <ctime>

#include "indexer/readers/inflate.h"
#include "indexer/readers/little_endian.h"
#include "indexer/readers/members.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::string_view kListed = "PK\x01\x02";
constexpr std::string_view kEndRecord = "PK\x05\x06";
constexpr std::string_view kEnd64 = "PK\x06\x06";
constexpr std::string_view kSignature = "PK\x05\x05";
constexpr std::string_view kDescriptor = "PK\x07\x08";
constexpr std::uint64_t kLocalSize = 30;
constexpr std::uint64_t kListedSize = 46;
constexpr std::uint64_t kEndSize = 22;
constexpr std::uint64_t kEnd64Size = 56;
constexpr std::uint64_t kLocatorSize = 20;
constexpr std::uint64_t kDescriptorSize = 16;
// What may stand below the list: a comment, and what a server appended.
constexpr std::uint64_t kBelowList = 128 << 10;
constexpr std::size_t kMostEnds = 64;  // that look like one
constexpr std::uint64_t kLongestZipName = 4096;
constexpr std::size_t kMostLost = 1000;
// Every byte a few times; in a small file a bit more.
constexpr std::uint64_t kEffort = 4;
constexpr std::uint64_t kEffortFree = 64 << 20;

// Seconds since 1970 of a time in the form of DOS, which is that of the place.
std::int64_t dos_time(std::uint64_t date_and_time) {
  const auto bits = [&](unsigned at, unsigned count) {
    return static_cast<int>(date_and_time >> at & ((1U << count) - 1));
  };
  if (bits(21, 4) == 0) return 0;
  std::tm t{};
  t.tm_year = bits(25, 7) + 80;
  t.tm_mon = bits(21, 4) - 1;
  t.tm_mday = bits(16, 5);
  t.tm_hour = bits(11, 5);
  t.tm_min = bits(5, 6);
  t.tm_sec = bits(0, 5) * 2;
  t.tm_isdst = -1;
  return std::mktime(&t);
}

bool is_method(unsigned method) { return method <= 19 || (method >= 93 && method <= 99); }

bool is_name(std::string_view name) { return !name.empty() && name.find('\0') == name.npos; }

// What follows the name: sizes over 4 GiB, the time, the name in UTF-8.
struct Extra {
  std::uint64_t size = 0, packed = 0, offset = 0;
  std::int64_t modified = 0;
  std::string name{};
};

Extra read_extra(std::string_view bytes, Extra known) {
  constexpr std::uint64_t kBig = 0xFFFFFFFF;
  while (bytes.size() >= 4) {
    const std::uint64_t id = little_number(bytes, 0, 2);
    const std::string_view field = bytes.substr(4, little_number(bytes, 2, 2));
    if (id == 1) {
      std::size_t at = 0;
      for (std::uint64_t* value : {&known.size, &known.packed, &known.offset}) {
        if (*value != kBig || at + 8 > field.size()) continue;
        *value = little_number(field, at, 8);
        at += 8;
      }
    } else if (id == 0x5455 && field.size() >= 5 && (field[0] & 1) != 0) {
      known.modified = static_cast<std::int32_t>(little_number(field, 1, 4));
    } else if (id == 0x7075 && field.size() > 5 && is_valid_utf8(field.substr(5))) {
      known.name = field.substr(5);
    }
    bytes.remove_prefix(4 + field.size());
  }
  return known;
}

}  // namespace

ZipWalk::ZipWalk(SourceFile& file) : file_(file), effort_(file.size() * kEffort + kEffortFree) {
  if (find_list()) {
    phase_ = Phase::list;
  } else {
    whole_list_ = false;
    wrong_ = "the list of its members is missing";
  }
}

bool ZipWalk::find_list() {
  const std::uint64_t from = file_.size() - std::min(file_.size(), kBelowList);
  std::string room;
  const std::string_view tail = file_.read(from, kBelowList, room);
  std::size_t at = tail.rfind(kEndRecord);
  for (std::size_t n = 0; n < kMostEnds && at != tail.npos; ++n) {
    if (take_list(from + at)) return true;
    if (at == 0) break;
    at = tail.rfind(kEndRecord, at - 1);
  }
  return false;
}

bool ZipWalk::take_list(std::uint64_t end_record) {
  std::string room;
  std::string end(file_.read(end_record, kEndSize, room));
  if (end.size() < kEndSize) return false;
  expected_ = little_number(end, 10, 2);
  std::uint64_t size = little_number(end, 12, 4), offset = little_number(end, 16, 4);
  std::uint64_t below = end_record;  // where the list ends
  const std::string locator(
      file_.read(end_record - std::min(end_record, kLocatorSize), kLocatorSize, room));
  if (end_record >= kLocatorSize + kEnd64Size && locator.starts_with("PK\x06\x07")) {
    // Where it should be, and where it is if nothing of unknown length stands in it.
    for (const std::uint64_t at :
         {little_number(locator, 8, 8), end_record - kLocatorSize - kEnd64Size}) {
      const std::string end64(file_.read(at, kEnd64Size, room));
      if (end64.size() < kEnd64Size || !end64.starts_with(kEnd64)) continue;
      expected_ = little_number(end64, 32, 8);
      size = little_number(end64, 40, 8);
      offset = little_number(end64, 48, 8);
      below = at;
      break;
    }
  }
  if (size == 0 && expected_ == 0) {
    list_at_ = list_end_ = below;
    return offset <= below;
  }
  for (const std::uint64_t at : {below - std::min(below, size), offset}) {
    if (size > below || at > below || file_.read(at, 4, room) != kListed) continue;
    list_at_ = at;
    list_end_ = below;
    shift_ = static_cast<std::int64_t>(at - offset);
    return true;
  }
  return false;
}

bool ZipWalk::spend(std::uint64_t bytes) {
  if (bytes > effort_) {
    effort_ = 0;
    return false;
  }
  effort_ -= bytes;
  return true;
}

bool ZipWalk::is_local_at(std::uint64_t at, std::string_view name, std::uint64_t& data) {
  if (at >= file_.size()) return false;
  const std::string_view head = file_.read(at, kLocalSize + name.size(), room_);
  // By its name also where its first bytes are damaged; some programs write that in two ways.
  if (head.size() < kLocalSize ||
      (head.substr(kLocalSize) != name && !(shift_ == 0 && head.starts_with(kLocal))))
    return false;
  data = at + kLocalSize + little_number(head, 26, 2) + little_number(head, 28, 2);
  return true;
}

bool ZipWalk::next(PackedMember& member) {
  now_ = {};
  bool found = false;
  while (!found && phase_ != Phase::end) {
    if (phase_ == Phase::list) {
      if ((found = next_listed())) break;
      const bool astray = !lost_.empty() || !whole_list_;
      if (astray) wrong_ = "the list of its members is damaged";
      std::sort(found_.begin(), found_.end());
      phase_ = astray ? Phase::heads : Phase::end;
    } else if (phase_ == Phase::heads) {
      if (!(found = next_head())) phase_ = Phase::lost;
    } else if (!(found = next_lost())) {
      phase_ = Phase::end;
    }
  }
  if (!found) {
    if (met_ == 0 && !wrong_.empty()) wrong_ = "damaged from its beginning";
    return false;
  }
  ++met_;
  member = {};
  member.name = now_.name;
  member.size = now_.size;
  member.modified = now_.modified;
  member.folder = now_.folder;
  member.regular = !now_.folder && !now_.link;
  member.encrypted = (now_.flags & kEncrypted) != 0;
  return true;
}

bool ZipWalk::next_listed() {
  while (list_at_ < list_end_) {
    const std::string entry(file_.read(list_at_, kListedSize, room_));
    if (entry.size() < kListedSize || !entry.starts_with(kListed)) {
      // On with the next that looks like one.
      if (!entry.starts_with(kSignature) && !entry.starts_with(kEnd64)) whole_list_ = false;
      list_at_ = find_mark(list_at_ + 1, kListed);
      continue;
    }
    const std::uint64_t name_size = little_number(entry, 28, 2),
                        extra_size = little_number(entry, 30, 2);
    const std::string tail(file_.read(list_at_ + kListedSize, name_size + extra_size, room_));
    list_at_ += kListedSize + name_size + extra_size + little_number(entry, 32, 2);
    ++listed_;
    const std::string_view name = std::string_view(tail).substr(0, name_size);
    Extra extra{.size = little_number(entry, 24, 4),
                .packed = little_number(entry, 20, 4),
                .offset = little_number(entry, 42, 4),
                .modified = dos_time(little_number(entry, 12, 4)),
                .name = std::string(name)};
    extra = read_extra(std::string_view(tail).substr(name.size()), std::move(extra));
    if (!is_name(name) || name.size() > kLongestZipName) {
      whole_list_ = false;
      continue;
    }
    // Bytes that were put in or fell out move what comes after them.
    const std::uint64_t moved = extra.offset + static_cast<std::uint64_t>(shift_);
    const bool there = is_local_at(moved, name, now_.data);
    if (!there && !(shift_ != 0 && is_local_at(extra.offset, name, now_.data))) {
      if (lost_.size() < kMostLost) {
        lost_.insert(extra.name);
      } else {
        whole_list_ = false;
      }
      continue;
    }
    now_.name = std::move(extra.name);
    now_.flags = static_cast<unsigned>(little_number(entry, 8, 2));
    now_.method = static_cast<unsigned>(little_number(entry, 10, 2));
    now_.crc = static_cast<std::uint32_t>(little_number(entry, 16, 4));
    now_.packed = extra.packed;
    now_.size = extra.size;
    now_.modified = extra.modified;
    now_.folder = now_.name.ends_with('/');
    constexpr std::uint64_t kUnix = 3, kKind = 0170000, kLink = 0120000;
    now_.link =
        little_number(entry, 5, 1) == kUnix && (little_number(entry, 40, 2) & kKind) == kLink;
    found_.emplace_back(there ? moved : extra.offset, now_.data + now_.packed);
    return true;
  }
  if (listed_ % 65536 < expected_ % 65536) whole_list_ = false;
  return false;
}

std::uint64_t ZipWalk::find_mark(std::uint64_t from, std::string_view mark) {
  // Mostly it is near.
  for (std::uint64_t piece = kNear; from < file_.size(); piece = std::min(kPiece, piece * 8)) {
    const std::string_view bytes = file_.read(from, piece, room_);
    const std::size_t at = bytes.find(mark);
    if (!spend(std::min(at, bytes.size()))) break;
    if (at != bytes.npos) return from + at;
    if (bytes.size() < piece) break;
    from += piece - mark.size() + 1;
  }
  return file_.size();
}

bool ZipWalk::read_local(std::uint64_t at, Head& head) {
  const std::string bytes(file_.read(at, kLocalSize, room_));
  if (bytes.size() < kLocalSize || !bytes.starts_with(kLocal)) return false;
  const std::uint64_t name_size = little_number(bytes, 26, 2),
                      extra_size = little_number(bytes, 28, 2);
  head.flags = static_cast<unsigned>(little_number(bytes, 6, 2));
  head.method = static_cast<unsigned>(little_number(bytes, 8, 2));
  if (little_number(bytes, 4, 1) > 99 || !is_method(head.method) || name_size > kLongestZipName)
    return false;
  const std::string tail(file_.read(at + kLocalSize, name_size + extra_size, room_));
  if (tail.size() < name_size || !is_name(std::string_view(tail).substr(0, name_size)))
    return false;
  Extra extra{.size = little_number(bytes, 22, 4),
              .packed = little_number(bytes, 18, 4),
              .offset = 0,
              .modified = dos_time(little_number(bytes, 10, 4)),
              .name = tail.substr(0, name_size)};
  extra = read_extra(std::string_view(tail).substr(name_size), std::move(extra));
  head.crc = static_cast<std::uint32_t>(little_number(bytes, 14, 4));
  head.packed = extra.packed;
  head.size = extra.size;
  head.modified = extra.modified;
  head.name = std::move(extra.name);
  head.folder = head.name.ends_with('/');
  head.data = at + kLocalSize + name_size + extra_size;
  return true;
}

bool ZipWalk::next_head() {
  while (true) {
    const std::uint64_t at = find_mark(heads_at_, kLocal);
    if (at >= file_.size()) return false;
    while (next_found_ < found_.size() && found_[next_found_].second <= at) ++next_found_;
    if (next_found_ < found_.size() && found_[next_found_].first <= at) {
      heads_at_ = found_[next_found_].second;  // read already
      continue;
    }
    heads_at_ = at + kLocal.size();
    now_ = {};
    if (!read_local(at, now_)) continue;
    const bool missed = lost_.erase(now_.name) > 0;
    if (whole_list_ && !missed) continue;
    find_end();
    return true;
  }
}

// Where the bytes of a member end that no list tells of: as its head says if another begins
// there; where it inflates to; where the next begins.
void ZipWalk::find_end() {
  const bool told = (now_.flags & kSizesFollow) == 0 || now_.packed > 0;
  if (told && now_.data + now_.packed <= file_.size()) {
    const std::string_view after = file_.read(now_.data + now_.packed, 4, room_);
    if (after.empty() || after == kLocal || after == kListed || after == kDescriptor ||
        after == kEndRecord) {
      heads_at_ = now_.data + now_.packed;
      return;
    }
  }
  now_.unbounded = true;
  heads_at_ = now_.data;
  if (now_.method == kStored) {
    find_end_of_stored();
  } else if (now_.method == kDeflated && (now_.flags & kEncrypted) == 0) {
    Inflater inflater(Inflater::raw);
    std::uint64_t at = now_.data, size = 0;
    std::string room;
    for (std::uint64_t piece = kNear; at < file_.size() && !inflater.done() && !inflater.wrong();
         piece = std::min(kPiece, piece * 8)) {
      const std::string_view bytes = file_.read(at, piece, room);
      if (bytes.empty()) break;
      const std::size_t used = inflater.add(bytes, [&](std::string_view made) {
        size += made.size();
        return size <= kLongestMember;
      });
      at += used;
      if (used == 0 || size > kLongestMember || !spend(used)) break;
    }
    if (!inflater.done()) return;  // others may begin in what looked like its bytes
    if (!told) {
      const std::string_view after = file_.read(at, kDescriptorSize, room_);
      if (after.starts_with(kDescriptor))
        now_.crc = static_cast<std::uint32_t>(little_number(after, 4, 4));
      now_.size = after.starts_with(kDescriptor) ? size : 0;
    }
    now_.packed = at - now_.data;
    now_.unbounded = false;
    heads_at_ = at;
  }
}

void ZipWalk::find_end_of_stored() {
  Head next;
  for (std::uint64_t from = now_.data, piece = kNear; from < file_.size();
       piece = std::min(kPiece, piece * 8)) {
    std::string room;
    const std::string_view bytes = file_.read(from, piece, room);
    if (!spend(bytes.size())) break;
    for (std::size_t at = bytes.find("PK"); at != bytes.npos; at = bytes.find("PK", at + 2)) {
      const std::string_view mark = bytes.substr(at, 4);
      const std::uint64_t here = from + at;
      const bool descriptor = mark == kDescriptor && at + kDescriptorSize <= bytes.size() &&
                              little_number(bytes, at + 8, 4) == here - now_.data;
      if (descriptor && (now_.flags & kSizesFollow) != 0) {
        now_.crc = static_cast<std::uint32_t>(little_number(bytes, at + 4, 4));
        now_.size = here - now_.data;
        now_.unbounded = false;
      } else if (!(mark == kListed || (mark == kLocal && read_local(here, next)))) {
        continue;
      }
      now_.packed = here - now_.data;
      heads_at_ = here;
      return;
    }
    if (bytes.size() < piece) break;
    from += piece - kDescriptorSize;
  }
  now_.packed = file_.size() - std::min(file_.size(), now_.data);
}

bool ZipWalk::next_lost() {
  if (lost_.empty()) return false;
  const auto first = std::min_element(lost_.begin(), lost_.end());
  now_ = {};
  now_.name = *first;
  now_.lost = true;
  now_.folder = now_.name.ends_with('/');
  lost_.erase(first);
  return true;
}

bool ends_as_zip(SourceFile& file) {
  ZipWalk zip(file);
  PackedMember first;
  return zip.wrong().empty() && zip.next(first);
}

}  // namespace byname
