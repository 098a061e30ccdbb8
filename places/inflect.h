// Makes the forms of one word by a suffix grammar (places/grammar.h), and says how
// much of the word they depend on: words that end alike so far inflect alike.
//
// Not here: names of several words, and which grammar is for a name
// (places/paradigm.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "places/grammar.h"

namespace byname {

struct WordForm {
  std::u32string word{};
  MentionKind kind = MentionKind::name;
  bool small = false;
  bool bound = false;        // stands only before another word (нагорно-)
  std::uint64_t labels = 0;  // of the whole chain of endings
  std::string chain{};       // "pl+gen", when asked for
};

struct InflectOptions {
  MentionKind kind = MentionKind::name;  // of the word itself
  bool small = false;                    // the word itself is written so
  bool later = false;                    // the word is not the first of its name
  bool bound = false;                    // bound forms too
  bool chains = false;                   // fill in WordForm::chain
};

// What the grammar had to know of a word to make its forms: its last `letters`
// letters (all that are cut among them) and whether it is as long as `length`.
// With `beginning`, that nothing stands before its first letter as well.
struct Looked {
  std::size_t letters = 0;
  std::size_t length = 0;
  bool beginning = false;
};

// Appends the forms of `word` from `state` on, as the grammar orders them, with
// repeats. At most kMostWordForms.
Looked inflect(const Grammar& grammar, const GrammarScript& script, std::u32string_view word,
               std::size_t state, const InflectOptions& options, std::vector<WordForm>& out);

// The letter as patterns see it: small, in the grammar's first script, without
// marks that the grammar does not know.
char32_t pattern_letter(const Grammar& grammar, const GrammarScript& script, char32_t letter);

inline constexpr std::size_t kMostWordForms = 20000;

}  // namespace byname
