#include "indexer/readers/source_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

namespace byname {
namespace {

// Thread-safe, unlike strerror(); said without capital, as in "x: no such file".
std::string system_message(int number) {
  switch (number) {
    case ENOENT:
      return "the file is no longer there";
    case EACCES:
    case EPERM:
      return "permission denied; make it readable for this user";
    case EISDIR:
      return "is a directory";
    case ENXIO:
      return "is not a regular file";
    case EIO:
      return "the disk reports a read error";
    case EMFILE:
    case ENFILE:
      return "too many open files";
    default:
      break;
  }
  char buffer[128];
  return strerror_r(number, buffer, sizeof buffer);
}

}  // namespace

SourceFile::~SourceFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string SourceFile::open(const std::filesystem::path& path) {
  // Without O_NONBLOCK a named pipe would wait for a writer for ever.
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor_ < 0) return system_message(errno);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) return system_message(errno);
  if (S_ISDIR(status.st_mode)) return system_message(EISDIR);
  if (!S_ISREG(status.st_mode)) return system_message(ENXIO);
  size_ = static_cast<std::uint64_t>(status.st_size);
  modified_ = status.st_mtim.tv_sec;
  return {};
}

std::string SourceFile::survey() {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!hash || EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) != 1)
    return "SHA-256 is not available";
  constexpr std::uint64_t kPiece = 1 << 20;
  std::string room;
  for (std::uint64_t offset = 0; offset < size_;) {
    const std::string_view piece = read(offset, kPiece, room);
    if (piece.empty()) {
      if (changed_) {
        size_ = offset;  // what is left of it
        changed_ = false;
        break;
      }
      return "the disk reports a read error";
    }
    EVP_DigestUpdate(hash.get(), piece.data(), piece.size());
    census_.add(piece);
    offset += piece.size();
  }
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_DigestFinal_ex(hash.get(), digest, &length);
  static constexpr char kDigits[] = "0123456789abcdef";
  sha256_.clear();
  for (unsigned i = 0; i < length; ++i) {
    sha256_ += kDigits[digest[i] >> 4];
    sha256_ += kDigits[digest[i] & 15];
  }
  return {};
}

std::string_view SourceFile::read(std::uint64_t offset, std::uint64_t length, std::string& room) {
  if (offset >= size_) return {};
  length = std::min(length, size_ - offset);
  if (descriptor_ < 0) return memory_.substr(offset, length);
  room.resize(length);
  std::uint64_t done = 0;
  while (done < length) {
    const ssize_t got =
        ::pread(descriptor_, room.data() + done, length - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      changed_ = got == 0;
      break;
    }
    done += static_cast<std::uint64_t>(got);
  }
  room.resize(done);
  return room;
}

}  // namespace byname
