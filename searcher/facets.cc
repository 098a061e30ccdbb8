#include "searcher/facets.h"

#include <algorithm>
#include <map>

namespace byname {
namespace {

enum class By { source, lang, place, year };

std::optional<By> facet_named(std::string_view name) {
  if (name == "source") return By::source;
  if (name == "lang") return By::lang;
  if (name == "place") return By::place;
  if (name == "year") return By::year;
  return std::nullopt;
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
      ++counts[*by == By::source ? index.source(hit.document)
               : *by == By::lang ? index.lang(hit.document)
                                 : index.date(hit.document).iso.substr(0, 4)];
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
