#include "text/scanner.h"

#include <algorithm>
#include <vector>

#include "embedded/function_words.h"
#include "schemas/hash.h"
#include "text/decode.h"
#include "text/gap.h"
#include "text/look_alikes.h"
#include "text/lookahead.h"
#include "text/repair.h"
#include "text/segmenter.h"
#include "text/term_writer.h"
#include "text/url.h"
#include "text/utf8.h"

namespace byname {

namespace {

using Byte = unsigned char;

// Raise this when a rule in code changes, of words or of stems: indexes built
// before cannot be searched.
constexpr std::string_view kRules = "text rules 2";

// What the letters and digits of a token say of it. Cheap to add to: one XOR
// and one OR a letter.
struct Facts {
  Entry first{};             // letter
  std::uint64_t differ = 0;  // bits in which some letter is not like the first
  std::size_t letters = 0;
  std::size_t digits = 0;
  bool apostrophe = false;
  bool lost_mark = false;

  void add_letter(Entry entry) {
    if (letters++ == 0) first = entry;
    differ |= entry.bits ^ first.bits;
  }

  bool of_many_scripts() const { return (differ & Entry::kScript) != 0; }
  bool any(std::uint64_t flag) const { return ((first.bits | differ) & flag) != 0; }
  bool all(std::uint64_t flag) const { return (first.bits & ~differ & flag) != 0; }

