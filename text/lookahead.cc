#include "text/lookahead.h"

#include <string_view>

#include "text/decode.h"

namespace byname {

namespace {

struct Character {
  Entry entry{};
  char32_t code_point = kInvalid;
  const unsigned char* next = nullptr;
};

// At the end of the text and for junk: class other.
Character character_at(const unsigned char* p, const unsigned char* end, const CharTable& table) {
  if (p == end) return {Entry{static_cast<std::uint64_t>(CharClass::other)}, kInvalid, p};
  const DecodedLetter d = decode(p, end);
  if (d.code_point == kInvalid) {
    return {Entry{static_cast<std::uint64_t>(CharClass::other)}, kInvalid, p + d.length};
  }
  return {table.find(d.code_point), d.code_point, p + d.length};
}

bool continues_word(CharClass c) {
  return c == CharClass::letter || c == CharClass::digit || c == CharClass::mark ||
         c == CharClass::transparent || c == CharClass::complex;
}

}  // namespace

bool separates_groups(char32_t c) {
  constexpr std::u32string_view kSeparators = U",. '\u00A0\u066C\u2007\u2009\u2019\u202F";
  return c != kInvalid && kSeparators.find(c) != kSeparators.npos;
}

const unsigned char* grouped_number_end(const unsigned char* p, const unsigned char* end,
                                        const CharTable& table) {
  const unsigned char* number_end = p;
  const char32_t separator = character_at(p, end, table).code_point;
  if (!separates_groups(separator)) return p;
  while (true) {
    const Character mark = character_at(number_end, end, table);
    if (mark.code_point != separator) return number_end;
    const unsigned char* q = mark.next;
    int digits = 0;
    for (; digits < 4; ++digits) {
      const Character c = character_at(q, end, table);
      if (c.entry.char_class() != CharClass::digit) break;
      q = c.next;
    }
    if (digits == 0) return number_end;
    if (digits != 3) return p;
    number_end = q;
  }
}

const unsigned char* abbreviation_end(const unsigned char* p, const unsigned char* first_end,
                                      const unsigned char* end, const CharTable& table) {
  const Entry first = character_at(p, end, table).entry;
  constexpr std::uint64_t kCase = Entry::kUpper | Entry::kLower;
  int letters = 1;
  const unsigned char* q = first_end;
  while (true) {
    const Character dot = character_at(q, end, table);
    if (dot.code_point != U'.') {
      return letters > 1 && !continues_word(dot.entry.char_class()) ? q : p;
    }
    Character c = character_at(dot.next, end, table);
    if (!continues_word(c.entry.char_class())) return letters > 1 ? dot.next : p;
    if (c.entry.char_class() != CharClass::letter || c.entry.script() != first.script() ||
        (c.entry.bits & kCase) != (first.bits & kCase)) {
      return p;
    }
    ++letters;
    q = c.next;
    while ((c = character_at(q, end, table)).entry.char_class() == CharClass::mark) q = c.next;
  }
}

}  // namespace byname
