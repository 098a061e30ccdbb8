// Divides words that were written together, by trying every division: the twin of
// places/hashtag.h, which has the rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/reference/slow_gazetteer.h"

namespace byname::test {

struct SlowTagPlace {
  std::uint32_t begin = 0;  // bytes of the surface
  std::uint32_t end = 0;
  std::string key{};
  std::string marked{};  // the same folded with its marks
};

// `term` is the folded surface, `lang` the language of the text.
std::vector<SlowTagPlace> divide(const SlowGazetteer& gazetteer, std::string_view surface,
                                 std::string_view term, const std::string& lang);

}  // namespace byname::test
