#include "indexer/readers/html_elements.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "embedded/indexer_html.h"
#include "indexer/extract/table.h"
#include "text/ascii.h"

namespace byname {
namespace {

using Set = std::unordered_set<std::string_view>;

struct ElementRules {
  std::unordered_map<std::string, std::uint16_t> element{}, role{}, word{};
  std::unordered_set<std::string> cancels{};
};

std::uint16_t bit_named(std::string_view name) {
  if (name == "chrome") return kSaysChrome;
  if (name == "caption") return kSaysCaption;
  if (name == "date") return kSaysDate;
  if (name == "author") return kSaysAuthor;
  if (name == "content") return kSaysContent;
  if (name == "likely") return kSaysLikely;
  if (name == "comment") return kSaysComment;
  return 0;
}

const ElementRules& element_rules() {
  static const ElementRules table = [] {
    ElementRules result;
    for (const TableRow& row : table_rows(embedded::indexer_html())) {
      if (row.size() < 3) continue;
      const std::uint16_t bit = bit_named(row[0]);
      for (const std::string_view word : split_words(row[2])) {
        if (row[0] == "not") {
          result.cancels.emplace(word);
        } else if (row[1] == "element") {
          result.element[std::string(word)] |= bit;
        } else if (row[1] == "role") {
          result.role[std::string(word)] |= bit;
        } else {
          result.word[std::string(word)] |=
              bit == kSaysChrome ? static_cast<std::uint16_t>(kSaysChromeClass) : bit;
        }
      }
    }
    return result;
  }();
  return table;
}

bool is_digits(std::string_view word) { return word.find_first_not_of("0123456789") == word.npos; }

// Adds what the words of a class or id say: "post-meta", "postMeta", "post_meta" and
// "postmeta" are read alike.
void read_words(std::string_view value, std::uint16_t& bits, bool& cancelled) {
  value = value.substr(0, 512);
  for (std::size_t at = 0; at < value.size();) {
    while (at < value.size() && is_ascii_space(value[at])) ++at;
    std::size_t end = at;
    while (end < value.size() && !is_ascii_space(value[end])) ++end;
    const std::string_view name = value.substr(at, end - at);
    at = end;
    std::string joined, word;
    std::uint16_t said = 0;
    bool stopped = false;
    std::size_t words = 0;
    const auto close = [&] {
      if (word.empty()) return;
      words += !is_digits(word);
      if (const auto found = element_rules().word.find(word); found != element_rules().word.end())
        said |= found->second;
      stopped |= element_rules().cancels.contains(word);
      joined += word;
      word.clear();
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
      const char c = name[i];
      const bool upper = c >= 'A' && c <= 'Z';
      if (!is_ascii_letter_or_digit(c)) {
        close();
        continue;
      }
      if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') close();
      word += ascii_lower(c);
    }
    close();
    // "article" and "post-123" hold an article, "article-subtitle" a part of one.
    if (words > 1) said &= static_cast<std::uint16_t>(~kSaysLikely);
    if (const auto found = element_rules().word.find(joined); found != element_rules().word.end())
      said |= found->second;
    bits |= stopped ? said & kSaysLikely : said;
    cancelled |= stopped && name.size() == joined.size();
  }
}

}  // namespace

Break break_of(std::string_view element) {
  static const Set paragraph{
      "p",       "div",        "h1",      "h2",      "h3",       "h4",         "h5",
      "h6",      "ul",         "ol",      "dl",      "table",    "blockquote", "pre",
      "figure",  "figcaption", "article", "section", "header",   "footer",     "nav",
      "aside",   "main",       "form",    "hr",      "fieldset", "address",    "details",
      "summary", "body",       "html",    "caption", "dialog",   "menu",       "center",
      "title",   "video",      "audio",   "iframe",  "textarea", "select"};
  static const Set line{"li",     "tr",     "td",     "th",    "dt",    "dd",    "br",
                        "option", "legend", "button", "label", "thead", "tbody", "tfoot"};
  if (paragraph.contains(element)) return Break::paragraph;
  if (line.contains(element)) return Break::line;
  return Break::none;
}

bool is_void(std::string_view element) {
  static const Set set{"area", "base", "br",    "col",    "embed", "hr",  "img",      "input",
                       "link", "meta", "param", "source", "track", "wbr", "basefont", "frame"};
  return set.contains(element);
}

bool is_dropped(std::string_view element) {
  static const Set set{"script",  "style",    "template", "svg",   "object", "canvas", "iframe",
                       "noembed", "noframes", "head",     "audio", "video",  "math"};
  return set.contains(element);
}

bool is_inline(std::string_view element) {
  static const Set set{"a",    "abbr",   "acronym", "b",    "bdi",   "bdo",  "big",  "cite",
                       "code", "data",   "del",     "dfn",  "em",    "font", "i",    "ins",
                       "kbd",  "label",  "mark",    "nobr", "q",     "s",    "samp", "small",
                       "span", "strike", "strong",  "sub",  "sup",   "time", "tt",   "u",
                       "var",  "ruby",   "rt",      "rp",   "blink", "wbr"};
  return set.contains(element);
}

bool holds_text(std::string_view element) {
  static const Set set{"p",  "h1",         "h2",         "h3",      "h4",  "h5", "h6",
                       "li", "blockquote", "figcaption", "caption", "pre", "dt", "dd"};
  return set.contains(element);
}

std::uint16_t says(std::string_view page, const HtmlToken& start) {
  std::uint16_t bits = 0;
  const ElementRules& r = element_rules();
  if (const auto found = r.element.find(start.name); found != r.element.end())
    bits |= found->second;
  if (start.name == "a") bits |= kSaysLink;
  if (start.name == "h1") bits |= kSaysHeading1;
  if (start.name.size() == 2 && start.name[0] == 'h' && start.name[1] >= '2' &&
      start.name[1] <= '6')
    bits |= kSaysHeading;
  if (start.name == "pre") bits |= kSaysPre;
  if (start.name == "header") bits |= kSaysHeader;
  std::uint16_t by_word = 0;
  bool cancelled = false;
  for (const HtmlAttribute& a : start.attributes) {
    const std::string_view value = page.substr(a.begin, a.end - a.begin);
    if (a.name == "class" || a.name == "id") {
      read_words(value, by_word, cancelled);
    } else if (a.name == "role") {
      const auto found = r.role.find(ascii_lower(trim(value)));
      if (found != r.role.end()) bits |= found->second;
    } else if (a.name == "itemprop") {
      const std::string_view name = trim(value);
      if (name == "author") bits |= kSaysAuthor;
      if (name == "datePublished" || name == "dateModified") bits |= kSaysDate;
      if (name == "caption") bits |= kSaysCaption;
      if (name == "articleBody") bits |= kSaysContent;
    } else if (a.name == "rel") {
      if (trim(value) == "author") bits |= kSaysAuthor;
    } else if (a.name == "hidden") {
      bits |= kSaysHidden;
    } else if (a.name == "style" && value.size() < 512) {
      std::string style;
      for (const char c : value)
        if (!is_ascii_space(c)) style += ascii_lower(c);
      if (style.find("display:none") != std::string::npos) bits |= kSaysHidden;
    }
  }
  // Layout is said by elements; a class on the whole page speaks of something inside it.
  if (cancelled || start.name == "html" || start.name == "body" || start.name == "main" ||
      start.name == "article" || start.name == "h1")
    by_word &= static_cast<std::uint16_t>(~kSaysChromeClass);
  return bits | by_word;
}

}  // namespace byname
