#include "store/glass_writer.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <vector>

#include "schemas/error.h"
#include "store/coding.h"
#include "store/files.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kBlock = 8192;
constexpr std::size_t kBlockHeader = 11;
constexpr std::size_t kDirectoryEntry = 2;
constexpr std::size_t kLongestKey = 252;
// Of four items to a block none is larger: what is longer Xapian divides, we never write.
constexpr std::size_t kLongestTag = 1700;
constexpr std::size_t kChunk = 1500;  // bytes of postings after which another item begins
constexpr char kWholeItem = 0x60;     // first and last part of a tag in one

void put_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  while (bytes-- > 0) out.push_back(static_cast<char>(value >> (8 * bytes)));
}

// Sorts as the number does.
void put_sorted(std::string& out, std::uint32_t number) {
  if (number < 0x8000)
    put_big_endian(out, number, 2);
  else if (number < 0x400000)
    put_big_endian(out, number | 0x800000, 3);
  else
    put_big_endian(out, number | 0xc0000000, 4);
}

// A B-tree to which items are added in order: each level has one open block.
class GlassTable {
 public:
  GlassTable() { add(0, "", item("", "")); }  // Xapian's own first item, with an empty key

  void add(std::string_view key, std::string_view tag) {
    assert(key.size() <= kLongestKey && tag.size() <= kLongestTag);
    add(0, key, item(key, tag));
    ++entries_;
  }

  // Ends the tree. Empty for a table without entries.
  std::string finish() {
    if (entries_ == 0) return {};
    for (std::size_t level = 0; level + 1 < open_.size(); ++level) close(level);
    root_ = write_block(open_.size() - 1);
    return std::move(bytes_);
  }

  // What Xapian's version file says of the table. After finish().
  void describe(std::string& out, std::uint64_t compress_from) const {
    constexpr std::uint64_t kSequential = 2;
    constexpr std::uint64_t kEmpty = 1;
    put_varint(out, root_);
    put_varint(out, entries_ == 0 ? kSequential | kEmpty : (open_.size() - 1) << 2 | kSequential);
    put_varint(out, entries_);
    put_varint(out, kBlock >> 11);
    put_varint(out, compress_from);
    std::string free_blocks;  // revision, first block that is not used; no list of others
    if (entries_ > 0) {
      put_varint(free_blocks, 1);
      put_varint(free_blocks, blocks_);
      free_blocks.append(4, '\0');
    }
    put_string(out, free_blocks);
  }

 private:
  struct OpenBlock {
    std::vector<std::string> items{};
    std::size_t used = kBlockHeader;
    std::string first_key{};
  };

  static std::string item(std::string_view key, std::string_view tag) {
    std::string result;
    put_big_endian(result, std::uint64_t{kWholeItem} << 8 | (key.size() + tag.size()), 2);
    result.push_back(static_cast<char>(key.size()));
    result.append(key);
    result.append(tag);
    return result;
  }

  // Leads to a block. The first one of its own block leads to all that is before the second.
  static std::string branch(std::string_view key, std::uint32_t block) {
    std::string result;
    put_big_endian(result, block, 4);
    result.push_back(static_cast<char>(key.size()));
    result.append(key);
    put_big_endian(result, key.empty() ? 0 : 1, 2);  // part of the tag
    return result;
  }

  void add(std::size_t level, std::string_view key, std::string&& bytes) {
    if (level == open_.size()) open_.emplace_back();
    const std::size_t needed = bytes.size() + kDirectoryEntry;
    if (open_[level].used + needed > kBlock) close(level);
    OpenBlock& block = open_[level];
    if (block.items.empty()) block.first_key = key;
    block.used += needed;
    block.items.push_back(std::move(bytes));
  }

  void close(std::size_t level) {
    const std::uint32_t number = write_block(level);
    const std::string key = std::move(open_[level].first_key);
    open_[level] = {};
    const std::size_t above = level + 1;
    if (above == open_.size()) open_.emplace_back();
    std::string bytes = branch(key, number);
    if (open_[above].used + bytes.size() + kDirectoryEntry > kBlock) close(above);
    if (open_[above].items.empty()) bytes = branch("", number);
    add(above, key, std::move(bytes));
  }

  std::uint32_t write_block(std::size_t level) {
    const OpenBlock& block = open_[level];
    const std::size_t directory_end = kBlockHeader + kDirectoryEntry * block.items.size();
    const std::size_t free = kBlock - block.used;
    std::string header;
    put_big_endian(header, 1, 4);  // revision
    put_big_endian(header, level, 1);
    put_big_endian(header, free, 2);  // the largest free piece, and all
    put_big_endian(header, free, 2);
    put_big_endian(header, directory_end, 2);
    const std::size_t begin = bytes_.size();
    bytes_.resize(begin + kBlock);
    std::size_t at = kBlock;
    for (const std::string& bytes : block.items) {
      at -= bytes.size();
      bytes.copy(bytes_.data() + begin + at, bytes.size());
      put_big_endian(header, at, 2);
    }
    header.copy(bytes_.data() + begin, header.size());
    return blocks_++;
  }

