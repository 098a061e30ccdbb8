#include "searcher/show.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "searcher/asked_places.h"
#include "text/scanner.h"
#include "text/sections.h"

namespace byname {

std::optional<ShownDocument> show_document(const Index& index, std::string_view document,
                                           const ShowOptions& options) {
  auto number = index.find_id(document);
  if (!number) number = index.find_uid(document);
  // The only post of a page may be called by the page's path.
  if (!number && document.find('#') == std::string_view::npos)
    number = index.find_id(std::string(document) + "#0");
  if (!number) return std::nullopt;
  ShownDocument shown{.document = index.whole_document(*number)};
  TokenStream stream;
  const std::string& text = shown.document.text;
  scan(text, stream);
  for (LanguageSection& section : language_sections(text, stream, shown.document.lang))
    shown.foreign.push_back(
        {{stream.tokens[section.first].begin, stream.tokens[section.last - 1].end},
         std::move(section.lang)});
  std::vector<PlaceNumber> asked;
  for (const std::string& typed : options.marks) {
    const auto resolved = places_called(index.gazetteer(), typed);
    if (resolved.empty()) shown.warnings.push_back({0, 0, no_such_place(typed)});
    for (const Resolved& r : resolved) asked.push_back(r.place);
  }
  std::unordered_map<PlaceNumber, Relation> relations;
  for (const CoveredPlace& covered : cover(index.gazetteer(), asked, options.exactly))
    relations.emplace(covered.place, covered.relation);
  for (const Mention& mention : index.mentions(*number)) {
    if (mention.kind != MentionKind::name && mention.kind != MentionKind::metonym) continue;
    const auto relation = relations.find(mention.place);
    if (relation == relations.end() && !options.mark_all) continue;
    shown.marks.push_back({{mention.begin, mention.end},
                           index.gazetteer().place_id(mention.place),
                           relation == relations.end() ? Relation::self : relation->second,
                           mention.kind});
  }
  std::sort(shown.marks.begin(), shown.marks.end(), [](const Mark& a, const Mark& b) {
    return std::tie(a.range.begin, a.range.end, a.place) <
           std::tie(b.range.begin, b.range.end, b.place);
  });
  return shown;
}

}  // namespace byname
