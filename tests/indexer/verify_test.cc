#include "indexer/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/a_document.h"
#include "tests/support/test_index.h"

namespace byname::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const SpellingCount* count_of(const Verification& verification, std::string_view spelling) {
  for (const SpellingCount& count : verification.spellings) {
    if (count.spelling == spelling) return &count;
  }
  return nullptr;
}

TEST(Verify, EveryNameWithItsRow) {
  const Mention held{.place = kShusha};
  const TestIndex world({a_document("ru")
                             .body("Шуша и шуша, Шуша.")
                             .mention("Шуша", held)
                             .mention("шуша", {.place = kShusha,
                                               .kind = MentionKind::rejected,
                                               .reason = RejectReason::common_word,
                                               .confidence = 0})
                             .mention("Шуша", {.place = kShusha, .confidence = 400})});
  const Verification verification = verify(world.path(), 1);
  EXPECT_EQ(verification.documents, 1U);
  EXPECT_EQ(verification.missing, 0U);
  const SpellingCount* count = count_of(verification, "Шуша");
  ASSERT_NE(count, nullptr);
  EXPECT_EQ(count->held, 1U);
  EXPECT_EQ(count->doubtful, 1U);
  EXPECT_EQ(count->rejected[static_cast<std::size_t>(RejectReason::common_word)], 1U);
  EXPECT_THAT(count->places, ElementsAre("shusha"));
}

TEST(Verify, ARowTakenAwayIsMissed) {
  const TestIndex world(
      {a_document("ru").id("a").body("Жители, Шуша.").mention("Шуша", {.place = kShusha}),
       a_document("ru").id("b").body("Снова Шуша, Шуша.").mention("Шуша", {.place = kShusha})});
  for (const unsigned threads : {1U, 2U, 8U}) {
    const Verification verification = verify(world.path(), threads);
    EXPECT_EQ(verification.missing, 1U);
    const SpellingCount* count = count_of(verification, "Шуша");
    ASSERT_NE(count, nullptr);
    EXPECT_EQ(count->held, 2U);
    EXPECT_EQ(count->missing, 1U);
    EXPECT_THAT(count->missing_examples, ElementsAre("b:21"));
  }
}

TEST(Verify, AnApostropheAtTheEndIsNoPartOfTheRow) {
  TestIndexOptions options;
  options.gazetteer.names.push_back(
      {.place = kShusha, .text = "Sushi\u2019", .lang = "en", .script = "Latn", .kind = "variant"});
  const TestIndex world(
      {a_document("en").body("From Sushi\u2019, by road.").mention("Sushi", {.place = kShusha})},
      options);
  EXPECT_EQ(verify(world.path(), 1).missing, 0U);
}

TEST(Verify, APlaceFoundByWhatStandsBeforeACommaIsHeld) {
  TestIndexOptions options;
  options.gazetteer.names.push_back(
      {.place = kBaku, .text = "Baku, A.Z.", .lang = "en", .script = "Latn", .kind = "variant"});
  const auto document = [](std::string_view word, PlaceNumber place) {
    return a_document("en").body("He left Baku, A.Z. at noon.").mention(word, {.place = place});
  };
  const TestIndex held({document("Baku", kBaku)}, options);
  EXPECT_EQ(verify(held.path(), 1).missing, 0U);
  const TestIndex missed({document("noon", kShusha)}, options);
  EXPECT_EQ(verify(missed.path(), 1).missing, 2U);  // Baku, and all of it
}

TEST(Verify, WordsThatOnlyHoldANameAreCountedApart) {
  const TestIndex world(
      {a_document("en").body("Bakuriani is no Baku.").mention("Baku", {.place = kBaku})});
  const Verification verification = verify(world.path(), 1);
  EXPECT_EQ(verification.missing, 1U);  // the row is on the first four letters of Bakuriani
  const SpellingCount* count = count_of(verification, "Baku");
  ASSERT_NE(count, nullptr);
  EXPECT_EQ(count->inside_word, 1U);
  EXPECT_THAT(count->inside_examples, ElementsAre("Bakuriani"));
}

TEST(Verify, ApostrophesOnBothSidesAndSoftHyphensAreInsideOfAWord) {
  const TestIndex world({a_document("da").body("p\u00E5 cd'baku'en, Jog\u00ADbaku, 'Baku'")});
  const Verification verification = verify(world.path(), 1);
  const SpellingCount* count = count_of(verification, "Baku");
  ASSERT_NE(count, nullptr);
  EXPECT_EQ(count->inside_word, 2U);
  EXPECT_EQ(count->missing, 1U);  // in quotation marks
}

TEST(Verify, ALongerMentionAnswersForTheNamesInIt) {
  const TestIndex world(
      {a_document("en").body("Baku City").mention("Baku City", {.place = kShusha})});
  const Verification verification = verify(world.path(), 1);
  EXPECT_EQ(verification.missing, 0U);
  ASSERT_NE(count_of(verification, "Baku"), nullptr);
  EXPECT_EQ(count_of(verification, "Baku")->part_of_longer, 1U);
}

TEST(Verify, AnEmptyIndexHasNothingToMiss) {
  const Verification verification = verify(TestIndex({}).path(), 4);
  EXPECT_EQ(verification.documents, 0U);
  EXPECT_THAT(verification.spellings, IsEmpty());
}

}  // namespace
}  // namespace byname::test
