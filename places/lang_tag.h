// Language tags as gazetteers write them ("az-Cyrl", "AZE", "pt_BR"), brought to
// the two things that Byname keeps: language and script.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace byname {

struct LangTag {
  std::string lang{};    // ISO 639-1, or -3 where there is none; lower case
  std::string script{};  // ISO 15924 if the tag says so: "Cyrl"

  bool operator==(const LangTag&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const LangTag& tag) {
    return out << tag.lang << '-' << tag.script;
  }
};

// Regions, variants and private parts are dropped. Not a language tag: both empty.
LangTag parse_lang_tag(std::string_view tag);

}  // namespace byname
