#include "searcher/phrase_check.h"

#include <algorithm>
#include <tuple>

#include "store/coding.h"
#include "store/token_codes.h"

namespace byname {
namespace {

// The longest number of a stream; a longer one is damage, which read() reports.
constexpr std::size_t kLongestCode = 5;

std::uint32_t code_at(std::string_view stream, std::size_t begin) {
  std::uint32_t code = 0;
  for (std::size_t i = 0; i < kLongestCode && begin + i < stream.size(); ++i) {
    const auto byte = static_cast<unsigned char>(stream[begin + i]);
    code |= (byte & 127U) << (7 * i);
    if (byte < 128) break;
  }
  return code;
}

// Whether a code ends before this byte, so that one begins here.
bool begins(std::string_view stream, std::size_t at) {
  return at == 0 || static_cast<unsigned char>(stream[at - 1]) < 128;
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
  find_pair(segment, there);
  return there;
}

// Of two words that follow each other and are no names, those that fewest documents hold.
void PhraseCheck::find_pair(unsigned segment, InSegment& there) const {
  if (clause_.kind != Clause::Kind::phrase) return;
  const auto documents = [](const Unit& unit) {
    std::uint64_t sum = 0;
    for (const Variant& variant : unit.words[0].variants) sum += variant.documents;
    return sum;
  };
  const Unit* rarer = nullptr;
  std::uint64_t fewest = 0;
  std::size_t bit = 0;
  for (std::size_t i = 0; i + 1 < clause_.units.size(); ++i) {
    const Unit& unit = clause_.units[i];
    const Unit& next = clause_.units[i + 1];
    if (is_one_word(unit) && is_one_word(next) && bit + 1 < 64) {
      const bool second = documents(next) < documents(unit);
      const std::uint64_t count = documents(second ? next : unit);
      if (rarer == nullptr || count < fewest) {
        rarer = second ? &next : &unit;
        fewest = count;
        there.rarer_is_second = second;
        there.other = std::uint64_t{1} << (second ? bit : bit + 1);
      }
    }
    bit += unit.words.size() + !unit.whole.variants.empty();
  }
  // With very many forms (roa*) the stream is read as well.
  constexpr std::size_t kMostForms = 32;
  if (rarer == nullptr || rarer->words[0].variants.size() > kMostForms) return;
  there.has_pair = true;
  for (const Variant& variant : rarer->words[0].variants)
    if (const auto number = index_.term_number(segment, variant.term))
      put_varint(there.rarer.emplace_back(), kFirstWordCode + *number);
}

// Most documents with both words do not hold them side by side: this is all they cost.
bool PhraseCheck::holds_pair(const InSegment& there, std::string_view stream) {
  for (const std::string& form : there.rarer) {
    for (std::size_t at = stream.find(form); at != stream.npos; at = stream.find(form, at + 1)) {
      if (!begins(stream, at)) continue;
      std::size_t beside = at + form.size();
      if (there.rarer_is_second) {
        if (at == 0) continue;
        for (beside = at - 1; at - beside < kLongestCode && !begins(stream, beside);) --beside;
      }
      const auto found = there.bits.find(code_at(stream, beside));
      if (found != there.bits.end() && (found->second & there.other) != 0) return true;
    }
  }
  return false;
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
  const InSegment& there = in_segment(index_.segment_of(document));
  if (there.has_pair && !holds_pair(there, index_.token_bytes(document))) return 0;
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