  unsigned flags() const {
    unsigned flags = 0;
    if (digits > 0) flags |= kDigit;
    if (apostrophe) flags |= kApostrophe;
    if (lost_mark || any(Entry::kMarked)) flags |= kMarked;
    if (letters == 0) return flags;
    flags |= kLetter;
    if (first.has(Entry::kUpper)) flags |= kInitialUpper;
    if (letters >= 2 && all(Entry::kUpper) && !any(Entry::kLower)) flags |= kAllUpper;
    if (any(Entry::kLower)) flags |= kHasLower;
    if (any(Entry::kLower) || any(Entry::kUpper)) flags |= kCased;
    return flags;
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
    CharClass next;
    while ((next = skip_gap(p)) != CharClass::other) {
      if (next == CharClass::complex) {
        p = scan_run(p);
      } else if (next == CharClass::regional) {
        p = scan_flag(p);
      } else {
        p = scan_word(p);
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
    const DecodedLetter d = decode(p, end_);
    if (d.code_point == kInvalid) {
      return {Entry{static_cast<std::uint64_t>(CharClass::other)}, d.length};
    }
    return {table_.find(d.code_point), d.length};
  }
  CharClass class_at(const Byte* p) const {
    return p < end_ ? character_at(p).entry.char_class() : CharClass::other;
  }

  // Moves `p` to the next token and reads gap_ up to it. The class of the
  // token's first character; other at the end of the text.
  CharClass skip_gap(const Byte*& p) {
    gap_ = {};
    if (p < end_ && *p == ' ') {  // as nearly always
      gap_ = GapReader::one_blank();
      ++p;
    }
    while (p < end_) {
      const Character c = character_at(p);
      const CharClass char_class = c.entry.char_class();
      switch (char_class) {
        case CharClass::letter:
        case CharClass::digit:
        case CharClass::complex:
          return char_class;
        case CharClass::regional:
          if (class_at(p + c.length) == CharClass::regional) return char_class;
          gap_.add(CharClass::other);
          break;
        case CharClass::at:
          see_at(p);
          gap_.add(char_class);
          break;
        default:
          gap_.add(char_class, *p == '\r');
          break;
      }
      p += c.length;
    }
    return CharClass::other;
  }

  // An '@' after a word and before a domain makes both parts of an address.
  [[gnu::noinline]] void see_at(const Byte* p) {
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
    bool mixed = one_script;
    Facts facts;
    writer_.begin();
    const Byte* token_end = one_script ? begin : scan_plain_letters(begin, facts);
    if (!ends_word(token_end)) token_end = scan_characters(begin, token_end, one_script, facts);
    if (facts.letters < 2) {
      token_end = scan_number_or_abbreviation(begin, token_end, gap, facts);
    }
    if (facts.of_many_scripts() || facts.digits > 0) {
      token_end = mend(begin, token_end, facts, mixed);
    }
    facts.lost_mark |= writer_.lost_mark();
    emit(begin, token_end, gap, facts.flags() | (mixed ? unsigned{kMixedScript} : 0u));
    if (token_end < end_ && (*token_end == ':' || *token_end == '.')) see_scheme(token_end);
    return token_end;
  }

  // Whether the character at `p` certainly cannot belong to a word before it.
  bool ends_word(const Byte* p) const {
    if (p == end_) return true;
    if (*p >= 0x80) return false;
    const CharClass char_class = table_.ascii()[*p].char_class();
    return char_class >= CharClass::blank;
  }

  // The new end of a token that is a single letter or digits so far.
  [[gnu::noinline]] const Byte* scan_number_or_abbreviation(const Byte* begin,
                                                            const Byte* token_end, Gap gap,
                                                            Facts& facts) {
    if (facts.letters == 0) {
      const bool bare = facts.digits <= 3 && token_end - begin <= 12 &&  // no marks on them
                        count_code_points(bytes(begin, token_end)) == facts.digits;
      if (!bare || !starts_grouped_number(begin, token_end, gap)) return token_end;
      const Byte* number_end = grouped_number_end(token_end, end_, table_);
      if (number_end == token_end) return token_end;
      add_plain(token_end, number_end, facts);
      return scan_characters(begin, number_end, false, facts);
    }
    const bool may_be = facts.digits == 0 && token_end < end_ && *token_end == '.' &&
                        gap != Gap::dot && gap != Gap::none && begin >= url_end_;
    if (!may_be) return token_end;
    const Byte* abbreviation = abbreviation_end(begin, token_end, end_, table_);
    if (abbreviation == begin) return token_end;
    add_plain(token_end, abbreviation, facts);
    return abbreviation;
  }

  // Words of several scripts are written in one or cut where the script
  // changes; a digit one between Cyrillic letters is a palochka. The new end.
  [[gnu::noinline]] const Byte* mend(const Byte* begin, const Byte* token_end, Facts& facts,
                                     bool& mixed) {
    const std::string_view word = bytes(begin, token_end);
    unsigned scripts = 0;
    for (const Byte* p = begin; p < token_end;) {
      const Character c = character_at(p);
      if (c.entry.char_class() == CharClass::letter) {
        scripts |= 1u << static_cast<unsigned>(c.entry.script());
      }
      p += c.length;
    }
    scripts &= ~(1u << static_cast<unsigned>(Script::none));
    const bool several = (scripts & (scripts - 1)) != 0;
    mixed |= several;
    if (word.size() > kLongestRepair) return token_end;
    Script script = Script::cyrillic;
    if (several) {
      script = common_script(word, table_);
      if (script == Script::none) {
        split_end_ = token_end;
        facts = {};
        writer_.discard();
        return mend(begin, scan_characters(begin, begin, true, facts), facts, mixed);
      }
    } else if (scripts != 1u << static_cast<unsigned>(Script::cyrillic) ||
               word.find('1') == std::string_view::npos) {
      return token_end;
    }
    writer_.discard();
    facts.first.bits &= ~Entry::kMarked;
    facts.differ &= ~Entry::kMarked;
    facts.lost_mark = write_repaired(word, script, table_, writer_);
    return token_end;
  }

  // Letters, digits, marks and apostrophes from `p` on: adds their folds to the
  // term and to `facts`, returns the end of the last of them. With `one_script`
  // a letter of another script than the first ends the word.
  [[gnu::noinline]] const Byte* scan_characters(const Byte* begin, const Byte* p, bool one_script,
                                                Facts& facts) {
    const Byte* token_end = p;
    Script only = Script::none;
    bool after_letter = facts.letters > 0;  // of none but plain letters, if any
    while (p < end_) {
      if (!one_script) {
        const Byte* plain_end = scan_plain_letters(p, facts);
        if (plain_end != p) {
          p = token_end = plain_end;
          after_letter = true;
          if (p == end_) break;
        }
      }
      const Character c = character_at(p);
      const Byte* next = p + c.length;
      const CharClass char_class = c.entry.char_class();
      if (char_class == CharClass::letter) {
        if (one_script && c.entry.script() != Script::none) {
          if (only != Script::none && only != c.entry.script()) break;
          only = c.entry.script();
        }
        facts.add_letter(c.entry);
        writer_.letter(c.entry, bytes(p, next));
        after_letter = true;
        token_end = next;
      } else if (char_class == CharClass::digit) {
        ++facts.digits;
        writer_.letter(c.entry, bytes(p, next));
        after_letter = false;
        token_end = next;
      } else if (char_class == CharClass::mark && token_end != begin) {
        writer_.mark(c.entry, bytes(p, next));
        token_end = next;
      } else if (char_class == CharClass::apostrophe && after_letter &&
                 letter_follows(next, only)) {
        writer_.apostrophe();
        facts.apostrophe = true;
        after_letter = false;
      } else if (char_class != CharClass::transparent) {
        break;
      }
      p = next;
    }
    return token_end;
  }

  // The inner loop: letters whose fold is a table entry and nothing else.
  const Byte* scan_plain_letters(const Byte* p, Facts& facts) {
    // Locals: members would be loaded again after every byte that is written.
    const CharTable table = table_;
    const Entry* const ascii = table.ascii();
    const Byte* const start = p;
    const Byte* const end = end_;
    char* cursor = writer_.cursor();
    // No character is shorter than one byte or folds to more than six here.
    const Byte* const safe_end = p + std::min((writer_.limit() - cursor) / 6, end - p);
    std::uint64_t first = facts.first.bits;
    std::uint64_t differ = facts.differ;
    std::size_t letters = facts.letters;
    Entry last{};
    while (p < safe_end) {
      Entry entry;
      std::uint32_t length = 1;
      if (*p < 0x80) {
        entry = ascii[*p];
      } else {
        const DecodedLetter d = decode(p, end);
        if (d.code_point == kInvalid) break;
        entry = table.find(d.code_point);
        length = d.length;
      }
      if (!entry.is_plain_letter()) break;
      first = letters == 0 ? entry.bits : first;
      ++letters;
      differ |= entry.bits ^ first;
      const std::uint64_t fold = entry.bits >> 16;
      std::memcpy(cursor, &fold, sizeof fold);
      cursor += entry.length();
      last = entry;
      p += length;
    }
    if (p == start) return p;
    facts.first.bits = first;
    facts.differ = differ;
    facts.letters = letters;
    writer_.advance(cursor, last);
    return p;
  }

  // Whether a letter comes next, of script `only` unless that is none.
  bool letter_follows(const Byte* p, Script only) const {
    while (p < end_) {
      const Character c = character_at(p);
      if (c.entry.char_class() == CharClass::letter) {
        const Script script = c.entry.script();
        return only == Script::none || script == Script::none || script == only;
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
    const DecodedLetter separator = decode(begin_ + before.end, end_);
    return begin_ + before.end + separator.length != begin ||
           separator.code_point != decode(token_end, end_).code_point;
  }

  // Adds letters, digits and marks of [p, end) to the term and to `facts`.
  void add_plain(const Byte* p, const Byte* end, Facts& facts) {
    while (p < end) {
      const Character c = character_at(p);
      const std::string_view source = bytes(p, p + c.length);
      switch (c.entry.char_class()) {
        case CharClass::letter:
          writer_.letter(c.entry, source);
          facts.add_letter(c.entry);
          break;
        case CharClass::digit:
          writer_.letter(c.entry, source);
          ++facts.digits;
          break;
        case CharClass::mark:
          writer_.mark(c.entry, source);
          break;
        default:
          break;
      }
      p += c.length;
    }
  }

  // A run of a script without blanks: ICU finds the words.
  [[gnu::noinline]] const Byte* scan_run(const Byte* begin) {
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
    for (const WordSpan& segment : segments_) add_segment(begin, segment);
    return run_end;
  }

  void add_segment(const Byte* run, const WordSpan& segment) {
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
    facts.lost_mark = writer_.lost_mark();
    emit(token_begin, token_end, current_gap(), facts.flags());
    gap_ = {};
  }

  // `p` is the first of two regional indicators.
  [[gnu::noinline]] const Byte* scan_flag(const Byte* p) {
    constexpr char32_t kFirst = 0x1F1E6;
    const DecodedLetter one = decode(p, end_);
    const DecodedLetter two = decode(p + one.length, end_);
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
  [[gnu::noinline]] void see_scheme(const Byte* p) {
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
  std::vector<WordSpan> segments_;
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
  static thread_local TokenStream stream;
  scan_with(text, Marks::keep, stream);
  return terms_joined(stream);
}

std::string analyzer_fingerprint() {
  static const std::string fingerprint = hex16(hash64(
      kRules, hash64(table_bytes(), hash64(embedded::function_words(), hash_of_look_alikes()))));
  return fingerprint;
}

}  // namespace byname
