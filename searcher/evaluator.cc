#include "searcher/evaluator.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "schemas/fields.h"
#include "searcher/dates.h"
#include "searcher/sequences.h"
#include "searcher/weights.h"
#include "text/scanner.h"

namespace byname {
namespace {

using List = std::vector<Scored>;

List both(const List& a, const List& b) {
  List result;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->document < j->document) {
      ++i;
    } else if (j->document < i->document) {
      ++j;
    } else {
      result.push_back({i->document, i->score + j->score});
      ++i;
      ++j;
    }
  }
  return result;
}

List any(const List& a, const List& b) {
  List result;
  result.reserve(a.size() + b.size());
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->document < j->document)) {
      result.push_back(*i++);
    } else if (i == a.end() || j->document < i->document) {
      result.push_back(*j++);
    } else {
      result.push_back({i->document, i->score + j->score});
      ++i;
      ++j;
    }
  }
  return result;
}

List without(const List& a, const List& b) {
  List result;
  auto j = b.begin();
  for (const Scored& scored : a) {
    while (j != b.end() && j->document < scored.document) ++j;
    if (j == b.end() || j->document != scored.document) result.push_back(scored);
  }
  return result;
}

// Sorting a number costs about as much as looking at so many.
constexpr std::size_t kDocumentsOfSort = 32;

std::uint64_t distinct(std::vector<DocumentNumber>& documents) {
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents.size();
}

double certainty(const Mention& mention) {
  return mention.confidence < kDoubtful ? weights::kDoubtful : 1;
}

// The words of a name are its mention's too, so the lesser of the two only
// breaks ties in favour of the name as typed.
double combined(double word, double place) {
  return std::max(word, place) + weights::kSameName * std::min(word, place);
}

bool is_text_part(Where where) {
  return where == Where::body || where == Where::caption || where == Where::hashtags;
}

}  // namespace

void Evaluator::Sums::reset(std::size_t documents) {
  if (value_.size() != documents) {
    value_.assign(documents, 0);
  } else {
    for (const DocumentNumber document : touched_) value_[document] = 0;
  }
  touched_.clear();
  sorted_ = true;
}

void Evaluator::Sums::add(DocumentNumber document, double value) {
  if (value <= 0) return;
  if (value_[document] == 0) {
    if (!touched_.empty() && touched_.back() > document) sorted_ = false;
    touched_.push_back(document);
  }
  value_[document] += value;
}

const std::vector<DocumentNumber>& Evaluator::Sums::documents() {
  if (!sorted_ && touched_.size() > value_.size() / kDocumentsOfSort) {
    // Of very many, going through all numbers is faster than sorting these.
    touched_.clear();
    for (std::size_t i = 0; i < value_.size(); ++i)
      if (value_[i] > 0) touched_.push_back(static_cast<DocumentNumber>(i));
  } else if (!sorted_) {
    std::sort(touched_.begin(), touched_.end());
  }
  sorted_ = true;
  return touched_;
}

Evaluator::Evaluator(const Index& index, const Plan& plan, const SearchOptions& options)
    : index_(index), plan_(plan), options_(options) {}

const std::vector<Posting>& Evaluator::postings(const std::string& term) {
  const auto [entry, made] = postings_.try_emplace(term);
  if (made) entry->second = index_.postings(term);
  return entry->second;
}

void Evaluator::add_term(const std::string& term, double weight, Sums& sums) {
  for (const Posting& posting : postings(term)) sums.add(posting.document, weight * posting.count);
}

void Evaluator::add_words(const WordSet& set, Where where, Sums& sums) {
  for (const Variant& variant : set.variants) {
    if (where == Where::title) {
      add_term(term(kTitle, variant.term), variant.weight, sums);
      continue;
    }
    if (where != Where::chrome) {
      add_term(term(kText, variant.term), variant.weight, sums);
      add_term(term(kTitle, variant.term), variant.weight * weights::kTitle, sums);
    }
    if (where == Where::any || where == Where::chrome)
      add_term(term(kChrome, variant.term), variant.weight * weights::kFurniture, sums);
  }
}

void Evaluator::add_places(const Unit& unit, Where where, Sums& sums) {
  for (const PlaceVariant& place : unit.places) {
    const std::string number = std::to_string(place.place);
    if (where == Where::title) {
      index_.mentions_of(place.place, [&](DocumentNumber document, const Mention& mention) {
        if (mention.part == Part::title &&
            (mention.kind == MentionKind::name || mention.kind == MentionKind::metonym))
          sums.add(document,
                   place.weight * (mention.confidence < kDoubtful ? weights::kDoubtful : 1));
      });
      continue;
    }
    if (where != Where::chrome) {
      add_term(term(kPlace, number), place.weight, sums);
      add_term(term(kDoubtfulPlace, number), place.weight * weights::kDoubtful, sums);
    }
    if (where == Where::any || where == Where::chrome)
      add_term(term(kChromePlace, number), place.weight * weights::kFurniture, sums);
  }
}

