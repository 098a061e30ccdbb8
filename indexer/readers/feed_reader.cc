// RSS, RDF Site Summary, Atom and CDF: one document an entry. What the feed says of itself
// stands above the first one, as furniture.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/extract/date.h"
#include "indexer/extract/hashtags.h"
#include "indexer/extract/lexer.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/feed_elements.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"
#include "indexer/readers/html_tokens.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestFeed = 256 << 20;
constexpr std::size_t kDeepest = 1000;
constexpr std::size_t kMostSummaries = 4;    // each is compared with all of the text
constexpr std::size_t kMostElements = 1000;  // of one entry that mean something

// An element of an entry or of the feed.
struct Element {
  const FeedName* name = nullptr;
  std::string type{};  // its attribute: "html", "text", "xhtml"
  std::string href{};
  std::string rel{};
  std::string label{};
  bool base64 = false;      // Atom 0.3, and Atom's content of other types
  bool has_markup = false;  // elements stand in it, not escaped
  std::vector<XmlPiece> pieces{};
  std::size_t begin = 0;  // of what stands between its tags
  std::size_t end = 0;
};

struct Entry {
  std::vector<Element> elements{};
  std::string lang{};  // xml:lang
  std::string href{};  // of CDF, with its time of change
  std::string changed{};
};

// "John Smith" of RSS's "john@example.org (John Smith)".
std::string author_name(std::string_view author) {
  const std::size_t open = author.find('(');
  const std::size_t close = author.rfind(')');
  if (open != author.npos && close != author.npos && open < close &&
      author.substr(0, open).find('@') != author.npos)
    return std::string(trim(author.substr(open + 1, close - open - 1)));
  return std::string(author);
}

bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

// Atom: content of a type that is neither text nor XML is base64.
bool is_binary(std::string_view type) {
  return type.find('/') != type.npos && !type.starts_with("text/") && !type.ends_with("xml");
}

class FeedReader {
 public:
  FeedReader(const Decoded& feed, Collector& out) : feed_(feed), out_(out) {}

  void read() {
    HtmlTokens tokens(feed_.text, Markup::xml);
    for (HtmlToken token; tokens.next(token);) {
      switch (token.kind) {
        case HtmlToken::text:
          if (current_) current_->pieces.push_back({token.begin, token.end, token.raw});
          break;
        case HtmlToken::start:
          start(token);
          if (token.closed) finish(names_.canonical(token.name), token.end);
          break;
        case HtmlToken::finish:
          finish(names_.canonical(token.name), token.begin);
          break;
      }
    }
    const bool open = !stack_.empty();
    while (!stack_.empty()) pop(feed_.text.size());
    if (!given_ && !about_.elements.empty()) give_about();
    if (open) out_.report({"", "the feed ends before it is complete", true});
  }

 private:
  void start(const HtmlToken& token) {
    names_.declare(feed_.text, token);
    if (stack_.size() >= kDeepest) {
      ++too_deep_;
      return;
    }
    stack_.push_back(names_.canonical(token.name));
    const std::string& name = stack_.back();
    if (!in_entry_ && (name == "item" || name == "entry")) {
      if (current_) current_->end = token.begin;  // an element of the feed that nothing closes
      current_ = nullptr;
      in_entry_ = true;
      base_ = stack_.size();
      entry_ = {};
      entry_.lang = attribute(token, "xml:lang");
      entry_.href = attribute(token, "href");
      entry_.changed = attribute(token, "lastmod");
      return;
    }
    // Elements of the feed itself stand in its root or in the channel below it.
    if (!in_entry_ && (stack_.size() == 1 || name == "channel")) {
      base_ = stack_.size();
      if (feed_lang_.empty()) feed_lang_ = attribute(token, "xml:lang");
      return;
    }
    if (current_ && !(current_->name->path == "author" || current_->name->path == "source")) {
      current_->has_markup = true;
      return;
    }
    begin_element(token);
  }

