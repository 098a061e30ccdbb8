#include "indexer/inbox.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>

#include "indexer/build.h"
#include "indexer/path_code.h"
#include "indexer/readers/reader.h"
#include "indexer/readers/source_file.h"
#include "indexer/roots.h"
#include "indexer/signals.h"
#include "schemas/error.h"
#include "store/files.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolder = "inbox";
constexpr std::string_view kRoot = "stdin";
constexpr std::string_view kArriving = ".arriving";  // hidden: no walk finds it

// Removed again unless it was moved on.
struct Arriving {
  explicit Arriving(fs::path file) : path(std::move(file)) {}
  ~Arriving() {
    std::error_code ignored;
    fs::remove(path, ignored);
  }
  Arriving(const Arriving&) = delete;
  Arriving& operator=(const Arriving&) = delete;
  const fs::path path;
};

// Bytes that were copied, on the disk for certain.
std::uint64_t copy_to(int input, const fs::path& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) throw_system_error(path, "cannot be made", errno);
  const auto closer = [](const int* f) { ::close(*f); };
  const std::unique_ptr<const int, decltype(closer)> close_it(&file, closer);
  std::string room(1 << 20, '\0');
  std::uint64_t total = 0;
  while (true) {
    check_interrupted();
    // Not in read(2) itself, which would go on waiting after an interruption.
    struct pollfd ready {
      input, POLLIN, 0
    };
    if (::poll(&ready, 1, 200) == 0) continue;
    const ssize_t got = ::read(input, room.data(), room.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) throw_system_error("-", "cannot be read", errno);
    if (got == 0) break;
    write_all(file, path, std::string_view(room).substr(0, static_cast<std::size_t>(got)));
    total += static_cast<std::uint64_t>(got);
  }
  if (::fsync(file) != 0) throw_system_error(path, "cannot be written", errno);
  return total;
}

fs::path take_in(const fs::path& index, const Forgotten& forgotten, int input) {
  const fs::path inbox = inbox_of(index);
  fs::create_directories(inbox);
  const Arriving arriving(inbox / kArriving);
  if (copy_to(input, arriving.path) == 0) throw UsageError("-: standard input is empty");
  SourceFile file;
  if (const std::string wrong = file.open(arriving.path); !wrong.empty())
    throw IndexError(arriving.path.native() + ": " + wrong);
  if (const std::string wrong = file.survey(); !wrong.empty())
    throw IndexError(arriving.path.native() + ": " + wrong);
  const std::string name = file.sha256().substr(0, 16);
  if (forgotten.inputs.contains({std::string(kRoot), name}))
    throw RefusedError(
        "-: what came was forgotten on request. If it may come in again, take the line \"" + name +
        "\" out of forgotten.tsv in the index");
  const fs::path kept = inbox / name;
  std::error_code ignored;
  if (!fs::exists(kept, ignored)) fs::rename(arriving.path, kept);
  sync_directory(inbox);
  return kept;
}

bool is_json_line(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line.starts_with('{') && line.ends_with('}');
}

// The bytes without some of its lines, counted from 1; nothing if they are no JSON Lines.
std::optional<std::string> without_lines(std::string_view bytes,
                                         const std::set<std::uint32_t>& gone) {
  std::string kept;
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    if (!gone.contains(number)) {
      kept += bytes.substr(begin, end + 1 - begin);
    } else if (!is_json_line(bytes.substr(begin, end - begin))) {
      return std::nullopt;
    }
    begin = end + 1;
  }
  return kept;
}

}  // namespace

fs::path inbox_of(const fs::path& index) {
  return fs::absolute(index).lexically_normal() / kFolder;
}

bool is_inbox(const Root& root, const fs::path& index) {
  return directory_of(root) == inbox_of(index).native();
}

std::vector<std::string> with_standard_input(std::vector<std::string> paths, const fs::path& index,
                                             const Forgotten& forgotten, int input) {
  if (std::erase(paths, "-") == 0) return paths;
  paths.push_back(take_in(index, forgotten, input).native());
  return paths;
}

void add_inbox(std::vector<Root>& roots, const fs::path& index) {
  const fs::path inbox = inbox_of(index);
  std::error_code ignored;
  const bool holds = fs::is_directory(inbox, ignored) && !fs::is_empty(inbox, ignored);
  for (Root& root : roots) {
    const fs::path path = directory_of(root);
    if (root.name == kRoot && path.filename() == kFolder && !fs::exists(path, ignored) && holds)
      root.path = encode_path(inbox.native());
    if (is_inbox(root, index)) return;
  }
  if (!holds) return;
  // The name is its own: documents, corrections and what was forgotten are known by it.
  for (const Root& root : roots) {
    if (root.name == kRoot)
      throw UsageError(
          directory_of(root) +
          ": cannot be indexed beside what came by standard input, which has its name; "
          "index the folder above it, or rename it");
  }
  roots.push_back({.name = std::string(kRoot), .path = encode_path(inbox.native())});
  std::sort(roots.begin(), roots.end(), [](const Root& a, const Root& b) {
    return std::tie(a.name, a.path) < std::tie(b.name, b.path);
  });
}

void forget_in_inbox(const fs::path& index, const Index& documents, const Forgotten& forgotten) {
  const fs::path inbox = inbox_of(index);
  std::error_code ignored;
  if (!fs::is_directory(inbox, ignored)) return;
  std::map<std::string, std::set<std::uint32_t>> lines;  // to go, by the path of the stream
  for (const std::string& uid : forgotten.uids) {
    const auto number = documents.find_uid(uid);
    if (!number || documents.deleted(*number)) continue;
    const Document document = documents.whole_document(*number);
    if (document.root != kRoot || forgotten.inputs.contains({document.root, document.path}))
      continue;
    const auto cannot = [&] {
      return UsageError(document.id +
                        ": came by standard input together with others and cannot be "
                        "cut out; forget all that came with it: stdin/" +
                        std::string(file_of_path(document.path)));
    };
    if (document.source_map.empty() || document.path.find("!/") != std::string::npos)
      throw cannot();
    const std::uint32_t line = document.source_map.front().line;
    for (const SourceRun& run : document.source_map)
      if (run.line != line) throw cannot();
    lines[document.path].insert(line);
  }
  std::map<fs::path, std::string> left;
  for (const auto& [path, gone] : lines) {
    const fs::path file = inbox / decode_path(path);
    if (!fs::exists(file, ignored)) continue;
    std::optional<std::string> rest = without_lines(read_file(file), gone);
    if (!rest)
      throw UsageError("stdin/" + path +
                       ": holds several documents that cannot be told apart; forget all of it");
    left.emplace(file, *std::move(rest));
  }
  for (const auto& [file, rest] : left) {
    write_file(inbox / kArriving, rest);
    fs::rename(inbox / kArriving, file);
  }
  fs::remove(inbox / kArriving, ignored);  // of a run that was killed
  for (const auto& [root, path] : forgotten.inputs)
    if (root == kRoot) fs::remove(inbox / decode_path(path), ignored);
  sync_directory(inbox);
}

}  // namespace byname
