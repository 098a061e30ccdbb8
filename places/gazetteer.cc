#include "places/gazetteer.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <filesystem>
#include <utility>

#include "embedded/gazetteer_names.h"
#include "embedded/gazetteer_places.h"
#include "places/gazetteer_loader.h"
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

std::string columns_wanted(const std::string& path) {
  return path +
         ": no column 'place_id' in the first line; a gazetteer is a tab-separated file "
         "whose header names at least place_id and name";
}

class Sources {
 public:
  void add(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      add_folder(path);
    } else if (auto source = read(path); source.kind == TableKind::unknown) {
      throw InputError(columns_wanted(path.string()));
    } else {
      sources_.push_back(std::move(source));
    }
  }
  const std::vector<Source>& all() const { return sources_; }

 private:
  Source read(const fs::path& path) {
    Source source{TsvTable(path.string(), contents_.emplace_back(read_whole_file(path.string())))};
    source.kind = kind_of(source.table);
    return source;
  }

  void add_folder(const fs::path& folder) {
    std::vector<Source> found;
    for (const auto& path : tables_in(folder))
      if (auto source = read(path); source.kind != TableKind::unknown)
        found.push_back(std::move(source));
    const auto is = [](TableKind kind) {
      return [kind](const Source& s) { return s.kind == kind; };
    };
    if (std::none_of(found.begin(), found.end(), is(TableKind::names)))
      throw InputError(folder.string() +
                       ": holds no names; a gazetteer folder has places.tsv (place_id, type, ...) "
                       "and names.tsv (place_id, name, lang, ...)");
    if (std::any_of(found.begin(), found.end(), is(TableKind::places)))
      for (auto& source : found) source.places = PlacesOf::listed;
    std::move(found.begin(), found.end(), std::back_inserter(sources_));
  }

  std::deque<std::string> contents_;  // what the tables are views of
  std::vector<Source> sources_;
};

}  // namespace

Gazetteer load_gazetteer(std::span<const fs::path> paths, std::vector<GazetteerMessage>& messages) {
  Sources sources;
  for (const auto& path : paths) sources.add(path);
  GazetteerLoader loader(messages);
  for (const auto& source : sources.all())
    if (source.kind == TableKind::places) loader.add_places(source.table);
  for (const auto& source : sources.all())
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
  GazetteerLoader loader(messages);
  loader.add_places(TsvTable("places.tsv", embedded::gazetteer_places()));
  loader.add_names(TsvTable("names.tsv", embedded::gazetteer_names()), PlacesOf::listed);
  assert(messages.empty());
  return loader.finish();
}

std::string gazetteer_hash(const Gazetteer& gazetteer) {
  std::uint64_t hash = 0;
  const auto add = [&hash](std::string_view value) { hash = hash64(value, hash); };
  for (const auto& place : gazetteer.places) {
    add(place.id);
    add(place.type);
    add(place.country);
    add(place.parent == kNoNumber ? std::string_view() : gazetteer.places[place.parent].id);
  }
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
