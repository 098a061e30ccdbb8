#include "store/table_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <utility>

#include "schemas/error.h"
#include "schemas/hash.h"
#include "store/manifest.h"

namespace byname {
namespace {

constexpr std::string_view kMagic{"byname\r\n", 8};  // \r\n: shows a transfer as text
constexpr std::size_t kFixedHeader = 32;             // magic kind layout sections size
constexpr std::size_t kSectionEntry = 24;            // offset size checksum

std::size_t header_size(std::size_t sections) {
  return kFixedHeader + sections * kSectionEntry + sizeof(std::uint64_t);
}

std::string padded(std::string_view kind) {
  assert(kind.size() <= 8);
  std::string result(kind);
  result.resize(8, ' ');
  return result;
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kChecksumPiece)))
    sum = hash64(bytes.substr(0, kChecksumPiece), sum);
  return sum;
}

std::uint64_t checksum(const MappedFile& file, std::string_view bytes) {
  constexpr std::uint64_t kPiecesAtOnce = 64;
  std::uint64_t sum = 0;
  for (std::uint64_t pieces = 1; !bytes.empty(); ++pieces) {
    sum = hash64(bytes.substr(0, kChecksumPiece), sum);
    bytes.remove_prefix(std::min(bytes.size(), kChecksumPiece));
    if (pieces % kPiecesAtOnce == 0) file.release();
  }
  return sum;
}

struct TableWriter::Rep {
  struct Section {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t checksum = 0;
  };

  std::filesystem::path path;
  std::string kind;
  int fd = -1;
  std::uint64_t at = 0;  // where the next piece goes in the file
  std::string piece{};   // of the current section, less than kChecksumPiece
  std::vector<Section> sections{};
  unsigned current = 0;

  void write_at(std::string_view bytes, std::uint64_t offset) const {
    while (!bytes.empty()) {
      const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) throw_system_error(path, "cannot write", errno);
      bytes.remove_prefix(static_cast<std::size_t>(n));
      offset += static_cast<std::uint64_t>(n);
    }
  }

  void flush_piece() {
    if (piece.empty()) return;
    Section& section = sections[current];
    section.checksum = hash64(piece, section.checksum);
    section.size += piece.size();
    write_at(piece, at);
    at += piece.size();
    piece.clear();
  }

  void end_section() {
    flush_piece();
    at = (at + 7) / 8 * 8;
  }
};

TableWriter::TableWriter(const std::filesystem::path& path, std::string_view kind,
                         unsigned sections)
    : rep_(new Rep{.path = path, .kind = padded(kind)}) {
  rep_->sections.resize(sections);
  rep_->at = header_size(sections);
  rep_->sections[0].offset = rep_->at;
  rep_->fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (rep_->fd < 0) throw_system_error(path, "cannot create", errno);
}

TableWriter::~TableWriter() {
  if (rep_->fd >= 0) ::close(rep_->fd);
}

void TableWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t n = std::min(bytes.size(), kChecksumPiece - rep_->piece.size());
    rep_->piece.append(bytes.substr(0, n));
    bytes.remove_prefix(n);
    if (rep_->piece.size() == kChecksumPiece) rep_->flush_piece();
  }
}

std::uint64_t TableWriter::section_size() const {
  return rep_->sections[rep_->current].size + rep_->piece.size();
}

void TableWriter::next_section() {
  rep_->end_section();
  ++rep_->current;
  assert(rep_->current < rep_->sections.size());
  rep_->sections[rep_->current].offset = rep_->at;
}

void TableWriter::finish() {
  assert(rep_->current + 1 == rep_->sections.size());
  rep_->end_section();
  if (::ftruncate(rep_->fd, static_cast<off_t>(rep_->at)) != 0)
    throw_system_error(rep_->path, "cannot write", errno);
  std::string header(kMagic);
  header += rep_->kind;
  put_fixed(header, static_cast<std::uint32_t>(kLayoutVersion));
  put_fixed(header, static_cast<std::uint32_t>(rep_->sections.size()));
  put_fixed(header, rep_->at);
  for (const Rep::Section& s : rep_->sections) {
    put_fixed(header, s.offset);
    put_fixed(header, s.size);
    put_fixed(header, s.checksum);
  }
  put_fixed(header, hash64(header));
  rep_->write_at(header, 0);
  const int fd = std::exchange(rep_->fd, -1);
  if (::close(fd) != 0) throw_system_error(rep_->path, "cannot write", errno);
}

TableFile::TableFile(const std::filesystem::path& path, std::string_view kind, unsigned sections)
    : file_(path) {
  const std::string_view bytes = file_.bytes();
  ByteReader header(bytes, name());
  if (bytes.size() < kFixedHeader) throw_damaged(name(), "too short");
  if (header.take(8) != kMagic) throw_damaged(name(), "not a file of this index");
  if (header.take(8) != padded(kind)) throw_damaged(name(), "not a file of this kind");
  if (header.fixed<std::uint32_t>() != static_cast<std::uint32_t>(kLayoutVersion))
    throw IndexError(file_.name() + ": another layout version; run `indexer rebuild`");
  if (header.fixed<std::uint32_t>() != sections) throw_damaged(name(), "number of sections");
  if (header.fixed<std::uint64_t>() != bytes.size() || bytes.size() < header_size(sections))
    throw_damaged(name(), "cut off or longer than it was");
  const std::size_t summed = header_size(sections) - sizeof(std::uint64_t);
  ByteReader sum(bytes.substr(summed), name());
  if (sum.fixed<std::uint64_t>() != hash64(bytes.substr(0, summed)))
    throw_damaged(name(), "header checksum");
  for (unsigned i = 0; i < sections; ++i) {
    const auto offset = header.fixed<std::uint64_t>();
    const auto size = header.fixed<std::uint64_t>();
    if (offset > bytes.size() || size > bytes.size() - offset)
      throw_damaged(name(), "a section past the end");
    sections_.push_back({bytes.substr(offset, size), header.fixed<std::uint64_t>()});
  }
}

std::string_view TableFile::slice(unsigned i, std::uint64_t begin, std::uint64_t end) const {
  const std::string_view all = section(i);
  if (begin > end || end > all.size()) throw_damaged(name(), "an offset past the end");
  return all.substr(begin, end - begin);
}

void TableFile::check() const {
  const char* end_before = file_.bytes().data() + header_size(sections_.size());
  for (const Section& s : sections_) {
    if (checksum(file_, s.bytes) != s.checksum) throw_damaged(name(), "checksum");
    check_padding(end_before, s.bytes.data());
    end_before = s.bytes.data() + s.bytes.size();
  }
  check_padding(end_before, file_.bytes().data() + file_.bytes().size());
}

void TableFile::check_padding(const char* begin, const char* end) const {
  if (end < begin || std::any_of(begin, end, [](char c) { return c != 0; }))
    throw_damaged(name(), "bytes between the sections");
}

}  // namespace byname
