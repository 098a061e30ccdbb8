// What pdftotext prints, made into text: lines joined to paragraphs, words that were divided
// at line ends made whole, running heads and page numbers told from text.
//
//   const PdfText text = pdf_text("Page head 1\n\nThe town of Khan-\nkendi.\n\fPage head 2\n...");
//   text.text     // "[p. 1]\nPage head 1\n\nThe town of Khankendi.\n\n[p. 2] ..."
//
// Pure and linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"

namespace byname {

struct PdfText {
  std::string text{};
  std::vector<PartSpan> parts{};  // furniture: page numbers of ours, heads and feet of the page
  std::size_t pages = 0;
  bool blank = true;  // nothing but page numbers of ours
};

// `printed`: UTF-8, a form feed after every page.
PdfText pdf_text(std::string_view printed);

// What pdfinfo prints, field by field: "Title:          The road".
std::string pdf_info(std::string_view printed, std::string_view field);
// A title that a program gave and nobody meant: "Microsoft Word - a.doc", "untitled".
bool is_no_title(std::string_view title);

}  // namespace byname
