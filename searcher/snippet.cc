#include "searcher/snippet.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "schemas/hash.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace byname {
namespace {

// What a leaf counts when it was already seen in a better window.
constexpr double kSeenBefore = 0.3;
// What another spelling of the same leaf adds, of its weight.
constexpr double kOtherSpelling = 0.4;
// A repeated spelling.
constexpr double kRepeated = 0.05;
// Title and tags say less than a sentence: the title is shown anyway.
constexpr double kTitleWorth = 0.6;
constexpr double kTagsWorth = 0.5;

// Documents over this are read in slices.
constexpr std::uint32_t kWhole = 1U << 20;
constexpr std::uint32_t kSlice = 256U << 10;
// How much of a document without good windows is read at most.
constexpr std::uint64_t kFarthest = 64ULL << 20;

struct Sentence {
  std::uint32_t begin = 0;  // bytes of the stored text, blanks at the ends off
  std::uint32_t end = 0;
  Part part = Part::body;
  std::size_t first = 0;  // spans[first, last) lie in it
  std::size_t last = 0;
};

// The sentences of the parts that hold a span, and their spans.
std::vector<Sentence> sentences_with(const SnippetText& text, std::span<const MarkedSpan> spans) {
  std::vector<Sentence> sentences;
  const std::uint32_t text_end = text.offset + static_cast<std::uint32_t>(text.text.size());
  std::size_t span = 0;
  const auto part_of = [&](const PartSpan& part) {
    const std::uint32_t begin = std::max(part.begin, text.offset);
    const std::uint32_t end = std::min(part.end, text_end);
    while (span < spans.size() && spans[span].begin < begin) ++span;
    if (begin >= end || span == spans.size() || spans[span].begin >= end) return;
    std::uint32_t at = begin;
    for (const std::uint32_t stop :
         sentence_ends(text.text.substr(begin - text.offset, end - begin))) {
      Sentence sentence{at, begin + stop, part.part, span, span};
      at = begin + stop;
      while (span < spans.size() && spans[span].begin < at) ++span;
      sentence.last = span;
      const auto byte = [&](std::uint32_t offset) { return text.text[offset - text.offset]; };
      while (sentence.begin < sentence.end && is_ascii_blank(byte(sentence.begin)))
        ++sentence.begin;
      while (sentence.end > sentence.begin && is_ascii_blank(byte(sentence.end - 1)))
        --sentence.end;
      // A phrase may run over a full stop that was none.
      if (sentence.last > sentence.first) {
        for (std::size_t i = sentence.first; i < sentence.last; ++i)
          sentence.end = std::max(sentence.end, std::min(spans[i].end, end));
      }
      if (sentence.end > sentence.begin) sentences.push_back(sentence);
    }
  };
  for (const PartSpan& part : text.parts) part_of(part);
  if (text.parts.empty()) part_of({Part::body, text.offset, text_end});
  return sentences;
}

// What it is worth to show a leaf: rare words more than frequent ones.
double leaf_weight(const Index& index, const Clause& clause) {
  std::uint64_t documents = 0;
  for (const Unit& unit : clause.units) {
    std::uint64_t most = 0;
    for (const PlaceVariant& place : unit.places)
      most = std::max<std::uint64_t>(most, index.count(place.place).documents);
    for (const WordSet& set : unit.words)
      for (const Variant& variant : set.variants)
        most = std::max<std::uint64_t>(most, variant.documents);
    documents = documents == 0 ? most : std::min(documents, most);
  }
  const double all = static_cast<double>(std::max<std::uint64_t>(index.live_documents(), 1));
  const double with = std::min(static_cast<double>(documents), all);
  return 0.1 + std::log(1 + (all - with + 0.5) / (with + 0.5));
}

class Chooser {
 public:
  Chooser(const SnippetText& text, std::span<const MarkedSpan> spans,
          std::span<const double> weights, const SnippetLimits& limits)
      : text_(text), spans_(spans), weights_(weights), limits_(limits) {
    seen_.resize(weights.size());
    spellings_.reserve(spans.size());
    for (const MarkedSpan& span : spans)
      spellings_.push_back(
          hash64(text.text.substr(span.begin - text.offset, span.end - span.begin), span.leaf));
  }

