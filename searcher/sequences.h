// Which documents hold a phrase, or words near each other, and how often?
//
// Segment by segment. Pairs of very frequent words are in the index and need nothing else; for
// the others postings, rarest word first, and pairs give candidates, which PhraseCheck settles.
#pragma once

#include <vector>

#include "searcher/plan.h"
#include "store/index.h"

namespace byname {

// `clause`: a phrase or NEAR. Ascending by document; counts as PhraseCheck has them.
std::vector<Posting> find_sequences(const Index& index, const Clause& clause, Where where);

}  // namespace byname
