// Spreadsheets (XLSX): a sheet is a document, a row a line of it, its cells between tabs;
// comments and boxes of text follow.
// Dates are the numbers that the file has.
#include <charconv>
#include <utility>

#include "indexer/readers/office.h"
#include "indexer/readers/xml_text.h"
#include "indexer/readers/xml_walk.h"
#include "text/ascii.h"

namespace byname {
namespace {

std::vector<std::string> shared_strings(std::string_view xml) {
  std::vector<std::string> strings;
  bool in_text = false;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("si")) {
      strings.emplace_back();
    } else if (walk.begins("rph")) {
      walk.skip();  // how to pronounce it
    } else if (walk.begins("t")) {
      in_text = true;
    } else if (walk.ends("t")) {
      in_text = false;
    } else if (walk.is_text() && in_text && !strings.empty()) {
      strings.back() += walk.text();
    }
  }
  return strings;
}

void read_sheet(std::string_view xml, const std::vector<std::string>& strings, OfficeText& text) {
  std::string type, value;
  bool in_value = false, first = true;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("row")) {
      first = true;
    } else if (walk.ends("row")) {
      text.end();
    } else if (walk.begins("c")) {
      type = walk.attribute("t");
      value.clear();
    } else if (walk.begins("v") || walk.begins("t")) {
      in_value = true;
    } else if (walk.ends("v") || walk.ends("t")) {
      in_value = false;
    } else if (walk.is_text() && in_value) {
      value += walk.text();
    } else if (walk.ends("c")) {
      if (type == "s") {
        std::size_t number = 0;
        const auto [end, error] =
            std::from_chars(value.data(), value.data() + value.size(), number);
        value = error == std::errc() && number < strings.size() ? strings[number] : "";
      }
      if (value.empty()) continue;
      if (!std::exchange(first, false)) text.add("\t");
      text.add(one_line(value));
    }
  }
}

// Comments, and boxes with text that stand on a sheet.
void read_paragraphs(std::string_view xml, OfficeText& text) {
  bool in_text = false;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("t")) {
      in_text = true;
    } else if (walk.ends("t")) {
      in_text = false;
    } else if (walk.is_text() && in_text) {
      text.add(walk.text());
    } else if (walk.ends("p") || walk.ends("comment")) {
      text.end();
    } else if (walk.begins("fallback")) {
      walk.skip();
    }
  }
  text.end();
}

bool is_beside_sheet(std::string_view name) {
  return (name.starts_with("xl/comments") || name.starts_with("xl/drawings/drawing")) &&
         name.ends_with(".xml");
}

}  // namespace

bool is_part_of_xlsx(std::string_view name) {
  return name == "docProps/core.xml" || name == "xl/workbook.xml" ||
         name == "xl/_rels/workbook.xml.rels" || name == "xl/sharedStrings.xml" ||
         (name.starts_with("xl/worksheets/") && name.ends_with(".xml")) ||
         (name.starts_with("xl/worksheets/_rels/") && name.ends_with(".rels")) ||
         is_beside_sheet(name);
}

void read_xlsx(const ZipParts& parts, Collector& out) {
  const std::vector<std::string> strings = shared_strings(parts.text("xl/sharedStrings.xml"));
  const auto targets = office_relations(parts, "xl/workbook.xml");
  std::vector<std::pair<std::string, std::string>> sheets;  // title, part
  const std::string workbook = parts.text("xl/workbook.xml");
  for (XmlWalk walk(workbook); walk.next();) {
    if (!walk.begins("sheet")) continue;
    const auto target = targets.find(walk.attribute("r:id"));
    if (target != targets.end()) sheets.emplace_back(walk.attribute("name"), target->second);
  }
  if (sheets.empty()) {  // its list is lost
    for (const auto& [name, bytes] : parts.bytes)
      if (name.starts_with("xl/worksheets/") && name.ends_with(".xml"))
        sheets.emplace_back("", name);
  }
  const std::string properties = parts.text("docProps/core.xml");
  for (auto& [title, part] : sheets) {
    if (!parts.has(part)) continue;
    Draft draft;
    read_office_properties(properties, draft);
    if (!title.empty()) {
      if (!draft.document.title.empty()) draft.document.title += ": ";
      draft.document.title += title;
    }
    OfficeText text;
    text.add(title);
    text.end(Part::title);
    read_sheet(parts.text(part), strings, text);
    for (const auto& [id, target] : office_relations(parts, part))
      if (is_beside_sheet(target)) read_paragraphs(parts.text(target), text);
    text.finish(draft.document);
    draft.only_one = sheets.size() == 1;
    out.give(std::move(draft));
  }
}

}  // namespace byname
