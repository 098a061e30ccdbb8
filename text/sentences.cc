#include "text/sentences.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/char_table.h"
#include "text/decode.h"
#include "text/scanner.h"

namespace byname {

namespace {

using Byte = unsigned char;

// After these a full stop ends no sentence; folded.
constexpr std::string_view kAbbreviations[] = {
    // English
    "adm", "approx", "apr", "aug", "capt", "cf", "co", "col", "corp", "dec", "dept", "dr", "ed",
    "eds", "est", "etc", "feb", "fig", "gen", "gov", "inc", "jan", "jr", "jul", "jun", "lt", "ltd",
    "maj", "messrs", "mr", "mrs", "ms", "mt", "nos", "nov", "oct", "pp", "pres", "prof", "rep",
    "rev", "sen", "sept", "sgt", "sr", "st", "vol", "vs",
    // German, French, Spanish, Italian, Turkish, Azerbaijani, Polish
    "bkz", "bzw", "cad", "doc", "dra", "ing", "mme", "mlle", "nr", "sig", "sok", "sra", "ul", "usw",
    "vb", "vd", "und", "mah",
    // Russian, Ukrainian
    "акад", "вул", "гг", "ген", "гос", "др", "ин", "им", "кв", "корп", "мин", "млн", "млрд", "напр",
    "обл", "пер", "пос", "пр", "проф", "рис", "руб", "рр", "св", "см", "ст", "стр", "тел", "тис",
    "тов", "тыс", "ул", "чл",
    // Armenian
    "թթ", "պրն", "տկն", "դոկտ", "պրոֆ"};

// A full stop after it is an abbreviation only before a number: No. 5, p. 12.
constexpr std::string_view kBeforeNumbers[] = {"no", "p", "art", "sec", "par",
                                               "n",  "№", "ст",  "гл"};

bool is_in(std::string_view word, const std::string_view* begin, const std::string_view* end) {
  return std::find(begin, end, word) != end;
}

bool closes(char32_t c) {
  constexpr std::u32string_view kClosers =
      U"\"')]}\u00BB\u2019\u201D\u201C\u203A\u300D\u300F\uFF09";
  return kClosers.find(c) != kClosers.npos;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text)
      : begin_(reinterpret_cast<const Byte*>(text.data())), end_(begin_ + text.size()) {}

  std::vector<std::uint32_t> split() {
    const Byte* p = begin_;
    const Byte* word = begin_;  // where the run of letters and digits before p began
    bool in_word = false;
    while (p < end_) {
      const Character c = character_at(p);
      if (c.is_word || (in_word && c.entry.char_class() == CharClass::apostrophe)) {
        if (!in_word) word = p;
        in_word = true;
        p = c.next;
        continue;
      }
      const Byte* word_end = p;
      if (is_stop(c.code_point) || (c.code_point == U':' && in_word && is_armenian(word))) {
        p = after_stop(in_word ? word : word_end, word_end);
      } else if (c.is_break) {
        p = after_break(p);
      } else {
        p = c.next;
      }
      in_word = false;
    }
    if (ends_.empty() || ends_.back() != end_ - begin_) add(end_);
    return std::move(ends_);
  }

 private:
  struct Character {
    char32_t code_point = kInvalid;
    Entry entry{};
    bool is_word = false;
    bool is_break = false;  // of line or paragraph
    const Byte* next = nullptr;
  };

  Character character_at(const Byte* p) const {
    const DecodedLetter d = decode(p, end_);
    Character c{.code_point = d.code_point, .next = p + d.length};
    if (d.code_point == kInvalid) return c;
    c.entry = search_table().find(d.code_point);
    const CharClass char_class = c.entry.char_class();
    c.is_word = char_class <= CharClass::transparent || char_class == CharClass::complex;
    c.is_break = char_class == CharClass::line || char_class == CharClass::paragraph;
    return c;
  }

  static bool is_stop(char32_t c) {
    constexpr std::u32string_view kStops =
        U".!?\u2026\u0589\u3002\uFF0E\uFF01\uFF1F\u061F\u06D4\u0964";
    return kStops.find(c) != kStops.npos;
  }
  // Needs no blank after it, and no capital.
  static bool always_ends(char32_t c) {
    constexpr std::u32string_view kStops = U"\u0589\u3002\uFF01\uFF1F\u061F\u06D4\u0964";
    return kStops.find(c) != kStops.npos;
  }

