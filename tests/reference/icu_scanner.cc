#include "tests/reference/icu_scanner.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace byname::test {

namespace {

using icu::UnicodeSet;
using icu::UnicodeString;

UnicodeString utf8(std::string_view bytes) {
  return UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int>(bytes.size())));
}

std::string to_utf8(const UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

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

const icu::Normalizer2& normalizer(const char* name, UNormalization2Mode mode) {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getInstance(nullptr, name, mode, status);
}
UnicodeString nfkd(const UnicodeString& text) {
  static const auto& n = normalizer("nfkc", UNORM2_DECOMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  return n.normalize(text, status);
}
UnicodeString nfd(const UnicodeString& text) {
  static const auto& n = normalizer("nfc", UNORM2_DECOMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  return n.normalize(text, status);
}
UnicodeString nfc(const UnicodeString& text) {
  static const auto& n = normalizer("nfc", UNORM2_COMPOSE);
  UErrorCode status = U_ZERO_ERROR;
  return n.normalize(text, status);
}

std::vector<UChar32> chars(const UnicodeString& text) {
  std::vector<UChar32> result;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) result.push_back(text.char32At(i));
  return result;
}

// A letter a class: the scanner reads texts as strings of these.
//   L letter  D digit  M mark  t transparent  a apostrophe  X complex  R regional
//   b blank  l line  p paragraph  h hyphen  u underscore  s slash  d dot  c colon
//   # hash  @ at  o other
char class_of(UChar32 c) {
  static const Set transparent(
      "[[:Default_Ignorable_Code_Point:]\\u055B\\u055C\\u055E\\u055F\\u0640]");
  static const Set apostrophe(
      "['`\\u00B4\\u02B9\\u02BB-\\u02BF\\u02C8\\u02CA\\u02CB\\u02EE\\u0374\\u2018\\u2019\\u201B"
      "\\u2032\\u2035\\u055A\\u05F3\\u05F4\\uFF07]");
  static const Set complex(
      "[[[:L:][:Nl:][:M:]]&[[:scx=Hani:][:scx=Hira:][:scx=Kana:][:scx=Thai:][:scx=Laoo:]"
      "[:scx=Khmr:][:scx=Mymr:]]-[[:M:]&[[:sc=Zyyy:][:sc=Zinh:]]]-[\\uFF9E\\uFF9F]]");
  static const Set mark("[[:M:]\\uFF9E\\uFF9F]");
  static const Set letter("[[:L:][:Nl:]-[\\u2139]]");
  static const Set hyphen("[[:Pd:]\\u2212]");
  static const Set colon("[\\:;,\\u0589\\u055D\\u060C\\u061B\\u3001\\uFF64]");
  static const Set dot("[.\\u3002\\uFF61\\u06D4]");
  static const Set slash("[/\\\\\\u2044\\u2215]");
  if (c < 0) return 'o';
  if (transparent.has(c)) return 't';
  if (apostrophe.has(c)) return 'a';
  if (c >= 0x1F1E6 && c <= 0x1F1FF) return 'R';
  if (complex.has(c)) return 'X';
  if (mark.has(c)) return 'M';
  if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) return 'D';
  if (letter.has(c)) {
    for (const UChar32 part : chars(nfkd(UnicodeString(c)))) {
      if (letter.has(part) && !transparent.has(part) && !apostrophe.has(part)) return 'L';
    }
    return 't';  // a mark that has a letter's category: U+FE76
  }
  if (c == '\n' || c == '\r' || c == 0x85 || c == 0x2028) return 'l';
  if (c == '\f' || c == 0x2029) return 'p';
  if (c == '\t' || c == '\v' || u_charType(c) == U_SPACE_SEPARATOR) return 'b';
  if (hyphen.has(c)) return 'h';
  const UnicodeString compatible = nfkd(UnicodeString(c));
  const UChar32 plain = compatible.countChar32() == 1 ? compatible.char32At(0) : c;
  for (const UChar32 p : {c, plain}) {
    if (colon.has(p)) return 'c';
    if (dot.has(p)) return 'd';
    if (slash.has(p)) return 's';
    if (p == '_') return 'u';
    if (p == '#') return '#';
    if (p == '@') return '@';
  }
  return 'o';
}

struct Char {
  UChar32 c = -1;  // -1: not UTF-8
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  char kind = 'o';
};

std::vector<Char> read(std::string_view text) {
  std::vector<Char> result;
  static std::map<UChar32, char> kinds;
  const auto size = static_cast<std::int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t i = 0; i < size;) {
    Char c;
    c.begin = static_cast<std::uint32_t>(i);
    U8_NEXT(bytes, i, size, c.c);
    c.end = static_cast<std::uint32_t>(i);
    const auto [at, added] = kinds.try_emplace(c.c, 'o');
    if (added) at->second = class_of(c.c);
    c.kind = at->second;
    result.push_back(c);
  }
  return result;
}

