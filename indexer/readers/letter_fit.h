// A guess of a charset, checked: do the bytes beyond ASCII make letters where letters stand? What
// DOS and the Macintosh wrote is often taken for the charset of Windows; then signs stand within
// words, or capitals behind small letters.
//
//   better_fit(sample, "windows-1252")   // "ibm-850" of "rivi\x8Are"; "" if nothing fits better
//
// Not here: the guess (charset.h).
#pragma once

#include <string_view>

namespace byname {

// One byte a character only. Linear.
std::string_view better_fit(std::string_view sample, std::string_view guess);

}  // namespace byname
