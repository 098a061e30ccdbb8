// A first look at a text: is it plainly of one language? Most texts are: their letters belong to
// one language alone, or a good part of their first words are function words of one. Then nothing
// needs to be cut into tokens and no statistics need to be asked, which takes thirty times as
// long.
//
//   if (std::string_view lang = language_at_a_glance(text); !lang.empty()) return lang;
//   ...   // short, mixed, or of a language that is not plain: look closer
//
// Internal to text/: others ask language_of(). No memory is taken; a kilobyte is looked at.
#pragma once

#include <string_view>

namespace byname {

// Empty where there is doubt.
std::string_view language_at_a_glance(std::string_view text);

}  // namespace byname