// Latn, Cyrl, ...; Zyyy for what has no script.
UScriptCode script_of_char(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(c, &status);
  if (script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN) script = USCRIPT_COMMON;
  if (script == USCRIPT_COMMON) {
    for (const UChar32 part : chars(nfkd(UnicodeString(c)))) {
      const UScriptCode of_part = uscript_getScript(part, &status);
      if (of_part != USCRIPT_INHERITED && of_part != USCRIPT_COMMON) return of_part;
    }
  }
  // The scripts of Japanese and Korean are one for us, and so are all that have no name.
  switch (script) {
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return USCRIPT_HAN;
    case USCRIPT_LATIN:
    case USCRIPT_CYRILLIC:
    case USCRIPT_GREEK:
    case USCRIPT_ARMENIAN:
    case USCRIPT_GEORGIAN:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_HAN:
    case USCRIPT_COMMON:
      return script;
    default:
      return USCRIPT_SYMBOLS;
  }
}

// With and without marks, for kMarked.
enum class Wanted { search, marks };

UnicodeString unified(UChar32 c, Wanted wanted) {
  static const std::map<UChar32, UChar32> both = {
      {U'ı', U'i'}, {U'ɩ', U'i'}, {U'ӏ', U'і'}, {U'ى', U'ي'}, {U'ی', U'ي'},
      {U'ک', U'ك'}, {U'ڪ', U'ك'}, {U'ة', U'ه'}, {U'ە', U'ه'}, {U'ہ', U'ه'},
      {U'ھ', U'ه'}, {U'ٱ', U'ا'}, {U'ٲ', U'ا'}, {U'ٳ', U'ا'}};
  if (const auto at = both.find(c); at != both.end()) return UnicodeString(at->second);
  if (c == U'ə' || c == U'ǝ' || c == U'ɘ') {
    return UnicodeString(wanted == Wanted::search ? UChar32{'e'} : UChar32{U'ə'});
  }
  if (c >= 0x2D00 && c <= 0x2D2D) return UnicodeString(c - 0x2D00 + 0x10D0);
  if (wanted == Wanted::search && c > 0x7F && script_of_char(c) == USCRIPT_LATIN) {
    static const auto latin_ascii = [] {
      UErrorCode status = U_ZERO_ERROR;
      return std::unique_ptr<icu::Transliterator>(
          icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    }();
    static const Set ascii("[a-z]");
    UnicodeString plain(c);
    latin_ascii->transliterate(plain);
    for (const UChar32 p : chars(plain)) {
      if (!ascii.has(p)) return UnicodeString(c);
    }
    if (!plain.isEmpty()) return plain;
  }
  return UnicodeString(c);
}

bool mark_stays(UScriptCode script, UChar32 letter, UChar32 mark, Wanted wanted) {
  const std::set<UScriptCode> strict = {USCRIPT_ARMENIAN, USCRIPT_ARABIC, USCRIPT_HEBREW};
  if (script == USCRIPT_COMMON || script == USCRIPT_GREEK) return false;
  if (strict.count(script) > 0) return wanted == Wanted::marks;
  if (script == USCRIPT_LATIN) {
    return wanted == Wanted::marks && !(letter == 'i' && mark == 0x307);
  }
  if (script == USCRIPT_CYRILLIC) {
    if (mark == 0x300) return false;
    if (mark == 0x301) return letter == U'г' || letter == U'к';
    if (mark == 0x308) return letter != U'е';
  }
  return true;
}

// The folded form of characters without transparent ones: the whole word at once.
UnicodeString folded(const std::vector<UChar32>& word, Wanted wanted) {
  UnicodeString source;
  for (const UChar32 c : word) source.append(class_of(c) == 'a' ? UChar32{'\''} : c);
  UnicodeString result;
  UScriptCode script = USCRIPT_COMMON;
  UChar32 base = 0;
  for (UChar32 c : chars(nfkd(source))) {
    if (c == '\'') {
      result.append(c);
      script = USCRIPT_COMMON;
      base = c;
    } else if (class_of(c) != 'X' && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
      if (c == 0x326 && (base == 's' || base == 't')) c = 0x327;
      if (c == 0x30C && base == 'g') c = 0x306;
      if (mark_stays(script, base, c, wanted)) result.append(c);
    } else if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
      base = '0' + u_charDigitValue(c);
      script = USCRIPT_COMMON;
      result.append(base);
    } else if (const char kind = class_of(c); kind == 'L' || kind == 'X') {
      UnicodeString cased(c);
      for (const UChar32 part : chars(nfkd(cased.foldCase()))) {
        script = script_of_char(part);
        const UnicodeString one = unified(part, wanted);
        result.append(one);
        base = one.char32At(one.length() - 1);
      }
    }
  }
  result.findAndReplace(utf8("եւ"), utf8("եվ"));
  return nfc(result);
}

