// The fields of a JSON object with the place of every value in the text. The text
// must be valid JSON (simdjson has said so); nothing here checks it again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/source_map.h"

namespace byname {

enum class JsonKind { object, array, string, number, other };

struct JsonValue {
  JsonKind kind = JsonKind::other;
  std::size_t begin = 0;  // bytes of the text, quotes and brackets included
  std::size_t end = 0;
};

struct JsonField {
  std::string key{};  // unescaped
  JsonValue value{};
};

// The value that begins at or after `offset`.
JsonValue json_value_at(std::string_view text, std::size_t offset);
std::vector<JsonField> json_fields(std::string_view text, const JsonValue& object);
std::vector<JsonValue> json_items(std::string_view text, const JsonValue& array);

// A field by its exact name; nullptr if there is none.
const JsonValue* json_field(const std::vector<JsonField>& fields, std::string_view name);
const JsonValue* json_field(std::vector<JsonField>&&, std::string_view) = delete;  // points into it

// Appends the characters of a string value, each with its source.
void append_json_string(const Decoded& json, const JsonValue& string, TextBuilder& out);
std::string json_string(std::string_view text, const JsonValue& string);
// A string on one line; empty if the value is nullptr or something else.
std::string json_line(std::string_view text, const JsonValue* value);
// The same, or a number as it is written.
std::string json_word(std::string_view text, const JsonValue* value);

}  // namespace byname
