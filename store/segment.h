// A segment: documents that were indexed together, with everything known of
// them. Immutable. Documents count from 0 within it.
//
//   segment-0/  lengths documents text sources tokens words mentions signatures xapian-0 [xapian-1]
//               ids columns pairs places relatives shards
//
// A batch has the same files but for the second line, which a merge derives.
// Layout: docs/index-format.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "store/clusters.h"
#include "store/columns.h"
#include "store/mentions_file.h"
#include "store/pairs_file.h"
#include "store/relatives.h"
#include "store/sequence_file.h"
#include "store/shards.h"
#include "store/text_file.h"
#include "store/words_file.h"

namespace byname {

// Tokens outside furniture of each document, and where each shard begins.
class LengthsFile {
 public:
  explicit LengthsFile(const std::filesystem::path& path);

  std::uint32_t documents() const { return static_cast<std::uint32_t>(lengths_.size()); }
  std::uint32_t operator[](std::size_t document) const { return lengths_[document]; }
  std::size_t shards() const { return shards_.size(); }
  std::uint32_t first_of_shard(std::size_t shard) const { return shards_[shard]; }
  void check() const { file_.check(); }

 private:
  TableFile file_;
  Array<std::uint32_t> lengths_;
  Array<std::uint32_t> shards_;
};

void write_lengths(const std::filesystem::path& path, const std::vector<std::uint32_t>& lengths,
                   const std::vector<std::uint32_t>& first_of_shards);

// Documents by id and by uid.
class IdsFile {
 public:
  explicit IdsFile(const std::filesystem::path& path);
  // Documents that may have it, ascending: the hash has 32 bits.
  std::vector<std::uint32_t> with_id(std::string_view id) const;
  std::vector<std::uint32_t> with_uid(std::string_view uid) const;
  void check() const { file_.check(); }

 private:
  TableFile file_;
};

void write_ids(const std::filesystem::path& path, const SequenceFile& documents);

// Sizes and checksums of the files of the Xapian shards, which have none of
// their own, and with which Xapian crashes when they are damaged. Opening compares
// the sizes, and the bytes of a file that was written after its sum was taken;
// check() the bytes of all.
void write_shard_sums(const std::filesystem::path& segment);
void check_shards(const std::filesystem::path& segment);
void check_shard_bytes(const std::filesystem::path& segment);

// The files that batches and segments share.
struct BatchFiles {
  explicit BatchFiles(const std::filesystem::path& directory);

  std::filesystem::path directory;
  LengthsFile lengths;
  SequenceFile documents;
  TextFile text;
  SequenceFile sources;
  SequenceFile tokens;
  WordsFile words;
  MentionsFile mentions;
  SignaturesFile signatures;

  std::vector<std::filesystem::path> shard_paths() const;
  void release() const;  // MappedFile::release() of all that grows with the texts
};

struct Segment : BatchFiles {
  explicit Segment(const std::filesystem::path& directory);

  IdsFile ids;
  ColumnsFile columns;
  PairsFile pairs;
  PlacesFile places;
  RelativesFile relatives;
  Shards shards;

  void check() const;  // every byte
};

}  // namespace byname
