#include "indexer/readers/html_meta.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/extract/furniture.h"
#include "indexer/extract/lexer.h"
#include "indexer/readers/html_tokens.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kLongestValue = 4096;
constexpr std::size_t kLongestJson = 1 << 20;
constexpr std::size_t kMostHeadings = 8;
constexpr std::size_t kLeastHeading = 16;  // bytes; less is the name of a site or a rubric

struct Found {
  HtmlValue title, og_title, other_title;
  std::vector<HtmlValue> headings;  // h1
  std::string site, publisher, author, canonical, og_url, other_url;
  std::string lang;
  HtmlDates dates;
};

constexpr std::array<std::string_view, 9> kBetween{
    " | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • ", " / "};

HtmlValue value_of(std::string_view page, std::size_t begin, std::size_t end, bool in_attribute) {
  if (end - begin > kLongestValue) return {};
  return {one_line(html_unescaped(page.substr(begin, end - begin), in_attribute)), begin, end,
          in_attribute};
}

const HtmlAttribute* attribute(const HtmlToken& token, std::string_view name) {
  for (const HtmlAttribute& a : token.attributes)
    if (a.name == name) return &a;
  return nullptr;
}

std::string attribute_text(std::string_view page, const HtmlToken& token, std::string_view name) {
  const HtmlAttribute* a = attribute(token, name);
  return a ? value_of(page, a->begin, a->end, true).text : std::string();
}

void take(std::string& into, std::string_view value) {
  if (into.empty()) into = value;
}

void read_meta(std::string_view page, const HtmlToken& token, Found& found) {
  const HtmlAttribute* content = attribute(token, "content");
  if (!content) content = attribute(token, "datetime");
  if (!content) return;
  std::string key = attribute_text(page, token, "property");
  if (key.empty()) key = attribute_text(page, token, "name");
  if (key.empty()) key = attribute_text(page, token, "itemprop");
  if (key.empty()) key = attribute_text(page, token, "http-equiv");
  key = ascii_lower(key);
  const HtmlValue value = value_of(page, content->begin, content->end, true);
  if (value.text.empty()) return;
  static constexpr std::array<std::string_view, 3> kTitles{"twitter:title", "dc.title", "headline"};
  static constexpr std::array<std::string_view, 5> kSites{
      "og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title"};
  static constexpr std::array<std::string_view, 6> kAuthors{"author",          "article:author",
                                                            "dc.creator",      "dc.creator.name",
                                                            "citation_author", "sailthru.author"};
  if (key == "og:title" && found.og_title.text.empty()) found.og_title = value;
  if (is_one_of(key, kTitles) && found.other_title.text.empty()) found.other_title = value;
  if (is_one_of(key, kSites)) take(found.site, value.text);
  // Facebook's author is often the address of a page.
  if (is_one_of(key, kAuthors) && value.text.find("://") == std::string::npos)
    take(found.author, value.text);
  if (key == "og:url") take(found.og_url, value.text);
  if (const auto source = date_of_meta(key)) found.dates.take(*source, value.text);
}

