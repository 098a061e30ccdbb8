// The bytes of a compiled gazetteer, shared by its writer (compile.cc) and its
// reader (compiled.cc). Little-endian; every number below is part of the format.
//
//   file     = header, section*                 sections begin at multiples of 8
//   header   = magic "BYNGAZ\0\0", version u32, section count u32,
//              file size u64, hash64 of all sections u64,
//              {offset u64, bytes u64} a section, hash64 of the header so far u64
//   strings  = pool of {length as LEB128, bytes}; a string is its offset; 0 is ""
//   slots    = open addressing by linear steps, a power of two of
//              {hash u64 (0: empty), first u32, count and flag u32}
//
// Sections are numbered as in `Section`; append, never renumber.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace byname::compiled {

static_assert(std::endian::native == std::endian::little, "the file is mapped as it lies");

inline constexpr std::array<char, 8> kMagic{'B', 'Y', 'N', 'G', 'A', 'Z', 0, 0};
inline constexpr std::uint32_t kVersion = 1;

enum Section : std::uint32_t {
  kMeta,          // Meta
  kPlaces,        // PlaceRecord by place number
  kNames,         // NameRecord by name number
  kPlacesById,    // u32 place numbers in the order of their ids' bytes
  kStrings,       // the pool
  kFormSlots,     // Slot: key hash -> forms; flag: prefix of a longer key
  kForms,         // FormRecord, the likelier of a key first
  kRelations,     // u32 place numbers, pointed into by PlaceRecord
  kSoundSlots,    // Slot: hash64(sound key) -> names
  kSoundNames,    // u32 name numbers
  kByLength,      // u32 name numbers, one a folded text, by its letters
  kLengthStarts,  // u32 by number of letters (the last: all above): index into kByLength
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
  std::uint32_t longest_key;  // tokens
  std::uint32_t reserved;
};

struct Slot {
  std::uint64_t hash;
  std::uint32_t first, count_and_flag;
};
inline constexpr std::uint32_t kPrefixFlag = 0x80000000;

struct Range {
  std::uint32_t first, count;
};

struct PlaceRecord {
  double lat, lon;  // NaN: unknown
  std::uint32_t id, type, country, wikidata, geonames, note;
  std::uint32_t parent;
  Range names, family, contained;
  std::uint32_t reserved;
};

struct NameRecord {
  std::uint32_t place;
  std::uint32_t text, lang, script, kind, from_year, to_year, ambiguous, source, attested, origin,
      note, folded;
};

enum FormFlag : std::uint8_t { kIsName = 1, kLowerCase = 2, kJoined = 4 };
struct FormRecord {
  std::uint32_t name, marked;
  std::uint8_t kind, flags;
  std::uint16_t reserved;
};

static_assert(sizeof(Header) == 32 + 16 * kSectionCount + 8 && sizeof(Meta) == 24 &&
              sizeof(Slot) == 16 && sizeof(PlaceRecord) == 72 && sizeof(NameRecord) == 52 &&
              sizeof(FormRecord) == 12);

}  // namespace byname::compiled
