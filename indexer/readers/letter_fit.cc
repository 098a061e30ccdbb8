#include "indexer/readers/letter_fit.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/readers/decode.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kLeast = 3;  // bytes beyond ASCII
constexpr std::size_t kMostNothing = 60;

// The letters beyond ASCII that the languages of a charset have, small ones.
constexpr std::string_view kWestern = "àáâãäåæçèéêëìíîïñòóôõöøùúûüßœðþý";
constexpr std::string_view kWesternRare = "ÿšž";
constexpr std::string_view kCentral = "áâäăąćčçďđéęěëíîĺľłńňóôöőŕřśšşșťţțúůüűýźżžß";
constexpr std::string_view kTurkish = "çğıöşüâîûəñä";
constexpr std::string_view kBaltic = "ąčęėįšųūžāēģīķļņōŗõäöü";

enum class LetterSet : std::uint8_t { western, central, turkish, baltic, greek, hebrew, cyrillic };

struct Candidate {
  std::string_view name;
  LetterSet letters;
};
constexpr std::array<Candidate, 24> kCandidates{{
    {"windows-1252", LetterSet::western},    {"ibm-850", LetterSet::western},
    {"macintosh", LetterSet::western},       {"ISO-8859-15", LetterSet::western},
    {"windows-1250", LetterSet::central},    {"ISO-8859-2", LetterSet::central},
    {"ibm-852", LetterSet::central},         {"macce", LetterSet::central},
    {"windows-1254", LetterSet::turkish},    {"ibm-857", LetterSet::turkish},
    {"windows-1257", LetterSet::baltic},     {"ISO-8859-4", LetterSet::baltic},
    {"ibm-775", LetterSet::baltic},          {"windows-1253", LetterSet::greek},
    {"ibm-737", LetterSet::greek},           {"ibm-869", LetterSet::greek},
    {"windows-1255", LetterSet::hebrew},     {"ibm-862", LetterSet::hebrew},
    {"windows-1251", LetterSet::cyrillic},   {"ibm-866", LetterSet::cyrillic},
    {"x-mac-cyrillic", LetterSet::cyrillic}, {"PT154", LetterSet::cyrillic},
    {"RK1048", LetterSet::cyrillic},         {"KOI8-T", LetterSet::cyrillic},
}};

using HighTable = std::array<char32_t, 128>;  // of the bytes 80 to FF

// Nothing if it has more than a byte a character.
bool make_table(std::string_view name, HighTable& table) {
  std::string bytes;
  for (int byte = 0x80; byte < 0x100; ++byte) {
    bytes += static_cast<char>(byte);
    bytes += '\n';
  }
  std::uint64_t invalid = 0;
  const std::u32string read = to_letters(decode(bytes, {std::string(name), 0}, {}, invalid).text);
  if (read.size() != 256) return false;
  std::size_t nothing = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (read[2 * i + 1] != U'\n') return false;
    table[i] = read[2 * i];
    nothing += table[i] == 0xFFFD;
  }
  return nothing < kMostNothing;  // first bytes of several are nothing alone
}

const std::unordered_set<char32_t>& listed(LetterSet letters) {
  static const auto sets = [] {
    std::array<std::unordered_set<char32_t>, 4> result;
    const std::array<std::string_view, 4> lists{kWestern, kCentral, kTurkish, kBaltic};
    for (std::size_t i = 0; i < lists.size(); ++i)
      for (const char32_t c : to_letters(lists[i])) result[i].insert(c);
    return result;
  }();
  return sets[static_cast<std::size_t>(letters)];
}

