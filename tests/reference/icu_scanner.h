// The slow, obvious scanner: what scan() must give, written on ICU's own calls
// (sets, normalizers, case folding, break iterator), a whole text at a time and
// without the generated tables.
//
// Texts whose tokens fold to more than 65,000 bytes are not its business.
#pragma once

#include <string_view>

#include "text/token.h"

namespace byname::test {

TokenStream scan_by_icu(std::string_view text);
// The same with the terms of fold_keeping_marks().
TokenStream scan_by_icu_keeping_marks(std::string_view text);

// The terms, joined by blanks: fold() and fold_keeping_marks().
std::string terms_of(const TokenStream& stream);

// "[xankendi 0-9 start 405] [de 10-13 hyphen 11]": for messages and comparison.
std::string described(const TokenStream& stream);

}  // namespace byname::test
