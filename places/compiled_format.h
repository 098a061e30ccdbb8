// The bytes of a compiled gazetteer, shared by its writer (compile.cc) and its
// reader (compiled.cc). Little-endian; every number below is part of the format.
//
//   file     = header, section*                 sections begin at multiples of 8
//   header   = magic "BYNGAZ\0\0", version u32, section count u32,
//              file size u64, hash64 of all sections u64,
//              {offset u64, bytes u64} a section, hash64 of the header so far u64
//   strings  = pool of {length as LEB128, bytes}; a string is its offset; 0 is ""
//   form     = stem + ending. A name stands once under the stem that its forms have
//              in common, with the number of a class: the endings that it takes,
//              shared by all names that take the same
//   slots    = open addressing by linear steps, begun at (hash's upper half) *
//              (number of slots) / 2^32, of {hash u64 (0: empty), where u32}
//   where    = index of the first record of the key's run, or kNoRun; with
//              kPrefixFlag if longer keys begin with this one
//   run      = record*, the last of them flagged
//   filters  = a word of 64 bits a key, chosen by the upper half of its hash, three bits in
//              it; of the stems and prefixes, of the endings, and of all ends of these
//
// Sections are numbered as in `Section`; append, never renumber.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <string_view>

namespace byname::compiled {

static_assert(std::endian::native == std::endian::little, "the file is mapped as it lies");

inline constexpr std::array<char, 8> kMagic{'B', 'Y', 'N', 'G', 'A', 'Z', 0, 0};
inline constexpr std::uint32_t kVersion = 4;

enum Section : std::uint32_t {
  kMeta,           // Meta
  kPlaces,         // PlaceRecord by place number
  kNames,          // NameRecord by name number
  kPlacesById,     // u32 place numbers in the order of their ids' bytes
  kStrings,        // the pool
  kFormSlots,      // Slot: hash of a stem or of a prefix -> run of forms
  kForms,          // FormRecord, of a stem by class and name
  kRelations,      // u32 place numbers, pointed into by PlaceRecord
  kSoundSlots,     // Slot: hash64(sound key) -> run of names
  kSoundNames,     // u32 name numbers, the last of a run with kLastFlag
  kByLength,       // u32 name numbers, one a folded text, by its letters
  kLengthStarts,   // u32 by number of letters (the last: all above): index into kByLength
  kClasses,        // ClassRecord by number
  kEndings,        // EndingRecord, of a class by the hash of the tail
  kStems,          // a second pool: stems with their marks
  kStemFilter,     // u64: hashes of kFormSlots
  kTailFilter,     // u64: hashes of the tails
  kLanguages,      // u32, packed as lang: bit by bit those of ClassRecord::texts
  kPlaceTraits,    // PlaceTraits, shared by the places that have the same
  kNameTraits,     // NameTraits, shared by the names that have the same
  kTailEndFilter,  // u64: hashes of the ends of all tails, the tails themselves included
  kSectionCount
};

inline constexpr std::uint32_t kMaxLetters = 255;  // of kLengthStarts
inline constexpr std::uint32_t kMaxProbes = 4096;  // a table with longer runs is damaged

struct Extent {
  std::uint64_t offset, bytes;
};

struct Header {
  std::array<char, 8> magic;
  std::uint32_t version, sections;
  std::uint64_t file_size, content_hash;
  std::array<Extent, kSectionCount> extents;
  std::uint64_t header_hash;  // of everything above

  std::string_view hashed() const {
    return {reinterpret_cast<const char*>(this), sizeof(Header) - sizeof header_hash};
  }
};

struct Meta {
  std::array<char, 16> gazetteer_hash;
  std::array<char, 16> fingerprint;  // compiled_fingerprint()
  std::uint32_t longest_key;         // tokens
  std::uint32_t longest_tail;        // bytes
};

struct Slot {
  std::uint32_t hash_low, hash_high, where;

