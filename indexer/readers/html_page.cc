#include <algorithm>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/hashtags.h"
#include "indexer/extract/lexer.h"
#include "indexer/readers/html.h"
#include "indexer/readers/html_bylines.h"
#include "indexer/readers/html_elements.h"
#include "indexer/readers/html_furniture.h"
#include "indexer/readers/html_line.h"
#include "indexer/readers/html_meta.h"
#include "indexer/readers/html_rules.h"
#include "indexer/readers/html_visible_dates.h"
#include "indexer/readers/html_writer.h"
#include "text/ascii.h"

namespace byname {
namespace {

struct Written {
  Decoded text{};
  std::vector<Block> blocks{};
  std::vector<HtmlNode> nodes{};
  std::vector<DateStamp> stamps{};
  std::vector<NameMark> names{};
  std::vector<PostFacts> posts{};
  std::string source{};   // of the posts
  std::size_t title = 0;  // the block that is it; past the end: none

  PageBlocks page() const { return {blocks, nodes, text.text}; }
};

// The page with its title: where it stands, or above the text if it stands only in the head.
Written write_page(const Decoded& page, const HtmlMeta& meta, const PostRules* rules) {
  PageWriter writer(page, rules);
  writer.write_body();
  const std::string key = phrase_key(meta.title.text.substr(0, 1000));
  std::size_t title = writer.blocks().size();
  int likely = 0;  // the trail above it and the lists below it say the title again
  for (std::size_t i = 0; i < writer.blocks().size() && !key.empty() && likely < 3; ++i) {
    const Block& block = writer.blocks()[i];
    const int heads = block.all & kSaysHeading1 ? 3 : block.all & kSaysHeading ? 2 : 1;
    if (heads <= likely) continue;
    const std::string_view line = block.line(writer.out().text());
    if (line.size() > 2 * meta.title.text.size() + 16 || phrase_key(line) != key) continue;
    title = i;
    likely = heads;
  }
  if (title == writer.blocks().size() && !meta.title.text.empty()) {
    PageWriter titled(page, rules);
    titled.write_title(meta.title);
    titled.write_body();
    return {titled.out().take(), titled.blocks(), titled.nodes(),  titled.stamps(),
            titled.names(),      titled.posts(),  titled.source(), 0};
  }
  return {writer.out().take(), writer.blocks(), writer.nodes(),  writer.stamps(),
          writer.names(),      writer.posts(),  writer.source(), title};
}

// In a post only what the rules call its text is text.
bool is_text_of_post(const Block& block, std::string_view line) {
  return (block.all & kSaysPostText) && !(block.all & (kSaysChrome | kSaysHidden)) &&
         !is_furniture_line(line);
}

// A page with posts beside its text is no page of posts: blogs show their latest ones
// under each article.
bool is_mostly_posts(const Written& written) {
  const std::vector<char> chrome = furniture_of(written.page(), Markedup::page);
  std::size_t inside = 0, outside = 0;
  for (std::size_t i = 0; i < written.blocks.size(); ++i) {
    const Block& block = written.blocks[i];
    const std::size_t length = block.end - block.begin;
    if (block.post > 0 && is_text_of_post(block, block.line(written.text.text))) {
      inside += length;
    } else if (block.post == 0 && !chrome[i] && i != written.title && length > 80) {
      outside += length;
    }
  }
  return inside > outside;
}

Date date_of(const PostFacts& post) {
  Date date;
  for (const std::string& words : {post.stamp, post.date}) {
    if (auto whole = parse_machine_date(words)) {
      date = std::move(*whole);
    } else if (auto found = find_date(words)) {
      date = std::move(found->date);
    } else {
      continue;
    }
    date.origin = DateOrigin::page;
    break;
  }
  return date;
}

// Whether the lines have a word of some length in common.
bool share_a_word(std::string_view a, std::string_view b) {
  const std::vector<Lexeme> others = lex(b, 60);
  for (const Lexeme& l : lex(a, 60)) {
    if (l.kind != Lexeme::word || l.text.size() < 4) continue;
    for (const Lexeme& other : others)
      if (other.text == l.text) return true;
  }
  return false;
}

// The heading above the text where it is worded otherwise than the title; past the end: none.
std::size_t headline_of(const Written& written, const std::vector<char>& chrome,
                        std::string_view title) {
  const PageBlocks page = written.page();
  std::size_t found = page.blocks.size();
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (chrome[i] || i == written.title) continue;
    const bool heading = (page.blocks[i].all & kSaysHeading1) && share_a_word(page.line(i), title);
    if (heading && found < page.blocks.size()) return page.blocks.size();  // which of them?
    if (heading) found = i;
    if (!heading && is_prose(page.line(i))) break;
  }
  return found;
}

bool is_site_name(std::string_view author, std::string_view source) {
  return phrase_key(author) == phrase_key(source) || !source_name(author).empty();
}

// The text of one post: its blocks, and what stands around the posts with its neighbour.
HtmlPage read_post(const Written& written, const std::vector<std::size_t>& blocks) {
  HtmlPage result;
  TextBuilder out(written.text);
  std::size_t before = 0;
  for (const std::size_t i : blocks) {
    const Block& block = written.blocks[i];
    const bool follows = i > 0 && !out.empty() && before == i - 1;
    if (follows) {
      out.add(std::string_view(written.text.text)
                  .substr(written.blocks[before].end, block.begin - written.blocks[before].end));
    } else if (!out.empty()) {
      out.add("\n\n");
    }
    before = i;
    const std::uint32_t begin = out.size();
    out.copy(block.begin, block.end);
    if (i == written.title) {
      result.parts.push_back({Part::title, begin, out.size()});
    } else if (!is_text_of_post(block, block.line(written.text.text))) {
      result.parts.push_back({Part::chrome, begin, out.size()});
    } else if (block.all & kSaysCaption) {
      result.parts.push_back({Part::caption, begin, out.size()});
    }
  }
  mark_hashtags(out.text(), 0, result.parts);
  result.text = out.take();
  return result;
}

}  // namespace

