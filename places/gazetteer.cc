#include "places/gazetteer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <deque>
#include <filesystem>
#include <unordered_set>
#include <utility>

#include "embedded/gazetteer_names.h"
#include "embedded/gazetteer_places.h"
#include "places/gazetteer_loader.h"
#include "places/importers/importer.h"
#include "places/tsv.h"
#include "schemas/error.h"
#include "schemas/hash.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

struct Source {
  TsvTable table;
  TableKind kind = TableKind::unknown;
  PlacesOf places = PlacesOf::names;
};

// The TSV files of a folder: the two of the native format where they are, else
// all that look like parts of a gazetteer; in the order of their names.
std::vector<fs::path> tables_in(const fs::path& folder) {
  std::vector<fs::path> native, all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".tsv") all.push_back(entry.path());
  if (error)
    throw InputError(folder.string() + ": cannot be read (" + error.message() +
                     "); check the path and its permissions");
  std::sort(all.begin(), all.end());
  for (const auto& path : all)
    if (path.filename() == "places.tsv" || path.filename() == "names.tsv") native.push_back(path);
  return native.size() == 2 ? native : all;
}

// GeoJSON and JSON files in a folder and the folders below: Who's On First keeps one a place.
std::vector<fs::path> features_in(const fs::path& folder) {
  std::vector<fs::path> all;
  std::error_code error;
  for (fs::recursive_directory_iterator i(folder, error), end; !error && i != end;
       i.increment(error)) {
    const auto extension = i->path().extension();
    if (extension == ".geojson" || extension == ".json" || extension == ".jsonl")
      all.push_back(i->path());
  }
  if (error)
    throw InputError(folder.string() + ": cannot be read (" + error.message() +
                     "); check the path and its permissions");
  std::sort(all.begin(), all.end());
  return all;
}

std::string columns_wanted(const std::string& path) {
  return path +
         ": no column 'place_id' in the first line; a gazetteer is a tab-separated file "
         "whose header names at least place_id and name, or a file of Linked Places, GeoNames or "
         "Who's On First";
}

class Sources {
 public:
  explicit Sources(std::vector<GazetteerMessage>& messages) : messages_(messages) {}

  void add(const fs::path& path) {
    std::error_code error;
    if (path == kShipped) {
      for (const auto& [label, content] : {std::pair("places.tsv", embedded::gazetteer_places()),
                                           std::pair("names.tsv", embedded::gazetteer_names())}) {
        Source source{TsvTable(label, content)};
        source.kind = kind_of(source.table);
        source.places = PlacesOf::listed;
        sources_.push_back(std::move(source));
      }
    } else if (fs::is_directory(path, error)) {
      add_folder(path);
    } else {
      add_file(path);
    }
  }
  // GeoNames' names last: they speak of places in other files.
  const std::vector<Source>& all() {
    for (const auto& [label, content] : geonames_names_)
      add_imported(label, import_geonames_names(label, content, geonames_, messages_));
    geonames_names_.clear();
    return sources_;
  }

 private:
  void add_file(const fs::path& path) {
    const std::string label = path.string();
    std::string content = read_whole_file(label);
    switch (format_of(content)) {
      case GazetteerFormat::table: {
        auto source = table_of(label, std::move(content));
        if (source.kind == TableKind::unknown) throw InputError(columns_wanted(label));
        sources_.push_back(std::move(source));
        break;
      }
      case GazetteerFormat::linked_places:
        add_imported(label, import_linked_places(label, content, messages_));
        break;
      case GazetteerFormat::whos_on_first:
        add_imported(label, import_whos_on_first(label, content, messages_));
        break;
      case GazetteerFormat::geonames:
        add_imported(label, import_geonames(label, content, messages_));
        note_ids(sources_[sources_.size() - 2].table);
        break;
      case GazetteerFormat::geonames_names:
        geonames_names_.emplace_back(label, std::move(content));
        break;
    }
  }

  Source table_of(const std::string& label, std::string content) {
    Source source{TsvTable(label, contents_.emplace_back(std::move(content)))};
    source.kind = kind_of(source.table);
    return source;
  }

