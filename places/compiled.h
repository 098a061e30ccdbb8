// The compiled gazetteer of a generation: places, names, every form by its
// folded key, relations. One read-only file, memory-mapped; the searcher reads
// nothing else about names.
//
// Layout: docs/index-format.md, "gazetteer".
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/mention.h"
#include "schemas/place.h"

namespace byname {

// A form that some name takes. `key` is fold(form).
struct FormEntry {
  NameNumber name = kNoNumber;
  MentionKind kind = MentionKind::name;
  bool is_name = false;     // the name itself, not an inflected form of it
  bool lower_case = false;  // regularly written small
  std::uint32_t marked = 0; // low 32 bits of hash64(fold_keeping_marks(form))
};

// Writes `path`; generates the forms of all names by their grammars.
void compile_gazetteer(const Gazetteer& gazetteer, const std::filesystem::path& path);

class CompiledGazetteer {
 public:
  // Throws IndexError for a missing or damaged file.
  explicit CompiledGazetteer(const std::filesystem::path& path);
  ~CompiledGazetteer();
  CompiledGazetteer(CompiledGazetteer&&) noexcept;
  CompiledGazetteer& operator=(CompiledGazetteer&&) noexcept;

  std::size_t place_count() const;
  std::size_t name_count() const;
  Place place(PlaceNumber number) const;
  std::string place_id(PlaceNumber number) const;
  Name name(NameNumber number) const;
  PlaceNumber place_of(NameNumber number) const;
  std::string ambiguity_of(NameNumber number) const;
  std::string lang_of(NameNumber number) const;
  std::pair<NameNumber, NameNumber> names_of(PlaceNumber number) const;  // half open
  std::optional<PlaceNumber> find_place(std::string_view id) const;
  // The name shown for a place: the first in `lang`, else the first of all.
  std::string shown_name(PlaceNumber number, std::string_view lang) const;

  // Entries of a key (folded tokens joined by one blank); `out` is replaced.
  // May hold a foreign key's entries with probability 2^-64.
  void forms(std::string_view key, std::vector<FormEntry>& out) const;
  void forms(std::uint64_t key_hash, std::vector<FormEntry>& out) const;
  // Whether some key of more tokens begins with these tokens.
  bool is_prefix(std::uint64_t key_hash) const;
  std::size_t longest_key() const;  // in tokens

  // Other places of the family (town, its district, its corridor).
  std::vector<PlaceNumber> family(PlaceNumber number) const;
  // Places one of whose names holds a whole name of `number` (Nagorno-Karabakh for Karabakh).
  std::vector<PlaceNumber> contained(PlaceNumber number) const;

  // Names that share a sound key with a folded word, unverified.
  void names_by_sound(std::string_view key, std::vector<NameNumber>& out) const;

  std::string hash() const;  // gazetteer_hash() of what was compiled

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace byname