  std::vector<SnippetWindow> choose() {
    collect();
    std::vector<SnippetWindow> chosen;
    // Values fall as leaves are seen, so each round looks at every window again.
    while (chosen.size() < limits_.count) {
      const SnippetWindow* best = nullptr;
      double best_value = 0;
      for (const SnippetWindow& window : windows_) {
        const bool apart =
            std::none_of(chosen.begin(), chosen.end(), [&](const SnippetWindow& other) {
              return window.range.begin < other.range.end && other.range.begin < window.range.end;
            });
        const double value = apart ? value_of(window) : 0;
        if (value > best_value) best = &window, best_value = value;
      }
      if (best == nullptr) break;
      chosen.push_back(*best);
      chosen.back().value = best_value;
      for (std::size_t i = best->first; i < best->last; ++i)
        if (spans_[i].leaf < seen_.size()) seen_[spans_[i].leaf] = true;
    }
    std::sort(chosen.begin(), chosen.end(), [](const SnippetWindow& a, const SnippetWindow& b) {
      return a.range.begin < b.range.begin;
    });
    return chosen;
  }

 private:
  char byte(std::uint32_t offset) const { return text_.text[offset - text_.offset]; }

  void collect() {
    const std::vector<Sentence> sentences = sentences_with(text_, spans_);
    for (std::size_t i = 0; i < sentences.size() && windows_.size() < kMostWindows; ++i) {
      const Sentence& sentence = sentences[i];
      if (sentence.first == sentence.last) continue;
      if (sentence.end - sentence.begin > limits_.bytes) {
        cut(sentence);
        continue;
      }
      // Sentences that follow, as long as they fit and the last one holds a match.
      SnippetWindow window{.range = {sentence.begin, sentence.end},
                           .part = sentence.part,
                           .first = sentence.first,
                           .last = sentence.last};
      windows_.push_back(window);
      for (std::size_t j = i + 1; j < sentences.size(); ++j) {
        const Sentence& next = sentences[j];
        if (next.part != sentence.part || next.end - sentence.begin > limits_.bytes) break;
        window.range.end = next.end;
        window.last = next.last;
        if (next.first != next.last) windows_.push_back(window);
      }
    }
  }

  // Windows inside a long sentence: from each match as many further ones as fit, then widened.
  void cut(const Sentence& sentence) {
    std::size_t next = sentence.first;
    std::size_t from = sentence.first;
    for (std::size_t i = sentence.first; i < sentence.last && windows_.size() < kMostWindows; ++i) {
      if (i > sentence.first && spans_[i].begin == spans_[i - 1].begin) continue;
      const std::uint32_t begin = spans_[i].begin;
      std::uint32_t end = std::min(spans_[i].end, sentence.end);
      for (next = std::max(next, i);
           next < sentence.last && spans_[next].end <= begin + limits_.bytes;)
        ++next;
      for (std::size_t j = i; j < next; ++j)
        end = std::max(end, std::min(spans_[j].end, sentence.end));
      SnippetWindow window{.range = widened({begin, end}, sentence), .part = sentence.part};
      // With the matches that came in by widening.
      while (from < i && spans_[from].begin < window.range.begin) ++from;
      window.first = from;
      window.last = std::max(next, i + 1);
      while (window.last < sentence.last && spans_[window.last].end <= window.range.end)
        ++window.last;
      window.cut_before = window.range.begin > sentence.begin;
      window.cut_after = window.range.end < sentence.end;
      windows_.push_back(window);
    }
  }

  // Context on both sides up to the limit, to blanks.
  ByteRange widened(ByteRange range, const Sentence& sentence) const {
    const std::uint32_t size = range.end - range.begin;
    if (size >= limits_.bytes) return range;
    std::uint32_t room = limits_.bytes - size;
    const std::uint32_t before = std::min(room / 2, range.begin - sentence.begin);
    const std::uint32_t after = std::min(room - before, sentence.end - range.end);
    room -= before + after;
    const std::uint32_t more = std::min(room, range.begin - sentence.begin - before);
    std::uint32_t begin = range.begin - before - more;
    std::uint32_t end = range.end + after;
    // Inwards to the next blank, so that no word is cut; to a character if there is none.
    if (begin > sentence.begin) {
      std::uint32_t at = begin;
      while (at < range.begin && !is_ascii_blank(byte(at))) ++at;
      if (at < range.begin) {
        begin = at + 1;
      } else {
        begin = character(begin, range.begin);
      }
    }
    if (end < sentence.end) {
      std::uint32_t at = end;
      while (at > range.end && !is_ascii_blank(byte(at))) --at;
      end = at > range.end ? at : character_back(end, range.end);
    }
    while (begin < range.begin && is_ascii_blank(byte(begin))) ++begin;
    while (end > range.end && is_ascii_blank(byte(end - 1))) --end;
    return {begin, end};
  }

