#include "tests/reference/slow_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "tests/reference/icu_scanner.h"
#include "text/sections.h"

namespace byname::test {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr double kPlaceB = 0.3;  // of places

struct Seen {
  bool matches = false;
  double score = 0;
};

class Reader {
 public:
  Reader(const std::vector<AnalyzedDocument>& corpus, const Plan& plan,
         const SearchOptions& options)
      : corpus_(corpus), plan_(plan), options_(options) {
    double total = 0;
    for (const AnalyzedDocument& d : corpus) {
      std::size_t length = 0;
      for (std::size_t i = 0; i < d.stream.tokens.size(); ++i) length += part(d, i) != Part::chrome;
      lengths_.push_back(static_cast<double>(length));
      total += static_cast<double>(length);
    }
    mean_ = std::max(total / static_cast<double>(std::max<std::size_t>(corpus.size(), 1)), 1.0);
  }

  std::vector<SlowHit> run() {
    std::vector<SlowHit> full;
    std::vector<SlowHit> partial;
    std::vector<SlowHit> furniture;
    read_root(plan_.where, full, &partial);
    const bool few = full.size() < 10;
    std::size_t loose = 0;
    std::size_t content = 0;
    for (const Clause& c : plan_.root.clauses)
      if (c.occur == Occur::loose) ++loose, content += !is_function_word(c);
    const bool with_partial =
        options_.match == MatchMode::any ||
        (options_.match == MatchMode::most && loose >= 3 && content > 0 && few);
    if (!with_partial) partial.clear();
    std::set<std::size_t> known;
    for (const auto* list : {&full, &partial})
      for (const SlowHit& hit : *list) known.insert(hit.document);
    if (!plan_.where_given && few) {
      read_root(Where::any, furniture, nullptr);
      std::erase_if(furniture, [&](const SlowHit& h) { return known.contains(h.document); });
      for (SlowHit& hit : furniture) hit.kind = HitKind::furniture;
    }
    for (SlowHit& hit : partial) hit.kind = HitKind::partial;
    if (options_.match == MatchMode::any) {
      full.insert(full.end(), partial.begin(), partial.end());
      partial.clear();
    }
    std::vector<SlowHit> hits;
    for (auto* list : {&full, &partial, &furniture}) {
      std::stable_sort(list->begin(), list->end(), [](const SlowHit& a, const SlowHit& b) {
        return a.score != b.score ? a.score > b.score : a.document < b.document;
      });
      hits.insert(hits.end(), list->begin(), list->end());
    }
    return hits;
  }

 private:
  static bool is_function_word(const Clause& c) {
    return c.kind == Clause::Kind::unit && c.units[0].function_word;
  }

  static Part part(const AnalyzedDocument& d, std::size_t token) {
    return part_at(d.document.parts, d.stream.tokens[token].begin);
  }

  static bool names(const Mention& m) {
    return m.kind == MentionKind::name || m.kind == MentionKind::metonym;
  }

  void read_root(Where where, std::vector<SlowHit>& full, std::vector<SlowHit>* fewer) {
    std::size_t loose = 0;
    std::size_t content = 0;
    for (const Clause& c : plan_.root.clauses)
      if (c.occur == Occur::loose) ++loose, content += !is_function_word(c);
    const bool every = content == 0 || (loose < 3 && options_.match != MatchMode::any);
    std::vector<std::vector<Seen>> seen;
    for (const Clause& c : plan_.root.clauses) seen.push_back(ask(c, where));
    bool positive = false;
    for (const Clause& c : plan_.root.clauses)
      positive |= c.occur == Occur::required && c.kind != Clause::Kind::date;
    for (std::size_t d = 0; d < corpus_.size(); ++d) {
      bool out = false;
      bool all = true;
      bool some = false;
      double score = 0;
      for (std::size_t i = 0; i < plan_.root.clauses.size(); ++i) {
        const Clause& c = plan_.root.clauses[i];
        const Seen& s = seen[i][d];
        if (c.occur == Occur::excluded) {
          out |= s.matches;
          continue;
        }
        if (c.occur == Occur::required && !s.matches) out = true;
        if (c.occur == Occur::loose && (every || !is_function_word(c))) {
          all &= s.matches;
          some |= s.matches;
        }
        if (s.matches) score += s.score;
      }
      if (out) continue;
      if (loose == 0 || all)
        full.push_back({d, score, HitKind::full});
      else if (fewer != nullptr && (some || positive))
        fewer->push_back({d, score, HitKind::partial});
    }
  }

