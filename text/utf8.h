// UTF-8 odds and ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace byname {

bool is_valid_utf8(std::string_view bytes);
// Invalid sequences become U+FFFD each.
std::string to_valid_utf8(std::string_view bytes);
// Number of code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);
// U+FFFD for what is no character, and for U+0000.
std::string utf8_of(std::uint32_t code);
// The code points of UTF-8; invalid sequences become U+FFFD.
std::u32string to_letters(std::string_view utf8);
std::string to_utf8(std::u32string_view letters);
// The largest offset <= `offset` that begins a character.
std::size_t floor_character(std::string_view text, std::size_t offset);

constexpr bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace byname
