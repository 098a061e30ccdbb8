// What the scanner knows of each code point: its class, script, case and folded
// bytes, in two-stage tables made at build time by generate_tables.cc.
//
//   const Entry e = search_table().find(0x018F);   // Ə: letter, latin, upper, marked, "e"
//
// Two tables of one shape: search_table() folds as scan() does, marks_table()
// as fold_keeping_marks() does. Internal to text/.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/language.h"

namespace byname {

enum class CharClass : std::uint8_t {
  letter,       // 0: see Entry::is_plain_letter()
  digit,        // decimal digits of every script; folded to ASCII
  mark,         // combining marks
  transparent,  // ignored wherever it stands: soft hyphen, ZWNJ, tatweel, ՞ ...
  apostrophe,
  complex,    // letters of scripts written without blanks: ICU finds the words
  regional,   // half a flag
  blank,      // this and all below: never part of a word
  line,       // line break
  paragraph,  // form feed, paragraph separator
  hyphen,
  underscore,
  slash,
  dot,
  colon,  // : ; , and their like
  hash,
  at,
  other,
};

// One code point in eight bytes.
struct Entry {
  std::uint64_t bits = 0;

  // 0-4 class, 5-8 script, 9-11 length of the folded bytes, then:
  static constexpr std::uint64_t kScript = 15u << 5;
  static constexpr std::uint64_t kUpper = 1u << 12;  // upper case; with kLower: title case
  static constexpr std::uint64_t kLower = 1u << 13;
  static constexpr std::uint64_t kMarked = 1u << 14;  // the fold lost or changed a mark
  static constexpr std::uint64_t kSlow = 1u << 15;    // the fold is not just the inline bytes: it
                                                      // is long, depends on what stands before
                                                      // or may compose with it
  // Lengths up to six stand in bits 16-63. Seven: kSelf in bits 16-23 says that
  // the fold is the character itself, else 24-47 is an offset into the long
  // folds and 48-63 the length.
  static constexpr unsigned kLong = 7;
  static constexpr unsigned kSelf = 0xFF;

  CharClass char_class() const { return static_cast<CharClass>(bits & 31); }
  Script script() const { return static_cast<Script>(bits >> 5 & 15); }
  unsigned length() const { return static_cast<unsigned>(bits >> 9 & 7); }
  bool has(std::uint64_t flag) const { return (bits & flag) != 0; }
  // A letter whose fold is its inline bytes, whatever stands around it.
  bool is_plain_letter() const { return (bits & (31 | kSlow)) == 0; }
};
static_assert(sizeof(Entry) == 8);

// The tables as they lie in memory, all little pieces one after the other:
//   TablesHeader, stage1 of search, stage1 of marks (uint16 each),
//   blocks (Entry each, kBlockSize a block, shared by both), long folds.
inline constexpr unsigned kBlockBits = 7;
inline constexpr std::uint32_t kBlockSize = 1u << kBlockBits;
inline constexpr std::uint32_t kBlockCount = 0x110000 / kBlockSize;
struct TablesHeader {
  std::uint32_t blocks = 0;
  std::uint32_t long_folds = 0;  // bytes
};

class CharTable {
 public:
  CharTable(const std::uint16_t* stage1, const Entry* stage2, const char* long_folds)
      : stage1_(stage1), stage2_(stage2), long_folds_(long_folds) {}

  // `code_point` <= 0x10FFFF.
  Entry find(char32_t code_point) const {
    const std::uint32_t block = stage1_[code_point >> kBlockBits];
    return stage2_[block << kBlockBits | (code_point & (kBlockSize - 1))];
  }
  // The entries of U+0000 to U+007F.
  const Entry* ascii() const { return stage2_ + (stage1_[0] << kBlockBits); }

  // The folded bytes of `source`, the character that `entry` belongs to. A
  // result of up to six bytes is copied to `inline_bytes`.
  std::string_view fold(const Entry& entry, std::string_view source,
                        char (&inline_bytes)[8]) const {
    if (entry.length() != Entry::kLong) {
      const std::uint64_t bytes = entry.bits >> 16;
      std::memcpy(inline_bytes, &bytes, sizeof bytes);
      return {inline_bytes, entry.length()};
    }
    if ((entry.bits >> 16 & 0xFF) == Entry::kSelf) return source;
    return {long_folds_ + (entry.bits >> 24 & 0xFFFFFF),
            static_cast<std::size_t>(entry.bits >> 48)};
  }

 private:
  const std::uint16_t* stage1_;
  const Entry* stage2_;
  const char* long_folds_;
};

const CharTable& search_table();
const CharTable& marks_table();
// All bytes of the generated tables: the analyzer's fingerprint is made of them.
std::string_view table_bytes();

}  // namespace byname
