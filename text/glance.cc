#include "text/glance.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "text/char_table.h"
#include "text/decode.h"
#include "text/east_asian.h"
#include "text/function_words.h"
#include "text/language.h"

namespace byname {
namespace {

constexpr std::size_t kLookedAt = 1024;           // bytes of the text
constexpr std::size_t kEnough = 360;              // letters after which no more are read
constexpr std::size_t kEnoughOfMiddle = 200;      // where the rest of a text is looked at, too
constexpr std::size_t kLeast = 200;               // letters without which nothing is plain,
constexpr std::size_t kLeastBeyondDoubt = 100;    // but where no other language has a say
constexpr std::size_t kVotesBeyondDoubt = 8;      // function words
constexpr std::size_t kLeastUnblanked = 60;       // of Han, Kana, Hangul, Thai: each says more
constexpr std::size_t kLongestAddress = 100;      // bytes; what is longer is written without blanks
constexpr std::size_t kLongestFunctionWord = 16;  // bytes

// A language that its function words tell: at least one word of `share` is one, and where it has
// marks to tell it from its relatives, one word of `marked_share` has one.
struct Telling {
  std::string_view lang;
  Script script;
  unsigned share;
  std::u32string_view letters;  // beside those of ASCII, or of its script's common ones
  unsigned marked_share = 0;
  std::u32string_view marks{};       // letters that relatives have not
  std::string_view marking_words{};  // or whole words, between blanks
};
constexpr std::array kTelling{
    Telling{"en", Script::latin, 3, U""},
    Telling{"de", Script::latin, 4, U"äöüßÄÖÜẞ"},
    Telling{"fr", Script::latin, 4, U"àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ"},
    // Portuguese and Galician say e, o, os; Catalan i, els, les.
    Telling{"es", Script::latin, 4, U"áéíñóúüÁÉÍÑÓÚÜ", 14, U"", " y el los las "},
    Telling{"it", Script::latin, 4, U"àèéìíîòóùúÀÈÉÌÍÎÒÓÙÚ"},
    Telling{"pl", Script::latin, 5, U"ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", 6, U"ąćęłńśźżĄĆĘŁŃŚŹŻ"},
    Telling{"tr", Script::latin, 20, U"çğıöşüâîûÇĞİÖŞÜÂÎÛ", 8, U"ığİĞ"},
    Telling{"az", Script::latin, 8, U"çğıöşüəÇĞİÖŞÜƏǝƎ", 6, U"əƏǝƎ"},
    // Bulgarian, Macedonian and Serbian have no ы and э.
    Telling{"ru", Script::cyrillic, 6, U"ыЫэЭёЁъЪ", 14, U"ыЫэЭ"},
    Telling{"uk", Script::cyrillic, 20, U"їЇєЄґҐіІ", 4, U"їЇєЄґҐіІ"},
    Telling{"ar", Script::arabic, 5, U""},
    Telling{"fa", Script::arabic, 4, U"پچژگکی"},
};
using Languages = std::uint32_t;  // a bit for each of them
static_assert(kTelling.size() < 32);
constexpr Languages kAllLanguages = (Languages{1} << kTelling.size()) - 1;

// Which languages write a letter.
class Alphabets {
 public:
  Alphabets() {
    const auto all = [](auto is) {
      Languages languages = 0;
      for (std::size_t i = 0; i < kTelling.size(); ++i)
        if (is(kTelling[i])) languages |= Languages{1} << i;
      return languages;
    };
    const auto of = [&](Script script) {
      return all([&](const Telling& t) { return t.script == script; });
    };
    std::fill_n(letters_.begin(), 0x80, ~Languages{0});
    std::fill_n(letters_.begin() + 0x410, 0x40, of(Script::cyrillic));
    std::fill_n(letters_.begin() + 0x621, 0x2A, of(Script::arabic));
    for (const char32_t c : std::u32string_view(U"ыЫэЭъЪ")) letters_[c] = 0;
    for (std::size_t i = 0; i < kTelling.size(); ++i) {
      for (const char32_t c : kTelling[i].letters)
        if (c < letters_.size()) letters_[c] |= Languages{1} << i;
      for (const char32_t c : kTelling[i].marks)
        if (c < marks_.size()) marks_[c] |= Languages{1} << i;
    }
  }
  Languages with(char32_t c) const { return c < letters_.size() ? letters_[c] : 0; }
  Languages marked_by(char32_t c) const { return c < marks_.size() ? marks_[c] : 0; }

