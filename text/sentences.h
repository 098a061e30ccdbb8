// Where sentences end: for snippets and for context that must not cross one.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace byname {

// Byte offsets just after each sentence (its closing quotes and blanks
// included), ascending; the last is text.size(). A blank line always ends one;
// full stops after initials, numbers and common abbreviations do not.
// Knows . ! ? … ։ (U+0589) 。 and the Arabic ؟.
std::vector<std::uint32_t> sentence_ends(std::string_view text);

}  // namespace byname
