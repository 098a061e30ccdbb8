#include "indexer/readers/html_writer.h"

#include <algorithm>
#include <array>

#include "indexer/extract/table.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kMostMarkedNames = 1000;
constexpr std::size_t kLongestMarkedName = 160;  // bytes in an element for an author
constexpr std::size_t kDeepestSearch = 256;      // for the element that an end tag closes

// <span data-utime="1551694800">
bool has_stamp(const HtmlToken& token) {
  static constexpr std::array<std::string_view, 6> kNames{
      "data-published", "data-utime", "data-timestamp", "data-datetime", "data-time", "data-date"};
  return std::any_of(token.attributes.begin(), token.attributes.end(), [](const HtmlAttribute& a) {
    return a.name.starts_with("data-") && is_one_of(a.name, kNames);
  });
}

// class="updated", not class="entry-date published updated", which says that nothing changed.
bool is_update(std::string_view classes) {
  bool update = false;
  for (const std::string_view word : split_words(classes)) {
    const std::string key = ascii_lower(word);
    if (key.find("publish") != key.npos || key.find("date") == 0 || key.ends_with("-date") ||
        key.find("posted") != key.npos)
      return false;
    update |= key.find("updated") != key.npos || key.find("modified") != key.npos;
  }
  return update;
}

}  // namespace

void PageWriter::write_title(const HtmlValue& title) {
  const std::string_view raw = std::string_view(page_).substr(title.begin, title.end - title.begin);
  std::size_t begin = title.begin, end = title.end;
  if (const std::size_t at = raw.find(title.text); at != raw.npos) {
    begin = title.begin + at;
    end = begin + title.text.size();
  }
  write_text(begin, end, title.in_attribute, false);
  close_block(Break::paragraph);
}

