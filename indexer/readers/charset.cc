#include "indexer/readers/charset.h"

#include <simdjson.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "indexer/readers/byte_table.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/letter_fit.h"
#include "text/ascii.h"

namespace byname {
namespace {

// The name under which ICU opens a converter for text in bytes; empty: it has none,
// or one that cannot be meant (a 7-bit or stateful one).
std::string converter_named(std::string_view name) {
  if (name.empty() || name.size() > 40) return {};
  if (const std::string_view table = byte_table_named(name); !table.empty())
    return std::string(table);
  UErrorCode error = U_ZERO_ERROR;
  const std::string spelt(name);
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(spelt.c_str(), &error),
                                                               &ucnv_close);
  if (U_FAILURE(error)) return {};
  const char* canonical = ucnv_getName(converter.get(), &error);
  if (U_FAILURE(error) || !canonical) return {};
  switch (ucnv_getType(converter.get())) {
    case UCNV_UTF7:
    case UCNV_SCSU:
    case UCNV_BOCU1:
    case UCNV_IMAP_MAILBOX:
    case UCNV_HZ:
    case UCNV_ISO_2022:
    case UCNV_EBCDIC_STATEFUL:
      return {};
    default:
      return canonical;
  }
}

// Under names of standards, programs write the supersets of Windows, and browsers read them.
std::string_view written_as(std::string_view name) {
  static constexpr std::array<std::array<std::string_view, 2>, 22> kSupersets{{
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"iso8859-9", "windows-1254"},
      {"latin5", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"x-gbk", "gb18030"},
      {"shift_jis", "windows-31j"},
      {"shift-jis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"euc-kr", "windows-949"},
      {"uhc", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"ksc5601", "windows-949"},
      {"x-mac-ce", "macce"},
      {"mac-centraleurope", "macce"},
  }};
  const std::string wanted = ascii_lower(name);
  for (const auto& [standard, superset] : kSupersets)
    if (wanted == standard) return superset;
  return name;
}

// «~{<:Ky2;~}»: Chinese of pairs of ASCII between braces.
bool is_hz(std::string_view head) {
  std::size_t pairs = 0;
  for (std::size_t at = 0; (at = head.find("~{", at)) != head.npos;) {
    const std::size_t end = head.find("~}", at += 2);
    const std::string_view inside = head.substr(at, std::min(end, head.size()) - at);
    if (end == head.npos || inside.size() % 2 != 0 || inside.empty()) return false;
    for (std::size_t i = 0; i < inside.size(); i += 2)
      if (inside[i] < 0x21 || inside[i] > 0x77 || inside[i + 1] < 0x21 || inside[i + 1] > 0x7E)
        return false;
    pairs += inside.size() / 2;
    at = end + 2;
  }
  return pairs >= 4;
}

// Texts of several bytes a character that look like ASCII but for escapes: "ESC $ B".
std::string escaped_encoding(std::string_view head) {
  if (is_hz(head)) return "HZ";
  for (std::size_t at = head.find('\x1B'); at != head.npos; at = head.find('\x1B', at + 1)) {
    const std::string_view escape = head.substr(at + 1, 3);
    if (escape == "$)C") return "ISO-2022-KR";
    if (escape.starts_with("$B") || escape.starts_with("$@") || escape == "$(D")
      return "ISO-2022-JP-2";
    if (escape == "$)A" || escape == "$)G") return "ISO-2022-CN";
  }
  return {};
}

// Where KOI8-R has lines of tables, KOI8-U has the letters that Russian lacks.
bool has_ukrainian_letters(std::string_view sample) {
  std::size_t letters = 0, high = 0;
  for (const char c : sample) {
    high += static_cast<unsigned char>(c) >= 0x80;
    letters += c == '\xA4' || c == '\xA6' || c == '\xA7' || c == '\xAD';
  }
  return letters * 100 >= high * 2;
}

// Whether more than a fiftieth of the sample is nothing in that encoding.
bool does_not_fit(const std::string& name, std::string_view sample) {
  std::uint64_t invalid = 0;
  decode(sample, {name, 0}, {}, invalid);
  return invalid * 50 > sample.size();
}

std::string guessed(std::string_view sample) {
  if (const std::string_view table = byte_table_guess(sample); !table.empty())
    return std::string(table);
  std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(
      uchardet_new(), &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  std::string_view name = uchardet_get_charset(detector.get());
  // The text is no valid UTF-8, so neither answer can help; and what uchardet calls
  // ISO-8859-9 and -1 is written by programs that mean Windows' superset.
  if (name == "UTF-8" || name == "ASCII") return {};
  if (name == "KOI8-R" && has_ukrainian_letters(sample)) name = "KOI8-U";
  return converter_named(written_as(name));
}

}  // namespace

void Utf8Census::step(unsigned char byte) {
  if (pending_ > 0) {
    if (byte >= low_ && byte <= high_) {
      low_ = 0x80;
      high_ = 0xBF;
      if (--pending_ == 0) ++characters_;
      return;
    }
    ++invalid_;
    first_invalid_ = std::min(first_invalid_, position_);
    pending_ = 0;
  }
  low_ = 0x80;
  high_ = 0xBF;
  if (byte < 0x80) return;
  if (byte >= 0xC2 && byte <= 0xDF) {
    pending_ = 1;
  } else if (byte >= 0xE0 && byte <= 0xEF) {
    pending_ = 2;
    if (byte == 0xE0) low_ = 0xA0;
    if (byte == 0xED) high_ = 0x9F;
  } else if (byte >= 0xF0 && byte <= 0xF4) {
    pending_ = 3;
    if (byte == 0xF0) low_ = 0x90;
    if (byte == 0xF4) high_ = 0x8F;
  } else {
    ++invalid_;
    first_invalid_ = std::min(first_invalid_, position_);
  }
}

namespace {

// Of `bytes`, those that are well-formed UTF-8 for certain; they end between two characters.
std::size_t well_formed(std::string_view bytes) {
  std::size_t end = bytes.size();
  // The last character may be incomplete: it and what follows are left to be stepped through.
  while (end > 0 && bytes.size() - end < 4 && (bytes[end - 1] & 0xC0) == 0x80) --end;
  if (end > 0 && (bytes[end - 1] & 0x80) != 0) --end;
  return end > 0 && simdjson::validate_utf8(bytes.data(), end) ? end : 0;
}

// Bytes with which characters beyond ASCII begin.
std::uint64_t leads_in(std::string_view bytes) {
  std::uint64_t leads = 0;
  std::size_t i = 0;
  for (std::uint64_t word; i + 8 <= bytes.size(); i += 8) {
    std::memcpy(&word, bytes.data() + i, 8);
    leads += ((word & (word << 1)) >> 7 & 0x0101010101010101ULL) * 0x0101010101010101ULL >> 56;
  }
  for (; i < bytes.size(); ++i) leads += (bytes[i] & 0xC0) == 0xC0;
  return leads;
}

}  // namespace

void Utf8Census::add(std::string_view bytes) {
  // Most text is well-formed, which is told of many bytes at a time.
  constexpr std::size_t kAtOnce = 32 << 10;
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, pending_ > 0 ? 1 : kAtOnce);
    bytes.remove_prefix(piece.size());
    const std::size_t good = pending_ > 0 ? 0 : well_formed(piece);
    characters_ += leads_in(piece.substr(0, good));
    position_ += good;
    step_through(piece.substr(good));
  }
}