  std::vector<Seen> ask(const Clause& c, Where where) {
    std::vector<Seen> result(corpus_.size());
    switch (c.kind) {
      case Clause::Kind::unit:
        return scored([&](std::size_t d) { return times(c.units[0], d, where); },
                      c.units[0].places.empty() ? kB : kPlaceB);
      case Clause::Kind::phrase:
        return scored([&](std::size_t d) {
          return static_cast<double>(phrase_spans(c.units, corpus_[d], where).size());
        });
      case Clause::Kind::near:
        return scored([&](std::size_t d) { return near(c, d, where); });
      case Clause::Kind::title: {
        for (Seen& s : result) s.matches = true;
        for (const Unit& unit : c.units) {
          const auto one = scored([&](std::size_t d) { return times(unit, d, Where::title); });
          for (std::size_t d = 0; d < result.size(); ++d) {
            result[d].matches &= one[d].matches;
            result[d].score += one[d].score;
          }
        }
        return result;
      }
      case Clause::Kind::either:
        for (const Clause& sub : c.clauses) {
          const auto one = ask(sub, where);
          for (std::size_t d = 0; d < result.size(); ++d) {
            result[d].matches |= one[d].matches;
            if (one[d].matches) result[d].score += one[d].score;
          }
        }
        return result;
      case Clause::Kind::group:
        for (Seen& s : result) s.matches = true;
        for (const Clause& sub : c.clauses) {
          const auto one = ask(sub, where);
          const bool wanted = sub.occur != Occur::excluded;
          for (std::size_t d = 0; d < result.size(); ++d) {
            result[d].matches &= one[d].matches == wanted;
            if (wanted) result[d].score += one[d].score;
          }
        }
        return result;
      case Clause::Kind::terms:
        for (std::size_t d = 0; d < result.size(); ++d) result[d].matches = has_terms(c, d);
        return result;
      case Clause::Kind::everything:
        for (Seen& s : result) s.matches = true;
        return result;
      case Clause::Kind::name:
        return scored([&](std::size_t d) { return times_named(c, corpus_[d], where); });
      case Clause::Kind::date:
        for (std::size_t d = 0; d < result.size(); ++d)
          result[d].matches = is_of(corpus_[d].document.date.iso, c.dates);
        return result;
      case Clause::Kind::nothing:
        return result;
    }
    return result;
  }

  template <typename Times>
  std::vector<Seen> scored(const Times& times_in, double b = kB) {
    std::vector<double> counts;
    double with = 0;
    for (std::size_t d = 0; d < corpus_.size(); ++d) {
      counts.push_back(times_in(d));
      with += counts.back() > 0;
    }
    const double all = static_cast<double>(corpus_.size());
    const double idf = std::log(1 + (all - with + 0.5) / (with + 0.5));
    std::vector<Seen> result;
    for (std::size_t d = 0; d < corpus_.size(); ++d) {
      const double tf = counts[d];
      const double norm = kK1 * (1 - b + b * (lengths_[d] / mean_));
      result.push_back({tf > 0, tf > 0 ? idf * (tf * (kK1 + 1) / (tf + norm)) : 0});
    }
    return result;
  }

  // What an occurrence in this part counts.
  static double worth(Part p, Where where) {
    switch (where) {
      case Where::text:
        return p == Part::chrome ? 0 : p == Part::title ? 2 : 1;
      case Where::any:
        return p == Part::chrome ? 0.5 : p == Part::title ? 2 : 1;
      case Where::chrome:
        return p == Part::chrome ? 0.5 : 0;
      case Where::title:
        return p == Part::title ? 1 : 0;
      case Where::body:
        return p == Part::body ? 1 : 0;
      case Where::caption:
        return p == Part::caption ? 1 : 0;
      case Where::hashtags:
        return p == Part::hashtags ? 1 : 0;
    }
    return 0;
  }

  static double times(const WordSet& set, const AnalyzedDocument& d, Where where) {
    double sum = 0;
    for (const Variant& v : set.variants)
      for (std::size_t i = 0; i < d.stream.tokens.size(); ++i)
        if (d.stream.term(i) == v.term) sum += v.weight * worth(part(d, i), where);
    return sum;
  }

  double times(const Unit& unit, std::size_t number, Where where) const {
    const AnalyzedDocument& d = corpus_[number];
    double words = unit.words.empty() ? 0 : times(unit.words[0], d, where);
    for (const WordSet& set : unit.words) words = std::min(words, times(set, d, where));
    double places = 0;
    for (const PlaceVariant& place : unit.places)
      for (const Mention& m : d.mentions) {
        if (!names(m) || m.place != place.place) continue;
        // Of places the title says no more than the text: their terms do not tell.
        double here = worth(m.part, where);
        if (m.part == Part::title) here = std::min(here, 1.0);
        places +=
            place.weight * here * (m.confidence < kDoubtful && m.part != Part::chrome ? 0.5 : 1);
      }
    return std::max(words, places) + 0.2 * std::min(words, places);
  }

