#include "text/language.h"

#include <algorithm>
#include <array>

#include "text/char_table.h"
#include "text/decode.h"

namespace byname {

Script script_of(std::string_view word) {
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> letters{};
  const auto* p = reinterpret_cast<const unsigned char*>(word.data());
  const auto* end = p + word.size();
  while (p < end) {
    const Decoded d = decode(p, end);
    p += d.length;
    if (d.code_point == kInvalid) continue;
    const Entry entry = search_table().find(d.code_point);
    if (entry.char_class() == CharClass::letter || entry.char_class() == CharClass::complex) {
      ++letters[static_cast<std::size_t>(entry.script())];
    }
  }
  letters[static_cast<std::size_t>(Script::none)] = 0;
  const auto most = std::max_element(letters.begin(), letters.end());
  return *most == 0 ? Script::none : static_cast<Script>(most - letters.begin());
}

std::string_view code_of(Script script) {
  switch (script) {
    case Script::latin:
      return "Latn";
    case Script::cyrillic:
      return "Cyrl";
    case Script::greek:
      return "Grek";
    case Script::armenian:
      return "Armn";
    case Script::georgian:
      return "Geor";
    case Script::hebrew:
      return "Hebr";
    case Script::arabic:
      return "Arab";
    case Script::cjk:
      return "Hani";
    case Script::none:
    case Script::other:
      break;
  }
  return "";
}

}  // namespace byname
