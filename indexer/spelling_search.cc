#include "indexer/spelling_search.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <tuple>

#include "text/utf8.h"

namespace byname {
namespace {

constexpr char32_t kBroken = 0x110000;                  // equal to no letter
constexpr std::size_t kPiece = std::size_t{256} << 10;  // bytes of the text
constexpr std::size_t kLongestLetter = 4;               // bytes

char32_t folded(char32_t letter) {
  if (letter == U'ı' || letter == U'İ') return U'i';
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(letter), U_FOLD_CASE_DEFAULT));
}

// As \w of UTS #18: letters, digits, marks, connectors and the two joiners; and the soft hyphen,
// which is no end of a word.
bool is_word(char32_t letter) {
  if (letter >= kBroken) return false;
  if (letter == 0x200c || letter == 0x200d || letter == 0xad) return true;
  const auto c = static_cast<UChar32>(letter);
  return u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_PC_MASK)) != 0;
}

// Of a stretch of a text.
struct Letters {
  std::u32string raw;
  std::u32string folded;
  std::vector<std::uint32_t> begin;  // byte of each, and one past the last
};

// `base`: where `text` stands in the whole.
void read(std::string_view text, std::size_t base, Letters& out) {
  out.raw.clear();
  out.folded.clear();
  out.begin.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    out.begin.push_back(static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(i));
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const char32_t letter = c < 0 ? kBroken : static_cast<char32_t>(c);
    out.raw.push_back(letter);
    out.folded.push_back(c < 0 ? kBroken : folded(letter));
  }
  out.begin.push_back(static_cast<std::uint32_t>(base + text.size()));
}

std::uint64_t beginning(char32_t first, char32_t second) {
  return std::uint64_t{first} << 32 | second;
}

}  // namespace

SpellingSearch::SpellingSearch(std::span<const std::string> spellings)
    : found_as_(spellings.size()) {
  Letters letters;
  std::vector<Folded> all;
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    read(spellings[i], 0, letters);
    longest_ = std::max(longest_, letters.folded.size());
    all.push_back({letters.folded, i});
  }
  std::sort(all.begin(), all.end(), [](const Folded& a, const Folded& b) {
    return std::tie(a.letters, a.spelling) < std::tie(b.letters, b.spelling);
  });
  for (Folded& one : all) {
    if (!sorted_.empty() && sorted_.back().letters == one.letters) {
      found_as_[one.spelling] = sorted_.back().spelling;
      continue;
    }
    found_as_[one.spelling] = one.spelling;
    if (!one.letters.empty()) sorted_.push_back(std::move(one));
  }
  for (std::uint32_t i = 0; i < sorted_.size(); ++i) {
    const std::u32string& word = sorted_[i].letters;
    const std::uint64_t key = beginning(word[0], word.size() > 1 ? word[1] : 0);
    const auto [range, is_new] = by_beginning_.try_emplace(key, Range{i, i});
    range->second.second = i + 1;
  }
}

void SpellingSearch::find(std::string_view text,
                          const std::function<void(const Occurrence&)>& visit) const {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t most = std::min(begin + kPiece, text.size());
    const std::size_t whole = floor_character(text, most);
    const std::size_t end = whole > begin ? whole : most;
    find_within(text, begin, end, visit);
    begin = end;
  }
}

// Those that begin in the bytes begin..end. Their neighbours are read with them.
void SpellingSearch::find_within(std::string_view text, std::size_t begin_byte,
                                 std::size_t end_byte,
                                 const std::function<void(const Occurrence&)>& visit) const {
  const std::size_t from = begin_byte == 0 ? 0 : floor_character(text, begin_byte - 1);
  const std::size_t to =
      floor_character(text, std::min(end_byte + (longest_ + 1) * kLongestLetter, text.size()));
  Letters letters;
  read(text.substr(from, to - from), from, letters);
  const std::size_t count = letters.folded.size();
  const auto report = [&](std::size_t first, std::size_t last, const Folded& found) {
    const bool left = first > 0 && is_word(letters.raw[first - 1]);
    const bool right = last < count && is_word(letters.raw[last]);
    visit({letters.begin[first], letters.begin[last], found.spelling, !left && !right});
  };
  for (std::size_t first = 0; first < count && letters.begin[first] < end_byte; ++first) {
    if (letters.begin[first] < begin_byte) continue;
    const char32_t one = letters.folded[first];
    if (const auto single = by_beginning_.find(beginning(one, 0)); single != by_beginning_.end()) {
      report(first, first + 1, sorted_[single->second.first]);
    }
    if (first + 1 == count) break;
    const auto begin = by_beginning_.find(beginning(one, letters.folded[first + 1]));
    if (begin == by_beginning_.end()) continue;
    auto [low, high] = begin->second;
    for (std::size_t depth = 2; low < high; ++depth) {
      if (sorted_[low].letters.size() == depth) report(first, first + depth, sorted_[low++]);
      if (first + depth >= count || low == high) break;
      // Those that go on with the next letter of the text.
      const char32_t next = letters.folded[first + depth];
      const auto at = sorted_.begin();
      const auto lower = std::partition_point(
          at + low, at + high, [&](const Folded& f) { return f.letters[depth] < next; });
      const auto upper = std::partition_point(
          lower, at + high, [&](const Folded& f) { return f.letters[depth] == next; });
      low = static_cast<std::uint32_t>(lower - at);
      high = static_cast<std::uint32_t>(upper - at);
    }
  }
}

}  // namespace byname
