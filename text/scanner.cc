#include "text/scanner.h"

#include <algorithm>
#include <vector>

#include "schemas/hash.h"
#include "text/decode.h"
#include "text/gap.h"
#include "text/look_alikes.h"
#include "text/lookahead.h"
#include "text/repair.h"
#include "text/segmenter.h"
#include "text/term_writer.h"
#include "text/url.h"

namespace byname {

namespace {

using Byte = unsigned char;

// Raise this when a rule in code changes: indexes built before cannot be searched.
constexpr std::string_view kRules = "scanner rules 1";

// What the letters and digits of a token say of it.
struct Facts {
  std::uint64_t all_letters = ~std::uint64_t{0};  // AND of their entries
  std::uint64_t any_letter = 0;                   // OR
  Entry first{};
  std::size_t letters = 0;
  std::size_t digits = 0;
  std::uint32_t scripts = 0;  // bit set of Script
  bool apostrophe = false;
  bool lost_mark = false;

  void add_letter(Entry entry) {
    if (letters++ == 0) first = entry;
    all_letters &= entry.bits;
    any_letter |= entry.bits;
    scripts |= 1u << static_cast<unsigned>(entry.script());
  }

  std::uint16_t flags() const {
    unsigned flags = 0;
    if (digits > 0) flags |= kDigit;
    if (apostrophe) flags |= kApostrophe;
    if (lost_mark) flags |= kMarked;
    if (letters == 0) return static_cast<std::uint16_t>(flags);
    flags |= kLetter;
    if (first.has(Entry::kUpper)) flags |= kInitialUpper;
    if (letters >= 2 && (all_letters & Entry::kUpper) != 0 && (any_letter & Entry::kLower) == 0) {
      flags |= kAllUpper;
    }
    if ((any_letter & Entry::kLower) != 0) flags |= kHasLower;
    if ((any_letter & (Entry::kLower | Entry::kUpper)) != 0) flags |= kCased;
    return static_cast<std::uint16_t>(flags);
  }
};

class Scanner {
 public:
  Scanner(std::string_view text, Marks marks, TokenStream& out)
      : begin_(reinterpret_cast<const Byte*>(text.data())),
        end_(begin_ + text.size()),
        table_(marks == Marks::search ? search_table() : marks_table()),
        writer_(out.terms, table_, marks),
        out_(out) {}

  void run() {
    const Byte* p = begin_;
    while ((p = skip_gap(p)) < end_) {
      switch (class_at(p)) {
        case CharClass::complex:
          p = scan_run(p);
          break;
        case CharClass::regional:
          p = scan_flag(p);
          break;
        default:
          p = scan_word(p);
          break;
      }
    }
    writer_.close();
  }

 private:
  std::string_view bytes(const Byte* from, const Byte* to) const {
    return {reinterpret_cast<const char*>(from), static_cast<std::size_t>(to - from)};
  }

  struct Character {
    Entry entry;
    std::uint32_t length;
  };
  Character character_at(const Byte* p) const {
    if (*p < 0x80) return {table_.find(*p), 1};
    const Decoded d = decode(p, end_);
    if (d.code_point == kInvalid) {
      return {Entry{static_cast<std::uint64_t>(CharClass::other)}, d.length};
    }
    return {table_.find(d.code_point), d.length};
  }
  CharClass class_at(const Byte* p) const {
    return p < end_ ? character_at(p).entry.char_class() : CharClass::other;
  }

  // The first character of the next token, with gap_ read up to it.
  const Byte* skip_gap(const Byte* p) {
    gap_ = {};
    while (p < end_) {
      const Character c = character_at(p);
      switch (c.entry.char_class()) {
        case CharClass::letter:
        case CharClass::digit:
        case CharClass::complex:
          return p;
        case CharClass::regional:
          if (class_at(p + c.length) == CharClass::regional) return p;
          gap_.add(CharClass::other);
          break;
        case CharClass::at:
          see_at(p);
          [[fallthrough]];
        default:
          gap_.add(c.entry.char_class(), *p == '\r');
      }
      p += c.length;
    }
    return p;
  }

