#include "indexer/readers/members.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace byname {
namespace {

constexpr std::uint64_t kInMemory = 16 << 20;

}  // namespace

bool UnpackBudget::take(std::uint64_t bytes) {
  if (bytes > left_) return false;
  left_ -= bytes;
  return true;
}

void UnpackBudget::give_back(std::uint64_t bytes) {
  left_ += bytes;
  ++bombs_;
}

bool UnpackBudget::take_member() {
  if (members_ == 0) return false;
  --members_;
  return true;
}

Spool::~Spool() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Spool::write_out(std::string_view bytes) {
  if (descriptor_ < 0) {
    std::error_code ignored;
    std::string name = (std::filesystem::temp_directory_path(ignored) / "byname-XXXXXX").native();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) return false;
    ::unlink(name.c_str());
  }
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void Spool::refuse(std::string why) {
  wrong_ = std::move(why);
  memory_.clear();
  budget_.give_back(std::exchange(size_, 0));
}

bool Spool::add(std::string_view bytes) {
  if (!wrong_.empty()) return false;
  if (size_ + bytes.size() > kLongestMember) {
    refuse("over 1 GiB when unpacked");
    return false;
  }
  if (!budget_.take(bytes.size())) {
    refuse(kBomb);
    return false;
  }
  if (descriptor_ < 0 && size_ + bytes.size() <= kInMemory) {
    memory_ += bytes;
  } else if ((descriptor_ < 0 && !write_out(memory_)) || !write_out(bytes)) {
    wrong_ = "no room to unpack it in the folder for temporary files (TMPDIR)";
    return false;
  } else {
    memory_.clear();
  }
  size_ += bytes.size();
  return true;
}

SourceFile Spool::file() {
  if (descriptor_ < 0) return SourceFile(std::string_view(memory_));
  return SourceFile(::dup(descriptor_), size_);
}

}  // namespace byname
