#include "indexer/readers/json_walk.h"

#include <cstdint>

#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

bool is_json_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_json_space(text[at])) ++at;
  return at;
}

// The offset after the string that begins at `at` with its quote.
std::size_t after_string(std::string_view text, std::size_t at) {
  std::size_t quote = text.find('"', ++at);
  while (quote != text.npos) {
    const std::size_t backslash = text.substr(0, quote).find('\\', at);
    if (backslash == text.npos) return quote + 1;
    at = backslash + 2;
    if (quote < at) quote = text.find('"', at);
  }
  return text.size();
}

std::size_t after_nested(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = after_string(text, at);
      continue;
    }
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
  }
  return at;
}

std::uint32_t hex4(std::string_view text, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4 && i < text.size(); ++i) {
    const char c = text[i];
    value = value * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
  }
  return value & 0xFFFF;
}

// `code` as UTF-8; what is no character becomes U+FFFD.
// Calls plain(begin, end) and escaped(utf8, begin, end) over the inside of a string.
template <typename Plain, typename Escaped>
void walk_string(std::string_view text, const JsonValue& string, Plain plain, Escaped escaped) {
  if (string.end < string.begin + 2) return;
  const std::size_t end = string.end - 1;
  std::size_t at = string.begin + 1;
  while (at < end) {
    const std::size_t backslash = std::min(text.substr(0, end).find('\\', at), end);
    if (backslash > at) plain(at, backslash);
    at = backslash;
    if (at + 1 >= end) break;
    const std::size_t begin = at;
    const char c = text[at + 1];
    at += 2;
    switch (c) {
      case 'n':
        escaped("\n", begin, at);
        break;
      case 't':
        escaped("\t", begin, at);
        break;
      case 'r':
        escaped("\r", begin, at);
        break;
      case 'b':
        escaped("\b", begin, at);
        break;
      case 'f':
        escaped("\f", begin, at);
        break;
      case 'u': {
        std::uint32_t code = hex4(text, at);
        at = std::min(at + 4, end);
        if (code >= 0xD800 && code < 0xDC00 && at + 6 <= end && text[at] == '\\' &&
            text[at + 1] == 'u') {
          const std::uint32_t low = hex4(text, at + 2);
          if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += 6;
          }
        }
        escaped(utf8_of(code), begin, at);
        break;
      }
      default:
        escaped(text.substr(begin + 1, 1), begin, at);
        break;
    }
  }
}

}  // namespace

JsonValue json_value_at(std::string_view text, std::size_t offset) {
  JsonValue value;
  value.begin = skip_space(text, offset);
  if (value.begin >= text.size()) {
    value.begin = value.end = text.size();
    return value;
  }
  const char c = text[value.begin];
  if (c == '"') {
    value.kind = JsonKind::string;
    value.end = after_string(text, value.begin);
  } else if (c == '{' || c == '[') {
    value.kind = c == '{' ? JsonKind::object : JsonKind::array;
    value.end = after_nested(text, value.begin);
  } else {
    value.kind = c == '-' || (c >= '0' && c <= '9') ? JsonKind::number : JsonKind::other;
    value.end = value.begin;
    while (value.end < text.size() && !is_json_space(text[value.end]) && text[value.end] != ',' &&
           text[value.end] != '}' && text[value.end] != ']')
      ++value.end;
  }
  return value;
}

std::vector<JsonField> json_fields(std::string_view text, const JsonValue& object) {
  std::vector<JsonField> fields;
  if (object.kind != JsonKind::object) return fields;
  std::size_t at = object.begin + 1;
  while (true) {
    at = skip_space(text, at);
    if (at >= object.end || text[at] != '"') break;
    JsonValue key = json_value_at(text, at);
    at = skip_space(text, key.end);
    if (at >= object.end || text[at] != ':') break;
    fields.push_back({json_string(text, key), json_value_at(text, at + 1)});
    at = skip_space(text, fields.back().value.end);
    if (at >= object.end || text[at] != ',') break;
    ++at;
  }
  return fields;
}

std::vector<JsonValue> json_items(std::string_view text, const JsonValue& array) {
  std::vector<JsonValue> items;
  if (array.kind != JsonKind::array) return items;
  std::size_t at = skip_space(text, array.begin + 1);
  while (at < array.end && text[at] != ']') {
    items.push_back(json_value_at(text, at));
    at = skip_space(text, items.back().end);
    if (at >= array.end || text[at] != ',') break;
    ++at;
  }
  return items;
}

void append_json_string(const Decoded& json, const JsonValue& string, TextBuilder& out) {
  walk_string(
      json.text, string, [&](std::size_t begin, std::size_t end) { out.copy(begin, end); },
      [&](std::string_view utf8, std::size_t begin, std::size_t end) {
        out.replace(utf8, begin, end);
      });
}

std::string json_string(std::string_view text, const JsonValue& string) {
  std::string out;
  walk_string(
      text, string,
      [&](std::size_t begin, std::size_t end) { out += text.substr(begin, end - begin); },
      [&](std::string_view utf8, std::size_t, std::size_t) { out += utf8; });
  return out;
}

const JsonValue* json_field(const std::vector<JsonField>& fields, std::string_view name) {
  for (const JsonField& field : fields)
    if (field.key == name) return &field.value;
  return nullptr;
}

std::string json_line(std::string_view text, const JsonValue* value) {
  if (!value || value->kind != JsonKind::string) return {};
  std::string line = json_string(text, *value);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return std::string(trim(line));
}

std::string json_word(std::string_view text, const JsonValue* value) {
  if (value && value->kind == JsonKind::number)
    return std::string(text.substr(value->begin, value->end - value->begin));
  return json_line(text, value);
}

}  // namespace byname
