// How often does a document really hold this phrase in this part?
// Postings give candidates, the token stream decides. Only where a place of the phrase
// is mentioned the text is read too: whether a mention is a whole word of the phrase
// (not d'Artsakh, not a part of a hashtag) its bytes must tell.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
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
  // The words of the clause as the token streams of a segment have them.
  struct InSegment {
    bool known = false;
    std::unordered_map<std::uint32_t, std::uint64_t> bits{};  // token code -> word sets
    // By the lowest digits of a code: most words are none of ours.
    std::array<bool, 1024> perhaps{};
    // Two words of the phrase that stand side by side: without them a stream has no match. The
    // bytes of each form of the rarer one, and the word set of the other.
    bool has_pair = false;
    bool rarer_is_second = false;
    std::vector<std::string> rarer{};
    std::uint64_t other = 0;
  };

  const InSegment& in_segment(unsigned segment);
  void find_pair(unsigned segment, InSegment& there) const;
  static bool holds_pair(const InSegment& there, std::string_view stream);
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
  std::vector<InSegment> segments_{};
  // Kept between documents so that they allocate nothing.
  std::vector<std::uint32_t> codes_{};
  TokenView view_{};
  std::vector<std::vector<TokenSpan>> found_{};
};

}  // namespace byname
