#include "indexer/readers/sniff.h"

#include <algorithm>
#include <array>

#include "indexer/readers/csv_row.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html_tokens.h"
#include "indexer/readers/inline_files.h"
#include "text/ascii.h"

namespace byname {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view name;
};

constexpr std::string_view kReads = "; not a format that is read (docs/formats.md)";

// First bytes of formats that are no text and are not read.
const std::array<Magic, 22> kMagics{{
    {"%!PS", "PostScript"},
    {"\x89PNG\r\n\x1A\n", "PNG image"},
    {"\xFF\xD8\xFF", "JPEG image"},
    {"GIF87a", "GIF image"},
    {"GIF89a", "GIF image"},
    {std::string_view("II*\0", 4), "TIFF image"},
    {std::string_view("MM\0*", 4), "TIFF image"},
    {"RIFF", "RIFF file (image, sound or film)"},
    {"OggS", "Ogg file"},
    {"ID3", "MP3 file"},
    {"fLaC", "FLAC file"},
    {"\x1A\x45\xDF\xA3", "Matroska file"},
    {"\x7F"
     "ELF",
     "program"},
    {std::string_view("SQLite format 3\0", 16), "SQLite database"},
    {"AT&TFORM", "DjVu"},
    {"wOFF", "font"},
    {"wOF2", "font"},
    {"\xCA\xFE\xBA\xBE", "program"},
    {std::string_view("\0asm", 4), "program"},
    {"!<arch>\n", "library archive"},
    {std::string_view("MSWIM\0\0\0", 8), "disk image"},
    {"xar!", "xar archive"},
}};

// Of files that hold files, and of compressed ones.
constexpr std::array<std::string_view, 10> kArchives{{
    "\x1F\x8B",
    std::string_view("\xFD"
                     "7zXZ\0",
                     6),
    "\x28\xB5\x2F\xFD", "7z\xBC\xAF\x27\x1C", "Rar!\x1A\x07", "\x1F\x9D",
    "\x04\x22\x4D\x18",                                // lz4
    "LZIP\x01",                                        // lzip
    std::string_view("MSCF\0\0\0\0", 8),               // cabinets
    std::string_view("\x5D\0\0\x80\0\xFF\xFF\xFF", 8)  // .lzma of xz, its length left open
}};

bool is_octal(std::string_view digits) {
  return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '7'; });
}

// A head of tar says what its bytes add up to, the sum itself taken as blanks. Before POSIX
// nothing else told.
bool is_tar(std::string_view head) {
  constexpr std::size_t kBlock = 512, kSum = 148, kSumSize = 8;
  if (head.size() < kBlock || head[0] == '\0') return false;
  const std::string_view field = head.substr(kSum, kSumSize);
  const std::string_view digits = trim(field.substr(0, field.find('\0')));
  if (digits.empty() || !is_octal(digits)) return false;
  unsigned said = 0;
  for (const char c : digits) said = said * 8 + static_cast<unsigned>(c - '0');
  unsigned sum = kSumSize * ' ';
  for (std::size_t i = 0; i < kBlock; ++i)
    if (i < kSum || i >= kSum + kSumSize) sum += static_cast<unsigned char>(head[i]);
  return sum == said;
}

bool is_cpio(std::string_view head) {
  constexpr std::size_t kOdcHead = 76;
  if (head.starts_with("070707"))
    return head.size() > kOdcHead && is_octal(head.substr(0, kOdcHead));
  return (head.starts_with("070701") || head.starts_with("070702")) && head.size() > 110 &&
         std::all_of(head.begin(), head.begin() + 110, is_ascii_letter_or_digit);
}

bool is_archive(std::string_view head) {
  for (const std::string_view magic : kArchives)
    if (head.starts_with(magic)) return true;
  if (head.size() > 10 && head.starts_with("BZh") && head.substr(4, 6) == "1AY&SY") return true;
  if (head.size() > 262 && head.substr(257, 5) == "ustar") return true;
  return is_tar(head) || is_cpio(head);
}

std::string ending_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string() : ascii_lower(path.substr(dot + 1));
}

