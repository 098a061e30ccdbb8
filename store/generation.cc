#include "store/generation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

#include "schemas/error.h"
#include "store/deleted.h"
#include "store/files.h"
#include "store/segment.h"
#include "store/segment_writer.h"
#include "store/stub.h"
#include "store/synonyms.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

// Small segments are merged when there are more: each costs every look-up a little.
constexpr std::size_t kMostDeltaSegments = 8;
constexpr std::string_view kProgram = "byname 0.1";

void make_directory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw_system_error(path, "cannot be made", error.value());
}

void rename_path(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw_system_error(to, "cannot be made", errno);
}

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

std::vector<fs::path> entries_of(const fs::path& directory) {
  std::vector<fs::path> result;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    result.push_back(it->path());
  std::sort(result.begin(), result.end());
  return result;
}

// Generations on disk, ascending.
std::vector<std::uint32_t> generations(const fs::path& index) {
  std::vector<std::uint32_t> result;
  for (const fs::path& path : entries_of(index)) {
    if (const auto number = generation_of_name(path.filename().string())) result.push_back(*number);
  }
  return result;
}

Manifest read_manifest(const fs::path& index, std::uint32_t generation, std::uint32_t commit) {
  const fs::path path = index / manifest_name(generation, commit);
  Manifest manifest = manifest_from_json(read_file(path), path.string());
  if (manifest.generation != generation || manifest.commit != commit)
    throw_damaged(path.string(), "a manifest of another generation");
  return manifest;
}

Manifest required_manifest(const fs::path& index) {
  std::optional<Manifest> manifest = current_manifest(index);
  if (!manifest) throw_no_index(index);
  return *std::move(manifest);
}

// Nothing if the stub is damaged as well: a rebuild must get past it.
std::optional<Stub> readable_stub(const fs::path& index) {
  try {
    return read_stub(index);
  } catch (const IndexError&) {
    return std::nullopt;
  }
}

// What killed writers left: *.tmp, and files of the delta that no published commit names.
std::vector<std::string> remove_strays(const fs::path& index) {
  std::vector<std::string> removed;
  const auto remove = [&](const fs::path& path) {
    remove_quietly(path);
    removed.push_back(path.lexically_relative(index).string());
  };
  for (const fs::path& path : entries_of(index)) {
    if (path.extension() == ".tmp") remove(path);
  }
  const std::optional<Stub> stub = readable_stub(index);
  if (!stub) return removed;
  for (const std::uint32_t number : generations(index)) {
    if (number > stub->newest) remove(index / generation_name(number));
  }
  // The commit before stays too: a reader may be about to open it.
  std::set<std::string> named;
  for (std::uint32_t back = 0; back < 2 && back <= stub->commit; ++back) {
    std::error_code error;
    if (back > 0 &&
        !fs::exists(index / manifest_name(stub->generation, stub->commit - back), error))
      continue;
    try {
      const Manifest m = read_manifest(index, stub->generation, stub->commit - back);
      named.insert(manifest_name(m.generation, m.commit));
      named.insert(m.ledger);
      named.insert(m.segments.begin(), m.segments.end());
      named.insert(m.deleted.begin(), m.deleted.end());
    } catch (const IndexError&) {
      return removed;  // damaged or of another version: what it names cannot be told from strays
    }
  }
  for (const fs::path& path : entries_of(index / delta_name(stub->generation))) {
    if (!named.contains(path.lexically_relative(index).string())) remove(path);
  }
  return removed;
}

void publish_stub(const fs::path& index, const Manifest& manifest, std::uint32_t newest) {
  Stub stub{.generation = manifest.generation, .commit = manifest.commit, .newest = newest};
  for (const std::string& segment : manifest.segments) {
    const std::size_t shards = LengthsFile(index / segment / "lengths").shards();
    for (std::size_t i = 0; i < shards; ++i) stub.shards.push_back(segment + '/' + shard_name(i));
  }
  stub.shards.push_back(generation_name(manifest.generation) + "/synonyms");
  replace_file(stub_path(index), to_text(stub));
}

// Documents, mentions and bytes of text of the live documents of a segment, added.
void add_counts(const fs::path& segment, const std::vector<std::uint32_t>& deleted,
                Manifest& manifest) {
  const MentionsFile mentions(segment / "mentions");
  const TextFile text(segment / "text");
  auto next = deleted.begin();
  for (std::uint32_t i = 0; i < text.documents(); ++i) {
    if (next != deleted.end() && *next == i) {
      ++next;
      continue;
    }
    ++manifest.documents;
    manifest.mentions += mentions.first_row(i + 1) - mentions.first_row(i);
    manifest.text_bytes += text.size(i);
  }
}

}  // namespace

