// Which language is this? Where letters and function words leave no doubt, a glance is enough
// (glance.h); else by script where the script decides (Armenian, Georgian, ...), by telling
// letters (ə, ғ, ҹ: Azerbaijani; ї є ґ: Ukrainian), then by CLD2 on the first kilobytes. In a
// line or two of Latin script the words in small letters decide, where there are some: names do
// not (Keşdək village, Kalbajar, Azerbaijan.jpg).
#pragma once

#include <string>
#include <string_view>

namespace byname {

// ISO 639-1, or 639-3 where there is none (hyw, azb); empty if it cannot be told.
std::string language_of(std::string_view text);

enum class Script { none, latin, cyrillic, greek, armenian, georgian, hebrew, arabic, cjk, other };

// The script of most letters of a word.
Script script_of(std::string_view word);
// ISO 15924 code: "Latn", ...; empty for none and other.
std::string_view code_of(Script script);

}  // namespace byname
