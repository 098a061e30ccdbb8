#include "indexer/readers/pdf_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>

#include "indexer/readers/xml_text.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

// Lines at the top and at the bottom of a page that may be a running head or foot.
constexpr std::size_t kRimLines = 2;

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = text.find(at);
    pieces.push_back(text.substr(0, end));
    if (end == text.npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

// "Report 2023 | 12" as "report # | #".
std::string head_key(std::string_view line) {
  std::string key;
  for (const char c : one_line(line)) {
    if (!is_ascii_digit(c)) {
      key += ascii_lower(c);
    } else if (key.empty() || key.back() != '#') {
      key += '#';
    }
  }
  return key;
}

UChar32 first_code_point(std::string_view text) {
  if (text.empty()) return 0;
  UChar32 c = 0;
  std::int32_t i = 0;
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 8));
  U8_NEXT(text.data(), i, length, c);
  return c;
}

UChar32 last_code_point(std::string_view text) {
  if (text.empty()) return 0;
  text = text.substr(floor_character(text, text.size() - 1));
  return first_code_point(text);
}

// Whether the line ends in a mark that divides a word; it is cut off then.
bool cut_hyphen(std::string_view& line, bool& soft) {
  for (const std::string_view mark : {"-", "\xC2\xAD", "\xE2\x80\x90", "\xD6\x8A"}) {
    if (!line.ends_with(mark)) continue;
    const std::string_view rest = line.substr(0, line.size() - mark.size());
    if (!u_isalpha(last_code_point(rest))) return false;
    soft = mark == "\xC2\xAD";
    line = rest;
    return true;
  }
  return false;
}

using Page = std::vector<std::string_view>;  // lines, blank ones too

// The lines that may be furniture: first and last ones that are not blank.
std::vector<std::size_t> rim_of(const Page& page) {
  std::vector<std::size_t> full;
  for (std::size_t i = 0; i < page.size(); ++i)
    if (!trim(page[i]).empty()) full.push_back(i);
  if (full.size() <= 2 * kRimLines) return full;
  std::vector<std::size_t> rim(full.begin(), full.begin() + kRimLines);
  rim.insert(rim.end(), full.end() - kRimLines, full.end());
  return rim;
}

class Writer {
 public:
  void page(std::size_t number) {
    paragraph_end();
    furniture("[p. " + std::to_string(number) + "]", "\n\n");
  }
  void furniture(std::string_view line, std::string_view between = "\n") {
    paragraph_end();
    if (!out_.text.empty()) out_.text += between;
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    out_.text += line;
    out_.parts.push_back({Part::chrome, begin, static_cast<std::uint32_t>(out_.text.size())});
    open_ = false;
  }
  // `joins`: the line before reaches to the margin, so that this one goes on.
  void line(std::string_view words, bool joins) {
    out_.blank = false;
    if (!open_) {
      if (!out_.text.empty()) out_.text += "\n\n";
    } else if (divided_) {
      const UChar32 next = first_code_point(words);
      // «Khankendi-» «Lachin» keeps what is its own.
      if (!soft_ && !u_islower(next)) out_.text += mark_;
    } else {
      out_.text += joins ? " " : "\n";
    }
    std::string_view rest = words;
    divided_ = cut_hyphen(rest, soft_);
    mark_ = words.substr(rest.size());
    out_.text += rest;
    open_ = true;
  }
  void paragraph_end() {
    if (divided_) out_.text += mark_;
    divided_ = false;
    open_ = false;
  }
  PdfText take() {
    paragraph_end();
    return std::move(out_);
  }

 private:
  PdfText out_{};
  bool open_ = false;
  bool divided_ = false;
  bool soft_ = false;
  std::string mark_{};
};

}  // namespace

PdfText pdf_text(std::string_view printed) {
  std::vector<Page> pages;
  for (const std::string_view page : split(printed, '\f')) pages.push_back(split(page, '\n'));
  // pdftotext ends every page with a form feed.
  if (!pages.empty() && pages.back().size() == 1 && trim(pages.back()[0]).empty()) pages.pop_back();

  std::map<std::string, std::size_t> heads;  // on how many pages
  for (const Page& page : pages) {
    std::vector<std::string> keys;
    for (const std::size_t i : rim_of(page)) keys.push_back(head_key(page[i]));
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    for (std::string& key : keys) ++heads[std::move(key)];
  }
  const std::size_t often = std::max<std::size_t>(3, pages.size() / 4);

  Writer writer;
  for (std::size_t n = 0; n < pages.size(); ++n) {
    const Page& page = pages[n];
    writer.page(n + 1);
    std::vector<char> is_head(page.size());
    for (const std::size_t i : rim_of(page)) is_head[i] = heads[head_key(page[i])] >= often;
    std::size_t longest = 0;  // line of the block
    for (std::size_t i = 0; i < page.size(); ++i) {
      const std::string_view words = trim(page[i]);
      if (words.empty()) {
        writer.paragraph_end();
        longest = 0;
        continue;
      }
      if (is_head[i]) {
        writer.furniture(words);
        longest = 0;
        continue;
      }
      if (longest == 0) {
        for (std::size_t j = i; j < page.size() && !trim(page[j]).empty(); ++j)
          longest = std::max(longest, trim(page[j]).size());
      }
      const bool joins = i > 0 && trim(page[i - 1]).size() * 10 >= longest * 6;
      writer.line(words, joins);
    }
  }
  PdfText text = writer.take();
  text.pages = pages.size();
  return text;
}

std::string pdf_info(std::string_view printed, std::string_view field) {
  for (std::string_view line : split(printed, '\n')) {
    if (line.starts_with(field) && line.substr(field.size()).starts_with(':'))
      return one_line(line.substr(field.size() + 1));
  }
  return {};
}

bool is_no_title(std::string_view title) {
  const std::string lower = ascii_lower(title);
  for (const std::string_view ending :
       {".doc", ".docx", ".indd", ".pdf", ".qxd", ".qxp", ".rtf", ".odt", ".pptx", ".ppt", ".xlsx",
        ".tex", ".dvi", ".pub", ".cdr", ".ai"})
    if (lower.ends_with(ending)) return true;
  return lower.empty() || lower.starts_with("microsoft ") || lower.starts_with("untitled") ||
         lower.starts_with("slide 1") || lower == "title" ||
         lower.find_first_not_of("0123456789-_. ") == lower.npos;
}

}  // namespace byname
