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

#include "tests/reference/icu_letters.h"

namespace byname::test {

namespace {

class Scanner {
 public:
  Scanner(std::string_view text, Wanted wanted) : text_(text), chars_(read(text)), wanted_(wanted) {
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
      // The last piece may begin an abbreviation: крепость’U.S.
      const Gap gap = gap_before(at);
      piece = std::max(piece, abbreviation_end(at, piece, gap));
      std::vector<UChar32> letters = letters_of(at, piece);
      if (scripts_in(letters) == std::set{USCRIPT_CYRILLIC}) letters = with_palochka(letters);
      emit(at, piece, letters, gap, kMixedScript);
      see_scheme(piece);
      at = piece;
    }
    return at;
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
    push(begin, end, to_utf8(folded(word, wanted_)), gap, flags);
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
  const Wanted wanted_;
  std::string kinds_;
  TokenStream out_;
  std::size_t last_end_ = 0;   // character after the token before
  std::uint32_t url_end_ = 0;  // byte
};

}  // namespace

TokenStream scan_by_icu(std::string_view text) { return Scanner(text, Wanted::search).run(); }

TokenStream scan_by_icu_keeping_marks(std::string_view text) {
  return Scanner(text, Wanted::marks).run();
}

std::string terms_of(const TokenStream& stream) {
  std::string terms;
  for (const Token& token : stream.tokens) {
    if (!terms.empty()) terms += ' ';
    terms += stream.term(token);
  }
  return terms;
}

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
