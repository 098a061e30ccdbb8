// XML that is no page and no feed: books (FictionBook), news, texts of scholars, and any other
// by its elements. What they mean is told by xml_dialects.h.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_tokens.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/xml_dialects.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestXml = 128 << 20;
constexpr std::size_t kLongestXmlFact = 1000;
constexpr std::size_t kLongestElement = 64;
constexpr std::size_t kMostClosed = 64;  // elements that one end tag may close

enum FactKind { kTitle, kAuthor, kDate, kUpdated, kLang, kSource, kUrl, kFacts };

struct XmlFacts {
  std::array<std::string, kFacts> value{};
  std::array<std::size_t, kFacts> rank{};  // of the rule that gave it

  const std::string& operator[](FactKind kind) const { return value[kind]; }
};

// As machines write them in news: 20230202T131507+0400.
std::optional<Date> xml_date(std::string value) {
  if (value.size() > 15 && value[8] == 'T' &&
      std::all_of(value.begin(), value.begin() + 8, is_ascii_digit))
    value = value.substr(0, 4) + '-' + value.substr(4, 2) + '-' + value.substr(6, 2) + 'T' +
            value.substr(9, 2) + ':' + value.substr(11, 2);
  if (auto date = parse_machine_date(value)) return date;
  return parse_date(value);
}

class XmlReader {
 public:
  XmlReader(const Decoded& xml, Collector& out) : xml_(xml), out_(out) { text_.emplace(xml_); }

  void read() {
    HtmlTokens tokens(xml_.text, Markup::xml);
    for (HtmlToken token; tokens.next(token);) {
      if (token.kind == HtmlToken::text) {
        take_text(token);
      } else if (token.kind == HtmlToken::start) {
        open(token);
        if (token.closed) close();
      } else {
        finish(local(token.name));
      }
    }
    while (!open_.empty()) close();
    end_line();
    give();
    for (Draft& draft : drafts_) {
      draft.only_one = drafts_.size() == 1;
      out_.give(std::move(draft));
    }
  }

 private:
  struct Open {
    std::size_t path = 0;  // length of the path above it
    bool inside_line = false;
    bool chrome = false;
    bool dropped = false;
    bool document = false;
    bool whole = false;  // nothing in it is a document of its own
    bool title = false;
    int fact = -1;
    std::size_t rank = 0;
    std::size_t from = 0;  // of what was captured so far
  };

  static std::string local(std::string_view name) {
    return std::string(name.substr(name.find(':') + 1).substr(0, kLongestElement));
  }
  static bool matches(std::string_view path, const XmlPaths& rules) {
    return std::any_of(rules.begin(), rules.end(),
                       [&](std::string_view rule) { return path_ends(path, rule); });
  }
  std::string attribute(const HtmlToken& token, std::string_view name) const {
    for (const HtmlAttribute& a : token.attributes)
      if (a.name == name)
        return one_line(html_unescaped(std::string_view(xml_.text).substr(
            a.begin, std::min<std::size_t>(a.end - a.begin, kLongestXmlFact))));
    return {};
  }

  void open(const HtmlToken& token) {
    const std::string name = local(token.name);
    if (!dialect_) dialect_ = &xml_dialect(name);
    Open element = open_.empty() ? Open() : open_.back();
    element.fact = -1;
    element.document = element.title = false;
    element.path = path_.size();
    if (!path_.empty()) path_ += '/';
    path_ += name;
    // Elements within words are of the line, but what is empty ends it (<br/>).
    element.inside_line =
        is_inline_xml(name, *dialect_) || (!line_.empty() && mixed_ && !token.closed);
    if (!element.inside_line) end_line();
    element.whole |= name == "body" && !attribute(token, "name").empty();
    if (matches(path_, dialect_->furniture)) element.chrome = true;
    if (matches(path_, dialect_->text)) element.chrome = false;
    if (matches(path_, dialect_->dropped)) element.dropped = true;
    if (!element.whole && matches(path_, dialect_->document)) {
      end_line();
      give();
      own_ = {};
      element.document = element.whole = true;
      in_document_ = true;
    }
    find_fact(element);
    element.from = captured_.size();
    if (element.fact >= 0) {
      ++capturing_;
      take_attributes(token, element);
    }
    if (const std::string lang = attribute(token, "xml:lang");
        !lang.empty() && (open_.empty() || element.document || name == "text" || name == "body"))
      keep(kLang, lang, 0);
    open_.push_back(element);
  }

  void find_fact(Open& element) const {
    const std::array<const XmlPaths*, kFacts> rules{
        &dialect_->title, &dialect_->author, &dialect_->date, &dialect_->updated,
        &dialect_->lang,  &dialect_->source, &dialect_->url};
    for (int kind = 0; kind < kFacts; ++kind) {
      for (std::size_t i = 0; i < rules[static_cast<std::size_t>(kind)]->size(); ++i) {
        if (!path_ends(path_, (*rules[static_cast<std::size_t>(kind)])[i])) continue;
        element.fact = kind;
        element.rank = i + 1;
        element.title = kind == kTitle;
        return;
      }
    }
  }

  // What an element says to machines about itself.
  void take_attributes(const HtmlToken& token, Open& element) {
    if (element.fact == kDate || element.fact == kUpdated) {
      for (const std::string_view name : {"value", "when", "norm", "when-iso", "iso-8601-date"})
        if (std::string value = attribute(token, name); xml_date(value)) {
          // So programs write years.
          if (value.ends_with("-01-01")) value.resize(value.size() - 6);
          keep(static_cast<FactKind>(element.fact), value, element.rank);
          return;
        }
    } else if (element.fact == kSource) {
      for (const std::string_view name : {"holder", "formalname", "literal"})
        if (const std::string value = attribute(token, name); !value.empty())
          keep(kSource, value, element.rank);
    }
  }

