// Names as synonyms of place terms, for Xapian's own tools:
//
//   quest -d INDEX -f default,auto_synonyms,auto_multiword_synonyms 'Xankəndi'
//
// finds documents under any name of the place. Our searcher does not read them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "places/compiled.h"

namespace byname {

// The words of a name as Xapian's QueryParser writes them, lower case, joined by
// one blank: the key by which it looks for synonyms.
std::string query_parser_key(std::string_view name);

// Makes a Xapian database of nothing but synonyms.
void write_synonyms(const std::filesystem::path& path, const CompiledGazetteer& gazetteer);

}  // namespace byname