// ----- words of several scripts

UChar32 twin(UChar32 c, UScriptCode target) {
  static const std::map<UScriptCode, std::vector<UChar32>> columns = [] {
    const auto column = [](const char* letters) { return chars(utf8(letters)); };
    // One shape below the other; a dot where the script has none.
    return std::map<UScriptCode, std::vector<UChar32>>{
        {USCRIPT_LATIN, column("ABCEHIJKLMNOPSTUXYZacegh"
                               "ijklnopqsuvwxyəƏ")},
        {USCRIPT_CYRILLIC, column("АВСЕНІЈК.М.ОРЅТ.ХУ.асе.һ"
                                  "іјкӏ.орԛѕ..ԝхуәӘ")},
        {USCRIPT_GREEK, column("ΑΒ.ΕΗΙ.Κ.ΜΝΟΡ.Τ.ΧΥΖα...."
                               "ι.κ..ορ..υν.χγ..")},
        {USCRIPT_ARMENIAN, column("........Լ..Օ.Տ.Ս......ցհ"
                                  ".յ..ոօ...ս......")}};
  }();
  static const Set only_to_latin("[SsqwЅѕԛԝՏ]");
  if (only_to_latin.has(c) && target != USCRIPT_LATIN) return 0;
  const auto to = columns.find(target);
  if (to == columns.end() || c == '.') return 0;
  for (const auto& [script, letters] : columns) {
    const auto at = std::find(letters.begin(), letters.end(), c);
    if (at == letters.end()) continue;
    const UChar32 other = to->second.at(static_cast<std::size_t>(at - letters.begin()));
    return other == '.' ? 0 : other;
  }
  return 0;
}

std::set<UScriptCode> scripts_in(const std::vector<UChar32>& word) {
  std::set<UScriptCode> scripts;
  for (const UChar32 c : word) {
    if (class_of(c) == 'L' && script_of_char(c) != USCRIPT_COMMON)
      scripts.insert(script_of_char(c));
  }
  return scripts;
}