// Weighted occurrences of a unit: its words (all of them: the rarest counts) or
// its places, whichever are more.
List Evaluator::occurrences(const Unit& unit, Where where) {
  const std::size_t documents = index_.document_end();
  least_.reset(documents);
  for (std::size_t i = 0; i < unit.words.size(); ++i) {
    if (i == 0) {
      add_words(unit.words[0], where, least_);
      continue;
    }
    words_.reset(documents);
    add_words(unit.words[i], where, words_);
    List lesser;
    for (const DocumentNumber document : least_.documents())
      if (words_.at(document) > 0)
        lesser.push_back({document, std::min(least_.at(document), words_.at(document))});
    least_.reset(documents);
    for (const Scored& scored : lesser) least_.add(scored.document, scored.score);
  }
  add_words(unit.whole, where, least_);
  if (unit.places.empty()) {
    List result;
    result.reserve(least_.documents().size());
    for (const DocumentNumber document : least_.documents())
      result.push_back({document, least_.at(document)});
    return result;
  }
  places_.reset(documents);
  add_places(unit, where, places_);
  List result;
  const auto& by_word = least_.documents();
  const auto& by_place = places_.documents();
  result.reserve(std::max(by_word.size(), by_place.size()));
  const auto add = [&](DocumentNumber document) {
    const double word = least_.at(document);
    const double place = places_.at(document);
    result.push_back({document, combined(word, place)});
  };
  auto i = by_word.begin();
  auto j = by_place.begin();
  while (i != by_word.end() || j != by_place.end()) {
    if (j == by_place.end() || (i != by_word.end() && *i < *j)) {
      add(*i++);
    } else {
      if (i != by_word.end() && *i == *j) ++i;
      add(*j++);
    }
  }
  return result;
}

double Evaluator::idf(std::size_t documents) const {
  const double all = static_cast<double>(std::max<std::uint64_t>(index_.live_documents(), 1));
  const double with = std::min(static_cast<double>(documents), all);
  return std::log(1 + (all - with + 0.5) / (with + 0.5));
}

List Evaluator::score(const List& occurrences, double b) const {
  List result;
  result.reserve(occurrences.size());
  const double rarity = idf(occurrences.size());
  const double mean = std::max(index_.mean_length(), 1.0);
  for (const Scored& scored : occurrences) {
    const double length = index_.length(scored.document) / mean;
    const double weight =
        scored.score * (weights::kK1 + 1) / (scored.score + weights::kK1 * (1 - b + b * length));
    result.push_back({scored.document, rarity * weight});
  }
  return result;
}

List Evaluator::everything() const {
  List result;
  result.reserve(index_.live_documents());
  for (DocumentNumber document = 0; document < index_.document_end(); ++document)
    if (!index_.deleted(document)) result.push_back({document, 0});
  return result;
}

List Evaluator::evaluate(const Clause& clause, Where where) {
  List result;
  switch (clause.kind) {
    case Clause::Kind::unit:
      return score(is_text_part(where) ? occurrences_in_part(clause.units[0], where)
                                       : occurrences(clause.units[0], where),
                   clause.units[0].places.empty() ? weights::kB : weights::kPlaceB);
    case Clause::Kind::phrase:
    case Clause::Kind::near:
      return sequence(clause, where);
    case Clause::Kind::either:
      for (const Clause& sub : clause.clauses) result = any(result, evaluate(sub, where));
      return result;
    case Clause::Kind::group:
      return group(clause, where);
    case Clause::Kind::terms:
      return terms(clause);
    case Clause::Kind::title:
      return titled(clause);
    case Clause::Kind::name:
      return named(clause, where);
    case Clause::Kind::date:
      return dated(clause, nullptr);
    case Clause::Kind::everything:
      return everything();
    case Clause::Kind::nothing:
      return {};
  }
  return result;
}

// Inside brackets every clause must match.
List Evaluator::group(const Clause& clause, Where where) {
  List result;
  bool first = true;
  for (const Clause& sub : clause.clauses) {
    if (sub.occur == Occur::excluded || sub.kind == Clause::Kind::date) continue;
    List list = evaluate(sub, where);
    result = first ? std::move(list) : both(result, list);
    first = false;
  }
  if (first) result = everything();
  for (const Clause& sub : clause.clauses) {
    if (sub.kind == Clause::Kind::date)
      result =
          sub.occur == Occur::excluded ? without(result, dated(sub, &result)) : dated(sub, &result);
    else if (sub.occur == Occur::excluded)
      result = without(result, evaluate(sub, where));
  }
  return result;
}

