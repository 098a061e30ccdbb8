// What the paths on the command line stand for: roots, or places inside of roots.
//
//   rebuild /news /letters/a.txt
//     {"news", "/news"}  {"letters", "/letters/a.txt"}
//
// A root is a folder or a single file. Its name is that of the folder (of the
// file's folder), with -2, -3 ... where another folder has it; roots that are
// files of one folder share its name. Documents are known by the name and the
// path below, so a root keeps the name that it has in the index.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/manifest.h"

namespace byname {

// A root, or what lies below it at `below` (a path as documents carry it).
struct Scope {
  Root root{};
  std::string below{};

  bool operator==(const Scope&) const = default;
};

// One scope a path, without repeats, sorted by root name and path. `paths` are as
// typed. A path inside a folder among `known` is a scope of that root; others are
// new roots. Looks at the disk only to tell files from folders.
std::vector<Scope> scopes_of(std::span<const std::string> paths, std::span<const Root> known);

// The same with every path a root of its own; a path among `known` keeps its name.
std::vector<Root> roots_of(std::span<const std::string> paths, std::span<const Root> known);

// `known` and the roots of `scopes`, each once, sorted by name and path.
std::vector<Root> all_roots(std::span<const Root> known, std::span<const Scope> scopes);

// The root called `name` that has a file at `path`, as far as roots alone can tell.
std::optional<Root> root_holding(std::span<const Root> roots, const std::string& name,
                                 const std::string& path);

// The folder or file itself; manifests hold it encoded.
std::string directory_of(const Root& root);
// The file of the document path `path` below the root.
std::string file_of(const Root& root, std::string_view path);

}  // namespace byname
