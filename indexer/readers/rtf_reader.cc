// Rich text (RTF): the words of the text with their charset, by the rules of its fonts and
// of \u. Tables of fonts and styles, pictures and what is marked as optional are left out.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <vector>

#include "indexer/readers/formats.h"
#include "indexer/readers/mail_headers.h"
#include "indexer/readers/office.h"
#include "indexer/readers/xml_text.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestRtf = 256 << 20;
constexpr std::size_t kDeepestGroup = 1000;  // groups; deeper ones are read as the one around them

struct Group {
  enum Where { text, left_out, fonts, info, title, author, created } where = text;
  int font = 0;
  int after_unicode = 1;  // characters that stand for a \u in old programs
  Part part = Part::body;
  bool hidden = false;
};

std::string charset_of_code_page(int page) {
  switch (page) {
    case 65001:
      return "UTF-8";
    case 10000:
      return "macintosh";
    case 10007:
      return "x-mac-cyrillic";
    case 932:
      return "shift_jis";
    case 936:
      return "gbk";
    case 949:
      return "euc-kr";
    case 950:
      return "big5";
    case 437:
    case 850:
    case 852:
    case 855:
    case 857:
    case 862:
    case 864:
    case 866:
      return "ibm" + std::to_string(page);
    default:
      return page > 0 ? "windows-" + std::to_string(page) : "windows-1252";
  }
}

// Of \fcharset, as Windows numbers them; 0: that of the document.
int code_page_of_font(int charset) {
  static const std::map<int, int> kPages{
      {77, 10000}, {128, 932},  {129, 949},  {134, 936},  {136, 950},  {161, 1253}, {162, 1254},
      {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}};
  const auto found = kPages.find(charset);
  return found == kPages.end() ? 0 : found->second;
}

void append_utf8(std::uint32_t code, std::string& out) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 63));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 63));
    out += static_cast<char>(0x80 | (code & 63));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 63));
    out += static_cast<char>(0x80 | (code >> 6 & 63));
    out += static_cast<char>(0x80 | (code & 63));
  }
}

class RtfReader {
 public:
  explicit RtfReader(std::string_view bytes) : bytes_(bytes) {}

  void read(Draft& draft) {
    groups_.push_back({});
    while (at_ < bytes_.size()) step();
    flush();
    text_.finish(draft.document);
    Document& document = draft.document;
    if (!title_.empty()) document.title = one_line(title_);
    document.author = one_line(author_);
    if (year_ > 1900 && year_ < 2200 && month_ >= 1 && month_ <= 12 && day_ >= 1 && day_ <= 31) {
      char iso[16];
      std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", year_, month_, day_);
      document.date = {iso, DateKind::stated, DateUnit::day, iso};
    }
  }

  // Groups that are still open: the file is cut off.
  bool cut() const { return groups_.size() > 1; }

 private:
  Group& group() { return groups_.back(); }

  void step() {
    const char c = bytes_[at_];
    if (c == '{') {
      ++at_;
      flush();
      star_ = false;
      skip_ = 0;
      if (groups_.size() < kDeepestGroup) {
        groups_.push_back(group());
      } else {
        ++too_deep_;
      }
    } else if (c == '}') {
      ++at_;
      flush();
      skip_ = 0;
      if (too_deep_ > 0) {
        --too_deep_;
      } else if (groups_.size() > 1) {
        if (group().part != groups_[groups_.size() - 2].part) text_.end(group().part);
        groups_.pop_back();
      }
    } else if (c == '\\') {
      control();
    } else {
      ++at_;
      if (c != '\r' && c != '\n' && c != '\0') byte(c);
    }
  }

