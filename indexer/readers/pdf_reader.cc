// PDF, read by poppler's programs in a process of their own: whatever a file makes them do,
// the run goes on. One document a file; its pages begin with their numbers.
#include <algorithm>

#include "indexer/extract/date.h"
#include "indexer/readers/child.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/pdf_text.h"
#include "text/ascii.h"
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

constexpr std::uint64_t kMostMended = 64 << 20;

// The number that stands before `at`, one blank between; empty: none.
std::string_view number_before(std::string_view bytes, std::size_t at) {
  if (at == 0 || bytes[at - 1] != ' ') return {};
  const std::size_t end = at - 1;
  std::size_t begin = end;
  while (begin > 0 && end - begin < 10 && is_ascii_digit(bytes[begin - 1])) --begin;
  return bytes.substr(begin, end - begin);
}

// «/Type /Page» in the dictionary that begins an object.
bool is_of_type(std::string_view object, std::string_view type) {
  for (std::size_t at = object.find("/Type"); at != object.npos;
       at = object.find("/Type", at + 5)) {
    const std::string_view value = trim_left(object.substr(at + 5));
    if (value.starts_with(type) &&
        (value.size() == type.size() || !is_ascii_letter(value[type.size()])))
      return true;
  }
  return false;
}

// A file whose end is lost has lost what says where its pages are: the same file with such an
// end, its pages in the order in which they stand. Empty: there are none to be seen.
std::string with_an_end(SourceFile& file) {
  constexpr std::size_t kDictionary = 2000;
  if (file.size() > kMostMended) return {};
  std::string room;
  std::string whole(file.read(0, file.size(), room));
  const std::string_view bytes = whole;
  std::string catalog, pages;
  bool tree = false;  // of the pages
  for (std::size_t at = bytes.find(" obj"); at != bytes.npos; at = bytes.find(" obj", at + 4)) {
    const std::size_t end = at - std::min(at, std::size_t{1});
    if (!is_ascii_digit(bytes[end])) continue;
    std::size_t generation = at;
    while (generation > 0 && at - generation < 6 && is_ascii_digit(bytes[generation - 1]))
      --generation;
    const std::string_view number = number_before(bytes, generation);
    if (number.empty()) continue;
    std::string_view object = bytes.substr(at, kDictionary);
    object = object.substr(0, std::min(object.find("endobj"), object.find("stream")));
    const std::string reference =
        std::string(number) + ' ' + std::string(bytes.substr(generation, at - generation)) + " R ";
    if (is_of_type(object, "/Catalog")) catalog = reference;
    tree |= is_of_type(object, "/Pages");
    if (is_of_type(object, "/Page")) pages += reference;
  }
  if (!tree) catalog.clear();
  if (catalog.empty() && pages.empty()) return {};
  whole += "\nendstream\nendobj\n";
  if (catalog.empty()) {
    // Numbers that no file reaches.
    catalog = "8388600 0 R ";
    whole += "8388601 0 obj\n<</Type/Pages/Count " +
             std::to_string(std::count(pages.begin(), pages.end(), 'R')) + "/Kids[" + pages +
             "]>>\nendobj\n8388600 0 obj\n<</Type/Catalog/Pages 8388601 0 R>>\nendobj\n";
  }
  return whole + "trailer\n<</Size 8388602/Root " + catalog + ">>\nstartxref\n0\n%%EOF\n";
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
  if (broken && text.blank && end.exit != 3) {
    if (const std::string mended = with_an_end(input.file); !mended.empty()) {
      SourceFile file{std::string_view(mended)};
      const ChildEnd again =
          run_on({"pdftotext", "-enc", "UTF-8", "-q", "/proc/self/fd/0", "-"}, file, {}, printed);
      if (again.wrong.empty()) text = pdf_text(to_valid_utf8(printed));
    }
  }
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
