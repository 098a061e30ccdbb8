// XML element by element, without a tree: names without their prefixes, in lower case,
// text with its references resolved. Entities that a document declares are not expanded.
//
//   XmlWalk xml("<w:p><w:t>A &amp; B</w:t></w:p>");
//   while (xml.next())
//     if (xml.is_text()) out += xml.text();
//     else if (xml.ends("p")) out += '\n';
//     else if (xml.begins("fallback")) xml.skip();
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/html_tokens.h"

namespace byname {

class XmlWalk {
 public:
  explicit XmlWalk(std::string_view xml) : xml_(xml), tokens_(xml, Markup::xml) {}

  bool next();
  bool is_text() const { return token_.kind == HtmlToken::text; }
  bool begins(std::string_view name) const {
    return token_.kind == HtmlToken::start && name_ == name;
  }
  bool ends(std::string_view name) const {
    return token_.kind == HtmlToken::finish && name_ == name;
  }
  bool begins() const { return token_.kind == HtmlToken::start; }
  bool ends() const { return token_.kind == HtmlToken::finish; }
  std::string_view name() const { return name_; }

  std::string text() const;
  // Of the element that begins, by its name with or without prefix. Empty if there is none.
  std::string attribute(std::string_view name) const;
  // Past the end of the element that begins.
  void skip();
  // The text of the element that begins, and past its end.
  std::string inner_text();

 private:
  std::string_view xml_;
  HtmlTokens tokens_;
  HtmlToken token_{};
  std::string_view name_{};
  bool close_ = false;  // the element is written as <a/>: its end comes next
};

}  // namespace byname