std::string name_in(const nlohmann::json& value) {
  if (value.is_string())
    return one_line(html_unescaped(value.get_ref<const std::string&>(), false));
  if (value.is_object() && value.contains("name")) return name_in(value["name"]);
  if (!value.is_array()) return {};
  std::string names;
  for (const auto& item : value) {
    if (item.is_array()) continue;
    const std::string name = name_in(item);
    if (name.empty()) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

void read_linked_data(const nlohmann::json& data, Found& found, int depth) {
  if (depth > 4) return;
  if (data.is_array()) {
    for (const auto& item : data) read_linked_data(item, found, depth + 1);
    return;
  }
  if (!data.is_object()) return;
  if (data.contains("@graph")) read_linked_data(data["@graph"], found, depth + 1);
  for (const char* inside : {"mainEntity", "mainEntityOfPage"})
    if (data.contains(inside)) read_linked_data(data[inside], found, depth + 1);
  const auto is_article = [](const nlohmann::json& t) {
    if (!t.is_string()) return false;
    const std::string& name = t.get_ref<const std::string&>();
    return name.ends_with("Article") || name.ends_with("Posting") || name == "Report" ||
           name == "Review";
  };
  const nlohmann::json type = data.value("@type", nlohmann::json());
  const bool article =
      type.is_array() ? std::any_of(type.begin(), type.end(), is_article) : is_article(type);
  const auto date = [&](const char* name, DateSource source) {
    if (const auto at = data.find(name); at != data.end() && at->is_string())
      found.dates.take(source, at->get_ref<const std::string&>());
  };
  date("datePublished", article ? DateSource::meta : DateSource::page);
  date("dateCreated", DateSource::page);
  date("uploadDate", DateSource::page);
  date("dateModified", DateSource::modified);
  if (!article) return;
  if (data.contains("author")) take(found.author, name_in(data["author"]));
  if (data.contains("publisher")) take(found.publisher, name_in(data["publisher"]));
}

// Deep nesting is refused before a parser that recurses sees it.
bool is_deep(std::string_view json) {
  int depth = 0;
  for (const char c : json) {
    if (c == '{' || c == '[') {
      if (++depth > 64) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

// Microdata and the like: <time itemprop=datePublished datetime=...>.
void read_stamp(std::string_view page, const HtmlToken& token, Found& found) {
  if (token.name == "meta") return;
  const HtmlAttribute* said = attribute(token, "itemprop");
  if (!said) said = attribute(token, "property");
  const std::string_view name = said ? page.substr(said->begin, said->end - said->begin) : "";
  const bool published = name.find("datePublished") != name.npos ||
                         (token.name == "time" && attribute(token, "pubdate"));
  if (!published && name.find("dateModified") == name.npos) return;
  std::string stamp = attribute_text(page, token, "datetime");
  if (stamp.empty()) stamp = attribute_text(page, token, "content");
  if (stamp.empty()) stamp = attribute_text(page, token, "title");
  if (!stamp.empty()) found.dates.take(published ? DateSource::meta : DateSource::modified, stamp);
}

// Line ends inside of strings are common, comments and a semicolon not rare.
void read_linked_data(std::string_view written, Found& found) {
  if (is_deep(written)) return;
  std::string json(trim(written));
  for (char& c : json)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  while (json.ends_with(';') || json.ends_with(' ')) json.pop_back();
  const auto data = nlohmann::json::parse(json, nullptr, false, true);
  if (data.is_discarded()) {
    take_from_script(json, DateSource::page, found.dates);
  } else {
    read_linked_data(data, found, 0);
  }
}

Found find_all(std::string_view page) {
  Found found;
  HtmlTokens tokens(page);
  bool in_title = false, in_script = false, in_linked_data = false, in_svg = false;
  std::size_t heading_begin = 0;
  bool in_heading = false;
  std::string heading;
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::text) {
      if (in_title && !in_svg && found.title.text.empty())
        found.title = value_of(page, token.begin, token.end, false);
      if (in_linked_data && token.end - token.begin <= kLongestJson) {
        const std::string_view json = page.substr(token.begin, token.end - token.begin);
        read_linked_data(json, found);
      }
      if (in_heading && heading.size() < kLongestValue)
        heading += page.substr(token.begin, std::min<std::size_t>(token.end - token.begin, 4096));
      if (in_script && !in_linked_data && token.end - token.begin <= kLongestJson)
        take_from_script(page.substr(token.begin, token.end - token.begin), DateSource::script,
                         found.dates);
      in_title = in_script = in_linked_data = false;
      continue;
    }
    const bool start = token.kind == HtmlToken::start;
    in_title = start && token.name == "title";
    in_script = start && token.name == "script";
    in_linked_data = in_script && attribute_text(page, token, "type") == "application/ld+json";
    if (token.name == "svg") in_svg = start;
    if (token.name == "h1") {
      if (start && found.headings.size() < kMostHeadings) {
        in_heading = true;
        heading.clear();
        heading_begin = token.end;
      } else if (!start && in_heading) {
        in_heading = false;
        HtmlValue value{one_line(html_unescaped(heading, false)), heading_begin, token.begin,
                        false};
        if (!value.text.empty()) found.headings.push_back(std::move(value));
      }
    }
    if (!start) continue;
    if (token.name == "html") take(found.lang, attribute_text(page, token, "lang"));
    if (token.name == "meta") read_meta(page, token, found);
    if (token.name == "link") {
      const std::string rel = ascii_lower(attribute_text(page, token, "rel"));
      if (rel == "canonical") take(found.canonical, attribute_text(page, token, "href"));
      // Other addresses of the same page.
      if (rel == "amphtml" || (rel == "alternate" && attribute(token, "hreflang")))
        take(found.other_url, attribute_text(page, token, "href"));
    }
    read_stamp(page, token, found);
  }
  return found;
}

bool same(std::string_view a, std::string_view b) {
  return !a.empty() && phrase_key(a) == phrase_key(b);
}

}  // namespace

namespace {

// The name beside the title: "Roads" of "Bridge open? - Caucasus | Roads".
std::string site_beside(std::string_view whole, std::string_view title) {
  if (title.empty() || whole.size() <= title.size()) return {};
  const std::size_t at = whole.find(title);
  if (at == whole.npos) return {};
  std::string_view rest = at == 0 ? whole.substr(title.size()) : whole.substr(0, at);
  // Pieces between the separators: the last behind a title, the first before it.
  std::string found;
  const auto keep = [&](std::string_view piece) {
    piece = trim(piece);
    if (!piece.empty() && (at == 0 || found.empty())) found = piece;
  };
  for (std::size_t i = 0; i < rest.size();) {
    std::size_t length = 0;
    for (const std::string_view between : kBetween)
      if (rest.substr(i).starts_with(between)) length = between.size();
    if (length == 0) {
      ++i;
      continue;
    }
    keep(rest.substr(0, i));
    rest.remove_prefix(i + length);
    i = 0;
  }
  keep(rest);
  return found;
}

}  // namespace

std::string_view without_site(std::string_view title, std::string_view site,
                              std::string_view heading) {
  if (!heading.empty() && same(title, heading)) return title;
  // «Heading: ann_l — LiveJournal», not «Ann's Blog: Heading»
  if (heading.size() >= 8 && title.starts_with(heading)) {
    const std::string_view after = trim(title.substr(heading.size()));
    for (const std::string_view mark : {":", "|", "-", "–", "—", "·", "•"}) {
      if (!after.starts_with(mark)) continue;
      const std::string_view rest = trim(after.substr(mark.size()));
      std::size_t piece = rest.size();
      for (const std::string_view next : {" : ", " | ", " - ", " – ", " — ", " · "})
        piece = std::min(piece, rest.find(next));
      if (piece < heading.size()) return title.substr(0, heading.size());
    }
  }
  for (const std::string_view between : kBetween) {
    // From the end: titles hold dashes of their own.
    const std::size_t last = title.rfind(between);
    if (last == std::string_view::npos) continue;
    const std::string_view tail = trim(title.substr(last + between.size()));
    const std::string_view before = trim(title.substr(0, last));
    if (same(tail, site) || (!heading.empty() && same(before, heading))) return before;
    const std::size_t first = title.find(between);
    const std::string_view head = trim(title.substr(0, first));
    const std::string_view after = trim(title.substr(first + between.size()));
    if (same(head, site) || (!heading.empty() && same(after, heading))) return after;
    // A bar or double colon is not part of a sentence: the shorter side is the site.
    if ((between == " | " || between == " :: ") && tail.size() < before.size()) return before;
  }
  return title;
}

namespace {

bool has_words(std::string_view line, std::string_view words) {
  const std::string all = ' ' + phrase_key(line) + ' ';
  return !words.empty() && all.find(' ' + phrase_key(words) + ' ') != all.npos;
}

// The heading that the title of the page is made of, else the first: above it may stand the name
// of the site.
HtmlValue heading_of(const Found& found) {
  for (const HtmlValue& heading : found.headings)
    if (heading.text.size() >= kLeastHeading &&
        (has_words(found.title.text, heading.text) || has_words(found.og_title.text, heading.text)))
      return heading;
  return found.headings.empty() ? HtmlValue() : found.headings.front();
}

// «Kenya's Mau Mau revolt», cut to «Mau Mau revolt»; not «News: Revolt», which has a rubric.
bool is_cut_from(std::string_view title, std::string_view heading) {
  const std::size_t at = heading.find(title);
  if (at == heading.npos || title.size() == heading.size()) return false;
  const std::string rest =
      std::string(heading.substr(0, at)) + std::string(heading.substr(at + title.size()));
  const std::vector<Lexeme> lexemes = lex(rest, 40);
  return !lexemes.empty() && std::all_of(lexemes.begin(), lexemes.end(), [](const Lexeme& l) {
    return l.kind != Lexeme::mark || l.text == "'" || l.text == "’";
  });
}

// <title> and the heading agree on words that og:title, made for other sites, puts otherwise.
bool outvotes_og_title(const HtmlValue& heading, const Found& found) {
  if (heading.text.size() < kLeastHeading || found.og_title.text.empty()) return false;
  if (same(heading.text, found.site) || same(heading.text, found.publisher)) return false;
  return has_words(found.title.text, heading.text) &&
         (!has_words(found.title.text, found.og_title.text) ||
          is_cut_from(found.og_title.text, heading.text));
}

}  // namespace

HtmlMeta read_html_meta(std::string_view page) {
  Found found = find_all(page);
  const HtmlValue heading = heading_of(found);
  HtmlMeta meta;
  meta.source = !found.site.empty() ? found.site : found.publisher;
  // «By Ann Lee, BBC News»
  meta.author = author_of_byline(found.author);
  if (meta.author.empty()) meta.author = found.author;
  meta.url = !found.canonical.empty() ? found.canonical : found.og_url;
  meta.lang = found.lang;
  meta.dates = std::move(found.dates);
  for (const std::string* url : {&found.canonical, &found.og_url, &found.other_url})
    meta.dates.take(DateSource::address, date_in_address(*url));
  meta.month = month_in_address(meta.url.empty() ? found.other_url : meta.url);
  const HtmlValue agreed = outvotes_og_title(heading, found) ? heading : HtmlValue();
  for (const HtmlValue* const value : std::initializer_list<const HtmlValue*>{
           &agreed, &found.og_title, &found.title, &found.other_title, &heading}) {
    if (value->text.empty()) continue;
    meta.title = *value;
    break;
  }
  const std::string whole = meta.title.text;
  meta.title.text = std::string(without_site(meta.title.text, meta.source, heading.text));
  if (meta.title.text == whole && !same(whole, heading.text))
    meta.title.text = std::string(split_site(whole).title);  // «Bridge opens - The Town Times»
  meta.site_in_title =
      site_beside(found.title.text.empty() ? whole : found.title.text, meta.title.text);
  return meta;
}

}  // namespace byname
