// What the matcher must know of a name and of a place at every hit, in a word
// each: worked out on first use, then read without a lock.
//
//   NameFacts facts(gazetteer);
//   if (facts.of(entry.name).doubts & kDoubtPerson) ...
//
// A gazetteer says in free text why a name alone is not enough
// (Name::ambiguous); doubts_of() sorts those remarks into classes, because each
// is settled by other evidence. Weight: 3 official, endonym; 2 exonym, or nobody
// said; 0 historical; 1 all other kinds. Standing by words of the type: town for
// anything historical; country: country, continent, union of states, empire, capital;
// area: region, polity, province, republic, sea, state, concept; town: city, town,
// district, river, lake, mountain, or nobody said; else minor.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "places/compiled.h"

namespace byname {

enum Doubt : std::uint8_t {
  kDoubtPerson = 1,        // also a given name or a surname: Laçın, Washington
  kDoubtWord = 2,          // also an ordinary word: Turkey, Սպիտակ
  kDoubtElsewhere = 4,     // also another place: Martuni, Georgia
  kDoubtAbbreviation = 8,  // letters that stand for much else: АР, ADR
  kDoubtPeople = 16,       // also a people: Kazakh
  kDoubtBrand = 32,        // also a club, a wine, a company: Qarabağ
};

// The classes of a remark; 0 for an empty one, kDoubtElsewhere for one that
// says nothing we know.
std::uint8_t doubts_of(std::string_view remark);

// Up to three ASCII letters of a language tag as one number; 0 for none.
std::uint32_t packed_lang(std::string_view lang);

// Whether who reads a text in one of these languages reads names in the other: Eastern and
// Western Armenian; Azerbaijani and Turkish; and, in texts of fewer than 40 tokens, whose
// language is hard to tell, Slavic ones written in Cyrillic.
bool are_close(std::uint32_t lang, std::uint32_t text, std::size_t tokens);

// In NameFact::capitals: a capital inside a word, as in DeKalb.
inline constexpr std::uint8_t kInnerCapital = 128;

struct NameFact {
  std::uint32_t lang = 0;   // packed_lang
  std::uint8_t doubts = 0;  // Doubt
  std::uint8_t capitals =
      0;  // bit t: token t of the listed name has a capital; 7 stands for all further ones
  std::uint8_t weight = 0;  // 0 historical .. 3 official: how likely the name in use
  bool shouted = false;     // all letters are capitals and at most six: US, НКР
  bool local = false;       // the place has a name of weight 3 in the same language, or nobody said
};

// How much of the world speaks of such a place, from its type alone.
enum class Standing : std::uint8_t { minor, town, area, country };

struct PlaceFact {
  PlaceNumber parent = kNoNumber;
  Standing standing = Standing::minor;
  bool district = false;
  bool corridor = false;
  bool water = false;
  bool mountain = false;
  bool has_family = false;
  bool untyped = false;     // the gazetteer does not say what it is
  bool settlement = false;  // people are named after it, or it after people
};

class NameFacts {
 public:
  // `gazetteer` must outlive the facts.
  explicit NameFacts(const CompiledGazetteer& gazetteer);

  NameFact of(NameNumber name) const {
    const std::uint64_t packed = names_[name].load(std::memory_order_relaxed);
    return packed == 0 ? find_out(name) : unpack_name(packed);
  }
  PlaceFact of_place(PlaceNumber place) const {
    const std::uint64_t packed = places_[place].load(std::memory_order_relaxed);
    return packed == 0 ? find_out_of_place(place) : unpack_place(packed);
  }
  const CompiledGazetteer& gazetteer() const { return gazetteer_; }

  // That they will be asked for soon: has them fetched from memory.
  void expect(NameNumber name, PlaceNumber place) const {
    __builtin_prefetch(&names_[name]);
    __builtin_prefetch(&places_[place]);
  }

 private:
  NameFact find_out(NameNumber name) const;
  PlaceFact find_out_of_place(PlaceNumber place) const;
  static NameFact unpack_name(std::uint64_t packed);
  static PlaceFact unpack_place(std::uint64_t packed);

  const CompiledGazetteer& gazetteer_;
  // 0: not yet worked out. Two threads that meet here write the same value.
  std::unique_ptr<std::atomic<std::uint64_t>[]> names_;
  std::unique_ptr<std::atomic<std::uint64_t>[]> places_;
};

inline NameFact NameFacts::unpack_name(std::uint64_t v) {
  return {.lang = static_cast<std::uint32_t>(v & 0xffffff),
          .doubts = static_cast<std::uint8_t>(v >> 24),
          .capitals = static_cast<std::uint8_t>(v >> 32),
          .weight = static_cast<std::uint8_t>(v >> 40),
          .shouted = (v >> 48 & 1) != 0,
          .local = (v >> 49 & 1) != 0};
}

inline PlaceFact NameFacts::unpack_place(std::uint64_t v) {
  return {.parent = static_cast<PlaceNumber>(v),
          .standing = static_cast<Standing>(v >> 32 & 0xff),
          .district = (v >> 40 & 1) != 0,
          .corridor = (v >> 41 & 1) != 0,
          .water = (v >> 43 & 1) != 0,
          .mountain = (v >> 44 & 1) != 0,
          .has_family = (v >> 45 & 1) != 0,
          .untyped = (v >> 46 & 1) != 0,
          .settlement = (v >> 42 & 1) != 0};
}

}  // namespace byname
