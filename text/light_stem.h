// Endings cut from words of languages that have no Snowball stemmer: enough to
// bring the common forms of a noun together, no more. Internal to text/.
#pragma once

#include <optional>
#include <string_view>

namespace byname {

// A prefix of `term` (for Persian verbs without their prefix), or nothing when
// `lang` has no rules here.
std::optional<std::string_view> light_stem(std::string_view term, std::string_view lang);

}  // namespace byname