  std::string bytes_{};
  std::vector<OpenBlock> open_{};  // of each level
  std::uint64_t entries_ = 0;
  std::uint32_t blocks_ = 0;
  std::uint32_t root_ = 0;
};

// A posting list in chunks. `first_key` and `begin` are the first chunk's; later ones have their
// first document in the key.
void add_chunks(GlassTable& table, std::string_view first_key, std::string_view later_keys,
                std::string begin, std::span<const GlassPosting> postings) {
  std::string key(first_key);
  std::string chunk;
  for (std::size_t i = 0; i < postings.size();) {
    const std::uint32_t first = postings[i].document;
    std::uint32_t last = first;
    chunk.clear();
    put_varint(chunk, postings[i++].count);
    for (; i < postings.size() && chunk.size() < kChunk; ++i) {
      put_varint(chunk, postings[i].document - last - 1);
      put_varint(chunk, postings[i].count);
      last = postings[i].document;
    }
    begin.push_back(i == postings.size() ? '1' : '0');
    put_varint(begin, last - first);
    table.add(key, begin + chunk);
    begin.clear();
    if (i < postings.size()) {
      key = later_keys;
      put_sorted(key, postings[i].document);
    }
  }
}

}  // namespace

struct GlassWriter::Rep {
  std::filesystem::path directory;
  GlassTable postings{};
  GlassTable data{};
  std::vector<GlassPosting> lengths{};
  bool terms_began = false;
  std::uint64_t total_length = 0;
  std::uint32_t shortest = 0;
  std::uint32_t longest = 0;
  std::uint32_t most_count = 0;

  void write_lengths() {
    if (terms_began) return;
    terms_began = true;
    constexpr std::string_view kLengths{"\0\xe0", 2};
    add_chunks(postings, kLengths, kLengths, std::string(3, '\0'), lengths);
  }
};

GlassWriter::GlassWriter(const std::filesystem::path& directory)
    : rep_(new Rep{.directory = directory}) {}
GlassWriter::~GlassWriter() = default;

void GlassWriter::add_document(std::string_view data, std::uint64_t length) {
  assert(!rep_->terms_began);
  const auto counted = static_cast<std::uint32_t>(std::min<std::uint64_t>(length, 0xffffffff));
  const auto number = static_cast<std::uint32_t>(rep_->lengths.size() + 1);
  rep_->lengths.push_back({number, counted});
  rep_->total_length += counted;
  rep_->longest = std::max(rep_->longest, counted);
  if (counted > 0)
    rep_->shortest = rep_->shortest == 0 ? counted : std::min(rep_->shortest, counted);
  if (data.size() > kLongestTag) data = data.substr(0, floor_character(data, kLongestTag));
  if (data.empty()) return;
  std::string key;
  put_sorted(key, number);
  rep_->data.add(key, data);
}

void GlassWriter::add_term(std::string_view term, std::span<const GlassPosting> postings) {
  rep_->write_lengths();
  std::string key;
  for (const char c : term) {
    key.push_back(c);
    if (c == '\0') key.push_back('\xff');
  }
  std::string later = key;
  later.push_back('\0');
  if (later.size() + 4 > kLongestKey)
    throw IndexError(rep_->directory.string() + ": a term of " + std::to_string(key.size()) +
                     " bytes is too long");
  std::uint64_t sum = 0;
  for (const GlassPosting& posting : postings) {
    sum += posting.count;
    rep_->most_count = std::max(rep_->most_count, posting.count);
  }
  std::string begin;
  put_varint(begin, postings.size());
  put_varint(begin, sum);
  put_varint(begin, postings.empty() ? 0 : postings[0].document - 1);
  add_chunks(rep_->postings, key, later, std::move(begin), postings);
}

void GlassWriter::finish() {
  rep_->write_lengths();
  write_scratch_file(rep_->directory / "postlist.glass", rep_->postings.finish());
  write_scratch_file(rep_->directory / "docdata.glass", rep_->data.finish());
  constexpr std::uint64_t kCompressFrom = 18;
  constexpr unsigned kFormat = (2016 - 2014) << 9 | 3 << 5 | 14;
  std::string version = "\x0f\x0dXapian Glass";
  put_big_endian(version, kFormat, 2);
  version.append(16, '\0');  // no name: nobody asks a batch for it
  put_varint(version, 1);    // revision
  rep_->postings.describe(version, 0);
  rep_->data.describe(version, kCompressFrom);
  const std::uint64_t others[] = {kCompressFrom, 0, kCompressFrom, kCompressFrom};
  for (const std::uint64_t compress_from : others)  // term lists, positions, spelling, synonyms
    GlassTable().describe(version, compress_from);
  const std::uint64_t documents = rep_->lengths.size();
  const std::uint64_t most = rep_->most_count;
  put_varint(version, documents);
  put_varint(version, 0);  // numbers that are not used
  put_varint(version, rep_->shortest);
  put_varint(version, most);
  put_varint(version, rep_->longest - std::min<std::uint64_t>(most, rep_->longest));
  put_varint(version, 0);  // change sets
  put_varint(version, rep_->total_length);
  put_varint(version, 0);  // spelling
  write_scratch_file(rep_->directory / "iamglass", version);
}

}  // namespace byname
