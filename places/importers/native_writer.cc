#include "places/importers/native_writer.h"

#include <fmt/format.h>

#include <algorithm>

#include "places/importers/native_rows.h"

namespace byname {

ImportedTables native_tables(const Gazetteer& gazetteer) {
  NativeRows rows;
  for (PlaceNumber number = 0; number < gazetteer.places.size(); ++number) {
    const Place& place = gazetteer.places[number];
    const auto degrees = [](const std::optional<double>& value) {
      return value ? fmt::format("{}", *value) : std::string();
    };
    rows.place({.id = place.id,
                .type = place.type,
                .lat = degrees(place.lat),
                .lon = degrees(place.lon),
                .country = place.country,
                .parent = place.parent == kNoNumber ? "" : gazetteer.places[place.parent].id,
                .family = place.family,
                .wikidata = place.wikidata,
                .geonames = place.geonames,
                .note = place.note});
  }
  for (const Name& name : gazetteer.names) {
    rows.name({.place = gazetteer.places[name.place].id,
               .text = name.text,
               .lang = name.lang,
               .script = name.script,
               .kind = name.kind,
               .from_year = name.from_year,
               .to_year = name.to_year,
               .origin = name.origin,
               .ambiguous = name.ambiguous,
               .source = name.source,
               .attested = name.attested,
               .note = name.note});
  }
  return rows.take();
}

}  // namespace byname
