// Reads gazetteers: the native format (a folder with places.tsv and names.tsv,
// or one plain TSV whose columns are found by their header), and by their content files
// of Linked Places, GeoNames and Who's On First (places/importers/importer.h).
//
//   places.tsv  place_id type lat lon country parent_place_id family wikidata_qid geonames_id note
//   names.tsv   place_id name lang script kind from_year to_year origin ambiguous source attested
//   note
//
// UTF-8, one header line, tab-separated, no quoting; columns in any order,
// unknown ones are ignored with a warning, place_id and name are required (a
// plain TSV may say id instead of place_id). `lang` may be empty. `family`, mostly
// empty: places with one word in it are one family (places/relations.h).
//
// Not here: forms and look-up (places/compiled.h).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "schemas/place.h"

namespace byname {

struct GazetteerMessage {
  std::string file{};
  std::size_t line = 0;  // 1-based; 0: the file as a whole
  std::string text{};    // what is wrong and what to do
};

// Stands for the gazetteer that comes with the program where paths are asked for.
inline constexpr std::string_view kShipped = "shipped";

// Reads and joins the gazetteers. A bad row is left out and reported; throws
// InputError when a file cannot be read or holds no names at all.
Gazetteer load_gazetteer(std::span<const std::filesystem::path> paths,
                         std::vector<GazetteerMessage>& messages);

// The gazetteer of the South Caucasus that comes with the program (embedded at
// build time from corpus/gazetteer).
Gazetteer shipped_gazetteer();

// 16 hex digits over everything that mentions depend on.
std::string gazetteer_hash(const Gazetteer& gazetteer);

}  // namespace byname
