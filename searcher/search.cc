#include "searcher/search.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "searcher/dates.h"
#include "searcher/evaluator.h"
#include "searcher/facets.h"
#include "searcher/marker.h"
#include "searcher/place_hits.h"
#include "searcher/plan.h"
#include "searcher/snippet.h"

namespace byname {
namespace {

// Newest or oldest first; documents without a date last; then by rank.
void sort_by_date(const Index& index, std::vector<Ranked>& hits, bool newest) {
  struct Key {
    bool dated = false;
    long day = 0;
    std::string iso{};
  };
  std::vector<std::pair<Key, Ranked>> keyed;
  keyed.reserve(hits.size());
  for (const Ranked& hit : hits) {
    const Date date = index.date(hit.document);
    const auto days = days_of(date.iso);
    keyed.push_back({{days.has_value(), days ? days->first : 0, date.iso}, hit});
  }
  std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    if (a.first.dated != b.first.dated) return a.first.dated;
    if (a.first.day != b.first.day) return newest == (a.first.day > b.first.day);
    return newest ? a.first.iso > b.first.iso : a.first.iso < b.first.iso;
  });
  for (std::size_t i = 0; i < hits.size(); ++i) hits[i] = keyed[i].second;
}

// Documents of one cluster, in the order of the answer.
struct Folded {
  Ranked first{};
  std::vector<std::uint32_t> others{};
};

struct ClustersOfAnswer {
  std::vector<Folded> shown{};  // the first ones; without folding a document each
  std::uint64_t clusters = 0;
};

// One pass over all hits: those of clusters that are not shown are only counted.
ClustersOfAnswer clusters_of(const Index& index, const std::vector<Ranked>& hits, bool fold,
                             std::size_t most) {
  // A table twice as large as there can be clusters: their numbers are good slots, and none is 0.
  struct Slot {
    std::uint64_t cluster = 0;
    std::size_t place = 0;  // in the order of the answer
  };
  ClustersOfAnswer result;
  std::vector<Slot> slots(std::bit_ceil(hits.size() * 2 + 1));
  for (const Ranked& hit : hits) {
    const std::uint64_t cluster = index.cluster_hash(hit.document);
    std::size_t at = cluster & (slots.size() - 1);
    while (slots[at].cluster != 0 && slots[at].cluster != cluster)
      at = (at + 1) & (slots.size() - 1);
    const bool is_new = slots[at].cluster == 0;
    if (is_new) slots[at] = {cluster, result.clusters++};
    if (!fold || is_new) {
      if (result.shown.size() < most) result.shown.push_back({hit});
    } else if (slots[at].place < result.shown.size()) {
      result.shown[slots[at].place].others.push_back(hit.document);
    }
  }
  return result;
}

void tell_copies(const Index& index, const Folded& cluster, Hit& hit) {
  constexpr std::size_t kMostSources = 5;
  hit.copies = cluster.others.size();
  for (const std::uint32_t other : cluster.others) {
    std::string source = index.source(other);
    if (source.empty() ||
        std::find(hit.copied_by.begin(), hit.copied_by.end(), source) != hit.copied_by.end())
      continue;
    hit.copied_by.push_back(std::move(source));
    if (hit.copied_by.size() == kMostSources) return;
  }
}

// The loose words of the query that this document does not hold, as typed.
std::vector<std::string> missing_words(std::string_view query, const Plan& plan,
                                       const std::vector<bool>& matched) {
  std::vector<std::string> words;
  std::size_t loose = 0;
  for (const Clause& clause : plan.root.clauses) {
    if (clause.occur != Occur::loose) continue;
    if (loose < matched.size() && !matched[loose])
      words.emplace_back(query.substr(clause.begin, clause.end - clause.begin));
    ++loose;
  }
  return words;
}

void warn_about(const Outcome& outcome, const Plan& plan, SearchAnswer& answer) {
  if (outcome.undated > 0)
    answer.warnings.push_back(
        {0, 0,
         std::to_string(outcome.undated) +
             (outcome.undated == 1 ? " document that matches otherwise has no date"
                                   : " documents that match otherwise have no date") +
             " and is left out; date:none finds such documents"});
  if (outcome.vague_dates > 0)
    answer.warnings.push_back({0, 0,
                               std::to_string(outcome.vague_dates) +
                                   " of the dates are known to the month or year only and may "
                                   "lie outside the range"});
  if (plan.root.clauses.empty())
    answer.warnings.push_back({0, 0, "nothing was asked; * finds every document"});
}

SearchAnswer answer_of(const Index& index, std::string_view query, const SearchOptions& options,
                       bool with_hits) {
  const Plan plan = make_plan(index, query, options);
  Evaluator evaluator(index, plan, options);
  Outcome outcome = plan.root.clauses.empty() && !plan.where_given ? Outcome{} : evaluator.run();
  SearchAnswer answer{.query = std::string(query),
                      .understood = plan.understood,
                      .expansions = plan.expansions,
                      .total = outcome.hits.size(),
                      .undated = outcome.undated,
                      .match = outcome.match,
                      .generation = index.generation(),
                      .warnings = plan.warnings};
  warn_about(outcome, plan, answer);
  answer.facets = make_facets(index, outcome.hits, options);
  if (!with_hits) {
    answer.clusters = clusters_of(index, outcome.hits, options.fold, 0).clusters;
    return answer;
  }
  switch (options.sort) {
    case SortOrder::relevance:
      break;
    case SortOrder::newest:
      sort_by_date(index, outcome.hits, true);
      break;
    case SortOrder::oldest:
      sort_by_date(index, outcome.hits, false);
      break;
    case SortOrder::document:
      std::sort(outcome.hits.begin(), outcome.hits.end(),
                [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
      break;
  }
  const std::size_t all = outcome.hits.size();
  const std::size_t begin = std::min(options.offset, all);
  const ClustersOfAnswer clusters =
      clusters_of(index, outcome.hits, options.fold,
                  options.limit == 0 ? all : begin + std::min(options.limit, all - begin));
  answer.clusters = clusters.clusters;
  const std::size_t end = clusters.shown.size();
  const Marker marker(plan.root);
  const PlaceHits places(index, plan, options);
  answer.hits.reserve(end - std::min(begin, end));
  for (std::size_t i = begin; i < end; ++i) {
    const Ranked& ranked = clusters.shown[i].first;
    Hit hit{.rank = i + 1,
            .score = ranked.score,
            .kind = ranked.kind,
            .number = ranked.document,
            .document = options.with_text ? index.whole_document(ranked.document)
                                          : index.document(ranked.document)};
    const Where where = ranked.kind == HitKind::furniture ? Where::any : plan.where;
    hit.snippets = make_snippets(index, ranked.document, hit.document, marker, where,
                                 {options.snippets, options.snippet_bytes});
    hit.places = places.of(ranked.document);
    if (ranked.kind == HitKind::partial)
      hit.missing = missing_words(query, plan, evaluator.loose_matches(ranked.document));
    if (options.with_text) hit.document.source_map.clear();
    tell_copies(index, clusters.shown[i], hit);
    answer.hits.push_back(std::move(hit));
  }
  return answer;
}

}  // namespace

SearchAnswer search(const Index& index, std::string_view query, const SearchOptions& options) {
  return answer_of(index, query, options, true);
}

SearchAnswer explain(const Index& index, std::string_view query, const SearchOptions& options) {
  return answer_of(index, query, options, false);
}

}  // namespace byname