  void begin_element(const HtmlToken& token) {
    const std::size_t depth = stack_.size() - base_;
    if (stack_.size() <= base_ || depth > 3) return;
    std::string path = stack_[base_];
    for (std::size_t i = base_ + 1; i < stack_.size(); ++i) path += '/' + stack_[i];
    const FeedName* name = means_of(path);
    std::vector<Element>& elements = in_entry_ ? entry_.elements : about_.elements;
    if (!name || elements.size() >= kMostElements) return;
    Element& element = elements.emplace_back();
    element.name = name;
    element.type = ascii_lower(attribute(token, "type"));
    element.base64 = ascii_lower(attribute(token, "mode")) == "base64" || is_binary(element.type);
    element.href = attribute(token, "href");
    element.rel = ascii_lower(attribute(token, "rel"));
    element.label = attribute(token, "label");
    if (element.label.empty()) element.label = attribute(token, "term");
    element.begin = element.end = token.end;
    if (name->path == "guid" && attribute(token, "ispermalink") == "false")
      element.type = "no link";
    current_ = &element;
    current_depth_ = stack_.size();
  }

  void finish(const std::string& name, std::size_t at) {
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    // An end tag without a beginning closes nothing.
    const std::size_t lowest = stack_.size() > 64 ? stack_.size() - 64 : 0;
    for (std::size_t i = stack_.size(); i > lowest; --i) {
      if (stack_[i - 1] != name) continue;
      while (stack_.size() >= i) pop(at);
      return;
    }
  }

  void pop(std::size_t at) {
    if (current_ && stack_.size() == current_depth_) {
      current_->end = std::max(at, current_->begin);
      current_ = nullptr;
    }
    if (in_entry_ && stack_.size() == base_) {
      give();
      in_entry_ = false;
      stack_.pop_back();
      // Back in the channel, or in the root, where RSS 1.0 has its items.
      base_ =
          stack_.empty() || (stack_.back() != "channel" && stack_.size() > 1) ? 1 : stack_.size();
      return;
    }
    stack_.pop_back();
  }

  std::string attribute(const HtmlToken& token, std::string_view name) const {
    for (const HtmlAttribute& a : token.attributes)
      if (a.name == name && a.end - a.begin < 4096)
        return one_line(
            html_unescaped(std::string_view(feed_.text).substr(a.begin, a.end - a.begin)));
    return {};
  }

  // The best element with that meaning that says something.
  const Element* best(const Entry& entry, Means means) const {
    const Element* found = nullptr;
    for (const Element& e : entry.elements) {
      if (e.name->means != means || (found && found->name <= e.name)) continue;
      if (!text_of(e).empty()) found = &e;
    }
    return found;
  }

  std::string text_of(const Element& element) const {
    return one_line(xml_text(feed_.text, element.pieces));
  }
  std::string text_of(const Entry& entry, Means means) const {
    const Element* element = best(entry, means);
    return element ? text_of(*element) : std::string();
  }

  // All of the best kind: an entry may have several authors.
  std::string names_of(const Entry& entry, Means means) const {
    const Element* first = best(entry, means);
    std::string names;
    for (const Element& e : entry.elements) {
      if (!first || e.name != first->name) continue;
      const std::string name = author_name(text_of(e));
      if (name.empty() || names.size() > 1000) continue;
      if (!names.empty()) names += ", ";
      names += name;
    }
    return names;
  }

  std::string url_of(const Entry& entry) const {
    std::string other;
    for (const Element& e : entry.elements) {
      if (e.name->means != Means::url) continue;
      if (e.href.empty()) {
        if (std::string text = text_of(e); !text.empty()) return text;
      } else if (e.rel.empty() || e.rel == "alternate") {
        return e.href;
      }
    }
    if (!entry.href.empty()) return entry.href;
    const Element* id = best(entry, Means::permalink);
    if (!id || id->type == "no link") return {};
    const std::string text = text_of(*id);
    return is_address(text) ? text : std::string();
  }

  std::optional<Date> date_of(const Entry& entry) const {
    for (const Means means : {Means::published, Means::changed})
      if (const std::string text = text_of(entry, means); !text.empty())
        if (auto date = parse_machine_date(text)) return date;
    return parse_machine_date(entry.changed);
  }

