// The places of a hit: those that the query asked for, then the others.
#pragma once

#include <unordered_set>
#include <vector>

#include "searcher/plan.h"
#include "searcher/search.h"

namespace byname {

class PlaceHits {
 public:
  // All three must outlive it.
  PlaceHits(const Index& index, const Plan& plan, const SearchOptions& options);
  std::vector<PlaceHit> of(DocumentNumber document) const;

 private:
  void ask(const Clause& clause);

  const Index& index_;
  const SearchOptions& options_;
  std::unordered_set<PlaceNumber> asked_{};
};

}  // namespace byname
