// From typed words to units: other forms of the word, names of places.
//
//   Expander expander(index, "Путин в Ханкенди", options, warnings);
//   std::vector<Unit> units = expander.units(words);      // Путин | в | Ханкенди + place
//
// The rules and their weights: docs/query-language.md, "What a word finds".
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "places/resolver.h"
#include "searcher/search.h"
#include "searcher/unit.h"
#include "store/index.h"

namespace byname {

class Expander {
 public:
  // `query`: the whole text, to tell its language. All references must outlive the expander.
  Expander(const Index& index, std::string_view query, const SearchOptions& options,
           std::vector<Warning>& warnings);

  // Words that follow each other outside quotes, `tied` ones included.
  std::vector<Unit> units(std::span<const QueryWord> words) const;
  // The words of a phrase: as typed but for apostrophes; a name matches its place, no relatives.
  std::vector<Unit> phrase_units(std::span<const QueryWord> words) const;
  // place:VALUE; empty when no place is called so (a warning says it).
  Unit place_unit(std::string_view value, std::uint32_t begin, std::uint32_t end) const;

  // The forms of one word outside quotes.
  WordSet expand(const QueryWord& word) const;

  const std::string& query_language() const { return lang_; }

 private:
  // A name among words: words[first, first + count).
  struct Reading {
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<Resolved> places{};
  };
  enum class Division { loose, phrase };
  template <typename Fill>
  std::vector<Unit> divided(std::span<const QueryWord> words, Division division, Fill fill) const;
  std::vector<Reading> names_in(std::span<const QueryWord> words) const;
  Reading slip_of(std::span<const QueryWord> words, std::size_t first) const;
  std::vector<PlaceVariant> places_of(const std::vector<Resolved>& resolved, bool relatives) const;
  WordSet as_typed(const QueryWord& word) const;
  std::vector<Word> sound_relatives(const QueryWord& word) const;
  std::string language_of_word(const QueryWord& word) const;

  const Index& index_;
  std::string_view query_;
  const SearchOptions& options_;
  std::vector<Warning>& warnings_;
  std::string lang_;
};

}  // namespace byname
