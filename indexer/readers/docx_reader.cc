// Word documents (DOCX): heads and feet as furniture, then the text, then notes and comments.
#include "indexer/readers/office.h"
#include "indexer/readers/xml_walk.h"
#include "text/ascii.h"

namespace byname {
namespace {

bool is_between(std::string_view name, std::string_view begin, std::string_view end) {
  return name.starts_with(begin) && name.ends_with(end) && name.find('/', 5) == name.npos;
}

void read_part(std::string_view xml, Part part, OfficeText& text) {
  std::string style;
  XmlWalk walk(xml);
  const auto end = [&] {
    Part kind = part;
    if (part == Part::body && style == "title" && !text.has_title()) kind = Part::title;
    text.end(kind);
    style.clear();
  };
  bool in_text = false;
  while (walk.next()) {
    if (walk.is_text()) {
      if (in_text) text.add(walk.text());
    } else if (walk.begins("t")) {
      in_text = true;
    } else if (walk.ends("t")) {
      in_text = false;
    } else if (walk.begins("pstyle")) {
      style = ascii_lower(walk.attribute("val"));
    } else if (walk.begins("tab")) {
      text.blank();
    } else if (walk.begins("br") || walk.begins("cr")) {
      text.add("\n");
    } else if (walk.begins("nobreakhyphen")) {
      text.add("\xE2\x80\x91");
    } else if (walk.ends("p")) {
      end();
    } else if (walk.begins("fallback") || walk.begins("pict")) {
      // The same again, for old programs.
      walk.skip();
    } else if (walk.begins("footnote") || walk.begins("endnote")) {
      if (walk.attribute("type").ends_with("eparator")) walk.skip();
    }
  }
  end();
}

}  // namespace

bool is_part_of_docx(std::string_view name) {
  return name == "docProps/core.xml" || is_between(name, "word/document", ".xml") ||
         (name.starts_with("word/diagrams/data") && name.ends_with(".xml")) ||
         is_between(name, "word/header", ".xml") || is_between(name, "word/footer", ".xml") ||
         name == "word/footnotes.xml" || name == "word/endnotes.xml" || name == "word/comments.xml";
}

void read_docx(const ZipParts& parts, Collector& out) {
  Draft draft;
  read_office_properties(parts.text("docProps/core.xml"), draft);
  OfficeText text;
  for (const auto& [begin, part] : {std::pair{std::string_view("word/header"), Part::chrome},
                                    {"word/document", Part::body},
                                    {"word/diagrams/data", Part::body},
                                    {"word/footnotes", Part::body},
                                    {"word/endnotes", Part::body},
                                    {"word/comments", Part::body},
                                    {"word/footer", Part::chrome}}) {
    for (const auto& [name, bytes] : parts.bytes)
      if (name.starts_with(begin)) read_part(parts.text(name), part, text);
  }
  text.finish(draft.document);
  draft.only_one = true;
  out.give(std::move(draft));
}

}  // namespace byname
