// The head of a letter, of a part of one, or of a record on the web: fields by name, and
// what their values mean.
//
//   MailHead head = read_mail_head(bytes, 0);
//   head.value("subject")            // "Re: Şuşa": unfolded, encoded words decoded
//   head.parameter("content-type", "charset")
//   head.end                         // where the body begins
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/charset.h"

namespace byname {

struct MailField {
  std::string name{};     // lower case
  std::size_t begin = 0;  // of the value as written
  std::size_t end = 0;
};

struct MailHead {
  std::string_view bytes{};
  std::vector<MailField> fields{};  // the first thousand
  std::size_t end = 0;              // after the empty line

  const MailField* field(std::string_view name) const;
  // As written, unfolded; the first field of the name. Empty if there is none.
  std::string raw(std::string_view name) const;
  // As people read it.
  std::string value(std::string_view name) const;
  // "text/plain" of "Text/Plain; charset=utf-8".
  std::string word(std::string_view name) const;
  // "utf-8" of that; also RFC 2231 ("name*=utf-8''%C5%9E") and its continuations.
  std::string parameter(std::string_view name, std::string_view key) const;
};

MailHead read_mail_head(std::string_view bytes, std::size_t begin);

// Encoded words ("=?utf-8?B?...?=") decoded, other bytes as their charset is guessed.
std::string mail_words(std::string_view raw);

// "Ann Lee, Rashid" of "Ann Lee <ann@x.org>, \"Rashid\" <r@x.org>"; an address without name
// stands for itself.
std::string names_of_addresses(std::string_view raw);

// The charset of bytes, of which the letter says `declared` (may be empty or wrong).
Encoding mail_charset(std::string_view bytes, std::string_view declared);
std::string to_utf8(std::string_view bytes, std::string_view declared);

// In the charset that is named and no other.
std::string charset_decoded(std::string_view bytes, std::string_view charset);

int hex_digit(char c);  // -1: it is none
std::string base64_decoded(std::string_view text);
// "=C5=9E" as bytes; `underscore`: "_" is a blank, as in encoded words.
std::string quoted_printable_decoded(std::string_view text, bool underscore);

}  // namespace byname
