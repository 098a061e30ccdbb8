#include "searcher/token_match.h"

#include <algorithm>
#include <tuple>

namespace byname {

PhraseMatcher::PhraseMatcher(std::span<const Unit> units, std::size_t first_bit)
    : units_(units), first_bit_(first_bit), end_bit_(first_bit) {
  for (const Unit& unit : units_) end_bit_ += unit.words.size() + !unit.whole.variants.empty();
}

bool PhraseMatcher::has_places() const {
  return std::any_of(units_.begin(), units_.end(), [](const Unit& u) { return !u.places.empty(); });
}

void PhraseMatcher::forms(const std::function<void(std::size_t, const Variant&)>& visit) const {
  std::size_t bit = first_bit_;
  for (const Unit& unit : units_) {
    for (const WordSet& set : unit.words) {
      for (const Variant& variant : set.variants) visit(bit, variant);
      ++bit;
    }
    if (unit.whole.variants.empty()) continue;
    for (const Variant& variant : unit.whole.variants) visit(bit, variant);
    ++bit;
  }
}

void PhraseMatcher::find(const TokenView& view, std::vector<TokenSpan>& spans) const {
  spans.clear();
  if (units_.empty()) return;
  const auto count = static_cast<std::uint32_t>(view.bits.size());
  const auto has = [&](std::uint32_t token, std::size_t bit) {
    return bit < 64 && (view.bits[token] >> bit & 1) != 0;
  };
  const auto broken = [&](std::uint32_t token) {
    return token < view.breaks.size() && view.breaks[token];
  };
  // Where unit `u`, whose first set has number `bit`, can end if it begins at `at`.
  const auto step = [&](const Unit& unit, std::size_t bit, std::uint32_t at,
                        std::vector<std::uint32_t>& ends) {
    bool words = !unit.words.empty() && at + unit.words.size() <= count;
    for (std::uint32_t k = 0; words && k < unit.words.size(); ++k)
      words = has(at + k, bit + k) && (k == 0 || !broken(at + k));
    if (words) ends.push_back(at + static_cast<std::uint32_t>(unit.words.size()));
    if (!unit.whole.variants.empty() && at < count && has(at, bit + unit.words.size()))
      ends.push_back(at + 1);
    if (unit.places.empty()) return;
    auto mention = std::lower_bound(
        view.mentions.begin(), view.mentions.end(), at,
        [](const PlacedMention& m, std::uint32_t first) { return m.first < first; });
    for (; mention != view.mentions.end() && mention->first == at; ++mention)
      for (const PlaceVariant& place : unit.places)
        if (place.place == mention->place) ends.push_back(mention->last);
  };
  std::vector<std::uint32_t> here;
  std::vector<std::uint32_t> next;
  // Where a match can begin at all: at a word of the first unit, or at a mention.
  std::uint64_t first_words = 0;
  const std::size_t whole_bit = first_bit_ + units_[0].words.size();
  if (!units_[0].words.empty() && first_bit_ < 64) first_words |= std::uint64_t{1} << first_bit_;
  if (!units_[0].whole.variants.empty() && whole_bit < 64)
    first_words |= std::uint64_t{1} << whole_bit;
  auto mention = view.mentions.begin();
  for (std::uint32_t start = 0; start < count; ++start) {
    while (mention != view.mentions.end() && mention->first < start) ++mention;
    const bool named = mention != view.mentions.end() && mention->first == start;
    if ((view.bits[start] & first_words) == 0 && !named) continue;
    here.assign(1, start);
    std::size_t bit = first_bit_;
    for (std::size_t u = 0; u < units_.size() && !here.empty(); ++u) {
      next.clear();
      for (const std::uint32_t at : here)
        if (u == 0 || (at < count && !broken(at))) step(units_[u], bit, at, next);
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      here.swap(next);
      bit += units_[u].words.size() + !units_[u].whole.variants.empty();
    }
    if (!here.empty()) spans.push_back({start, here.back()});
  }
}

namespace {

// Those of `spans` with one of `others` at most `distance` words away. Both sorted by `first`.
std::vector<TokenSpan> close_to(const std::vector<TokenSpan>& spans,
                                const std::vector<TokenSpan>& others, std::uint32_t distance) {
  std::vector<TokenSpan> kept;
  std::size_t next = 0;
  std::uint32_t reached = 0;  // the farthest end of others that begin no later than the span
  bool any_before = false;
  for (const TokenSpan& span : spans) {
    for (; next < others.size() && others[next].first <= span.first; ++next) {
      reached = std::max(reached, others[next].last);
      any_before = true;
    }
    const bool before = any_before && span.first <= std::uint64_t{reached} + distance;
    const bool after =
        next < others.size() && others[next].first <= std::uint64_t{span.last} + distance;
    if (before || after) kept.push_back(span);
  }
  return kept;
}

}  // namespace

std::vector<std::vector<TokenSpan>> near(const std::vector<std::vector<TokenSpan>>& operands,
                                         std::uint32_t distance) {
  std::vector<std::vector<TokenSpan>> kept(operands.size());
  if (operands.size() == 2) {
    kept[0] = close_to(operands[0], operands[1], distance);
    kept[1] = close_to(operands[1], operands[0], distance);
    return kept;
  }
  struct Item {
    TokenSpan span;
    std::size_t operand;
    bool operator<(const Item& other) const {
      return std::tie(span, operand) < std::tie(other.span, other.operand);
    }
  };
  std::vector<Item> items;
  std::uint64_t allowed = 0;  // tokens of a stretch
  for (std::size_t i = 0; i < operands.size(); ++i) {
    std::uint32_t longest = 0;
    for (const TokenSpan& span : operands[i]) {
      items.push_back({span, i});
      longest = std::max(longest, span.last - span.first);
    }
    if (operands[i].empty()) return kept;
    allowed += longest + (i > 0 ? distance : 0);
  }
  std::sort(items.begin(), items.end());
  // Widest stretches from each item on; what lies in one that holds every operand stays.
  std::vector<std::size_t> seen(operands.size());
  std::size_t distinct = 0;
  std::size_t end = 0;
  std::vector<bool> keep(items.size());
  std::size_t marked = 0;
  for (std::size_t begin = 0; begin < items.size(); ++begin) {
    while (end < items.size() && items[end].span.last <= items[begin].span.first + allowed) {
      distinct += seen[items[end].operand]++ == 0;
      ++end;
    }
    if (distinct == operands.size())
      for (std::size_t i = std::max(begin, marked); i < end; ++i) keep[i] = true, marked = i + 1;
    if (end > begin) {
      distinct -= --seen[items[begin].operand] == 0;
    } else {
      end = begin + 1;
    }
  }
  for (std::size_t i = 0; i < items.size(); ++i)
    if (keep[i]) kept[items[i].operand].push_back(items[i].span);
  return kept;
}

}  // namespace byname
