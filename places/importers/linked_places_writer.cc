#include "places/importers/linked_places_writer.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "text/language.h"

namespace byname {
namespace {

using nlohmann::ordered_json;

ordered_json name_of(const Name& name) {
  ordered_json toponym{{"toponym", name.text}};
  if (!name.lang.empty()) {
    const bool usual = name.script.empty() || name.script == code_of(script_of(name.text));
    toponym["lang"] = usual ? name.lang : name.lang + "-" + name.script;
  }
  if (!name.from_year.empty() || !name.to_year.empty()) {
    ordered_json span = ordered_json::object();
    if (!name.from_year.empty()) span["start"] = {{"in", name.from_year}};
    if (!name.to_year.empty()) span["end"] = {{"in", name.to_year}};
    toponym["when"] = {{"timespans", ordered_json::array({std::move(span)})}};
  }
  if (!name.source.empty()) {
    toponym["citations"] = ordered_json::array({ordered_json{{"label", name.source}}});
  }
  if (!name.kind.empty()) toponym["kind"] = name.kind;
  if (!name.origin.empty()) toponym["origin"] = name.origin;
  if (!name.ambiguous.empty()) toponym["ambiguous"] = name.ambiguous;
  return toponym;
}

ordered_json feature_of(const Gazetteer& gazetteer, PlaceNumber number, const Name* first,
                        const Name* last) {
  const Place& place = gazetteer.places[number];
  ordered_json feature{{"@id", place.id}, {"type", "Feature"}};
  feature["properties"]["title"] = first == last ? place.id : first->text;
  if (!place.country.empty()) feature["properties"]["ccodes"] = {place.country};
  if (!place.family.empty()) feature["properties"]["family"] = place.family;
  feature["names"] = ordered_json::array();
  for (const Name* name = first; name != last; ++name) feature["names"].push_back(name_of(*name));
  if (!place.type.empty()) {
    feature["types"] = ordered_json::array({ordered_json{{"label", place.type}}});
  }
  if (place.lat && place.lon) {
    feature["geometry"] = {{"type", "Point"}, {"coordinates", {*place.lon, *place.lat}}};
  } else {
    feature["geometry"] = nullptr;
  }
  const auto link = [&](const char* prefix, const std::string& id) {
    if (id.empty()) return;
    feature["links"].push_back(ordered_json{{"type", "closeMatch"}, {"identifier", prefix + id}});
  };
  link("wd:", place.wikidata);
  link("gn:", place.geonames);
  if (place.parent != kNoNumber) {
    feature["relations"] =
        ordered_json::array({ordered_json{{"relationType", "gvp:broaderPartitive"},
                                          {"relationTo", gazetteer.places[place.parent].id}}});
  }
  if (!place.note.empty()) {
    feature["descriptions"] = ordered_json::array({ordered_json{{"value", place.note}}});
  }
  return feature;
}

}  // namespace

void write_linked_places(const Gazetteer& gazetteer, LinkedPlacesLayout layout, std::ostream& out) {
  constexpr const char* kContext =
      "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
      "linkedplaces-context-v1.1.jsonld";
  const bool lines = layout == LinkedPlacesLayout::lines;
  if (!lines) {
    out << "{\"type\": \"FeatureCollection\", \"@context\": \"" << kContext
        << "\", \"features\": [\n";
  }
  const Name* name = gazetteer.names.data();
  const Name* const end = name + gazetteer.names.size();
  for (PlaceNumber number = 0; number < gazetteer.places.size(); ++number) {
    const Name* const first = name;
    while (name != end && name->place == number) ++name;
    out << (lines || number == 0 ? "" : ",\n")
        << feature_of(gazetteer, number, first, name)
               .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
        << (lines ? "\n" : "");
  }
  if (!lines) out << "\n]}\n";
}

}  // namespace byname