  std::optional<Date> changed_of(const Entry& entry) const {
    auto date = parse_machine_date(text_of(entry, Means::changed));
    return date ? date : parse_machine_date(entry.changed);
  }

  // The text of an element as its type has it; parts of `page` count from its begin.
  HtmlPage text_with_parts(const Element& element) const {
    if (element.base64) {
      Decoded decoded;
      decoded.text = to_utf8(base64_decoded(xml_text(feed_.text, element.pieces)), "");
      return parse_html(decoded, Markedup::fragment);
    }
    if (element.type == "xhtml" || element.has_markup)
      return parse_html(slice(feed_, element.begin, element.end), Markedup::fragment);
    TextBuilder builder(feed_);
    append_xml(feed_, element.pieces, builder);
    Decoded text = builder.take();
    // RSS does not say whether it holds text or HTML; Atom's default is text.
    const bool plain = element.type == "text" || element.type == "text/plain";
    if (element.type == "html" || (!plain && looks_marked_up(text.text)))
      return parse_html(text, Markedup::fragment);
    HtmlPage page;
    page.text = std::move(text);
    return page;
  }

  void add(Part part, HtmlPage&& page, TextBuilder& text, std::vector<PartSpan>& parts) const {
    const std::string_view whole = page.text.text;
    const std::string_view inside = trim(whole);
    if (inside.empty()) return;
    if (!text.empty()) text.add("\n\n");
    const auto skipped = static_cast<std::size_t>(inside.data() - whole.data());
    const std::uint32_t base = text.size();
    if (part == Part::body) {
      // Headings of the content are not the title of the entry.
      for (const PartSpan& span : page.parts)
        if (span.part != Part::title && span.begin >= skipped)
          parts.push_back({span.part, base + span.begin - static_cast<std::uint32_t>(skipped),
                           base + span.end - static_cast<std::uint32_t>(skipped)});
    }
    text.append(slice(page.text, skipped, skipped + inside.size()));
    if (part != Part::body) parts.push_back({part, base, text.size()});
  }

  void add_line(Part part, const Element* element, TextBuilder& text,
                std::vector<PartSpan>& parts) const {
    if (!element) return;
    HtmlPage page = text_with_parts(*element);
    page.text = one_line(page.text);
    add(part, std::move(page), text, parts);
  }

  // Summaries are often the first words of the content, or all of them.
  static bool says_more(std::string_view summary, std::string_view content) {
    std::string key = phrase_key(summary.substr(0, 4096));
    if (const std::size_t last = key.rfind(' '); last != key.npos && key.size() > 40)
      key.resize(last);  // may be cut or read "more"
    if (key.size() > 120) key.resize(120);
    return phrase_key(content.substr(0, 65536)).find(key) == std::string::npos;
  }