 private:
  std::array<Languages, 0x700> letters_{};
  std::array<Languages, 0x700> marks_{};
};

// Which bit of FunctionWords::mask_of() is theirs.
using Bits = std::array<std::size_t, kTelling.size()>;
const Bits& bits_of_words() {
  static const Bits bits = [] {
    Bits result{};
    for (std::size_t i = 0; i < kTelling.size(); ++i)
      result[i] =
          static_cast<std::size_t>(std::countr_zero(FunctionWords::all().bit_of(kTelling[i].lang)));
    return result;
  }();
  return bits;
}

// The bits of those with words that tell them from their relatives.
std::uint32_t has_telling_words() {
  static const std::uint32_t bits = [] {
    std::uint32_t result = 0;
    for (std::size_t i = 0; i < kTelling.size(); ++i)
      if (!kTelling[i].marking_words.empty()) result |= std::uint32_t{1} << bits_of_words()[i];
    return result;
  }();
  return bits;
}

// Of which it is one of their telling words.
Languages marked_by_word(std::string_view term) {
  Languages result = 0;
  for (std::size_t i = 0; i < kTelling.size(); ++i) {
    const std::string_view words = kTelling[i].marking_words;
    if (words.empty()) continue;
    for (std::size_t at = words.find(term); at != words.npos; at = words.find(term, at + 1))
      if (words[at - 1] == ' ' && words[at + term.size()] == ' ') result |= Languages{1} << i;
  }
  return result;
}

enum class Byte : std::uint8_t { of_words, blank, not_prose };

// Addresses, tags, numbers and mark-up are no prose.
constexpr std::array<Byte, 256> kBytes = [] {
  std::array<Byte, 256> bytes{};
  for (std::size_t c = 0; c <= ' '; ++c) bytes[c] = Byte::blank;
  for (const char c : std::string_view("0123456789/@#_<>=\\{}|"))
    bytes[static_cast<unsigned char>(c)] = Byte::not_prose;
  return bytes;
}();

using Counts = std::array<std::size_t, 32>;

void add(std::uint32_t languages, Counts& counts) {
  for (; languages != 0; languages &= languages - 1)
    ++counts[static_cast<std::size_t>(std::countr_zero(languages))];
}

class Glance {
 public:
  Glance(std::string_view text, std::size_t enough) : text_(text.substr(0, kLookedAt)) {
    std::size_t look_again = kLeastBeyondDoubt;
    for (std::size_t begin = 0, end = 0; begin < text_.size() && letters_ < enough;
         begin = end + 1) {
      bool prose = true;
      for (end = begin; end < text_.size(); ++end) {
        const Byte is = kBytes[static_cast<unsigned char>(text_[end])];
        if (is == Byte::blank) break;
        prose = prose && is == Byte::of_words;
      }
      const bool cut = end == text_.size() && end < text.size();
      if (end - begin > kLongestAddress || (prose && !cut)) read(text_.substr(begin, end - begin));
      if (letters_ >= look_again) {
        if (is_beyond_doubt()) break;
        look_again = letters_ + kLeastBeyondDoubt / 2;
      }
    }
  }

  std::string_view language() const {
    const std::size_t unblanked = of(Script::cjk) + of(Script::other);
    if (unblanked >= kLeastUnblanked && unblanked * 20 >= letters_ * 19) return without_blanks();
    if (letters_ < kLeast && !is_beyond_doubt()) return {};
    for (const Script script : {Script::latin, Script::cyrillic, Script::arabic}) {
      if (!is(script)) continue;
      const Verdict verdict = by_words(script);
      return verdict.against * 2 <= verdict.votes ? verdict.lang : "";
    }
    if (is(Script::armenian)) return may_be_western() ? "" : "hy";
    if (is(Script::georgian)) return "ka";
    if (is(Script::greek)) return "el";
    if (is(Script::hebrew)) return "he";
    return {};
  }

 private:
  std::size_t of(Script script) const { return scripts_[static_cast<std::size_t>(script)]; }
  // Latin letters stand in texts of every script, others seldom in Latin ones.
  bool is(Script script) const {
    return script == Script::latin ? of(script) * 20 >= letters_ * 19
                                   : of(script) * 10 >= letters_ * 9;
  }

  void read(std::string_view chunk) {
    static const Alphabets alphabets;
    const CharTable& table = search_table();
    const auto* p = reinterpret_cast<const unsigned char*>(chunk.data());
    const auto* const end = p + chunk.size();
    while (p < end) {
      const unsigned char* const first = p;
      for (unsigned char lower = *p | 0x20; lower >= 'a' && lower <= 'z'; lower = *p | 0x20) {
        if (size_ < term_.size()) term_[size_] = static_cast<char>(lower);
        ++size_;
        if (++p == end) break;
      }
      letters_ += static_cast<std::size_t>(p - first);
      scripts_[static_cast<std::size_t>(Script::latin)] += static_cast<std::size_t>(p - first);
      if (p == end) break;
      const DecodedLetter d = decode(p, end);
      const std::string_view bytes(reinterpret_cast<const char*>(p), d.length);
      p += d.length;
      if (d.code_point == kInvalid) {
        end_word();
        continue;
      }
      const Entry entry = table.find(d.code_point);
      const CharClass is = entry.char_class();
      if (is == CharClass::letter || is == CharClass::complex) {
        char room[8];
        add_to_term(table.fold(entry, bytes, room));
        not_by_ |= ~alphabets.with(d.code_point);
        ++letters_;
        ++scripts_[static_cast<std::size_t>(entry.script())];
        marked_by_ |= alphabets.marked_by(d.code_point);
        if (d.code_point >= 0x0E00) note_block(d.code_point);
      } else if (is != CharClass::mark && is != CharClass::transparent) {
        end_word();
      }
    }
    end_word();
  }

