// Text of Word 6 to 2003, by its table of pieces.
#include <algorithm>
#include <vector>

#include "indexer/readers/little_endian.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/old_office.h"

namespace byname {
namespace {

constexpr std::uint64_t kWord97 = 193;
constexpr std::uint64_t kLockedFlag = 0x0100, kOtherTable = 0x0200;
constexpr char kLockedDocument[] = "encrypted; save it without its password";

// The marks that Word writes into the text.
class WordText {
 public:
  explicit WordText(OfficeText& out) : out_(out) {}

  void add(std::string_view utf8, Part part) {
    std::size_t plain = 0;
    const auto flush = [&](std::size_t end) {
      if (codes_ == 0 && end > plain) out_.add(utf8.substr(plain, end - plain));
      plain = end + 1;
    };
    for (std::size_t i = 0; i < utf8.size(); ++i) {
      const auto c = static_cast<unsigned char>(utf8[i]);
      if (c >= 0x20) continue;
      if (c == '\t') continue;
      flush(i);
      if (c == 0x13) {  // a field: what it is, what it shows
        ++codes_;
        ++fields_;
      } else if (c == 0x14) {
        if (codes_ > 0) --codes_;
      } else if (c == 0x15) {
        if (fields_ > 0) --fields_;
        codes_ = std::min(codes_, fields_);
      } else if (c == 0x0B) {
        out_.add("\n");
      } else if (c == 0x1E) {
        out_.add("\xE2\x80\x91");
      } else if (c == 0x0D || c == 0x0C || c == 0x07 || c == 0x0E) {
        out_.end(part);
      }
    }
    flush(utf8.size());
  }
  void end(Part part) {
    out_.end(part);
    codes_ = fields_ = 0;
  }

 private:
  OfficeText& out_;
  std::size_t codes_ = 0, fields_ = 0;  // that are open
};

struct TextPiece {
  std::uint64_t begin = 0;  // in characters of the document
  std::uint64_t end = 0;
  std::uint64_t at = 0;  // bytes of the stream
  bool wide = false;
};

std::vector<TextPiece> pieces_of(std::string_view table) {
  std::vector<TextPiece> pieces;
  while (table.size() >= 5) {
    if (table[0] == 1) {
      table.remove_prefix(std::min<std::size_t>(table.size(), 3 + little_number(table, 1, 2)));
      continue;
    }
    if (table[0] != 2) break;
    const std::string_view list = table.substr(5, little_number(table, 1, 4));
    const std::size_t count = list.size() < 4 ? 0 : (list.size() - 4) / 12;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t place = little_number(list, (count + 1) * 4 + i * 8 + 2, 4);
      TextPiece piece{.begin = little_number(list, i * 4, 4),
                      .end = little_number(list, i * 4 + 4, 4)};
      piece.wide = (place & 0x40000000) == 0;
      piece.at = piece.wide ? place : (place & 0x3FFFFFFF) / 2;
      pieces.push_back(piece);
    }
    break;
  }
  return pieces;
}

}  // namespace

std::string read_doc(const CompoundFile& file, OfficeText& text) {
  const std::string main = file.stream("WordDocument");
  const std::uint64_t flags = little_number(main, 10, 2);
  if ((flags & kLockedFlag) != 0) return kLockedDocument;
  WordText words(text);
  if (little_number(main, 2, 2) < kWord97) {
    // One stretch of bytes in the charset of the place.
    const std::uint64_t begin = little_number(main, 24, 4), end = little_number(main, 28, 4);
    if (begin >= main.size() || end <= begin) return "damaged";
    words.add(to_utf8(std::string_view(main).substr(begin, end - begin), ""), Part::body);
    words.end(Part::body);
    return end > main.size() ? "read as far as it goes: cut off" : "";
  }
  const std::string table = file.stream((flags & kOtherTable) != 0 ? "1Table" : "0Table");
  const std::uint64_t at = little_number(main, 0x1A2, 4), size = little_number(main, 0x1A6, 4);
  if (at >= table.size()) return "damaged: its table of pieces is lost";
  const std::vector<TextPiece> pieces = pieces_of(std::string_view(table).substr(at, size));
  // The text proper, footnotes, heads and feet, and so on, one behind the other.
  const std::uint64_t heads_begin = little_number(main, 0x4C, 4) + little_number(main, 0x50, 4);
  const std::uint64_t heads_end = heads_begin + little_number(main, 0x54, 4);
  std::uint64_t left = main.size() * 2;  // pieces that overlap say nothing new
  bool cut = false;
  for (const TextPiece& piece : pieces) {
    for (std::uint64_t from = piece.begin; from < piece.end;) {
      std::uint64_t until = piece.end;
      for (const std::uint64_t border : {heads_begin, heads_end})
        if (from < border && border < until) until = border;
      const Part part = from >= heads_begin && from < heads_end ? Part::chrome : Part::body;
      if (from == heads_begin || from == heads_end)
        words.end(part == Part::body ? Part::chrome : Part::body);
      const std::uint64_t width = piece.wide ? 2 : 1;
      const std::uint64_t begin = piece.at + (from - piece.begin) * width;
      const std::uint64_t length = (until - from) * width;
      if (begin + length > main.size()) cut = true;
      if (begin >= main.size() || std::min<std::uint64_t>(length, main.size() - begin) > left)
        break;
      const std::string_view bytes = std::string_view(main).substr(begin, length);
      left -= bytes.size();
      words.add(piece.wide ? utf16_text(bytes) : charset_decoded(bytes, "windows-1252"), part);
      from = until;
    }
  }
  words.end(Part::body);
  return cut ? "read as far as it goes: cut off" : "";
}

// Records one in another; what holds others is stepped into.
std::string read_ppt(const CompoundFile& file, OfficeText& text) {
  constexpr std::uint64_t kTextChars = 4000, kTextBytes = 4008, kMasters = 1016, kSlide = 1006,
                          kNotes = 1008;
  const std::string stream = file.stream("PowerPoint Document");
  const std::string_view bytes = stream;
  for (std::size_t at = 0; at + 8 <= bytes.size();) {
    const bool holder = (bytes[at] & 0x0F) == 0x0F;
    const std::uint64_t kind = little_number(bytes, at + 2, 2);
    const std::uint64_t length = little_number(bytes, at + 4, 4);
    at += 8;
    // Of masters there are only words like «Click to edit».
    if (holder && kind != kMasters) {
      if (kind == kSlide || kind == kNotes) text.end();
      continue;
    }
    const std::string_view value = bytes.substr(at, length);
    if (kind == kTextChars || kind == kTextBytes) {
      const std::string words =
          kind == kTextChars ? utf16_text(value) : charset_decoded(value, "windows-1252");
      // Where its number will stand.
      if (words != "*") WordText(text).add(words, Part::body);
      text.end();
    }
    if (value.size() < length) return "read as far as it goes: cut off";
    at += length;
  }
  return {};
}

}  // namespace byname
