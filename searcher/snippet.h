// Which few lines of a document show best why it answers?
//
//   choose_snippets({text, 0, parts}, spans, weights, {.count = 3, .bytes = 240})
//
// Windows are whole sentences where they fit, else cut at blanks; never across
// parts of a document. A window is worth the distinct leaves of the plan in
// it, each by its weight, and a little for every further spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "schemas/answer.h"
#include "searcher/marker.h"
#include "store/index.h"

namespace byname {

struct SnippetText {
  std::string_view text;     // of the document, or a slice of it
  std::uint32_t offset = 0;  // of the slice
  std::span<const PartSpan> parts;
};

struct SnippetLimits {
  std::size_t count = 3;
  std::uint32_t bytes = 240;  // of one; at least one match is always shown whole
};

// A window with what it is worth, before it becomes a snippet.
struct SnippetWindow {
  ByteRange range{};  // of the stored text
  Part part = Part::body;
  double value = 0;
  bool cut_before = false;
  bool cut_after = false;
  std::size_t first = 0;  // spans[first, last) begin in it
  std::size_t last = 0;

  bool operator==(const SnippetWindow&) const = default;
};

// The best windows, in the order of the text. `spans` sorted; `weights` by leaf.
std::vector<SnippetWindow> choose_windows(const SnippetText& text,
                                          std::span<const MarkedSpan> spans,
                                          std::span<const double> weights,
                                          const SnippetLimits& limits);

// The window as a snippet: overlapping highlights merged, ranges of its own text.
Snippet snippet_of(const SnippetText& text, std::span<const MarkedSpan> spans,
                   const SnippetWindow& window);

// Where nothing is to be marked: how the text begins.
std::optional<Snippet> opening(const SnippetText& text, std::uint32_t bytes);

// Snippets of a document of the index. Large ones are read in slices, no
// further than until good windows are found.
std::vector<Snippet> make_snippets(const Index& index, DocumentNumber number,
                                   const Document& document, const Marker& marker, Where where,
                                   const SnippetLimits& limits);

}  // namespace byname
