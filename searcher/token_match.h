// Phrases and NEAR, checked exactly on the token stream: a mention of a place
// counts as one unit, whatever its number of tokens.
//
//   PhraseMatcher matcher(units);
//   matcher.find(view, spans);     // every [first, last) of tokens that is the phrase
//
// The same matcher reads a document's term numbers (to count) and its scanned
// text (to highlight); only what it is told about the tokens differs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "searcher/unit.h"

namespace byname {

// A mention by its tokens.
struct PlacedMention {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // exclusive
  PlaceNumber place = kNoNumber;

  bool operator==(const PlacedMention&) const = default;
};

struct TokenView {
  std::vector<std::uint64_t> bits{};      // for each token, the word sets it belongs to
  std::vector<bool> breaks{};             // no phrase runs over into this token; may be empty
  std::vector<PlacedMention> mentions{};  // sorted by `first`
};

struct TokenSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // exclusive

  bool operator==(const TokenSpan&) const = default;
  auto operator<=>(const TokenSpan&) const = default;
};

class PhraseMatcher {
 public:
  // `first_bit`: number of the first word set; the sets are numbered in order from there.
  PhraseMatcher(std::span<const Unit> units, std::size_t first_bit);

  std::size_t end_bit() const { return end_bit_; }
  bool has_places() const;
  // Calls visit(bit, term) for every form of every word set.
  void forms(const std::function<void(std::size_t, const Variant&)>& visit) const;
  // Replaces `spans`: sorted, without repeats.
  void find(const TokenView& view, std::vector<TokenSpan>& spans) const;

 private:
  std::span<const Unit> units_;
  std::size_t first_bit_;
  std::size_t end_bit_;
};

// Of the spans of several operands, those that take part in a match: of two
// operands, with at most `distance` other words between; of more, all within a
// stretch with room for the longest of each and `distance` words between
// neighbours. Any order. Returned per operand, sorted.
std::vector<std::vector<TokenSpan>> near(const std::vector<std::vector<TokenSpan>>& operands,
                                         std::uint32_t distance);

}  // namespace byname
