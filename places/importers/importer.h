// Gazetteers of other makers, brought to the two tables of the native format
// (places/gazetteer.h), so that one loader checks and joins them all.
//
//   ImportedTables tables = import_geonames("AZ.txt", content, messages);
//   loader.add_places(TsvTable("AZ.txt", tables.places));
//
// A record that cannot be used is left out and reported with its line. Ids are those
// of the source: GeoNames' and Who's On First's numbers, "@id" of Linked Places.
//
// Sources of the formats: Linked Places format 1.3 (github.com/LinkedPasts/linked-places-format),
// GeoNames' export (download.geonames.org/export/dump/readme.txt), Who's On First's
// properties (github.com/whosonfirst/whosonfirst-properties, whosonfirst-names).
// Not here: forms, look-up; writing a gazetteer out (places/importers/linked_places_writer.h).
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "places/gazetteer.h"

namespace byname {

enum class GazetteerFormat {
  table,           // tab-separated with a header: the native format, or a plain TSV
  linked_places,   // GeoJSON-like features with `names`; a collection, or a line a feature
  whos_on_first,   // GeoJSON features with `wof:` properties
  geonames,        // 19 columns without a header
  geonames_names,  // alternateNamesV2
};

// By the first bytes of the content.
GazetteerFormat format_of(std::string_view content);

struct ImportedTables {
  std::string places{};  // with header
  std::string names{};
};

using Messages = std::vector<GazetteerMessage>;

// `label`: the file, for messages.
ImportedTables import_linked_places(const std::string& label, std::string_view content,
                                    Messages& messages);
ImportedTables import_whos_on_first(const std::string& label, std::string_view content,
                                    Messages& messages);
ImportedTables import_geonames(const std::string& label, std::string_view content,
                               Messages& messages);
// Names of places that are not in `known` are left out in silence: the file is the world's.
ImportedTables import_geonames_names(const std::string& label, std::string_view content,
                                     const std::unordered_set<std::string>& known,
                                     Messages& messages);

}  // namespace byname
