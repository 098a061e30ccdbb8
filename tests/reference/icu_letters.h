// What the slow scanner knows of single characters and words, asked of ICU one by
// one: classes, scripts, folding, look-alikes. Only for tests/reference/icu_scanner.
#pragma once

#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "text/token.h"

namespace byname::test {

using icu::UnicodeSet;
using icu::UnicodeString;

// A set by pattern, frozen; the patterns are this scanner's definition of each class.
class Set {
 public:
  explicit Set(const char* pattern) {
    UErrorCode status = U_ZERO_ERROR;
    set_ = UnicodeSet(UnicodeString::fromUTF8(pattern), status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("bad set ") + pattern);
    set_.freeze();
  }
  bool has(UChar32 c) const { return c >= 0 && set_.contains(c); }

 private:
  UnicodeSet set_;
};

struct Char {
  UChar32 c = -1;  // -1: not UTF-8
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  char kind = 'o';
};

// With and without marks, for kMarked.
enum class Wanted { search, marks };

std::string to_utf8(const UnicodeString& text);
// L letter, D digit, M mark, a apostrophe, ...: the whole list is in the .cc.
char class_of(UChar32 c);
UScriptCode script_of_char(UChar32 c);
UnicodeString folded(const std::vector<UChar32>& word, Wanted wanted);
std::set<UScriptCode> scripts_in(const std::vector<UChar32>& word);
std::optional<std::vector<UChar32>> repaired(const std::vector<UChar32>& word);
std::vector<UChar32> with_palochka(std::vector<UChar32> word);
Gap gap_of(const std::string& between);
std::vector<Char> read(std::string_view text);

}  // namespace byname::test
