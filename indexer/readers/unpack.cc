#include "indexer/readers/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <new>
#include <utility>

#include "indexer/readers/inflate.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::uint64_t kPacked = 256 << 10;
constexpr std::uint64_t kInflated = 32 << 10;  // taken at a time: it may grow by a thousand
// What one archive may unpack to before its ratio counts.
constexpr std::uint64_t kRatioFree = 64 << 20;

// libarchive gives names only in letters that the locale has, and in that of programs that set
// none these are those of ASCII: «Şuşa.txt» in a zip or 7-Zip has no name there. For this
// thread, while it lives.
class Utf8Names {
 public:
  Utf8Names() : before_(uselocale(utf8())) {}
  ~Utf8Names() { uselocale(before_); }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;  // without it, as it was
  }
  locale_t before_;
};

}  // namespace

struct Unpacker::State {
  explicit State(SourceFile& f) : file(f) {}
  ~State() {
    if (handle) archive_read_free(handle);
  }
  SourceFile& file;
  archive* handle = nullptr;
  std::uint64_t at = 0;
  std::uint64_t consumed = 0;
  std::uint64_t unpacked = 0;
  std::string room{};
  // libarchive's own gunzip loses its last 64 KiB where the file is cut off.
  std::unique_ptr<Inflater> inflater{};
  std::string inflated{};
  std::string wrong{};

  std::string_view packed() {
    const std::string_view piece = file.read(at, kPacked, room);
    at += piece.size();
    consumed += piece.size();
    return piece;
  }
  std::string_view unzipped();
};

std::string_view Unpacker::State::unzipped() {
  inflated.clear();
  while (inflated.empty() && wrong.empty()) {
    const std::string_view piece = file.read(at, kInflated, room);
    if (piece.empty()) {
      if (!inflater->done()) wrong = "cut off";
      break;
    }
    if (inflater->done()) {
      // Another stream may follow; anything else is padding.
      if (!piece.starts_with("\x1F\x8B")) break;
      inflater->again();
    }
    const std::size_t used = inflater->add(piece, [&](std::string_view more) {
      inflated += more;
      return true;
    });
    at += used;
    consumed += used;
    if (inflater->wrong()) wrong = "damaged";
    if (used == 0 && inflated.empty()) break;
  }
  return inflated;
}

Unpacker::Unpacker(SourceFile& file, Kind kind) {
  std::string room;
  if (kind == zip || file.read(0, 4, room) == "PK\x03\x04") {
    zip_ = std::make_unique<ZipWalk>(file);
  } else {
    state_ = std::make_unique<State>(file);
    open();
  }
}

