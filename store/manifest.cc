#include "store/manifest.h"

#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>

#include "schemas/error.h"
#include "store/coding.h"

namespace byname {
namespace {

// Every path of a manifest stays inside the index directory.
void check_relative(const std::string& path, std::string_view file) {
  const std::filesystem::path p(path);
  if (p.is_absolute()) throw_damaged(file, "a path that leaves the index");
  for (const auto& step : p) {
    if (step == "..") throw_damaged(file, "a path that leaves the index");
  }
}

}  // namespace

std::string utc_now() {
  const std::time_t seconds =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

std::string to_json(const Manifest& m) {
  nlohmann::ordered_json json;
  json["layout"] = m.layout;
  json["analyzer"] = m.analyzer;
  json["gazetteer"] = m.gazetteer;
  json["names"] = m.names;
  json["generation"] = m.generation;
  json["commit"] = m.commit;
  json["previous"] = m.previous;
  json["built"] = m.built;
  json["program"] = m.program;
  json["roots"] = nlohmann::ordered_json::array();
  for (const Root& root : m.roots)
    json["roots"].push_back({{"name", root.name}, {"path", root.path}});
  json["gazetteer_files"] = m.gazetteer_files;
  if (m.misspelt) json["misspelt"] = true;
  if (!m.sources.rows.empty()) {
    json["sources"] = nlohmann::ordered_json::array();
    for (const SourceRow& row : m.sources.rows)
      json["sources"].push_back({{"path", row.path},
                                 {"url", row.url},
                                 {"source", row.source},
                                 {"name", row.name},
                                 {"country", row.country},
                                 {"side", row.side},
                                 {"trust", row.trust}});
  }
  json["segments"] = m.segments;
  json["deleted"] = m.deleted;
  json["ledger"] = m.ledger;
  json["documents"] = m.documents;
  json["mentions"] = m.mentions;
  json["text_bytes"] = m.text_bytes;
  // Paths of roots may be any bytes; those that are no UTF-8 are replaced.
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

Manifest manifest_from_json(std::string_view bytes, std::string_view file) {
  Manifest m;
  try {
    const auto json = nlohmann::json::parse(bytes);
    m.layout = json.at("layout").get<int>();
    if (m.layout != kLayoutVersion)
      throw IndexError(std::string(file) + ": layout " + std::to_string(m.layout) +
                       ", this program reads layout " + std::to_string(kLayoutVersion) +
                       "; run `indexer rebuild`");
    json.at("analyzer").get_to(m.analyzer);
    json.at("gazetteer").get_to(m.gazetteer);
    json.at("names").get_to(m.names);
    json.at("generation").get_to(m.generation);
    json.at("commit").get_to(m.commit);
    json.at("previous").get_to(m.previous);
    json.at("built").get_to(m.built);
    json.at("program").get_to(m.program);
    for (const auto& root : json.at("roots"))
      m.roots.push_back({root.at("name").get<std::string>(), root.at("path").get<std::string>()});
    json.at("gazetteer_files").get_to(m.gazetteer_files);
    m.misspelt = json.value("misspelt", false);
    if (json.contains("sources")) {
      for (const auto& row : json.at("sources"))
        m.sources.rows.push_back({.path = row.at("path").get<std::string>(),
                                  .url = row.at("url").get<std::string>(),
                                  .source = row.at("source").get<std::string>(),
                                  .name = row.at("name").get<std::string>(),
                                  .country = row.at("country").get<std::string>(),
                                  .side = row.at("side").get<std::string>(),
                                  .trust = row.at("trust").get<std::string>()});
    }
    json.at("segments").get_to(m.segments);
    json.at("deleted").get_to(m.deleted);
    json.at("ledger").get_to(m.ledger);
    json.at("documents").get_to(m.documents);
    json.at("mentions").get_to(m.mentions);
    json.at("text_bytes").get_to(m.text_bytes);
  } catch (const nlohmann::json::exception& e) {
    throw_damaged(file, e.what());
  }
  if (m.deleted.size() != m.segments.size()) throw_damaged(file, "deleted and segments");
  for (const std::string& path : m.segments) check_relative(path, file);
  for (const std::string& path : m.deleted) check_relative(path, file);
  check_relative(m.ledger, file);
  return m;
}

}  // namespace byname