  // An '@' after a word and before a domain makes both parts of an address.
  void see_at(const Byte* p) {
    handle_ = last_end_ != p;
    if (handle_ || p < url_end_) return;
    const Byte* domain_end = mail_domain_end(p, end_);
    if (domain_end == nullptr) return;
    url_end_ = domain_end;
    constexpr std::size_t kLongestLocalPart = 10;  // tokens
    std::uint32_t next = static_cast<std::uint32_t>(p - begin_);
    for (std::size_t i = 0; i < kLongestLocalPart && i < out_.tokens.size(); ++i) {
      Token& token = out_.tokens[out_.tokens.size() - 1 - i];
      const bool joined = next == token.end ||
                          (next == token.end + 1 &&
                           std::string_view(".-_+").find(static_cast<char>(begin_[token.end])) !=
                               std::string_view::npos);
      if (!joined) break;
      token.flags = static_cast<std::uint16_t>((token.flags | kInUrl) & ~(kHashtag | kHandle));
      next = token.begin;
    }
  }

  const Byte* scan_word(const Byte* begin) {
    const Gap gap = current_gap();
    const bool one_script = begin < split_end_;
    Facts facts;
    writer_.begin();
    const Byte* token_end = scan_characters(begin, begin, one_script, facts);
    if (facts.letters == 0 && facts.digits <= 3 && starts_grouped_number(begin, token_end, gap)) {
      const Byte* number_end = grouped_number_end(token_end, end_, table_);
      if (number_end != token_end) {
        add_groups(token_end, number_end, facts);
        token_end = scan_characters(begin, number_end, one_script, facts);
      }
    } else if (facts.letters == 1 && facts.digits == 0 && token_end < end_ && *token_end == '.' &&
               gap != Gap::dot && gap != Gap::none && begin >= url_end_) {
      const Byte* abbreviation = abbreviation_end(begin, token_end, end_, table_);
      if (abbreviation != begin) {
        add_abbreviation(token_end, abbreviation, facts);
        token_end = abbreviation;
      }
    }
    unsigned flags = 0;
    const auto length = static_cast<std::size_t>(token_end - begin);
    if (one_script) flags |= kMixedScript;
    const std::uint32_t scripts = facts.scripts & ~1u;  // without Script::none
    if ((scripts & (scripts - 1)) != 0) {
      flags |= kMixedScript;
      if (length <= kLongestRepair) {
        const Script script = common_script(bytes(begin, token_end), table_);
        if (script == Script::none) {
          split_end_ = token_end;
          facts = {};
          writer_.discard();
          token_end = scan_characters(begin, begin, true, facts);
        } else {
          repair(begin, token_end, script, facts);
        }
      }
    } else if (scripts == 1u << static_cast<unsigned>(Script::cyrillic) && facts.digits > 0 &&
               length <= kLongestRepair &&
               bytes(begin, token_end).find('1') != std::string_view::npos) {
      repair(begin, token_end, Script::cyrillic, facts);
    }
    facts.lost_mark |= writer_.lost_mark();
    facts.lost_mark |= (facts.any_letter & Entry::kMarked) != 0;
    emit(begin, token_end, gap, facts.flags() | flags);
    see_scheme(token_end);
    return token_end;
  }

  // Letters, digits, marks and apostrophes from `p` on: adds their folds to the
  // term and to `facts`, returns the end of the last of them.
  const Byte* scan_characters(const Byte* begin, const Byte* p, bool one_script, Facts& facts) {
    Facts f = facts;
    const Byte* token_end = p;
    Entry last{};
    bool after_letter = false;
    char* cursor = writer_.cursor();
    const char* limit = writer_.limit();
    while (p < end_) {
      const Character c = character_at(p);
      const Entry entry = c.entry;
      const CharClass char_class = entry.char_class();
      if (char_class == CharClass::letter || char_class == CharClass::digit) {
        if (char_class == CharClass::letter) {
          if (one_script && is_other_script(f, entry)) break;
          f.add_letter(entry);
          after_letter = true;
        } else {
          ++f.digits;
          after_letter = false;
        }
        if (cursor < limit && !entry.has(Entry::kContext) && entry.length() != Entry::kLong) {
          const std::uint64_t fold = entry.bits >> 16;
          std::memcpy(cursor, &fold, sizeof fold);
          cursor += entry.length();
          last = entry;
        } else {
          writer_.advance(cursor, last);
          writer_.letter(entry, bytes(p, p + c.length));
          cursor = writer_.cursor();
          limit = writer_.limit();
          last = entry;
        }
        p += c.length;
        token_end = p;
      } else if (char_class == CharClass::mark && token_end != begin) {
        writer_.advance(cursor, last);
        writer_.mark(entry, bytes(p, p + c.length));
        cursor = writer_.cursor();
        limit = writer_.limit();
        p += c.length;
        token_end = p;
      } else if (char_class == CharClass::transparent) {
        p += c.length;
      } else if (char_class == CharClass::apostrophe && after_letter &&
                 letter_follows(p + c.length, one_script, f)) {
        writer_.advance(cursor, last);
        writer_.apostrophe();
        cursor = writer_.cursor();
        limit = writer_.limit();
        f.apostrophe = true;
        after_letter = false;
        p += c.length;
      } else {
        break;
      }
    }
    writer_.advance(cursor, last);
    facts = f;
    return token_end;
  }

