#include "text/repair.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <array>
#include <string>
#include <vector>

#include "text/decode.h"
#include "text/look_alikes.h"

namespace byname {

namespace {

// Without precomposed letters, so that ï is looked up as i and a mark.
std::vector<char32_t> decomposed(std::string_view word) {
  std::string bytes;
  icu::StringByteSink<std::string> sink(&bytes);
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece piece(word.data(), static_cast<std::int32_t>(word.size()));
  icu::Normalizer2::getNFDInstance(status)->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_FAILURE(status)) bytes.assign(word);
  std::vector<char32_t> result;
  const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = p + bytes.size();
  while (p < end) {
    const DecodedLetter d = decode(p, end);
    result.push_back(d.code_point);
    p += d.length;
  }
  return result;
}

bool is_letter(const Entry& entry) { return entry.char_class() == CharClass::letter; }

// The letter nearest to characters[at] in direction `step`, marks and
// transparent characters passed over; no letter if something else stands there.
Entry neighbour(const std::vector<char32_t>& characters, std::size_t at, int step,
                const CharTable& table) {
  for (std::size_t i = at + static_cast<std::size_t>(step); i < characters.size();
       i += static_cast<std::size_t>(step)) {
    const Entry entry = table.find(characters[i]);
    if (entry.char_class() != CharClass::mark && entry.char_class() != CharClass::transparent) {
      return entry;
    }
  }
  return Entry{static_cast<std::uint64_t>(CharClass::other)};
}

}  // namespace

Script common_script(std::string_view word, const CharTable& table) {
  constexpr std::array kCandidates{Script::latin, Script::cyrillic, Script::greek,
                                   Script::armenian};
  struct Candidate {
    std::size_t letters = 0;
    std::size_t first = 0;
    bool possible = true;
  };
  std::array<Candidate, kCandidates.size()> candidates{};
  std::size_t position = 0;
  for (const char32_t c : decomposed(word)) {
    const Entry entry = table.find(c);
    if (!is_letter(entry) || entry.script() == Script::none) continue;
    ++position;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (entry.script() == kCandidates[i]) {
        if (candidates[i].letters++ == 0) candidates[i].first = position;
      } else if (look_alike(c, kCandidates[i]) == 0) {
        candidates[i].possible = false;
      }
    }
  }
  const Candidate* best = nullptr;
  for (const Candidate& candidate : candidates) {
    if (!candidate.possible || candidate.letters == 0) continue;
    if (best == nullptr || candidate.letters > best->letters ||
        (candidate.letters == best->letters && candidate.first < best->first)) {
      best = &candidate;
    }
  }
  if (best == nullptr) return Script::none;
  return kCandidates[static_cast<std::size_t>(best - candidates.data())];
}

bool write_repaired(std::string_view word, Script target, const CharTable& table,
                    TermWriter& writer) {
  std::vector<char32_t> characters = decomposed(word);
  for (char32_t& c : characters) {
    const Entry entry = table.find(c);
    if (!is_letter(entry) || entry.script() == target) continue;
    const char32_t other = look_alike(c, target);
    if (other != 0) c = other;
  }
  bool lost_mark = false;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    char32_t c = characters[i];
    const auto is_cyrillic = [&](int step) {
      const Entry entry = neighbour(characters, i, step, table);
      return is_letter(entry) && entry.script() == Script::cyrillic;
    };
    if (c == U'1' && is_cyrillic(-1) && is_cyrillic(1)) c = U'ӏ';
    std::string bytes;
    append_utf8(bytes, c);
    const Entry entry = table.find(c);
    switch (entry.char_class()) {
      case CharClass::letter:
      case CharClass::digit:
        writer.letter(entry, bytes);
        lost_mark |= entry.has(Entry::kMarked);
        break;
      case CharClass::mark:
        writer.mark(entry, bytes);
        break;
      case CharClass::apostrophe:  // or it stands between groups of digits
        if (is_letter(neighbour(characters, i, 1, table))) writer.apostrophe();
        break;
      default:
        break;
    }
  }
  return lost_mark;
}

}  // namespace byname
