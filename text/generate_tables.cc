// Makes the scanner's tables (char_table.h) from ICU's data, at build time:
//
//   generate_tables build/unicode_tables.bin
//
// What a character folds to is decided here and in fold_rules.h, nowhere else.

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "text/char_table.h"
#include "text/decode.h"
#include "text/fold_rules.h"

namespace byname {

namespace {

using icu::Normalizer2;
using icu::UnicodeString;

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
  }
}

std::u32string code_points(const UnicodeString& text) {
  std::u32string result;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    result += static_cast<char32_t>(text.char32At(i));
  }
  return result;
}

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

Script script_named(UScriptCode code) {
  switch (code) {
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_GREEK:
      return Script::greek;
    case USCRIPT_ARMENIAN:
      return Script::armenian;
    case USCRIPT_GEORGIAN:
      return Script::georgian;
    case USCRIPT_HEBREW:
      return Script::hebrew;
    case USCRIPT_ARABIC:
      return Script::arabic;
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return Script::cjk;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
      return Script::none;
    default:
      return Script::other;
  }
}

Script script_of_char(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode code = uscript_getScript(static_cast<UChar32>(c), &status);
  check(status, "uscript_getScript");
  return script_named(code);
}

bool has_category(char32_t c, std::uint32_t mask) {
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & mask) != 0;
}
// The halfwidth voicing marks of Katakana are letters by category only.
bool is_mark(char32_t c) { return has_category(c, U_GC_M_MASK) || c == 0xFF9E || c == 0xFF9F; }
bool is_letter(char32_t c) {
  // U+2139 is the information sign of emoji, not an i.
  return has_category(c, U_GC_L_MASK | U_GC_NL_MASK) && c != 0x2139;
}
bool is_digit(char32_t c) { return has_category(c, U_GC_ND_MASK); }

// The Armenian marks of question, emphasis and the like stand inside the word;
// tatweel only stretches it.
bool is_transparent(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         is_one_of(c, U"\u055B\u055C\u055E\u055F\u0640");
}

bool is_apostrophe(char32_t c) {
  return is_one_of(c,
                   U"'`\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02BF\u02C8\u02CA\u02CB\u02EE\u0374"
                   U"\u2018\u2019\u201B\u2032\u2035\u055A\u05F3\u05F4\uFF07");
}

// Scripts whose words only a dictionary can tell apart. Digits of theirs are
// digits; marks shared with other scripts (U+3099) stay marks.
bool is_complex(char32_t c) {
  if (!is_letter(c) && !is_mark(c)) return false;
  const auto is = [&](UScriptCode script) {
    return uscript_hasScript(static_cast<UChar32>(c), script) != 0;
  };
  const bool by_script = is(USCRIPT_HAN) || is(USCRIPT_HIRAGANA) || is(USCRIPT_KATAKANA) ||
                         is(USCRIPT_THAI) || is(USCRIPT_LAO) || is(USCRIPT_KHMER) ||
                         is(USCRIPT_MYANMAR);
  if (!by_script) return false;
  return c != 0xFF9E && c != 0xFF9F && (is_letter(c) || script_of_char(c) != Script::none);
}

