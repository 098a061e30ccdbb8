#include "text/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "text/decode.h"

namespace byname {

namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// The first byte that does not begin a well-formed character; end if all do.
const unsigned char* first_invalid(const unsigned char* p, const unsigned char* end) {
  while (p < end) {
    if (*p < 0x80) {
      ++p;
      continue;
    }
    const DecodedLetter d = decode(p, end);
    if (d.code_point == kInvalid) return p;
    p += d.length;
  }
  return end;
}

}  // namespace

std::string utf8_of(std::uint32_t code) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  char bytes[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code);
  return {bytes, static_cast<std::size_t>(length)};
}

bool is_valid_utf8(std::string_view bytes) {
  const unsigned char* end = bytes_of(bytes) + bytes.size();
  return first_invalid(bytes_of(bytes), end) == end;
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string valid;
  valid.reserve(bytes.size());
  const unsigned char* p = bytes_of(bytes);
  const unsigned char* end = p + bytes.size();
  while (p < end) {
    const unsigned char* bad = first_invalid(p, end);
    valid.append(reinterpret_cast<const char*>(p), static_cast<std::size_t>(bad - p));
    if (bad == end) break;
    append_utf8(valid, 0xFFFD);
    p = bad + decode(bad, end).length;
  }
  return valid;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return !is_continuation(static_cast<unsigned char>(c));
  }));
}

std::u32string to_letters(std::string_view utf8) {
  std::u32string letters;
  letters.reserve(utf8.size());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 letter = 0;
    U8_NEXT_OR_FFFD(utf8.data(), i, size, letter);
    letters.push_back(static_cast<char32_t>(letter));
  }
  return letters;
}

std::string to_utf8(std::u32string_view letters) {
  std::string utf8;
  utf8.reserve(letters.size() * 2);
  for (const char32_t letter : letters) {
    char buffer[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(letter));
    utf8.append(buffer, static_cast<std::size_t>(length));
  }
  return utf8;
}

std::size_t floor_character(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  // A character has at most three continuation bytes; more is junk, not worth a walk.
  for (std::size_t back = 0; back <= 3 && back <= offset; ++back) {
    if (!is_continuation(static_cast<unsigned char>(text[offset - back]))) return offset - back;
  }
  return offset;
}

}  // namespace byname
