#include "indexer/roots.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "indexer/path_code.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

// Absolute, without . and .. and without a slash at the end.
fs::path tidy(const std::string& path) {
  fs::path result = fs::absolute(path).lexically_normal();
  if (!result.has_filename() && result != result.root_path()) result = result.parent_path();
  return result;
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// The folder that gives a root its name.
fs::path naming_folder(const fs::path& path) {
  return is_folder(path) || !fs::exists(path) ? path : path.parent_path();
}

// Gives out names, one for each folder.
class Names {
 public:
  explicit Names(std::span<const Root> known) {
    for (const Root& root : known) {
      taken_.insert(root.name);
      of_folder_.emplace(naming_folder(directory_of(root)).native(), root.name);
    }
  }

  std::string of(const fs::path& folder) {
    const auto known = of_folder_.find(folder.native());
    if (known != of_folder_.end()) return known->second;
    std::string base = encode_path(folder.filename().native());
    if (base.empty()) base = "root";
    std::string name = base;
    for (int i = 2; taken_.contains(name); ++i) name = base + "-" + std::to_string(i);
    taken_.insert(name);
    of_folder_.emplace(folder.native(), name);
    return name;
  }

 private:
  std::set<std::string> taken_;
  std::map<std::string, std::string> of_folder_;
};

// Relative to `folder`; empty when `path` is not below it, or hidden in it (the
// walk of `folder` would not find it).
std::string visible_below(const fs::path& folder, const fs::path& path) {
  const fs::path relative = path.lexically_relative(folder);
  if (relative.empty() || relative == ".") return "";
  for (const fs::path& part : relative) {
    if (part.native().starts_with('.')) return "";
  }
  return relative.native();
}

bool before(const Root& a, const Root& b) {
  return std::tie(a.name, a.path) < std::tie(b.name, b.path);
}

}  // namespace

std::string directory_of(const Root& root) { return decode_path(root.path); }

std::string file_of(const Root& root, std::string_view path) {
  const fs::path base = directory_of(root);
  const std::string below = decode_path(path);
  if (base.filename().native() == below && !is_folder(base)) return base.native();
  return (base / below).native();
}

std::vector<Scope> scopes_of(std::span<const std::string> paths, std::span<const Root> known) {
  std::set<fs::path> wanted;  // sorted, so that names do not depend on the order of the arguments
  for (const std::string& path : paths) wanted.insert(tidy(path));

  Names names(known);
  std::vector<Scope> scopes;
  for (const fs::path& path : wanted) {
    Scope scope{.root = {.name = "", .path = encode_path(path.native())}};
    std::size_t deepest = 0;  // the innermost root holds a file
    for (const Root& root : known) {
      const fs::path folder = directory_of(root);
      if (folder == path) {
        scope = {.root = root};
        break;
      }
      const std::string below = visible_below(folder, path);
      if (!below.empty() && folder.native().size() > deepest && is_folder(folder)) {
        deepest = folder.native().size();
        scope = {.root = root, .below = encode_path(below)};
      }
    }
    if (scope.root.name.empty()) scope.root.name = names.of(naming_folder(path));
    scopes.push_back(std::move(scope));
  }

  // A whole root takes in the places inside of it.
  const std::vector<Scope> every = scopes;
  std::erase_if(scopes, [&](const Scope& scope) {
    return std::any_of(every.begin(), every.end(), [&](const Scope& other) {
      return other.root == scope.root &&
             (other.below.empty() ? !scope.below.empty()
                                  : scope.below.starts_with(other.below + "/"));
    });
  });
  std::sort(scopes.begin(), scopes.end(), [](const Scope& a, const Scope& b) {
    return before(a.root, b.root) || (a.root == b.root && a.below < b.below);
  });
  return scopes;
}

std::vector<Root> roots_of(std::span<const std::string> paths, std::span<const Root> known) {
  std::set<fs::path> wanted;
  for (const std::string& path : paths) wanted.insert(tidy(path));
  std::vector<Root> kept;
  for (const Root& root : known) {
    if (wanted.contains(directory_of(root))) kept.push_back(root);
  }
  Names names(kept);
  std::vector<Root> roots;
  for (const fs::path& path : wanted) {
    // A file of a folder that is a root itself comes with the folder.
    if (!is_folder(path) && wanted.contains(path.parent_path())) continue;
    roots.push_back({.name = names.of(naming_folder(path)), .path = encode_path(path.native())});
  }
  std::sort(roots.begin(), roots.end(), before);
  return roots;
}

std::optional<Root> root_holding(std::span<const Root> roots, const std::string& name,
                                 const std::string& path) {
  std::optional<Root> found;
  for (const Root& root : roots) {
    if (root.name != name) continue;
    if (fs::path(root.path).filename().native() == path && !is_folder(directory_of(root)))
      return root;
    if (is_folder(directory_of(root))) found = root;
  }
  return found;
}

std::vector<Root> all_roots(std::span<const Root> known, std::span<const Scope> scopes) {
  std::vector<Root> roots(known.begin(), known.end());
  for (const Scope& scope : scopes) roots.push_back(scope.root);
  std::sort(roots.begin(), roots.end(), before);
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  // A file that was a root comes with its folder once that is one.
  const std::vector<Root> every = roots;
  std::erase_if(roots, [&](const Root& root) {
    const std::string folder = fs::path(root.path).parent_path().native();
    return !is_folder(directory_of(root)) &&
           std::any_of(every.begin(), every.end(), [&](const Root& other) {
             return other.name == root.name && other.path == folder;
           });
  });
  return roots;
}

}  // namespace byname
