// The parts of a letter (MIME), flat, in their order.
//
//   for (const MailPart& part : mail_parts(bytes, 0)) ...
//   const Decoded body = mail_part_bytes(bytes, part, offset, line);   // transfer encoding undone
//   const Decoded text = mail_part_text(body, part.charset);           // UTF-8 with its source
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/mail_headers.h"
#include "indexer/readers/source_map.h"

namespace byname {

struct MailPart {
  MailHead head{};
  std::string type{};  // "text/html"; "text/plain" if it says nothing
  std::string charset{};
  std::string file_name{};
  std::string id{};        // Content-ID without its brackets
  std::string location{};  // Content-Location
  bool attached = false;   // said to be a file of its own
  std::size_t begin = 0;   // bytes of the body as written
  std::size_t end = 0;
  // Among alternatives: their number, and whether a later one says the same.
  int alternatives = 0;  // 0: stands for itself
  bool related = false;  // belongs to a page: all but the first of multipart/related
};

// `head`: of the letter, whose body reaches to `end`. The first thousand parts.
std::vector<MailPart> mail_parts(const MailHead& head, std::size_t end);

// The bytes of a part; their source is known unless they were written in base64. `offset`: of
// bytes[0] in the file; `line`: on which the part begins.
Decoded mail_part_bytes(std::string_view bytes, const MailPart& part, std::uint64_t offset,
                        std::uint32_t line);

// Paragraphs of text whose lines are to flow (format=flowed, RFC 3676) made whole; where `delsp`
// the blank at the end of a line is not the text's.
Decoded unflowed(const Decoded& text, bool delsp);

// Those bytes as text.
Decoded mail_part_text(const Decoded& bytes, std::string_view charset);

}  // namespace byname
