// Does the mention table answer for every name that stands in the texts? Goes over the
// stored text of every document with every listed name, in the plain way of grep
// (indexer/spelling_search.h), and looks for the row of each whole word it finds.
//
//   const Verification v = verify(directory, threads);
//   v.missing == 0
//
// Not here: whether a row is right (the corpus and its truth tell), and forms that no
// list has (tests/reference).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "schemas/mention.h"

namespace byname {

// What became of the occurrences of one spelling. Spellings that differ in letter case
// only are one; a spelling of two places is one.
struct SpellingCount {
  std::string spelling{};
  std::vector<std::string> places{};  // ids
  // Names and metonyms, likely right; also where only the beginning of the spelling, up to a
  // comma or bracket, has the place's row.
  std::uint64_t held = 0;
  std::uint64_t doubtful = 0;         // of under half a confidence
  std::uint64_t apart = 0;            // adjectives and demonyms
  std::array<std::uint64_t, kRejectReasonNames.size()> rejected{};  // by RejectReason
  std::uint64_t part_of_longer = 0;                                 // covered by a longer mention
  std::uint64_t inside_word = 0;                                    // no whole word
  std::uint64_t missing = 0;                                        // a whole word without a row
  std::vector<std::string> inside_examples{};   // the words, at most kMostExamples
  std::vector<std::string> missing_examples{};  // "DOCUMENT:BYTE"

  std::uint64_t occurrences() const;
};
inline constexpr std::size_t kMostExamples = 3;

struct Verification {
  std::uint64_t documents = 0;
  std::uint64_t bytes = 0;
  std::uint64_t missing = 0;
  std::vector<SpellingCount> spellings{};  // those that occur, by spelling
};

// Throws IndexError as Index::open() does.
Verification verify(const std::filesystem::path& index, unsigned threads);

// A line a spelling, tab-separated, with a header.
std::string verification_table(const Verification& verification);

}  // namespace byname