List Evaluator::sequence(const Clause& clause, Where where) {
  List found;
  for (const Posting& posting : find_sequences(index_, clause, where))
    found.push_back({posting.document, static_cast<double>(posting.count)});
  return score(found);
}

List Evaluator::named(const Clause& clause, Where where) {
  words_.reset(index_.document_end());
  for (const PlaceNumber place : clause.places)
    index_.mentions_of(place, [&](DocumentNumber document, const Mention& mention) {
      if (!allows(where, mention.part)) return;
      const bool under = is_under_name(
          clause, mention, [&] { return index_.text(document, mention.begin, mention.end); });
      if (under) words_.add(document, 1);
    });
  List found;
  for (const DocumentNumber document : words_.documents())
    found.push_back({document, words_.at(document)});
  return score(found);
}

List Evaluator::titled(const Clause& clause) {
  List result;
  bool first = true;
  for (const Unit& unit : clause.units) {
    List list = score(occurrences(unit, Where::title));
    result = first ? std::move(list) : both(result, list);
    first = false;
  }
  return result;
}

List Evaluator::terms(const Clause& clause) {
  List result;
  bool first = true;
  for (const std::string& filter : clause.terms) {
    List list;
    for (const Posting& posting : postings(filter)) list.push_back({posting.document, 0});
    result = first ? std::move(list) : both(result, list);
    first = false;
  }
  return result;
}

List Evaluator::dated(const Clause& clause, const List* among) {
  List result;
  for (const Scored& scored : among != nullptr ? *among : everything()) {
    switch (match_date(index_.date(scored.document), clause.dates)) {
      case DateMatch::perhaps:
        vague_.push_back(scored.document);
        [[fallthrough]];
      case DateMatch::yes:
        result.push_back(scored);
        break;
      case DateMatch::undated:
        undated_.push_back(scored.document);
        break;
      case DateMatch::no:
        break;
    }
  }
  return result;
}

// Postings do not know body from caption: the candidates' texts are counted again.
List Evaluator::occurrences_in_part(const Unit& unit, Where where) {
  List result;
  TokenStream stream;
  for (const Scored& candidate : occurrences(unit, Where::text)) {
    const DocumentNumber number = candidate.document;
    const std::vector<PartSpan> parts = index_.document(number).parts;
    scan(index_.text(number, 0, index_.text_size(number)), stream);
    const auto count = [&](const WordSet& set) {
      double sum = 0;
      for (const Token& token : stream.tokens)
        for (const Variant& variant : set.variants)
          if (variant.term == stream.term(token) && allows(where, part_at(parts, token.begin)))
            sum += variant.weight;
      return sum;
    };
    double word = unit.words.empty() ? 0 : count(unit.words[0]);
    for (const WordSet& set : unit.words) word = word > 0 ? std::min(word, count(set)) : 0;
    double place = 0;
    for (const Mention& mention : index_.mentions(number))
      for (const PlaceVariant& variant : unit.places)
        if (variant.place == mention.place && is_mention(mention) && allows(where, mention.part))
          place += variant.weight * certainty(mention);
    if (const double both_ways = combined(word, place); both_ways > 0)
      result.push_back({number, both_ways});
  }
  return result;
}

