// Joins tables of places and names into one Gazetteer, saying of every row that
// is left out where it stands, what is wrong with it and what to do.
//
//   GazetteerLoader loader(messages);
//   loader.add_places(places);                  // all of these first
//   loader.add_names(names, PlacesOf::listed);  // then all of these
//   Gazetteer gazetteer = loader.finish();
//
// Not here: which files there are (places/gazetteer.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "places/gazetteer.h"
#include "places/tsv.h"
#include "schemas/place.h"

namespace byname {

// Whether a names table may speak of places that no places table listed.
enum class PlacesOf { listed, names };

// A table with a `name` column lists names, otherwise places; neither: unknown.
enum class TableKind { places, names, unknown };
TableKind kind_of(const TsvTable& table);

class GazetteerLoader {
 public:
  explicit GazetteerLoader(std::vector<GazetteerMessage>& messages) : messages_(messages) {}

  void add_places(TsvTable table);
  void add_names(TsvTable table, PlacesOf places);
  bool has_names() const { return !gazetteer_.names.empty(); }
  // Resolves parents, groups the names by place, finds the families. Ends the loader's use.
  Gazetteer finish();

 private:
  struct Columns;
  // One row of one table, with what is needed to read and to blame it.
  struct At {
    const TsvTable& table;
    const Columns& columns;
    const TsvRow& row;
  };
  struct Origin {  // of a place: the table that made it, and what it says of the parent
    std::uint32_t table = 0;
    std::string parent{};
    std::string file{};
    std::size_t line = 0;
  };

  void say(std::string_view file, std::size_t line, std::string text);
  void say(const At& at, std::string text) { say(at.table.label(), at.row.line, std::move(text)); }
  void warn_of_unknown_columns(const TsvTable& table);
  bool good_row(const At& at);
  // The number of the place, made if it is new.
  PlaceNumber place_number(std::string_view id);
  PlaceNumber find_place(std::string_view id);
  void fill_place(const At& at, PlaceNumber number);
  void fill_coordinates(const At& at, Place& place);
  bool read_name(const At& at, Name& name);
  void read_language(const At& at, Name& name);
  void join_parents();
  void group_names();

  std::vector<GazetteerMessage>& messages_;
  Gazetteer gazetteer_;
  std::unordered_map<std::string, PlaceNumber> numbers_;
  std::vector<Origin> origins_;                            // by place
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;  // hash of place, lang, text -> table
  std::unordered_map<std::string, std::size_t> said_;      // messages of a file, to cap them
  std::uint32_t table_ = 0;                                // number of the table being read
  std::string last_id_;                                    // names of a place stand together
  PlaceNumber last_number_ = kNoNumber;
};

}  // namespace byname
