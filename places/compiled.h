// The compiled gazetteer of a generation: places, names, every form by its
// folded key, relations. One read-only file, memory-mapped; the searcher reads
// nothing else about names.
//
//   CompiledGazetteer gazetteer(generation / "gazetteer.bin");
//   std::vector<FormEntry> entries;
//   gazetteer.forms("dagliq qarabagda", entries);
//
// A key is the folded tokens of a form joined by one blank. Its hash is rolled
// token by token, so that a window over a text grows by one step a token:
//
//   std::uint64_t key = 0;
//   for (std::size_t i = first; i < end; ++i) {
//     key = extend_key(key, stream.term(i));
//     const KeyUse use = gazetteer.use_of(key);   // one probe
//     if (use.has_forms) gazetteer.forms(key, entries);
//     if (!use.is_prefix) break;
//   }
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

#include "schemas/hash.h"
#include "schemas/mention.h"
#include "schemas/place.h"

namespace byname {

// The hash of a key followed by one more token; of nothing it is 0.
inline std::uint64_t extend_key(std::uint64_t key, std::string_view token) {
  return hash64(token, key);
}
std::uint64_t key_hash(std::string_view key);  // of the tokens between its blanks

// A form that some name takes. `key` is fold(form).
struct FormEntry {
  NameNumber name = kNoNumber;
  MentionKind kind = MentionKind::name;
  bool is_name = false;      // the name itself, not an inflected form of it
  bool lower_case = false;   // regularly written small
  bool joined = false;       // written without its blanks and hyphens: nagornokarabakh
  std::uint32_t marked = 0;  // low 32 bits of hash64(fold_keeping_marks(form))

  bool operator==(const FormEntry&) const = default;
};

struct KeyUse {
  bool has_forms = false;
  bool is_prefix = false;  // some key of more tokens begins with these
};

// Writes `path`; generates the forms of all names by their grammars, on all cores.
// Throws IndexError if it cannot be written.
void compile_gazetteer(const Gazetteer& gazetteer, const std::filesystem::path& path);

// Hash of all that a compiled gazetteer depends on: the gazetteer, the grammars,
// the analyzer, the sounds, the format. Equal to fingerprint() of a file that is
// there: it need not be compiled again, a copy will do.
std::string compiled_fingerprint(const Gazetteer& gazetteer);

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
  // The name shown for a place: the first official one, endonym or exonym in `lang`, else its
  // first other name in it (no adjective, demonym, abbreviation), else the first of all.
  std::string shown_name(PlaceNumber number, std::string_view lang) const;

  // Entries of a key (folded tokens joined by one blank); `out` is replaced.
  // May hold a foreign key's entries with probability 2^-64.
  void forms(std::string_view key, std::vector<FormEntry>& out) const;
  void forms(std::uint64_t key_hash, std::vector<FormEntry>& out) const;
  KeyUse use_of(std::uint64_t key_hash) const;
  // Whether some key of more tokens begins with these tokens.
  bool is_prefix(std::uint64_t key_hash) const { return use_of(key_hash).is_prefix; }
  std::size_t longest_key() const;  // in tokens

  // Other places of the family (town, its district, its corridor).
  std::vector<PlaceNumber> family(PlaceNumber number) const;
  // Places one of whose names holds a whole name of `number` (Nagorno-Karabakh for Karabakh).
  std::vector<PlaceNumber> contained(PlaceNumber number) const;

  // Names that share a sound key with a folded word, unverified. Names of several
  // words stand under the keys of the words written as one.
  void names_by_sound(std::string_view key, std::vector<NameNumber>& out) const;

  std::string_view folded(NameNumber number) const;  // fold(text), valid as long as this is
  // Names whose folded text has from..to letters (code points), shortest first.
  std::span<const NameNumber> names_by_length(std::size_t from, std::size_t to) const;

  std::string hash() const;         // gazetteer_hash() of what was compiled
  std::string fingerprint() const;  // compiled_fingerprint() of it
  // Reads all of the file. Throws IndexError if a byte is not as it was written.
  void verify() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace byname
