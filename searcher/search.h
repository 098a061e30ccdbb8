// Ranked search: which documents answer this?
//
//   Index index = Index::open(directory);
//   SearchAnswer answer = search(index, "Khankendi airport", {.limit = 20});
//
// Never throws for any query; throws IndexError for a damaged index. Totals are
// exact; equal questions to equal indexes give byte-equal answers.
//
// Not here: every mention of a place (searcher/mentions.h), printing
// (searcher/render/).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/answer.h"
#include "store/index.h"

namespace byname {

// Which loose words a document must hold.
enum class MatchMode : std::uint8_t {
  most,  // one or two: both; three or more: all first, then fewer when those are few
  all,
  any,
};

enum class SortOrder : std::uint8_t { relevance, newest, oldest, document };

struct SearchOptions {
  std::size_t limit = 10;  // 0: all
  std::size_t offset = 0;
  MatchMode match = MatchMode::most;
  SortOrder sort = SortOrder::relevance;
  bool fold = false;                  // of a cluster only the first document; offset and limit
                                      // count clusters then
  bool as_typed = false;              // no expansion at all: words as typed, up to folding
  bool exactly = false;               // places without family and contained ones
  std::string lang = "en";            // the reader's: names of places are shown in it
  std::size_t snippets = 3;           // a document; 0: none
  std::uint32_t snippet_bytes = 240;  // at most
  std::size_t places = 10;            // a document, asked ones always; 0: none
  bool with_text = false;             // Hit::document holds text and parts
  std::vector<std::string> facets{};  // source, country, side, lang, place, year
  std::size_t facet_values = 20;      // 0: all
};

SearchAnswer search(const Index& index, std::string_view query, const SearchOptions& options = {});

// The answer without hits: what was understood, expansions, totals, warnings.
SearchAnswer explain(const Index& index, std::string_view query, const SearchOptions& options = {});

}  // namespace byname
