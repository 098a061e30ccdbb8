// Which blocks of a page are furniture: by elements and classes, by lists of links, by
// the lines of indexer/rules/furniture.tsv, and by what the page says its content is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/html.h"
#include "indexer/readers/html_content.h"
#include "indexer/readers/html_writer.h"

namespace byname {

// One a block: 1 for furniture.
std::vector<char> furniture_of(const PageBlocks& page, Markedup kind);

}  // namespace byname
