#include "searcher/facets.h"

#include <algorithm>
#include <map>

#include "store/source_table.h"

namespace byname {
namespace {

enum class By { source, country, side, lang, place, year };

std::optional<By> facet_named(std::string_view name) {
  if (name == "source") return By::source;
  if (name == "country") return By::country;
  if (name == "side") return By::side;
  if (name == "lang") return By::lang;
  if (name == "place") return By::place;
  if (name == "year") return By::year;
  return std::nullopt;
}

std::string value_of(const Index& index, DocumentNumber document, By by) {
  if (by == By::lang) return index.lang(document);
  if (by == By::year) return index.date(document).iso.substr(0, 4);
  std::string source = index.source(document);
  if (by == By::source)
    return source.empty() ? std::string(folder_of(index.document(document))) : source;
  const SourceRow* facts = index.manifest().sources.facts_of(source);
  if (!facts) return {};
  return by == By::country ? facts->country : facts->side;
}

}  // namespace

std::vector<Facet> make_facets(const Index& index, const std::vector<Ranked>& hits,
                               const SearchOptions& options) {
  std::vector<Facet> facets;
  for (const std::string& name : options.facets) {
    const auto by = facet_named(name);
    if (!by) continue;
    std::map<std::string, std::uint64_t> counts;
    std::map<PlaceNumber, std::uint64_t> places;
    for (const Ranked& hit : hits) {
      if (*by == By::place) {
        std::vector<PlaceNumber> named;
        for (const Mention& mention : index.mentions(hit.document))
          if (mention.part != Part::chrome &&
              (mention.kind == MentionKind::name || mention.kind == MentionKind::metonym))
            named.push_back(mention.place);
        std::sort(named.begin(), named.end());
        named.erase(std::unique(named.begin(), named.end()), named.end());
        for (const PlaceNumber place : named) ++places[place];
        continue;
      }
      ++counts[value_of(index, hit.document, *by)];
    }
    Facet facet{.field = name};
    for (const auto& [value, documents] : counts) facet.values.push_back({value, value, documents});
    for (const auto& [place, documents] : places)
      facet.values.push_back({index.gazetteer().place_id(place),
                              index.gazetteer().shown_name(place, options.lang), documents});
    std::stable_sort(
        facet.values.begin(), facet.values.end(), [](const FacetValue& a, const FacetValue& b) {
          return a.documents != b.documents ? a.documents > b.documents : a.value < b.value;
        });
    if (options.facet_values > 0 && facet.values.size() > options.facet_values)
      facet.values.resize(options.facet_values);
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace byname
