// May this stretch of text be one of these forms? Letter case, diacritical
// marks and language of the surface against what the gazetteer has.
//
// A form is *exact* if the surface folded with its marks equals it folded so, if
// the script is Arabic or Hebrew (vowel signs come and go), or if it is written
// without its blanks (a listed name: equal but for blanks). Before the context is
// heard the confidence is .990 for a listed name, .970 for another form, .850 and
// .800 where not exact, in tags .960 at most. Asked of each form of the key, in this
// order; the first yes refuses it:
//
//   other marks   not exact, and the surface has marks of its own (Suša)
//   -             derived from a name, and a given name or a common word of the text; in
//                 German such a word stands before a capitalised one (Hamburger Hafen)
//   -             derived, of several tokens with a hyphen, the first an adjective by
//                 itself (Iranian-Azerbaijani is said of two)
//   letter case   one whole token with a capital inside (BaKu); the name has none
//   ambiguous     a listed adjective or demonym, outside tags, that is a common word
//                 of the text and not of its language, or that does not *speak* (below)
//   -             a demonym regularly small, not listed, outside tags, with a capital
//                 and like a surname or behind a blank, full stop or hyphen (Чехов)
//   -             not listed, and a given name of one token, a common word of a script
//                 with case, a function word, or does not speak
//   common word   listed, not exact, outside tags, a common word of the text
//   other marks   listed, not exact, outside tags, under five letters, the language
//                 known and not the text's (Cin)
//   ambiguous     in tags: under four letters, unless a name in capitals without doubts;
//                 a doubtful word, or a person's name of a place under an area, that does
//                 not begin with a capital
//   letter case   outside tags, for forms not regularly small: a token lacks the capital
//                 that the name has there, if only behind an apostrophe (Côte d’Ivoire; its
//                 first token, if written together) and
//                 others have theirs. Words of kinds of places and prepositions may
//                 lack it within longer names. A name in capitals of six letters at most
//                 wants no small letter (Us; but USA's)
//   common word,  outside tags, without any capital: see small_letters_do(). What may
//   letter case   stand loses .120 in an informal text, else .220; what may stand only where
//                 the text speaks of the place is *small* (context.h). An exact name of one
//                 whole word of four letters or more in the text's own language that is a
//                 common word is small and *wordlike*: an option if the stretch has no
//                 other. A name of five letters or more in Latin script, in a text of a
//                 language in another (erevan in Armenian), is small unless it is a
//                 common word of English
//
// A form *speaks* if its language is the text's or unknown. If not: exact ones where
// the text's language is unknown, the script tells (not ASCII; Cyrillic only in
// texts of languages not written in it), between *close* languages, and in English;
// others between close languages only (name_facts.h).
//
// What remains gives one option a place: of the highest rank, then of the lowest name
// number, with the greater weight of those of one rule. Rank: 8 exact, 4 listed, 3 own language,
// weight and standing (name_facts.h), 3 without doubts but other places. If nothing remains, a
// listed name that was refused first is the refusal's, its reason the first given, or common word
// if any gave that.
//
// Not here: what the rest of the document says (places/context.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "places/context.h"
#include "places/name_facts.h"
#include "text/language.h"
#include "text/token.h"

namespace byname {

// How the key was made from the tokens.
enum class Shape : std::uint8_t {
  whole,
  without_apostrophe,  // Step'anakert as stepanakert
  before_apostrophe,   // Karabağ'ın as karabağ
  after_elision,       // d'Artsakh as artsakh
  joined,              // Stepana-\nkert as stepanakert
  tag,                 // part of a hashtag
};

struct Window {
  std::uint32_t first = 0;  // token
  std::uint16_t tokens = 0;
  Shape shape = Shape::whole;
  std::uint32_t begin = 0;  // bytes of the text
  std::uint32_t end = 0;
  std::string_view marked{};  // of a part of a tag: its key with the marks of the text
};

// What holds for the whole document.
struct Setting {
  std::string_view text{};
  const TokenStream* stream = nullptr;
  std::string_view lang{};
  std::uint32_t packed_lang = 0;
  const Scouted* scouted = nullptr;
  Texts texts = kTextsInOtherLanguages;
  bool informal = false;  // of four cased words or more, or two, and hardly a capital, or none
};

class CandidateJudge {
 public:
  // Memory for one judge after the other.
  struct Scratch {
    std::vector<FormEntry> parts{};
    std::vector<NameFact> gathered{};  // of the entries in hand, doubts shared
    std::vector<Option> wordlike{};
  };

  CandidateJudge(const NameFacts& facts, const Setting& setting, Scratch& scratch)
      : facts_(facts),
        setting_(setting),
        parts_(scratch.parts),
        gathered_(scratch.gathered),
        wordlike_(scratch.wordlike) {}

  // Appends to `options` one entry a place for those of `entries` that may
  // stand there. Returns how many; when none, `reason` is the rule that refused
  // a listed name (none if there was no listed name among them).
  std::size_t options(const Window& window, std::string_view key,
                      const std::vector<FormEntry>& entries, std::vector<Option>& options,
                      RejectReason& reason, NameNumber& refused);

 private:
  enum class Capitals : std::uint8_t { right, partly, none };
  enum class Small : std::uint8_t { no, as_word, with_support, yes };

  Capitals capitals(const Window& window, const NameFact& fact, const FormEntry& entry) const;
  bool joins_two(const Window& window, const FormEntry& entry);
  bool is_surname(const Window& window, std::string_view key) const;
  bool starts_shouting(const Window& window) const;
  bool may_be_wordlike(const Window& window, std::string_view key, const NameFact& fact,
                       const FormEntry& entry) const;
  bool before_a_capital(const Window& window) const;
  Small small_letters_do(const Window& window, std::string_view key, const NameFact& fact,
                         const FormEntry& entry, RejectReason& reason) const;
  bool tells_language(Script script) const;
  bool speaks(const NameFact& fact, bool exact, bool telling) const;
  std::string with_marks(const Window& window) const;
  bool is_unmarked(const Window& window) const;

  // What holds for a key whoever bears it.
  struct KeyFacts {
    std::uint32_t marked = 0;
    bool word = false;   // a common word of the text
    bool given = false;  // a given name
  };
  void gather(const std::vector<FormEntry>& entries, const KeyFacts& of_key);
  bool equal_but_for_blanks(const FormEntry& entry, std::string_view marked_key) const;

  const NameFacts& facts_;
  const Setting& setting_;
  std::vector<FormEntry>& parts_;
  std::vector<NameFact>& gathered_;
  std::vector<Option>& wordlike_;
};

}  // namespace byname