  std::uint32_t character(std::uint32_t at, std::uint32_t limit) const {
    while (at < limit && (static_cast<unsigned char>(byte(at)) & 0xc0) == 0x80) ++at;
    return at;
  }
  std::uint32_t character_back(std::uint32_t at, std::uint32_t limit) const {
    while (at > limit && (static_cast<unsigned char>(byte(at)) & 0xc0) == 0x80) --at;
    return at;
  }

  double value_of(const SnippetWindow& window) {
    double value = 0;
    leaves_.clear();
    spelt_.clear();
    const auto is_new = [](std::vector<std::uint64_t>& known, std::uint64_t item) {
      if (std::find(known.begin(), known.end(), item) != known.end()) return false;
      known.push_back(item);
      return true;
    };
    for (std::size_t i = window.first; i < window.last; ++i) {
      const std::uint32_t leaf = spans_[i].leaf;
      const double weight = leaf < weights_.size() ? weights_[leaf] : 1;
      const double worth = weight * (leaf < seen_.size() && seen_[leaf] ? kSeenBefore : 1);
      const bool new_leaf = is_new(leaves_, leaf);
      const bool new_spelling = is_new(spelt_, spellings_[i]);
      value += worth * (new_leaf ? 1 : new_spelling ? kOtherSpelling : kRepeated);
    }
    if (window.part == Part::title) value *= kTitleWorth;
    if (window.part == Part::hashtags) value *= kTagsWorth;
    return value;
  }

  // A text of a million matches is as well shown by its first ones.
  static constexpr std::size_t kMostWindows = 5000;

  const SnippetText& text_;
  std::span<const MarkedSpan> spans_;
  std::span<const double> weights_;
  const SnippetLimits& limits_;
  std::vector<bool> seen_{};
  std::vector<std::uint64_t> spellings_{};  // of each span
  std::vector<SnippetWindow> windows_{};
  std::vector<std::uint64_t> leaves_{};
  std::vector<std::uint64_t> spelt_{};
};

}  // namespace

std::vector<SnippetWindow> choose_windows(const SnippetText& text,
                                          std::span<const MarkedSpan> spans,
                                          std::span<const double> weights,
                                          const SnippetLimits& limits) {
  if (spans.empty() || limits.count == 0) return {};
  return Chooser(text, spans, weights, limits).choose();
}

Snippet snippet_of(const SnippetText& text, std::span<const MarkedSpan> spans,
                   const SnippetWindow& window) {
  Snippet snippet{.text = std::string(text.text.substr(window.range.begin - text.offset,
                                                       window.range.end - window.range.begin)),
                  .range = window.range,
                  .part = window.part,
                  .cut_before = window.cut_before,
                  .cut_after = window.cut_after};
  for (std::size_t i = window.first; i < window.last && i < spans.size(); ++i) {
    const MarkedSpan& span = spans[i];
    if (span.begin < window.range.begin || span.begin >= window.range.end) continue;
    const std::uint32_t begin = span.begin - window.range.begin;
    const std::uint32_t end = std::min(span.end, window.range.end) - window.range.begin;
    if (!snippet.highlights.empty() && begin < snippet.highlights.back().end)
      snippet.highlights.back().end = std::max(snippet.highlights.back().end, end);
    else
      snippet.highlights.push_back({begin, end});
  }
  return snippet;
}

