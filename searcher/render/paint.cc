#include "searcher/render/paint.h"

#include <cwchar>

namespace byname {
namespace {

struct Character {
  std::size_t size = 1;
  char32_t code = 0;
};

// `text` is valid UTF-8.
Character character_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(offset);
  if (first < 0x80) return {1, first};
  if (first < 0xe0) return {2, (first & 0x1f) << 6 | (byte(offset + 1) & 0x3f)};
  if (first < 0xf0)
    return {3, (first & 0x0f) << 12 | (byte(offset + 1) & 0x3f) << 6 | (byte(offset + 2) & 0x3f)};
  return {4, (first & 0x07) << 18 | (byte(offset + 1) & 0x3f) << 12 |
                 (byte(offset + 2) & 0x3f) << 6 | (byte(offset + 3) & 0x3f)};
}

std::size_t width_of(char32_t code) {
  const int width = wcwidth(static_cast<wchar_t>(code));
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

}  // namespace

std::size_t columns(std::string_view text) {
  std::size_t total = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character_at(text, i);
    total += width_of(c.code);
    i += c.size;
  }
  return total;
}

std::string_view first_columns(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character_at(text, i);
    used += width_of(c.code);
    if (used > width) return text.substr(0, i);
    i += c.size;
  }
  return text;
}

std::string_view last_columns(std::string_view text, std::size_t width) {
  std::size_t all = columns(text);
  std::size_t i = 0;
  while (all > width && i < text.size()) {
    const Character c = character_at(text, i);
    all -= width_of(c.code);
    i += c.size;
  }
  return text.substr(i);
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Character c = character_at(text, i);
    const bool control = c.code < 0x20 || (c.code >= 0x7f && c.code < 0xa0);
    if (control)
      result += ' ';
    else
      result.append(text.substr(i, c.size));
    i += c.size;
  }
  return result;
}

}  // namespace byname