IndexLock::IndexLock(const fs::path& index) {
  make_directory(index);
  const fs::path path = index / "lock";
  fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (fd_ < 0) throw_system_error(path, "cannot be opened", errno);
  if (::flock(fd_, LOCK_EX | LOCK_NB) == 0) {
    const std::string pid = std::to_string(::getpid()) + '\n';
    // Only to tell people who holds it: a failure changes nothing.
    if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, pid.data(), pid.size(), 0) < 0) return;
    return;
  }
  const int error = errno;
  char holder[32] = {};
  const ssize_t size = ::pread(fd_, holder, sizeof holder - 1, 0);
  ::close(fd_);
  if (error != EWOULDBLOCK) throw_system_error(path, "cannot be locked", error);
  std::string who(holder, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (!who.empty() && who.back() == '\n') who.pop_back();
  throw LockedError(index.string() + ": another indexer is at work here" +
                    (who.empty() ? "" : " (process " + who + ")") +
                    "; wait until it is done, or stop it");
}

IndexLock::~IndexLock() { ::close(fd_); }

std::optional<Manifest> current_manifest(const fs::path& index) {
  const std::optional<Stub> stub = read_stub(index);
  if (!stub) return std::nullopt;
  return read_manifest(index, stub->generation, stub->commit);
}

// --- NewGeneration

struct NewGeneration::Rep {
  fs::path index;
  std::uint32_t number = 1;
  std::uint32_t previous = 0;
  fs::path path{};
  fs::path scratch{};
};

NewGeneration::NewGeneration(const fs::path& index) : rep_(new Rep{.index = index}) {
  make_directory(index);
  remove_strays(index);
  if (const std::optional<Stub> stub = readable_stub(index)) {
    rep_->number = stub->newest + 1;
    rep_->previous = stub->generation;
  }
  // Where the stub is lost, what is left of its generations stays as it is.
  for (const std::uint32_t number : generations(index))
    rep_->number = std::max(rep_->number, number + 1);
  rep_->path = index / (generation_name(rep_->number) + ".tmp");
  rep_->scratch = index / (generation_name(rep_->number) + ".scratch.tmp");
  make_directory(rep_->path);
  make_directory(rep_->scratch);
}

NewGeneration::~NewGeneration() {
  remove_quietly(rep_->path);
  remove_quietly(rep_->scratch);
  try {
    // If publishing failed half-way the directory has its name already.
    const std::optional<Stub> stub = read_stub(rep_->index);
    if (!stub || stub->newest < rep_->number)
      remove_quietly(rep_->index / generation_name(rep_->number));
  } catch (const IndexError&) {
    // The stub cannot be read: leave everything for a person to look at.
  }
}

const fs::path& NewGeneration::path() const { return rep_->path; }
const fs::path& NewGeneration::scratch() const { return rep_->scratch; }

std::string segment_name(std::size_t number) { return "segment-" + std::to_string(number); }

Manifest NewGeneration::publish(Manifest manifest, const std::vector<LedgerEntry>& ledger,
                                const std::vector<std::vector<std::uint32_t>>& deleted) {
  const std::string name = generation_name(rep_->number);
  manifest.layout = kLayoutVersion;
  manifest.generation = rep_->number;
  manifest.commit = 0;
  manifest.previous = rep_->previous;
  manifest.built = utc_now();
  manifest.program = kProgram;
  manifest.segments.clear();
  manifest.deleted.clear();
  manifest.ledger = name + "/ledger";
  manifest.documents = manifest.mentions = manifest.text_bytes = 0;
  for (std::size_t i = 0; i < deleted.size(); ++i) {
    manifest.segments.push_back(name + '/' + segment_name(i));
    manifest.deleted.emplace_back();
    add_counts(rep_->path / segment_name(i), deleted[i], manifest);
    if (deleted[i].empty()) continue;
    const std::string gone = "deleted-" + std::to_string(i);
    write_deleted(rep_->path / gone, deleted[i]);
    manifest.deleted.back() = name + '/' + gone;
  }
  write_ledger(rep_->path / "ledger", ledger);
  write_synonyms(rep_->path / "synonyms", CompiledGazetteer(rep_->path / "gazetteer"));
  write_file(rep_->path / "manifest.json", to_json(manifest));
  sync_tree(rep_->path);
  remove_quietly(rep_->scratch);
  rename_path(rep_->path, rep_->index / name);
  sync_directory(rep_->index);
  publish_stub(rep_->index, manifest, rep_->number);
  return manifest;
}

