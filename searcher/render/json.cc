#include "searcher/render/json.h"

#include <nlohmann/json.hpp>
#include <string_view>

namespace byname {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// What a text does not state is null, not "".
Json stated(std::string_view value) {
  return value.empty() ? Json(nullptr) : Json(std::string(value));
}

Json range(const ByteRange& r) { return Json::array({r.begin, r.end}); }

void add_document(Json& json, const Document& document) {
  json["document"] = document.id;
  json["uid"] = document.uid;
  json["path"] = document.path;
  json["section"] = document.section;
  json["title"] = stated(document.title);
  json["source"] = stated(document.source);
  json["author"] = stated(document.author);
  json["url"] = stated(document.url);
  json["date"] = stated(document.date.iso);
  json["date_precision"] = stated(precision_of(document.date));
  json["lang"] = stated(document.lang);
}

// Where the date was found, and the last change that is stated.
void add_dates(Json& json, const Document& document) {
  json["date_origin"] = stated(name_of(document.date.origin));
  json["updated"] = stated(document.updated.iso);
  json["updated_precision"] = stated(precision_of(document.updated));
  json["updated_origin"] = stated(name_of(document.updated.origin));
}

void add_text(Json& json, const Document& document) {
  json["text"] = document.text;
  json["parts"] = Json::array();
  for (const PartSpan& part : document.parts)
    json["parts"].push_back(
        {{"part", std::string(name_of(part.part))}, {"start", part.begin}, {"end", part.end}});
}

Json to_json(const Hit& hit, bool with_text) {
  Json json{{"rank", hit.rank}, {"score", hit.score}};
  add_document(json, hit.document);
  add_dates(json, hit.document);
  json["cluster"] = stated(hit.document.cluster);
  json["match"] = std::string(name_of(hit.kind));
  if (!hit.missing.empty()) json["missing"] = hit.missing;
  json["snippets"] = Json::array();
  for (const Snippet& snippet : hit.snippets) {
    Json highlights = Json::array();
    for (const ByteRange& highlight : snippet.highlights) highlights.push_back(range(highlight));
    json["snippets"].push_back({{"text", snippet.text},
                                {"highlights", highlights},
                                {"part", std::string(name_of(snippet.part))},
                                {"start", snippet.range.begin},
                                {"end", snippet.range.end}});
  }
  json["places"] = Json::array();
  for (const PlaceHit& place : hit.places) {
    Json names = Json::object();
    for (const auto& [name, count] : place.names) names[name] = count;
    json["places"].push_back(
        {{"id", place.id}, {"name", place.name}, {"count", place.count}, {"names", names}});
  }
  if (with_text) add_text(json, hit.document);
  return json;
}

Json to_json(const std::vector<Warning>& warnings) {
  Json list = Json::array();
  for (const Warning& warning : warnings)
    list.push_back({{"text", warning.text}, {"start", warning.begin}, {"end", warning.end}});
  return list;
}

Json to_json(const SearchAnswer& answer, bool with_text) {
  Json expansions = Json::array();
  for (const Expansion& e : answer.expansions) {
    expansions.push_back({{"typed", e.typed},
                          {"kind", std::string(name_of(e.kind))},
                          {"form", e.form},
                          {"name", stated(e.name)},
                          {"lang", stated(e.lang)},
                          {"weight", e.weight},
                          {"documents", e.documents},
                          {"start", e.begin},
                          {"end", e.end}});
  }
  Json facets = Json::object();
  for (const Facet& facet : answer.facets) {
    facets[facet.field] = Json::array();
    for (const FacetValue& value : facet.values)
      facets[facet.field].push_back({{"value", stated(value.value)},
                                     {"name", stated(value.name)},
                                     {"documents", value.documents}});
  }
  Json results = Json::array();
  for (const Hit& hit : answer.hits) results.push_back(to_json(hit, with_text));
  return {
      {"query",
       {{"typed", answer.query}, {"understood", answer.understood}, {"expansions", expansions}}},
      {"total", answer.total},
      {"clusters", answer.clusters},
      {"match",
       {{"mode", answer.match.mode},
        {"words", answer.match.words},
        {"full", answer.match.full},
        {"partial", answer.match.partial},
        {"furniture", answer.match.furniture}}},
      {"undated", answer.undated},
      {"generation", answer.generation},
      {"warnings", to_json(answer.warnings)},
      {"results", results},
      {"facets", facets}};
}

Json to_json(const NameUse& use) {
  Json sources = Json::array();
  for (const auto& [source, count] : use.by_source)
    sources.push_back({{"source", stated(source)}, {"mentions", count}});
  return {{"name", use.text},
          {"lang", stated(use.lang)},
          {"script", stated(use.script)},
          {"kind", stated(use.kind)},
          {"from_year", stated(use.from_year)},
          {"to_year", stated(use.to_year)},
          {"ambiguous", stated(use.ambiguous)},
          {"mentions", use.mentions},
          {"documents", use.documents},
          {"first", stated(use.first)},
          {"last", stated(use.last)},
          {"sources", sources}};
}

Json coordinate(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json to_json(const Place& place, const std::string& name, const std::string& parent) {
  return {{"place", place.id},
          {"place_name", name},
          {"type", stated(place.type)},
          {"country", stated(place.country)},
          {"parent", stated(parent)},
          {"lat", coordinate(place.lat)},
          {"lon", coordinate(place.lon)},
          {"wikidata", stated(place.wikidata)},
          {"geonames", stated(place.geonames)}};
}

Json to_json(const PlaceNames& place) {
  Json json = to_json(place.place, place.name, place.parent);
  json["mentions"] = place.mentions;
  json["documents"] = place.documents;
  json["names"] = Json::array();
  for (const NameUse& use : place.names) json["names"].push_back(to_json(use));
  return json;
}

Json to_json(const PlaceSummary& summary) {
  Json json = to_json(summary.place, summary.name, summary.parent);
  json["mentions"] = summary.count.mentions;
  json["documents"] = summary.count.documents;
  json["asides"] = summary.count.asides;
  json["rejected"] = summary.count.rejected;
  return json;
}

Json to_json(const MentionRecord& record, const std::string& generation,
             const std::string& gazetteer) {
  const Document& document = *record.document;
  const Mention& mention = record.mention;
  Json json{{"place", record.place},
            {"place_name", record.place_name},
            {"relation", std::string(name_of(record.relation))},
            {"surface", record.surface},
            {"name", record.name},
            {"name_lang", stated(record.name_lang)},
            {"name_kind", stated(record.name_kind)},
            {"kind", std::string(name_of(mention.kind))},
            {"rule", std::string(name_of(mention.rule))},
            {"confidence", record.confidence()}};
  if (mention.reason != RejectReason::none) json["reason"] = std::string(name_of(mention.reason));
  add_document(json, document);
  json["part"] = std::string(name_of(mention.part));
  json["start"] = mention.begin;
  json["end"] = mention.end;
  json["cp_start"] = record.cp_start;
  json["cp_end"] = record.cp_end;
  json["source_start"] = record.source ? Json(record.source->begin) : Json(nullptr);
  json["source_end"] = record.source ? Json(record.source->end) : Json(nullptr);
  json["line"] = record.source ? Json(record.source->line) : Json(nullptr);
  json["before"] = record.before;
  json["after"] = record.after;
  json["sha256"] = stated(document.sha256);
  json["retrieved"] = stated(document.retrieved);
  json["cluster"] = stated(document.cluster);
  json["generation"] = generation;
  json["gazetteer"] = gazetteer;
  return json;
}

std::string feature(const std::optional<double>& lat, const std::optional<double>& lon,
                    Json properties) {
  if (!lat || !lon) return {};
  return line({{"type", "Feature"},
               {"geometry", {{"type", "Point"}, {"coordinates", Json::array({*lon, *lat})}}},
               {"properties", std::move(properties)}});
}

}  // namespace

std::string hit_json(const Hit& hit, bool with_text) { return line(to_json(hit, with_text)); }

std::string search_json(const SearchAnswer& answer, bool with_text) {
  return line(to_json(answer, with_text));
}

std::string batch_json(const std::string& qid, const SearchAnswer& answer, bool with_text) {
  Json json{{"qid", qid}};
  json.update(to_json(answer, with_text));
  return line(json);
}

std::string mention_json(const MentionRecord& mention, const std::string& generation,
                         const std::string& gazetteer) {
  return line(to_json(mention, generation, gazetteer));
}

std::string mentions_head_json(const MentionsAnswer& answer) {
  Json places = Json::array();
  for (const AskedPlace& place : answer.places) {
    places.push_back({{"asked", place.asked},
                      {"place", place.id},
                      {"place_name", place.name},
                      {"relation", std::string(name_of(place.relation))},
                      {"mentions", place.mentions},
                      {"documents", place.documents}});
  }
  return line({{"places", places},
               {"total", answer.total},
               {"documents", answer.documents},
               {"clusters", answer.clusters},
               {"undated", answer.undated},
               {"generation", answer.generation},
               {"gazetteer", answer.gazetteer},
               {"warnings", to_json(answer.warnings)}});
}

std::string place_names_json(const PlaceNames& place) { return line(to_json(place)); }

std::string names_json(const NamesAnswer& answer) {
  Json places = Json::array();
  for (const PlaceNames& place : answer.places) places.push_back(to_json(place));
  return line({{"places", places},
               {"generation", answer.generation},
               {"gazetteer", answer.gazetteer},
               {"warnings", to_json(answer.warnings)}});
}

std::string place_summary_json(const PlaceSummary& place) { return line(to_json(place)); }

std::string resolved_json(const std::string& query, const std::vector<Resolved>& places,
                          const CompiledGazetteer& gazetteer, const std::string& lang) {
  Json list = Json::array();
  for (const Resolved& resolved : places) {
    const Name name = gazetteer.name(resolved.name);
    list.push_back({{"id", gazetteer.place_id(resolved.place)},
                    {"name", gazetteer.shown_name(resolved.place, lang)},
                    {"by", name.text},
                    {"by_lang", stated(name.lang)},
                    {"kind", std::string(name_of(resolved.kind))},
                    {"rule", std::string(name_of(resolved.rule))},
                    {"confidence", resolved.confidence / 1000.0}});
  }
  return line({{"query", query}, {"places", list}});
}

std::string shown_json(const ShownDocument& shown) {
  Json json = Json::object();
  add_document(json, shown.document);
  add_dates(json, shown.document);
  json["sha256"] = stated(shown.document.sha256);
  json["cluster"] = stated(shown.document.cluster);
  add_text(json, shown.document);
  json["languages"] = Json::array();
  for (const ForeignStretch& f : shown.foreign)
    json["languages"].push_back({{"lang", f.lang}, {"start", f.range.begin}, {"end", f.range.end}});
  json["marks"] = Json::array();
  for (const Mark& mark : shown.marks) {
    json["marks"].push_back({{"start", mark.range.begin},
                             {"end", mark.range.end},
                             {"place", mark.place},
                             {"relation", std::string(name_of(mark.relation))},
                             {"kind", std::string(name_of(mark.kind))}});
  }
  json["warnings"] = to_json(shown.warnings);
  return line(json);
}

std::string mention_feature(const MentionRecord& mention, const std::string& generation,
                            const std::string& gazetteer) {
  return feature(mention.lat, mention.lon, to_json(mention, generation, gazetteer));
}

std::string place_feature(const PlaceSummary& place) {
  return feature(place.place.lat, place.place.lon, to_json(place));
}

}  // namespace byname