std::optional<Snippet> opening(const SnippetText& text, std::uint32_t bytes) {
  // The first part that is neither title nor furniture; else whatever there is.
  std::optional<PartSpan> chosen;
  for (const PartSpan& part : text.parts)
    if (part.begin < part.end &&
        (!chosen || (chosen->part != Part::body && part.part == Part::body)))
      chosen = part;
  if (!chosen) {
    if (text.text.empty()) return std::nullopt;
    chosen = PartSpan{Part::body, text.offset,
                      text.offset + static_cast<std::uint32_t>(text.text.size())};
  }
  const std::uint32_t limit =
      std::min(chosen->end, text.offset + static_cast<std::uint32_t>(text.text.size()));
  if (chosen->begin < text.offset || chosen->begin >= limit) return std::nullopt;
  const std::string_view part =
      text.text.substr(chosen->begin - text.offset, limit - chosen->begin);
  SnippetWindow window{.range = {chosen->begin, chosen->begin}, .part = chosen->part};
  for (const std::uint32_t end : sentence_ends(part.substr(0, floor_character(part, 4 * bytes)))) {
    if (end > bytes) break;
    window.range.end = chosen->begin + end;
  }
  if (window.range.end == window.range.begin) {
    std::size_t end = std::min<std::size_t>(part.size(), bytes);
    if (end < part.size()) {
      const std::size_t blank = part.substr(0, end).find_last_of(" \t\r\n");
      end = blank != std::string_view::npos && blank > 0 ? blank : floor_character(part, end);
      window.cut_after = true;
    }
    window.range.end = chosen->begin + static_cast<std::uint32_t>(end);
  }
  const auto byte = [&](std::uint32_t at) { return text.text[at - text.offset]; };
  while (window.range.begin < window.range.end && is_ascii_blank(byte(window.range.begin)))
    ++window.range.begin;
  while (window.range.end > window.range.begin && is_ascii_blank(byte(window.range.end - 1)))
    --window.range.end;
  if (window.range.begin == window.range.end) return std::nullopt;
  return snippet_of(text, {}, window);
}

std::vector<Snippet> make_snippets(const Index& index, DocumentNumber number,
                                   const Document& document, const Marker& marker, Where where,
                                   const SnippetLimits& limits) {
  std::vector<Snippet> snippets;
  if (limits.count == 0) return snippets;
  const std::uint32_t size = index.text_size(number);
  std::vector<double> weights(marker.leaf_count(), 1);
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = leaf_weight(index, marker.leaf(i));
  if (marker.leaf_count() > 0) {
    const std::vector<Mention> mentions = index.mentions(number);
    std::vector<MarkedSpan> spans;
    std::vector<std::pair<double, Snippet>> found;
    double everything = 0;
    for (const double weight : weights) everything += weight;
    for (std::uint32_t begin = 0; begin < size && begin < kFarthest;) {
      std::uint32_t end = size;
      std::string text;
      if (size <= kWhole) {
        text = index.text(number, begin, end);
      } else {
        // Up to the last blank of the slice, so that no word is cut in two.
        end = std::min(size, begin + kSlice);
        text = index.text(number, begin, end);
        if (end < size) {
          const std::size_t blank = text.find_last_of(" \t\r\n");
          std::size_t keep = blank == std::string::npos || blank == 0
                                 ? floor_character(text, text.size() - 3)
                                 : blank;
          text.resize(keep);
          end = begin + static_cast<std::uint32_t>(keep);
        }
      }
      const SnippetText slice{text, begin, document.parts};
      marker.mark({text, begin, document.parts, mentions, where}, spans);
      std::size_t good = 0;
      for (const SnippetWindow& window : choose_windows(slice, spans, weights, limits))
        found.emplace_back(window.value, snippet_of(slice, spans, window));
      for (const auto& [value, snippet] : found) good += value >= everything * 0.99;
      if (good >= limits.count) break;
      begin = std::max(end, begin + 1);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (found.size() > limits.count) found.resize(limits.count);
    for (auto& [value, snippet] : found) snippets.push_back(std::move(snippet));
    std::sort(snippets.begin(), snippets.end(),
              [](const Snippet& a, const Snippet& b) { return a.range.begin < b.range.begin; });
  }
  if (snippets.empty()) {
    const std::string text = index.text(number, 0, std::min(size, kSlice));
    if (auto snippet = opening({text, 0, document.parts}, limits.bytes))
      snippets.push_back(std::move(*snippet));
  }
  return snippets;
}

}  // namespace byname
