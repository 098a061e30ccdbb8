// In which encoding are these bytes? A byte order mark, then UTF-16 and UTF-32 without one by
// their high bytes, ISO-2022 by its escapes, then strict UTF-8, then what the text declares if
// the bytes fit it, then a guess from a few kilobytes around the first byte that is no UTF-8:
// by the letters that a language has most of (byte_table.h), then by uchardet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace byname {

struct Encoding {
  std::string name = "UTF-8";  // as ICU's converters or byte_table.h know it
  std::uint32_t mark = 0;      // bytes of the byte order mark
  bool is_utf8() const { return name == "UTF-8"; }

  bool operator==(const Encoding&) const = default;
};

// What strict UTF-8 decoding would meet. Feed the bytes in pieces of any size.
class Utf8Census {
 public:
  void add(std::string_view bytes);

  std::uint64_t characters() const { return characters_; }        // well-formed, beyond ASCII
  std::uint64_t invalid() const { return invalid_; }              // sequences that are not
  std::uint64_t first_invalid() const { return first_invalid_; }  // where the first began

 private:
  void step_through(std::string_view bytes);
  void step(unsigned char byte);
  std::uint64_t characters_ = 0;
  std::uint64_t invalid_ = 0;
  std::uint64_t first_invalid_ = ~std::uint64_t{0};
  std::uint64_t position_ = 0;
  unsigned pending_ = 0;      // continuation bytes still to come
  unsigned char low_ = 0x80;  // bounds of the next one
  unsigned char high_ = 0xBF;
};

// The encoding that a byte order mark declares; empty name: there is none.
Encoding marked_encoding(std::string_view head);
// UTF-16 without a mark, by the high bytes of letters and blanks; empty name: it is not.
Encoding unmarked_utf16(std::string_view head);

// What a page or an XML document says of its own encoding, near its beginning.
std::string declared_encoding(std::string_view head);

// `head` is the beginning of the bytes, `sample` some kilobytes around the
// first invalid one; `declared` what the text says of itself (may be empty or wrong).
Encoding encoding_of(std::string_view head, const Utf8Census& census, std::string_view sample,
                     std::string_view declared);

}  // namespace byname
