#include "store/clusters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "schemas/hash.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

using Words = std::vector<std::string>;

Words some_words(std::size_t count, std::mt19937_64& chosen) {
  Words words;
  for (std::size_t i = 0; i < count; ++i) words.push_back("w" + std::to_string(chosen() % 5000));
  return words;
}

std::string text_of(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + ' ';
  return text;
}

std::optional<Signature> signature(const std::string& text) {
  TokenStream stream;
  scan(text, stream);
  return signature_of(stream, {});
}

// The share of runs of three words that two texts have in common, counted.
double counted(const Words& a, const Words& b) {
  const auto runs = [](const Words& words) {
    std::set<std::string> all;
    for (std::size_t i = 0; i + 3 <= words.size(); ++i)
      all.insert(words[i] + ' ' + words[i + 1] + ' ' + words[i + 2]);
    return all;
  };
  const auto of_a = runs(a), of_b = runs(b);
  std::size_t common = 0;
  for (const std::string& run : of_a) common += of_b.count(run);
  return static_cast<double>(common) / static_cast<double>(of_a.size() + of_b.size() - common);
}

TEST(Signature, EstimatesWhatTextsHaveInCommon) {
  std::mt19937_64 chosen(7);
  for (const std::size_t kept : {0U, 100U, 200U, 300U, 380U, 400U}) {
    double error = 0;
    for (int round = 0; round < 20; ++round) {
      const Words a = some_words(400, chosen);
      Words b(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(kept));
      for (const std::string& word : some_words(400 - kept, chosen)) b.push_back(word);
      error += similarity(*signature(text_of(a)), *signature(text_of(b))) - counted(a, b);
    }
    EXPECT_NEAR(error / 20, 0, 0.05) << kept;  // 64 bins, 20 rounds: 3.5 standard errors
  }
}

TEST(Signature, IsOfTheTextWithoutFurniture) {
  std::mt19937_64 chosen(8);
  const std::string article = text_of(some_words(100, chosen));
  const std::string menu = text_of(some_words(300, chosen));
  const AnalyzedDocument plain = a_document("en").body(article);
  const AnalyzedDocument page = a_document("en").chrome(menu).body(article);
  EXPECT_EQ(signature_of(page.stream, page.document.parts),
            signature_of(plain.stream, plain.document.parts));
}

TEST(Signature, ShortTextsHaveNone) {
  std::mt19937_64 chosen(9);
  EXPECT_FALSE(signature(""));
  EXPECT_FALSE(signature(text_of(some_words(kFewestRuns + 1, chosen))));
  EXPECT_TRUE(signature(text_of(some_words(kFewestRuns + 2, chosen))));
}

TEST(Clusters, CopiesAreFoundAndOthersAreNot) {
  std::mt19937_64 chosen(10);
  // Words replaced of 400, one here, one there; how many of 100 copies must, or may, be found.
  const struct {
    std::size_t replaced;
    int least;
    int most;
  } cases[] = {{0, 100, 100}, {4, 100, 100}, {12, 98, 100}, {120, 0, 2}, {400, 0, 0}};
  for (const auto& [replaced, least, most] : cases) {
    int found = 0;
    for (int round = 0; round < 100; ++round) {
      const Words a = some_words(400, chosen);
      Words b = a;
      for (std::size_t i = 0; i < replaced; ++i)
        b[i * 400 / replaced] = "x" + std::to_string(chosen());
      Clusters clusters;
      const std::uint64_t first = clusters.assign(signature(text_of(a)), 1000);
      for (int i = 0; i < 20; ++i)
        clusters.assign(signature(text_of(some_words(400, chosen))), 2000);
      EXPECT_EQ(first, 1000U);
      found += clusters.assign(signature(text_of(b)), 3000) == first;
    }
    EXPECT_GE(found, least) << replaced;
    EXPECT_LE(found, most) << replaced;
  }
}

TEST(Clusters, ShortTextsAreCopiesOnlyIfEqual) {
  Clusters clusters;
  EXPECT_EQ(clusters.assign(signature("In Shusha."), 5), 5U);
  EXPECT_EQ(clusters.assign(signature("In Shusha!"), 6), 6U);
  EXPECT_EQ(clusters.assign(signature("In Shusha."), 5), 5U);
  EXPECT_NE(clusters.assign(std::nullopt, 0), 0U);
}

TEST(Clusters, HoldOverUpdatesAndMerges) {
  std::mt19937_64 chosen(11);
  const Words report = some_words(200, chosen);
  const auto copy = [&](const std::string& headline) {
    return AnalyzedDocument(a_document("en").id(headline).body(headline + ". " + text_of(report)));
  };
  TestIndex world(
      {copy("first"), a_document("en").id("other").body(text_of(some_words(200, chosen)))});
  for (int i = 0; i < 12; ++i) world.update({copy("update" + std::to_string(i))});
  const Index index = world.open();
  ASSERT_GT(index.segment_count(), 1U);
  const auto cluster = [&](const std::string& id) {
    return index.document(*index.find_id(id)).cluster;
  };
  EXPECT_NE(cluster("first"), cluster("other"));
  for (int i = 0; i < 12; ++i)
    EXPECT_EQ(cluster("first"), cluster("update" + std::to_string(i))) << i;
}

}  // namespace
}  // namespace byname::test
