// What a text has in common with other texts, in 128 bytes: a MinHash of its runs of three
// words, furniture left out.
//
//   const auto a = signature_of(stream, parts), b = ...;
//   if (a && b && similarity(*a, *b) >= kSimilar) ...   // copies of one wire report
//
// The share of equal entries estimates the share of runs that two texts have in common (Jaccard)
// with a standard error of at most 1/16. One permutation, split into 64 bins (Li, Owen, Zhang:
// One Permutation Hashing, 2012); an empty bin takes over the next full one (Shrivastava, Li:
// Densifying One Permutation Hashing via Rotation, 2014).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "schemas/document.h"
#include "text/token.h"

namespace byname {

inline constexpr std::size_t kSignatureBins = 64;
using Signature = std::array<std::uint16_t, kSignatureBins>;

// Texts that have so much in common are copies of each other.
inline constexpr double kSimilar = 0.6;
// Shorter texts, in runs, have no signature: two posts of five hashtags are not copies.
inline constexpr std::size_t kFewestRuns = 40;

std::optional<Signature> signature_of(const TokenStream& stream,
                                      const std::vector<PartSpan>& parts);
double similarity(const Signature& a, const Signature& b);

}  // namespace byname