  static bool is_other_script(const Facts& facts, Entry entry) {
    const std::uint32_t other = facts.scripts & ~(1u | 1u << static_cast<unsigned>(entry.script()));
    return entry.script() != Script::none && other != 0;
  }

  bool letter_follows(const Byte* p, bool one_script, const Facts& facts) const {
    while (p < end_) {
      const Character c = character_at(p);
      if (c.entry.char_class() == CharClass::letter) {
        return !one_script || !is_other_script(facts, c.entry);
      }
      if (c.entry.char_class() != CharClass::transparent) return false;
      p += c.length;
    }
    return false;
  }

  // Not the middle of a telephone number: +994 12 345 678.
  bool starts_grouped_number(const Byte* begin, const Byte* token_end, Gap gap) const {
    char buffer[8];
    if (table_.fold(character_at(begin).entry, {}, buffer) == "0" || token_end == end_)
      return false;
    if (gap == Gap::start) return true;
    const Token& before = out_.tokens.back();
    if ((before.flags & kLetter) != 0 || before.term_length > 3) return true;
    const Decoded separator = decode(begin_ + before.end, end_);
    return begin_ + before.end + separator.length != begin ||
           separator.code_point != decode(token_end, end_).code_point;
  }

  void add_groups(const Byte* p, const Byte* number_end, Facts& facts) {
    while (p < number_end) {
      const Character c = character_at(p);
      if (c.entry.char_class() == CharClass::digit) {
        writer_.letter(c.entry, bytes(p, p + c.length));
        ++facts.digits;
      }
      p += c.length;
    }
  }

  void add_abbreviation(const Byte* p, const Byte* abbreviation_end, Facts& facts) {
    while (p < abbreviation_end) {
      const Character c = character_at(p);
      if (c.entry.char_class() == CharClass::letter) {
        writer_.letter(c.entry, bytes(p, p + c.length));
        facts.add_letter(c.entry);
      } else if (c.entry.char_class() == CharClass::mark) {
        writer_.mark(c.entry, bytes(p, p + c.length));
      }
      p += c.length;
    }
  }

  void repair(const Byte* begin, const Byte* token_end, Script script, Facts& facts) {
    writer_.discard();
    facts.any_letter &= ~Entry::kMarked;
    facts.lost_mark = write_repaired(bytes(begin, token_end), script, table_, writer_);
  }

  // A run of a script without blanks: ICU finds the words.
  const Byte* scan_run(const Byte* begin) {
    const Byte* p = begin;
    const Byte* run_end = begin;
    for (std::size_t letters = 0; p < end_;) {
      const Character c = character_at(p);
      const CharClass char_class = c.entry.char_class();
      if (char_class == CharClass::complex) {
        if (letters++ == kLongestRun) break;
      } else if (char_class != CharClass::mark && char_class != CharClass::transparent) {
        break;
      }
      p += c.length;
      if (char_class != CharClass::transparent) run_end = p;
    }
    find_segments(bytes(begin, run_end), segments_);
    for (const Segment& segment : segments_) add_segment(begin, segment);
    return run_end;
  }

  void add_segment(const Byte* run, const Segment& segment) {
    const Byte* token_begin = nullptr;
    const Byte* token_end = nullptr;
    Facts facts;
    writer_.begin();
    const Byte* end = run + segment.end;
    for (const Byte* p = run + segment.begin; p < end;) {
      const Character c = character_at(p);
      const CharClass char_class = c.entry.char_class();
      const std::string_view source = bytes(p, p + c.length);
      if (char_class == CharClass::complex) {
        writer_.letter(c.entry, source);
        facts.add_letter(c.entry);
        if (token_begin == nullptr) token_begin = p;
      } else if (char_class == CharClass::mark && token_begin != nullptr) {
        writer_.mark(c.entry, source);
      }
      p += c.length;
      if (char_class != CharClass::transparent) token_end = p;
    }
    if (token_begin == nullptr) return;
    facts.lost_mark = writer_.lost_mark() || (facts.any_letter & Entry::kMarked) != 0;
    emit(token_begin, token_end, current_gap(), facts.flags());
    gap_ = {};
  }

