#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>
#include <utility>

#include "places/importers/importer.h"
#include "places/importers/json_features.h"
#include "places/importers/native_rows.h"

namespace byname {
namespace {

using nlohmann::json;

const json& member(const json& object, const char* key) {
  static const json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

// The first point of a geometry, or the first position of a line or area.
const json* position_in(const json& geometry, int depth = 0) {
  constexpr int kDeepest = 8;
  if (depth > kDeepest) return nullptr;
  if (geometry.is_object()) {
    if (const json& parts = member(geometry, "geometries"); parts.is_array()) {
      for (const json& part : parts) {
        if (const json* found = position_in(part, depth + 1)) return found;
      }
      return nullptr;
    }
    return position_in(member(geometry, "coordinates"), depth + 1);
  }
  if (!geometry.is_array() || geometry.empty()) return nullptr;
  if (geometry[0].is_number()) return geometry.size() >= 2 ? &geometry : nullptr;
  return position_in(geometry[0], depth + 1);
}

// "1923-07-07" -> "1923"; "-0300" stays before our era.
std::string year_of(const json& when) {
  for (const char* key : {"in", "earliest", "latest"}) {
    const std::string text = text_of(when, key);
    if (text.empty()) continue;
    return text.substr(0, text.find('-', 1));
  }
  return "";
}

struct Years {
  std::string from{}, to{};
};

Years years_of(const json& named) {
  const json& spans = member(member(named, "when"), "timespans");
  if (!spans.is_array() || spans.empty()) return {};
  return {year_of(member(spans.front(), "start")), year_of(member(spans.back(), "end"))};
}

// "wd:Q1" and "http://www.wikidata.org/entity/Q1" alike.
std::string after(std::string_view identifier, std::initializer_list<std::string_view> marks) {
  for (const std::string_view mark : marks) {
    const auto at = identifier.find(mark);
    if (at == std::string_view::npos) continue;
    std::string_view rest = identifier.substr(at + mark.size());
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (!rest.empty()) return std::string(rest);
  }
  return "";
}

class Reader {
 public:
  Reader(const std::string& label, Messages& messages) : label_(label), messages_(messages) {}

  void read(const json& feature, std::size_t line) {
    const json& properties = member(feature, "properties");
    std::string id = text_of(feature, "@id");
    if (id.empty()) id = text_of(feature, "id");
    if (id.empty()) id = text_of(properties, "id");
    if (id.empty()) {
      messages_.push_back({label_, line, "a feature without \"@id\"; left out: give it one"});
      return;
    }
    Found found{.place = {.id = id, .type = type_of(feature)}};
    add_whereabouts(feature, properties, found.place);
    found.place.family = text_of(properties, "family");
    add_links(feature, found.place);
    add_names(feature, properties, id, found.names);
    if (found.names.empty()) {
      messages_.push_back({label_, line, fmt::format("\"{}\" has no name", id)});
    }
    known_.insert(std::move(id));
    found_.push_back(std::move(found));
  }

  ImportedTables take() {
    NativeRows rows;
    for (Found& found : found_) {
      // A parent elsewhere (another gazetteer's URI) says nothing here.
      if (!known_.contains(found.place.parent)) found.place.parent.clear();
      rows.place(found.place);
      for (const NameRow& name : found.names) rows.name(name);
    }
    return rows.take();
  }

 private:
  struct Found {
    PlaceRow place{};
    std::vector<NameRow> names{};
  };

  static std::string type_of(const json& feature) {
    const json& types = member(feature, "types");
    if (!types.is_array() || types.empty()) return "";
    std::string label = text_of(types.front(), "label");
    if (label.empty()) label = text_of(types.front(), "sourceLabel");
    return label;
  }

  static void add_whereabouts(const json& feature, const json& properties, PlaceRow& place) {
    const json& countries = member(properties, "ccodes");
    if (countries.is_array() && !countries.empty() && countries[0].is_string()) {
      place.country = countries[0].get<std::string>();
    }
    if (const json* position = position_in(member(feature, "geometry"))) {
      if ((*position)[1].is_number()) {
        place.lon = fmt::format("{}", (*position)[0].get<double>());
        place.lat = fmt::format("{}", (*position)[1].get<double>());
      }
    }
    const json& relations = member(feature, "relations");
    if (!relations.is_array()) return;
    for (const json& relation : relations) {
      if (text_of(relation, "relationType") == "gvp:broaderPartitive") {
        place.parent = text_of(relation, "relationTo");
        return;
      }
    }
  }

  // Of what the links say; and of the id, if it is one of Wikidata or GeoNames itself.
  static void add_links(const json& feature, PlaceRow& place) {
    const auto wikidata = [](std::string_view identifier) {
      return after(identifier, {"wd:", "wikidata.org/entity/", "wikidata.org/wiki/"});
    };
    const auto geonames = [](std::string_view identifier) {
      return after(identifier, {"gn:", "geonames.org/"});
    };
    const json& links = member(feature, "links");
    if (links.is_array()) {
      for (const json& link : links) {
        const std::string identifier = text_of(link, "identifier");
        if (place.wikidata.empty()) place.wikidata = wikidata(identifier);
        if (place.geonames.empty()) place.geonames = geonames(identifier);
      }
    }
    const auto is_number = [](std::string_view text) {
      return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const std::string item = wikidata(place.id);
    if (place.wikidata.empty() && item.starts_with('Q') && is_number(item.substr(1)))
      place.wikidata = item;
    if (place.geonames.empty() && is_number(geonames(place.id)))
      place.geonames = geonames(place.id);
  }

  static void add_names(const json& feature, const json& properties, const std::string& id,
                        std::vector<NameRow>& names) {
    if (const json& listed = member(feature, "names"); listed.is_array()) {
      for (const json& one : listed) {
        NameRow row{.place = id, .text = text_of(one, "toponym"), .lang = text_of(one, "lang")};
        if (row.text.empty()) continue;
        Years years = years_of(one);
        row.from_year = std::move(years.from);
        row.to_year = std::move(years.to);
        const json& citations = member(one, "citations");
        if (citations.is_array() && !citations.empty()) {
          row.source = text_of(citations[0], "label");
        }
        // Not of the standard (nor is `family`); the export writes them, so that nothing gets lost.
        row.kind = text_of(one, "kind");
        row.origin = text_of(one, "origin");
        row.ambiguous = text_of(one, "ambiguous");
        names.push_back(std::move(row));
      }
    }
    const std::string title = text_of(properties, "title");
    const bool told = std::ranges::any_of(names, [&](const NameRow& n) { return n.text == title; });
    // An id for want of a name is none.
    if (!title.empty() && title != id && !told) names.push_back({.place = id, .text = title});
  }

  const std::string& label_;
  Messages& messages_;
  std::vector<Found> found_;
  std::unordered_set<std::string> known_;
};

}  // namespace

ImportedTables import_linked_places(const std::string& label, std::string_view content,
                                    Messages& messages) {
  Reader reader(label, messages);
  for_each_feature(label, content, messages,
                   [&](const json& feature, std::size_t line) { reader.read(feature, line); });
  return reader.take();
}

}  // namespace byname
