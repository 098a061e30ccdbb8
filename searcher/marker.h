// Where in a text does a plan match? Byte ranges for snippets, and the exact
// check of phrases, names and parts that postings cannot decide.
//
//   Marker marker(index, plan);
//   marker.mark({text, 0, parts, mentions, Where::text}, spans);
//
// Marks exactly what matched: every form of a word, every mention of a place
// that was asked for, phrases as a whole and only where they stand; nothing that
// was excluded, no filters.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schemas/mention.h"
#include "searcher/plan.h"
#include "searcher/token_match.h"

namespace byname {

struct MarkedSpan {
  std::uint32_t begin = 0;  // bytes of the stored text
  std::uint32_t end = 0;
  std::uint32_t leaf = 0;  // which of the plan's leaves matched
  Part part = Part::body;

  bool operator==(const MarkedSpan&) const = default;
  auto operator<=>(const MarkedSpan&) const = default;
};

struct MarkInput {
  std::string_view text;     // of the document, or a slice of it
  std::uint32_t offset = 0;  // of the slice
  std::span<const PartSpan> parts;
  std::span<const Mention> mentions;  // all of the document
  Where where = Where::text;
};

class Marker {
 public:
  // `root` must outlive the marker. Every positive leaf under it is marked.
  explicit Marker(const Clause& root);
  ~Marker();

  std::size_t leaf_count() const { return leaves_.size(); }
  const Clause& leaf(std::size_t number) const { return *leaves_[number].clause; }
  // Replaces `spans`: sorted, without repeats. Linear in the text.
  void mark(const MarkInput& input, std::vector<MarkedSpan>& spans) const;

 private:
  struct Form {
    std::uint32_t leaf = 0;
    std::uint32_t bit = 0;
    std::string base{};
  };
  struct Leaf {
    const Clause* clause = nullptr;
    bool title = false;                     // counts in the title only
    std::vector<PhraseMatcher> operands{};  // phrase: one; near: one an operand
    bool sequence = false;                  // phrase or near
  };
  struct Scanned;
  void add(const Clause& clause, bool title);
  void add_forms(std::uint32_t leaf, std::size_t bit, const WordSet& set);
  void mark_words(const Scanned& scanned, std::vector<MarkedSpan>& spans) const;
  void mark_places(const Scanned& scanned, std::vector<MarkedSpan>& spans) const;
  void mark_sequences(const Scanned& scanned, std::vector<MarkedSpan>& spans) const;

  bool content_;  // the query has more than function words: those are not marked
  std::vector<Leaf> leaves_{};
  std::unordered_map<std::string, std::vector<Form>> forms_{};
};

// The part of a surface with an apostrophe that is the word `base` itself:
// Aliyev of Aliyev’s, abeilles of d'abeilles. All of it when it cannot be told.
ByteRange without_clitic(std::string_view surface, std::string_view term, std::string_view base);

}  // namespace byname
