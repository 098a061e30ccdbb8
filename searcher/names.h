// Which name of a place is used how often, by whom, since when?
//
//   NamesAnswer answer = names_of_place(index, "Stepanakert");
//
// Names that nobody uses are there too, with zeros.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schemas/answer.h"
#include "store/index.h"

namespace byname {

struct NameUse {
  std::string text{};
  std::string lang{};
  std::string script{};
  std::string kind{};
  std::string from_year{};
  std::string to_year{};
  std::string ambiguous{};
  std::uint64_t mentions = 0;  // names and metonyms, every inflected form of it
  std::uint64_t documents = 0;
  std::string first{};  // earliest and latest date of a document that uses it; ISO, may be empty
  std::string last{};
  // Mentions by source, most first; "" for documents without one.
  std::vector<std::pair<std::string, std::uint64_t>> by_source{};

  bool operator==(const NameUse&) const = default;
};

struct PlaceNames {
  Place place{};
  std::string name{};    // in the reader's language
  std::string parent{};  // id; empty: none
  std::uint64_t mentions = 0;
  std::uint64_t documents = 0;
  std::vector<NameUse> names{};  // most used first, then the order of the gazetteer

  bool operator==(const PlaceNames&) const = default;
};

struct NamesAnswer {
  std::vector<PlaceNames> places{};  // the likeliest first; empty: no such place
  std::string generation{};
  std::string gazetteer{};
  std::vector<Warning> warnings{};
};

// `place`: any name or id. `lang`: the reader's.
NamesAnswer names_of_place(const Index& index, std::string_view place,
                           std::string_view lang = "en");

// Places of the index with their counts, all or those that `words` resolve to;
// most mentioned first. For `searcher places`.
struct PlaceSummary {
  Place place{};
  std::string name{};
  std::string parent{};
  PlaceCount count{};
};
std::vector<PlaceSummary> list_places(const Index& index, std::string_view words,
                                      std::string_view lang = "en");

}  // namespace byname
