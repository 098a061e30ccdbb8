// What the index keeps of a document beside its text, as bytes.
//
// Layout: docs/index-format.md, "Documents" and "Source maps".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

// Everything but text and source_map. Begins with a checksum, since these are
// the facts that people cite.
std::string encode_record(const Document& document);
// Throws IndexError naming `file` for bytes that encode_record() did not make.
Document decode_record(std::string_view bytes, std::string_view file);

std::string encode_source_map(const std::vector<SourceRun>& runs);
std::vector<SourceRun> decode_source_map(std::string_view bytes, std::string_view file);

}  // namespace byname