bool is_expected(char32_t c, LetterSet letters) {
  switch (letters) {
    case LetterSet::greek:
      return c >= 0x386 && c <= 0x3CE;
    case LetterSet::hebrew:
      return c >= 0x5D0 && c <= 0x5EA;
    case LetterSet::cyrillic:
      // ґ, ѓ, ѕ, ќ, ҙ and ҫ are rare wherever they are written.
      return c >= 0x400 && c <= 0x4FF && c != 0x491 && c != 0x453 && c != 0x455 && c != 0x45C &&
             c != 0x499 && c != 0x4AB;
    default:
      return listed(letters).contains(
          c == 0x130 ? char32_t{0x131} : static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
  }
}

bool is_rare(char32_t c) {
  static const auto rare = [] {
    std::unordered_set<char32_t> result;
    for (const char32_t letter : to_letters(kWesternRare)) result.insert(letter);
    return result;
  }();
  return rare.contains(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
}

// What the bytes beyond ASCII are worth: a point for a letter of those languages in its place.
struct Worth {
  double sum = 0;
  double judged = 0;  // bytes that say something: quotation marks around words do not
};
Worth worth(std::string_view sample, const HighTable& table, LetterSet letters) {
  const auto at = [&](std::size_t i) -> char32_t {
    if (i >= sample.size()) return U' ';
    const auto byte = static_cast<unsigned char>(sample[i]);
    return byte < 0x80 ? byte : table[byte - 0x80];
  };
  double sum = 0, judged = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (static_cast<unsigned char>(sample[i]) < 0x80) continue;
    const auto c = static_cast<UChar32>(at(i));
    const auto before = static_cast<UChar32>(i > 0 ? at(i - 1) : U' ');
    const auto after = static_cast<UChar32>(at(i + 1));
    const bool inside = u_isalpha(before) && u_isalpha(after);
    ++judged;
    if (u_isalpha(c)) {
      const bool expected = is_expected(static_cast<char32_t>(c), letters);
      const auto latin = [](UChar32 x) { return x < 0x80 && u_isalpha(x); };
      if (letters >= LetterSet::greek && (latin(before) || latin(after))) {
        sum -= 2;
      } else if ((u_isupper(c) && u_islower(before)) ||
                 (u_islower(c) && u_isupper(after) && !u_islower(before))) {
        sum -= 1;
      } else if (!u_isalpha(before) && !u_isalpha(after)) {
        sum += expected ? 0.2 : -0.5;  // «à», but also a quotation mark or a dash
      } else if (u_isupper(c) && u_isupper(before)) {
        sum += expected ? 0.5 : -0.5;
      } else if (expected) {
        sum += 1;
      } else {
        sum += letters == LetterSet::western && is_rare(static_cast<char32_t>(c)) ? 0.5 : -0.5;
      }
    } else if (u_charType(c) == U_NON_SPACING_MARK) {
      sum += letters == LetterSet::hebrew ? 1 : 0;
    } else if (c == 0xFFFD || (c >= 0x80 && c < 0xA0)) {
      sum -= 3;
    } else if (inside && c != 0x2019 && c != 0x2013) {
      sum -= 2;
    } else if (c != 0xA0 && !u_ispunct(c)) {
      sum -= 0.5;
    } else {
      --judged;
    }
  }
  return {sum, judged};
}

// Scripts that no candidate has are not judged.
bool is_of_other_script(std::string_view sample, const HighTable& table) {
  std::size_t high = 0, other = 0;
  for (const char c : sample) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) continue;
    ++high;
    const char32_t letter = table[byte - 0x80];
    other += (letter >= 0x530 && letter <= 0x58F) || (letter >= 0x600 && letter <= 0x6FF) ||
             (letter >= 0xE00 && letter <= 0xE7F) || (letter >= 0x10A0 && letter <= 0x10FF) ||
             (letter >= 0x1E00 && letter <= 0x1EFF);
  }
  return other * 4 > high;
}

struct Prepared {
  Candidate candidate{};
  HighTable table{};
};

const std::vector<Prepared>& prepared() {
  static const auto all = [] {
    std::vector<Prepared> result;
    for (const Candidate& candidate : kCandidates) {
      Prepared one{candidate, {}};
      if (make_table(candidate.name, one.table)) result.push_back(one);
    }
    return result;
  }();
  return all;
}

}  // namespace

std::string_view better_fit(std::string_view sample, std::string_view guess) {
  if (guess.empty()) guess = "windows-1252";
  // LetterSet of Esperanto, Maltese and others are in none of the lists.
  for (const std::string_view other : {"ibm-913", "iso-8859_1"})
    if (guess.starts_with(other)) return {};
  std::size_t high = 0;
  for (const char c : sample) high += static_cast<unsigned char>(c) >= 0x80;
  if (high < kLeast) return {};
  const auto all = static_cast<double>(high);
  HighTable table;
  if (!make_table(guess, table) || is_of_other_script(sample, table)) return {};
  Worth guessed{-3 * all, all};
  for (std::size_t letters = 0; letters < 7; ++letters)
    if (const Worth as = worth(sample, table, static_cast<LetterSet>(letters));
        as.sum > guessed.sum)
      guessed = as;
  if (guessed.sum >= 0.97 * guessed.judged) return {};
  double best = std::max(0.6 * all, guessed.sum + std::max(1.0, 0.04 * all));
  std::string_view found;
  for (const Prepared& p : prepared()) {
    const double sum = worth(sample, p.table, p.candidate.letters).sum;
    if (sum <= best) continue;
    best = sum;
    found = p.candidate.name;
  }
  return found;
}

}  // namespace byname
