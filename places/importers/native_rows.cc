#include "places/importers/native_rows.h"

#include <initializer_list>

namespace byname {
namespace {

// Cells hold no tabs, line ends or other control characters.
void put_row(std::string& table, std::initializer_list<std::string_view> cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    if (!first) table += '\t';
    first = false;
    for (const char c : cell) {
      table += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  }
  table += '\n';
}

}  // namespace

NativeRows::NativeRows() {
  put_row(tables_.places, {"place_id", "type", "lat", "lon", "country", "parent_place_id", "family",
                           "wikidata_qid", "geonames_id", "note"});
  put_row(tables_.names, {"place_id", "name", "lang", "script", "kind", "from_year", "to_year",
                          "origin", "ambiguous", "source", "attested", "note"});
}

void NativeRows::place(const PlaceRow& row) {
  put_row(tables_.places, {row.id, row.type, row.lat, row.lon, row.country, row.parent, row.family,
                           row.wikidata, row.geonames, row.note});
}

void NativeRows::name(const NameRow& row) {
  if (row.place != last_place_) {
    last_place_ = row.place;
    said_.clear();
  }
  if (!said_.insert(row.lang + '\t' + row.text).second) return;
  put_row(tables_.names,
          {row.place, row.text, row.lang, row.script, row.kind, row.from_year, row.to_year,
           row.origin, row.ambiguous, row.source, row.attested, row.note});
}

}  // namespace byname
