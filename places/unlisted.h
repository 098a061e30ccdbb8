// Spellings of names in texts that nobody listed: Hankandi, Кяльбаджар, Stepanakerd.
//
// A word may be one if nothing begins with it for the matcher (matcher.h) and it
//   * has five letters or more and nothing else, in one script, the first a capital, not
//     all of them; stands outside tags and addresses;
//   * does not begin a sentence and is not alone in its line: its capital tells;
//   * is no common word of the text's language or of English, no function word, has no role
//     (word_lists.h), and does not end like a surname;
//   * has no capitalised word beside it, joined by a blank, but words of places, districts,
//     corridors and directions, and prepositions: others are persons and institutions;
//   * in a language that writes all nouns so (German): stands behind a preposition or a
//     place word.
// It is one of the place whose names sound nearest, if
//   * it shares a sound key of three consonants with the name and is not farther than
//     kFarthestSound; a name of one word, of use (not historical), no adjective,
//     demonym or abbreviation, and without doubts but other places;
//   * no name of another place is as near, give or take kSoundsAlike;
//   * the text speaks of that place, its region or its country (context.h).
// Rule `romanised`, confidence .900 less its distance, not calibrated. Thresholds:
// docs/decisions.md.
//
// Where slips of the pen are asked for (MatcherOptions), a word that is none of these may be a
// name with one (misspelling.h): the same demands on the word, its neighbours and the text, but
// that in scripts without case no capital is, and that it may end like a surname where the name
// does (Azrebaijan); of names in use, as above, of one place only; of forms of a
// name only where the text is in the name's language (Azrebaijani is no Azerbaijanı). Rule
// `misspelt`, confidence kMisspeltConfidence.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "places/misspelling.h"
#include "places/name_facts.h"
#include "text/token.h"

namespace byname {

inline constexpr double kFarthestSound = 0.20;
inline constexpr double kSoundsAlike = 0.05;
inline constexpr std::uint16_t kMisspeltConfidence = 680;

struct UnlistedName {
  PlaceNumber place = kNoNumber;  // kNoNumber: there is none
  NameNumber name = kNoNumber;
  double distance = 0;
};
std::uint16_t confidence_of(const UnlistedName& found);

class UnlistedNames {
 public:
  UnlistedNames(const NameFacts& facts, bool hears_slips);

  // What a folded word may stand for by its sounds alone. Remembered; thread-safe.
  UnlistedName find(std::string_view term) const;
  // The same by its letters, in a text of the language; nothing where slips are not heard.
  UnlistedName find_misspelt(std::string_view term, std::string_view lang) const;
  bool hears_slips() const { return misspellings_.has_value(); }

 private:
  UnlistedName look_up(std::string_view term) const;
  UnlistedName look_up_misspelt(std::string_view term, std::string_view lang) const;
  bool is_heard(NameNumber name) const;

  struct Shard {
    std::mutex mutex{};
    std::unordered_map<std::string, UnlistedName> known{};
  };
  template <typename LookUp>
  UnlistedName remembered(std::string&& key, const LookUp& look_up) const;

  const NameFacts& facts_;
  std::optional<Misspellings> misspellings_{};
  mutable std::array<Shard, 16> shards_{};
};

// Whether token i may be such a word as far as it and its neighbours tell.
bool may_be_unlisted(const TokenStream& stream, std::size_t i, std::string_view lang);
// The same of a word with a slip: also in scripts without case.
bool may_be_misspelt(std::string_view text, const TokenStream& stream, std::size_t i,
                     std::string_view lang);

}  // namespace byname
