// Plain text: one document, the posts of a page saved as text, or, if it is long,
// consecutive sections.
#include "indexer/extract/page.h"
#include "indexer/extract/posts.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "text/utf8.h"

namespace byname {
namespace {

// Bytes taken at a time. Other encodings and damaged text take a run of the map for every
// character.
constexpr std::uint64_t kPiece = kLongestText;
constexpr std::uint64_t kConvertedPiece = 4 << 20;

Date seen_on_page(Date&& date) {
  if (date.kind != DateKind::none) date.origin = DateOrigin::page;
  return std::move(date);
}

void give_page(Decoded&& page, bool only_one, Collector& out) {
  Draft draft;
  PageFacts facts = read_page(page.text);
  draft.document.title = std::move(facts.title);
  draft.document.source = std::move(facts.source);
  draft.document.author = std::move(facts.author);
  draft.document.url = std::move(facts.url);
  draft.document.date = seen_on_page(std::move(facts.date));
  draft.document.updated = seen_on_page(std::move(facts.updated));
  draft.document.parts = std::move(facts.parts);
  draft.document.text = std::move(page.text);
  draft.document.source_map = std::move(page.runs);
  draft.only_one = only_one;
  out.give(std::move(draft));
}

void give_posts(const Decoded& page, std::vector<Post>&& posts, Collector& out) {
  for (Post& post : posts) {
    Draft draft;
    Decoded text = slice(page, post.begin, post.end);
    draft.document.text = std::move(text.text);
    draft.document.source_map = std::move(text.runs);
    draft.document.title = std::move(post.title);
    draft.document.source = std::move(post.source);
    draft.document.author = std::move(post.author);
    draft.document.date = seen_on_page(std::move(post.date));
    draft.document.parts = std::move(post.parts);
    out.give(std::move(draft));
  }
}

}  // namespace

void read_text(const FormatInput& input, Collector& out) {
  std::uint64_t offset = input.encoding.mark;
  std::uint32_t line = 1;
  std::uint64_t invalid = 0;
  std::string room;
  const bool mostly_linear =
      input.encoding.is_utf8() && input.file.census().invalid() < input.file.size() / 256;
  const std::uint64_t limit = mostly_linear ? kPiece : kConvertedPiece;
  bool first = true;
  while (offset < input.file.size()) {
    // The survey has read everything once, so what is left is known.
    const bool last = input.file.size() - offset <= limit;
    const std::string_view bytes = input.file.read(offset, last ? limit : limit + 8, room);
    if (bytes.empty()) break;
    std::uint64_t invalid_here = 0;
    Decoded page = decode(bytes, input.encoding, {offset, line}, invalid_here);
    std::uint64_t next = offset + bytes.size();
    const bool whole = last && page.text.size() <= kLongestText;
    if (!whole) {
      // Invalid bytes grow when they are replaced; the last characters may be incomplete.
      std::size_t end = page.text.size();
      if (!last) end = floor_character(page.text, end > 32 ? end - 32 : end);
      end = cut_of(page.text, std::min(end, kLongestText));
      if (end < page.text.size()) {
        const SourceRange rest =
            source_of(page, static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end));
        next = rest.begin;
        line = rest.line;
        page = slice(page, 0, end);
      }
    }
    if (next <= offset) break;
    if (first && whole) {
      if (auto posts = split_posts(page.text)) {
        give_posts(page, std::move(*posts), out);
      } else {
        give_page(std::move(page), true, out);
      }
    } else {
      give_page(std::move(page), false, out);
    }
    invalid += invalid_here;
    offset = next;
    first = false;
  }
  report_invalid(invalid, input.encoding, out);
}

}  // namespace byname
