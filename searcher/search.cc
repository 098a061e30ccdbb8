#include "searcher/search.h"

#include <algorithm>
#include <bit>
#include <unordered_map>
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

std::vector<Folded> folded(const Index& index, const std::vector<Ranked>& hits, bool fold) {
  std::vector<Folded> result;
  std::unordered_map<std::uint64_t, std::size_t> seen;
  for (const Ranked& hit : hits) {
    if (fold) {
      const auto [known, is_new] =
          seen.try_emplace(index.cluster_hash(hit.document), result.size());
      if (!is_new) {
        result[known->second].others.push_back(hit.document);
        continue;
      }
    }
    result.push_back({hit});
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

std::uint64_t count_clusters(const Index& index, const std::vector<Ranked>& hits) {
  // A table twice as large as there can be clusters: their numbers are good slots, and none is 0.
  std::vector<std::uint64_t> known(std::bit_ceil(hits.size() * 2 + 1));
  std::uint64_t count = 0;
  for (const Ranked& hit : hits) {
    const std::uint64_t cluster = index.cluster_hash(hit.document);
    std::size_t slot = cluster & (known.size() - 1);
    while (known[slot] != 0 && known[slot] != cluster) slot = (slot + 1) & (known.size() - 1);
    count += known[slot] == 0;
    known[slot] = cluster;
  }
  return count;
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
  answer.clusters = count_clusters(index, outcome.hits);
  answer.facets = make_facets(index, outcome.hits, options);
  if (!with_hits) return answer;
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
  const std::vector<Folded> clusters = folded(index, outcome.hits, options.fold);
  const std::size_t begin = std::min(options.offset, clusters.size());
  const std::size_t end = options.limit == 0
                              ? clusters.size()
                              : begin + std::min(options.limit, clusters.size() - begin);
  const Marker marker(plan.root);
  const PlaceHits places(index, plan, options);
  answer.hits.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const Ranked& ranked = clusters[i].first;
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
    tell_copies(index, clusters[i], hit);
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