// --- NewCommit

struct NewCommit::Rep {
  fs::path index;
  Manifest before;
  std::uint32_t newest = 0;
  fs::path delta{};
  fs::path segment{};
  fs::path scratch{};

  std::string name(std::string_view kind, std::uint32_t commit) const {
    return fmt::format("{}/{}-{:06}", delta_name(before.generation), kind, commit);
  }
  void merge_small_segments(Manifest& manifest,
                            std::vector<std::vector<std::uint32_t>>& deleted) const;
};

NewCommit::NewCommit(const fs::path& index)
    : rep_(new Rep{.index = index, .before = required_manifest(index)}) {
  remove_strays(index);
  rep_->newest = read_stub(index)->newest;
  rep_->delta = index / delta_name(rep_->before.generation);
  const std::uint32_t commit = rep_->before.commit + 1;
  rep_->segment = index / (rep_->name("segment", commit) + ".tmp");
  rep_->scratch = index / (rep_->name("scratch", commit) + ".tmp");
  make_directory(rep_->scratch);
}

NewCommit::~NewCommit() {
  remove_quietly(rep_->segment);
  remove_quietly(rep_->scratch);
}

std::vector<fs::path> NewCommit::earlier() const {
  std::vector<fs::path> paths;
  for (const std::string& segment : rep_->before.segments) paths.push_back(rep_->index / segment);
  return paths;
}

const fs::path& NewCommit::segment() const { return rep_->segment; }
const fs::path& NewCommit::scratch() const { return rep_->scratch; }

// Merges the newest segments of the delta into one once there are too many: those
// before which none is more than twice as large as all after it, so that a
// document is merged a few times only. Deleted documents stay in, so numbers stay.
void NewCommit::Rep::merge_small_segments(Manifest& manifest,
                                          std::vector<std::vector<std::uint32_t>>& deleted) const {
  if (manifest.segments.size() <= kMostDeltaSegments + 1) return;
  std::vector<std::uint32_t> sizes;
  for (const std::string& s : manifest.segments)
    sizes.push_back(LengthsFile(index / s / "lengths").documents());
  std::size_t first = manifest.segments.size() - 1;
  std::uint64_t sum = sizes[first];
  while (first > 1 && (sizes[first - 1] <= 2 * sum || first > kMostDeltaSegments))
    sum += sizes[--first];
  std::vector<fs::path> inputs;
  std::vector<std::uint32_t> joined;
  std::uint32_t base = 0;
  for (std::size_t i = first; i < manifest.segments.size(); ++i) {
    inputs.push_back(index / manifest.segments[i]);
    for (const std::uint32_t document : deleted[i]) joined.push_back(base + document);
    base += sizes[i];
  }
  const std::string merged = name("merged", manifest.commit);
  const fs::path aside = index / (merged + ".tmp");
  remove_quietly(aside);
  const CompiledGazetteer gazetteer(index / generation_name(manifest.generation) / "gazetteer");
  std::vector<fs::path> earlier;
  for (std::size_t i = 0; i < first; ++i) earlier.push_back(index / manifest.segments[i]);
  merge_batches(inputs, aside, gazetteer, 1, earlier);
  rename_path(aside, index / merged);
  manifest.segments.resize(first);
  manifest.segments.push_back(merged);
  manifest.deleted.resize(first);
  manifest.deleted.emplace_back();
  deleted.resize(first);
  deleted.push_back(std::move(joined));
  if (!deleted.back().empty()) {
    manifest.deleted.back() = name("deleted-merged", manifest.commit);
    write_deleted(index / manifest.deleted.back(), deleted.back());
  }
}

