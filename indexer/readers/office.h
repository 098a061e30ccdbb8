// Office documents and books, each from the parts of its zip: text by paragraphs and what
// the document says about itself. Their text has no source bytes: it is packed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/collector.h"
#include "indexer/readers/zip_parts.h"

namespace byname {

// Text by paragraphs, with the parts that are not body.
class OfficeText {
 public:
  void add(std::string_view words) { line_ += words; }
  void blank() { line_ += ' '; }
  // Ends the paragraph; nothing if it is blank.
  void end(Part part = Part::body);
  const std::string& title() const { return title_; }
  bool empty() const { return text_.empty(); }
  bool has_title() const { return !title_.empty(); }

  // Leaves text and parts in the document.
  void finish(Document& document);

 private:
  std::string line_{};
  std::string text_{};
  std::vector<PartSpan> parts_{};
  std::string title_{};
};

// Title, author, dates and language of docProps/core.xml or meta.xml; into what is empty.
void read_office_properties(std::string_view xml, Draft& draft);

// The targets of PART.rels by id: "rId1" -> "xl/worksheets/sheet1.xml".
std::map<std::string, std::string> office_relations(const ZipParts& parts, std::string_view part);

bool is_part_of_docx(std::string_view name);
void read_docx(const ZipParts& parts, Collector& out);
bool is_part_of_xlsx(std::string_view name);
void read_xlsx(const ZipParts& parts, Collector& out);
bool is_part_of_pptx(std::string_view name);
void read_pptx(const ZipParts& parts, Collector& out);
bool is_part_of_odf(std::string_view name);
void read_odf(const ZipParts& parts, Collector& out);
// Files of other formats that were put into it.
bool is_embedded_in_odf(std::string_view name);
bool is_part_of_epub(std::string_view name);
void read_epub(const ZipParts& parts, Collector& out);
bool is_embedded_in_epub(std::string_view name);

}  // namespace byname
