#include "searcher/marker.h"

#include <algorithm>
#include <tuple>

#include "text/scanner.h"

namespace byname {
namespace {

// Longest chain of hyphens that is also one word, as the indexer joins them.
constexpr std::size_t kLongestChain = 6;

constexpr std::string_view kApostrophes[] = {"'",      "\u2019", "\u2018", "\u02bc", "\u055a",
                                             "\u02bb", "\u02b9", "\u2032", "\uff07", "`"};

// First or last apostrophe of the surface: its offset and length; npos: none.
std::pair<std::size_t, std::size_t> apostrophe(std::string_view surface, bool last) {
  std::size_t best = std::string_view::npos;
  std::size_t length = 0;
  for (const std::string_view mark : kApostrophes) {
    const std::size_t at = last ? surface.rfind(mark) : surface.find(mark);
    if (at == std::string_view::npos) continue;
    if (best == std::string_view::npos || (last ? at > best : at < best))
      best = at, length = mark.size();
  }
  return {best, length};
}

bool joins(Gap gap) { return gap == Gap::hyphen || gap == Gap::hyphen_line; }

}  // namespace

ByteRange without_clitic(std::string_view surface, std::string_view term, std::string_view base) {
  const auto whole = ByteRange{0, static_cast<std::uint32_t>(surface.size())};
  if (term.size() <= base.size()) return whole;
  if (term.starts_with(base) && term[base.size()] == '\'') {
    // Of several apostrophes the one that ends the base word: count from the end.
    std::string_view rest = term.substr(base.size());
    std::string_view left = surface;
    for (auto count = std::count(rest.begin(), rest.end(), '\''); count > 0; --count) {
      const auto [at, length] = apostrophe(left, true);
      if (at == std::string_view::npos || at == 0) return whole;
      left = left.substr(0, at);
    }
    return {0, static_cast<std::uint32_t>(left.size())};
  }
  if (term.ends_with(base) && term[term.size() - base.size() - 1] == '\'') {
    std::string_view before = term.substr(0, term.size() - base.size());
    std::size_t begin = 0;
    for (auto count = std::count(before.begin(), before.end(), '\''); count > 0; --count) {
      const auto [at, length] = apostrophe(surface.substr(begin), false);
      if (at == std::string_view::npos) return whole;
      begin += at + length;
    }
    return {static_cast<std::uint32_t>(begin), whole.end};
  }
  return whole;
}

namespace {

bool is_function_word(const Clause& clause) {
  return clause.kind == Clause::Kind::unit && clause.units[0].function_word;
}

// Whether something is asked for that is more than function words.
bool has_content(const Clause& clause) {
  if (clause.kind != Clause::Kind::group && clause.kind != Clause::Kind::either)
    return !is_function_word(clause);
  return std::any_of(clause.clauses.begin(), clause.clauses.end(), [](const Clause& sub) {
    return sub.occur != Occur::excluded && has_content(sub);
  });
}

}  // namespace

struct Marker::Scanned {
  const MarkInput& input;
  TokenStream stream{};
  std::vector<Part> parts{};        // of each token
  std::vector<Mention> mentions{};  // names and metonyms that lie in the slice and count
  bool allowed(std::size_t token) const { return allows(input.where, parts[token]); }
};

Marker::Marker(const Clause& root) : content_(has_content(root)) { add(root, false); }
Marker::~Marker() = default;

void Marker::add_forms(std::uint32_t leaf, std::size_t bit, const WordSet& set) {
  for (const Variant& variant : set.variants)
    forms_[variant.term].push_back({leaf, static_cast<std::uint32_t>(bit), variant.base});
}

void Marker::add(const Clause& clause, bool title) {
  const auto number = static_cast<std::uint32_t>(leaves_.size());
  switch (clause.kind) {
    case Clause::Kind::group:
    case Clause::Kind::either:
      for (const Clause& sub : clause.clauses)
        if (sub.occur != Occur::excluded) add(sub, title);
      return;
    case Clause::Kind::unit:
    case Clause::Kind::title: {
      // Every "the" of a text says nothing.
      if (content_ && is_function_word(clause)) return;
      leaves_.push_back({.clause = &clause, .title = title || clause.kind == Clause::Kind::title});
      std::size_t bit = 0;
      for (const Unit& unit : clause.units) {
        for (const WordSet& set : unit.words) add_forms(number, bit++, set);
        if (!unit.whole.variants.empty()) add_forms(number, bit++, unit.whole);
      }
      return;
    }
    case Clause::Kind::name:
      leaves_.push_back({.clause = &clause, .title = title});
      return;
    case Clause::Kind::phrase:
    case Clause::Kind::near: {
      Leaf leaf{.clause = &clause, .title = title, .sequence = true};
      std::size_t bit = 0;
      const auto operand = [&](const Clause& sequence) {
        leaf.operands.emplace_back(sequence.units, bit);
        leaf.operands.back().forms([&](std::size_t number_of_set, const Variant& variant) {
          forms_[variant.term].push_back(
              {number, static_cast<std::uint32_t>(number_of_set), variant.base});
        });
        bit = leaf.operands.back().end_bit();
      };
      if (clause.kind == Clause::Kind::phrase) operand(clause);
      for (const Clause& sub : clause.clauses) operand(sub);
      leaves_.push_back(std::move(leaf));
      return;
    }
    case Clause::Kind::terms:
    case Clause::Kind::date:
    case Clause::Kind::everything:
    case Clause::Kind::nothing:
      return;
  }
}

void Marker::mark(const MarkInput& input, std::vector<MarkedSpan>& spans) const {
  spans.clear();
  if (leaves_.empty()) return;
  Scanned scanned{.input = input};
  scan(input.text, scanned.stream);
  scanned.parts.reserve(scanned.stream.tokens.size());
  auto part = input.parts.begin();
  for (const Token& token : scanned.stream.tokens) {
    while (part != input.parts.end() && part->end <= input.offset + token.begin) ++part;
    const bool inside = part != input.parts.end() && part->begin <= input.offset + token.begin;
    scanned.parts.push_back(inside ? part->part : Part::body);
  }
  const std::uint64_t end = input.offset + input.text.size();
  for (const Mention& mention : input.mentions)
    if (is_mention(mention) && allows(input.where, mention.part) && mention.begin >= input.offset &&
        mention.end <= end)
      scanned.mentions.push_back(mention);
  mark_words(scanned, spans);
  mark_places(scanned, spans);
  mark_sequences(scanned, spans);
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

// Words of units. A unit of several words with a place marks them only in a
// document that does not name the place.
void Marker::mark_words(const Scanned& scanned, std::vector<MarkedSpan>& spans) const {
  const MarkInput& input = scanned.input;
  std::vector<bool> by_place(leaves_.size());
  for (std::size_t i = 0; i < leaves_.size(); ++i) {
    const Clause& clause = *leaves_[i].clause;
    if (leaves_[i].sequence || clause.kind != Clause::Kind::unit) continue;
    const Unit& unit = clause.units[0];
    if (unit.words.size() < 2) continue;
    for (const Mention& mention : input.mentions)
      if (is_mention(mention) && allows(input.where, mention.part))
        for (const PlaceVariant& place : unit.places)
          if (place.place == mention.place) by_place[i] = true;
  }
  const auto& tokens = scanned.stream.tokens;
  const auto mark = [&](const Form& form, std::size_t first, std::size_t last, ByteRange bytes) {
    const Leaf& leaf = leaves_[form.leaf];
    if (leaf.sequence || by_place[form.leaf]) return;
    for (std::size_t i = first; i <= last; ++i)
      if (!scanned.allowed(i) || (leaf.title && scanned.parts[i] != Part::title)) return;
    spans.push_back(
        {input.offset + bytes.begin, input.offset + bytes.end, form.leaf, scanned.parts[first]});
  };
  std::string key;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    key.assign(scanned.stream.term(token));
    if (const auto found = forms_.find(key); found != forms_.end()) {
      for (const Form& form : found->second) {
        ByteRange bytes{token.begin, token.end};
        if (!form.base.empty()) {
          const ByteRange kept = without_clitic(
              input.text.substr(token.begin, token.end - token.begin), key, form.base);
          bytes = {token.begin + kept.begin, token.begin + kept.end};
        }
        mark(form, i, i, bytes);
      }
    }
    // A hyphenated word is also one word: the whole of it, as the indexer joins it.
    if (i + 1 >= tokens.size() || !joins(tokens[i + 1].gap) || joins(token.gap)) continue;
    std::size_t last = i + 1;
    while (last + 1 < tokens.size() && joins(tokens[last + 1].gap)) ++last;
    if (last - i >= kLongestChain) continue;
    const auto found = forms_.find(joined(scanned.stream, i, last));
    if (found == forms_.end()) continue;
    for (const Form& form : found->second) mark(form, i, last, {token.begin, tokens[last].end});
  }
}

void Marker::mark_places(const Scanned& scanned, std::vector<MarkedSpan>& spans) const {
  const MarkInput& input = scanned.input;
  for (std::size_t i = 0; i < leaves_.size(); ++i) {
    const Leaf& leaf = leaves_[i];
    if (leaf.sequence) continue;
    const Clause& clause = *leaf.clause;
    for (const Mention& mention : scanned.mentions) {
      if (leaf.title && mention.part != Part::title) continue;
      bool asked = false;
      if (clause.kind == Clause::Kind::name) {
        asked = is_under_name(clause, mention, [&] {
          return std::string(
              input.text.substr(mention.begin - input.offset, mention.end - mention.begin));
        });
      } else {
        for (const Unit& unit : clause.units)
          for (const PlaceVariant& place : unit.places)
            asked = asked || place.place == mention.place;
      }
      if (asked)
        spans.push_back({mention.begin, mention.end, static_cast<std::uint32_t>(i), mention.part});
    }
  }
}

void Marker::mark_sequences(const Scanned& scanned, std::vector<MarkedSpan>& spans) const {
  if (std::none_of(leaves_.begin(), leaves_.end(), [](const Leaf& l) { return l.sequence; }))
    return;
  const MarkInput& input = scanned.input;
  const auto& tokens = scanned.stream.tokens;
  TokenView view;
  view.breaks.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i)
    view.breaks[i] =
        tokens[i].gap == Gap::paragraph || (i > 0 && scanned.parts[i] != scanned.parts[i - 1]);
  for (const Mention& mention : scanned.mentions) {
    const std::uint32_t begin = mention.begin - input.offset;
    const std::uint32_t end = mention.end - input.offset;
    const auto first =
        std::lower_bound(tokens.begin(), tokens.end(), begin,
                         [](const Token& t, std::uint32_t at) { return t.end <= at; });
    const auto last = std::lower_bound(
        first, tokens.end(), end, [](const Token& t, std::uint32_t at) { return t.begin < at; });
    // A place inside a longer hashtag is no word of a phrase.
    if (first == last || first->begin != begin ||
        (mention.rule == MentionRule::hashtag && std::prev(last)->end != end))
      continue;
    view.mentions.push_back({static_cast<std::uint32_t>(first - tokens.begin()),
                             static_cast<std::uint32_t>(last - tokens.begin()), mention.place});
  }
  std::sort(view.mentions.begin(), view.mentions.end(),
            [](const PlacedMention& a, const PlacedMention& b) {
              return std::tie(a.first, a.last, a.place) < std::tie(b.first, b.last, b.place);
            });
  std::string key;
  std::vector<std::vector<TokenSpan>> found;
  for (std::size_t l = 0; l < leaves_.size(); ++l) {
    const Leaf& leaf = leaves_[l];
    if (!leaf.sequence) continue;
    view.bits.assign(tokens.size(), 0);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!scanned.allowed(i) || (leaf.title && scanned.parts[i] != Part::title)) continue;
      key.assign(scanned.stream.term(tokens[i]));
      const auto forms = forms_.find(key);
      if (forms == forms_.end()) continue;
      for (const Form& form : forms->second)
        if (form.leaf == l && form.bit < 64) view.bits[i] |= std::uint64_t{1} << form.bit;
    }
    found.assign(leaf.operands.size(), {});
    for (std::size_t i = 0; i < leaf.operands.size(); ++i) leaf.operands[i].find(view, found[i]);
    if (leaf.clause->kind == Clause::Kind::near) found = near(found, leaf.clause->distance);
    for (const auto& operand : found)
      for (const TokenSpan& span : operand)
        spans.push_back({input.offset + tokens[span.first].begin,
                         input.offset + tokens[span.last - 1].end, static_cast<std::uint32_t>(l),
                         scanned.parts[span.first]});
  }
}

}  // namespace byname
