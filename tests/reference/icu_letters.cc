#include "tests/reference/icu_letters.h"

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

UnicodeString utf8(std::string_view bytes) {
  return UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int>(bytes.size())));
}

std::string to_utf8(const UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

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
char make_class_of(UChar32 c) {
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

char class_of(UChar32 c) {
  static std::vector<char> known(0x110000);
  if (c < 0) return 'o';
  char& kind = known[static_cast<std::size_t>(c)];
  if (kind == 0) kind = make_class_of(c);
  return kind;
}

std::vector<Char> read(std::string_view text) {
  std::vector<Char> result;
  const auto size = static_cast<std::int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t i = 0; i < size;) {
    Char c;
    c.begin = static_cast<std::uint32_t>(i);
    U8_NEXT(bytes, i, size, c.c);
    c.end = static_cast<std::uint32_t>(i);
    c.kind = class_of(c.c);
    result.push_back(c);
  }
  return result;
}

// Latn, Cyrl, ...; Zyyy for what has no script.
UScriptCode make_script_of_char(UChar32 c) {
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

UScriptCode script_of_char(UChar32 c) {
  static std::vector<UScriptCode> known(0x110000, USCRIPT_INVALID_CODE);
  if (c < 0) return USCRIPT_COMMON;
  UScriptCode& script = known[static_cast<std::size_t>(c)];
  if (script == USCRIPT_INVALID_CODE) script = make_script_of_char(c);
  return script;
}

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

}  // namespace byname::test
