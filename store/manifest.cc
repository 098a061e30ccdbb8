#include "store/manifest.h"

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

// Every field under its key, in the order of the file; `field` reads or writes it.
template <typename M, typename Field>
void each_field(M& m, const Field& field) {
  field("layout", m.layout);
  field("analyzer", m.analyzer);
  field("gazetteer", m.gazetteer);
  field("names", m.names);
  field("generation", m.generation);
  field("commit", m.commit);
  field("previous", m.previous);
  field("built", m.built);
  field("program", m.program);
  field("roots", m.roots);
  field("gazetteer_files", m.gazetteer_files);
  field("segments", m.segments);
  field("deleted", m.deleted);
  field("ledger", m.ledger);
  field("documents", m.documents);
  field("mentions", m.mentions);
  field("text_bytes", m.text_bytes);
}

}  // namespace

template <typename Json>
void to_json(Json& json, const Root& root) {
  json = Json{{"name", root.name}, {"path", root.path}};
}

template <typename Json>
void from_json(const Json& json, Root& root) {
  json.at("name").get_to(root.name);
  json.at("path").get_to(root.path);
}

std::string to_json(const Manifest& m) {
  nlohmann::ordered_json json;
  each_field(m, [&](const char* key, const auto& value) { json[key] = value; });
  // Paths of roots may be any bytes; those that are no UTF-8 are replaced.
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

Manifest manifest_from_json(std::string_view bytes, std::string_view file) {
  Manifest m;
  try {
    const auto json = nlohmann::json::parse(bytes);
    const int layout = json.at("layout").get<int>();
    if (layout != kLayoutVersion)
      throw IndexError(std::string(file) + ": layout " + std::to_string(layout) +
                       ", this program reads layout " + std::to_string(kLayoutVersion) +
                       "; run `indexer rebuild`");
    each_field(m, [&](const char* key, auto& value) { json.at(key).get_to(value); });
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
