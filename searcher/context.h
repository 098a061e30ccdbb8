// What stands before and after a mention, on one line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byname {

// Up to `characters` code points of text[0, begin) / text[end, ...): runs of
// blanks and line breaks become one blank, a cut word at the far end is left
// out, a blank line ends it. The blank next to the mention stays.
std::string context_before(std::string_view text, std::size_t begin, std::size_t characters);
std::string context_after(std::string_view text, std::size_t end, std::size_t characters);

// Counts code points up to ascending offsets, going over the text once.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}
  // Code points of text[0, offset). Going back starts again.
  std::uint64_t before(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace byname
