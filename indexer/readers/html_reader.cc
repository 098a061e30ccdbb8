// HTML and XHTML: one document a page.
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestPage = 64 << 20;

}  // namespace

void read_html(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestPage) {
    out.report({"", "an HTML page over 64 MiB; save it as text or split it", true});
    return;
  }
  std::string room;
  const std::string_view bytes =
      input.file.read(input.encoding.mark, input.file.size() - input.encoding.mark, room);
  std::uint64_t invalid = 0;
  const Decoded decoded = decode(bytes, input.encoding, {input.encoding.mark, 1}, invalid);
  HtmlPage page = parse_html(decoded);
  Draft draft;
  draft.document.title = std::move(page.title);
  draft.document.source = std::move(page.source);
  draft.document.author = std::move(page.author);
  draft.document.url = std::move(page.url);
  draft.document.date = std::move(page.date);
  draft.document.text = std::move(page.text.text);
  draft.document.source_map = std::move(page.text.runs);
  draft.document.parts = std::move(page.parts);
  draft.only_one = true;
  out.give(std::move(draft));
  if (invalid > 0)
    out.report({"",
                std::to_string(invalid) + " byte sequence(s) are not " + input.encoding.name +
                    " and were replaced",
                false});
}

}  // namespace byname