void Utf8Census::step_through(std::string_view bytes) {
  const char* p = bytes.data();
  const char* const end = p + bytes.size();
  while (p < end) {
    if (pending_ == 0) {
      std::uint64_t word;
      while (end - p >= 8 && (std::memcpy(&word, p, 8), (word & 0x8080808080808080ULL) == 0)) {
        p += 8;
        position_ += 8;
      }
      if (p == end) break;
    }
    step(static_cast<unsigned char>(*p++));
    ++position_;
  }
}

Encoding marked_encoding(std::string_view head) {
  const struct {
    std::string_view mark;
    std::string_view name;
  } marks[] = {{std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
               {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
               {"\xEF\xBB\xBF", "UTF-8"},
               {"\xFF\xFE", "UTF-16LE"},
               {"\xFE\xFF", "UTF-16BE"}};
  for (const auto& m : marks) {
    if (head.starts_with(m.mark))
      return {std::string(m.name), static_cast<std::uint32_t>(m.mark.size())};
  }
  return {"", 0};
}

namespace {

// UTF-32 without a mark: no number is above 0x10FFFF.
Encoding unmarked_utf32(std::string_view head) {
  head = head.substr(0, std::min<std::size_t>(head.size(), 8192) & ~std::size_t{3});
  if (head.size() < 32) return {"", 0};
  for (const bool little : {true, false}) {
    const bool fits = [&] {
      for (std::size_t i = 0; i < head.size(); i += 4) {
        const auto at = [&](std::size_t n) {
          return static_cast<unsigned char>(head[i + (little ? 3 - n : n)]);
        };
        if (at(0) != 0 || at(1) > 0x10 || (at(1) == 0 && at(2) == 0 && at(3) == 0)) return false;
      }
      return true;
    }();
    if (fits) return {little ? "UTF-32LE" : "UTF-32BE", 0};
  }
  return {"", 0};
}

// UTF-16 of kana, Chinese characters and Hangul: in the right order of bytes nearly all units
// are letters that such texts have, some are ASCII, in the other only chance.
Encoding unmarked_east_asian(std::string_view head) {
  std::array<std::size_t, 2> common{}, ascii{}, kana{};
  for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
    for (const unsigned little : {0U, 1U}) {
      const auto upper = static_cast<unsigned char>(head[i + little]);
      const auto lower = static_cast<unsigned char>(head[i + 1 - little]);
      const bool plain =
          upper == 0 && (lower >= 0x20 || lower == '\n' || lower == '\r' || lower == '\t');
      ascii[little] += plain;
      kana[little] += upper == 0x30;
      common[little] += plain || upper == 0x30 || (upper >= 0x4E && upper <= 0x9F) ||
                        (upper >= 0xAC && upper <= 0xD7) || upper == 0xFF || upper == 0x20;
    }
  }
  const std::size_t units = head.size() / 2;
  for (const unsigned little : {0U, 1U})
    if (common[little] * 100 >= units * 98 && ascii[1 - little] * 50 <= units &&
        common[1 - little] * 100 <= units * (ascii[little] > 0 ? 85U : 65U) &&
        (ascii[little] > 0 || kana[little] * 20 >= units))
      return {little ? "UTF-16LE" : "UTF-16BE", 0};
  return {"", 0};
}

}  // namespace

Encoding unmarked_utf16(std::string_view head) {
  if (Encoding wide = unmarked_utf32(head); !wide.name.empty()) return wide;
  head = head.substr(0, std::min<std::size_t>(head.size(), 8192) & ~std::size_t{1});
  if (head.size() < 16) return {"", 0};
  // High bytes of Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and Georgian letters
  // and of blanks: control characters, which text in bytes does not hold.
  std::array<std::size_t, 2> high{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto byte = static_cast<unsigned char>(head[i]);
    if (byte <= 0x07 || byte == 0x10) ++high[i % 2];
  }
  const std::size_t half = head.size() / 2;
  if (const Encoding east = unmarked_east_asian(head); !east.name.empty()) return east;
  for (const unsigned odd : {1U, 0U}) {
    if (high[odd] * 10 >= half * 8 && high[1 - odd] * 10 <= half * 4)
      return {odd ? "UTF-16LE" : "UTF-16BE", 0};
  }
  return {"", 0};
}

std::string declared_encoding(std::string_view head) {
  for (const std::string_view key : {"charset=", "encoding="}) {
    const auto found = std::search(head.begin(), head.end(), key.begin(), key.end(),
                                   [](char a, char b) { return ascii_lower(a) == b; });
    if (found == head.end()) continue;
    std::string_view rest =
        head.substr(static_cast<std::size_t>(found - head.begin()) + key.size());
    while (!rest.empty() && (rest.front() == '"' || rest.front() == '\'' || rest.front() == ' '))
      rest.remove_prefix(1);
    std::size_t end = 0;
    while (end < rest.size() && (is_ascii_letter_or_digit(rest[end]) || rest[end] == '-' ||
                                 rest[end] == '_' || rest[end] == ':'))
      ++end;
    if (end > 0) return std::string(rest.substr(0, end));
  }
  return {};
}

Encoding encoding_of(std::string_view head, const Utf8Census& census, std::string_view sample,
                     std::string_view declared) {
  if (Encoding marked = marked_encoding(head); !marked.name.empty()) return marked;
  if (Encoding wide = unmarked_utf16(head); !wide.name.empty()) return wide;
  if (const std::string escaped = escaped_encoding(head);
      !escaped.empty() && census.characters() + census.invalid() == 0)
    return {escaped, 0};
  // A few broken bytes in much good UTF-8 are damage, not another encoding: bytes of
  // another one hardly ever form a well-formed character.
  if (census.invalid() <= census.characters() / 8) return {};
  if (const std::string name = converter_named(written_as(declared));
      !name.empty() && name != "UTF-8" && !name.starts_with("UTF-16") &&
      !name.starts_with("UTF-32") && !does_not_fit(name, sample.substr(0, 8192)))
    return {name, 0};
  const std::string name = guessed(sample.substr(0, 8192));
  if (const std::string_view better = better_fit(sample.substr(0, 8192), name); !better.empty())
    return {std::string(better), 0};
  if (!name.empty()) return {name, 0};
  // Of many bytes beyond ASCII none is UTF-8: what most of the West wrote.
  return {census.characters() == 0 ? "windows-1252" : "UTF-8", 0};
}

}  // namespace byname