// The word in one script; nothing if it cannot be written in one.
std::optional<std::vector<UChar32>> repaired(const std::vector<UChar32>& word) {
  UnicodeString source;
  for (const UChar32 c : word) source.append(c);
  std::optional<std::vector<UChar32>> best;
  std::pair<int, int> best_rank;
  for (const UScriptCode target :
       {USCRIPT_LATIN, USCRIPT_CYRILLIC, USCRIPT_GREEK, USCRIPT_ARMENIAN}) {
    std::vector<UChar32> candidate;
    int own = 0;
    int first = -1;
    bool possible = true;
    int at = 0;
    for (const UChar32 c : chars(nfd(source))) {
      const bool counts = class_of(c) == 'L' && script_of_char(c) != USCRIPT_COMMON;
      UChar32 now = c;
      if (counts) {
        ++at;
        if (script_of_char(c) == target) {
          ++own;
          if (first < 0) first = at;
        } else {
          now = twin(c, target);
          possible = possible && now != 0;
        }
      }
      candidate.push_back(now);
    }
    if (!possible || own == 0) continue;
    const std::pair<int, int> rank{own, -first};
    if (!best || rank > best_rank) {
      best = candidate;
      best_rank = rank;
    }
  }
  return best;
}

std::vector<UChar32> with_palochka(std::vector<UChar32> word) {
  UnicodeString source;
  for (const UChar32 c : word) source.append(c);
  word = chars(nfd(source));
  const auto cyrillic = [&](int at, int step) {
    for (at += step; at >= 0 && at < static_cast<int>(word.size()); at += step) {
      const UChar32 c = word[static_cast<std::size_t>(at)];
      if (class_of(c) == 'L') return script_of_char(c) == USCRIPT_CYRILLIC;
      if (class_of(c) != 'M') return false;
    }
    return false;
  };
  std::vector<UChar32> result = word;
  for (int i = 0; i < static_cast<int>(word.size()); ++i) {
    if (word[static_cast<std::size_t>(i)] == '1' && cyrillic(i, -1) && cyrillic(i, 1)) {
      result[static_cast<std::size_t>(i)] = U'ӏ';
    }
  }
  return result;
}

// ----- gaps

Gap gap_of(const std::string& between) {
  std::string kinds;  // CR LF are one line break already
  for (const char kind : between) {
    if (kind != 't' && kind != 'M')
      kinds += std::string_view("blphusdc").find(kind) != std::string_view::npos ? kind : 'o';
  }
  // In the order in which they are tried.
  static const std::vector<std::pair<std::regex, Gap>> rules = [] {
    std::vector<std::pair<std::regex, Gap>> made;
    for (const auto& [pattern, gap] :
         std::initializer_list<std::pair<const char*, Gap>>{{".*(p|lb*l).*", Gap::paragraph},
                                                            {"", Gap::none},
                                                            {"[bl]+", Gap::space},
                                                            {"h", Gap::hyphen},
                                                            {"hb*l[bl]*", Gap::hyphen_line},
                                                            {"[bl]*h[bl]*", Gap::hyphen_space},
                                                            {"u+", Gap::underscore},
                                                            {"[bls]+", Gap::slash},
                                                            {"d", Gap::dot},
                                                            {"[bl]*d[bl]*", Gap::dot_space},
                                                            {"[blc]+", Gap::colon},
                                                            {".*", Gap::other}}) {
      made.emplace_back(std::regex(pattern), gap);
    }
    return made;
  }();
  static std::map<std::string, Gap> known;
  const auto [at, added] = known.try_emplace(kinds, Gap::other);
  if (added) {
    at->second = std::find_if(rules.begin(), rules.end(), [&](const auto& rule) {
                   return std::regex_match(kinds, rule.first);
                 })->second;
  }
  return at->second;
}

