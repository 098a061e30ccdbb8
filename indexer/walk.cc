#include "indexer/walk.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "indexer/path_code.h"
#include "indexer/sidecar.h"
#include "indexer/signals.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

using FileIdentity = std::pair<dev_t, ino_t>;
FileIdentity identity_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

std::string error_text(int error) { return std::strerror(error); }

std::string link_error(int error) {
  return (error == ENOENT ? "a link to nothing: " : "a link: ") + error_text(error);
}

bool is_maildir(const std::string& folder) {
  struct stat status;
  return stat((folder + "/cur").c_str(), &status) == 0 && S_ISDIR(status.st_mode) &&
         stat((folder + "/new").c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

// Nothing if the folder was read, else the error.
int names_in(const std::string& folder, std::vector<std::string>& names) {
  names.clear();
  const std::unique_ptr<DIR, int (*)(DIR*)> directory(opendir(folder.c_str()), closedir);
  if (!directory) return errno;
  errno = 0;
  std::vector<std::string> hidden;
  while (const dirent* entry = readdir(directory.get())) {
    (entry->d_name[0] == '.' ? hidden : names).emplace_back(entry->d_name);
    errno = 0;
  }
  if (const int error = errno; error != 0 || hidden.size() <= 2 || !is_maildir(folder))
    return error;
  // The folders of a mailbox in folders are called ".Sent", ".Archive.2023".
  for (std::string& name : hidden)
    if (name != "." && name != ".." && is_maildir(folder + "/" + name))
      names.push_back(std::move(name));
  return 0;
}

class Walker {
 public:
  Walker(std::span<const Scope> scopes, std::span<const Root> roots) : scopes_(scopes) {
    for (const Root& root : roots) {
      struct stat status;
      if (stat(directory_of(root).c_str(), &status) == 0) roots_.insert(identity_of(status));
    }
  }

  Walk run() {
    walk_.missing.resize(scopes_.size());
    for (std::uint32_t i = 0; i < scopes_.size(); ++i) begin(i);
    while (!folder_links_.empty()) {
      const Link link = *folder_links_.begin();
      folder_links_.erase(folder_links_.begin());
      follow_folder(link);
    }
    follow_files();
    pair_sidecars();
    std::sort(walk_.inputs.begin(), walk_.inputs.end(),
              [this](const FoundInput& a, const FoundInput& b) {
                return std::tie(scopes_[a.scope].root.name, a.path) <
                       std::tie(scopes_[b.scope].root.name, b.path);
              });
    return std::move(walk_);
  }

 private:
  // Ordered as inputs are, so that the same link wins every time.
  struct Link {
    std::string root{};
    std::string raw{};  // below the root, as the file system has it
    std::uint32_t scope = 0;
    std::string absolute{};
    auto key() const { return std::tie(root, raw); }
    bool operator<(const Link& other) const { return key() < other.key(); }
  };

  FoundInput& note(std::uint32_t scope, const std::string& raw, InputState state,
                   std::string reason) {
    walk_.inputs.push_back(
        {.scope = scope, .path = encode_path(raw), .state = state, .reason = std::move(reason)});
    return walk_.inputs.back();
  }

  void begin(std::uint32_t number) {
    const Scope& scope = scopes_[number];
    const std::string base = directory_of(scope.root);
    std::string raw = decode_path(scope.below);
    const std::string absolute = raw.empty() ? base : (fs::path(base) / raw).native();
    struct stat status;
    if (stat(absolute.c_str(), &status) != 0) {
      const int error = errno;
      struct stat link;
      const bool is_link = lstat(absolute.c_str(), &link) == 0;
      walk_.missing[number] = is_link ? link_error(error) : error_text(error);
      note(number, raw.empty() ? fs::path(base).filename().native() : raw, InputState::failed,
           walk_.missing[number])
          .folder = true;
      return;
    }
    if (!S_ISDIR(status.st_mode)) {
      if (raw.empty()) raw = fs::path(base).filename().native();
      file(number, raw, absolute, status);
      companion(number, raw, absolute);
      return;
    }
    if (!seen_folders_.insert(identity_of(status)).second) return;  // the same folder twice
    folder(number, raw, absolute);
    if (!walk_.inputs.empty() && walk_.inputs.back().folder && walk_.inputs.back().path == ".") {
      walk_.missing[number] = walk_.inputs.back().reason;
    }
  }

  // A file that is named alone brings what describes it, and the other way round.
  void companion(std::uint32_t number, const std::string& raw, const std::string& absolute) {
    struct stat status;
    const auto add = [&](const std::string& its_raw, const std::string& its_absolute) {
      if (stat(its_absolute.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
      companions_ = true;
      file(number, its_raw, its_absolute, status);
    };
    add(raw + std::string(kSidecarEnding), absolute + std::string(kSidecarEnding));
    if (!raw.ends_with(kSidecarEnding)) return;
    add(raw.substr(0, raw.size() - kSidecarEnding.size()),
        absolute.substr(0, absolute.size() - kSidecarEnding.size()));
  }

  // Those of files that are there; twice found, as companions are, counts once.
  void pair_sidecars() {
    using Key = std::pair<std::string_view, std::string_view>;
    std::map<Key, std::size_t> sidecars;
    std::set<Key> named;
    std::vector<bool> again(walk_.inputs.size());
    for (std::size_t i = 0; i < walk_.inputs.size(); ++i) {
      const FoundInput& input = walk_.inputs[i];
      if (input.state != InputState::indexed) continue;
      const Key key(scopes_[input.scope].root.name, input.path);
      if (input.path.ends_with(kSidecarEnding)) {
        again[i] = !sidecars.emplace(key, i).second;
      } else if (companions_) {
        again[i] = !named.insert(key).second;
      }
    }
    if (sidecars.empty()) return;
    for (std::size_t i = 0; i < walk_.inputs.size(); ++i) {
      FoundInput& input = walk_.inputs[i];
      if (input.state != InputState::indexed || again[i]) continue;
      const Root& root = scopes_[input.scope].root;
      const std::string name = input.path + std::string(kSidecarEnding);
      const auto found = sidecars.find({root.name, name});
      if (found == sidecars.end()) continue;
      const Sidecar sidecar = read_sidecar(file_of(root, input.path));
      if (!sidecar.exists) continue;
      input.sidecar = sidecar.sha256.empty() ? "unreadable" : sidecar.sha256;
      FoundInput& describing = walk_.inputs[found->second];
      describing.state = sidecar.wrong.empty() ? InputState::skipped : InputState::failed;
      describing.reason = sidecar_reason(input.path.substr(input.path.rfind('/') + 1), sidecar);
      describing.sha256 = input.sidecar;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < walk_.inputs.size(); ++i) {
      if (again[i]) continue;
      if (kept != i) walk_.inputs[kept] = std::move(walk_.inputs[i]);
      ++kept;
    }
    walk_.inputs.resize(kept);
  }

  // Everything below a folder, links put aside. Without recursion: depth costs nothing.
  void folder(std::uint32_t scope, const std::string& start, const std::string& start_absolute) {
    struct Pending {
      std::string raw, absolute;
    };
    std::vector<Pending> pending{{start, start_absolute}};
    std::vector<std::string> names;
    while (!pending.empty()) {
      check_interrupted();
      const Pending here = std::move(pending.back());
      pending.pop_back();
      if (const int error = names_in(here.absolute, names)) {
        note(scope, here.raw.empty() ? "." : here.raw, InputState::failed, error_text(error))
            .folder = true;
      }
      for (const std::string& name : names) {
        std::string raw = here.raw.empty() ? name : here.raw + "/" + name;
        std::string absolute =
            here.absolute.ends_with('/') ? here.absolute + name : here.absolute + "/" + name;
        struct stat status;
        if (lstat(absolute.c_str(), &status) != 0) {
          note(scope, raw, InputState::failed, error_text(errno));
        } else if (S_ISLNK(status.st_mode)) {
          link(scope, std::move(raw), std::move(absolute));
        } else if (S_ISDIR(status.st_mode)) {
          if (!roots_.contains(identity_of(status)) &&
              seen_folders_.insert(identity_of(status)).second) {
            pending.push_back({std::move(raw), std::move(absolute)});
          }
        } else {
          file(scope, raw, absolute, status);
        }
      }
    }
  }

  void link(std::uint32_t scope, std::string raw, std::string absolute) {
    struct stat target;
    if (stat(absolute.c_str(), &target) != 0) {
      const int error = errno;
      note(scope, raw, InputState::failed, link_error(error));
      return;
    }
    Link found{scopes_[scope].root.name, std::move(raw), scope, std::move(absolute)};
    (S_ISDIR(target.st_mode) ? folder_links_ : file_links_).insert(std::move(found));
  }

  void follow_folder(const Link& link) {
    struct stat target;
    if (stat(link.absolute.c_str(), &target) != 0) {
      note(link.scope, link.raw, InputState::failed, "a link: " + error_text(errno));
    } else if (roots_.contains(identity_of(target)) ||
               !seen_folders_.insert(identity_of(target)).second) {
      note(link.scope, link.raw, InputState::duplicate,
           "a link to a folder that is indexed itself");
    } else {
      folder(link.scope, link.raw, link.absolute);
    }
  }

  void follow_files() {
    if (file_links_.empty()) return;
    std::set<FileIdentity> present = files_;
    for (const Link& link : file_links_) {
      struct stat target;
      if (stat(link.absolute.c_str(), &target) != 0) {
        note(link.scope, link.raw, InputState::failed, "a link: " + error_text(errno));
      } else if (!present.insert(identity_of(target)).second) {
        note(link.scope, link.raw, InputState::duplicate,
             "a link to a file that is indexed itself");
      } else {
        file(link.scope, link.raw, link.absolute, target);
      }
    }
  }

  void file(std::uint32_t scope, const std::string& raw, const std::string& absolute,
            const struct stat& status) {
    // A single file that is a root of its own is left to it.
    const bool whole_root =
        scopes_[scope].below.empty() && absolute == directory_of(scopes_[scope].root);
    if (!whole_root && roots_.contains(identity_of(status)) && status.st_nlink == 1) return;
    FoundInput& input = note(scope, raw, InputState::indexed, "");
    input.size = static_cast<std::uint64_t>(status.st_size);
    input.modified = status.st_mtim.tv_sec;
    files_.insert(identity_of(status));
    const char* what = S_ISFIFO(status.st_mode)   ? "a named pipe"
                       : S_ISSOCK(status.st_mode) ? "a socket"
                       : S_ISREG(status.st_mode)  ? nullptr
                                                  : "a device";
    if (what != nullptr) {
      input.state = InputState::skipped;
      input.reason = std::string(what) + ", not a file";
    }
  }

  std::span<const Scope> scopes_;
  std::set<FileIdentity> roots_;
  std::set<FileIdentity> seen_folders_;
  std::set<FileIdentity> files_;
  std::set<Link> folder_links_;
  std::set<Link> file_links_;
  bool companions_ = false;  // an input may stand there twice
  Walk walk_;
};

}  // namespace

Walk walk_scopes(std::span<const Scope> scopes, std::span<const Root> roots) {
  return Walker(scopes, roots).run();
}

}  // namespace byname
