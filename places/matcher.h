// Which places are named in this text? Token n-grams against the forms of the
// compiled gazetteer, longest match first, with hashtags and compounds taken
// apart, and a judgement on every whole-word occurrence of a listed name.
//
//   NameMatcher matcher(gazetteer);
//   std::vector<Mention> mentions;
//   matcher.find({text, stream, parts, "az"}, mentions);
//
// Reads the tokens from left to right. At each token, the first of these that
// gives something; then it goes on behind it:
//
//  1. A phrase that means no place (Minsk Group; word_lists.h): of 2 tokens or more,
//     one of the first two with a capital, or the first of a script without case. Listed names of
//     one token in it are refused (ambiguous).
//  2. The longest name that begins here, of 12 tokens at most, each of 200 bytes at
//     most. Between its tokens may stand blanks, hyphens, underscores, nothing, one & or a
//     full stop behind at most three bytes with a capital (St. Petersburg). Joined by a
//     hyphen to a name before it, a longer one has to end in a word with a capital
//     (Khankendi–Lachin road is no Lachin road). Where
//     the first token begins with an elided article (d’, l’, qu’), all lengths are
//     tried without the article before any is tried with it. Where the last word
//     of a window has an apostrophe, five readings are tried, the first that may
//     stand wins:
//       a. as it stands, if somebody lists it so (Step'anakert)
//       b. the last word without apostrophes, if listed, and not before 's
//       c. without what follows the last apostrophe, if that is nothing, s, or in
//          Turkish, Azerbaijani or an unknown language begins as endings do
//          (Karabağ'ın); then the same without the other apostrophes
//       d. as it stands, as any form
//       e. the last word without apostrophes, as any form, and not before 's
//     If none may in a window of one token, listed names before its last and behind its
//     first apostrophe are refused (part of longer: Maku'a).
//  3. A name that a hyphen or the end of a line divides (Stepana-\nkert): two tokens
//     read as one, where the first has a capital or the script has none.
//  4. In hashtags, handles, host names (visitazerbaijan.travel) and words of eight
//     bytes with a capital inside (BakuTbilisi): every place in the word (hashtag.h).
//  5. A word that no form is spelt like may be an unlisted spelling, or, where this is asked
//     for, one with a slip (unlisted.h).
//
// Whether a stretch may be a form of a name says candidate.h; a listed name that may
// not is a refusal. When all is read, context.h judges every stretch that may, with
// the evidence of all. Then a row each:
//
//  * a place that is meant. `listed` becomes `compound`, of confidence 0.95 at most,
//    where a hyphen, slash, full stop, underscore, or one byte of : , ; without
//    blanks joins it to the word before or behind (BAKU:Armenia)
//  * an unlisted spelling of a place that the text speaks of
//  * a listed name, or a form spelt like one, that is not meant: rejected, with the reason
//  * inside either, of several tokens, every listed name of fewer: rejected (part of
//    longer), in a mention unless of the same place, of its family, or contained
//  * every refusal
//
// Of rows of one span and place the first is kept, in the order of this list: what one
// reading refused and another took is taken.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "schemas/document.h"
#include "schemas/mention.h"
#include "text/token.h"

namespace byname {

struct MatchInput {
  std::string_view text;
  const TokenStream& stream;
  std::span<const PartSpan> parts;  // sorted
  std::string_view lang;            // of the document; may be empty
};

struct MatcherOptions {
  bool misspelt = false;  // hear slips of the pen in long names
};

class NameMatcher {
 public:
  // `gazetteer` must outlive the matcher.
  explicit NameMatcher(const CompiledGazetteer& gazetteer, MatcherOptions options = {});
  ~NameMatcher();
  NameMatcher(NameMatcher&&) noexcept;
  NameMatcher& operator=(NameMatcher&&) noexcept;

  // Replaces `out`: sorted by (begin, end, place), rejected ones included; of the
  // others no two overlap, except that no span ever carries two places. Thread-safe.
  void find(const MatchInput& input, std::vector<Mention>& out) const;

 private:
  struct Rep;
  std::unique_ptr<const Rep> rep_;
};

// Hash of the matcher's own tables (common words, splitting words, rules).
std::string matcher_fingerprint();

}  // namespace byname
