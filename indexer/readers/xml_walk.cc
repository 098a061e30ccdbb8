#include "indexer/readers/xml_walk.h"

#include "indexer/readers/xml_text.h"

namespace byname {
namespace {

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

}  // namespace

bool XmlWalk::next() {
  if (close_) {
    close_ = false;
    token_.kind = HtmlToken::finish;
    return true;
  }
  if (!tokens_.next(token_)) return false;
  name_ = local(token_.name);
  close_ = token_.kind == HtmlToken::start && token_.closed;
  return true;
}

std::string XmlWalk::text() const {
  if (!is_text()) return {};
  return xml_text(xml_, {{token_.begin, token_.end, token_.raw}});
}

std::string XmlWalk::attribute(std::string_view name) const {
  const auto value = [&](const HtmlAttribute& a) {
    return html_unescaped(xml_.substr(a.begin, a.end - a.begin));
  };
  for (const HtmlAttribute& a : token_.attributes) {
    if (a.name == name) return value(a);
  }
  for (const HtmlAttribute& a : token_.attributes) {
    if (local(a.name) == name) return value(a);
  }
  return {};
}

void XmlWalk::skip() {
  const std::string name(name_);
  for (int depth = 1; depth > 0 && next();) {
    if (begins(name)) ++depth;
    if (ends(name)) --depth;
  }
}

std::string XmlWalk::inner_text() {
  const std::string name(name_);
  std::string out;
  for (int depth = 1; depth > 0 && next();) {
    if (begins(name)) ++depth;
    if (ends(name)) --depth;
    if (is_text()) out += text();
  }
  return out;
}

}  // namespace byname
