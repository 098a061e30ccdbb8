// Tokens that punctuation does not end: 120,000 and U.S.S.R. Internal to text/.
#pragma once

#include "text/char_table.h"

namespace byname {

// `p` is just after a group of one to three digits. The end of the groups of
// exactly three digits that follow, each after one and the same separator; `p`
// if this is no such number.
const unsigned char* grouped_number_end(const unsigned char* p, const unsigned char* end,
                                        const CharTable& table);
// Whether the character at `p` may stand between groups of digits.
bool separates_groups(char32_t c);

// [p, first_end) is a single letter with its marks. The end of an abbreviation
// of single letters and dots that begins with it, the last dot included; `p`
// if it is none.
const unsigned char* abbreviation_end(const unsigned char* p, const unsigned char* first_end,
                                      const unsigned char* end, const CharTable& table);

}  // namespace byname
