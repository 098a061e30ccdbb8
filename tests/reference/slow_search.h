// Search by reading every document: the obvious version, for comparison.
//
// Takes the expanded query (searcher/plan.h) and knows nothing else of the
// searcher: no postings, no merging, no positions on disk. Every clause is asked
// of every document, by its token stream; scores are BM25 from the textbook.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "searcher/plan.h"
#include "searcher/search.h"
#include "store/analyzed.h"

namespace byname::test {

struct SlowHit {
  std::size_t document = 0;  // position in the corpus
  double score = 0;
  HitKind kind = HitKind::full;
};

// Best first. Knows the whole query language.
std::vector<SlowHit> slow_search(const std::vector<AnalyzedDocument>& corpus, const Plan& plan,
                                 const SearchOptions& options);

}  // namespace byname::test