  std::uint64_t hash() const { return std::uint64_t{hash_high} << 32 | hash_low; }
};
inline constexpr std::uint32_t kPrefixFlag = 0x80000000;
inline constexpr std::uint32_t kNoRun = 0x7fffffff;
inline constexpr std::uint32_t kLastFlag = 0x80000000;

// 0 marks an empty slot, so the one key that hashes to it takes 1.
inline std::uint64_t slot_hash(std::uint64_t hash) { return hash == 0 ? 1 : hash; }
inline std::uint64_t first_slot(std::uint64_t hash, std::uint64_t slots) {
  return (hash >> 32) * slots >> 32;
}

struct Range {
  std::uint32_t first, count;
};

struct PlaceRecord {
  double lat, lon;  // NaN: unknown
  std::uint32_t id, wikidata, geonames;
  std::uint32_t parent;
  Range names;
  std::uint32_t relations;  // the first of its family, which those that contain it follow
  std::uint32_t traits;
};
struct PlaceTraits {
  std::uint32_t type, country, note, family_word;
  std::uint32_t family, contained;  // how many

  auto operator<=>(const PlaceTraits&) const = default;
};

struct NameRecord {
  std::uint32_t place, text, folded, traits;
};
struct NameTraits {
  std::uint32_t lang, script, kind, from_year, to_year, ambiguous, source, attested, origin, note;

  auto operator<=>(const NameTraits&) const = default;
};

// A name under a stem of its forms. The stem with its marks is what is looked up itself
// if the name has none (kPlainStem), else a string of kStems. A form of its own way (a
// class whose one tail is empty) says the hash of its marks itself (kOwnMarks).
inline constexpr std::uint32_t kNameBits = 25;
inline constexpr std::uint32_t kMaxNames = 1U << kNameBits;
inline constexpr std::uint32_t kJoined = 1U << 30;    // in `packed`, beside kLastFlag
inline constexpr std::uint32_t kOwnMarks = 1U << 31;  // in `way`, above the class
inline constexpr std::uint32_t kPlainStem = 1U << 30;
struct FormRecord {
  std::uint32_t packed, way, marks, place;

  std::uint32_t name() const { return packed & (kMaxNames - 1); }
  std::uint32_t number_of_class() const { return way & ~(kOwnMarks | kPlainStem); }
};

// Endings, and in the texts of which languages names have them: a bit of kLanguages
// each, kOtherTexts for all others.
struct ClassRecord {
  std::uint32_t first, count, texts;
};
inline constexpr std::uint32_t kOtherTexts = 1U << 31;
inline constexpr std::uint32_t kAllTexts = 0xffffffff;
inline constexpr std::size_t kMaxLanguages = 31;

enum EndingFlag : std::uint32_t { kIsName = 1, kLowerCase = 2, kPlainTail = 4 };
struct EndingRecord {
  std::uint32_t hash;    // upper half of tail_hash(tail)
  std::uint32_t tail;    // string
  std::uint32_t marked;  // string: the same with its marks
  std::uint32_t packed;  // kind << 8, EndingFlag

  bool has(EndingFlag flag) const { return (packed & flag) != 0; }
};

// Of a filter with so many words: which word, and which bits of it.
inline std::uint64_t filter_word(std::uint64_t hash, std::uint64_t words) {
  return (hash >> 32) * words >> 32;
}
inline std::uint64_t filter_bits(std::uint64_t hash) {
  return std::uint64_t{1} << (hash >> 8 & 63) | std::uint64_t{1} << (hash >> 14 & 63) |
         std::uint64_t{1} << (hash >> 20 & 63);
}
inline constexpr std::uint64_t kFilterBits = 10;  // a key
inline constexpr std::size_t kLongestTail = 128;  // bytes; a name with longer ones is stored

static_assert(sizeof(Header) == 32 + 16 * kSectionCount + 8 && sizeof(Meta) == 40 &&
              sizeof(Slot) == 12 && sizeof(PlaceRecord) == 48 && sizeof(NameRecord) == 16 &&
              sizeof(FormRecord) == 16 && sizeof(ClassRecord) == 12 && sizeof(EndingRecord) == 16);

}  // namespace byname::compiled