class Folder {
 public:
  Folder() {
    UErrorCode status = U_ZERO_ERROR;
    nfc_ = Normalizer2::getNFCInstance(status);
    nfkd_ = Normalizer2::getNFKDInstance(status);
    check(status, "normalizers");
    latin_ascii_.reset(icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
    check(status, "Latin-ASCII");
  }

  // What a letter or digit becomes: compatibility forms resolved, marks off or
  // kept by fold_rules.h, case folded, look-alike letters of one script
  // unified, composed again. What is no letter, digit or mark is left out.
  std::u32string fold(char32_t c, Marks marks) const {
    std::u32string folded;
    Script base = Script::none;
    char32_t base_letter = 0;
    for (const char32_t part : decomposed(UnicodeString(static_cast<UChar32>(c)))) {
      if (is_transparent(part)) continue;
      if (is_mark(part) && !is_complex(part)) {
        const char32_t mark = unified_mark(base_letter, part);
        if (!folded.empty() && keeps_mark(base, base_letter, mark, marks)) folded += mark;
      } else if (is_digit(part)) {
        folded += U'0' + static_cast<char32_t>(u_charDigitValue(static_cast<UChar32>(part)));
      } else if ((is_letter(part) && !is_apostrophe(part)) || is_complex(part)) {
        UnicodeString cased(static_cast<UChar32>(part));
        cased.foldCase();
        for (const char32_t letter : decomposed(cased)) {
          base = script_of_char(letter);
          for (const char32_t unified : unify(letter, marks)) {
            const bool yiwn_after_yech = unified == U'ւ' && base_letter == U'ե';
            base_letter = yiwn_after_yech ? U'վ' : unified;
            folded += base_letter;
          }
        }
      }
    }
    return composed(folded);
  }

  std::u32string decomposed(const UnicodeString& text) const {
    UErrorCode status = U_ZERO_ERROR;
    const UnicodeString result = nfkd_->normalize(text, status);
    check(status, "NFKD");
    return code_points(result);
  }

  // Whether a fold can change when it is set after other characters.
  bool may_compose(const std::u32string& folded) const {
    for (const char32_t c : folded) {
      const auto cp = static_cast<UChar32>(c);
      if (u_getIntPropertyValue(cp, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ||
          u_getCombiningClass(cp) != 0) {
        return true;
      }
    }
    return false;
  }

 private:
  std::u32string composed(const std::u32string& text) const {
    UErrorCode status = U_ZERO_ERROR;
    const UnicodeString result =
        nfc_->normalize(UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                 static_cast<std::int32_t>(text.size())),
                        status);
    check(status, "NFC");
    return code_points(result);
  }

  // Letters that count as one, after case folding.
  std::u32string unify(char32_t c, Marks marks) const {
    switch (c) {
      case U'ı':
      case U'ɩ':
        return U"i";
      case U'ə':
      case U'ǝ':
      case U'ɘ':
        return marks == Marks::keep ? U"ə" : U"e";
      // Palochka is typed as a digit one, a Latin I or l, a Ukrainian І: the
      // last is what all of them become.
      case U'ӏ':
        return U"і";
      case U'ى':
      case U'ی':
        return U"ي";
      case U'ک':
      case U'ڪ':
        return U"ك";
      case U'ة':
      case U'ە':
      case U'ہ':
      case U'ھ':
        return U"ه";
      case U'ٱ':
      case U'ٲ':
      case U'ٳ':
        return U"ا";
      default:
        break;
    }
    if (c >= 0x2D00 && c <= 0x2D2D) return {c - 0x2D00 + 0x10D0};  // Nuskhuri to Mkhedruli
    if (marks == Marks::search && c >= 0x80 && script_of_char(c) == Script::latin) {
      UnicodeString ascii(static_cast<UChar32>(c));
      latin_ascii_->transliterate(ascii);  // ø ł đ æ and their like
      std::u32string letters = code_points(ascii);
      for (const char32_t letter : letters) {
        if (letter < U'a' || letter > U'z') return {c};
      }
      if (!letters.empty()) return letters;
    }
    return {c};
  }

  const Normalizer2* nfc_ = nullptr;
  const Normalizer2* nfkd_ = nullptr;
  std::unique_ptr<icu::Transliterator> latin_ascii_;
};

CharClass class_of(char32_t c, const Folder& folder) {
  if (is_transparent(c)) return CharClass::transparent;
  if (is_apostrophe(c)) return CharClass::apostrophe;
  if (c >= 0x1F1E6 && c <= 0x1F1FF) return CharClass::regional;
  if (is_complex(c)) return CharClass::complex;
  if (is_mark(c)) return CharClass::mark;
  if (is_digit(c)) return CharClass::digit;
  if (is_letter(c)) {
    return folder.fold(c, Marks::search).empty() ? CharClass::transparent : CharClass::letter;
  }
  if (is_one_of(c, U"\n\r\u0085\u2028")) return CharClass::line;
  if (is_one_of(c, U"\f\u2029")) return CharClass::paragraph;
  if (is_one_of(c, U"\t\v") || has_category(c, U_GC_ZS_MASK)) return CharClass::blank;
  if (has_category(c, U_GC_PD_MASK) || c == 0x2212) return CharClass::hyphen;
  // Punctuation, or a compatibility form of it.
  const std::u32string plain = folder.decomposed(UnicodeString(static_cast<UChar32>(c)));
  for (const char32_t p : {c, plain.size() == 1 ? plain[0] : c}) {
    if (is_one_of(p, U":;,\u0589\u055D\u060C\u061B\u3001")) return CharClass::colon;
    if (is_one_of(p, U".\u3002\u06D4")) return CharClass::dot;
    if (is_one_of(p, U"/\\\u2044\u2215")) return CharClass::slash;
    if (p == U'_') return CharClass::underscore;
    if (p == U'#') return CharClass::hash;
    if (p == U'@') return CharClass::at;
  }
  return CharClass::other;
}

class Builder {
 public:
  // The entry of `c` in the table that treats marks as `marks`.
  Entry entry(char32_t c, Marks marks) {
    const CharClass char_class = class_of(c, folder_);
    const bool word = char_class == CharClass::letter || char_class == CharClass::digit ||
                      char_class == CharClass::complex;
    std::u32string folded;
    Entry entry{static_cast<std::uint64_t>(char_class)};
    if (char_class == CharClass::mark) {
      folded = folder_.decomposed(UnicodeString(static_cast<UChar32>(c)));
    } else if (word) {
      folded = folder_.fold(c, marks);
      if (folded.empty()) folded = {c};
      Script script = script_of_char(c);
      if (script == Script::none) script = script_of_char(folded[0]);
      if (char_class == CharClass::digit) script = Script::none;
      entry.bits |= static_cast<std::uint64_t>(script) << 5;
      if (script != Script::georgian) {  // its capitals are a style, not a case
        if (has_category(c, U_GC_LU_MASK | U_GC_LT_MASK)) entry.bits |= Entry::kUpper;
        if (has_category(c, U_GC_LL_MASK | U_GC_LT_MASK)) entry.bits |= Entry::kLower;
      }
      if (folder_.fold(c, Marks::search) != folder_.fold(c, Marks::keep)) {
        entry.bits |= Entry::kMarked;
      }
    }
    add_fold(entry, folded, c);
    if (entry.length() == Entry::kLong || folder_.may_compose(folded) || folded == U"ւ") {
      entry.bits |= Entry::kSlow;
    }
    return entry;
  }