  void add_imported(const std::string& label, ImportedTables tables) {
    sources_.push_back(table_of(label, std::move(tables.places)));
    sources_.push_back(table_of(label, std::move(tables.names)));
  }

  void note_ids(TsvTable table) {
    const auto id = table.column({"place_id"});
    for (TsvRow row; table.next(row);) geonames_.emplace(row.cell(id));
  }

  void add_folder(const fs::path& folder) {
    const std::vector<fs::path> tables = tables_in(folder);
    if (tables.empty()) {
      const std::vector<fs::path> features = features_in(folder);
      for (const auto& path : features) add_file(path);
      if (!features.empty()) return;
    }
    std::vector<Source> found;
    for (const auto& path : tables)
      if (auto source = table_of(path.string(), read_whole_file(path.string()));
          source.kind != TableKind::unknown)
        found.push_back(std::move(source));
    const auto is = [](TableKind kind) {
      return [kind](const Source& s) { return s.kind == kind; };
    };
    if (std::none_of(found.begin(), found.end(), is(TableKind::names)))
      throw InputError(folder.string() +
                       ": holds no names; a gazetteer folder has places.tsv (place_id, type, ...) "
                       "and names.tsv (place_id, name, lang, ...), or files of Linked Places or "
                       "Who's On First");
    if (std::any_of(found.begin(), found.end(), is(TableKind::places)))
      for (auto& source : found) source.places = PlacesOf::listed;
    std::move(found.begin(), found.end(), std::back_inserter(sources_));
  }

  std::vector<GazetteerMessage>& messages_;
  std::deque<std::string> contents_;  // what the tables are views of
  std::vector<Source> sources_;
  std::unordered_set<std::string> geonames_;  // ids of GeoNames' places
  std::vector<std::pair<std::string, std::string>> geonames_names_;
};

}  // namespace

Gazetteer load_gazetteer(std::span<const fs::path> paths, std::vector<GazetteerMessage>& messages) {
  Sources sources(messages);
  for (const auto& path : paths) sources.add(path);
  GazetteerLoader loader(messages);
  const std::vector<Source>& all = sources.all();
  for (const auto& source : all)
    if (source.kind == TableKind::places) loader.add_places(source.table);
  for (const auto& source : all)
    if (source.kind == TableKind::names) loader.add_names(source.table, source.places);
  if (!loader.has_names()) {
    std::string message = paths.empty() ? "no gazetteer" : paths.front().string();
    message += ": no usable name in it";
    if (!messages.empty())
      message += "; the first of " + std::to_string(messages.size()) + " complaints: line " +
                 std::to_string(messages.front().line) + ": " + messages.front().text;
    throw InputError(message);
  }
  return loader.finish();
}

Gazetteer shipped_gazetteer() {
  std::vector<GazetteerMessage> messages;
  const fs::path shipped[] = {kShipped};
  Gazetteer gazetteer = load_gazetteer(shipped, messages);
  assert(messages.empty());
  return gazetteer;
}

std::string gazetteer_hash(const Gazetteer& gazetteer) {
  std::uint64_t hash = 0;
  const auto add = [&hash](std::string_view value) { hash = hash64(value, hash); };
  for (const auto& place : gazetteer.places) {
    add(place.id);
    add(place.type);
    add(place.country);
    add(place.parent == kNoNumber ? std::string_view() : gazetteer.places[place.parent].id);
    // Which of two places of one name is meant depends on what lies near.
    add(place.lat && place.lon ? fmt::format("{} {}", *place.lat, *place.lon) : "");
  }
  for (const auto& family : gazetteer.family)
    for (const PlaceNumber other : family) add(gazetteer.places[other].id);
  for (const auto& name : gazetteer.names)
    for (const auto& value :
         {std::string_view(gazetteer.places[name.place].id), std::string_view(name.text),
          std::string_view(name.lang), std::string_view(name.script), std::string_view(name.kind),
          std::string_view(name.from_year), std::string_view(name.to_year),
          std::string_view(name.ambiguous), std::string_view(name.origin)})
      add(value);
  return hex16(hash);
}

}  // namespace byname
