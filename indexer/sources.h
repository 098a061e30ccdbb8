// The gazetteer of a build, and the fingerprints by which an index knows whether
// it can be added to.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "indexer/console.h"
#include "places/gazetteer.h"
#include "schemas/place.h"
#include "store/manifest.h"

namespace byname {

struct GazetteerInUse {
  Gazetteer gazetteer{};
  std::vector<std::string> files{};  // absolute; empty: the one that comes with the program
};

// `typed`: of the command line. Empty: `remembered`. "shipped": the one that comes with the
// program. Names that were added to the index by hand (added_names) go with it. Tells of bad
// rows on the console; throws InputError for a file that cannot be read.
GazetteerInUse gazetteer_in_use(std::span<const std::string> typed,
                                std::span<const std::string> remembered,
                                const std::filesystem::path& index, const Console& console);

// The table of names that people added with `indexer places add`; need not be there.
std::filesystem::path added_names(const std::filesystem::path& index);

// "FILE:LINE: what is wrong"
std::string in_words(const GazetteerMessage& message);

// What mentions and documents depend on beside gazetteer and analyzer: grammars,
// matcher and readers.
std::string names_fingerprint();

// Empty, or why an update of an index built so would not give what a rebuild gives.
std::string reason_to_rebuild(const Manifest& manifest, const std::string& gazetteer);

}  // namespace byname