  bool is_armenian(const Byte* word) const {
    return character_at(word).entry.script() == Script::armenian;
  }

  void add(const Byte* at) {
    if (at > begin_) ends_.push_back(static_cast<std::uint32_t>(at - begin_));
  }

  // Past blanks and at most one line break; a blank line is after_break()'s.
  const Byte* skip_blanks(const Byte* p) const {
    bool line = false;
    while (p < end_) {
      const Character c = character_at(p);
      const CharClass char_class = c.entry.char_class();
      if (c.code_point == kInvalid) break;
      if (char_class == CharClass::line && !line) {
        line = true;
        p = c.next;
        if (c.code_point == U'\r' && p < end_ && *p == '\n') ++p;
      } else if (char_class == CharClass::blank) {
        p = c.next;
      } else {
        break;
      }
    }
    return p;
  }

  // `p` is a line break. A blank line ends a sentence after its last blank.
  const Byte* after_break(const Byte* p) {
    unsigned lines = 0;
    while (p < end_) {
      const Character c = character_at(p);
      if (c.code_point == kInvalid) break;
      const CharClass char_class = c.entry.char_class();
      if (char_class == CharClass::paragraph) {
        lines += 2;
      } else if (char_class == CharClass::line) {
        ++lines;
        if (c.code_point == U'\r' && c.next < end_ && *c.next == '\n') {
          p = c.next + 1;
          continue;
        }
      } else if (char_class != CharClass::blank) {
        break;
      }
      p = c.next;
    }
    if (lines >= 2) add(p);
    return p;
  }

  // [word, stop) is the word before the stop, maybe empty. Returns where to go on.
  const Byte* after_stop(const Byte* word, const Byte* stop) {
    const Byte* p = stop;
    std::size_t stops = 0;
    bool strong = false;  // not a lone full stop
    bool sure = false;
    while (p < end_) {
      const Character c = character_at(p);
      if (!is_stop(c.code_point) && c.code_point != U':') break;
      strong |= c.code_point != U'.' || ++stops > 1;
      sure |= always_ends(c.code_point);
      p = c.next;
    }
    const Byte* after = p;
    while (after < end_ && closes(character_at(after).code_point)) after = character_at(after).next;
    const Byte* next = skip_blanks(after);
    const bool blank = next != after;
    if (next == end_) return next;  // the end of the text, added by split()
    if (character_at(next).is_break) return after_break_from(after);
    const bool capital = starts_sentence(next);
    bool ends = sure;
    if (!sure) ends = blank && capital && (strong || !abbreviates(word, stop, next));
    if (ends) {
      add(next);
      return next;
    }
    return after;
  }

  // The blanks after a sentence hold a blank line: it ends after all of them.
  const Byte* after_break_from(const Byte* p) {
    while (p < end_ && !character_at(p).is_break) p = character_at(p).next;
    return after_break(p);
  }

  // Whether a sentence may begin here: not with a lower-case letter.
  bool starts_sentence(const Byte* p) const {
    // Opening quotes, brackets and dashes stand before the first letter.
    for (int i = 0; i < 4 && p < end_; ++i) {
      const Character c = character_at(p);
      if (c.is_word) {
        return !(c.entry.has(Entry::kLower) && !c.entry.has(Entry::kUpper));
      }
      p = c.next;
    }
    return true;
  }

  // Whether the full stop after [word, stop) belongs to the word.
  bool abbreviates(const Byte* word, const Byte* stop, const Byte* next) const {
    const auto length = static_cast<std::size_t>(stop - word);
    constexpr std::size_t kLongestAbbreviation = 16;
    if (length == 0 || length > kLongestAbbreviation) return false;
    const Character first = character_at(word);
    const CharClass next_class = character_at(next).entry.char_class();
    if (first.entry.char_class() == CharClass::digit) {
      // "21. Jahrhundert", "1. Introduction"; but "in 2020. Then".
      return length <= 2 || next_class == CharClass::digit;
    }
    if (first.next == stop) return true;  // an initial
    const std::string folded = fold({reinterpret_cast<const char*>(word), length});
    if (is_in(folded, std::begin(kAbbreviations), std::end(kAbbreviations))) return true;
    return next_class == CharClass::digit &&
           is_in(folded, std::begin(kBeforeNumbers), std::end(kBeforeNumbers));
  }

  const Byte* const begin_;
  const Byte* const end_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace

std::vector<std::uint32_t> sentence_ends(std::string_view text) { return Splitter(text).split(); }

}  // namespace byname
