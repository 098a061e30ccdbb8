// The stored text, in blocks of zstd, so that a few words of a long document
// open one block.
//
// Layout: docs/index-format.md, "Text".
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/table_file.h"

namespace byname {

// Sizes by measurement: docs/decisions.md, "Text in blocks".
inline constexpr std::size_t kTextBlock = 32 * 1024;

class TextFile {
 public:
  explicit TextFile(const std::filesystem::path& path);

  std::size_t documents() const { return begins_.size(); }
  std::uint32_t size(std::size_t document) const { return sizes_[document]; }
  // Bytes [begin, end) of a document's text, clipped to it. Not thread-safe: keeps
  // the blocks opened last.
  std::string read(std::size_t document, std::uint32_t begin, std::uint32_t end) const;
  void check() const { file_.check(); }
  void release() const { file_.release(); }

 private:
  friend class TextWriter;
  struct Block {
    std::size_t number = static_cast<std::size_t>(-1);
    std::string bytes{};
  };
  struct BlockEntry {
    std::uint64_t text = 0;  // where it begins in the text of all documents
    std::uint64_t file = 0;  // where its frame begins in the section
  };

  const std::string& block(std::size_t number) const;

  TableFile file_;
  Array<BlockEntry> blocks_;  // one more than there are: the ends
  Array<std::uint64_t> begins_;
  Array<std::uint32_t> sizes_;
  mutable std::vector<Block> recent_;
  mutable std::size_t next_recent_ = 0;
};

class TextWriter {
 public:
  explicit TextWriter(const std::filesystem::path& path, std::size_t block_size = kTextBlock);
  ~TextWriter();
  void add(std::string_view text);
  // A document whose text is that of an earlier one, counted from 0: it is not written again.
  void add_copy(std::size_t of);
  // The blocks of `other` as they are: nothing is unpacked.
  void append(const TextFile& other);
  void finish();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace byname
