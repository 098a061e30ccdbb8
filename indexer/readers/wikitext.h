// The text of a page of a wiki without its marks: links by what they show, lists, headings and
// tables by lines. What stands in templates and footnotes is kept as furniture.
//
//   WikiText page = plain_wikitext(source, {.files = {"file"}, .categories = {"category"}});
//   page.text, page.parts
#pragma once

#include <set>
#include <string>
#include <vector>

#include "indexer/readers/source_map.h"
#include "schemas/document.h"

namespace byname {

// What the wiki calls its files and its categories, in lower case of ASCII.
struct WikiNames {
  std::set<std::string, std::less<>> files{};
  std::set<std::string, std::less<>> categories{};
};

struct WikiText {
  Decoded text{};
  std::vector<PartSpan> parts{};  // of what is not body
};

// Linear in the source.
WikiText plain_wikitext(const Decoded& source, const WikiNames& names);

}  // namespace byname
