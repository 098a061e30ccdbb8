// Does a document really hold this phrase (or word, or name) in this part?
// Postings give candidates; the token stream rules most of them out; the text
// itself decides what the stream does not know: paragraphs and parts.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "searcher/marker.h"
#include "searcher/plan.h"
#include "searcher/token_match.h"
#include "store/index.h"

namespace byname {

class PhraseCheck {
 public:
  // Both must outlive the check.
  PhraseCheck(const Index& index, const Clause& clause);
  // How often the clause matches; 0: not at all.
  std::uint32_t count(DocumentNumber document, Where where);

 private:
  bool may_match(DocumentNumber document);

  const Index& index_;
  Marker marker_;
  std::vector<PhraseMatcher> operands_{};
  // For each segment: term number -> word sets.
  std::vector<std::unordered_map<TermNumber, std::uint64_t>> bits_{};
  std::vector<bool> known_{};
  std::vector<TermNumber> tokens_{};
};

}  // namespace byname
