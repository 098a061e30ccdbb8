#include "searcher/phrase_check.h"

#include <algorithm>
#include <tuple>

namespace byname {

PhraseCheck::PhraseCheck(const Index& index, const Clause& clause)
    : index_(index),
      marker_(clause),
      bits_(index.segment_count()),
      known_(index.segment_count()) {
  std::size_t bit = 0;
  const auto operand = [&](const Clause& sequence) {
    operands_.emplace_back(sequence.units, bit);
    bit = operands_.back().end_bit();
  };
  if (clause.kind == Clause::Kind::phrase) operand(clause);
  if (clause.kind == Clause::Kind::near)
    for (const Clause& sub : clause.clauses) operand(sub);
}

bool PhraseCheck::may_match(DocumentNumber document) {
  if (operands_.empty()) return true;
  const unsigned segment = index_.segment_of(document);
  auto& bits = bits_[segment];
  if (!known_[segment]) {
    known_[segment] = true;
    for (const PhraseMatcher& operand : operands_)
      operand.forms([&](std::size_t bit, const Variant& variant) {
        if (const auto number = index_.term_number(segment, variant.term); number && bit < 64)
          bits[*number] |= std::uint64_t{1} << bit;
      });
  }
  index_.tokens(document, tokens_);
  TokenView view;
  view.bits.reserve(tokens_.size());
  for (const TermNumber token : tokens_) {
    const auto found = bits.find(token);
    view.bits.push_back(found == bits.end() ? 0 : found->second);
  }
  const bool named = std::any_of(operands_.begin(), operands_.end(),
                                 [](const PhraseMatcher& o) { return o.has_places(); });
  if (named) {
    for (const Mention& mention : index_.mentions(document))
      if (mention.kind == MentionKind::name || mention.kind == MentionKind::metonym)
        view.mentions.push_back({mention.first_token,
                                 mention.first_token + std::max<std::uint32_t>(mention.tokens, 1),
                                 mention.place});
    std::sort(view.mentions.begin(), view.mentions.end(),
              [](const PlacedMention& a, const PlacedMention& b) {
                return std::tie(a.first, a.last, a.place) < std::tie(b.first, b.last, b.place);
              });
  }
  std::vector<TokenSpan> spans;
  for (const PhraseMatcher& operand : operands_) {
    operand.find(view, spans);
    if (spans.empty()) return false;
  }
  return true;
}

std::uint32_t PhraseCheck::count(DocumentNumber document, Where where) {
  if (!may_match(document)) return 0;
  const std::vector<PartSpan> parts = index_.document(document).parts;
  const std::string text = index_.text(document, 0, index_.text_size(document));
  const std::vector<Mention> mentions = index_.mentions(document);
  std::vector<MarkedSpan> spans;
  marker_.mark({text, 0, parts, mentions, where}, spans);
  return static_cast<std::uint32_t>(spans.size());
}

}  // namespace byname
