#include <algorithm>
#include <unordered_map>

#include "indexer/extract/ascii.h"
#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/lexer.h"
#include "indexer/readers/html.h"
#include "indexer/readers/html_elements.h"
#include "indexer/readers/html_meta.h"
#include "indexer/readers/html_tokens.h"

namespace byname {
namespace {

constexpr std::size_t kDeepestSearch = 256;  // for the element that an end tag closes

// A stretch of text between breaks and what the elements around it say.
struct Block {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint16_t all = 0xFFFF;  // said of every character
  std::uint32_t linked = 0;    // bytes inside links
  bool item = false;           // of a list
};

class PageWriter {
 public:
  explicit PageWriter(const Decoded& page) : page_(page.text), out_(page) {}

  void write_title(const HtmlValue& title) {
    const std::string_view raw =
        std::string_view(page_).substr(title.begin, title.end - title.begin);
    std::size_t begin = title.begin, end = title.end;
    if (const std::size_t at = raw.find(title.text); at != raw.npos) {
      begin = title.begin + at;
      end = begin + title.text.size();
    }
    open_block(0);
    write_text(begin, end, title.in_attribute, false);
    close_block(Break::paragraph);
  }

  void write_body() {
    HtmlTokens tokens(page_);
    for (HtmlToken token; tokens.next(token);) {
      switch (token.kind) {
        case HtmlToken::text:
          if (dropped_ == 0) write_text(token.begin, token.end, false, token.raw);
          break;
        case HtmlToken::start:
          start(token);
          break;
        case HtmlToken::finish:
          finish(token.name);
          break;
      }
    }
    close_block(Break::paragraph);
  }

  std::vector<Block>& blocks() { return blocks_; }
  TextBuilder& out() { return out_; }

 private:
  struct Open {
    std::string name;
    std::uint16_t says;
    bool dropped;
  };

  std::uint16_t says_now() const { return stack_.empty() ? 0 : stack_.back().says; }

  void start(const HtmlToken& token) {
    const Break cut = break_of(token.name);
    if (cut != Break::none) {
      close_implied(token.name, cut);
      if (token.name == "br") {
        line_break();
      } else {
        close_block(cut);
      }
    }
    if (token.name == "img" && dropped_ == 0) write_alt(token);
    if (is_void(token.name)) return;
    const std::uint16_t own = says(page_, token);
    // Hidden by a script that has not run is still furniture, not text; h1 in a page
    // header is the title.
    stack_.push_back(
        {token.name, static_cast<std::uint16_t>(says_now() | own), is_dropped(token.name)});
    ++open_[token.name];
    if (stack_.back().dropped) ++dropped_;
  }

  void finish(const std::string& name) {
    const Break cut = break_of(name);
    if (cut != Break::none && name != "br") close_block(cut);
    if (name == "br") line_break();
    const auto count = open_.find(name);
    if (count == open_.end() || count->second == 0) return;
    const bool within = is_inline(name);
    const std::size_t lowest = stack_.size() > kDeepestSearch ? stack_.size() - kDeepestSearch : 0;
    std::size_t i = stack_.size();
    while (i > 0 && stack_[i - 1].name != name) {
      --i;
      if (within && (i < lowest || !is_inline(stack_[i].name))) return;
    }
    while (stack_.size() >= i) pop();
  }

  void pop() {
    if (stack_.back().dropped) --dropped_;
    --open_[stack_.back().name];
    stack_.pop_back();
  }

  // End tags that HTML lets people leave out: a paragraph ends where a block begins, an
  // item where the next one does.
  void close_implied(const std::string& name, Break cut) {
    const auto close_within = [&](std::initializer_list<std::string_view> closing,
                                  std::initializer_list<std::string_view> stops) {
      const std::size_t lowest = stack_.size() > 32 ? stack_.size() - 32 : 0;
      for (std::size_t i = stack_.size(); i > lowest; --i) {
        const std::string& open = stack_[i - 1].name;
        if (std::find(closing.begin(), closing.end(), open) != closing.end()) {
          while (stack_.size() >= i) pop();
          return;
        }
        if (std::find(stops.begin(), stops.end(), open) != stops.end()) return;
      }
    };
    if (cut == Break::paragraph && open_["p"] > 0) {
      const std::size_t lowest = stack_.size() > 32 ? stack_.size() - 32 : 0;
      for (std::size_t i = stack_.size(); i > lowest; --i) {
        if (stack_[i - 1].name == "p") {
          while (stack_.size() >= i) pop();
          break;
        }
        if (!is_inline(stack_[i - 1].name)) break;
      }
    }
    if (name == "li") close_within({"li"}, {"ul", "ol", "menu"});
    if (name == "dt" || name == "dd") close_within({"dt", "dd"}, {"dl"});
    if (name == "td" || name == "th") close_within({"td", "th"}, {"tr", "table"});
    if (name == "tr") close_within({"tr"}, {"table"});
    if (name == "option") close_within({"option"}, {"select"});
    if (name == "body") close_within({"head"}, {"html"});
  }

