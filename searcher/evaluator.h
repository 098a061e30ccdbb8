// Which documents answer a plan, and how well? Our own scorer over postings:
// exact totals, and scores that do not depend on shards, segments or threads.
//
// BM25 (Robertson and others 1994; idf ln(1 + (N - df + .5) / (df + .5))). The
// forms of a word and the mentions of its place are one term: their weighted
// occurrences add up, df is the number of documents with any of them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "searcher/plan.h"
#include "searcher/weights.h"
#include "store/index.h"

namespace byname {

struct Scored {
  DocumentNumber document = 0;
  double score = 0;

  bool operator==(const Scored&) const = default;
};

struct Ranked {
  DocumentNumber document = 0;
  double score = 0;
  HitKind kind = HitKind::full;

  bool operator==(const Ranked&) const = default;
};

struct Outcome {
  // Best first: full, partial, furniture; ties by document. By relevance only those that
  // are shown are in order.
  std::vector<Ranked> hits{};
  MatchReport match{};
  std::uint64_t undated = 0;
  std::uint64_t vague_dates = 0;  // of the hits: dated by year or month only, may lie outside
};

class Evaluator {
 public:
  Evaluator(const Index& index, const Plan& plan, const SearchOptions& options);
  Outcome run();

  // After run(): for each loose clause of the root, whether the document matches it.
  std::vector<bool> loose_matches(DocumentNumber document) const;

 private:
  // Ascending by document.
  using List = std::vector<Scored>;
  // Adds numbers to documents in any order, then gives them back in order.
  class Sums {
   public:
    void reset(std::size_t documents);
    void add(DocumentNumber document, double value);
    double at(DocumentNumber document) const { return value_[document]; }
    const std::vector<DocumentNumber>& documents();  // sorted

   private:
    std::vector<double> value_{};
    std::vector<DocumentNumber> touched_{};
    bool sorted_ = true;
  };

  const std::vector<Posting>& postings(const std::string& term);
  List occurrences(const Unit& unit, Where where);
  List occurrences_in_part(const Unit& unit, Where where);
  void add_words(const WordSet& set, Where where, Sums& sums);
  void add_term(const std::string& term, double weight, Sums& sums);
  void add_places(const Unit& unit, Where where, Sums& sums);
  List score(const List& occurrences, double b = weights::kB) const;
  List everything() const;
  List evaluate(const Clause& clause, Where where);
  List group(const Clause& clause, Where where);
  List sequence(const Clause& clause, Where where);
  List named(const Clause& clause, Where where);
  List titled(const Clause& clause);
  List terms(const Clause& clause);
  List dated(const Clause& clause, const List* among);
  List root_list(Where where, List* partial);
  double idf(std::size_t documents) const;

  const Index& index_;
  const Plan& plan_;
  const SearchOptions& options_;
  std::unordered_map<std::string, std::vector<Posting>> postings_{};
  Sums words_{};
  Sums least_{};
  Sums places_{};
  std::vector<DocumentNumber> undated_{};
  std::vector<DocumentNumber> vague_{};
  std::vector<std::vector<DocumentNumber>> loose_{};  // documents of each loose clause
};

}  // namespace byname
