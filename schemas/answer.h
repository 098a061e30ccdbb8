// What the searcher answers: plain values, ready to be printed. The renderers
// (searcher/render/) turn them into text, JSON, CSV, ...; nothing here knows
// about Xapian, files or terminals.
//
// Every begin/end is a range of UTF-8 bytes, half open, of the string it is said
// to belong to.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/document.h"
#include "schemas/mention.h"
#include "schemas/place.h"

namespace byname {

struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const ByteRange&) const = default;
};

// Something the reader should know about the question: `begin` and `end` are
// bytes of the query, equal where it is about a place between characters and
// both 0 where it is about the query as a whole.
struct Warning {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text{};

  bool operator==(const Warning&) const = default;
};

// Why a form takes part in a search. Shown by `explain`.
enum class ExpansionKind : std::uint8_t {
  exact,       // the word as typed
  apostrophe,  // the same word with 's, d', ...
  stem,        // another form of the word in the language it is read in
  sound,       // the same sounds in another spelling or script
  prefix,      // begins with what was typed before *
  place,       // mentions of a place under any name
  doubtful,    // the doubtful ones among them
  family,      // its district, its corridor, its town
  contained,   // places whose name holds the name: Nagorno-Karabakh for Karabakh
};
inline constexpr std::array<std::string_view, 9> kExpansionKindNames{
    "exact", "apostrophe", "stem", "sound", "prefix", "place", "doubtful", "family", "contained"};
std::string_view name_of(ExpansionKind kind);

struct Expansion {
  std::uint32_t begin = 0;  // what it stands for: bytes of the query
  std::uint32_t end = 0;
  std::string typed{};  // the same, folded
  ExpansionKind kind = ExpansionKind::exact;
  std::string form{};  // folded word; place id for the last four kinds
  std::string name{};  // name of the place in the reader's language; empty for words
  std::string lang{};  // language the word is read in; empty for places
  double weight = 1;   // what one occurrence counts
  std::uint32_t documents = 0;

  bool operator==(const Expansion&) const = default;
};

enum class Relation : std::uint8_t { self, family, contained };
inline constexpr std::array<std::string_view, 3> kRelationNames{"self", "family", "contained"};
std::string_view name_of(Relation relation);

struct Snippet {
  std::string text{};
  std::vector<ByteRange> highlights{};  // bytes of `text`; sorted, apart
  ByteRange range{};                    // of the stored text
  Part part = Part::body;
  bool cut_before = false;  // does not begin where a sentence begins
  bool cut_after = false;

  bool operator==(const Snippet&) const = default;
};

// A place in one document.
struct PlaceHit {
  std::string id{};
  std::string name{};                            // in the reader's language
  std::uint32_t count = 0;                       // name and metonym mentions
  std::map<std::string, std::uint32_t> names{};  // listed name -> mentions under it
  bool asked = false;                            // the query asked for it or for a relative of it
  std::optional<double> lat{};
  std::optional<double> lon{};

  bool operator==(const PlaceHit&) const = default;
};

// How a document answers: in which of the three ranks it stands.
enum class HitKind : std::uint8_t {
  full,       // everything that was asked, in the text
  partial,    // some of the words, in the text (three or more loose words)
  furniture,  // only with the help of page furniture
};
inline constexpr std::array<std::string_view, 3> kHitKindNames{"full", "partial", "furniture"};
std::string_view name_of(HitKind kind);

struct Hit {
  std::uint64_t rank = 0;  // from 1, offset included
  double score = 0;
  HitKind kind = HitKind::full;
  std::uint32_t number = 0;  // document number of this generation; not for print
  Document document{};       // without text and source_map unless asked for
  std::vector<Snippet> snippets{};
  std::vector<PlaceHit> places{};      // asked ones first, then by falling count
  std::vector<std::string> missing{};  // words of the query (as typed) that it does not hold
  // Other documents of its cluster in the answer, where clusters are folded, and the sources of
  // some of them, each once.
  std::uint64_t copies = 0;
  std::vector<std::string> copied_by{};
};

struct FacetValue {
  std::string value{};  // "" where the document states none
  std::string name{};   // what to show: the name of a place; else `value`
  std::uint64_t documents = 0;

  bool operator==(const FacetValue&) const = default;
};
struct Facet {
  std::string field{};               // source, lang, place, year
  std::vector<FacetValue> values{};  // by falling count, then value

  bool operator==(const Facet&) const = default;
};

// How the words had to match.
struct MatchReport {
  std::string mode{};           // all, most, any
  std::uint32_t words = 0;      // loose words that count
  std::uint64_t full = 0;       // documents that hold everything
  std::uint64_t partial = 0;    // documents that hold less and are in the answer
  std::uint64_t furniture = 0;  // found only with the help of page furniture, in the answer

  bool operator==(const MatchReport&) const = default;
};

struct SearchAnswer {
  std::string query{};       // as typed
  std::string understood{};  // as it was read, in the query language
  std::vector<Expansion> expansions{};
  std::uint64_t total = 0;     // documents: full + partial + furniture; exact
  std::uint64_t clusters = 0;  // the same with equal and nearly equal texts counted once
  std::uint64_t undated = 0;   // documents left out because they have no date
  MatchReport match{};
  std::string generation{};
  std::vector<Warning> warnings{};
  std::vector<Hit> hits{};  // the page that was asked for
  std::vector<Facet> facets{};
};

// One row of `mentions`: everything needed to cite it and to find it again.
struct MentionRecord {
  Mention mention{};         // begin, end, kind, rule, reason, part, confidence in thousandths
  std::string place{};       // its id
  std::string place_name{};  // in the reader's language
  Relation relation = Relation::self;
  std::string surface{};  // as it stands in the text
  std::string name{};     // the listed name
  std::string name_lang{};
  std::string name_kind{};
  std::uint32_t number = 0;  // of the document, in this generation; not for print
  // Shared by all mentions of a document; valid during the visit only. Without text and map.
  const Document* document = nullptr;
  std::uint64_t cp_start = 0;  // code points of the stored text
  std::uint64_t cp_end = 0;
  std::optional<SourceRange> source{};  // bytes of the original file, with the line
  std::string before{};                 // some 60 characters, line breaks as blanks
  std::string after{};
  std::optional<double> lat{};
  std::optional<double> lon{};

  double confidence() const { return mention.confidence / 1000.0; }
};

}  // namespace byname
