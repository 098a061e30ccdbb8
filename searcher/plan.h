// A query made ready to run against one index: words expanded to units, names
// to places, fields to terms. Ranking (searcher/evaluator.h) and highlighting
// (searcher/marker.h) both go by the same plan.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "searcher/query.h"
#include "searcher/search.h"
#include "searcher/unit.h"
#include "store/index.h"

namespace byname {

// Where in a document words and places count.
enum class Where : std::uint8_t { text, any, chrome, title, body, caption, hashtags };
bool allows(Where where, Part part);

struct Clause {
  enum class Kind : std::uint8_t {
    unit,    // units[0]
    phrase,  // units side by side
    near,    // clauses (units or phrases), at most `distance` words apart
    either,  // one of clauses
    group,   // every clause that is not excluded; the root: by the matching rule
    terms,   // every term of `terms`: source, author, lang
    title,   // every unit in the title
    name,    // mentions under one of `names`, or spelt `spelling`
    date,    // by `dates`
    everything,
    nothing,  // what was asked cannot be found (no such place)
  };
  Kind kind = Kind::group;
  Occur occur = Occur::loose;
  std::vector<Unit> units{};
  std::vector<Clause> clauses{};
  std::vector<std::string> terms{};  // of the shards, with prefix
  DateRange dates{};
  std::uint32_t distance = 0;
  std::vector<PlaceNumber> places{};       // of `names`
  std::unordered_set<NameNumber> names{};  // listed names spelt so
  std::string spelling{};                  // folded, marks kept if `marks`
  bool marks = false;
  std::uint32_t begin = 0;  // bytes of the query
  std::uint32_t end = 0;
};

struct Plan {
  Clause root{};  // a group
  Where where = Where::text;
  bool where_given = false;  // by part:, so furniture does not follow by itself
  std::string understood{};
  std::vector<Expansion> expansions{};
  std::vector<Warning> warnings{};
};

Plan make_plan(const Index& index, std::string_view query, const SearchOptions& options);

// Whether this mention is one that `clause` (a name) asks for; `surface` is asked for its
// spelling only where the row alone does not say.
bool is_under_name(const Clause& clause, const Mention& mention,
                   const std::function<std::string()>& surface);

}  // namespace byname
