#include "indexer/readers/office.h"

#include "indexer/extract/date.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/xml_text.h"
#include "indexer/readers/xml_walk.h"
#include "text/ascii.h"

namespace byname {

void OfficeText::end(Part part) {
  // Inside a line breaks are kept, blanks at its ends are not.
  const std::string_view words = trim(line_);
  if (!words.empty()) {
    if (!text_.empty()) text_ += '\n';
    const auto begin = static_cast<std::uint32_t>(text_.size());
    text_ += words;
    if (part == Part::title && title_.empty()) title_ = one_line(words);
    if (part != Part::body)
      parts_.push_back({part, begin, static_cast<std::uint32_t>(text_.size())});
  }
  line_.clear();
}

void OfficeText::finish(Document& document) {
  end();
  document.text = std::move(text_);
  document.parts = std::move(parts_);
  if (document.title.empty()) document.title = title_;
}

void read_office_properties(std::string_view xml, Draft& draft) {
  Document& document = draft.document;
  std::string creator, first_creator, created, modified;
  const auto take = [](std::string& to, std::string&& value) {
    if (to.empty()) to = one_line(value);
  };
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("title")) {
      take(document.title, walk.inner_text());
    } else if (walk.begins("creator")) {
      take(creator, walk.inner_text());
    } else if (walk.begins("initial-creator")) {
      take(first_creator, walk.inner_text());
    } else if (walk.begins("created") || walk.begins("creation-date")) {
      take(created, walk.inner_text());
    } else if (walk.begins("modified") || walk.begins("date")) {
      take(modified, walk.inner_text());
    } else if (walk.begins("language")) {
      draft.likely_lang = language_code(one_line(walk.inner_text()));
    }
  }
  if (document.author.empty()) document.author = first_creator.empty() ? creator : first_creator;
  const auto later = parse_machine_date(modified);
  if (later) document.updated = *later;
  if (document.date.kind == DateKind::none) {
    if (auto date = parse_machine_date(created)) {
      document.date = *date;
    } else if (later) {
      document.date = *later;
    }
  }
}

std::map<std::string, std::string> office_relations(const ZipParts& parts, std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder(part.substr(0, slash == part.npos ? 0 : slash));
  const std::string name =
      folder + "/_rels/" + std::string(part.substr(slash == part.npos ? 0 : slash + 1)) + ".rels";
  const std::string xml = parts.text(name);
  std::map<std::string, std::string> targets;
  for (XmlWalk walk(xml); walk.next();) {
    if (walk.begins("relationship") && walk.attribute("targetmode") != "External")
      targets[walk.attribute("id")] = zip_path(folder, walk.attribute("target"));
  }
  return targets;
}

}  // namespace byname
