// The words of a run of Chinese, Japanese, Thai, Lao, Khmer or Burmese, which
// are written without blanks: found by ICU's dictionaries. Internal to text/.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace byname {

// ICU looks at a run as a whole; a longer one is cut there, so that a
// megabyte without a blank costs no more than a thousand sentences.
inline constexpr std::size_t kLongestRun = 1024;  // letters

struct WordSpan {
  std::uint32_t begin = 0;  // bytes of the run
  std::uint32_t end = 0;
};

// Replaces the contents of `segments`. `run` is valid UTF-8.
void find_segments(std::string_view run, std::vector<WordSpan>& segments);

}  // namespace byname
