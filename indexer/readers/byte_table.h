// Charsets of one byte a character that ICU has no converter for, and those of them that
// uchardet does not tell: by the letters that the text has most of.
//
//   const ByteTable* table = byte_table("ARMSCII-8");   // nothing if it is none of them
//   (*table)[0xB3]                                      // U+0561
//   byte_table_guess(sample)                            // "ARMSCII-8", "GEORGIAN-PS" or ""
#pragma once

#include <array>
#include <string_view>

namespace byname {

using ByteTable = std::array<char32_t, 256>;  // U+FFFD where there is nothing

const ByteTable* byte_table(std::string_view name);

// The name under which byte_table() has it; empty: it does not.
std::string_view byte_table_named(std::string_view name);

std::string_view byte_table_guess(std::string_view sample);

}  // namespace byname
