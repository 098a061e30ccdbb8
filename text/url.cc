#include "text/url.h"

#include <algorithm>
#include <string_view>

#include "text/ascii.h"
#include "text/decode.h"

namespace byname {

namespace {

bool ends_url(char32_t c) {
  if (c <= 0x20 || c == 0x7F) return true;
  constexpr std::u32string_view kEnds =
      U"\"'`<>()[]{}|^\\\u0085\u00A0\u00AB\u00BB\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F"
      U"\u2028\u2029\u2039\u203A\u202F\u205F\u3000\u3001\u3002\u300C\u300D\uFF08\uFF09";
  return c == kInvalid || (c >= 0x2000 && c <= 0x200A) || kEnds.find(c) != kEnds.npos;
}

}  // namespace

const unsigned char* url_end(const unsigned char* p, const unsigned char* end) {
  while (p < end) {
    const DecodedLetter d = decode(p, end);
    if (ends_url(d.code_point)) break;
    p += d.length;
  }
  return p;
}

const unsigned char* mail_domain_end(const unsigned char* at, const unsigned char* end) {
  const unsigned char* p = at + 1;
  const unsigned char* last = p + std::min<std::ptrdiff_t>(end - p, 255);
  const unsigned char* domain = nullptr;  // end of the last label after a dot
  bool dotted = false;
  while (p < last) {
    const unsigned char* label = p;
    while (p < last &&
           (is_ascii_letter_or_digit(static_cast<char>(*p)) || (*p == '-' && p > label)))
      ++p;
    if (p == label) break;
    if (dotted) domain = p;
    if (p == last || *p != '.') break;
    dotted = true;
    ++p;
  }
  return domain;
}

}  // namespace byname