void Unpacker::open() {
  SourceFile& file = state_->file;
  archive* a = state_->handle = archive_read_new();
  if (!a) throw std::bad_alloc();
  // By name: what libarchive calls "all" runs programs for some filters.
  archive_read_support_filter_bzip2(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_lzma(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_compress(a);
  archive_read_support_filter_lz4(a);
  archive_read_support_filter_lzip(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_zip(a);
  archive_read_support_format_7zip(a);
  archive_read_support_format_rar(a);
  archive_read_support_format_rar5(a);
  archive_read_support_format_cpio(a);
  archive_read_support_format_iso9660(a);
  archive_read_support_format_cab(a);
  archive_read_support_format_raw(a);
  archive_read_set_callback_data(a, state_.get());
  archive_read_set_read_callback(a, [](archive*, void* data, const void** bytes) -> la_ssize_t {
    auto& s = *static_cast<State*>(data);
    const std::string_view piece = s.inflater ? s.unzipped() : s.packed();
    *bytes = piece.data();
    return static_cast<la_ssize_t>(piece.size());
  });
  std::string room;
  if (file.read(0, 2, room) == "\x1F\x8B") {
    state_->inflater = std::make_unique<Inflater>(Inflater::any);
    open_prepared();
    return;
  }
  archive_read_set_skip_callback(a, [](archive*, void* data, la_int64_t length) -> la_int64_t {
    auto& s = *static_cast<State*>(data);
    if (length <= 0) return 0;
    const std::uint64_t left = s.file.size() - std::min(s.at, s.file.size());
    const std::uint64_t skipped = std::min(left, static_cast<std::uint64_t>(length));
    s.at += skipped;
    return static_cast<la_int64_t>(skipped);
  });
  archive_read_set_seek_callback(
      a, [](archive*, void* data, la_int64_t offset, int whence) -> la_int64_t {
        auto& s = *static_cast<State*>(data);
        std::int64_t base = 0;
        if (whence == SEEK_CUR) base = static_cast<std::int64_t>(s.at);
        if (whence == SEEK_END) base = static_cast<std::int64_t>(s.file.size());
        if (offset < 0 && base + offset < 0) return ARCHIVE_FATAL;
        s.at = std::min(static_cast<std::uint64_t>(base + offset), s.file.size());
        return static_cast<la_int64_t>(s.at);
      });
  open_prepared();
}

void Unpacker::open_prepared() {
  if (archive_read_open1(state_->handle) == ARCHIVE_OK) return;
  at_end_ = true;
  wrong_ = "damaged from its beginning";
}

Unpacker::~Unpacker() = default;

bool Unpacker::next(PackedMember& member) {
  if (at_end_) return false;
  if (zip_) {
    at_end_ = !zip_->next(member);
    if (at_end_) wrong_ = zip_->wrong();
    return !at_end_;
  }
  const Utf8Names names;
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(state_->handle, &entry);
  if (code == ARCHIVE_EOF) {
    at_end_ = true;
    return false;
  }
  if (code < ARCHIVE_WARN || !entry) {
    at_end_ = true;
    const char* why = archive_error_string(state_->handle);
    wrong_ = to_valid_utf8(why ? why : "damaged");
    return false;
  }
  const char* name = archive_entry_pathname_utf8(entry);
  if (!name) name = archive_entry_pathname(entry);
  member.name = name ? name : "";
  member.nameless = archive_format(state_->handle) == ARCHIVE_FORMAT_RAW;
  member.size = archive_entry_size_is_set(entry)
                    ? static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_entry_size(entry)))
                    : 0;
  member.modified = archive_entry_mtime_is_set(entry) ? archive_entry_mtime(entry) : 0;
  member.folder = archive_entry_filetype(entry) == AE_IFDIR;
  // A hard link has no bytes of its own: they are a member already.
  member.regular =
      archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
  member.encrypted = archive_entry_is_data_encrypted(entry) == 1;
  return true;
}

std::string Unpacker::read(Spool& to) {
  const std::string wrong =
      read([&](std::string_view piece) { return to.add(piece) ? std::string() : to.wrong(); });
  if (wrong == kBomb) to.refuse(wrong);
  return wrong;
}

std::string Unpacker::read(const Take& take) {
  if (zip_) return zip_->read(take);
  State& s = *state_;
  std::string room(kPacked, '\0');
  while (true) {
    const la_ssize_t got = archive_read_data(s.handle, room.data(), room.size());
    if (got == 0)  // a compressed file ends where it is cut
      return archive_format(s.handle) == ARCHIVE_FORMAT_RAW ? s.wrong : std::string();
    if (got == ARCHIVE_RETRY) continue;
    if (got < 0) {
      if (got == ARCHIVE_FATAL) at_end_ = true;
      const char* why = archive_error_string(s.handle);
      return to_valid_utf8(why ? why : "damaged");
    }
    s.unpacked += static_cast<std::uint64_t>(got);
    if (s.unpacked > kRatioFree + s.consumed * kMostUnpacked) {
      at_end_ = true;
      wrong_ = kBomb;
      return kBomb;
    }
    std::string full = take(std::string_view(room).substr(0, static_cast<std::size_t>(got)));
    if (!full.empty()) return full;
  }
}

}  // namespace byname
