// A page of HTML written as text, block by block: what stands between breaks, and what
// the elements around it say. On pages of posts also which post it belongs to.
//
//   PageWriter writer(page, rules);          // rules: nothing, or html_posts.h
//   writer.write_body();
//   for (const Block& block : writer.blocks()) ...   // of writer.out().text()
//
// Not here: what is furniture (html_furniture.h), titles and dates (html_page.cc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/readers/html_elements.h"
#include "indexer/readers/html_meta.h"
#include "indexer/readers/html_rules.h"
#include "indexer/readers/html_tokens.h"
#include "indexer/readers/source_map.h"

namespace byname {

// An element that breaks lines, and the one around it. The first is the page as a whole.
struct HtmlNode {
  std::uint32_t parent = 0;  // always the smaller number
  std::uint16_t own = 0;     // what it says itself: HtmlSays
  bool holds_text = false;   // a paragraph, a heading: no region of the page
};

struct Block {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint16_t all = 0xFFFF;  // said of every character
  std::uint32_t linked = 0;    // bytes inside links
  std::uint32_t links = 0;     // how many
  std::uint32_t post = 0;      // 1, 2, ...; 0: of no post
  std::uint32_t node = 0;      // the innermost that it stands in

  std::string_view line(std::string_view text) const { return text.substr(begin, end - begin); }
};

// What a <time> or a like element says to machines, and where on the page.
struct DateStamp {
  std::uint32_t at = 0;
  std::string written{};
  bool update = false;  // of a later change, by its class
};

// What stands in an element for an author, and what the elements around it say.
struct NameMark {
  std::uint32_t at = 0;
  std::string text{};
  std::uint16_t says = 0;
};

// What a post says of itself, in the words of the page.
struct PostFacts {
  std::string author{};
  std::string date{};
  std::string stamp{};  // of an attribute, for machines
  std::string anchor{};
  bool joined = false;  // has the author of the post before it
};

class PageWriter {
 public:
  explicit PageWriter(const Decoded& page, const PostRules* rules = nullptr)
      : page_(page.text), out_(page), rules_(rules) {}

  void write_title(const HtmlValue& title);
  void write_body();

  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const std::vector<DateStamp>& stamps() const { return stamps_; }
  const std::vector<NameMark>& names() const { return names_; }
  const std::vector<PostFacts>& posts() const { return posts_; }
  // What the posts stand in, as the page says above them.
  const std::string& source() const { return source_; }
  TextBuilder& out() { return out_; }

 private:
  enum class Fact : std::uint8_t { none, author, date, source };
  struct Open {
    std::string name{};
    std::uint16_t says = 0;
    bool dropped = false;
    std::uint32_t post = 0;
    std::uint32_t node = 0;
    bool cuts = false;   // its end ends the block
    bool names = false;  // an author
    Fact fact = Fact::none;
    std::uint32_t from = 0;  // of the text, where the fact begins
  };

  std::uint32_t node_now() const { return stack_.empty() ? 0 : stack_.back().node; }
  std::uint16_t says_now() const { return stack_.empty() ? 0 : stack_.back().says; }
  void start(const HtmlToken& token);
  void apply_rules(const HtmlToken& token, Open& open);
  void finish(const std::string& name);
  void pop();
  void keep_fact(const Open& open);
  void keep_name(const Open& open);
  void close_implied(const std::string& name, Break cut);
  void line_break();
  void close_block(Break cut);
  void before_character();
  void characters(std::size_t begin, std::size_t end, std::string_view instead);
  void write_text(std::size_t begin, std::size_t end, bool in_attribute, bool raw);
  void write_alt(const HtmlToken& token);
  void keep_stamp(const HtmlToken& token);

  const std::string& page_;
  TextBuilder out_;
  const PostRules* rules_;
  std::vector<Open> stack_{};
  std::unordered_map<std::string, std::size_t> open_{};
  std::size_t dropped_ = 0;
  std::vector<Block> blocks_{};
  std::vector<HtmlNode> nodes_{1};
  std::vector<DateStamp> stamps_{};
  std::vector<NameMark> names_{};
  std::vector<PostFacts> posts_{};
  std::string source_{};
  std::uint32_t link_ = 0, counted_link_ = 0;  // <a> so far; the last one with text
  bool in_block_ = false;
  Break pending_ = Break::none;
  std::size_t line_breaks_ = 0;
  std::size_t space_begin_ = 0, space_end_ = 0;
};

}  // namespace byname
