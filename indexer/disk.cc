#include "indexer/disk.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>

namespace byname {
namespace {

namespace fs = std::filesystem;

// The folder on which the disk of `path` is mounted.
fs::path mount_point(const fs::path& path) {
  std::error_code error;
  fs::path here = fs::weakly_canonical(path, error);
  if (error) return path;
  struct stat status;
  while (stat(here.c_str(), &status) != 0 && here.has_relative_path()) here = here.parent_path();
  const dev_t device = status.st_dev;
  while (here.has_relative_path()) {
    if (stat(here.parent_path().c_str(), &status) != 0 || status.st_dev != device) break;
    here = here.parent_path();
  }
  return here;
}

}  // namespace

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator i(folder, error), end; !error && i != end;
       i.increment(error)) {
    std::error_code ignored;
    if (i->is_regular_file(ignored)) bytes += i->file_size(ignored);
  }
  return bytes;
}

bool is_about_space(const std::string& what) {
  return what.find("No space left on device") != std::string::npos ||
         what.find("Disk quota exceeded") != std::string::npos ||
         what.find("File too large") != std::string::npos;
}

std::string in_megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string space_advice(const fs::path& index, std::uint64_t written, double share) {
  const fs::path mount = mount_point(index);
  struct statvfs disk;
  std::string text = fmt::format("This run had written {}", in_megabytes(written));
  // Batches and what is merged from them lie side by side at the end.
  if (share > 0.01) {
    const double whole = static_cast<double>(written) / std::min(share, 1.0) * 1.6;
    text +=
        fmt::format(" and needs about {} in all", in_megabytes(static_cast<std::uint64_t>(whole)));
  }
  text += fmt::format("; the disk mounted on {}", mount.native());
  if (statvfs(mount.c_str(), &disk) == 0) {
    text += fmt::format(" had {} free for it",
                        in_megabytes(written + std::uint64_t{disk.f_bavail} * disk.f_frsize));
  }
  return text + ". Make room there, lift the limit, or name another place with --index.";
}

}  // namespace byname
