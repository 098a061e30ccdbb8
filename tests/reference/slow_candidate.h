// May this stretch of text be one of the forms of this spelling? The twin of
// places/candidate.h, which has the rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/reference/slow_context.h"
#include "tests/reference/slow_gazetteer.h"

namespace byname::test {

// How the key was made from the words of the text.
enum class Cut { none, no_apostrophe, before_apostrophe, after_article, joined, tag };

struct SlowWindow {
  std::size_t first = 0;  // token
  std::size_t tokens = 0;
  Cut cut = Cut::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string key{};
  std::string marked{};  // the key with the marks of the text
};

struct SlowVerdict {
  std::vector<SlowOption> options{};  // a place each
  // When there are none: why a listed name was refused, and which.
  RejectReason reason = RejectReason::none;
  NameNumber refused = kNoNumber;
};

SlowVerdict candidates(const SlowGazetteer& gazetteer, const SlowText& text,
                       const SlowWindow& window);

}  // namespace byname::test
