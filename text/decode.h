// UTF-8, a character at a time, from bytes of any kind.
//
//   const DecodedLetter d = decode(p, end);   // p < end
//   p += d.length;                      // d.code_point is kInvalid for junk
//
// Internal to text/: others use utf8.h.
#pragma once

#include <cstdint>
#include <string>

namespace byname {

inline constexpr char32_t kInvalid = 0xFFFFFFFF;

struct DecodedLetter {
  char32_t code_point;
  std::uint32_t length;  // bytes, at least 1
};

inline bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// A sequence that is cut short or impossible is one kInvalid as long as its
// well-formed beginning (Unicode's "maximal subpart"), so that a cut
// character and a stray byte cost one replacement each.
inline DecodedLetter decode(const unsigned char* p, const unsigned char* end) {
  const unsigned char lead = *p;
  if (lead < 0x80) return {lead, 1};
  const auto left = end - p;
  if (lead >= 0xC2 && lead <= 0xDF) {
    if (left < 2 || !is_continuation(p[1])) return {kInvalid, 1};
    return {static_cast<char32_t>((lead & 0x1F) << 6 | (p[1] & 0x3F)), 2};
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;
    if (left < 2 || p[1] < low || p[1] > high) return {kInvalid, 1};
    if (left < 3 || !is_continuation(p[2])) return {kInvalid, 2};
    return {static_cast<char32_t>((lead & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F)), 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
    if (left < 2 || p[1] < low || p[1] > high) return {kInvalid, 1};
    if (left < 3 || !is_continuation(p[2])) return {kInvalid, 2};
    if (left < 4 || !is_continuation(p[3])) return {kInvalid, 3};
    return {static_cast<char32_t>((lead & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 |
                                  (p[3] & 0x3F)),
            4};
  }
  return {kInvalid, 1};
}

// `code_point` must be a Unicode scalar value.
inline void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

}  // namespace byname
