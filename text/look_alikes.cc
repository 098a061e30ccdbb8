#include "text/look_alikes.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "schemas/hash.h"
#include "text/decode.h"

namespace byname {

namespace {

// A row is one shape; 0 where the script has none. `to_latin_only` rows are too
// rare in the other script to be meant: an s in a Cyrillic word is no ѕ.
struct Shape {
  char32_t latin, cyrillic, greek, armenian;
  bool to_latin_only = false;
};

constexpr Shape kShapes[] = {
    {U'A', U'А', U'Α', 0},   {U'B', U'В', U'Β', 0},       {U'C', U'С', 0, 0},
    {U'E', U'Е', U'Ε', 0},   {U'H', U'Н', U'Η', 0},       {U'I', U'І', U'Ι', 0},
    {U'J', U'Ј', 0, 0},      {U'K', U'К', U'Κ', 0},       {U'L', 0, 0, U'Լ'},
    {U'M', U'М', U'Μ', 0},   {U'N', 0, U'Ν', 0},          {U'O', U'О', U'Ο', U'Օ'},
    {U'P', U'Р', U'Ρ', 0},   {U'S', U'Ѕ', 0, U'Տ', true}, {U'T', U'Т', U'Τ', 0},
    {U'U', 0, 0, U'Ս'},      {U'X', U'Х', U'Χ', 0},       {U'Y', U'У', U'Υ', 0},
    {U'Z', 0, U'Ζ', 0},      {U'a', U'а', U'α', 0},       {U'c', U'с', 0, 0},
    {U'e', U'е', 0, 0},      {U'g', 0, 0, U'ց'},          {U'h', U'һ', 0, U'հ'},
    {U'i', U'і', U'ι', 0},   {U'j', U'ј', 0, U'յ'},       {U'k', U'к', U'κ', 0},
    {U'l', U'ӏ', 0, 0},      {U'n', 0, 0, U'ո'},          {U'o', U'о', U'ο', U'օ'},
    {U'p', U'р', U'ρ', 0},   {U'q', U'ԛ', 0, 0, true},    {U's', U'ѕ', 0, 0, true},
    {U'u', 0, U'υ', U'ս'},   {U'v', 0, U'ν', 0},          {U'w', U'ԝ', 0, 0, true},
    {U'x', U'х', U'χ', 0},   {U'y', U'у', U'γ', 0},       {U'\u0259', U'ә', 0, 0},
    {U'\u018F', U'Ә', 0, 0},
};

char32_t letter_of(const Shape& shape, Script script) {
  switch (script) {
    case Script::latin:
      return shape.latin;
    case Script::cyrillic:
      return shape.cyrillic;
    case Script::greek:
      return shape.greek;
    case Script::armenian:
      return shape.armenian;
    default:
      return 0;
  }
}

}  // namespace

char32_t look_alike(char32_t letter, Script target) {
  const auto* shape = std::find_if(std::begin(kShapes), std::end(kShapes), [&](const Shape& s) {
    return letter == s.latin || letter == s.cyrillic || letter == s.greek || letter == s.armenian;
  });
  if (letter == 0 || shape == std::end(kShapes)) return 0;
  if (shape->to_latin_only && target != Script::latin) return 0;
  return letter_of(*shape, target);
}

std::uint64_t hash_of_look_alikes() {
  std::string list;
  for (const Shape& s : kShapes) {
    for (const char32_t c : {s.latin, s.cyrillic, s.greek, s.armenian}) append_utf8(list, c);
    list += s.to_latin_only ? '<' : '=';
  }
  return hash64(list);
}

}  // namespace byname