// Control characters other than white space and escape: text has next to none.
bool looks_binary(std::string_view head) {
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x7F ||
        (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1B && byte != 0x1A))
      ++controls;
  }
  return controls * 100 > head.size() * 2;
}

bool looks_json_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  const std::string_view inside = trim_left(text.substr(1));
  return inside.starts_with('"') || inside.starts_with('}');
}

bool closes_on_its_line(std::string_view line) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return depth == 0 && !in_string;
}

bool looks_html(std::string_view text) {
  // An XML declaration, comments and processing instructions may come first.
  for (int i = 0; i < 16; ++i) {
    text = trim_left(text);
    std::size_t end = std::string_view::npos;
    if (text.starts_with("<!--")) {
      end = text.find("-->", 4);
      if (end != std::string_view::npos) end += 3;
    } else if (text.starts_with("<?")) {
      end = text.find("?>", 2);
      if (end != std::string_view::npos) end += 2;
    } else {
      break;
    }
    if (end == std::string_view::npos) return false;
    text.remove_prefix(end);
  }
  const std::string start = ascii_lower(text.substr(0, 64));
  for (const std::string_view tag : {"<!doctype html", "<html", "<head", "<body"}) {
    if (start.starts_with(tag) &&
        (start.size() == tag.size() || !is_ascii_letter(start[tag.size()])))
      return true;
  }
  return false;
}

// A fragment: begins with a tag of a page and closes several.
bool looks_html_fragment(std::string_view text) {
  text = trim_left(text);
  if (!text.starts_with('<')) return false;
  std::size_t end = 1;
  while (end < text.size() && end < 16 && is_ascii_letter_or_digit(text[end])) ++end;
  const std::string tag = ascii_lower(text.substr(1, end - 1));
  if (!is_one_of(tag, {"div",    "p",   "article", "section",    "main", "table",  "ul",   "ol",
                       "h1",     "h2",  "h3",      "span",       "a",    "title",  "meta", "link",
                       "header", "nav", "figure",  "blockquote", "form", "script", "style"}))
    return false;
  std::size_t closed = 0;
  for (std::size_t at = text.find("</"); at != std::string_view::npos && closed < 3;
       at = text.find("</", at + 2))
    if (at + 2 < text.size() && is_ascii_letter(text[at + 2])) ++closed;
  return closed >= 3 || text.find("</" + tag) != std::string_view::npos;
}

// The name of the root of what is XML, without its prefix; empty if it is none.
std::string root_of_xml(std::string_view text) {
  if (!text.starts_with('<')) return {};
  HtmlTokens tokens(text, Markup::xml);
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::start) return token.name.substr(token.name.find(':') + 1);
    if (token.kind == HtmlToken::finish ||
        !trim(text.substr(token.begin, token.end - token.begin)).empty())
      break;
  }
  return {};
}

// RSS, RDF Site Summary or Atom: told by the root, behind whatever may stand before it.
bool looks_feed(std::string_view text) {
  if (!text.starts_with('<')) return false;
  HtmlTokens tokens(text, Markup::xml);
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::text &&
        trim(text.substr(token.begin, token.end - token.begin)).empty())
      continue;
    if (token.kind != HtmlToken::start) return false;
    const std::string_view name = std::string_view(token.name).substr(token.name.find(':') + 1);
    if (name == "rdf")
      return text.find("purl.org/rss/") != text.npos || text.find("netscape.com/rdf") != text.npos;
    if (name == "channel") return ascii_lower(text.substr(0, 8192)).find("<item") != text.npos;
    return name == "rss" || name == "feed";
  }
  return false;
}

bool has_tag(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (at + 1 < text.size() && (is_ascii_letter(text[at + 1]) || text[at + 1] == '!')) return true;
  return false;
}

}  // namespace

