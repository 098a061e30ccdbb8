// Spans of parts, put in order.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

// Sorted, without overlaps (the earlier span of the list wins), without white space at
// the ends; what no span covers becomes body; neighbours of one part are joined.
std::vector<PartSpan> complete_parts(std::vector<PartSpan> spans, std::string_view text);

// The parts of text[begin, end), with offsets from `begin`.
std::vector<PartSpan> clip_parts(const std::vector<PartSpan>& parts, std::size_t begin,
                                 std::size_t end);

}  // namespace byname
