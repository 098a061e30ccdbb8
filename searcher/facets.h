// How the documents of an answer fall into sources, languages, places, years.
#pragma once

#include <vector>

#include "searcher/evaluator.h"
#include "searcher/search.h"

namespace byname {

// The facets that `options.facets` names, in that order; unknown ones are left out.
std::vector<Facet> make_facets(const Index& index, const std::vector<Ranked>& hits,
                               const SearchOptions& options);

}  // namespace byname
