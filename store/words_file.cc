#include "store/words_file.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "schemas/error.h"

namespace byname {
namespace {

std::uint32_t checked_offset(const std::filesystem::path& path, std::size_t offset) {
  if (offset > 0xffffffff)
    throw IndexError(path.string() + ": over 4 GB of different words; split the corpus");
  return static_cast<std::uint32_t>(offset);
}

}  // namespace

WordsWriter::WordsWriter(const std::filesystem::path& path,
                         const std::vector<std::string>& languages)
    : path_(path), languages_(languages) {}

std::uint32_t WordsWriter::add(std::string_view term, const WordFacts& facts) {
  entries_.push_back({checked_offset(path_, pool_.size()), checked_offset(path_, facts_.size()),
                      facts.documents, 0});
  tokens_.push_back(facts.tokens);
  pool_.append(term);
  put_varint(facts_, facts.occurrences);
  put_varint(facts_, facts.tokens);
  facts_.push_back(static_cast<char>(facts.flags));
  put_varint(facts_, facts.languages.size());
  for (const auto& [language, documents] : facts.languages) {
    put_varint(facts_, language);
    put_varint(facts_, documents);
  }
  return static_cast<std::uint32_t>(entries_.size() - 1);
}

std::vector<std::uint32_t> WordsWriter::finish() {
  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return tokens_[a] > tokens_[b]; });
  std::vector<std::uint32_t> numbers(entries_.size());
  for (std::uint32_t number = 0; number < order.size(); ++number) {
    numbers[order[number]] = number;
    entries_[order[number]].number = number;
  }
  entries_.push_back({checked_offset(path_, pool_.size()), checked_offset(path_, facts_.size())});
  TableWriter out(path_, "words", 4);
  out.write_array(entries_);
  out.next_section();
  out.write(pool_);
  out.next_section();
  out.write(facts_);
  out.next_section();
  for (const std::string& language : languages_) {
    std::string bytes;
    put_string(bytes, language);
    out.write(bytes);
  }
  out.finish();
  return numbers;
}

WordsFile::WordsFile(const std::filesystem::path& path)
    : file_(path, "words", 4), entries_(file_.array<WordsWriter::Entry>(0)) {
  if (entries_.size() == 0) throw_damaged(name(), "no entries");
  for (ByteReader in(file_.section(3), name()); !in.empty();) languages_.emplace_back(in.string());
}

std::string_view WordsFile::term(std::uint32_t index) const {
  return file_.slice(1, entries_[index].term, entries_[std::size_t{index} + 1].term);
}

WordFacts WordsFile::facts(std::uint32_t index) const {
  ByteReader in(file_.slice(2, entries_[index].facts, entries_[std::size_t{index} + 1].facts),
                name());
  WordFacts result;
  result.documents = documents(index);
  result.occurrences = in.varint();
  result.tokens = in.varint();
  result.flags = in.fixed<std::uint8_t>();
  const std::uint64_t count = in.varint();
  if (count > languages_.size()) throw_damaged(name(), "number of languages");
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint32_t language = in.varint32();
    if (language >= languages_.size()) throw_damaged(name(), "a language");
    result.languages.emplace_back(language, in.varint32());
  }
  return result;
}

std::uint32_t WordsFile::lower_bound(std::string_view wanted) const {
  std::uint32_t low = 0;
  std::uint32_t high = size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (term(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::optional<std::uint32_t> WordsFile::find(std::string_view wanted) const {
  const std::uint32_t index = lower_bound(wanted);
  if (index < size() && term(index) == wanted) return index;
  return std::nullopt;
}

}  // namespace byname