  void give() {
    Draft draft;
    Document& document = draft.document;
    TextBuilder text(feed_);
    std::vector<PartSpan>& parts = document.parts;
    if (first_) {
      add_line(Part::chrome, best(about_, Means::title), text, parts);
      add_line(Part::chrome, best(about_, Means::summary), text, parts);
      first_ = false;
    }
    if (const Element* title = best(entry_, Means::title)) {
      const std::uint32_t before = text.size();
      add_line(Part::title, title, text, parts);
      document.title = trim(std::string_view(text.text()).substr(before));
    }
    const std::uint32_t body = text.size();
    const Element* content = best(entry_, Means::content);
    const Element* summary = best(entry_, Means::summary);
    const Element* caption = best(entry_, Means::caption);
    HtmlPage page;
    if (content) page = text_with_parts(*content);
    if (summary) {
      HtmlPage short_page = text_with_parts(*summary);
      const bool new_words = content ? says_more(short_page.text.text, page.text.text)
                                     : one_line(short_page.text.text) != document.title;
      if (new_words) add(Part::body, std::move(short_page), text, parts);
    }
    if (content) add(Part::body, std::move(page), text, parts);
    std::size_t others = 0;
    for (const Element& other : entry_.elements) {
      if (other.name->means != Means::summary || &other == summary) continue;
      if (++others > kMostSummaries) break;
      HtmlPage words = text_with_parts(other);
      if (!trim(words.text.text).empty() && says_more(words.text.text, text.text()))
        add(Part::body, std::move(words), text, parts);
    }
    if (caption) {
      // Of a film it is the text, of a picture beside a text its caption.
      HtmlPage words = text_with_parts(*caption);
      if (says_more(words.text.text, text.text()))
        add(content || summary ? Part::caption : Part::body, std::move(words), text, parts);
    }
    mark_hashtags(text.text(), body, parts);
    add_topics(text, parts);
    document.author = names_of(entry_, Means::author);
    if (document.author.empty() && is_atom()) document.author = names_of(about_, Means::author);
    document.source = text_of(entry_, Means::source);
    if (document.source.empty()) document.source = text_of(about_, Means::title);
    document.url = url_of(entry_);
    if (auto date = date_of(entry_)) document.date = *date;
    if (auto date = changed_of(entry_)) document.updated = *date;
    std::string lang = entry_.lang.empty() ? text_of(entry_, Means::lang) : entry_.lang;
    document.lang = language_code(lang);
    draft.likely_lang =
        language_code(feed_lang_.empty() ? text_of(about_, Means::lang) : feed_lang_);
    Decoded done = text.take();
    document.text = std::move(done.text);
    document.source_map = std::move(done.runs);
    if (trim(document.text).empty()) {
      // An entry that only points somewhere says so.
      const Element* pointer = nullptr;
      for (const Element& e : entry_.elements)
        if (!pointer && !text_of(e).empty()) pointer = &e;
      TextBuilder words(feed_);
      document.parts.clear();
      add_line(Part::chrome, pointer, words, document.parts);
      if (words.empty() && !document.url.empty()) {
        words.add(document.url);
        document.parts.push_back({Part::chrome, 0, words.size()});
      }
      if (words.empty()) {
        out_.leave_out();
        return;
      }
      Decoded line = words.take();
      document.text = std::move(line.text);
      document.source_map = std::move(line.runs);
    }
    given_ = true;
    out_.give(std::move(draft));
  }

  // What a feed without entries says of itself.
  void give_about() {
    entry_ = about_;
    for (Element& e : entry_.elements)
      if (e.name->means == Means::topic) e.pieces.clear();
    first_ = false;
    give();
  }

  // Atom's entries have the author of their feed where they name none.
  bool is_atom() const { return !stack_.empty() && stack_.front() == "feed"; }

  void add_topics(TextBuilder& text, std::vector<PartSpan>& parts) const {
    std::string_view between = "\n\n";
    for (const Element& e : entry_.elements) {
      if (e.name->means != Means::topic) continue;
      TextBuilder topic(feed_);
      append_xml(feed_, e.pieces, topic);
      Decoded words = one_line(topic.take());
      if (words.text.empty() || words.text.size() > 200) continue;
      if (!text.empty()) text.add(std::exchange(between, "\n"));
      const std::uint32_t base = text.size();
      text.append(std::move(words));
      parts.push_back({Part::chrome, base, text.size()});
    }
  }

  const Decoded& feed_;
  Collector& out_;
  FeedNames names_{};
  std::vector<std::string> stack_{};
  std::size_t too_deep_ = 0;
  std::size_t base_ = 1;  // depth of the entry, of the channel or of the root
  bool in_entry_ = false;
  Element* current_ = nullptr;  // whose text is read
  std::size_t current_depth_ = 0;
  Entry entry_{};
  Entry about_{};
  std::string feed_lang_{};
  bool first_ = true;
  bool given_ = false;
};

}  // namespace

void read_feed(const FormatInput& input, Collector& out) {
  const auto feed = decode_whole(input, kLongestFeed, "a feed over 256 MiB; split it", out);
  if (feed) FeedReader(*feed, out).read();
}

}  // namespace byname
