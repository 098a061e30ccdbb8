// What one word of the query, or one name in it, may be in a text.
//
// A unit is found in a document by its words (all of them) or by a mention of
// one of its places. Ranking, phrases, snippets and `explain` all go by the
// same unit, so that what is counted is what is shown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schemas/answer.h"
#include "schemas/place.h"
#include "searcher/query.h"

namespace byname {

struct Variant {
  std::string term{};  // folded
  ExpansionKind kind = ExpansionKind::exact;
  double weight = 1;
  std::string lang{};
  std::uint32_t documents = 0;
  std::string base{};  // what `term` is a form of; a clitic beside it is not highlighted

  bool operator==(const Variant&) const = default;
};

// The forms of one word; the first is the word as typed.
struct WordSet {
  QueryWord word{};
  std::vector<Variant> variants{};
};

struct PlaceVariant {
  PlaceNumber place = kNoNumber;
  Relation relation = Relation::self;
  double weight = 1;
};

struct Unit {
  std::uint32_t begin = 0;  // bytes of the query
  std::uint32_t end = 0;
  std::vector<WordSet> words{};  // empty: only the places count (place:)
  WordSet whole{};               // the hyphenated word written as one; may have no variants
  std::vector<PlaceVariant> places{};
  bool function_word = false;  // one word, and it is one of the language's function words
};

// One word that is no name: nothing but its forms can stand for it.
inline bool is_one_word(const Unit& unit) {
  return unit.words.size() == 1 && unit.whole.variants.empty() && unit.places.empty();
}

}  // namespace byname
