#include "indexer/readers/compound_file.h"

#include <algorithm>

#include "indexer/readers/little_endian.h"
#include "indexer/readers/mail_headers.h"

namespace byname {
namespace {

constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // from here on numbers are marks
constexpr std::size_t kEntrySize = 128;
constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::size_t kMostEntries = 200'000;
constexpr unsigned kFolder = 1, kStream = 2, kRoot = 5;

void add_numbers(std::string_view bytes, std::vector<std::uint32_t>& out) {
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4)
    out.push_back(static_cast<std::uint32_t>(little_number(bytes, at, 4)));
}

}  // namespace

std::string utf16_text(std::string_view bytes) {
  return charset_decoded(bytes.substr(0, bytes.size() / 2 * 2), "UTF-16LE");
}

CompoundFile::CompoundFile(std::string_view bytes) : bytes_(bytes) {
  const std::uint64_t shift = little_number(bytes, 30, 2);
  const std::uint64_t small_shift = little_number(bytes, 32, 2);
  if (bytes.size() < 512 || shift < 7 || shift > 20 || small_shift < 2 || small_shift > shift) {
    wrong_ = "damaged from its beginning";
    return;
  }
  sector_size_ = std::size_t{1} << shift;
  small_size_ = std::size_t{1} << small_shift;
  small_below_ = little_number(bytes, 56, 4);
  read_tables(bytes.substr(0, 512));
  const std::string directory =
      chain(static_cast<std::uint32_t>(little_number(bytes, 48, 4)), bytes.size());
  add_numbers(chain(static_cast<std::uint32_t>(little_number(bytes, 60, 4)), bytes.size()),
              small_next_);
  read_entries(directory);
  if (entries_.empty()) wrong_ = "damaged: it has no list of what it holds";
}

std::string_view CompoundFile::sector(std::uint32_t number) const {
  const std::uint64_t at = (std::uint64_t{number} + 1) * sector_size_;
  return number < kLastSector && at < bytes_.size() ? bytes_.substr(at, sector_size_)
                                                    : std::string_view();
}

void CompoundFile::read_tables(std::string_view head) {
  std::vector<std::uint32_t> tables;
  add_numbers(head.substr(76), tables);
  // More of them in sectors of their own, the last number of each leading to the next.
  std::uint32_t more = static_cast<std::uint32_t>(little_number(head, 68, 4));
  for (std::size_t n = 0; n <= bytes_.size() / sector_size_ && more < kLastSector; ++n) {
    std::vector<std::uint32_t> numbers;
    add_numbers(sector(more), numbers);
    if (numbers.empty()) break;
    more = numbers.back();
    tables.insert(tables.end(), numbers.begin(), numbers.end() - 1);
  }
  const std::size_t most = bytes_.size() / 4 + sector_size_;
  for (const std::uint32_t table : tables) {
    if (table >= kLastSector || next_.size() > most) break;
    add_numbers(sector(table), next_);
  }
}

std::string CompoundFile::chain(std::uint32_t first, std::uint64_t size) const {
  std::string out;
  std::size_t left = bytes_.size() / sector_size_ + 1;  // no more sectors than there are
  for (std::uint32_t at = first; at < kLastSector && left > 0 && out.size() < size; --left) {
    const std::string_view piece = sector(at);
    if (piece.empty()) break;
    out += piece;
    at = at < next_.size() ? next_[at] : kNobody;
  }
  if (out.size() > size) out.resize(size);
  return out;
}

void CompoundFile::read_entries(const std::string& directory) {
  const std::size_t count = std::min(directory.size() / kEntrySize, kMostEntries);
  if (count == 0) return;
  const auto field = [&](std::size_t entry, std::size_t at, std::size_t length) {
    return little_number(directory, entry * kEntrySize + at, length);
  };
  struct Step {
    std::size_t entry;
    std::string folder;
  };
  small_ = chain(static_cast<std::uint32_t>(field(0, 116, 4)), field(0, 120, 8));
  std::vector<bool> seen(count, false);
  seen[0] = true;
  std::vector<Step> steps{{field(0, 76, 4), ""}};
  if (field(0, 66, 1) != kRoot) return;
  while (!steps.empty()) {
    const Step step = std::move(steps.back());
    steps.pop_back();
    if (step.entry >= count || seen[step.entry]) continue;
    seen[step.entry] = true;
    const std::uint64_t kind = field(step.entry, 66, 1);
    const std::size_t length = std::min<std::size_t>(field(step.entry, 64, 2), 64);
    Entry entry;
    entry.path = step.folder + utf16_text(std::string_view(directory).substr(
                                   step.entry * kEntrySize, length < 2 ? 0 : length - 2));
    entry.folder = kind == kFolder;
    entry.first = static_cast<std::uint32_t>(field(step.entry, 116, 4));
    // Old programs leave dirt in the upper half.
    entry.size = field(step.entry, 120, sector_size_ == 512 ? 4 : 8);
    steps.push_back({field(step.entry, 72, 4), step.folder});
    steps.push_back({field(step.entry, 68, 4), step.folder});
    if (entry.folder && entry.path.size() < 1000)
      steps.push_back({field(step.entry, 76, 4), entry.path + "/"});
    if (kind == kFolder || kind == kStream) entries_.push_back(std::move(entry));
  }
}

const CompoundFile::Entry* CompoundFile::find(std::string_view path) const {
  for (const Entry& entry : entries_)
    if (!entry.folder && entry.path == path) return &entry;
  return nullptr;
}

std::string CompoundFile::stream(std::string_view path) const {
  const Entry* entry = find(path);
  return entry ? stream(*entry) : std::string();
}

std::string CompoundFile::stream(const Entry& entry) const {
  if (entry.size >= small_below_) return chain(entry.first, entry.size);
  std::string out;
  std::size_t left = small_.size() / small_size_ + 1;
  for (std::uint32_t at = entry.first; at < kLastSector && left > 0 && out.size() < entry.size;
       --left) {
    const std::size_t begin = std::size_t{at} * small_size_;
    if (begin >= small_.size()) break;
    out += std::string_view(small_).substr(begin, small_size_);
    at = at < small_next_.size() ? small_next_[at] : kNobody;
  }
  if (out.size() > entry.size) out.resize(entry.size);
  return out;
}

}  // namespace byname
