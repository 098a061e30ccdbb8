#include "indexer/readers/language_code.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace byname {

std::string language_code(std::string_view value) {
  std::string code = ascii_lower(value.substr(0, value.find_first_of("-_")));
  if (code.size() < 2 || code.size() > 3 ||
      !std::all_of(code.begin(), code.end(), [](char c) { return is_ascii_letter(c); }))
    return {};
  static constexpr std::array<std::array<std::string_view, 2>, 16> kShort{{{"aze", "az"},
                                                                           {"hye", "hy"},
                                                                           {"arm", "hy"},
                                                                           {"kat", "ka"},
                                                                           {"geo", "ka"},
                                                                           {"rus", "ru"},
                                                                           {"eng", "en"},
                                                                           {"tur", "tr"},
                                                                           {"fas", "fa"},
                                                                           {"per", "fa"},
                                                                           {"ukr", "uk"},
                                                                           {"fra", "fr"},
                                                                           {"fre", "fr"},
                                                                           {"deu", "de"},
                                                                           {"ger", "de"},
                                                                           {"ara", "ar"}}};
  for (const auto& pair : kShort)
    if (code == pair[0]) return std::string(pair[1]);
  return code;
}

}  // namespace byname