  void write(const std::string& path) {
    std::vector<std::uint16_t> stage1;
    for (const Marks marks : {Marks::search, Marks::keep}) {
      for (std::uint32_t block = 0; block < kBlockCount; ++block) {
        std::vector<std::uint64_t> entries;
        for (std::uint32_t i = 0; i < kBlockSize; ++i) {
          const char32_t c = block * kBlockSize + i;
          const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
          entries.push_back(surrogate ? static_cast<std::uint64_t>(CharClass::other)
                                      : entry(c, marks).bits);
        }
        const auto [at, added] =
            numbers_.try_emplace(entries, static_cast<std::uint16_t>(numbers_.size()));
        if (added) blocks_.push_back(entries);
        stage1.push_back(at->second);
      }
    }
    std::ofstream out(path, std::ios::binary);
    const auto put = [&](const void* data, std::size_t size) {
      out.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
    };
    const TablesHeader header{static_cast<std::uint32_t>(blocks_.size()),
                              static_cast<std::uint32_t>(long_folds_.size())};
    put(&header, sizeof header);
    put(stage1.data(), stage1.size() * sizeof stage1[0]);
    for (const auto& block : blocks_) put(block.data(), block.size() * sizeof block[0]);
    put(long_folds_.data(), long_folds_.size());
    if (!out.flush()) throw std::runtime_error(path + ": cannot be written");
  }

 private:
  void add_fold(Entry& entry, const std::u32string& folded, char32_t c) {
    std::string bytes;
    for (const char32_t f : folded) append_utf8(bytes, f);
    std::uint64_t length = bytes.size();
    std::uint64_t payload = 0;
    // ASCII stays inline: it is the most frequent, and its fold is one byte.
    if (folded == std::u32string{c} && (c >= 0x2000 || is_mark(c))) {
      length = Entry::kLong;
      payload = Entry::kSelf;
    } else if (bytes.size() <= 6) {
      std::memcpy(&payload, bytes.data(), bytes.size());
    } else {
      std::size_t at = long_folds_.find(bytes);
      if (at == std::string::npos) {
        at = long_folds_.size();
        long_folds_ += bytes;
      }
      if (at >= 1u << 24) throw std::runtime_error("too many long folds");
      length = Entry::kLong;
      payload = at << 8 | static_cast<std::uint64_t>(bytes.size()) << 32;
    }
    entry.bits |= length << 9 | payload << 16;
  }

  Folder folder_;
  std::map<std::vector<std::uint64_t>, std::uint16_t> numbers_;
  std::vector<std::vector<std::uint64_t>> blocks_;
  std::string long_folds_;
};

}  // namespace

}  // namespace byname

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: generate_tables OUTPUT\n";
    return 2;
  }
  try {
    byname::Builder().write(argv[1]);
    return 0;
  } catch (const std::exception& e) {
    std::cerr << "generate_tables: " << e.what() << '\n';
    return 1;
  }
}