  // Mentions under a name: listed ones by their name, others by their spelling.
  static double times_named(const Clause& c, const AnalyzedDocument& d, Where where) {
    double count = 0;
    for (const Mention& m : d.mentions) {
      if (!names(m) || worth(m.part, where) == 0 ||
          std::find(c.places.begin(), c.places.end(), m.place) == c.places.end())
        continue;
      const std::string surface = d.document.text.substr(m.begin, m.end - m.begin);
      const bool under = m.rule == MentionRule::listed
                             ? c.names.contains(m.name)
                             : terms_of(c.marks ? scan_by_icu_keeping_marks(surface)
                                                : scan_by_icu(surface)) == c.spelling;
      count += under;
    }
    return count;
  }

  // Whether some day of a date (2020, 2020-11, 2020-11-09) lies in the range.
  static bool is_of(const std::string& iso, const DateRange& range) {
    if (range.none || iso.empty()) return range.none && iso.empty();
    const auto day = [](const std::string& date, const std::string& rest) {
      return date.substr(0, 10) + rest.substr(std::min<std::size_t>(date.size(), 10));
    };
    return (range.to.empty() || day(iso, "0000-01-01") <= day(range.to, "9999-12-31")) &&
           (range.from.empty() || day(iso, "9999-12-31") >= day(range.from, "0000-01-01"));
  }

  // Every way to read units from token `at` on: where it ends.
  static std::set<std::size_t> ends(const std::vector<Unit>& units, std::size_t u,
                                    const AnalyzedDocument& d, std::size_t at, Where where) {
    if (u == units.size()) return {at};
    std::set<std::size_t> result;
    const auto& tokens = d.stream.tokens;
    const auto usable = [&](std::size_t i, bool first) {
      return i < tokens.size() && worth(part(d, i), where) > 0 &&
             (first || (tokens[i].gap != Gap::paragraph && part(d, i) == part(d, i - 1)));
    };
    const auto go_on = [&](std::size_t next) {
      for (const std::size_t end : ends(units, u + 1, d, next, where)) result.insert(end);
    };
    const Unit& unit = units[u];
    bool words = !unit.words.empty();
    for (std::size_t k = 0; words && k < unit.words.size(); ++k) {
      words = usable(at + k, u == 0 && k == 0);
      if (!words) break;
      bool any = false;
      for (const Variant& v : unit.words[k].variants) any |= d.stream.term(at + k) == v.term;
      words = any;
    }
    if (words) go_on(at + unit.words.size());
    for (const PlaceVariant& place : unit.places)
      for (const Mention& m : d.mentions)
        if (names(m) && m.place == place.place && m.first_token == at && usable(at, u == 0))
          go_on(at + m.tokens);
    return result;
  }

  static std::vector<std::pair<std::size_t, std::size_t>> phrase_spans(
      const std::vector<Unit>& units, const AnalyzedDocument& d, Where where) {
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (std::size_t at = 0; at < d.stream.tokens.size(); ++at) {
      const auto found = ends(units, 0, d, at, where);
      if (!found.empty()) spans.emplace_back(at, *found.rbegin());
    }
    return spans;
  }

  // Spans of either operand that have one of the other near.
  double near(const Clause& c, std::size_t number, Where where) const {
    const auto a = phrase_spans(c.clauses[0].units, corpus_[number], where);
    const auto b = phrase_spans(c.clauses[1].units, corpus_[number], where);
    std::set<std::pair<std::size_t, std::size_t>> kept;
    for (const auto& x : a)
      for (const auto& y : b)
        if (x.first <= y.second + c.distance && y.first <= x.second + c.distance)
          kept.insert(x), kept.insert(y);
    return static_cast<double>(kept.size());
  }

  bool has_terms(const Clause& c, std::size_t number) const {
    const Document& d = corpus_[number].document;
    std::set<std::string> terms{"L" + d.lang};
    const TokenStream& stream = corpus_[number].stream;
    std::map<std::string, int> foreign;  // words of text in other languages
    for (const LanguageSection& section : language_sections(d.text, stream, d.lang))
      for (std::uint32_t i = section.first; i < section.last; ++i)
        foreign[section.lang] += stream.tokens[i].has(kLetter) &&
                                 part_at(d.parts, stream.tokens[i].begin) != Part::chrome;
    for (const auto& [lang, words] : foreign)
      if (words >= 6) terms.insert("L" + lang);
    const auto add = [&](std::string_view prefix, std::string_view value) {
      const TokenStream words = scan_by_icu(value);
      for (std::size_t i = 0; i < words.tokens.size(); ++i)
        terms.insert(std::string(prefix) + std::string(words.term(i)));
    };
    add("XSOURCE:", d.source);
    add("A", d.author);
    return std::all_of(c.terms.begin(), c.terms.end(),
                       [&](const std::string& t) { return terms.contains(t); });
  }

  const std::vector<AnalyzedDocument>& corpus_;
  const Plan& plan_;
  const SearchOptions& options_;
  std::vector<double> lengths_{};
  double mean_ = 1;
};

}  // namespace

std::vector<SlowHit> slow_search(const std::vector<AnalyzedDocument>& corpus, const Plan& plan,
                                 const SearchOptions& options) {
  return Reader(corpus, plan, options).run();
}

}  // namespace byname::test
