#include "store/text_file.h"

#include <zstd.h>

#include <algorithm>

#include "schemas/error.h"

namespace byname {
namespace {

constexpr int kLevel = 3;  // 6 saves 2 % and takes twice as long
constexpr std::size_t kLargestBlock = std::size_t{1} << 20;
constexpr std::size_t kRecentBlocks = 8;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

TextFile::TextFile(const std::filesystem::path& path)
    : file_(path, "text", 4),
      blocks_(file_.array<BlockEntry>(1)),
      begins_(file_.array<std::uint64_t>(2)),
      sizes_(file_.array<std::uint32_t>(3)) {
  if (blocks_.size() == 0 || begins_.size() != sizes_.size())
    throw_damaged(file_.name(), "number of entries");
}

const std::string& TextFile::block(std::size_t number) const {
  for (const Block& b : recent_) {
    if (b.number == number) return b.bytes;
  }
  const BlockEntry from = blocks_[number];
  const BlockEntry to = blocks_[number + 1];
  if (to.text < from.text || to.text - from.text > kLargestBlock)
    throw_damaged(file_.name(), "size of a block");
  const std::string_view frame = file_.slice(0, from.file, to.file);
  Block fresh{number, std::string(to.text - from.text, '\0')};
  const std::size_t size =
      ZSTD_decompress(fresh.bytes.data(), fresh.bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) || size != fresh.bytes.size())
    throw_damaged(file_.name(), "a block of text");
  if (recent_.size() < kRecentBlocks) {
    recent_.push_back(std::move(fresh));
    return recent_.back().bytes;
  }
  Block& oldest = recent_[next_recent_++ % kRecentBlocks];
  oldest = std::move(fresh);
  return oldest.bytes;
}

std::string TextFile::read(std::size_t document, std::uint32_t begin, std::uint32_t end) const {
  end = std::min(end, sizes_[document]);
  if (begin >= end) return {};
  const std::uint64_t from = begins_[document] + begin;
  const std::uint64_t to = begins_[document] + end;
  // The last block that begins at or before `from`.
  std::size_t low = 0;
  std::size_t high = blocks_.size() - 1;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (blocks_[middle].text <= from)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0) throw_damaged(file_.name(), "text before the first block");
  std::string result;
  for (std::size_t number = low - 1; result.size() < to - from; ++number) {
    if (number + 1 >= blocks_.size()) throw_damaged(file_.name(), "text past the last block");
    const std::uint64_t block_begin = blocks_[number].text;
    const std::uint64_t at = from + result.size();
    const std::string& bytes = block(number);
    if (at < block_begin || at - block_begin > bytes.size())
      throw_damaged(file_.name(), "order of blocks");
    if (bytes.empty()) continue;
    result.append(bytes, at - block_begin, to - at);
  }
  return result;
}

struct TextWriter::Rep {
  TableWriter out;
  std::size_t block_size;
  std::unique_ptr<ZSTD_CCtx, FreeCompressor> context{ZSTD_createCCtx()};
  std::string pending{};  // text of the block that is being filled
  std::string frame{};
  std::uint64_t text = 0;  // bytes before `pending`
  std::vector<TextFile::BlockEntry> blocks{};
  std::vector<std::uint64_t> begins{};
  std::vector<std::uint32_t> sizes{};

  void flush(std::size_t size) {
    if (size == 0) return;
    frame.resize(ZSTD_compressBound(size));
    const std::size_t written =
        ZSTD_compress2(context.get(), frame.data(), frame.size(), pending.data(), size);
    if (ZSTD_isError(written))
      throw IndexError(std::string("compressing text: ") + ZSTD_getErrorName(written));
    blocks.push_back({text, out.section_size()});
    out.write(std::string_view(frame).substr(0, written));
    text += size;
    pending.erase(0, size);
  }
};

TextWriter::TextWriter(const std::filesystem::path& path, std::size_t block_size)
    : rep_(new Rep{.out = {path, "text", 4}, .block_size = block_size}) {
  ZSTD_CCtx_setParameter(rep_->context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(rep_->context.get(), ZSTD_c_checksumFlag, 1);
}

TextWriter::~TextWriter() = default;

void TextWriter::add(std::string_view bytes) {
  // A document that fits into one block is not spread over two, unless the block
  // before would stay under half full.
  if (rep_->pending.size() >= rep_->block_size / 2 &&
      rep_->pending.size() + bytes.size() > rep_->block_size)
    rep_->flush(rep_->pending.size());
  rep_->begins.push_back(rep_->text + rep_->pending.size());
  rep_->sizes.push_back(static_cast<std::uint32_t>(bytes.size()));
  while (!bytes.empty()) {
    const std::size_t n = std::min(bytes.size(), rep_->block_size - rep_->pending.size());
    rep_->pending.append(bytes.substr(0, n));
    bytes.remove_prefix(n);
    if (rep_->pending.size() == rep_->block_size) rep_->flush(rep_->block_size);
  }
}

void TextWriter::add_copy(std::size_t of) {
  rep_->begins.push_back(rep_->begins[of]);
  rep_->sizes.push_back(rep_->sizes[of]);
}

void TextWriter::append(const TextFile& other) {
  rep_->flush(rep_->pending.size());
  const std::uint64_t frames = rep_->out.section_size();
  for (std::size_t i = 0; i + 1 < other.blocks_.size(); ++i)
    rep_->blocks.push_back({rep_->text + other.blocks_[i].text, frames + other.blocks_[i].file});
  for (std::size_t i = 0; i < other.begins_.size(); ++i) {
    rep_->begins.push_back(rep_->text + other.begins_[i]);
    rep_->sizes.push_back(other.sizes_[i]);
  }
  const TextFile::BlockEntry end = other.blocks_[other.blocks_.size() - 1];
  rep_->out.write(other.file_.slice(0, 0, end.file));
  rep_->text += end.text;
}

void TextWriter::finish() {
  rep_->flush(rep_->pending.size());
  rep_->blocks.push_back({rep_->text, rep_->out.section_size()});
  rep_->out.next_section();
  rep_->out.write_array(rep_->blocks);
  rep_->out.next_section();
  rep_->out.write_array(rep_->begins);
  rep_->out.next_section();
  rep_->out.write_array(rep_->sizes);
  rep_->out.finish();
}

}  // namespace byname
