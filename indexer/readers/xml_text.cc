#include "indexer/readers/xml_text.h"

#include <algorithm>

#include "indexer/readers/html_tokens.h"
#include "text/ascii.h"

namespace byname {
namespace {

// A reference that ends in its semicolon; "&T" in "AT&T" is text.
std::optional<HtmlReference> reference_at(std::string_view xml, std::size_t at) {
  auto reference = html_reference(xml, at);
  if (reference && xml[at + reference->length - 1] != ';') return std::nullopt;
  return reference;
}

template <typename Plain, typename Referred>
void walk(std::string_view xml, const XmlPiece& piece, Plain plain, Referred referred) {
  if (piece.raw) {
    plain(piece.begin, piece.end);
    return;
  }
  const std::string_view text = xml.substr(0, piece.end);
  std::size_t from = piece.begin;
  for (std::size_t at = text.find('&', from); at != text.npos; at = text.find('&', at)) {
    const auto reference = reference_at(text, at);
    if (!reference) {
      ++at;
      continue;
    }
    if (at > from) plain(from, at);
    referred(reference->utf8, at, at + reference->length);
    from = at += reference->length;
  }
  if (piece.end > from) plain(from, piece.end);
}

}  // namespace

void append_xml(const Decoded& xml, const std::vector<XmlPiece>& pieces, TextBuilder& out) {
  for (const XmlPiece& piece : pieces)
    walk(
        xml.text, piece, [&](std::size_t begin, std::size_t end) { out.copy(begin, end); },
        [&](std::string_view utf8, std::size_t begin, std::size_t end) {
          out.replace(utf8, begin, end);
        });
}

std::string xml_text(std::string_view xml, const std::vector<XmlPiece>& pieces) {
  std::string out;
  for (const XmlPiece& piece : pieces)
    walk(
        xml, piece,
        [&](std::size_t begin, std::size_t end) { out += xml.substr(begin, end - begin); },
        [&](std::string_view utf8, std::size_t, std::size_t) { out += utf8; });
  return out;
}

Decoded one_line(const Decoded& text) {
  TextBuilder out(text);
  const std::string& s = text.text;
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t begin = at;
    const bool space = is_ascii_space(s[at]);
    while (at < s.size() && is_ascii_space(s[at]) == space) ++at;
    if (!space) {
      out.copy(begin, at);
    } else if (!out.empty() && at < s.size()) {
      out.replace(" ", begin, at);
    }
  }
  return out.take();
}

bool looks_marked_up(std::string_view text) {
  for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    if (at + 1 < text.size() &&
        (is_ascii_letter(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!'))
      return text.find('>', at) != text.npos;
  }
  for (std::size_t at = text.find('&'); at != text.npos; at = text.find('&', at + 1))
    if (reference_at(text, at)) return true;
  return false;
}

}  // namespace byname