  void open_block(std::uint16_t) {}

  void line_break() {
    if (!in_block_) {
      pending_ = std::max(pending_, Break::line);
      return;
    }
    // Two in a row end the paragraph.
    if (line_breaks_++ > 0) {
      close_block(Break::paragraph);
    }
    space_begin_ = space_end_ = 0;
  }

  void close_block(Break cut) {
    if (in_block_) {
      blocks_.back().end = out_.size();
      in_block_ = false;
      item_ = false;
    }
    line_breaks_ = 0;
    space_begin_ = space_end_ = 0;
    pending_ = std::max(pending_, cut);
  }

  void before_character() {
    if (!in_block_) {
      if (!out_.empty()) out_.add(pending_ == Break::paragraph ? "\n\n" : "\n");
      pending_ = Break::none;
      Block block;
      block.begin = out_.size();
      block.item = open_["li"] > 0 || open_["td"] > 0;
      blocks_.push_back(block);
      in_block_ = true;
    } else if (line_breaks_ > 0) {
      out_.add("\n");
    } else if (space_end_ > space_begin_) {
      out_.replace(" ", space_begin_, space_end_);
    }
    line_breaks_ = 0;
    space_begin_ = space_end_ = 0;
  }

  void characters(std::size_t begin, std::size_t end, std::string_view instead) {
    before_character();
    if (instead.empty()) {
      out_.copy(begin, end);
    } else {
      out_.replace(instead, begin, end);
    }
    Block& block = blocks_.back();
    const std::uint16_t bits = says_now();
    block.all &= bits;
    if (bits & kSaysLink)
      block.linked += static_cast<std::uint32_t>(instead.empty() ? end - begin : instead.size());
  }

  void write_text(std::size_t begin, std::size_t end, bool in_attribute, bool raw) {
    const bool pre = (says_now() & kSaysPre) != 0;
    std::size_t at = begin;
    while (at < end) {
      const char c = page_[at];
      if (is_ascii_space(c) && pre && in_block_) {
        characters(at, at + 1, c == '\r' ? " " : std::string_view());
        ++at;
      } else if (is_ascii_space(c)) {
        const std::size_t from = at;
        while (at < end && is_ascii_space(page_[at])) ++at;
        if (space_end_ == space_begin_) space_begin_ = from;
        space_end_ = at;
      } else if (c == '&' && !raw) {
        const auto reference =
            html_reference(std::string_view(page_).substr(0, end), at, in_attribute);
        if (reference && !reference->utf8.empty()) {
          characters(at, at + reference->length, reference->utf8);
          at += reference->length;
        } else {
          characters(at, at + 1, {});
          ++at;
        }
      } else {
        const std::size_t from = at;
        while (at < end && !is_ascii_space(page_[at]) && (page_[at] != '&' || raw)) ++at;
        characters(from, at, {});
      }
    }
  }

  // The description of a picture is a caption of its own.
  void write_alt(const HtmlToken& token) {
    for (const HtmlAttribute& a : token.attributes) {
      if (a.name != "alt") continue;
      const std::string_view value = trim(std::string_view(page_).substr(a.begin, a.end - a.begin));
      // Less than two words is a name of the file or of the site.
      if (value.find(' ') == value.npos || value.size() > 1000) return;
      const Break before = in_block_ ? Break::line : Break::paragraph;
      close_block(before);
      stack_.push_back({"img", static_cast<std::uint16_t>(says_now() | kSaysCaption), false});
      ++open_["img"];
      write_text(a.begin, a.end, true, false);
      pop();
      close_block(before);
    }
  }

