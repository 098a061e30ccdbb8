// The dump of a wiki (MediaWiki): each page a document, of several revisions the last.
#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_tokens.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/wikitext.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongestWikiPage = 64 << 20;
constexpr std::size_t kLongestWikiHead = 1 << 20;
constexpr std::string_view kPage = "<page>";
constexpr std::string_view kPageEnd = "</page>";

class WikiReader {
 public:
  explicit WikiReader(Collector& out) : out_(out) {}

  // What stands above the first page.
  void head(std::string_view xml) {
    HtmlTokens tokens(xml, Markup::xml);
    std::string element, key;
    for (HtmlToken token; tokens.next(token);) {
      const std::string_view bytes = xml.substr(token.begin, token.end - token.begin);
      if (token.kind == HtmlToken::finish) element.clear();
      if (token.kind == HtmlToken::start) {
        element = token.name;
        key.clear();
        for (const HtmlAttribute& a : token.attributes) {
          const std::string value(xml.substr(a.begin, a.end - a.begin));
          if (a.name == "key") key = value;
          if (a.name == "xml:lang" && element == "mediawiki") lang_ = language_code(value);
        }
      }
      if (token.kind != HtmlToken::text) continue;
      const std::string words = one_line(html_unescaped(bytes, false));
      if (words.empty()) continue;
      if (element == "sitename") source_ = words;
      if (element == "base") base_ = words.substr(0, words.rfind('/') + 1);
      if (element == "namespace" && key == "6") names_.files.insert(ascii_lower(words));
      if (element == "namespace" && key == "14") names_.categories.insert(ascii_lower(words));
    }
  }

  void page(const Decoded& xml) {
    std::string element, title, who, when;
    Decoded heading, words;
    bool redirect = false;
    std::vector<XmlPiece> pieces;
    HtmlTokens tokens(xml.text, Markup::xml);
    const auto text_of = [&] {
      TextBuilder builder(xml);
      append_xml(xml, pieces, builder);
      return builder.take();
    };
    for (HtmlToken token; tokens.next(token);) {
      if (token.kind == HtmlToken::text) {
        if (!element.empty()) pieces.push_back({token.begin, token.end, token.raw});
        continue;
      }
      if (token.kind == HtmlToken::finish && token.name == element) {
        if (element == "title") heading = one_line(text_of());
        if (element == "timestamp") when = text_of().text;
        if (element == "username" || element == "ip") who = one_line(text_of().text);
        if (element == "text") words = text_of();
      }
      pieces.clear();
      element = token.kind == HtmlToken::start && !token.closed ? token.name : std::string();
      redirect |= token.kind == HtmlToken::start && token.name == "redirect";
    }
    if (element == "text" && !pieces.empty()) words = text_of();  // cut off in it
    if (redirect) {
      ++redirects_;
      out_.leave_out();
      return;
    }
    Draft draft;
    Document& document = draft.document;
    document.title = heading.text;
    document.source = source_;
    document.author = std::move(who);
    if (auto date = parse_machine_date(when)) document.date = *date;
    if (!base_.empty() && !document.title.empty()) {
      document.url = base_ + document.title;
      std::replace(document.url.begin(), document.url.end(), ' ', '_');
    }
    draft.likely_lang = lang_;
    WikiText page = plain_wikitext(words, names_);
    if (trim(page.text.text).empty()) {
      ++empty_;
      out_.leave_out();
      return;
    }
    TextBuilder text(xml);
    text.append(std::move(heading));
    if (!text.empty()) {
      document.parts.push_back({Part::title, 0, text.size()});
      text.add("\n\n");
    }
    const std::uint32_t base = text.size();
    for (const PartSpan& span : page.parts)
      document.parts.push_back({span.part, base + span.begin, base + span.end});
    text.append(std::move(page.text));
    Decoded done = text.take();
    document.text = std::move(done.text);
    document.source_map = std::move(done.runs);
    out_.give(std::move(draft));
  }

  void finish() {
    if (redirects_ + empty_ == 0) return;
    out_.report({"",
                 "left out: " + std::to_string(redirects_) + " page(s) that lead to another, " +
                     std::to_string(empty_) + " without text",
                 false});
  }

 private:
  Collector& out_;
  std::string source_{}, base_{}, lang_{};
  // What every wiki knows beside its own words.
  WikiNames names_{{"file", "image", "media"}, {"category"}};
  std::uint64_t redirects_ = 0, empty_ = 0;
};

}  // namespace

void read_wiki(const FormatInput& input, Collector& out) {
  WikiReader wiki(out);
  SourceFile* file = &input.file;
  std::uint64_t begin = input.encoding.mark;  // of the bytes in `buffer`
  std::optional<Decoded> whole;
  std::optional<SourceFile> decoded;
  if (is_wide(input.encoding)) {
    whole = decode_wide(input, out);
    if (!whole) return;
    file = &decoded.emplace(std::string_view(whole->text));
    begin = 0;
  }
  std::string room, buffer;
  std::uint32_t line = 1;
  std::uint64_t invalid = 0, number = 0;
  bool in_head = true, in_page = false, too_long = false, last = false;
  std::size_t from = 0;    // of the buffer: what is not read yet
  std::size_t looked = 0;  // and how far what is looked for now is not there
  const auto pass = [&](std::size_t to) {
    line += lines_in(std::string_view(buffer).substr(from, to - from));
    from = looked = to;
  };
  while (true) {
    const std::string_view mark = in_page ? kPageEnd : kPage;
    const std::size_t at = buffer.find(mark, looked);
    if (at == buffer.npos) {
      if (last) break;
      looked = std::max(from, buffer.size() - std::min(buffer.size(), mark.size() - 1));
      if (!in_page && !in_head) pass(looked);
      if (buffer.size() - from > (in_page ? kLongestWikiPage : kLongestWikiHead)) {
        too_long = in_page;
        in_head = false;
        pass(looked);
      }
      buffer.erase(0, from);
      begin += from;
      looked -= from;
      from = 0;
      const std::string_view more = file->read(begin + buffer.size(), kReadAtOnce, room);
      buffer += more;
      last = more.size() < kReadAtOnce;
      continue;
    }
    if (!in_page) {
      if (std::exchange(in_head, false)) wiki.head(std::string_view(buffer).substr(0, at));
      pass(at);
      in_page = true;
      continue;
    }
    const std::size_t end = at + mark.size();
    ++number;
    if (std::exchange(too_long, false)) {
      out.leave_out();
      out.report({"page " + std::to_string(number), "is longer than 64 MiB", true});
    } else if (whole) {
      wiki.page(slice(*whole, begin + from, begin + end));
    } else {
      wiki.page(decode(std::string_view(buffer).substr(from, end - from), input.encoding,
                       {begin + from, line}, invalid));
    }
    pass(end);
    in_page = false;
  }
  if (in_page) {
    if (!too_long && !whole)
      wiki.page(decode(std::string_view(buffer).substr(from), input.encoding, {begin + from, line},
                       invalid));
    out.report({"page " + std::to_string(number + 1), "cut off", true});
  }
  wiki.finish();
  report_invalid(invalid, input.encoding, out);
}

}  // namespace byname
