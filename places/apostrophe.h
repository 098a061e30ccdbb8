// Words beside an apostrophe: what a vowel cut short before it, the endings that follow it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace byname {

// The words before an apostrophe that a vowel has cut short: d’, l’, jusqu’.
inline bool is_elided(std::string_view term) {
  for (const std::string_view word : {"d", "l", "qu", "jusqu", "n", "s", "j", "c", "m", "t",
                                      "lorsqu", "puisqu", "dell", "nell", "sull", "all", "dall"})
    if (term == word) return true;
  return false;
}

// What may follow an apostrophe: 's, and Turkish endings ('ın, 'dan, 'daki).
inline bool is_clitic(std::string_view term, std::string_view lang) {
  if (term.empty() || term == "s") return true;
  if (term.size() > 12 || !(lang.empty() || lang == "tr" || lang == "az")) return false;
  return std::string_view("nydtlsiuea").find(term.front()) != std::string_view::npos;
}

// Those of the last word; an earlier one has its apostrophes as somebody lists them.
inline void erase_apostrophes(std::string& key) {
  const auto last = key.begin() + static_cast<std::ptrdiff_t>(key.rfind(' ') + 1);
  key.erase(std::remove(last, key.end(), '\''), key.end());
}

}  // namespace byname
