#include "searcher/phrase_check.h"

#include <algorithm>
#include <cstring>
#include <tuple>

#include "store/coding.h"
#include "store/token_codes.h"

namespace byname {
namespace {

// With more forms of two words, going through the stream is as fast as looking for each.
constexpr std::size_t kMostPairs = 8;

bool holds(std::string_view stream, const std::string& codes) {
  const char* at = stream.data();
  const char* end = at + stream.size();
  while (at < end) {
    const auto left = static_cast<std::size_t>(end - at);
    const auto* found = static_cast<const char*>(::memmem(at, left, codes.data(), codes.size()));
    if (found == nullptr) return false;
    // A code begins where the one before has ended, in a byte below 128.
    if (found == stream.data() || static_cast<unsigned char>(found[-1]) < 128) return true;
    at = found + 1;
  }
  return false;
}

}  // namespace

PhraseCheck::PhraseCheck(const Index& index, const Clause& clause)
    : index_(index), clause_(clause), marker_(clause), segments_(index.segment_count()) {
  std::size_t bit = 0;
  const auto operand = [&](const Clause& sequence) {
    operands_.emplace_back(sequence.units, bit);
    bit = operands_.back().end_bit();
    for (const Unit& unit : sequence.units)
      for (const PlaceVariant& place : unit.places) places_.push_back(place.place);
  };
  if (clause.kind == Clause::Kind::phrase) operand(clause);
  if (clause.kind == Clause::Kind::near)
    for (const Clause& sub : clause.clauses) operand(sub);
  std::sort(places_.begin(), places_.end());
  found_.resize(operands_.size());
}

const PhraseCheck::InSegment& PhraseCheck::in_segment(unsigned segment) {
  InSegment& there = segments_[segment];
  if (there.known) return there;
  there.known = true;
  for (const PhraseMatcher& operand : operands_)
    operand.forms([&](std::size_t bit, const Variant& variant) {
      if (const auto number = index_.term_number(segment, variant.term); number && bit < 64)
        there.bits[kFirstWordCode + *number] |= std::uint64_t{1} << bit;
    });
  for (const auto& [code, sets] : there.bits) there.perhaps[code % there.perhaps.size()] = true;
  there.pairs = pairs_of(segment);
  return there;
}

// Of two words that follow each other and are no names, those with the fewest forms.
std::vector<std::string> PhraseCheck::pairs_of(unsigned segment) const {
  std::vector<std::string> fewest;
  if (clause_.kind != Clause::Kind::phrase) return fewest;
  const auto codes_of = [&](const Unit& unit) {
    std::vector<std::uint32_t> codes;
    for (const Variant& variant : unit.words[0].variants)
      if (const auto number = index_.term_number(segment, variant.term))
        codes.push_back(kFirstWordCode + *number);
    return codes;
  };
  for (std::size_t i = 0; i + 1 < clause_.units.size(); ++i) {
    const Unit& first = clause_.units[i];
    const Unit& second = clause_.units[i + 1];
    if (!is_one_word(first) || !is_one_word(second)) continue;
    const auto before = codes_of(first);
    const auto after = codes_of(second);
    const std::size_t count = before.size() * after.size();
    if (count == 0 || count > kMostPairs || (!fewest.empty() && count >= fewest.size())) continue;
    fewest.clear();
    for (const std::uint32_t a : before)
      for (const std::uint32_t b : after) {
        fewest.emplace_back();
        put_varint(fewest.back(), a);
        put_varint(fewest.back(), b);
      }
  }
  return fewest;
}

// The tokens of a document as the marker would see them, mentions aside.
void PhraseCheck::read(DocumentNumber document, Where where) {
  const InSegment& there = in_segment(index_.segment_of(document));
  index_.token_codes(document, codes_);
  view_.bits.assign(codes_.size(), 0);
  view_.breaks.assign(codes_.size(), false);
  std::size_t at = 0;
  bool allowed = allows(where, Part::body);
  for (const std::uint32_t code : codes_) {
    if (code < kFirstWordCode) {
      if (at < view_.breaks.size()) view_.breaks[at] = true;
      if (code >= kFirstPartCode) allowed = allows(where, part_of_code(code));
      continue;
    }
    if (allowed && there.perhaps[code % there.perhaps.size()])
      if (const auto found = there.bits.find(code); found != there.bits.end())
        view_.bits[at] = found->second;
    ++at;
  }
  view_.bits.resize(at);
  view_.breaks.resize(at);
}

bool PhraseCheck::names_a_place(const std::vector<Mention>& mentions, Where where) const {
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return is_mention(mention) && allows(where, mention.part) &&
           std::binary_search(places_.begin(), places_.end(), mention.place);
  });
}

std::uint32_t PhraseCheck::matches(const TokenView& view) {
  for (std::size_t i = 0; i < operands_.size(); ++i) {
    operands_[i].find(view, found_[i]);
    if (found_[i].empty()) return 0;
  }
  if (clause_.kind != Clause::Kind::near) return static_cast<std::uint32_t>(found_[0].size());
  std::vector<TokenSpan> spans;
  for (const auto& kept : near(found_, clause_.distance))
    spans.insert(spans.end(), kept.begin(), kept.end());
  std::sort(spans.begin(), spans.end());
  return static_cast<std::uint32_t>(std::unique(spans.begin(), spans.end()) - spans.begin());
}

std::uint32_t PhraseCheck::count_in_text(DocumentNumber document, Where where,
                                         const std::vector<Mention>& mentions) const {
  const std::vector<PartSpan> parts = index_.document(document).parts;
  const std::string text = index_.text(document, 0, index_.text_size(document));
  std::vector<MarkedSpan> spans;
  marker_.mark({text, 0, parts, mentions, where}, spans);
  return static_cast<std::uint32_t>(spans.size());
}

std::uint32_t PhraseCheck::count(DocumentNumber document, Where where) {
  if (const auto& pairs = in_segment(index_.segment_of(document)).pairs; !pairs.empty()) {
    const std::string_view stream = index_.token_bytes(document);
    if (std::none_of(pairs.begin(), pairs.end(),
                     [&](const std::string& pair) { return holds(stream, pair); }))
      return 0;
  }
  std::vector<Mention> mentions;
  if (!places_.empty() || operands_.empty()) mentions = index_.mentions(document);
  if (operands_.empty()) return count_in_text(document, where, mentions);
  read(document, where);
  view_.mentions.clear();
  if (places_.empty() || !names_a_place(mentions, where)) return matches(view_);
  // Mentions as the stream knows them, perhaps too many: what does not match now never will.
  for (const Mention& mention : mentions)
    if (is_mention(mention))
      view_.mentions.push_back({mention.first_token,
                                mention.first_token + std::max<std::uint32_t>(mention.tokens, 1),
                                mention.place});
  std::sort(view_.mentions.begin(), view_.mentions.end(),
            [](const PlacedMention& a, const PlacedMention& b) {
              return std::tie(a.first, a.last, a.place) < std::tie(b.first, b.last, b.place);
            });
  return matches(view_) == 0 ? 0 : count_in_text(document, where, mentions);
}

}  // namespace byname
