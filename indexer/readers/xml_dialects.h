// What the elements of some kinds of XML mean: books (FictionBook), news (NITF, NewsML), texts
// of scholars (TEI), manuals (DocBook), articles (JATS), and what is usual elsewhere.
//
//   const XmlDialect& dialect = xml_dialect("fictionbook");
//   path_ends("fictionbook/description/title-info/lang", "title-info/lang")   // true
//
// A rule is the end of a path of elements, in lower case and without prefixes.
#pragma once

#include <string_view>
#include <vector>

namespace byname {

using XmlPaths = std::vector<std::string_view>;

struct XmlDialect {
  std::string_view root{};  // empty: any other
  XmlPaths document{};      // elements that are a document each
  XmlPaths title{};         // of facts the earlier in the list wins
  XmlPaths author{};        // all that are found
  XmlPaths date{};
  XmlPaths updated{};
  XmlPaths lang{};
  XmlPaths source{};
  XmlPaths url{};
  XmlPaths furniture{};
  XmlPaths text{};     // inside of furniture, but none
  XmlPaths dropped{};  // no text at all
};

const XmlDialect& xml_dialect(std::string_view root);
bool path_ends(std::string_view path, std::string_view rule);
// Elements within a line: emphasis, names, references.
bool is_inline_xml(std::string_view name, const XmlDialect& dialect);

}  // namespace byname
