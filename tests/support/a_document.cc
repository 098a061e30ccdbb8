#include "tests/support/a_document.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>

#include "schemas/hash.h"
#include "text/scanner.h"

namespace byname::test {

DocumentBuilder::DocumentBuilder(std::string_view lang) {
  document_.lang = lang;
  document_.root = "root";
  id(lang);
}

DocumentBuilder& DocumentBuilder::id(std::string_view value) {
  document_.id = value;
  document_.path = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::path(std::string_view value) {
  document_.path = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::section(std::int32_t value) {
  document_.section = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::add(Part part, std::string_view text) {
  if (!document_.text.empty()) document_.text += "\n\n";
  const auto begin = static_cast<std::uint32_t>(document_.text.size());
  document_.text += text;
  document_.parts.push_back({part, begin, static_cast<std::uint32_t>(document_.text.size())});
  return *this;
}

DocumentBuilder& DocumentBuilder::title(std::string_view text) {
  document_.title = text;
  return add(Part::title, text);
}
DocumentBuilder& DocumentBuilder::body(std::string_view text) { return add(Part::body, text); }
DocumentBuilder& DocumentBuilder::caption(std::string_view text) {
  return add(Part::caption, text);
}
DocumentBuilder& DocumentBuilder::hashtags(std::string_view text) {
  return add(Part::hashtags, text);
}
DocumentBuilder& DocumentBuilder::chrome(std::string_view text) { return add(Part::chrome, text); }

DocumentBuilder& DocumentBuilder::lang(std::string_view value) {
  document_.lang = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::source(std::string_view value) {
  document_.source = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::author(std::string_view value) {
  document_.author = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::url(std::string_view value) {
  document_.url = value;
  return *this;
}

DocumentBuilder& DocumentBuilder::date(std::string_view iso) {
  document_.date = {.iso = std::string(iso), .kind = DateKind::stated, .text = std::string(iso)};
  document_.date.unit = iso.size() <= 4    ? DateUnit::year
                        : iso.size() <= 7  ? DateUnit::month
                        : iso.size() <= 10 ? DateUnit::day
                                           : DateUnit::minute;
  return *this;
}

DocumentBuilder& DocumentBuilder::mention(std::string_view surface, Mention mention) {
  mentions_.push_back({std::string(surface), mention});
  return *this;
}

AnalyzedDocument DocumentBuilder::build() const {
  AnalyzedDocument result{.document = document_};
  Document& d = result.document;
  d.uid = hex16(hash64(d.id));
  d.cluster = hex16(hash64(d.text));
  for (std::uint64_t i = 0; i < 4; ++i) d.sha256 += hex16(hash64(d.text, i));
  d.source_size = d.text.size();
  if (!d.text.empty())
    d.source_map = {{.text_begin = 0,
                     .text_length = static_cast<std::uint32_t>(d.text.size()),
                     .source_begin = 0,
                     .source_length = d.text.size()}};
  scan(d.text, result.stream);
  const std::vector<Token>& tokens = result.stream.tokens;
  std::map<std::string, std::size_t> searched_to;
  for (const Wanted& wanted : mentions_) {
    std::size_t& from = searched_to[wanted.surface];
    const std::size_t at = d.text.find(wanted.surface, from);
    if (at == std::string::npos)
      throw std::logic_error("'" + wanted.surface + "' is not (so often) in the document");
    from = at + wanted.surface.size();
    Mention m = wanted.mention;
    m.begin = static_cast<std::uint32_t>(at);
    m.end = static_cast<std::uint32_t>(from);
    m.part = part_at(d.parts, m.begin);
    const auto first =
        std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) { return t.end > m.begin; });
    const auto last =
        std::find_if(first, tokens.end(), [&](const Token& t) { return t.begin >= m.end; });
    m.first_token = static_cast<std::uint32_t>(first - tokens.begin());
    m.tokens = static_cast<std::uint16_t>(last - first);
    result.mentions.push_back(m);
  }
  std::stable_sort(result.mentions.begin(), result.mentions.end(),
                   [](const Mention& a, const Mention& b) {
                     return std::tie(a.begin, a.end, a.place) < std::tie(b.begin, b.end, b.place);
                   });
  return result;
}

DocumentBuilder a_document(std::string_view lang) { return DocumentBuilder(lang); }

}  // namespace byname::test
