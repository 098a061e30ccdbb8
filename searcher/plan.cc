#include "searcher/plan.h"

#include <algorithm>

#include "schemas/fields.h"
#include "searcher/asked_places.h"
#include "searcher/expansion.h"
#include "text/scanner.h"

namespace byname {
namespace {

// One bit a word in the phrase check (searcher/token_match.h).
constexpr std::size_t kLongestPhrase = 64;

class Planner {
 public:
  Planner(const Index& index, std::string_view query, const SearchOptions& options, Plan& plan)
      : index_(index),
        options_(options),
        plan_(plan),
        expander_(index, query, options, plan.warnings) {}

  void group(const std::vector<QueryNode>& nodes, std::vector<Clause>& into) {
    for (std::size_t i = 0; i < nodes.size();) {
      const QueryNode& node = nodes[i];
      if (node.kind != QueryNode::Kind::words || node.occur != Occur::loose) {
        ++i;
        if (auto clause = one(node)) into.push_back(std::move(*clause));
        continue;
      }
      // Words that follow each other are read together: names may be of several.
      std::vector<QueryWord> words;
      for (; i < nodes.size() && nodes[i].kind == QueryNode::Kind::words &&
             nodes[i].occur == Occur::loose;
           ++i)
        words.insert(words.end(), nodes[i].words.begin(), nodes[i].words.end());
      for (Unit& unit : expander_.units(words)) into.push_back(unit_clause(std::move(unit)));
    }
  }

 private:
  Clause unit_clause(Unit unit) {
    report(unit);
    Clause clause{.kind = Clause::Kind::unit, .begin = unit.begin, .end = unit.end};
    clause.units.push_back(std::move(unit));
    return clause;
  }

  // The words of one node: a unit, or a group of units that must all match.
  Clause words_clause(const QueryNode& node) {
    std::vector<Unit> units = expander_.units(node.words);
    if (units.size() == 1) return unit_clause(std::move(units[0]));
    Clause clause{.kind = Clause::Kind::group, .begin = node.begin, .end = node.end};
    for (Unit& unit : units) clause.clauses.push_back(unit_clause(std::move(unit)));
    return clause;
  }

  Clause phrase_clause(const QueryNode& node) {
    std::span<const QueryWord> words = node.words;
    if (words.size() > kLongestPhrase) {
      plan_.warnings.push_back(
          {words[kLongestPhrase].begin, node.end,
           "only the first " + std::to_string(kLongestPhrase) + " words of a phrase are compared"});
      words = words.first(kLongestPhrase);
    }
    Clause clause{.kind = Clause::Kind::phrase, .begin = node.begin, .end = node.end};
    clause.units = expander_.phrase_units(words);
    for (const Unit& unit : clause.units) report(unit);
    return clause;
  }

  std::optional<Clause> one(const QueryNode& node) {
    std::optional<Clause> clause;
    switch (node.kind) {
      case QueryNode::Kind::words:
        clause = words_clause(node);
        break;
      case QueryNode::Kind::phrase:
        clause = phrase_clause(node);
        break;
      case QueryNode::Kind::field:
        clause = field(node);
        break;
      case QueryNode::Kind::everything:
        clause = Clause{.kind = Clause::Kind::everything, .begin = node.begin, .end = node.end};
        break;
      case QueryNode::Kind::near: {
        clause = Clause{.kind = Clause::Kind::near,
                        .distance = node.distance,
                        .begin = node.begin,
                        .end = node.end};
        for (const QueryNode& operand : node.clauses)
          clause->clauses.push_back(near_operand(operand));
        break;
      }
      case QueryNode::Kind::either:
      case QueryNode::Kind::group: {
        clause = Clause{.kind = node.kind == QueryNode::Kind::either ? Clause::Kind::either
                                                                     : Clause::Kind::group,
                        .begin = node.begin,
                        .end = node.end};
        if (node.kind == QueryNode::Kind::group) {
          group(node.clauses, clause->clauses);
        } else {
          for (const QueryNode& alternative : node.clauses)
            if (auto sub = one(alternative)) clause->clauses.push_back(std::move(*sub));
        }
        if (clause->clauses.empty()) return std::nullopt;
        break;
      }
    }
    if (clause) clause->occur = node.occur;
    return clause;
  }

  // An operand of NEAR is a sequence of units.
  Clause near_operand(const QueryNode& node) {
    if (node.kind == QueryNode::Kind::phrase) return phrase_clause(node);
    Clause clause{.kind = Clause::Kind::phrase, .begin = node.begin, .end = node.end};
    if (node.kind == QueryNode::Kind::field)
      clause.units.push_back(expander_.place_unit(node.value, node.begin, node.end));
    else
      clause.units = expander_.units(node.words);
    for (const Unit& unit : clause.units) report(unit);
    return clause;
  }

