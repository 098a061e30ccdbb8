// Who wrote a page, as its reader sees it: a name in an element for authors, «By Ann Lee» between
// the title and the text.
//
//   byline_of({blocks, nodes, text}, {names, chrome, title})   // "Ann Lee"; empty: nobody is named
//
// Not here: what the head of the page says (html_meta.h).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/readers/html_content.h"

namespace byname {

struct BylineHints {
  const std::vector<NameMark>& names;
  const std::vector<char>& chrome;  // one a block
  std::size_t title = 0;            // the number of its block; past the end: it is in the head
  bool site_is_named = false;       // as author: only a name in its place says more
};

// Linear.
std::string byline_of(const PageBlocks& page, const BylineHints& hints);

}  // namespace byname
