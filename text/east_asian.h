// Chinese, Japanese or Korean? By the blocks of their letters.
//
//   EastAsian seen;
//   seen.add(U'の');
//   seen.language(letters)   // "ja"
//
// Internal to text/.
#pragma once

#include <cstddef>
#include <string_view>

namespace byname {

struct EastAsian {
  std::size_t kana = 0;
  std::size_t hangul = 0;

  void add(char32_t c, std::size_t times = 1) {
    if ((c >= 0x3041 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F)) kana += times;
    if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF)) hangul += times;
  }
  // Of so many letters of Script::cjk.
  std::string_view language(std::size_t letters) const {
    if (hangul * 2 > letters) return "ko";
    return kana * 20 > letters ? "ja" : "zh";
  }
};

}  // namespace byname