  void keep(FactKind kind, std::string value, std::size_t rank) {
    XmlFacts& facts = in_document_ ? own_ : about_;
    std::string& known = facts.value[kind];
    if (value.empty() || value.size() > kLongestXmlFact) return;
    if (kind == kAuthor && !known.empty() && facts.rank[kind] == rank) {
      if (known.size() < kLongestXmlFact && known != value) known += ", " + value;
    } else if (known.empty() || rank < facts.rank[kind]) {
      known = std::move(value);
      facts.rank[kind] = rank;
    }
  }

  void finish(const std::string& name) {
    // Of elements that are not closed in order the inner ones end as well.
    for (std::size_t i = open_.size(), n = 0; i-- > 0 && n < kMostClosed; ++n) {
      const std::size_t begin = open_[i].path == 0 ? 0 : open_[i].path + 1;
      const std::size_t end = i + 1 < open_.size() ? open_[i + 1].path : path_.size();
      if (std::string_view(path_).substr(begin, end - begin) != name) continue;
      while (open_.size() > i) close();
      return;
    }
  }

  void close() {
    const Open element = open_.back();
    if (!element.inside_line) end_line();
    if (element.fact >= 0) {
      keep(static_cast<FactKind>(element.fact),
           one_line(std::string_view(captured_).substr(element.from)), element.rank);
      if (--capturing_ == 0) captured_.clear();
    }
    if (element.document) {
      give();
      in_document_ = false;
      own_ = {};
    }
    path_.resize(element.path);
    open_.pop_back();
    if (capturing_ > 0 && !element.inside_line) captured_ += ' ';
  }

  void take_text(const HtmlToken& token) {
    if (open_.empty() || open_.back().dropped) return;
    const XmlPiece piece{token.begin, token.end, token.raw};
    if (capturing_ > 0 && captured_.size() < 64 * kLongestXmlFact)
      captured_ += xml_text(xml_.text, {piece});
    const bool blank =
        trim(std::string_view(xml_.text).substr(token.begin, token.end - token.begin)).empty();
    if (blank && line_.empty()) return;
    mixed_ |= !blank;
    if (line_.empty()) {
      line_chrome_ = open_.back().chrome;
      line_title_ = std::any_of(
          open_.rbegin(),
          open_.rbegin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(open_.size(), 4)),
          [](const Open& o) { return o.title; });
    }
    line_.push_back(piece);
  }

  void end_line() {
    mixed_ = false;
    if (line_.empty()) return;
    TextBuilder raw(xml_);
    append_xml(xml_, line_, raw);
    line_.clear();
    Decoded line = byname::one_line(raw.take());
    if (line.text.empty()) return;
    if (!text_->empty()) text_->add("\n");
    const std::uint32_t begin = text_->size();
    text_->append(std::move(line));
    const bool title = line_title_ && !titled_ && !line_chrome_;
    titled_ |= title;
    if (line_chrome_) {
      parts_.push_back({Part::chrome, begin, text_->size()});
    } else {
      if (title) parts_.push_back({Part::title, begin, text_->size()});
      says_something_ = true;
    }
  }

  // What was written since the last document.
  void give() {
    Decoded text = text_->take();
    text_.emplace(xml_);
    std::vector<PartSpan> parts = std::exchange(parts_, {});
    titled_ = false;
    if (!std::exchange(says_something_, false)) return;
    Draft draft;
    Document& document = draft.document;
    const auto fact = [&](FactKind kind) { return own_[kind].empty() ? about_[kind] : own_[kind]; };
    document.title = own_[kTitle];
    if (document.title.empty() || about_[kTitle].empty() || document.title == about_[kTitle]) {
      document.title = fact(kTitle);
    } else {
      document.title = about_[kTitle] + ": " + document.title;
    }
    document.author = fact(kAuthor);
    document.source = fact(kSource);
    document.url = fact(kUrl);
    if (auto date = xml_date(fact(kDate))) document.date = *date;
    if (auto date = xml_date(fact(kUpdated))) document.updated = *date;
    draft.likely_lang = language_code(fact(kLang));
    document.text = std::move(text.text);
    document.source_map = std::move(text.runs);
    document.parts = std::move(parts);
    drafts_.push_back(std::move(draft));
  }

  const Decoded& xml_;
  Collector& out_;
  const XmlDialect* dialect_ = nullptr;
  std::vector<Open> open_{};
  std::string path_{};
  std::optional<TextBuilder> text_{};
  std::vector<PartSpan> parts_{};
  std::vector<XmlPiece> line_{};
  bool mixed_ = false;  // the open element has words of its own on this line
  bool line_chrome_ = false, line_title_ = false, titled_ = false;
  bool says_something_ = false, in_document_ = false;
  std::string captured_{};
  int capturing_ = 0;
  XmlFacts about_{}, own_{};
  std::vector<Draft> drafts_{};
};

}  // namespace

void read_xml(const FormatInput& input, Collector& out) {
  const auto xml = decode_whole(input, kLongestXml, "XML over 128 MiB; split it", out);
  if (xml) XmlReader(*xml, out).read();
}

}  // namespace byname
