// OpenDocument texts, sheets and slides (ODT, ODS, ODP).
#include <algorithm>

#include "indexer/readers/office.h"
#include "indexer/readers/xml_walk.h"

namespace byname {
namespace {

// White space in the XML of a paragraph is one blank.
void add_collapsed(std::string_view words, OfficeText& text) {
  std::string out;
  for (const char c : words) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      out += c;
    } else if (out.empty() || out.back() != ' ') {
      out += ' ';
    }
  }
  text.add(out);
}

void read_content(std::string_view xml, OfficeText& text) {
  int paragraphs = 0;  // open ones: a frame in a paragraph has its own
  int row = 0;         // in a row of a table a line is a row
  bool is_title = false;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("tracked-changes")) {
      walk.skip();  // what was deleted
    } else if (walk.begins("annotation")) {
      walk.skip();
    } else if (walk.begins("table-row")) {
      ++row;
    } else if (walk.ends("table-row")) {
      row = std::max(0, row - 1);
      if (row == 0) text.end();
    } else if (walk.ends("table-cell")) {
      text.add("\t");
    } else if (walk.begins("p") || walk.begins("h")) {
      if (paragraphs++ == 0) is_title = walk.attribute("style-name") == "Title";
    } else if (walk.ends("p") || walk.ends("h")) {
      paragraphs = std::max(0, paragraphs - 1);
      if (row > 0) {
        text.blank();
      } else {
        text.end(is_title && !text.has_title() ? Part::title : Part::body);
      }
    } else if (walk.is_text() && paragraphs > 0) {
      add_collapsed(walk.text(), text);
    } else if (walk.begins("s") || walk.begins("tab")) {
      text.blank();
    } else if (walk.begins("line-break")) {
      text.add("\n");
    }
  }
  text.end();
}

}  // namespace

// Tables and drawings inside of the document lie in folders of their own: "Object 1/content.xml".
bool is_part_of_odf(std::string_view name) {
  return name == "content.xml" || name == "meta.xml" ||
         (name.starts_with("Object ") && name.ends_with("/content.xml"));
}

bool is_embedded_in_odf(std::string_view name) {
  return name.starts_with("Object ") && name.find('/') == name.npos;
}

void read_odf(const ZipParts& parts, Collector& out) {
  Draft draft;
  read_office_properties(parts.text("meta.xml"), draft);
  OfficeText text;
  read_content(parts.text("content.xml"), text);
  for (const auto& [name, bytes] : parts.bytes)
    if (name.starts_with("Object ")) read_content(parts.text(name), text);
  text.finish(draft.document);
  draft.only_one = true;
  out.give(std::move(draft));
}

}  // namespace byname
