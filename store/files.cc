#include "store/files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "schemas/error.h"
#include "store/coding.h"

namespace byname {
namespace {

// Closes at the end of the scope; errors of close() are no news after fsync().
struct Descriptor {
  int fd = -1;
  explicit Descriptor(int opened) : fd(opened) {}
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

void sync_path(const std::filesystem::path& path, int flags) {
  const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
  if (file.fd < 0) throw_system_error(path, "cannot open", errno);
  // Some file systems have nothing to sync for directories and say EINVAL.
  if (::fsync(file.fd) != 0 && errno != EINVAL)
    throw_system_error(path, "cannot write to the disk", errno);
}

}  // namespace

void throw_system_error(const std::filesystem::path& path, std::string_view what, int error) {
  std::string message = path.string() + ": " + std::string(what) + ": " + std::strerror(error);
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    message += "; free some space and run it again (the index in use is unchanged)";
  if (error == EACCES || error == EPERM || error == EROFS)
    message += "; check the permissions, or name another directory with --index";
  throw IndexError(message);
}

std::string read_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0) throw_system_error(path, "cannot open", errno);
  std::string result;
  char buffer[65536];
  for (;;) {
    const ssize_t n = ::read(file.fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_system_error(path, "cannot read", errno);
    if (n == 0) return result;
    result.append(buffer, static_cast<std::size_t>(n));
  }
}

namespace {

constexpr int kReplacing = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;

int open_to_replace(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), kReplacing, 0666);
  if (file < 0) throw_system_error(path, "cannot create", errno);
  return file;
}

}  // namespace

void write_all(int file, const std::filesystem::path& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_system_error(path, "cannot write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  const Descriptor file(open_to_replace(path));
  write_all(file.fd, path, bytes);
  if (::fsync(file.fd) != 0) throw_system_error(path, "cannot write to the disk", errno);
}

void write_scratch_file(const std::filesystem::path& path, std::string_view bytes) {
  const Descriptor file(open_to_replace(path));
  write_all(file.fd, path, bytes);
}

FileWriter::FileWriter(const std::filesystem::path& path)
    : path_(path), fd_(open_to_replace(path)) {}

FileWriter::~FileWriter() {
  if (fd_ >= 0) ::close(fd_);
}

void FileWriter::write(std::string_view bytes) { write_all(fd_, path_, bytes); }

void FileWriter::finish() {
  if (::fsync(fd_) != 0) throw_system_error(path_, "cannot write to the disk", errno);
}

void replace_file(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::path aside = path;
  aside += ".tmp";
  write_file(aside, bytes);
  if (::rename(aside.c_str(), path.c_str()) != 0)
    throw_system_error(path, "cannot be replaced", errno);
  sync_directory(path.parent_path());
}

void sync_directory(const std::filesystem::path& directory) {
  sync_path(directory.empty() ? "." : directory, O_RDONLY | O_DIRECTORY);
}

void sync_tree(const std::filesystem::path& directory) {
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator it(directory, error), end; it != end;
       it.increment(error)) {
    if (error) break;
    if (it->is_directory(error))
      sync_directory(it->path());
    else
      sync_path(it->path(), O_RDONLY);
  }
  if (error) throw_system_error(directory, "cannot be read", error.value());
  sync_directory(directory);
}

MappedFile::MappedFile(const std::filesystem::path& path) : name_(path.string()) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0) throw_system_error(path, "cannot open", errno);
  struct stat status {};
  if (::fstat(file.fd, &status) != 0) throw_system_error(path, "cannot read", errno);
  if (!S_ISREG(status.st_mode)) throw_damaged(name_, "not a file");
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ == 0) return;
  void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file.fd, 0);
  if (mapped == MAP_FAILED) throw_system_error(path, "cannot map", errno);
  data_ = static_cast<const char*>(mapped);
}

MappedFile::~MappedFile() {
  if (data_) ::munmap(const_cast<char*>(data_), size_);
}

void MappedFile::release() const {
  // The pages of a file that nobody changes: the kernel keeps them or reads them again.
  if (data_) ::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : name_(std::move(other.name_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace byname