  void add_to_term(std::string_view folded) {
    if (size_ + folded.size() <= term_.size())
      std::copy(folded.begin(), folded.end(), term_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += folded.size();
  }

  void end_word() {
    if (size_ == 0) return;
    ++words_;
    if (size_ <= kLongestFunctionWord) {
      const std::string_view term(term_.data(), size_);
      if (const std::uint32_t languages = words_of_.mask_of(term); languages != 0) {
        add(languages, votes_);
        if ((languages & has_telling_words()) != 0) marked_by_ |= marked_by_word(term);
      }
    }
    add(marked_by_, marked_);
    add(not_by_ & kAllLanguages, foreign_);
    size_ = 0;
    not_by_ = 0;
    marked_by_ = 0;
  }

  void note_block(char32_t c) {
    east_asian_.add(c);
    thai_ += c >= 0x0E00 && c <= 0x0E7F;
  }

  std::string_view without_blanks() const {
    if (of(Script::cjk) * 20 >= letters_ * 19) return east_asian_.language(of(Script::cjk));
    return thai_ * 20 >= letters_ * 19 ? "th" : "";
  }

  bool marked(std::size_t i) const { return marked_[i] * kTelling[i].marked_share >= words_; }

  // Whether the letters are those of a language. Names from elsewhere may stand among the words.
  bool may_be(std::size_t i) const {
    return foreign_[i] * 16 <= words_ && (kTelling[i].marks.empty() || marked(i));
  }

  struct Verdict {
    std::string_view lang{};  // empty where there is doubt
    std::size_t votes = 0;
    std::size_t against = 0;  // votes of the next
  };
  // Of the languages that it may be one has function words enough.
  Verdict by_words(Script script) const {
    Verdict verdict;
    for (std::size_t i = 0; i < kTelling.size(); ++i) {
      if (kTelling[i].script != script || !may_be(i)) continue;
      const std::size_t votes = votes_[bits_of_words()[i]];
      if (votes > verdict.votes) {
        const bool enough =
            votes * kTelling[i].share >= words_ && (kTelling[i].marked_share == 0 || marked(i));
        verdict = {enough ? kTelling[i].lang : "", votes, verdict.votes};
      } else {
        verdict.against = std::max(verdict.against, votes);
      }
    }
    return verdict;
  }

  // So plain that more letters would not tell otherwise.
  bool is_beyond_doubt() const {
    if (letters_ < kLeastBeyondDoubt) return false;
    for (const Script script : {Script::latin, Script::cyrillic, Script::arabic}) {
      if (!is(script)) continue;
      const Verdict verdict = by_words(script);
      return !verdict.lang.empty() && verdict.votes >= kVotesBeyondDoubt &&
             verdict.against * 4 <= verdict.votes;
    }
    return is(Script::armenian) || is(Script::georgian) || is(Script::greek) || is(Script::hebrew);
  }

  // Western Armenian has իւ and կը in every other sentence.
  bool may_be_western() const {
    const std::string_view marks[] = {"իւ", "կը", "մէջ", "մը", "եան"};
    return std::any_of(std::begin(marks), std::end(marks),
                       [&](std::string_view mark) { return text_.find(mark) != text_.npos; });
  }

  std::string_view text_;
  const FunctionWords& words_of_ = FunctionWords::all();
  // Of the word that is being read.
  std::array<char, kLongestFunctionWord> term_{};
  std::size_t size_ = 0;
  Languages not_by_ = 0;  // languages that lack a letter of it
  Languages marked_by_ = 0;
  // Of all words.
  std::size_t words_ = 0;
  Counts votes_{};    // words that are function words of a language
  Counts foreign_{};  // words with a letter that it has not
  Counts marked_{};   // words that its relatives have not
  std::size_t letters_ = 0;
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> scripts_{};
  EastAsian east_asian_{};
  std::size_t thai_ = 0;
};

}  // namespace

std::string_view language_at_a_glance(std::string_view text) {
  const std::string_view lang = Glance(text, kEnough).language();
  if (lang.empty() || text.size() <= kLookedAt / 2) return lang;
  // What begins in English need not go on so.
  std::size_t middle = text.size() / 2;
  while (middle < text.size() && is_continuation(static_cast<unsigned char>(text[middle])))
    ++middle;
  return Glance(text.substr(middle), kEnoughOfMiddle).language() == lang ? lang
                                                                         : std::string_view();
}

}  // namespace byname