  const std::string& page_;
  TextBuilder out_;
  std::vector<Open> stack_{};
  std::unordered_map<std::string, std::size_t> open_{};
  std::size_t dropped_ = 0;
  std::vector<Block> blocks_{};
  bool in_block_ = false;
  bool item_ = false;
  Break pending_ = Break::none;
  std::size_t line_breaks_ = 0;
  std::size_t space_begin_ = 0, space_end_ = 0;
};

std::string_view text_of(const std::string& text, const Block& block) {
  return std::string_view(text).substr(block.begin, block.end - block.begin);
}

bool is_furniture_by_markup(const Block& block, bool by_class) {
  if (block.all & (kSaysChrome | kSaysHidden)) return true;
  // A page header that is not an article's.
  if ((block.all & kSaysHeader) && !(block.all & (kSaysContent | kSaysHeading1))) return true;
  return by_class && (block.all & kSaysChromeClass);
}

std::uint32_t length_where(const std::vector<Block>& blocks, const std::vector<char>& chrome,
                           bool content_only) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (!chrome[i] && (!content_only || (blocks[i].all & kSaysContent)))
      sum += blocks[i].end - blocks[i].begin;
  return sum;
}

// Runs of three short blocks or more that are nearly all links are lists of links.
void mark_link_lists(const std::vector<Block>& blocks, std::vector<char>& chrome) {
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t j = i;
    while (j < blocks.size()) {
      const std::uint32_t length = blocks[j].end - blocks[j].begin;
      if (length > 200 || blocks[j].linked * 5 < length * 4) break;
      ++j;
    }
    if (j - i >= 3)
      for (std::size_t k = i; k < j; ++k) chrome[k] = 1;
    i = std::max(j, i + 1);
  }
}

std::vector<char> furniture_of(const std::vector<Block>& blocks, const std::string& text) {
  std::uint32_t all = 0;
  for (const Block& block : blocks) all += block.end - block.begin;
  std::vector<char> chrome(blocks.size());
  for (const bool by_class : {true, false}) {
    for (std::size_t i = 0; i < blocks.size(); ++i)
      chrome[i] = is_furniture_by_markup(blocks[i], by_class);
    // A class that takes nearly everything away means something else than we read.
    if (length_where(blocks, chrome, false) * 5 >= all) break;
  }
  // Where the page says what its content is, the rest is furniture.
  const std::uint32_t kept = length_where(blocks, chrome, false);
  const std::uint32_t content = length_where(blocks, chrome, true);
  if (content >= 200 && content * 3 >= kept) {
    for (std::size_t i = 0; i < blocks.size(); ++i)
      if (!(blocks[i].all & (kSaysContent | kSaysHeading1))) chrome[i] = 1;
  }
  mark_link_lists(blocks, chrome);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string_view line = text_of(text, blocks[i]);
    if (is_furniture_line(line)) chrome[i] = 1;
    if ((blocks[i].all & (kSaysDate | kSaysAuthor)) && line.size() < 200) chrome[i] = 1;
    if (line.size() < 80 && parse_date(line)) chrome[i] = 1;
  }
  return chrome;
}

}  // namespace

HtmlPage parse_html(const Decoded& page) {
  HtmlMeta meta = read_html_meta(page.text);
  PageWriter writer(page);
  writer.write_body();
  const std::string key = phrase_key(meta.title.text.substr(0, 1000));
  std::size_t title_block = writer.blocks().size();
  for (std::size_t i = 0; i < writer.blocks().size() && !key.empty(); ++i) {
    const std::string_view line = text_of(writer.out().text(), writer.blocks()[i]);
    if (line.size() <= 2 * meta.title.text.size() + 16 && phrase_key(line) == key) {
      title_block = i;
      if (writer.blocks()[i].all & kSaysHeading1) break;
    }
  }
  HtmlPage result;
  const bool stands_in_text = title_block < writer.blocks().size();
  PageWriter titled(page);
  PageWriter* used = &writer;
  if (!stands_in_text && !meta.title.text.empty()) {
    titled.write_title(meta.title);
    title_block = 0;
    titled.write_body();
    used = &titled;
  }
  const std::vector<Block>& blocks = used->blocks();
  const std::string& text = used->out().text();
  const std::vector<char> chrome = furniture_of(blocks, text);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    Part part = Part::body;
    if (i == title_block) {
      part = Part::title;
    } else if (chrome[i]) {
      part = Part::chrome;
    } else if (blocks[i].all & kSaysCaption) {
      part = Part::caption;
    }
    const std::string_view line = text_of(text, blocks[i]);
    if (line.size() < 200) {
      if (meta.author.empty() && (blocks[i].all & kSaysAuthor))
        meta.author = author_of_byline(line);
      if (meta.date.kind == DateKind::none && (blocks[i].all & kSaysDate)) {
        if (const auto found = find_date(line)) meta.date = found->date;
      }
    }
    if (part != Part::body) result.parts.push_back({part, blocks[i].begin, blocks[i].end});
  }
  result.text = used->out().take();
  result.title = std::move(meta.title.text);
  result.source = std::move(meta.source);
  result.author = std::move(meta.author);
  result.url = std::move(meta.url);
  result.date = std::move(meta.date);
  return result;
}

}  // namespace byname
