#include "indexer/extract/pattern.h"

#include <algorithm>

#include "indexer/extract/date.h"
#include "text/ascii.h"

namespace byname {
namespace {

bool fits(std::string_view value, std::string_view type) {
  if (value.empty()) return false;
  if (type == "word") return std::none_of(value.begin(), value.end(), is_ascii_space);
  if (type == "number")
    return is_ascii_digit(value.front()) &&
           value.find_first_not_of("0123456789,. KkMm") == std::string_view::npos;
  if (type == "age") return parse_age(value).has_value();
  if (type == "date") return parse_date(value).has_value();
  return true;
}

// White space of a line as single blanks, no-break spaces included.
std::string plain(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool wide = line.substr(i, 2) == "\xC2\xA0";
    if (is_ascii_space(line[i]) || wide) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      i += wide;
    } else {
      out += line[i];
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

Pattern::Pattern(std::string_view pattern) {
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = open == pattern.npos ? pattern.npos : pattern.find('}', open);
    if (open > 0 || close == pattern.npos) {
      const std::size_t end = close == pattern.npos ? pattern.size() : open;
      pieces_.push_back({std::string(pattern.substr(0, end)), {}, {}});
      pattern.remove_prefix(end);
      continue;
    }
    const std::string_view slot = pattern.substr(1, close - 1);
    const std::size_t colon = slot.find(':');
    pieces_.push_back({{},
                       std::string(slot.substr(0, colon)),
                       colon == slot.npos ? "text" : std::string(slot.substr(colon + 1))});
    pattern.remove_prefix(close + 1);
  }
}

std::optional<Slots> Pattern::match(std::string_view line) const {
  if (line.size() > 500) return std::nullopt;
  const std::string text = plain(line);
  std::string_view rest = text;
  Slots slots;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    if (!piece.literal.empty()) {
      if (!rest.starts_with(piece.literal)) return std::nullopt;
      rest.remove_prefix(piece.literal.size());
      continue;
    }
    std::size_t end = rest.size();
    if (i + 1 < pieces_.size()) {
      end = rest.find(pieces_[i + 1].literal);
      if (end == rest.npos) return std::nullopt;
    }
    const std::string_view value = rest.substr(0, end);
    if (!fits(value, piece.type)) return std::nullopt;
    slots.emplace_back(piece.name, value);
    rest.remove_prefix(end);
  }
  if (!rest.empty()) return std::nullopt;
  return slots;
}

std::string filled(std::string_view text, const Slots& slots) {
  std::string out(text);
  for (const auto& [name, value] : slots) {
    const std::string slot = '{' + name + '}';
    const std::size_t at = out.find(slot);
    if (at != out.npos) out.replace(at, slot.size(), value);
  }
  return out;
}

}  // namespace byname
