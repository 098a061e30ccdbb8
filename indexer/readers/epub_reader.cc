// Books (EPUB): a chapter is a document, in the order of reading.
#include <algorithm>
#include <iterator>
#include <set>

#include "indexer/extract/date.h"
#include "indexer/extract/table.h"
#include "indexer/readers/html.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/office.h"
#include "indexer/readers/xml_text.h"
#include "indexer/readers/xml_walk.h"
#include "text/ascii.h"

namespace byname {
namespace {

// The properties of a file of the book: whether it is its table of contents.
bool says_nav(std::string_view properties) {
  const std::vector<std::string_view> words = split_words(properties);
  return std::find(words.begin(), words.end(), "nav") != words.end();
}

struct Book {
  std::string title{}, author{}, publisher{}, lang{};
  Date date{};
  std::vector<std::string> chapters{};  // parts, in the order of reading
};

std::string unescaped_url(std::string_view reference) {
  reference = reference.substr(0, reference.find('#'));
  std::string out;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const auto hex = [&](std::size_t at) {
      const char c = ascii_lower(reference[at]);
      return is_ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    if (reference[i] == '%' && i + 2 < reference.size() && hex(i + 1) >= 0 && hex(i + 2) >= 0) {
      out += static_cast<char>(hex(i + 1) * 16 + hex(i + 2));
      i += 2;
    } else {
      out += reference[i];
    }
  }
  return out;
}

bool is_page(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return lower.ends_with(".xhtml") || lower.ends_with(".html") || lower.ends_with(".htm") ||
         lower.ends_with(".xml");
}

Book read_package(const ZipParts& parts) {
  Book book;
  std::string package;
  const std::string container = parts.text("META-INF/container.xml");
  for (XmlWalk walk(container); walk.next();) {
    if (walk.begins("rootfile") && package.empty())
      package = zip_path("", walk.attribute("full-path"));
  }
  if (!parts.has(package)) {
    for (const auto& [name, bytes] : parts.bytes)
      if (name.ends_with(".opf")) package = name;
  }
  const std::string xml = parts.text(package);
  const std::string folder =
      package.substr(0, package.rfind('/') == package.npos ? 0 : package.rfind('/'));
  std::map<std::string, std::string> files;
  std::vector<std::string> pages;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("title") && book.title.empty()) {
      book.title = one_line(walk.inner_text());
    } else if (walk.begins("creator")) {
      const std::string name = one_line(walk.inner_text());
      if (!name.empty()) book.author += (book.author.empty() ? "" : ", ") + name;
    } else if (walk.begins("publisher") && book.publisher.empty()) {
      book.publisher = one_line(walk.inner_text());
    } else if (walk.begins("language") && book.lang.empty()) {
      book.lang = language_code(one_line(walk.inner_text()));
    } else if (walk.begins("date") && book.date.kind == DateKind::none) {
      const std::string value = one_line(walk.inner_text());
      auto date = parse_machine_date(value);
      if (!date) date = parse_date(value);
      if (date) book.date = *date;
    } else if (walk.begins("item")) {
      const std::string file = zip_path(folder, unescaped_url(walk.attribute("href")));
      files[walk.attribute("id")] = file;
      if (walk.attribute("media-type") == "application/xhtml+xml" && parts.has(file) &&
          !says_nav(walk.attribute("properties")))
        pages.push_back(file);
    } else if (walk.begins("itemref")) {
      const auto file = files.find(walk.attribute("idref"));
      if (file != files.end() && parts.has(file->second)) book.chapters.push_back(file->second);
    }
  }
  // What is reached by links only, notes and answers, follows the chapters.
  const std::set<std::string> read(book.chapters.begin(), book.chapters.end());
  if (!read.empty()) {
    std::copy_if(pages.begin(), pages.end(), std::back_inserter(book.chapters),
                 [&](const std::string& page) { return !read.contains(page); });
  }
  if (book.chapters.empty()) {  // the list is lost
    for (const auto& [name, bytes] : parts.bytes)
      if (is_page(name) && !name.starts_with("META-INF/")) book.chapters.push_back(name);
  }
  return book;
}

}  // namespace

bool is_part_of_epub(std::string_view name) {
  return name == "META-INF/container.xml" || name.ends_with(".opf") || is_page(name);
}

// Beside the pages, their lists, looks, pictures and sounds.
bool is_embedded_in_epub(std::string_view name) {
  if (is_part_of_epub(name) || name == "mimetype" || name.starts_with("META-INF/")) return false;
  const std::string_view last = name.substr(name.rfind('/') + 1);
  const std::string ending = ascii_lower(last.substr(std::min(last.rfind('.'), last.size())));
  return !is_one_of(
      ending,
      {"",      ".ncx",  ".css", ".js",   ".ttf",  ".otf",  ".woff", ".woff2", ".eot",     ".jpg",
       ".jpeg", ".png",  ".gif", ".svg",  ".webp", ".bmp",  ".avif", ".mp3",   ".m4a",     ".mp4",
       ".ogg",  ".webm", ".wav", ".smil", ".pls",  ".xpgt", ".dtd",  ".plist", ".ds_store"});
}

void read_epub(const ZipParts& parts, Collector& out) {
  const Book book = read_package(parts);
  for (const std::string& chapter : book.chapters) {
    Decoded xhtml{parts.text(chapter), {}};
    HtmlPage page = parse_html(xhtml, Markedup::fragment);
    Draft draft;
    Document& document = draft.document;
    document.title = page.title.empty() ? book.title : page.title;
    if (!book.title.empty() && document.title != book.title)
      document.title = book.title + ": " + document.title;
    document.author = book.author.empty() ? page.author : book.author;
    document.source = book.publisher.empty() ? book.title : book.publisher;
    document.date = book.date;
    document.text = std::move(page.text.text);
    document.parts = std::move(page.parts);
    draft.likely_lang = book.lang;
    draft.only_one = book.chapters.size() == 1;
    out.give(std::move(draft));
  }
}

}  // namespace byname
