// HTML and XHTML: one document a page, or one a post where a page holds many.
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestPage = 64 << 20;

void give(HtmlPage&& page, bool only_one, Collector& out) {
  Draft draft;
  draft.document.title = std::move(page.title);
  draft.document.source = std::move(page.source);
  draft.document.author = std::move(page.author);
  draft.document.url = std::move(page.url);
  draft.document.date = std::move(page.date);
  draft.document.updated = std::move(page.updated);
  draft.document.text = std::move(page.text.text);
  draft.document.source_map = std::move(page.text.runs);
  draft.document.parts = std::move(page.parts);
  draft.only_one = only_one;
  out.give(std::move(draft));
}

}  // namespace

void read_html(const FormatInput& input, Collector& out) {
  const auto page = decode_whole(input, kLongestPage,
                                 "an HTML page over 64 MiB; save it as text or split it", out);
  if (!page) return;
  std::vector<HtmlPage> posts = parse_html_posts(*page);
  if (posts.empty()) {
    give(parse_html(*page, Markedup::page), true, out);
  } else {
    for (HtmlPage& post : posts) give(std::move(post), false, out);
  }
}

}  // namespace byname
