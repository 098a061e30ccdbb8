#include "store/segment.h"

#include <algorithm>
#include <sstream>

#include "schemas/error.h"
#include "schemas/hash.h"
#include "store/document_record.h"
#include "store/files.h"
#include "store/sorted_table.h"

namespace byname {
namespace {

constexpr std::string_view kShardSums = "shards";

std::uint32_t id_hash(std::string_view id) { return static_cast<std::uint32_t>(hash64(id) >> 32); }

}  // namespace

LengthsFile::LengthsFile(const std::filesystem::path& path)
    : file_(path, "lengths", 2),
      lengths_(file_.array<std::uint32_t>(0)),
      shards_(file_.array<std::uint32_t>(1)) {
  if (shards_.size() == 0 || shards_[0] != 0) throw_damaged(file_.name(), "shards");
  for (std::size_t i = 1; i < shards_.size(); ++i) {
    if (shards_[i] < shards_[i - 1] || shards_[i] > lengths_.size())
      throw_damaged(file_.name(), "shards");
  }
}

void write_lengths(const std::filesystem::path& path, const std::vector<std::uint32_t>& lengths,
                   const std::vector<std::uint32_t>& first_of_shards) {
  TableWriter out(path, "lengths", 2);
  out.write_array(lengths);
  out.next_section();
  out.write_array(first_of_shards);
  out.finish();
}

IdsFile::IdsFile(const std::filesystem::path& path) : file_(path, "ids", 2) {}

std::vector<std::uint32_t> IdsFile::with_id(std::string_view id) const {
  return numbers_with(file_.array<HashedNumber>(0), id_hash(id));
}

std::vector<std::uint32_t> IdsFile::with_uid(std::string_view uid) const {
  return numbers_with(file_.array<HashedNumber>(1), id_hash(uid));
}

void write_ids(const std::filesystem::path& path, const SequenceFile& documents) {
  std::vector<HashedNumber> ids;
  std::vector<HashedNumber> uids;
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    const Document document = decode_record(documents[i], documents.name());
    ids.push_back({id_hash(document.id), i});
    uids.push_back({id_hash(document.uid), i});
  }
  std::sort(ids.begin(), ids.end());
  std::sort(uids.begin(), uids.end());
  TableWriter out(path, "ids", 2);
  out.write_array(ids);
  out.next_section();
  out.write_array(uids);
  out.finish();
}

namespace {

// A line for each file of each shard: name below the segment, size, checksum.
template <typename Visit>
void for_each_shard_sum(const std::filesystem::path& segment, Visit visit) {
  const TableFile file(segment / kShardSums, kShardSums, 1);
  file.check();
  std::istringstream lines{std::string(file.section(0))};
  std::string name;
  std::uint64_t size = 0;
  std::string sum;
  while (lines >> name >> size >> sum) visit(name, size, sum);
  if (!lines.eof()) throw_damaged(file.name(), "a line");
}

void check_sum(const std::filesystem::path& path, const std::string& sum) {
  const MappedFile file(path);
  if (hex16(checksum(file, file.bytes())) != sum) throw_damaged(path.string(), "checksum");
}

}  // namespace

void write_shard_sums(const std::filesystem::path& segment) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; std::filesystem::exists(segment / shard_name(i)); ++i) {
    for (const auto& file : std::filesystem::directory_iterator(segment / shard_name(i))) {
      const std::string name = shard_name(i) + '/' + file.path().filename().string();
      // Readers of a read-only database lock nothing, and this file has no content.
      if (file.path().filename() == "flintlock") continue;
      const MappedFile mapped(file.path());
      lines.push_back(name + '\t' + std::to_string(mapped.bytes().size()) + '\t' +
                      hex16(checksum(mapped, mapped.bytes())) + '\n');
    }
  }
  std::sort(lines.begin(), lines.end());
  TableWriter out(segment / kShardSums, kShardSums, 1);
  for (const std::string& line : lines) out.write(line);
  out.finish();
}

void check_shards(const std::filesystem::path& segment) {
  std::error_code error;
  const auto sealed = std::filesystem::last_write_time(segment / kShardSums, error);
  for_each_shard_sum(segment, [&](const std::string& name, std::uint64_t size, const auto& sum) {
    const std::filesystem::path path = segment / name;
    const auto found = std::filesystem::file_size(path, error);
    if (error || found != size) throw_damaged(path.string(), "missing, or not of the size it had");
    const auto written = std::filesystem::last_write_time(path, error);
    if (error || written >= sealed) check_sum(path, sum);
  });
}

void check_shard_bytes(const std::filesystem::path& segment) {
  for_each_shard_sum(segment, [&](const std::string& name, std::uint64_t, const std::string& sum) {
    check_sum(segment / name, sum);
  });
}

BatchFiles::BatchFiles(const std::filesystem::path& path)
    : directory(path),
      lengths(path / "lengths"),
      documents(path / "documents", "document"),
      text(path / "text"),
      sources(path / "sources", "sources"),
      tokens(path / "tokens", "tokens"),
      words(path / "words"),
      mentions(path / "mentions"),
      signatures(path / "signatures") {
  const std::size_t n = lengths.documents();
  if (documents.size() != n || text.documents() != n || sources.size() != n || tokens.size() != n ||
      mentions.documents() != n || signatures.documents() != n)
    throw_damaged(path.string(), "files with different numbers of documents");
}

std::vector<std::filesystem::path> BatchFiles::shard_paths() const {
  std::vector<std::filesystem::path> result;
  for (std::size_t i = 0; i < lengths.shards(); ++i) result.push_back(directory / shard_name(i));
  return result;
}

Segment::Segment(const std::filesystem::path& path)
    : BatchFiles(path),
      ids(path / "ids"),
      columns(path / "columns"),
      pairs(path / "pairs"),
      places(path / "places"),
      relatives(path / "relatives"),
      shards((check_shards(path), shard_paths())) {
  if (columns.documents() != lengths.documents())
    throw_damaged(path.string(), "files with different numbers of documents");
  for (std::size_t i = 0; i < lengths.shards(); ++i) {
    const std::uint32_t end =
        i + 1 < lengths.shards() ? lengths.first_of_shard(i + 1) : lengths.documents();
    if (shards.documents(i) != end - lengths.first_of_shard(i))
      throw_damaged((path / shard_name(i)).string(), "number of documents");
  }
}

void BatchFiles::release() const {
  documents.release();
  text.release();
  sources.release();
  tokens.release();
  words.release();
  mentions.release();
}

void Segment::check() const {
  lengths.check();
  documents.check();
  text.check();
  release();
  sources.check();
  tokens.check();
  release();
  signatures.check();
  words.check();
  mentions.check();
  release();
  ids.check();
  columns.check();
  pairs.check();
  places.check();
  relatives.check();
  check_shard_bytes(directory);
}

}  // namespace byname
