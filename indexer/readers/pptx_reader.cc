// Presentations (PPTX): the slides in their order, each with its notes, comments and diagrams.
#include "indexer/readers/office.h"
#include "indexer/readers/xml_walk.h"

namespace byname {
namespace {

void read_slide(std::string_view xml, bool notes, OfficeText& text) {
  std::string place;  // of the shape: title, body, sldNum ...
  bool in_text = false;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("sp")) {
      place.clear();
    } else if (walk.begins("ph")) {
      place = walk.attribute("type");
    } else if (walk.begins("t") || walk.begins("text")) {
      in_text = true;
    } else if (walk.ends("t") || walk.ends("text")) {
      in_text = false;
    } else if (walk.is_text() && in_text) {
      text.add(walk.text());
    } else if (walk.begins("br")) {
      text.add("\n");
    } else if (walk.begins("fallback")) {
      walk.skip();
    } else if (walk.ends("p") || walk.ends("cm")) {
      Part part = Part::body;
      if (place == "sldNum" || place == "dt" || place == "ftr" || place == "hdr")
        part = Part::chrome;
      if (!notes && !text.has_title() && (place == "title" || place == "ctrTitle"))
        part = Part::title;
      text.end(part);
    }
  }
  text.end();
}

bool is_slide(std::string_view name) {
  return name.starts_with("ppt/slides/slide") && name.ends_with(".xml");
}

// Notes, comments and the words of diagrams.
bool is_beside_slide(std::string_view name) {
  return name.starts_with("ppt/notesSlides/notesSlide") || name.starts_with("ppt/comments/") ||
         name.starts_with("ppt/diagrams/data");
}

// slide2 before slide10.
std::size_t number_of(std::string_view name) {
  std::size_t number = 0;
  for (const char c : name)
    if (c >= '0' && c <= '9' && number < 1'000'000)
      number = number * 10 + static_cast<std::size_t>(c - '0');
  return number;
}

}  // namespace

bool is_part_of_pptx(std::string_view name) {
  return name == "docProps/core.xml" || name == "ppt/presentation.xml" ||
         name == "ppt/_rels/presentation.xml.rels" || is_slide(name) ||
         (name.starts_with("ppt/slides/_rels/") && name.ends_with(".rels")) ||
         (is_beside_slide(name) && name.ends_with(".xml"));
}

void read_pptx(const ZipParts& parts, Collector& out) {
  Draft draft;
  read_office_properties(parts.text("docProps/core.xml"), draft);
  const auto targets = office_relations(parts, "ppt/presentation.xml");
  std::vector<std::string> slides;
  const std::string presentation = parts.text("ppt/presentation.xml");
  for (XmlWalk walk(presentation); walk.next();) {
    if (!walk.begins("sldid")) continue;
    const auto target = targets.find(walk.attribute("r:id"));
    if (target != targets.end()) slides.push_back(target->second);
  }
  if (slides.empty()) {
    std::multimap<std::size_t, std::string> numbered;
    for (const auto& [name, bytes] : parts.bytes)
      if (is_slide(name)) numbered.emplace(number_of(name), name);
    for (const auto& [number, name] : numbered) slides.push_back(name);
  }
  OfficeText text;
  for (const std::string& slide : slides) {
    read_slide(parts.text(slide), false, text);
    for (const auto& [id, target] : office_relations(parts, slide))
      if (is_beside_slide(target)) read_slide(parts.text(target), true, text);
  }
  text.finish(draft.document);
  draft.only_one = true;
  out.give(std::move(draft));
}

}  // namespace byname
