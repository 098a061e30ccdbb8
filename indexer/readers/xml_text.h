// Text of XML elements with its source: pieces between tags, references resolved, CDATA
// as it stands. References that XML does not know are read as HTML's; those that a
// document declares for itself are left as they are written.
//
//   std::vector<XmlPiece> pieces;                       // of <title>A &amp; B</title>
//   pieces.push_back({token.begin, token.end, token.raw});
//   append_xml(file, pieces, out);                      // out: "A & B", with its bytes
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/source_map.h"

namespace byname {

struct XmlPiece {
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  bool raw = false;  // CDATA: no references in it
};

void append_xml(const Decoded& xml, const std::vector<XmlPiece>& pieces, TextBuilder& out);
std::string xml_text(std::string_view xml, const std::vector<XmlPiece>& pieces);

// White space collapsed to single blanks, none at the ends.
Decoded one_line(const Decoded& text);

// Tags or references of HTML in what should be text.
bool looks_marked_up(std::string_view text);

}  // namespace byname
