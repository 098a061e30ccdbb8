// The searcher against the reference that reads every document.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <random>
#include <span>

#include "searcher/evaluator.h"
#include "searcher/plan.h"
#include "searcher/search.h"
#include "tests/reference/slow_search.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"

namespace byname::test {
namespace {

using Random = std::mt19937;

std::string_view pick(Random& random, std::span<const std::string_view> from) {
  return from[random() % from.size()];
}
std::string_view pick(Random& random, std::initializer_list<std::string_view> from) {
  return from.begin()[random() % from.size()];
}

// Few words, so that they meet; names of two places in three scripts.
constexpr std::string_view kWords[] = {"road",  "roads", "army",   "the",  "peace", "street",
                                       "Baku",  "Bakı",  "Shushi", "Şuşa", "Шуша",  "garden",
                                       "Ağdam", "x's",   "cease",  "fire", "Мир",   "миру"};
constexpr std::string_view kLanguages[] = {"en", "ru", "az"};
constexpr std::string_view kSources[] = {"", "RT", "Caliber Az", "BBC"};

std::string sentence(Random& random, std::size_t most) {
  std::string text;
  for (std::size_t i = 1 + random() % most; i > 0; --i) {
    if (!text.empty()) text += random() % 12 == 0 ? "\n\n" : random() % 9 == 0 ? ". " : " ";
    text += pick(random, kWords);
  }
  return text;
}

AnalyzedDocument document(Random& random, std::size_t number) {
  DocumentBuilder d = a_document(pick(random, kLanguages));
  d.id("d" + std::to_string(number)).source(pick(random, kSources)).author(pick(random, kSources));
  d.date(pick(random, {"", "2020", "2020-11", "2020-11-09", "2020-12-31", "2023-02-28T13:15"}));
  std::string text;
  const auto part = [&](auto add) {
    const std::string words = sentence(random, 12);
    (d.*add)(words);
    text += words + "\n\n";
  };
  if (random() % 2 == 0) part(&DocumentBuilder::title);
  part(&DocumentBuilder::body);
  if (random() % 3 == 0) part(&DocumentBuilder::chrome);
  if (random() % 5 == 0) part(&DocumentBuilder::caption);
  // Most occurrences of the names are mentions, some doubtful, some refused.
  const struct {
    std::string_view surface;
    PlaceNumber place;
  } names[] = {{"Baku", kBaku}, {"Bakı", kBaku}, {"Şuşa", kShusha}, {"Шуша", kShusha}};
  for (const auto& name : names)
    for (std::size_t at = text.find(name.surface); at != std::string::npos;
         at = text.find(name.surface, at + 1)) {
      Mention m{.place = name.place, .name = 10};
      if (random() % 6 == 0) m.confidence = 400;
      if (random() % 8 == 0) m.kind = MentionKind::rejected;
      if (random() % 9 == 0) m.kind = MentionKind::demonym;
      if (random() % 4 == 0) m.rule = MentionRule::inflected;
      m.name = static_cast<NameNumber>(random() % 12);
      d.mention(name.surface, m);
    }
  return d;
}

std::string query(Random& random, int depth = 0) {
  std::string text;
  for (std::size_t i = 1 + random() % (depth == 0 ? 4 : 2); i > 0; --i) {
    if (!text.empty()) text += random() % 5 == 0 ? " OR " : " ";
    switch (random() % 14) {
      case 0:
        text += '-';
        break;
      case 1:
        text += '+';
        break;
      default:
        break;
    }
    switch (random() % 14) {
      case 0:
        text += '"' + std::string(pick(random, kWords));
        for (std::size_t more = 1 + random() % 3 / 2; more > 0; --more)
          text += ' ' + std::string(pick(random, kWords));
        text += '"';
        break;
      case 1:
        text += std::string(pick(random, kWords)) + " NEAR/" + std::to_string(1 + random() % 4) +
                ' ' + std::string(pick(random, kWords));
        break;
      case 2:
        if (depth < 2) text += '(' + query(random, depth + 1) + ')';
        break;
      case 3:
        text += "source:" + std::string(pick(random, {"rt", "caliber", "bbc"}));
        break;
      case 4:
        text += "title:" + std::string(pick(random, kWords));
        break;
      case 5:
        text += "place:" + std::string(pick(random, {"Baku", "Şuşa"}));
        break;
      case 6:
        text += pick(random, {"lang:en", "lang:ru", "*", "roa*", "author:rt"});
        break;
      case 7:
        text += pick(random, {"name:Baku", "name:=Bakı", "name:şuşa", "name:=Шуша", "name:Susa"});
        break;
      case 8:
        text += pick(random, {"date:2020", "date:2020-11", "before:2021", "after:2020-11-09",
                              "date:none", "date:2020-11-10..2023-02", "date:2023-02-28"});
        break;
      default:
        text += pick(random, kWords);
        break;
    }
  }
  if (depth == 0 && random() % 8 == 0)
    text += pick(random, {" part:any", " part:chrome", " part:title", " part:body"});
  return text;
}

// Sums of the same numbers in another order differ in the last bit: documents whose
// scores are one are put in the order of their numbers. With MatchMode::any full and partial
// hits are one ranking.
template <typename Hits>
void order_alike(Hits& hits, MatchMode match) {
  const auto rank = [&](HitKind kind) {
    return match == MatchMode::any && kind == HitKind::partial ? HitKind::full : kind;
  };
  for (std::size_t i = 0; i < hits.size();) {
    std::size_t end = i + 1;
    while (end < hits.size() && rank(hits[end].kind) == rank(hits[i].kind) &&
           std::abs(hits[end].score - hits[end - 1].score) < 1e-9)
      ++end;
    std::sort(hits.begin() + static_cast<std::ptrdiff_t>(i),
              hits.begin() + static_cast<std::ptrdiff_t>(end),
              [](const auto& a, const auto& b) { return a.document < b.document; });
    i = end;
  }
}

TEST(Search, AgreesWithReadingEveryDocument) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    Random random(seed);
    std::vector<AnalyzedDocument> corpus;
    for (std::size_t i = 0; i < 8 + seed * 12; ++i) corpus.push_back(document(random, i));
    const TestIndex world(corpus, {.batch_size = 17});
    const Index index = world.open();
    for (int round = 0; round < 1200; ++round) {
      const std::string asked = query(random);
      SearchOptions options;
      options.match = static_cast<MatchMode>(random() % 3);
      options.as_typed = random() % 5 == 0;
      const Plan plan = make_plan(index, asked, options);
      // What is shown first is the same however many are asked for.
      options.limit = 1 + random() % 12;
      options.offset = random() % 3;
      const auto some = Evaluator(index, plan, options).run().hits;
      const std::size_t shown = std::min(some.size(), options.limit + options.offset);
      options.limit = options.offset = 0;
      auto hits = Evaluator(index, plan, options).run().hits;
      ASSERT_EQ(some.size(), hits.size());
      for (std::size_t i = 0; i < shown; ++i) {
        ASSERT_EQ(some[i].document, hits[i].document) << "seed " << seed << ": " << asked;
      }
      auto expected = slow_search(corpus, plan, options);
      order_alike(hits, options.match);
      order_alike(expected, options.match);
      ASSERT_EQ(hits.size(), expected.size()) << "seed " << seed << ": " << asked;
      for (std::size_t i = 0; i < hits.size(); ++i) {
        EXPECT_EQ(hits[i].document, expected[i].document) << "seed " << seed << ": " << asked;
        EXPECT_EQ(hits[i].kind, expected[i].kind) << "seed " << seed << ": " << asked;
        ASSERT_NEAR(hits[i].score, expected[i].score, 1e-9) << "seed " << seed << ": " << asked;
      }
    }
  }
}

}  // namespace
}  // namespace byname::test