  std::optional<Clause> field(const QueryNode& node) {
    Clause clause{.kind = Clause::Kind::terms, .begin = node.begin, .end = node.end};
    if (node.field == "lang") {
      clause.terms.push_back(term(kLanguage, node.value));
    } else if (node.field == "source" || node.field == "author") {
      for (const QueryWord& word : node.words)
        clause.terms.push_back(term(node.field == "source" ? kSource : kAuthor, word.term));
    } else if (node.field == "date") {
      clause.kind = Clause::Kind::date;
      clause.dates = node.dates;
    } else if (node.field == "title") {
      clause.kind = Clause::Kind::title;
      clause.units = expander_.units(node.words);
      for (const Unit& unit : clause.units) report(unit);
    } else if (node.field == "place") {
      clause.kind = Clause::Kind::unit;
      clause.units.push_back(expander_.place_unit(node.value, node.begin, node.end));
      if (clause.units[0].places.empty()) clause.kind = Clause::Kind::nothing;
      report(clause.units[0]);
    } else if (node.field == "name") {
      return name_clause(node, std::move(clause));
    } else if (node.field == "part") {
      if (node.occur == Occur::excluded)
        plan_.warnings.push_back({node.begin, node.end, "-part: is not known; left out"});
      else
        where(node.value);
      return std::nullopt;
    }
    return clause;
  }

  void where(std::string_view value) {
    plan_.where_given = true;
    plan_.where = value == "any"        ? Where::any
                  : value == "chrome"   ? Where::chrome
                  : value == "title"    ? Where::title
                  : value == "body"     ? Where::body
                  : value == "caption"  ? Where::caption
                  : value == "hashtags" ? Where::hashtags
                                        : Where::text;
  }

  Clause name_clause(const QueryNode& node, Clause clause) {
    const CompiledGazetteer& gazetteer = index_.gazetteer();
    clause.kind = Clause::Kind::name;
    clause.marks = node.exact;
    clause.spelling = node.exact ? fold_keeping_marks(node.value) : fold(node.value);
    for (const Resolved& resolved : places_called(gazetteer, node.value)) {
      clause.places.push_back(resolved.place);
      const auto [first, last] = gazetteer.names_of(resolved.place);
      for (NameNumber name = first; name < last; ++name) {
        const std::string text = gazetteer.name(name).text;
        if ((node.exact ? fold_keeping_marks(text) : fold(text)) == clause.spelling)
          clause.names.insert(name);
      }
    }
    if (clause.places.empty()) {
      plan_.warnings.push_back({node.begin, node.end, no_such_place(node.value)});
      clause.kind = Clause::Kind::nothing;
    }
    return clause;
  }

  void report(const Unit& unit) {
    for (const WordSet& set : unit.words) report(set);
    if (!unit.whole.variants.empty()) report(unit.whole);
    for (const PlaceVariant& place : unit.places) {
      const ExpansionKind kind = place.relation == Relation::family      ? ExpansionKind::family
                                 : place.relation == Relation::contained ? ExpansionKind::contained
                                                                         : ExpansionKind::place;
      plan_.expansions.push_back({.begin = unit.begin,
                                  .end = unit.end,
                                  .typed = typed(unit),
                                  .kind = kind,
                                  .form = index_.gazetteer().place_id(place.place),
                                  .name = index_.gazetteer().shown_name(place.place, options_.lang),
                                  .weight = place.weight,
                                  .documents = index_.count(place.place).documents});
    }
  }

  void report(const WordSet& set) {
    for (const Variant& variant : set.variants)
      plan_.expansions.push_back({.begin = set.word.begin,
                                  .end = set.word.end,
                                  .typed = set.word.term,
                                  .kind = variant.kind,
                                  .form = variant.term,
                                  .lang = variant.lang,
                                  .weight = variant.weight,
                                  .documents = variant.documents});
  }

  static std::string typed(const Unit& unit) {
    std::string text;
    for (const WordSet& set : unit.words) text += (text.empty() ? "" : " ") + set.word.term;
    return text;
  }

  const Index& index_;
  const SearchOptions& options_;
  Plan& plan_;
  Expander expander_;
};

}  // namespace

bool allows(Where where, Part part) {
  switch (where) {
    case Where::text:
      return part != Part::chrome;
    case Where::any:
      return true;
    case Where::chrome:
      return part == Part::chrome;
    case Where::title:
      return part == Part::title;
    case Where::body:
      return part == Part::body;
    case Where::caption:
      return part == Part::caption;
    case Where::hashtags:
      return part == Part::hashtags;
  }
  return true;
}

Plan make_plan(const Index& index, std::string_view query, const SearchOptions& options) {
  Plan plan;
  ParsedQuery parsed = parse_query(query);
  plan.understood = to_string(parsed.root);
  plan.warnings = std::move(parsed.warnings);
  plan.root.end = static_cast<std::uint32_t>(query.size());
  Planner(index, query, options, plan).group(parsed.root.clauses, plan.root.clauses);
  return plan;
}

bool is_under_name(const Clause& clause, const Mention& mention,
                   const std::function<std::string()>& surface) {
  if (mention.kind != MentionKind::name && mention.kind != MentionKind::metonym) return false;
  if (std::find(clause.places.begin(), clause.places.end(), mention.place) == clause.places.end())
    return false;
  // A listed mention is spelt as its name is; any other may still be spelt as asked.
  if (mention.rule == MentionRule::listed) return clause.names.contains(mention.name);
  const std::string text = surface();
  return (clause.marks ? fold_keeping_marks(text) : fold(text)) == clause.spelling;
}

}  // namespace byname
