// Places and their names, as a gazetteer holds them.
//
// No name is "the right one": the first name in the reader's language is shown
// first, the others stand beside it with language and source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace byname {

// Index into Gazetteer::places and ::names. Numbers live as long as one
// compiled gazetteer; what lasts is Place::id.
using PlaceNumber = std::uint32_t;
using NameNumber = std::uint32_t;
inline constexpr std::uint32_t kNoNumber = 0xffffffff;

struct Place {
  std::string id{};    // stable, as in places.tsv: "xankendi"
  std::string type{};  // city, district, region, river, ...
  std::optional<double> lat{};
  std::optional<double> lon{};
  std::string country{};  // ISO 3166-1 alpha-2 by UN recognition
  PlaceNumber parent = kNoNumber;
  std::string family{};  // places with one word here are one family; empty: see Gazetteer::family
  std::string wikidata{};
  std::string geonames{};
  std::string note{};

  bool operator==(const Place&) const = default;
};

struct Name {
  PlaceNumber place = kNoNumber;
  std::string text{};       // NFC, as written
  std::string lang{};       // ISO 639-1, or -3 where there is none (hyw, azb)
  std::string script{};     // ISO 15924: Latn, Cyrl, Armn, Geor, Arab, ...
  std::string kind{};       // official endonym exonym historical colloquial variant
                            // adjective demonym abbreviation; empty: not stated
  std::string from_year{};  // empty: open
  std::string to_year{};
  std::string ambiguous{};  // why this name alone is not enough; empty: it is
  std::string source{};
  std::string attested{};
  std::string origin{};     // etymon group; only names of one group are the same word
  std::string note{};

  bool operator==(const Name&) const = default;
};

struct Gazetteer {
  std::vector<Place> places{};
  std::vector<Name> names{};  // grouped by place, in the order of the file
  // family[p]: the places of p's family without p (its district, its corridor).
  std::vector<std::vector<PlaceNumber>> family{};
};

}  // namespace byname