  // `p` is the first of two regional indicators.
  const Byte* scan_flag(const Byte* p) {
    constexpr char32_t kFirst = 0x1F1E6;
    const Decoded one = decode(p, end_);
    const Decoded two = decode(p + one.length, end_);
    const char letters[] = {static_cast<char>('a' + (one.code_point - kFirst)),
                            static_cast<char>('a' + (two.code_point - kFirst))};
    writer_.begin();
    writer_.bytes("\xF0\x9F\x8F\xB4");  // U+1F3F4, a black flag
    writer_.bytes({letters, sizeof letters});
    const Byte* token_end = p + one.length + two.length;
    emit(p, token_end, current_gap(), 0);
    return token_end;
  }

  Gap current_gap() const { return out_.tokens.empty() ? Gap::start : gap_.gap(); }

  void emit(const Byte* begin, const Byte* token_end, Gap gap, unsigned flags) {
    if (begin < url_end_) {
      flags |= kInUrl;
    } else {
      if (gap_.ends_with(CharClass::hash)) flags |= kHashtag;
      if (gap_.ends_with(CharClass::at) && handle_) flags |= kHandle;
      if (gap == Gap::underscore || gap == Gap::none) {
        flags |= out_.tokens.back().flags & (kHashtag | kHandle);
      }
    }
    const std::size_t length = writer_.finish();
    out_.tokens.push_back({.begin = static_cast<std::uint32_t>(begin - begin_),
                           .end = static_cast<std::uint32_t>(token_end - begin_),
                           .term = static_cast<std::uint32_t>(writer_.start()),
                           .term_length = static_cast<std::uint16_t>(length),
                           .flags = static_cast<std::uint16_t>(flags),
                           .gap = gap});
    last_end_ = token_end;
  }

  // "http" before "://" and "www" before a dot begin a URL.
  void see_scheme(const Byte* p) {
    if (p == end_ || (*p != ':' && *p != '.')) return;
    Token& token = out_.tokens.back();
    if ((token.flags & kInUrl) != 0) return;
    const std::string_view term =
        std::string_view(out_.terms).substr(token.term, token.term_length);
    const bool scheme =
        bytes(p, end_).starts_with("://") && (term == "http" || term == "https" || term == "ftp");
    if (!scheme && !(term == "www" && *p == '.')) return;
    url_end_ = url_end(p, end_);
    token.flags = static_cast<std::uint16_t>((token.flags | kInUrl) & ~(kHashtag | kHandle));
  }

  const Byte* const begin_;
  const Byte* const end_;
  const CharTable table_;
  TermWriter writer_;
  TokenStream& out_;
  GapReader gap_;
  std::vector<Segment> segments_;
  const Byte* last_end_ = nullptr;   // of the token before
  const Byte* split_end_ = nullptr;  // words before it are cut where the script changes
  const Byte* url_end_ = nullptr;    // tokens before it are in a URL
  bool handle_ = false;              // the last '@' begins a handle
};

void scan_with(std::string_view text, Marks marks, TokenStream& out) {
  out.tokens.clear();
  Scanner(text, marks, out).run();
}

std::string terms_joined(const TokenStream& stream) {
  std::string result;
  for (const Token& token : stream.tokens) {
    if (!result.empty()) result += ' ';
    result += stream.term(token);
  }
  return result;
}

}  // namespace

void scan(std::string_view text, TokenStream& out) { scan_with(text, Marks::search, out); }

std::string joined(const TokenStream& stream, std::size_t first, std::size_t last) {
  std::string result;
  for (std::size_t i = first; i <= last && i < stream.tokens.size(); ++i) result += stream.term(i);
  return result;
}

std::string fold(std::string_view text) {
  TokenStream stream;
  scan(text, stream);
  return terms_joined(stream);
}

std::string fold_keeping_marks(std::string_view text) {
  TokenStream stream;
  scan_with(text, Marks::keep, stream);
  return terms_joined(stream);
}

std::string analyzer_fingerprint() {
  static const std::string fingerprint =
      hex16(hash64(kRules, hash64(table_bytes(), hash_of_look_alikes())));
  return fingerprint;
}

}  // namespace byname
