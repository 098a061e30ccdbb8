#include "indexer/readers/decode.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "indexer/readers/byte_table.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Length of the well-formed character at `p`; 0 if there is none, and then `broken`
// is the length of the maximal ill-formed subsequence (at least 1).
std::size_t character_at(const unsigned char* p, const unsigned char* end, std::size_t& broken) {
  broken = 1;
  const unsigned char lead = *p;
  if (lead == 0) return 0;
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (p + i >= end || p[i] < low || p[i] > high) {
      broken = i;
      return 0;
    }
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

Decoded decode_utf8(std::string_view bytes, DecodeStart start, std::uint64_t& invalid) {
  Decoded out;
  if (bytes.find('\0') == bytes.npos && simdjson::validate_utf8(bytes.data(), bytes.size())) {
    add_linear(out.runs, bytes, 0, start.offset, start.line);
    out.text = bytes;
    return out;
  }
  out.text.reserve(bytes.size());
  const auto* const begin = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* const end = begin + bytes.size();
  const auto* good = begin;  // first byte not yet copied
  const auto* p = begin;
  std::uint32_t line = start.line;
  const auto copy_good = [&] {
    if (p == good) return;
    const std::string_view piece =
        bytes.substr(static_cast<std::size_t>(good - begin), static_cast<std::size_t>(p - good));
    add_linear(out.runs, piece, static_cast<std::uint32_t>(out.text.size()),
               start.offset + static_cast<std::uint64_t>(good - begin), line);
    out.text += piece;
    line += lines_in(piece);
  };
  while (p < end) {
    std::size_t broken = 0;
    if (const std::size_t length = character_at(p, end, broken); length > 0) {
      p += length;
      continue;
    }
    copy_good();
    add_whole(out.runs, {static_cast<std::uint32_t>(out.text.size()), 3,
                         start.offset + static_cast<std::uint64_t>(p - begin), broken, line});
    out.text += kReplacement;
    ++invalid;
    p += broken;
    good = p;
  }
  copy_good();
  return out;
}

// One byte, one character.
Decoded decode_by_table(std::string_view bytes, const ByteTable& table, DecodeStart start,
                        std::uint64_t& invalid) {
  Decoded out;
  std::uint32_t line = start.line;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char32_t character = table[static_cast<unsigned char>(bytes[i])];
    char utf8[4];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(utf8, length, static_cast<std::uint32_t>(character == 0 ? 0xFFFD : character));
    if (character == 0 || character == 0xFFFD) ++invalid;
    const std::string_view written(utf8, static_cast<std::size_t>(length));
    const auto at = static_cast<std::uint32_t>(out.text.size());
    if (length == 1) {
      add_linear(out.runs, written, at, start.offset + i, line);
    } else {
      add_whole(out.runs, {at, static_cast<std::uint32_t>(length), start.offset + i, 1, line});
    }
    out.text += written;
    if (character == '\n') ++line;
  }
  return out;
}

// Through ICU's converter, which tells for every UTF-16 unit from which byte it came.
Decoded decode_converted(std::string_view bytes, const std::string& name, DecodeStart start,
                         std::uint64_t& invalid) {
  Decoded out;
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name.c_str(), &error),
                                                               &ucnv_close);
  if (U_FAILURE(error)) return decode_utf8(bytes, start, invalid);
  constexpr std::size_t kUnits = 4096;
  UChar units[kUnits];
  std::int32_t offsets[kUnits];
  std::uint32_t line = start.line;
  const char* source = bytes.data();
  const char* const end = source + bytes.size();

  // A character is written when the next one begins: only then its last byte is known.
  char32_t waiting = 0;
  std::uint64_t waiting_at = 0;
  bool has_waiting = false;
  const auto write = [&](std::uint64_t until) {
    if (!has_waiting) return;
    if (waiting == 0) waiting = 0xFFFD;
    if (waiting == 0xFFFD) ++invalid;
    char utf8[4];
    std::int32_t length = 0;
    UBool failed = false;
    U8_APPEND(reinterpret_cast<std::uint8_t*>(utf8), length, 4, static_cast<UChar32>(waiting),
              failed);
    if (failed) {
      std::memcpy(utf8, kReplacement.data(), 3);
      length = 3;
    }
    const std::string_view character(utf8, static_cast<std::size_t>(length));
    const auto at = static_cast<std::uint32_t>(out.text.size());
    const std::uint64_t taken = until - waiting_at;
    if (taken == character.size()) {
      add_linear(out.runs, character, at, start.offset + waiting_at, line);
    } else {
      add_whole(out.runs,
                {at, static_cast<std::uint32_t>(length), start.offset + waiting_at, taken, line});
    }
    out.text += character;
    if (waiting == '\n') ++line;
    has_waiting = false;
  };

  char16_t lead = 0;
  std::uint64_t lead_at = 0;
  bool more = true;
  while (more) {
    UChar* target = units;
    const char* const from = source;
    error = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, units + kUnits, &source, end, offsets, true, &error);
    more = error == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(error) && !more) break;
    const std::uint64_t base = static_cast<std::uint64_t>(from - bytes.data());
    std::uint64_t last_at = base;
    for (std::size_t i = 0; i < static_cast<std::size_t>(target - units); ++i) {
      // A character that began in an earlier call has offset -1.
      const std::uint64_t at =
          offsets[i] >= 0 ? base + static_cast<std::uint64_t>(offsets[i]) : last_at;
      last_at = at;
      const char16_t unit = units[i];
      if (U16_IS_LEAD(unit)) {
        lead = unit;
        lead_at = at;
        continue;
      }
      char32_t character = unit;
      std::uint64_t character_at = at;
      if (lead && U16_IS_TRAIL(unit)) {
        character = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead, unit));
        character_at = lead_at;
      }
      lead = 0;
      write(character_at);
      waiting = character;
      waiting_at = character_at;
      has_waiting = true;
    }
  }
  write(bytes.size());
  return out;
}

}  // namespace

Decoded decode(std::string_view bytes, const Encoding& encoding, DecodeStart start,
               std::uint64_t& invalid) {
  if (encoding.is_utf8()) return decode_utf8(bytes, start, invalid);
  if (const ByteTable* table = byte_table(encoding.name))
    return decode_by_table(bytes, *table, start, invalid);
  return decode_converted(bytes, encoding.name, start, invalid);
}

}  // namespace byname
