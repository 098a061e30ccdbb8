// What was asked: the query language, parsed.
//
//   ParsedQuery q = parse_query("Shusha -museum lang:az \"cease fire\"");
//   q.root.clauses   loose word, excluded word, required field, required phrase
//
// Pure: text in, value out; knows no index. Every string has an answer: what
// cannot be read is left out or taken as words, with a warning at the character.
// The language is described in docs/query-language.md.
//
// Not here: what the words mean (searcher/expansion.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/answer.h"

namespace byname {

// How a clause takes part in its group.
enum class Occur : std::uint8_t {
  loose,     // a word among words: the matching rule decides
  required,  // +word, fields, phrases
  excluded,  // -word
};

// One folded token of the query and where it stands.
struct QueryWord {
  std::string term{};       // folded
  std::string typed{};      // as typed
  std::uint32_t begin = 0;  // bytes of the query
  std::uint32_t end = 0;
  bool capital = false;  // begins with a capital
  bool prefix = false;   // wor*
  // Tied to the word before by a hyphen or the like: nagorno-karabakh, MOSCOW/BAKU.
  bool tied = false;

  bool operator==(const QueryWord&) const = default;
};

struct DateRange {
  std::string from{};  // ISO, any precision; inclusive; empty: open
  std::string to{};
  bool none = false;  // date:none

  bool operator==(const DateRange&) const = default;
};

struct QueryNode {
  enum class Kind : std::uint8_t {
    group,       // clauses, each with its Occur
    either,      // clauses, one of which must match (OR)
    words,       // `words`: one typed word (several when it is tied by hyphens)
    phrase,      // `words` in this order, side by side, a place as one unit
    near,        // clauses (words or phrases) within `distance` words, in any order
    field,       // `field` and `value` (words in `words`) or `dates`
    everything,  // *
  };
  Kind kind = Kind::group;
  Occur occur = Occur::loose;
  std::vector<QueryNode> clauses{};
  std::vector<QueryWord> words{};
  std::string field{};  // source author title lang date place name part
  std::string value{};  // as typed, quotes off
  bool exact = false;   // name:=VALUE
  DateRange dates{};
  std::uint32_t distance = 0;
  std::uint32_t begin = 0;  // bytes of the query
  std::uint32_t end = 0;

  bool operator==(const QueryNode&) const = default;
};

struct ParsedQuery {
  QueryNode root{};  // a group
  std::vector<Warning> warnings{};
};

inline constexpr std::uint32_t kDefaultNear = 10;

ParsedQuery parse_query(std::string_view text);

// The query as it was read, in the query language, to be shown. Parses to the same tree but for
// the offsets, unless a word has marks of the language inside (a quotation mark, a bracket).
std::string to_string(const QueryNode& node);

}  // namespace byname
