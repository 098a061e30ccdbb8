#include <fmt/format.h>

#include <array>
#include <utility>

#include "places/importers/importer.h"
#include "places/importers/json_features.h"
#include "places/importers/native_rows.h"

namespace byname {
namespace {

using nlohmann::json;

std::string type_of(const std::string& placetype) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTypes{
      {{"locality", "city"},
       {"localadmin", "district"},
       {"county", "district"},
       {"region", "province"},
       {"macroregion", "region"},
       {"neighbourhood", "quarter"},
       {"campus", "building"}}};
  for (const auto& [theirs, ours] : kTypes) {
    if (theirs == placetype) return std::string(ours);
  }
  return placetype;
}

// "name:aze_x_preferred" -> aze, preferred.
bool parse_name_key(std::string_view key, std::string& lang, std::string_view& kind) {
  if (!key.starts_with("name:")) return false;
  key.remove_prefix(5);
  const auto mark = key.find("_x_");
  if (mark == std::string_view::npos) return false;
  lang = key.substr(0, mark);
  if (lang == "und" || lang == "unk" || lang == "mul") lang.clear();
  for (char& c : lang) {
    if (c == '_') c = '-';
  }
  kind = key.substr(mark + 3);
  return true;
}

std::string concordance(const json& properties, std::initializer_list<const char*> keys) {
  const auto all = properties.find("wof:concordances");
  if (all == properties.end()) return "";
  for (const char* key : keys) {
    if (std::string value = text_of(*all, key); !value.empty()) return value;
  }
  return "";
}

// Superseded and deprecated records are doubles of others.
bool is_current(const json& properties) {
  const std::string deprecated = text_of(properties, "edtf:deprecated");
  const auto superseded = properties.find("wof:superseded_by");
  return (deprecated.empty() || deprecated == "uuuu" || deprecated == "..") &&
         (superseded == properties.end() || !superseded->is_array() || superseded->empty()) &&
         text_of(properties, "mz:is_current") != "0";
}

void read(const json& feature, const std::string& label, std::size_t line, Messages& messages,
          NativeRows& rows) {
  const auto found = feature.find("properties");
  const std::string id = found == feature.end() ? "" : text_of(*found, "wof:id");
  if (id.empty()) {
    messages.push_back({label, line, "a feature without \"wof:id\"; left out"});
    return;
  }
  const json& properties = *found;
  if (!is_current(properties)) return;
  rows.place({.id = id,
              .type = type_of(text_of(properties, "wof:placetype")),
              .lat = text_of(properties, "geom:latitude"),
              .lon = text_of(properties, "geom:longitude"),
              .country = text_of(properties, "wof:country"),
              .wikidata = concordance(properties, {"wd:id"}),
              .geonames = concordance(properties, {"gn:id"})});
  for (const auto& [key, values] : properties.items()) {
    std::string lang;
    std::string_view kind;
    if (!parse_name_key(key, lang, kind) || !values.is_array()) continue;
    if (kind == "abbreviation") lang.clear();
    for (const json& value : values) {
      if (!value.is_string()) continue;
      rows.name({.place = id,
                 .text = value.get<std::string>(),
                 .lang = lang,
                 .kind = kind == "preferred"      ? "official"
                         : kind == "colloquial"   ? "colloquial"
                         : kind == "historical"   ? "historical"
                         : kind == "abbreviation" ? "abbreviation"
                                                  : "variant",
                 .source = "Who's On First"});
    }
  }
  if (const std::string name = text_of(properties, "wof:name"); !name.empty()) {
    rows.name({.place = id, .text = name, .source = "Who's On First"});
  }
}

}  // namespace

ImportedTables import_whos_on_first(const std::string& label, std::string_view content,
                                    Messages& messages) {
  NativeRows rows;
  for_each_feature(label, content, messages, [&](const json& feature, std::size_t line) {
    read(feature, label, line, messages, rows);
  });
  return rows.take();
}

}  // namespace byname
