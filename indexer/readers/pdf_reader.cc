// PDF, read by poppler's programs in a process of their own: whatever a file makes them do,
// the run goes on. One document a file; its pages begin with their numbers.
#include "indexer/extract/date.h"
#include "indexer/readers/child.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/pdf_text.h"
#include "text/utf8.h"

namespace byname {
namespace {

std::string& ocr_command() {
  static std::string command;
  return command;
}

// What a program prints of the file.
ChildEnd run_on(const std::vector<std::string>& arguments, SourceFile& file,
                const ChildLimits& limits, std::string& printed) {
  printed.clear();
  return run_child(arguments, file, limits, [&](std::string_view piece) {
    printed += piece;
    return true;
  });
}

}  // namespace

void use_ocr(const std::string& command) { ocr_command() = command; }

void read_pdf(const FormatInput& input, Collector& out) {
  std::string printed;
  ChildEnd end =
      run_on({"pdftotext", "-enc", "UTF-8", "-q", "/proc/self/fd/0", "-"}, input.file, {}, printed);
  if (end.missing) {
    out.report({"", "PDF: pdftotext is not installed (Debian: poppler-utils)", true});
    return;
  }
  const bool broken = end.wrong.empty() && end.exit != 0;
  std::string cut = end.wrong;
  PdfText text = pdf_text(to_valid_utf8(printed));
  if (broken && text.blank) {
    std::string why = "damaged or encrypted; pdftotext cannot read it";
    if (end.exit == 3) why = "its author does not allow to copy text, or it has a password";
    out.report({"", why, true});
    return;
  }
  if (text.blank && cut.empty() && !ocr_command().empty()) {
    end = run_on({"sh", "-c", ocr_command()}, input.file, {.seconds = 1800, .memory = 0}, printed);
    cut = end.wrong;
    if (cut.empty() && end.exit != 0)
      cut = "the command of --ocr left with " + std::to_string(end.exit);
    text = pdf_text(to_valid_utf8(printed));
  }
  if (text.blank) {
    if (!cut.empty()) {
      out.report({"", cut, true});
    } else {
      out.no_text(text.pages == 0
                      ? "no pages"
                      : std::to_string(text.pages) + (text.pages == 1 ? " page" : " pages") +
                            " without text, as of a scan; --ocr COMMAND reads them");
    }
    return;
  }
  Draft draft;
  Document& document = draft.document;
  std::string info;
  run_on({"pdfinfo", "-enc", "UTF-8", "-isodates", "/proc/self/fd/0"}, input.file, {.seconds = 30},
         info);
  info = to_valid_utf8(info);
  if (std::string title = pdf_info(info, "Title"); !is_no_title(title))
    document.title = std::move(title);
  document.author = pdf_info(info, "Author");
  if (auto date = parse_machine_date(pdf_info(info, "ModDate"))) document.updated = *date;
  if (auto date = parse_machine_date(pdf_info(info, "CreationDate"))) {
    document.date = *date;
  } else {
    document.date = document.updated;
  }
  document.text = std::move(text.text);
  document.parts = std::move(text.parts);
  draft.only_one = true;
  out.give(std::move(draft));
  if (!cut.empty() || broken)
    out.report({"", "read as far as it goes: " + (cut.empty() ? "damaged" : cut), true});
}

}  // namespace byname