// Everything that is required, by the rule of the query language. Documents
// that hold fewer of the loose words go to `partial`, if that is asked for.
List Evaluator::root_list(Where where, List* partial) {
  const auto& clauses = plan_.root.clauses;
  const auto is_required = [](const Clause& clause) {
    return clause.occur == Occur::required && clause.kind != Clause::Kind::date;
  };
  const auto counts = [](const Clause& clause) {
    return clause.kind != Clause::Kind::unit || !clause.units[0].function_word;
  };
  std::size_t loose = 0;
  std::size_t content = 0;
  for (const Clause& clause : clauses)
    if (clause.occur == Occur::loose) ++loose, content += counts(clause);
  // Function words are scored, but not required unless there is nothing else.
  const bool every = content == 0 || (loose < 3 && options_.match != MatchMode::any);

  List required;
  bool any_required = false;
  for (const Clause& clause : clauses) {
    if (!is_required(clause)) continue;
    List list = evaluate(clause, where);
    required = any_required ? both(required, list) : std::move(list);
    any_required = true;
  }
  Sums scores;
  Sums matched;
  List single;  // what the one loose clause finds, if there is nothing else
  const bool is_single = loose == 1 && !any_required;
  if (!is_single) {
    scores.reset(index_.document_end());
    matched.reset(index_.document_end());
  }
  std::size_t needed = 0;
  for (const Clause& clause : clauses) {
    if (clause.occur != Occur::loose) continue;
    const bool needs = every || counts(clause);
    needed += needs;
    List list = evaluate(clause, where);
    if (partial != nullptr) {
      loose_.emplace_back();
      for (const Scored& scored : list) loose_.back().push_back(scored.document);
    }
    if (is_single) {
      single = std::move(list);
      break;
    }
    for (const Scored& scored : list) {
      // A clause may match without a score (a field in brackets): it still counts.
      scores.add(scored.document, scored.score);
      if (needs) matched.add(scored.document, 1);
    }
  }
  List full;
  List fewer;
  if (is_single) {
    full = std::move(single);
  } else if (loose == 0) {
    full = any_required ? std::move(required) : everything();
  } else {
    const auto take = [&](DocumentNumber document, double score) {
      const bool all = matched.at(document) + 0.5 > static_cast<double>(needed);
      (all ? full : fewer).push_back({document, score + scores.at(document)});
    };
    if (any_required) {
      for (const Scored& scored : required) take(scored.document, scored.score);
    } else {
      for (const DocumentNumber document : matched.documents()) take(document, 0);
    }
  }
  const auto restrict = [&](List& list) {
    for (const Clause& clause : clauses)
      if (clause.occur == Occur::excluded && clause.kind != Clause::Kind::date && !list.empty())
        list = without(list, evaluate(clause, where));
    for (const Clause& clause : clauses)
      if (clause.kind == Clause::Kind::date)
        list = clause.occur == Occur::excluded ? without(list, dated(clause, &list))
                                               : dated(clause, &list);
  };
  restrict(full);
  const bool soft = loose >= 3 && content > 0;
  if (partial != nullptr) {
    if (options_.match == MatchMode::any ||
        (options_.match == MatchMode::most && soft && full.size() < weights::kFew)) {
      restrict(fewer);
      *partial = std::move(fewer);
    }
  }
  return full;
}

std::vector<bool> Evaluator::loose_matches(DocumentNumber document) const {
  std::vector<bool> matched;
  for (const auto& documents : loose_)
    matched.push_back(std::binary_search(documents.begin(), documents.end(), document));
  return matched;
}

Outcome Evaluator::run() {
  Outcome outcome;
  const auto order = [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.document < b.document;
  };
  // How many must be in order.
  const std::size_t all = std::numeric_limits<std::size_t>::max();
  const bool some = options_.sort == SortOrder::relevance && options_.limit != 0 &&
                    options_.limit < all - options_.offset;
  const std::size_t shown = some ? options_.offset + options_.limit : all;
  const auto sort = [&](auto& list) {
    const std::size_t wanted = std::min(shown, list.size());
    if (wanted > list.size() / 4) return std::sort(list.begin(), list.end(), order);
    std::partial_sort(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(wanted), list.end(),
                      order);
  };
  const auto append = [&](List& list, HitKind kind) {
    sort(list);
    for (const Scored& scored : list) outcome.hits.push_back({scored.document, scored.score, kind});
  };
  List partial;
  List full = root_list(plan_.where, &partial);
  outcome.match.full = full.size();
  outcome.match.partial = partial.size();
  if (options_.match == MatchMode::any) {
    // One ranking by score: the kind only says how much was found.
    for (const Scored& scored : full)
      outcome.hits.push_back({scored.document, scored.score, HitKind::full});
    for (const Scored& scored : partial)
      outcome.hits.push_back({scored.document, scored.score, HitKind::partial});
    sort(outcome.hits);
  } else {
    append(full, HitKind::full);
    append(partial, HitKind::partial);
  }
  if (!plan_.where_given && outcome.match.full < weights::kFew) {
    std::vector<DocumentNumber> known;
    for (const Ranked& hit : outcome.hits) known.push_back(hit.document);
    std::sort(known.begin(), known.end());
    List furniture = root_list(Where::any, nullptr);
    std::erase_if(furniture, [&](const Scored& scored) {
      return std::binary_search(known.begin(), known.end(), scored.document);
    });
    outcome.match.furniture = furniture.size();
    append(furniture, HitKind::furniture);
  }
  outcome.undated = distinct(undated_);
  outcome.vague_dates = distinct(vague_);
  outcome.match.mode = options_.match == MatchMode::all   ? "all"
                       : options_.match == MatchMode::any ? "any"
                                                          : "most";
  for (const Clause& clause : plan_.root.clauses)
    outcome.match.words += clause.occur == Occur::loose &&
                           (clause.kind != Clause::Kind::unit || !clause.units[0].function_word);
  return outcome;
}

}  // namespace byname