void PageWriter::write_body() {
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

void PageWriter::start(const HtmlToken& token) {
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
  link_ += token.name == "a";
  const std::uint16_t own = says(page_, token);
  if (dropped_ == 0 && ((own & kSaysDate) || has_stamp(token))) keep_stamp(token);
  // Hidden by a script that has not run is still furniture, not text; h1 in a page
  // header is the title.
  Open open{.name = token.name,
            .says = static_cast<std::uint16_t>(says_now() | own),
            .dropped = is_dropped(token.name),
            .post = stack_.empty() ? 0 : stack_.back().post,
            .node = node_now(),
            .names = (own & kSaysAuthor) != 0,
            .from = out_.size()};
  if (cut != Break::none && !open.dropped) {
    nodes_.push_back({open.node, own, holds_text(token.name)});
    open.node = static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  if (rules_) apply_rules(token, open);
  stack_.push_back(std::move(open));
  ++open_[token.name];
  if (stack_.back().dropped) ++dropped_;
}

void PageWriter::apply_rules(const HtmlToken& token, Open& open) {
  if (matches_any(rules_->post, page_, token)) {
    close_block(Break::paragraph);
    PostFacts post;
    post.anchor = attribute_of(page_, token, "id");
    if (!rules_->author_in.empty()) post.author = attribute_of(page_, token, rules_->author_in);
    post.joined = matches_any(rules_->joined, page_, token);
    posts_.push_back(std::move(post));
    open.post = static_cast<std::uint32_t>(posts_.size());
    open.cuts = true;
  }
  if (posts_.empty() && source_.empty() && matches_any(rules_->source_in, page_, token)) {
    close_block(Break::line);
    open.fact = Fact::source;
    open.from = out_.size();
  }
  if (open.post == 0) return;
  if (matches_any(rules_->author, page_, token)) {
    open.fact = Fact::author;
    open.says |= kSaysAuthor;
  } else if (matches_any(rules_->date, page_, token)) {
    open.fact = Fact::date;
    open.says |= kSaysDate;
    std::string& stamp = posts_[open.post - 1].stamp;
    for (const std::string_view name : {"datetime", "title", "data-time"})
      if (stamp.empty()) stamp = attribute_of(page_, token, name);
  }
  if (matches_any(rules_->text, page_, token)) open.says |= kSaysPostText;
  if (matches_any(rules_->furniture, page_, token)) open.says |= kSaysChrome;
  if (open.says != says_now()) {
    close_block(Break::line);
    open.cuts = true;
  }
  open.from = out_.size();
}

// What stood in the element, if the post has none yet.
void PageWriter::keep_fact(const Open& open) {
  std::string& value = open.fact == Fact::source   ? source_
                       : open.fact == Fact::author ? posts_[open.post - 1].author
                                                   : posts_[open.post - 1].date;
  if (!value.empty()) return;
  const std::string_view text = trim(std::string_view(out_.text()).substr(open.from, 1000));
  // A date may stand in several elements, a name is one line.
  const std::string_view words = open.fact == Fact::date ? text : text.substr(0, text.find('\n'));
  value =
      one_line(words.substr(0, floor_character(words, std::min<std::size_t>(words.size(), 200))));
}

void PageWriter::keep_name(const Open& open) {
  if (names_.size() >= kMostMarkedNames || out_.size() - open.from > kLongestMarkedName) return;
  const std::string_view text = trim(std::string_view(out_.text()).substr(open.from));
  if (text.empty()) return;
  names_.push_back({open.from, one_line(text), open.says});
}

void PageWriter::finish(const std::string& name) {
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

void PageWriter::pop() {
  const Open& open = stack_.back();
  if (open.dropped) --dropped_;
  if (open.fact != Fact::none) keep_fact(open);
  if (open.names && dropped_ == 0) keep_name(open);
  if (open.cuts) close_block(Break::line);
  --open_[open.name];
  stack_.pop_back();
}

// End tags that HTML lets people leave out: a paragraph ends where a block begins, an
// item where the next one does.
void PageWriter::close_implied(const std::string& name, Break cut) {
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

void PageWriter::line_break() {
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

void PageWriter::close_block(Break cut) {
  if (in_block_) {
    blocks_.back().end = out_.size();
    in_block_ = false;
  }
  line_breaks_ = 0;
  space_begin_ = space_end_ = 0;
  pending_ = std::max(pending_, cut);
}

void PageWriter::before_character() {
  if (!in_block_) {
    if (!out_.empty()) out_.add(pending_ == Break::paragraph ? "\n\n" : "\n");
    pending_ = Break::none;
    Block block;
    block.begin = out_.size();
    block.post = stack_.empty() ? 0 : stack_.back().post;
    block.node = node_now();
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

void PageWriter::characters(std::size_t begin, std::size_t end, std::string_view instead) {
  before_character();
  if (instead.empty()) {
    out_.copy(begin, end);
  } else {
    out_.replace(instead, begin, end);
  }
  Block& block = blocks_.back();
  const std::uint16_t bits = says_now();
  block.all &= bits;
  if ((bits & kSaysLink) && (counted_link_ != link_ || block.links == 0)) {
    ++block.links;
    counted_link_ = link_;
  }
  if (bits & kSaysLink)
    block.linked += static_cast<std::uint32_t>(instead.empty() ? end - begin : instead.size());
}

void PageWriter::write_text(std::size_t begin, std::size_t end, bool in_attribute, bool raw) {
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

// <time datetime=...>, <abbr class="published" title=...>: of the text that follows.
void PageWriter::keep_stamp(const HtmlToken& token) {
  constexpr std::size_t kMostStamps = 1000;
  if (stamps_.size() >= kMostStamps) return;
  for (const std::string_view name :
       {"datetime", "content", "data-published", "data-utime", "data-timestamp", "data-datetime",
        "data-time", "data-date", "title"}) {
    std::string written = attribute_of(page_, token, name);
    if (written.empty()) continue;
    // A break is written before the next character: what follows stands behind it.
    const std::uint32_t at = out_.size() + (in_block_                      ? 0
                                            : out_.empty()                 ? 0
                                            : pending_ == Break::paragraph ? 2
                                                                           : 1);
    stamps_.push_back({at, std::move(written), is_update(attribute_of(page_, token, "class"))});
    return;
  }
}

// The description of a picture is a caption of its own.
void PageWriter::write_alt(const HtmlToken& token) {
  for (const HtmlAttribute& a : token.attributes) {
    if (a.name != "alt") continue;
    const std::string_view value = trim(std::string_view(page_).substr(a.begin, a.end - a.begin));
    // Less than two words is a name of the file or of the site.
    if (value.find(' ') == value.npos || value.size() > 1000) return;
    const Break before = in_block_ ? Break::line : Break::paragraph;
    close_block(before);
    stack_.push_back({.name = "img",
                      .says = static_cast<std::uint16_t>(says_now() | kSaysCaption | kSaysAlt),
                      .post = stack_.empty() ? 0 : stack_.back().post,
                      .node = node_now()});
    ++open_["img"];
    write_text(a.begin, a.end, true, false);
    pop();
    close_block(before);
  }
}

}  // namespace byname
