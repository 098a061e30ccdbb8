// What the numbers of a token stream mean: a few say where paragraphs and parts
// begin, so that phrases can be checked without the text; the others are words.
//
// Layout: docs/index-format.md, "Token streams".
#pragma once

#include <cstdint>

#include "schemas/document.h"

namespace byname {

inline constexpr std::uint32_t kParagraphCode = 0;  // a paragraph begins, in the same part
inline constexpr std::uint32_t kFirstPartCode = 1;  // kFirstPartCode + Part: that part begins
inline constexpr std::uint32_t kFirstWordCode = 6;  // kFirstWordCode + number of the word

inline std::uint32_t code_of(Part part) {
  return kFirstPartCode + static_cast<std::uint32_t>(part);
}
inline Part part_of_code(std::uint32_t code) { return static_cast<Part>(code - kFirstPartCode); }
static_assert(kFirstPartCode + kPartNames.size() == kFirstWordCode);

}  // namespace byname