Sniffed sniff(std::string_view head, std::string_view head_text, std::string_view path) {
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06") ||
      head.starts_with("PK\x07\x08") || head.starts_with("PK00PK\x03\x04"))
    return {.format = FileFormat::zip};
  // Some junk may stand before it.
  if (head.starts_with("%PDF-") ||
      (head.substr(0, 1024).find("%PDF-") != head.npos && looks_binary(head_text)))
    return {.format = FileFormat::pdf};
  if (head.starts_with("WARC/")) return {.format = FileFormat::warc};
  if (head.starts_with("{\\rtf")) return {.format = FileFormat::rtf};
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return {.format = FileFormat::old_office};
  if (head.starts_with("\x78\x9F\x3E\x22")) return {.format = FileFormat::tnef};
  if (is_archive(head)) return {.format = FileFormat::archive};
  for (const Magic& magic : kMagics) {
    if (head.starts_with(magic.bytes))
      return {.reason = std::string(magic.name) + std::string(kReads)};
  }
  if (head.size() > 12 && head.substr(4, 4) == "ftyp")
    return {.reason = "film or sound" + std::string(kReads)};
  const std::string ending = ending_of(path);
  if (looks_like_mailbox(head)) return {.format = FileFormat::mailbox};
  if (looks_like_mail(head, is_one_of(ending, {"eml", "emlx", "mht", "mhtml"})))
    return {.format = FileFormat::mail};
  // Damage further down costs only itself where the beginning tells what it is.
  const bool damaged = looks_binary(head_text);
  const Sniffed binary{.reason = "binary file" + std::string(kReads)};
  if (damaged && looks_binary(head_text.substr(0, 256))) return binary;

  if (head_text.starts_with("begin") || head_text.starts_with("=ybegin ")) {
    const auto files = inline_files(head_text);
    if (!files.empty() && files.front().begin == 0) return {.format = FileFormat::written_files};
  }
  const std::string_view text = trim_left(head_text);
  if (looks_html(text)) return {.format = FileFormat::html};
  if (looks_feed(text)) return {.format = FileFormat::feed};
  if (looks_json_object(text)) {
    if (is_one_of(ending, {"jsonl", "ndjson", "jsonlines"}))
      return {.format = FileFormat::json_lines};
    // An object that ends on its line, with more below, is a line of JSON Lines.
    const std::size_t line = text.find('\n');
    const bool one_line = line == std::string_view::npos || trim(text.substr(line)).empty();
    if (one_line && ending == "json") return {.format = FileFormat::json};
    if (line == std::string_view::npos || closes_on_its_line(text.substr(0, line)))
      return {.format = FileFormat::json_lines};
    return {.format = FileFormat::json};
  }
  if (text.starts_with("window.YTD.") || text.starts_with("window.__THAR_CONFIG") ||
      text.starts_with("Grailbird.data.tweets_"))
    return {.format = FileFormat::json};
  if (text.starts_with('[') && looks_json_object(trim_left(text.substr(1))))
    return {.format = FileFormat::json};
  if (damaged) return binary;
  if (is_one_of(ending, {"jsonl", "ndjson", "jsonlines"}))
    return {.format = FileFormat::json_lines};
  if (is_one_of(ending, {"html", "htm", "xhtml", "xht", "shtml"}) && has_tag(text))
    return {.format = FileFormat::html};
  if (const std::string root = root_of_xml(text); !root.empty()) {
    if (root == "mediawiki") return {.format = FileFormat::wiki};
    if (root == "svg") return {.reason = "SVG picture" + std::string(kReads)};
    if (text.starts_with("<?xml") ||
        is_one_of(root, {"fictionbook", "nitf", "newsml", "newsitem", "newsmessage", "tei"}) ||
        is_one_of(ending, {"xml", "fb2", "tei", "nitf", "newsml", "docbook", "kml", "gpx"}))
      return {.format = FileFormat::xml};
  }
  if (looks_html_fragment(text)) return {.format = FileFormat::html};
  if (looks_like_chat(text)) return {.format = FileFormat::chat};
  if (looks_like_subtitles(text)) return {.format = FileFormat::subtitles};
  const bool named_table = is_one_of(ending, {"csv", "tsv", "tab"});
  if (const char delimiter = delimiter_of(text, named_table))
    return {.format = FileFormat::csv, .delimiter = delimiter};
  if (is_one_of(ending, {"md", "markdown", "mkd", "mdown"}))
    return {.format = FileFormat::markdown};
  return {.format = FileFormat::text};
}

}  // namespace byname
