#include "store/pairs_file.h"

#include <algorithm>

#include "store/sorted_table.h"
#include "store/token_codes.h"

namespace byname {
namespace {

// 3 % of the text of a large corpus; with 800 words 5 %.
constexpr std::uint32_t kMostFrequentWords = 400;

// A document with one pair outside furniture, as most are, is its distance alone.
void put_pair(std::string& out, std::uint32_t distance, std::uint32_t text,
              std::uint32_t furniture) {
  const bool once = text == 1 && furniture == 0;
  put_varint(out, std::uint64_t{distance} * 2 + (once ? 0 : 1));
  if (once) return;
  put_varint(out, text);
  put_varint(out, furniture);
}

}  // namespace

std::uint32_t frequent_words(std::uint32_t words) {
  return std::min(words / 4, kMostFrequentWords);
}

PairsWriter::PairsWriter(const std::filesystem::path& path, std::uint32_t frequent)
    : path_(path), frequent_(frequent), lists_(std::size_t{frequent} * frequent) {}

void PairsWriter::add(std::span<const std::uint32_t> codes) {
  touched_.clear();
  const std::uint32_t end = kFirstWordCode + frequent_;
  std::uint32_t before = kParagraphCode;
  bool furniture = false;
  for (const std::uint32_t code : codes) {
    if (code >= kFirstWordCode && code < end && before >= kFirstWordCode && before < end) {
      const std::uint32_t key = (before - kFirstWordCode) * frequent_ + (code - kFirstWordCode);
      List& list = lists_[key];
      if (list.text + list.furniture == 0) touched_.push_back(key);
      ++(furniture ? list.furniture : list.text);
    } else if (code >= kFirstPartCode && code < kFirstWordCode) {
      furniture = part_of_code(code) == Part::chrome;
    }
    before = code;
  }
  for (const std::uint32_t key : touched_) {
    List& list = lists_[key];
    put_pair(list.bytes, document_ - list.last, list.text, list.furniture);
    list.last = document_;
    list.text = list.furniture = 0;
  }
  ++document_;
}

void PairsWriter::finish() {
  std::vector<std::uint32_t> keys;
  std::vector<std::uint64_t> begins;
  TableWriter out(path_, "pairs", 4);
  for (std::uint32_t key = 0; key < lists_.size(); ++key) {
    if (lists_[key].bytes.empty()) continue;
    keys.push_back(key);
    begins.push_back(out.section_size());
    out.write(lists_[key].bytes);
  }
  begins.push_back(out.section_size());
  out.next_section();
  out.write_array(keys);
  out.next_section();
  out.write_array(begins);
  out.next_section();
  out.write_value(frequent_);
  out.finish();
}

PairsFile::PairsFile(const std::filesystem::path& path)
    : file_(path, "pairs", 4),
      keys_(file_.array<std::uint32_t>(1)),
      begins_(file_.array<std::uint64_t>(2)) {
  const auto frequent = file_.array<std::uint32_t>(3);
  if (frequent.size() != 1 || frequent[0] > kMostFrequentWords ||
      begins_.size() != keys_.size() + 1)
    throw_damaged(file_.name(), "number of entries");
  frequent_ = frequent[0];
}

std::vector<Pair> PairsFile::find(std::uint32_t first, std::uint32_t second) const {
  std::vector<Pair> result;
  if (first >= frequent_ || second >= frequent_) return result;
  const std::uint32_t key = first * frequent_ + second;
  const std::size_t at = first_not_below(keys_, key, [](std::uint32_t k) { return k; });
  if (at == keys_.size() || keys_[at] != key) return result;
  Pair pair;
  ByteReader in(file_.slice(0, begins_[at], begins_[at + 1]), file_.name());
  while (!in.empty()) {
    const std::uint64_t head = in.varint();
    if (head / 2 > 0xffffffff - pair.document) throw_damaged(file_.name(), "a document");
    pair.document += static_cast<std::uint32_t>(head / 2);
    pair.text = head % 2 == 0 ? 1 : in.varint32();
    pair.furniture = head % 2 == 0 ? 0 : in.varint32();
    result.push_back(pair);
  }
  return result;
}

}  // namespace byname
