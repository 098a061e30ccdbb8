#include "searcher/sequences.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>

#include "schemas/fields.h"
#include "searcher/phrase_check.h"

namespace byname {
namespace {

using Documents = std::vector<DocumentNumber>;  // ascending

// To look into a token stream costs about as much as reading so many postings.
constexpr std::size_t kPostingsOfCheck = 8;

void make_set(Documents& documents) {
  if (!std::is_sorted(documents.begin(), documents.end()))
    std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
}

Documents both(const Documents& a, const Documents& b) {
  Documents result;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

// Fields in which a document that answers must have its words, or its places.
std::vector<const Field*> word_fields(Where where) {
  if (where == Where::title) return {&kTitle};
  if (where == Where::chrome) return {&kChrome};
  if (where == Where::any) return {&kText, &kChrome};
  return {&kText};
}
std::vector<const Field*> place_fields(Where where) {
  if (where == Where::chrome) return {&kChromePlace};
  if (where == Where::any) return {&kPlace, &kDoubtfulPlace, &kChromePlace};
  return {&kPlace, &kDoubtfulPlace};
}

// How often a pair counts; in some parts only the text can tell: then whether it may.
std::uint32_t count_of(const PairPosting& pair, Where where) {
  if (where == Where::chrome) return pair.furniture;
  return pair.text + (where == Where::any ? pair.furniture : 0);
}

// The forms of a word in a segment: those of which all pairs are known, and the others.
struct FormsThere {
  std::vector<TermNumber> frequent{};
  std::vector<std::string_view> rare{};
  std::uint64_t frequent_documents = 0;
  std::uint64_t rare_documents = 0;
};

class SegmentSequences {
 public:
  SegmentSequences(const Index& index, const Clause& clause, Where where, unsigned segment,
                   PhraseCheck& check)
      : index_(index), clause_(clause), where_(where), segment_(segment), check_(check) {}

  void find(std::vector<Posting>& found) {
    if (clause_.kind == Clause::Kind::phrase && clause_.units.size() == 2 && are_counted_pairs())
      if (const auto pair = known_pair(clause_.units[0], clause_.units[1]))
        return count_pairs(*pair, found);
    for (const DocumentNumber document : candidates())
      if (const std::uint32_t count = check_.count(document, where_))
        found.push_back({document, count});
  }

 private:
  struct KnownPair {
    std::vector<PairPosting> pairs{};  // of the frequent forms, ascending
    Documents others{};                // that hold rare forms
  };

  bool are_counted_pairs() const {
    return where_ == Where::text || where_ == Where::any || where_ == Where::chrome;
  }

  FormsThere forms_of(const Unit& unit) const {
    FormsThere forms;
    for (const Variant& variant : unit.words[0].variants)
      if (const auto number = index_.term_number(segment_, variant.term)) {
        const bool frequent = *number < index_.frequent_terms(segment_);
        if (frequent)
          forms.frequent.push_back(*number);
        else
          forms.rare.push_back(variant.term);
        (frequent ? forms.frequent_documents : forms.rare_documents) += variant.documents;
      }
    return forms;
  }

  void add(const std::vector<const Field*>& fields, std::string_view value,
           Documents& documents) const {
    for (const Field* field : fields) {
      const auto known = static_cast<std::ptrdiff_t>(documents.size());
      for (const Posting& posting : index_.postings(term(*field, value), segment_))
        documents.push_back(posting.document);
      std::inplace_merge(documents.begin(), documents.begin() + known, documents.end());
    }
  }

  std::optional<KnownPair> known_pair(const Unit& first, const Unit& second) const {
    if (!is_one_word(first) || !is_one_word(second)) return std::nullopt;
    const FormsThere a = forms_of(first);
    const FormsThere b = forms_of(second);
    if (a.frequent.empty() || b.frequent.empty()) return std::nullopt;
    // All words that begin with one letter, say: postings of both words serve as well.
    if (a.rare_documents + b.rare_documents > std::min(a.frequent_documents, b.frequent_documents))
      return std::nullopt;
    KnownPair known;
    for (const TermNumber x : a.frequent)
      for (const TermNumber y : b.frequent) {
        std::vector<PairPosting> more = index_.pair_postings(segment_, x, y);
        if (known.pairs.empty())
          known.pairs = std::move(more);
        else
          known.pairs.insert(known.pairs.end(), more.begin(), more.end());
      }
    if (a.frequent.size() * b.frequent.size() > 1) join(known.pairs);
    for (const FormsThere* forms : {&a, &b})
      for (const std::string_view form : forms->rare) add(word_fields(where_), form, known.others);
    make_set(known.others);
    return known;
  }

  // Sums up those of one document.
  static void join(std::vector<PairPosting>& pairs) {
    std::stable_sort(pairs.begin(), pairs.end(), [](const PairPosting& a, const PairPosting& b) {
      return a.document < b.document;
    });
    std::size_t kept = 0;
    for (const PairPosting& pair : pairs) {
      if (kept > 0 && pairs[kept - 1].document == pair.document) {
        pairs[kept - 1].text += pair.text;
        pairs[kept - 1].furniture += pair.furniture;
      } else {
        pairs[kept++] = pair;
      }
    }
    pairs.resize(kept);
  }

  // A document that holds a rare form too is looked into: pairs do not know all of it.
  void count_pairs(const KnownPair& known, std::vector<Posting>& found) {
    auto other = known.others.begin();
    const auto check_until = [&](std::optional<DocumentNumber> end) {
      for (; other != known.others.end() && (!end || *other < *end); ++other)
        if (const std::uint32_t count = check_.count(*other, where_))
          found.push_back({*other, count});
    };
    for (const PairPosting& pair : known.pairs) {
      check_until(pair.document);
      if (other != known.others.end() && *other == pair.document) continue;
      if (const std::uint32_t count = count_of(pair, where_))
        found.push_back({pair.document, count});
    }
    check_until(std::nullopt);
  }

  // An upper bound, as far as words go.
  std::uint64_t frequency(const Unit& unit) const {
    const auto of = [](const WordSet& set) {
      std::uint64_t sum = 0;
      for (const Variant& variant : set.variants) sum += variant.documents;
      return sum;
    };
    std::uint64_t rarest = unit.words.empty() ? 0 : of(unit.words[0]);
    for (const WordSet& set : unit.words) rarest = std::min(rarest, of(set));
    std::uint64_t places = 0;
    for (const PlaceVariant& place : unit.places) places += index_.count(place.place).documents;
    return rarest + of(unit.whole) + places;
  }

  Documents documents_of(const WordSet& set) const {
    Documents documents;
    for (const Variant& variant : set.variants) add(word_fields(where_), variant.term, documents);
    make_set(documents);
    return documents;
  }

  Documents documents_of(const Unit& unit) const {
    Documents documents;
    for (std::size_t i = 0; i < unit.words.size(); ++i) {
      Documents list = documents_of(unit.words[i]);
      documents = i == 0 ? std::move(list) : both(documents, list);
    }
    const auto known = static_cast<std::ptrdiff_t>(documents.size());
    const Documents whole = documents_of(unit.whole);
    documents.insert(documents.end(), whole.begin(), whole.end());
    std::inplace_merge(documents.begin(), documents.begin() + known, documents.end());
    for (const PlaceVariant& place : unit.places)
      add(place_fields(where_), std::to_string(place.place), documents);
    make_set(documents);
    return documents;
  }

  // Documents that hold every unit, and some that do not.
  Documents candidates() const {
    Documents result;
    bool any = false;
    const auto narrow = [&](Documents&& documents) {
      result = any ? both(result, documents) : std::move(documents);
      any = true;
    };
    std::vector<const Unit*> left;
    const auto sequence = [&](std::span<const Unit> units) {
      std::vector<bool> done(units.size());
      for (std::size_t i = 0; i + 1 < units.size(); ++i) {
        const auto pair = known_pair(units[i], units[i + 1]);
        if (!pair) continue;
        Documents documents = pair->others;
        for (const PairPosting& posting : pair->pairs)
          if (count_of(posting, where_) > 0) documents.push_back(posting.document);
        make_set(documents);
        narrow(std::move(documents));
        done[i] = done[i + 1] = true;
      }
      for (std::size_t i = 0; i < units.size(); ++i)
        if (!done[i]) left.push_back(&units[i]);
    };
    if (clause_.kind == Clause::Kind::phrase) sequence(clause_.units);
    for (const Clause& operand : clause_.clauses) sequence(operand.units);
    std::vector<std::pair<std::uint64_t, const Unit*>> by_frequency;
    for (const Unit* unit : left) by_frequency.emplace_back(frequency(*unit), unit);
    std::stable_sort(by_frequency.begin(), by_frequency.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [documents, unit] : by_frequency) {
      if (any && documents > result.size() * kPostingsOfCheck) break;
      narrow(documents_of(*unit));
    }
    return result;
  }

  const Index& index_;
  const Clause& clause_;
  const Where where_;
  const unsigned segment_;
  PhraseCheck& check_;
};

}  // namespace

std::vector<Posting> find_sequences(const Index& index, const Clause& clause, Where where) {
  std::vector<Posting> found;
  PhraseCheck check(index, clause);
  for (unsigned segment = 0; segment < index.segment_count(); ++segment)
    SegmentSequences(index, clause, where, segment, check).find(found);
  return found;
}

}  // namespace byname
