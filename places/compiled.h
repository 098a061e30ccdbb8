// The compiled gazetteer of a generation: places, names, all forms of the names,
// relations. One read-only file, memory-mapped; the searcher reads nothing else about
// names.
//
//   CompiledGazetteer gazetteer(generation / "gazetteer.bin");
//   std::vector<FormEntry> entries;
//   gazetteer.forms("dagliq qarabagda", entries, gazetteer.texts_in("az"));
//
// A key is the folded tokens of a form joined by one blank. Forms are not stored, but
// the stem that those of a name have in common, and the endings of all that decline as it
// does: a million names of 170 forms each are as quick as a million of one. Most words
// begin no form, which a few probes into a filter tell:
//
// Of a text, first scout() all words: it tells for next to nothing which of them may begin
// a form, and has what is known of these fetched from memory all at once:
//
//   Scouted scouted;
//   gazetteer.scout(stream, scouted);
//   if (scouted.may_begin(i)) gazetteer.forms(scouted, i, stream.term(i), entries, texts);
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

#include "places/key_hash.h"
#include "schemas/mention.h"
#include "schemas/place.h"
#include "text/token.h"

namespace byname {

// A form that some name takes. `key` is fold(form).
struct FormEntry {
  NameNumber name = kNoNumber;
  PlaceNumber place = kNoNumber;
  MentionKind kind = MentionKind::name;
  bool is_name = false;      // the name itself, not an inflected form of it
  bool lower_case = false;   // regularly written small
  bool joined = false;       // written without its blanks and hyphens: nagornokarabakh
  std::uint32_t marked = 0;  // low 32 bits of hash64(fold_keeping_marks(form))

  bool operator==(const FormEntry&) const = default;
};

// In which texts a form may stand: names without language are inflected in the
// language of the text. One bit a language with a grammar; this for all others.
using Texts = std::uint32_t;
inline constexpr Texts kTextsInOtherLanguages = 1U << 31;

// What scout() found of the words of a text. Used for one text after the other it keeps its
// memory.
struct Scouted {
  // A beginning of a word under which names stand.
  struct Stem {
    std::uint32_t token = 0;
    std::uint32_t bytes = 0;
    std::uint64_t hash = 0;
    std::uint64_t tail = 0;  // hash of the rest
    std::uint32_t where = 0;
  };
  struct Sighted {
    NameNumber name = kNoNumber;
    PlaceNumber place = kNoNumber;
  };

  // Whether forms() of the word may have entries or say true.
  bool may_begin(std::size_t token) const { return first[token] != 0; }

  std::vector<std::uint64_t> hashes{};  // by token: key_hash() of it
  std::vector<std::uint32_t> first{};   // by token: 1 + where its stems begin, 0 if it has none
  std::vector<Stem> stems{};            // token by token, the longest first
  std::vector<Stem> pairs{};            // of two words, a scratch
  std::vector<Sighted> sighted{};       // a name of each, with its place
};

// Writes `path`; finds stems and endings of all names by their grammars, on all cores.
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

  // Entries of a key (folded tokens joined by one blank) in such texts; `out` is replaced.
  // The name itself before its other forms, then those written apart, then by kind, then by
  // number of the name. May hold a foreign key's entries with probability 2^-64.
  // True if some key of more tokens begins with these.
  bool forms(std::string_view key, std::vector<FormEntry>& out,
             Texts texts = kTextsInOtherLanguages) const;
  Texts texts_in(std::string_view lang) const;
  // Replaces `scouted`.
  void scout(const TokenStream& stream, Scouted& scouted) const;
  // forms() of a word of the text, `term`.
  bool forms(const Scouted& scouted, std::size_t token, std::string_view term,
             std::vector<FormEntry>& out, Texts texts = kTextsInOtherLanguages) const;
  // The length of the shortest beginning of a word under which names stand; 0: there is none,
  // so that nothing that begins with this is a form.
  std::size_t shortest_stem(std::string_view word) const;
  // Whether some key of more tokens begins with these tokens.
  bool is_prefix(std::uint64_t key_hash) const;
  std::size_t longest_key() const;  // in tokens

  // Other places of the family (town, its district, its corridor).
  std::vector<PlaceNumber> family(PlaceNumber number) const;
  // Places one of whose names holds a whole name of `number` (Nagorno-Karabakh for Karabakh).
  std::vector<PlaceNumber> contained(PlaceNumber number) const;

  // Names that share a sound key with a folded word, unverified. Names of several
  // words stand under the keys of the words written as one.
  void names_by_sound(std::string_view key, std::vector<NameNumber>& out) const;

  std::string_view text_of(NameNumber number) const;  // valid as long as this is
  std::string_view folded(NameNumber number) const;   // fold(text), too
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
