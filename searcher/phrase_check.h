// How often does a document really hold this phrase in this part?
// Postings give candidates, the token stream decides. Only where a place of the phrase
// is mentioned the text is read too: whether a mention is a whole word of the phrase
// (not d'Artsakh, not a part of a hashtag) its bytes must tell.
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
  using Bits = std::unordered_map<std::uint32_t, std::uint64_t>;

  const Bits& bits_of(unsigned segment);
  void read(DocumentNumber document, Where where);
  bool names_a_place(const std::vector<Mention>& mentions, Where where) const;
  std::uint32_t matches(const TokenView& view);
  std::uint32_t count_in_text(DocumentNumber document, Where where,
                              const std::vector<Mention>& mentions) const;

  const Index& index_;
  const Clause& clause_;
  Marker marker_;
  std::vector<PhraseMatcher> operands_{};
  std::vector<PlaceNumber> places_{};  // of all units, sorted
  std::vector<Bits> bits_{};           // for each segment: token code -> word sets
  std::vector<bool> known_{};
  // Kept between documents so that they allocate nothing.
  std::vector<std::uint32_t> codes_{};
  TokenView view_{};
  std::vector<std::vector<TokenSpan>> found_{};
};

}  // namespace byname
