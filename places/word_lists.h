// Ordinary words that the matcher must know: by hand, in places/common_words/.
//
//   LANG.txt      words of a language that are also spelt like names or forms of
//                 names; with en.txt the commonest words of English besides. Lines
//                 that begin with "small:" hold words that only count when small
//   roles.txt     words that tell what stands beside them: titles, given names,
//                 prepositions of place, words for kinds of places
//   tags.txt      words of hashtags, all languages together
//   phrases.txt   fixed phrases in which a place's name means no place
//
// All are compared folded. Read once, on first use; thread-safe. `hash` is key_hash(term), for who
// has it at hand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "places/key_hash.h"

namespace byname {

// An ordinary word of the language when written small.
bool is_common_word(std::string_view term, std::uint64_t hash, std::string_view lang);
inline bool is_common_word(std::string_view term, std::string_view lang) {
  return is_common_word(term, key_hash(term), lang);
}
// One that only counts when written small: gəncə, to the young man. With a
// capital it is a name like any other.
bool is_small_word(std::string_view term, std::string_view lang);
// Whether there is a list for the language at all.
bool has_common_words(std::string_view lang);

enum Role : std::uint16_t {
  kTitle = 1,          // Mr, президент
  kGivenName = 2,      // Eva, İlham
  kPreposition = 4,    // in, из, à
  kDistrictWord = 8,   // district, rayonu, района
  kCorridorWord = 16,  // corridor, dəhlizi
  kPlaceWord = 32,     // city, river, село: any other kind of place
  kMonth = 64,         // capitalised words that are no names beside a name
  kDirection = 128,    // northern, West: with a capital they belong to a name
  kPerson = 256,       // sister, собака, по кличке: who bears the name that follows
  kNaming = 512,       // called, heißt: somebody's name follows, or something's
  kHonorific = 1024,   // Hanım, müəllim: stands after a person's name
  kWater = 2048,       // river, озера: a water is meant
  kMountain = 4096,    // mount, dağı: a mountain is meant
  kPossessive = 8192,  // my, моя: before a word for a person
  kSettlementWord = 16384,  // town, village, city: such a one is meant
  kThing = 32768,           // hotel, car, newspaper: bears a name in quotation marks
};
// The roles of a folded word, in any language.
std::uint16_t roles_of(std::string_view term, std::uint64_t hash);
inline std::uint16_t roles_of(std::string_view term) { return roles_of(term, key_hash(term)); }

// A word of hashtags: free, bizimdir, этo.
bool is_tag_word(std::string_view term, std::uint64_t hash);
inline bool is_tag_word(std::string_view term) { return is_tag_word(term, key_hash(term)); }

// Whether these folded words, joined by blanks, are a phrase that names no place.
bool is_placeless_phrase(std::string_view key);
// The number of words of the longest such phrase; 0 for a word that begins none.
std::size_t longest_phrase_from(std::string_view first_term, std::uint64_t hash);

// Hash of all lists.
std::string word_lists_fingerprint();

}  // namespace byname