std::vector<HtmlPage> parse_html_posts(const Decoded& page) {
  const PostRules* rules = post_rules_of(page.text);
  if (!rules) return {};
  HtmlMeta meta = read_html_meta(page.text);
  // It is that of the program that wrote the page.
  if (!rules->source_in.empty()) meta.title = {};
  const Written written = write_page(page, meta, rules);
  if (written.posts.size() < 2 || !is_mostly_posts(written)) return {};
  // What stands above the first post goes with it, all else outside with the post before.
  std::vector<std::vector<std::size_t>> blocks(written.posts.size());
  std::size_t last = 0;
  for (std::size_t i = 0; i < written.blocks.size(); ++i) {
    if (written.blocks[i].post > 0) last = written.blocks[i].post - 1;
    blocks[last].push_back(i);
  }
  std::vector<HtmlPage> posts;
  std::string author;
  for (std::size_t n = 0; n < written.posts.size(); ++n) {
    const PostFacts& facts = written.posts[n];
    HtmlPage post = read_post(written, blocks[n]);
    // A name in a joined post is that of one whose words it passes on.
    if (author.empty() || !facts.joined) author = facts.author;
    post.author = author;
    if (!rules->source.empty()) {
      post.source = rules->source;
      if (std::string who = who_did(author); !who.empty()) post.author = std::move(who);
    }
    if (post.source.empty()) post.source = written.source;
    post.date = date_of(facts);
    post.title = meta.title.text;
    if (post.source.empty()) post.source = meta.source.empty() ? meta.site_in_title : meta.source;
    if (!meta.url.empty()) post.url = meta.url + (facts.anchor.empty() ? "" : "#" + facts.anchor);
    posts.push_back(std::move(post));
  }
  return posts;
}

Markedup markup_of(std::string_view markup) {
  constexpr std::size_t kHead = 1 << 18;
  const std::string head = ascii_lower(markup.substr(0, kHead));
  return head.find("<body") != head.npos ? Markedup::page : Markedup::fragment;
}

HtmlPage parse_html(const Decoded& page, Markedup kind) {
  HtmlMeta meta = read_html_meta(page.text);
  Written written = write_page(page, meta, nullptr);
  const std::vector<Block>& blocks = written.blocks;
  const std::string& text = written.text.text;
  const std::vector<char> chrome = furniture_of(written.page(), kind);
  const std::size_t headline =
      kind == Markedup::page ? headline_of(written, chrome, meta.title.text) : blocks.size();
  HtmlPage result;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view line = blocks[i].line(text);
    Part part = Part::body;
    if (i == written.title || i == headline) {
      part = Part::title;
    } else if (chrome[i]) {
      part = Part::chrome;
    } else if ((blocks[i].all & kSaysCaption) || (kind == Markedup::page && ends_in_credit(line))) {
      part = Part::caption;
    }
    if (part != Part::body) result.parts.push_back({part, blocks[i].begin, blocks[i].end});
  }
  // The site as its own author is what a page says that was not told.
  if (meta.author.empty() || is_site_name(meta.author, meta.source)) {
    std::string author =
        byline_of(written.page(), {written.names, chrome, written.title, !meta.author.empty()});
    if (!author.empty()) meta.author = std::move(author);
  }
  if (kind == Markedup::page) {
    VisibleDates seen = visible_dates(written.page(), {written.stamps, chrome, written.title,
                                                       day_order_of(meta.lang), meta.month});
    meta.dates.take(DateSource::visible, std::move(seen.published));
    if (seen.modified) seen.modified->origin = DateOrigin::page;
    meta.dates.take(DateSource::modified, std::move(seen.modified));
  }
  mark_hashtags(text, 0, result.parts);
  result.text = std::move(written.text);
  result.title = std::move(meta.title.text);
  result.source = std::move(meta.source);
  result.author = std::move(meta.author);
  result.url = std::move(meta.url);
  result.date = meta.dates.best();
  result.updated = meta.dates.updated();
  return result;
}

}  // namespace byname