  void control() {
    if (++at_ >= bytes_.size()) return;
    const char c = bytes_[at_];
    if (!is_ascii_letter(c)) {
      ++at_;
      if (c == '\'') {
        unsigned value = 0;
        const char* const begin = bytes_.data() + at_;
        const std::size_t length = std::min<std::size_t>(2, bytes_.size() - at_);
        const auto [end, error] = std::from_chars(begin, begin + length, value, 16);
        at_ += static_cast<std::size_t>(end - begin);
        if (error == std::errc()) byte(static_cast<char>(value));
      } else if (c == '*') {
        star_ = true;
      } else if (c == '~') {
        unicode(0xA0);
      } else if (c == '_') {
        unicode(0x2011);
      } else if (c == '\\' || c == '{' || c == '}') {
        byte(c);
      } else if (c == '\n' || c == '\r') {
        paragraph();
      }
      return;
    }
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && is_ascii_letter(bytes_[at_])) ++at_;
    const std::string_view word = bytes_.substr(begin, std::min<std::size_t>(at_ - begin, 40));
    int value = 0;
    const char* const digits = bytes_.data() + at_;
    const auto [end, error] =
        std::from_chars(digits, bytes_.data() + std::min(bytes_.size(), at_ + 11), value);
    const bool has_value = error == std::errc();
    at_ += static_cast<std::size_t>(end - digits);
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    apply(word, value, has_value);
    star_ = false;
  }

  void apply(std::string_view word, int value, bool has_value) {
    using Where = Group::Where;
    if (word == "bin") {
      at_ += std::min<std::size_t>(value > 0 ? static_cast<std::size_t>(value) : 0,
                                   bytes_.size() - at_);
      return;
    }
    if (word == "u" && has_value) {
      unicode_unit(static_cast<std::uint16_t>(value));
      skip_ = group().after_unicode;
      return;
    }
    flush();
    if (word == "uc") {
      group().after_unicode = std::clamp(value, 0, 8);
    } else if (word == "ansicpg") {
      code_page_ = value;
    } else if (word == "mac" || word == "pc" || word == "pca") {
      code_page_ = word == "mac" ? 10000 : word == "pc" ? 437 : 850;
    } else if (word == "f") {
      group().font = value;
    } else if (word == "deff") {
      group().font = value;
    } else if (word == "fcharset") {
      if (group().where == Where::fonts) fonts_[group().font] = code_page_of_font(value);
    } else if (word == "cpg") {
      if (group().where == Where::fonts) fonts_[group().font] = value;
    } else if (word == "plain") {
      group().hidden = false;
    } else if (word == "v") {
      group().hidden = !has_value || value != 0;
    } else if (word == "fonttbl") {
      group().where = Where::fonts;
    } else if (word == "info") {
      group().where = Where::info;
    } else if (group().where == Where::info && (word == "title" || word == "author")) {
      group().where = word == "title" ? Where::title : Where::author;
    } else if (group().where == Where::info && word == "creatim") {
      group().where = Where::created;
    } else if (group().where == Where::created && (word == "yr" || word == "mo" || word == "dy")) {
      (word == "yr" ? year_ : word == "mo" ? month_ : day_) = value;
    } else if (is_left_out(word) || (star_ && word != "shptxt" && word != "shpinst")) {
      if (group().where == Where::text) group().where = Where::left_out;
    } else if (word.starts_with("header") || word.starts_with("footer")) {
      if (word != "headery" && word != "footery" && group().where == Where::text) {
        text_.end(group().part);
        group().part = Part::chrome;
      }
    } else if (word == "par" || word == "sect" || word == "page" || word == "row" ||
               word == "line") {
      paragraph();
    } else if (word == "tab" || word == "cell") {
      if (group().where == Where::text) text_.add("\t");
    } else {
      symbol(word);
    }
  }

  static bool is_left_out(std::string_view word) {
    static constexpr std::string_view kWords[] = {
        "colortbl", "stylesheet", "pict",      "object",       "listtable", "listoverridetable",
        "rsidtbl",  "themedata",  "datastore", "generator",    "fldinst",   "nonshppict",
        "filetbl",  "revtbl",     "xmlnstbl",  "latentstyles", "sn",        "sv"};
    return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
  }

  void symbol(std::string_view word) {
    static const std::map<std::string_view, std::uint32_t> kSymbols{
        {"emdash", 0x2014},  {"endash", 0x2013},    {"bullet", 0x2022},    {"lquote", 0x2018},
        {"rquote", 0x2019},  {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"emspace", 0x2003},
        {"enspace", 0x2002}, {"qmspace", 0x2005},   {"zwj", 0x200D},       {"zwnj", 0x200C}};
    if (const auto found = kSymbols.find(word); found != kSymbols.end()) unicode(found->second);
  }

  void paragraph() {
    flush();
    if (group().where == Group::text) text_.end(group().part);
  }

  // A byte in the charset of the font; those that only repeat a \u are dropped.
  void byte(char c) {
    if (skip_ > 0) {
      --skip_;
      return;
    }
    flush_surrogate();
    pending_ += c;
  }

  void unicode(std::uint32_t code) {
    flush();
    std::string utf8;
    append_utf8(code, utf8);
    write(utf8);
  }

  void unicode_unit(std::uint16_t unit) {
    flush_bytes();
    if (unit >= 0xDC00 && unit <= 0xDFFF && lead_ != 0) {
      const std::uint32_t code = 0x10000 + ((lead_ - 0xD800U) << 10) + (unit - 0xDC00U);
      lead_ = 0;
      unicode(code);
      return;
    }
    flush_surrogate();
    if (unit >= 0xD800 && unit <= 0xDBFF) {
      lead_ = unit;
    } else {
      // Symbol fonts put their characters at U+F000.
      unicode(unit);
    }
  }

  void flush() {
    flush_bytes();
    flush_surrogate();
  }
  void flush_surrogate() {
    if (lead_ == 0) return;
    lead_ = 0;
    write("\xEF\xBF\xBD");
  }
  void flush_bytes() {
    if (pending_.empty()) return;
    const bool ascii = std::all_of(pending_.begin(), pending_.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
      write(pending_);
    } else {
      const auto font = fonts_.find(group().font);
      const int page = font != fonts_.end() && font->second > 0 ? font->second : code_page_;
      write(charset_decoded(pending_, charset_of_code_page(page)));
    }
    pending_.clear();
  }

  void write(std::string_view utf8) {
    switch (group().where) {
      case Group::text:
        if (!group().hidden) text_.add(utf8);
        break;
      case Group::title:
        if (title_.size() < 1000) title_ += utf8;
        break;
      case Group::author:
        if (author_.size() < 1000) author_ += utf8;
        break;
      default:
        break;
    }
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::vector<Group> groups_{};
  std::size_t too_deep_ = 0;
  bool star_ = false;
  int skip_ = 0;
  int code_page_ = 1252;
  std::map<int, int> fonts_{};  // code pages
  std::string pending_{};
  std::uint16_t lead_ = 0;
  OfficeText text_{};
  std::string title_{}, author_{};
  int year_ = 0, month_ = 0, day_ = 0;
};

}  // namespace

void read_rtf(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestRtf) {
    out.report({"", "a rich text over 256 MiB", true});
    return;
  }
  std::string room;
  const std::string_view bytes = input.file.read(0, input.file.size(), room);
  Draft draft;
  RtfReader reader(bytes);
  reader.read(draft);
  draft.only_one = true;
  out.give(std::move(draft));
  if (reader.cut()) out.report({"", "ends in the middle; read as far as it goes", true});
}

}  // namespace byname
