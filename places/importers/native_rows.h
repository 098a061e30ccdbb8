// Writes the two tables of the native format, row by row.
//
//   NativeRows rows;
//   rows.place({.id = "586523", .type = "city", .lat = "39.82", .lon = "46.75"});
//   rows.name({.place = "586523", .text = "Xankəndi", .lang = "az"});
//   ImportedTables tables = rows.take();
//
// A name that a place has already in the same language is not written again.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "places/importers/importer.h"

namespace byname {

struct PlaceRow {
  std::string id{}, type{}, lat{}, lon{}, country{}, parent{}, family{}, wikidata{}, geonames{},
      note{};
};

struct NameRow {
  std::string place{}, text{}, lang{}, script{}, kind{}, from_year{}, to_year{}, origin{},
      ambiguous{}, source{}, attested{}, note{};
};

class NativeRows {
 public:
  NativeRows();
  void place(const PlaceRow& row);
  void name(const NameRow& row);
  ImportedTables take() { return std::move(tables_); }

 private:
  ImportedTables tables_;
  std::string last_place_;
  std::unordered_set<std::string> said_;  // language and text of the names of last_place_
};

}  // namespace byname
