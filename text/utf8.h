// UTF-8 odds and ends.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace byname {

bool is_valid_utf8(std::string_view bytes);
// Invalid sequences become U+FFFD each.
std::string to_valid_utf8(std::string_view bytes);
// Number of code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);
// The largest offset <= `offset` that begins a character.
std::size_t floor_character(std::string_view text, std::size_t offset);

}  // namespace byname
