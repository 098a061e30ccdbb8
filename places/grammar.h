// Suffix grammars: how the endings of a language attach to a name, as text that
// a linguist can read and change (places/grammars/LANG.grammar).
//
//   language tr                      letters of the words that it is for
//   script Latn
//   lowercase I=ı İ=i                where it differs from Unicode's default
//   phrase last                      Dağlık Karabağ: only the last word inflects
//                                    (last closed: hyphenated names in one word, too)
//   begin short apostrophe           where names of one or two letters begin, and listed
//   begin adjective quality          adjectives (русский) and demonyms (армяне), which are
//   begin demonym people             inflected as such; all others begin at `start`
//   letters vowel = a e ı i o ö u ü  letter classes; later ones may name earlier: = vowel y
//   letters back  = a ı o u
//   letters voiceless = p ç t k f h s ş
//   harmony A = back:a e             by the last vowel of the word so far
//   assimilate D = voiceless:t d     by its last letter
//
//   each start                       every line that fits the end of the name
//     * -> case
//     |k > ğ -> case(vowel)          cut k, put ğ, then only endings in a vowel
//   choose start                     (or only the first that fits)
//     [vowel]l|u > v -> case
//   slot case                        endings; each makes a form
//     gen: (n)In -> copula           (n) after a vowel, (I) after a consonant
//     loc abl: DA DAn if [vowel]     labels: endings, a condition
//     dem: lI- = demonym small       bound (no form by itself), kind, written small
//
// Patterns look at the end of the word so far: letters, . for any letter,
// [class] [^class] {letters} {^letters}, ^ for its beginning. A leading `later`
// wants a word before it in the name. The new end after > may say $1 for what
// the first element after the cut matched. 0 is the empty ending, _ a blank, and
// capitals of the `harmony` and `assimilate` lines stand for their letters.
//
// Agreement (phrase agree): the last word inflects; an earlier word that has
// forms in the state `attribute` takes those that share a label with the form of
// the last word, before a hyphen its own as well (Коста-Рики); bound ones (нагорно-) are
// joined to it. Joined by a hyphen to a last word that has such forms, an earlier word takes
// those that it has by itself, too (Рава-Руська, Рави-Руської). `heads` lists nouns that
// inflect in first place instead (Республика Арцах), `linkers` words that end
// the part that inflects (Ростов-на-Дону). `before` lists words that are written together with
// what follows: و makes a form of the name and of each of its forms, لل=ال one of those that
// begin with ال. A letter that no `letters` line names
// is looked at without its marks, and `script Cyrl = а:a б:b` maps a second
// script letter by letter onto the first.
//
// Not here: making forms (places/inflect.h), which grammar is for which name
// (places/paradigm.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemas/mention.h"

namespace byname {

// A set of letters; `negated` in patterns.
struct LetterSet {
  std::u32string letters{};  // sorted

  bool contains(char32_t letter) const;
};

struct PatternElement {
  enum class Kind : std::uint8_t { letter, any, in, not_in };
  Kind kind = Kind::any;
  char32_t letter = 0;
  std::size_t set = 0;  // in Grammar::sets
};

struct EndPattern {
  std::vector<PatternElement> elements{};
  std::size_t kept = 0;   // elements before the cut; all of them when nothing is cut
  bool anchored = false;  // the elements are the whole word
  bool later = false;     // only in a word that is not the name's first
};

// A letter of an ending.
struct EndingLetter {
  enum class When : std::uint8_t { always, after_vowel, after_consonant };
  char32_t letter = 0;       // itself, or
  std::size_t vary = kNone;  // index into Grammar::varying
  When when = When::always;

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

struct Suffix {
  std::vector<EndingLetter> units{};
  bool bound = false;  // makes no form by itself
};

// A letter that varies with what stands before it; the first alternative all of
// whose sets hold that letter.
struct Varying {
  struct Alternative {
    std::vector<std::size_t> sets{};
    char32_t letter = 0;
  };
  char32_t symbol = 0;
  bool by_vowel = false;  // looks at the last vowel, not at the last letter
  std::vector<Alternative> alternatives{};
};

struct Next {
  std::size_t state = 0;
  std::optional<std::size_t> first_in{};  // the next ending begins with a letter of this set
};

struct GrammarLine {
  std::optional<EndPattern> pattern{};
  std::u32string new_end{};        // U+0001..U+0009: what that element after the cut matched
  std::uint64_t labels = 0;        // bits by Grammar::labels
  std::vector<Suffix> suffixes{};  // empty: goes on with the word as it is
  std::optional<MentionKind> kind{};
  bool small = false;
  std::vector<Next> next{};
};

struct GrammarState {
  std::string name{};
  bool first_only = false;  // choose
  std::size_t line = 0;     // of its first mention in the file
  bool defined = false;
  std::vector<GrammarLine> lines{};
};

struct GrammarScript {
  std::string code{};  // ISO 15924
  // Letters of this script as the grammar writes them; empty for its own script.
  std::map<char32_t, char32_t> to_grammar{};
  std::map<char32_t, char32_t> from_grammar{};
};

struct Grammar {
  std::vector<std::string> languages{};
  std::vector<GrammarScript> scripts{};
  std::map<char32_t, char32_t> lowercase{};
  bool agree = false;   // phrase agree
  bool closed = false;  // Berg-Karabach is also Bergkarabach
  std::vector<std::u32string> heads{};
  std::vector<std::u32string> linkers{};
  // Written before a name, in place of how it begins.
  struct Proclitic {
    std::u32string letters{};
    std::u32string beginning{};
  };
  std::vector<Proclitic> before{};
  std::map<std::string, std::size_t> classes{};
  std::vector<LetterSet> sets{};
  LetterSet named{};  // every letter of a `letters` line
  std::optional<std::size_t> vowels{};
  std::vector<Varying> varying{};
  std::vector<std::string> labels{};  // at most 64
  std::vector<GrammarState> states{};
  std::size_t start = 0;
  std::optional<std::size_t> short_start{};
  std::optional<std::size_t> adjective_start{};
  std::optional<std::size_t> demonym_start{};
  std::optional<std::size_t> attribute{};
};

// Throws InputError with FILE:LINE and what is wrong, for all lines that are.
Grammar parse_grammar(std::string_view text, std::string_view file);

}  // namespace byname
