// Which stretches of a text are in another language than the rest? A post may mix Azerbaijani
// and Russian paragraphs; their words are kept, and found, as words of their own language.
//
//   for (const LanguageSection& s : language_sections(text, stream, "az"))
//     ...   // tokens s.first to s.last are in s.lang
//
// A line is one language. It takes the document's unless its script is another, or unless of its
// function words hardly any is the document's and several are another's; then it is asked like a
// text of its own (language.h), and both must agree. Tags, names and short lines inherit. Linear;
// in nearly all lines the first few words are enough.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/token.h"

namespace byname {

struct LanguageSection {
  std::uint32_t first = 0;  // tokens, half open
  std::uint32_t last = 0;
  std::string lang{};

  bool operator==(const LanguageSection&) const = default;
};

// In order, without overlaps. None where `lang` is empty: nobody knows what to differ from.
std::vector<LanguageSection> language_sections(std::string_view text, const TokenStream& stream,
                                               std::string_view lang);

}  // namespace byname
