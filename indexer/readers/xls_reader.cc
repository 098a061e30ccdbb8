// Words of the cells of Excel 5 to 2003, sheet by sheet and row by row. Numbers are left out.
#include <algorithm>
#include <optional>
#include <vector>

#include "indexer/readers/little_endian.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/old_office.h"

namespace byname {
namespace {

constexpr std::uint64_t kGoesOn = 0x003C, kSharedStrings = 0x00FC, kStringCell = 0x00FD,
                        kLabelCell = 0x0204, kSheetName = 0x0085, kSheetBegin = 0x0809,
                        kSheetEnd = 0x000A, kLockedBook = 0x002F;

struct BookRecord {
  std::uint64_t kind = 0;
  std::string_view bytes{};
};

std::optional<BookRecord> book_record_at(std::string_view stream, std::size_t at) {
  if (at + 4 > stream.size()) return std::nullopt;
  return BookRecord{little_number(stream, at, 2),
                    stream.substr(at + 4, little_number(stream, at + 2, 2))};
}

// The strings of all cells, a table that goes on over several records. Where a string is cut by
// the end of one, the next says anew how wide its letters are.
class SharedStrings {
 public:
  void read(const std::vector<std::string_view>& records) {
    records_ = &records;
    record_ = at_ = 0;
    skip(8);
    while (more()) {
      const std::uint64_t letters = number(2), flags = number(1);
      const std::uint64_t runs = (flags & 8) != 0 ? number(2) : 0;
      const std::uint64_t extra = (flags & 4) != 0 ? number(4) : 0;
      all.push_back(letters_of(letters, (flags & 1) != 0));
      skip(runs * 4 + extra);
    }
  }
  std::vector<std::string> all{};

 private:
  bool more() {
    while (record_ < records_->size() && at_ >= (*records_)[record_].size()) {
      ++record_;
      at_ = 0;
    }
    return record_ < records_->size();
  }
  void skip(std::uint64_t count) {
    while (count > 0 && more()) {
      const std::uint64_t here = std::min<std::uint64_t>(count, (*records_)[record_].size() - at_);
      at_ += here;
      count -= here;
    }
  }
  std::uint64_t number(std::size_t length) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < length && more(); ++i)
      value |= std::uint64_t{static_cast<unsigned char>((*records_)[record_][at_++])} << (8 * i);
    return value;
  }
  std::string letters_of(std::uint64_t count, bool wide) {
    std::string out;
    while (count > 0) {
      if (record_ >= records_->size()) break;
      if (at_ >= (*records_)[record_].size()) {
        if (!more()) break;
        wide = (number(1) & 1) != 0;
        if (!more()) break;
      }
      const std::size_t width = wide ? 2 : 1;
      const std::string_view left = (*records_)[record_].substr(at_);
      const std::uint64_t here = std::min<std::uint64_t>(count, left.size() / width);
      if (here == 0) {
        at_ = (*records_)[record_].size();
        continue;
      }
      const std::string_view bytes = left.substr(0, here * width);
      out += wide ? utf16_text(bytes) : charset_decoded(bytes, "ISO-8859-1");
      at_ += bytes.size();
      count -= here;
    }
    return out;
  }

  const std::vector<std::string_view>* records_ = nullptr;
  std::size_t record_ = 0, at_ = 0;
};

std::string sheet_name(std::string_view bytes, bool old) {
  const std::size_t length = little_number(bytes, 6, 1);
  if (bytes.size() < 8) return {};
  if (old) return to_utf8(bytes.substr(7, length), "");
  return (bytes[7] & 1) != 0 ? utf16_text(bytes.substr(8, length * 2))
                             : charset_decoded(bytes.substr(8, length), "ISO-8859-1");
}

}  // namespace

std::string read_xls(const CompoundFile& file, OfficeText& text) {
  const bool old = !file.find("Workbook");
  const std::string stream = file.stream(old ? "Book" : "Workbook");
  SharedStrings strings;
  std::vector<std::string> names;
  int depth = 0;          // charts stand in the sheets
  std::size_t sheet = 0;  // how many have begun, the list of sheets being the first
  std::uint64_t row = 0, left = std::max<std::uint64_t>(stream.size() * 16, 1 << 20);
  const auto add = [&](std::uint64_t of_row, const std::string& words) {
    if (of_row != row) text.end();
    row = of_row;
    if (words.size() > left) return;
    left -= words.size();
    text.add(words);
    text.add("\t");
  };
  for (std::size_t at = 0;;) {
    const auto record = book_record_at(stream, at);
    if (!record) break;
    at += 4 + record->bytes.size();
    switch (record->kind) {
      case kLockedBook:
        return "encrypted; save it without its password";
      case kSheetEnd:
        depth = std::max(0, depth - 1);
        break;
      case kSheetBegin:
        if (++depth > 1) break;
        text.end();
        row = 0;
        if (sheet > 0 && sheet <= names.size()) {
          text.add(names[sheet - 1]);
          text.end();
        }
        ++sheet;
        break;
      case kSheetName:
        names.push_back(sheet_name(record->bytes, old));
        break;
      case kSharedStrings: {
        std::vector<std::string_view> records{record->bytes};
        for (auto next = book_record_at(stream, at); next && next->kind == kGoesOn;
             next = book_record_at(stream, at)) {
          records.push_back(next->bytes);
          at += 4 + next->bytes.size();
        }
        strings.read(records);
        break;
      }
      case kStringCell:
        if (const std::uint64_t n = little_number(record->bytes, 6, 4); n < strings.all.size())
          add(little_number(record->bytes, 0, 2), strings.all[n]);
        break;
      case kLabelCell:
        if (record->bytes.size() > 8 && old)
          add(little_number(record->bytes, 0, 2),
              to_utf8(record->bytes.substr(8, little_number(record->bytes, 6, 2)), ""));
        break;
      default:
        break;
    }
  }
  text.end();
  return {};
}

}  // namespace byname