// ----- the scanner

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), chars_(read(text)) {
    for (const Char& c : chars_) kinds_ += c.kind;
  }

  TokenStream run() {
    std::size_t i = 0;
    while (i < chars_.size()) {
      const char kind = kinds_[i];
      if (kind == 'L' || kind == 'D') {
        i = word(i);
      } else if (kind == 'X') {
        i = run_of_words(i);
      } else if (kind == 'R' && kind_at(i + 1) == 'R') {
        i = flag(i);
      } else {
        if (kind == '@') see_at(i);
        ++i;
      }
    }
    return std::move(out_);
  }

 private:
  char kind_at(std::size_t i) const { return i < kinds_.size() ? kinds_[i] : '$'; }
  UChar32 char_at(std::size_t i) const { return i < chars_.size() ? chars_[i].c : -1; }

  // What stands between the token before and character `i`, CR LF as one.
  std::string between(std::size_t i) const {
    std::string result;
    for (std::size_t j = last_end_; j < i; ++j) {
      // What is ignored may stand between CR and LF.
      std::size_t k = j;
      while (k > last_end_ && (kinds_[k - 1] == 't' || kinds_[k - 1] == 'M')) --k;
      if (chars_[j].c != '\r' && kinds_[j] == 'l' && k > last_end_ && chars_[k - 1].c == '\r') {
        continue;
      }
      result += kinds_[j];
    }
    return result;
  }
  Gap gap_before(std::size_t i) const {
    return out_.tokens.empty() ? Gap::start : gap_of(between(i));
  }

  std::size_t skip_transparent(std::size_t i) const {
    while (kind_at(i) == 't') ++i;
    return i;
  }

  // The end of the word that begins at `begin`, ignoring the scripts.
  std::size_t word_end(std::size_t begin) const {
    std::size_t end = begin;  // after the last letter, digit or mark
    bool after_letter = false;
    for (std::size_t i = begin;;) {
      const char kind = kind_at(i);
      if (kind == 'L' || kind == 'D' || kind == 'M') {
        if (kind != 'M') after_letter = kind == 'L';
        end = ++i;
      } else if (kind == 't') {
        ++i;
      } else if (kind == 'a' && after_letter && kind_at(skip_transparent(i + 1)) == 'L') {
        after_letter = false;
        ++i;
      } else {
        return end;
      }
    }
  }

  std::vector<UChar32> letters_of(std::size_t begin, std::size_t end) const {
    std::vector<UChar32> word;
    for (std::size_t i = begin; i < end; ++i) {
      if (is_apostrophe(i) || std::string_view("LDMX").find(kinds_[i]) != std::string_view::npos) {
        word.push_back(chars_[i].c);
      }
    }
    return word;
  }

  // Inside a token: not one between groups of digits.
  bool is_apostrophe(std::size_t i) const {
    return kinds_[i] == 'a' && kind_at(skip_transparent(i + 1)) == 'L';
  }

  std::string kinds_of(std::size_t begin, std::size_t end) const {
    return kinds_.substr(begin, end - begin);
  }

  std::size_t word(std::size_t begin) {
    const Gap gap = gap_before(begin);
    std::size_t end = word_end(begin);
    end = std::max(end, number_end(begin, end, gap));
    const std::size_t abbreviation = abbreviation_end(begin, end, gap);
    if (abbreviation > end) {
      emit(begin, abbreviation, without_dots(begin, abbreviation), gap, 0);
      return abbreviation;
    }
    const std::vector<UChar32> letters = letters_of(begin, end);
    const std::set<UScriptCode> scripts = scripts_in(letters);
    const bool repairable = chars_[end - 1].end - chars_[begin].begin <= 1000;
    if (scripts.size() > 1 && repairable) {
      if (const auto whole = repaired(letters)) {
        // Cyrillic words may hold a palochka on top of it.
        emit(begin, end, with_palochka(*whole), gap, kMixedScript);
        return end;
      }
      return split(begin, end);
    }
    if (scripts == std::set{USCRIPT_CYRILLIC} && repairable) {
      emit(begin, end, with_palochka(letters), gap, 0);
    } else {
      emit(begin, end, letters, gap, scripts.size() > 1 ? kMixedScript : 0);
    }
    see_scheme(end);
    return end;
  }

  // 120,000: the digits of [begin, end) are the first group.
  std::size_t number_end(std::size_t begin, std::size_t end, Gap gap) const {
    const std::string first = kinds_of(begin, end);
    if (first.find_first_not_of('D') != std::string::npos || first.size() > 3) return end;
    if (u_charDigitValue(chars_[begin].c) == 0) return end;
    const UChar32 separator = char_at(end);
    static const Set separators("[,.\\u0020'\\u00A0\\u066C\\u2007\\u2009\\u2019\\u202F]");
    if (!separators.has(separator)) return end;
    if (gap != Gap::start) {
      const Token& before = out_.tokens.back();
      const bool after_number = !before.has(kLetter) && before.term_length <= 3 &&
                                last_end_ + 1 == begin && char_at(last_end_) == separator;
      if (after_number) return end;
    }
    std::size_t at = end;
    while (char_at(at) == separator && kind_at(at + 1) == 'D') {
      std::size_t digits = at + 1;
      while (kind_at(digits) == 'D') ++digits;
      if (digits - at - 1 != 3) return end;
      at = digits;
    }
    return at == end ? end : std::max(at, word_end_after_number(at));
  }

  // Letters and more digits may follow a number at once: 120,000km.
  std::size_t word_end_after_number(std::size_t at) const {
    const std::size_t end = word_end(at);
    return end;
  }

  // U.S.S.R.: [begin, end) is the first letter.
  std::size_t abbreviation_end(std::size_t begin, std::size_t end, Gap gap) const {
    const auto is_single = [&](std::size_t from, std::size_t to) {
      const std::string kinds = kinds_of(from, to);
      return !kinds.empty() && kinds[0] == 'L' &&
             kinds.find_first_not_of('M', 1) == std::string::npos;
    };
    const auto letter_end = [&](std::size_t i) {
      if (kind_at(i) == 'L') ++i;
      while (kind_at(i) == 'M') ++i;
      return i;
    };
    const auto single_with_transparent = [&](std::size_t from, std::size_t to) {
      std::string kinds = kinds_of(from, to);
      kinds.erase(std::remove(kinds.begin(), kinds.end(), 't'), kinds.end());
      return !kinds.empty() && kinds[0] == 'L' &&
             kinds.find_first_not_of('M', 1) == std::string::npos;
    };
    if (!single_with_transparent(begin, end) || gap == Gap::dot || gap == Gap::none) return end;
    if (chars_[begin].begin < url_end_ || char_at(end) != '.') return end;
    const auto letter_case = [&](std::size_t i) {
      if (script_of_char(chars_[i].c) == USCRIPT_GEORGIAN) return 0;
      const auto type = u_charType(chars_[i].c);
      return type == U_UPPERCASE_LETTER   ? 1
             : type == U_LOWERCASE_LETTER ? 2
             : type == U_TITLECASE_LETTER ? 3
                                          : 0;
    };
    const std::string word_kinds = "LDMtX";
    int letters = 1;
    std::size_t at = end;
    while (true) {
      if (char_at(at) != '.') {
        const bool ends = word_kinds.find(kind_at(at)) == std::string::npos;
        return letters > 1 && ends ? at : end;
      }
      const std::size_t next = at + 1;
      if (word_kinds.find(kind_at(next)) == std::string::npos) return letters > 1 ? next : end;
      const std::size_t next_end = letter_end(next);
      if (!is_single(next, next_end) || letter_case(next) != letter_case(begin) ||
          script_of_char(chars_[next].c) != script_of_char(chars_[begin].c)) {
        return end;
      }
      ++letters;
      at = next_end;
    }
  }

  std::vector<UChar32> without_dots(std::size_t begin, std::size_t end) const {
    return letters_of(begin, end);
  }

  // Cuts [begin, end) where the script changes; all pieces are tokens.
  std::size_t split(std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    while (at < end) {
      if (kinds_[at] != 'L' && kinds_[at] != 'D') {
        ++at;
        continue;
      }
      UScriptCode script = USCRIPT_COMMON;
      bool after_letter = false;
      std::size_t piece = at;
      for (std::size_t i = at; i < end;) {
        const char kind = kinds_[i];
        const auto fits = [&](std::size_t j) {
          const UScriptCode s = script_of_char(chars_[j].c);
          return s == USCRIPT_COMMON || script == USCRIPT_COMMON || s == script;
        };
        if (kind == 'L') {
          if (!fits(i)) break;
          if (script_of_char(chars_[i].c) != USCRIPT_COMMON) script = script_of_char(chars_[i].c);
          after_letter = true;
          piece = ++i;
        } else if (kind == 'D' || kind == 'M') {
          if (kind == 'D') after_letter = false;
          piece = ++i;
        } else if (kind == 't') {
          ++i;
        } else if (kind == 'a' && after_letter && kind_at(skip_transparent(i + 1)) == 'L' &&
                   fits(skip_transparent(i + 1))) {
          after_letter = false;
          ++i;
        } else {
          break;
        }
      }
      std::vector<UChar32> letters = letters_of(at, piece);
      if (scripts_in(letters) == std::set{USCRIPT_CYRILLIC}) letters = with_palochka(letters);
      emit(at, piece, letters, gap_before(at), kMixedScript);
      see_scheme(piece);
      at = piece;
    }
    return end;
  }

  std::size_t run_of_words(std::size_t begin) {
    std::size_t end = begin;
    std::size_t letters = 0;
    for (std::size_t i = begin; std::string_view("XMt").find(kind_at(i)) != std::string_view::npos;
         ++i) {
      if (kinds_[i] == 'X' && letters++ == 1024) break;
      if (kinds_[i] != 't') end = i + 1;
    }
    UnicodeString run;
    std::vector<std::size_t> index;  // of the character at each UTF-16 unit
    for (std::size_t i = begin; i < end; ++i) {
      run.append(chars_[i].c);
      index.resize(static_cast<std::size_t>(run.length()), i);
    }
    index.push_back(end);
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    words->setText(run);
    int from = words->first();
    for (int to = words->next(); to != icu::BreakIterator::DONE; from = to, to = words->next()) {
      std::size_t b = index[static_cast<std::size_t>(from)];
      std::size_t e = index[static_cast<std::size_t>(to)];
      while (b < e && kinds_[b] != 'X') ++b;
      while (e > b && kinds_[e - 1] == 't') --e;
      if (b < e) emit(b, e, letters_of(b, e), gap_before(b), 0);
    }
    return end;
  }

  std::size_t flag(std::size_t i) {
    const std::string term =
        "\U0001F3F4" + std::string{static_cast<char>('a' + chars_[i].c - 0x1F1E6),
                                   static_cast<char>('a' + chars_[i + 1].c - 0x1F1E6)};
    push(i, i + 2, term, gap_before(i), 0);
    return i + 2;
  }

  void emit(std::size_t begin, std::size_t end, const std::vector<UChar32>& word, Gap gap,
            unsigned flags) {
    // Marks at the edge of what is dropped count too, so both folds are compared.
    if (folded(word, Wanted::search) != folded(word, Wanted::marks)) flags |= kMarked;
    int letters = 0;
    int upper = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (kinds_[i] == 'D') flags |= kDigit;
      if (is_apostrophe(i)) flags |= kApostrophe;
      if (kinds_[i] != 'L' && kinds_[i] != 'X') continue;
      flags |= kLetter;
      ++letters;
      if (script_of_char(chars_[i].c) == USCRIPT_GEORGIAN) continue;
      const auto type = u_charType(chars_[i].c);
      if (type == U_UPPERCASE_LETTER) ++upper;
      if (type == U_LOWERCASE_LETTER || type == U_TITLECASE_LETTER) flags |= kHasLower;
      if (type == U_LOWERCASE_LETTER || type == U_TITLECASE_LETTER || type == U_UPPERCASE_LETTER)
        flags |= kCased;
      if (letters == 1 && (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER))
        flags |= kInitialUpper;
    }
    if (letters >= 2 && upper == letters) flags |= kAllUpper;
    push(begin, end, to_utf8(folded(word, Wanted::search)), gap, flags);
  }

  void push(std::size_t begin, std::size_t end, const std::string& term, Gap gap, unsigned flags) {
    if (chars_[begin].begin < url_end_) {
      flags |= kInUrl;
    } else {
      std::size_t i = begin;
      while (i > last_end_ && (kinds_[i - 1] == 't' || kinds_[i - 1] == 'M')) --i;
      if (i > last_end_ && kinds_[i - 1] == '#') flags |= kHashtag;
      if (i > last_end_ && kinds_[i - 1] == '@' && (out_.tokens.empty() || i - 1 != last_end_)) {
        flags |= kHandle;
      }
      if (gap == Gap::underscore || gap == Gap::none) {
        flags |= out_.tokens.back().flags & (kHashtag | kHandle);
      }
    }
    Token token;
    token.begin = chars_[begin].begin;
    token.end = chars_[end - 1].end;
    token.term = static_cast<std::uint32_t>(out_.terms.size());
    token.term_length = static_cast<std::uint16_t>(term.size());
    token.flags = static_cast<std::uint16_t>(flags);
    token.gap = gap;
    out_.terms += term;
    out_.tokens.push_back(token);
    last_end_ = end;
  }

  void mark_url(Token& token) {
    token.flags = static_cast<std::uint16_t>((token.flags | kInUrl) & ~(kHashtag | kHandle));
  }

  void see_scheme(std::size_t end) {
    Token& token = out_.tokens.back();
    if (token.has(kInUrl) || end >= chars_.size()) return;
    const std::string_view rest = text_.substr(chars_[end].begin);
    const std::string_view term = out_.term(token);
    const bool scheme =
        rest.starts_with("://") && (term == "http" || term == "https" || term == "ftp");
    if (!scheme && !(term == "www" && rest.starts_with("."))) return;
    static const Set ends(
        "[\\u0000-\\u0020\\u007F\\u0085\"'`<>()\\[\\]\\{\\}|\\^\\\\\\u00A0\\u00AB\\u00BB\\u2000-"
        "\\u200A"
        "\\u2018-\\u201F\\u2028\\u2029\\u202F\\u2039\\u203A\\u205F\\u3000-"
        "\\u3002\\u300C\\u300D\\uFF08\\uFF09]");
    std::size_t i = end;
    while (i < chars_.size() && chars_[i].c >= 0 && !ends.has(chars_[i].c)) ++i;
    url_end_ = i < chars_.size() ? chars_[i].begin : static_cast<std::uint32_t>(text_.size());
    mark_url(token);
  }

  void see_at(std::size_t i) {
    const bool after_word = !out_.tokens.empty() && last_end_ == i;
    if (!after_word || chars_[i].begin < url_end_) return;
    const std::string rest(text_.substr(chars_[i].end, 255));
    static const std::regex domain("^[A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9][A-Za-z0-9-]*)+");
    std::smatch match;
    if (!std::regex_search(rest, match, domain)) return;
    url_end_ = chars_[i].end + static_cast<std::uint32_t>(match.length());
    std::uint32_t next = chars_[i].begin;
    std::size_t taken = 0;
    for (std::size_t t = out_.tokens.size(); t-- > 0 && taken < 10; ++taken) {
      Token& token = out_.tokens[t];
      const std::string_view joint = text_.substr(token.end, next - token.end);
      if (!joint.empty() && joint != "." && joint != "-" && joint != "_" && joint != "+") break;
      mark_url(token);
      next = token.begin;
    }
  }

  const std::string_view text_;
  const std::vector<Char> chars_;
  std::string kinds_;
  TokenStream out_;
  std::size_t last_end_ = 0;   // character after the token before
  std::uint32_t url_end_ = 0;  // byte
};

}  // namespace

TokenStream scan_by_icu(std::string_view text) { return Scanner(text).run(); }

std::string described(const TokenStream& stream) {
  std::string result;
  for (const Token& token : stream.tokens) {
    result += "[" + std::string(stream.term(token)) + " " + std::to_string(token.begin) + "-" +
              std::to_string(token.end) + " gap " + std::to_string(static_cast<int>(token.gap)) +
              " flags " + std::to_string(token.flags) + "] ";
  }
  return result;
}

}  // namespace byname::test