Manifest NewCommit::publish(const std::vector<std::uint32_t>& deleted_documents,
                            const std::vector<Root>& roots, const std::vector<LedgerEntry>& ledger,
                            const std::optional<SourceTable>& sources) {
  Manifest manifest = rep_->before;
  if (sources) manifest.sources = *sources;
  ++manifest.commit;
  manifest.built = utc_now();
  manifest.program = kProgram;
  manifest.roots = roots;
  manifest.ledger = rep_->name("ledger", manifest.commit);

  std::vector<std::uint32_t> gone = deleted_documents;
  std::sort(gone.begin(), gone.end());
  gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
  std::vector<std::vector<std::uint32_t>> deleted;
  std::uint64_t base = 0;
  auto next = gone.begin();
  for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
    const std::uint32_t size =
        LengthsFile(rep_->index / manifest.segments[i] / "lengths").documents();
    deleted.emplace_back();
    if (!manifest.deleted[i].empty())
      deleted.back() = read_deleted(rep_->index / manifest.deleted[i], size);
    const std::size_t before = deleted.back().size();
    for (; next != gone.end() && *next < base + size; ++next)
      deleted.back().push_back(static_cast<std::uint32_t>(*next - base));
    std::sort(deleted.back().begin(), deleted.back().end());
    deleted.back().erase(std::unique(deleted.back().begin(), deleted.back().end()),
                         deleted.back().end());
    if (deleted.back().size() > before) {
      manifest.deleted[i] = fmt::format("{}-{}", rep_->name("deleted", manifest.commit), i);
      write_deleted(rep_->index / manifest.deleted[i], deleted.back());
    }
    base += size;
  }
  if (next != gone.end())
    throw IndexError("document " + std::to_string(*next) + " cannot be deleted: there are only " +
                     std::to_string(base));

  if (fs::exists(rep_->segment)) {
    manifest.segments.push_back(rep_->name("segment", manifest.commit));
    manifest.deleted.emplace_back();
    deleted.emplace_back();
    rename_path(rep_->segment, rep_->index / manifest.segments.back());
  }
  rep_->merge_small_segments(manifest, deleted);

  manifest.documents = manifest.mentions = manifest.text_bytes = 0;
  for (std::size_t i = 0; i < manifest.segments.size(); ++i)
    add_counts(rep_->index / manifest.segments[i], deleted[i], manifest);
  write_ledger(rep_->index / manifest.ledger, ledger);
  write_file(rep_->index / manifest_name(manifest.generation, manifest.commit), to_json(manifest));
  remove_quietly(rep_->scratch);
  sync_tree(rep_->delta);
  sync_directory(rep_->index);
  publish_stub(rep_->index, manifest, rep_->newest);
  return manifest;
}

// --- rollback and prune

namespace {

std::uint32_t newest_commit(const fs::path& index, std::uint32_t generation) {
  std::uint32_t result = 0;
  for (const fs::path& path : entries_of(index / delta_name(generation))) {
    const std::string name = path.filename().string();
    if (!name.starts_with("commit-") || path.extension() != ".json") continue;
    result =
        std::max(result, static_cast<std::uint32_t>(std::strtoul(name.c_str() + 7, nullptr, 10)));
  }
  return result;
}

// By the manifest in use; where that is damaged, the newest one below it.
std::uint32_t generation_before(const fs::path& index, const Stub& stub) {
  try {
    return read_manifest(index, stub.generation, stub.commit).previous;
  } catch (const IndexError&) {
    std::uint32_t result = 0;
    for (const std::uint32_t number : generations(index)) {
      if (number < stub.generation) result = std::max(result, number);
    }
    return result;
  }
}

}  // namespace

Manifest rollback(const fs::path& index) {
  const std::optional<Stub> stub = read_stub(index);
  if (!stub) throw_no_index(index);
  remove_strays(index);
  const std::uint32_t previous = generation_before(index, *stub);
  if (previous == 0 || !fs::exists(index / generation_name(previous)))
    throw IndexError(index.string() + ": there is no generation before " +
                     std::to_string(stub->generation) + " to go back to");
  Manifest manifest = read_manifest(index, previous, newest_commit(index, previous));
  for (const std::string& segment : manifest.segments) const Segment opened(index / segment);
  publish_stub(index, manifest, stub->newest);
  return manifest;
}

namespace {

std::vector<std::string> prune_but(const fs::path& index, const std::set<std::uint32_t>& kept) {
  std::vector<std::string> removed = remove_strays(index);
  for (const std::uint32_t number : generations(index)) {
    if (kept.contains(number)) continue;
    for (const std::string& name : {generation_name(number), delta_name(number)}) {
      if (!fs::exists(index / name)) continue;
      remove_quietly(index / name);
      removed.push_back(name);
    }
  }
  return removed;
}

}  // namespace

std::vector<std::string> prune(const fs::path& index) {
  const Manifest current = required_manifest(index);
  return prune_but(index, {current.generation, current.previous});
}

std::vector<std::string> prune_all(const fs::path& index) {
  return prune_but(index, {required_manifest(index).generation});
}

}  // namespace byname
