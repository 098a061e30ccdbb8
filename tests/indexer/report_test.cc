#include "indexer/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "indexer/disk.h"

namespace byname {
namespace {

TEST(Book, TheStatesAddUpToTheInputs) {
  const std::vector<LedgerEntry> entries = {
      {.root = "n", .path = "a", .state = InputState::indexed, .documents = 3},
      {.root = "n", .path = "b", .state = InputState::partial, .reason = "r", .documents = 1},
      {.root = "n", .path = "b", .record = "line 7", .state = InputState::failed, .reason = "no"},
      {.root = "n", .path = "c", .state = InputState::failed, .reason = "gone\nreally"},
      {.root = "n", .path = "d", .state = InputState::deleted, .documents = 9},
      {.root = "n", .path = "e", .state = InputState::no_text, .reason = "empty"},
  };
  const InputCounts counts = count_inputs(entries);
  EXPECT_EQ(counts.inputs, 5);
  std::uint64_t sum = 0;
  for (const std::uint64_t n : counts.by_state) sum += n;
  EXPECT_EQ(sum, counts.inputs);
  EXPECT_EQ(counts.documents, 4);
  EXPECT_EQ(summary(counts),
            "5 inputs: 1 indexed, 1 partial, 1 no text, 1 failed, 1 deleted; 1 bad record");
  EXPECT_EQ(failed_text(wanting(entries)), "failed\tn/b\tline 7\tno\nfailed\tn/c\t\tgone really\n");
  EXPECT_EQ(in_words(entries[2]), "n/b: line 7: no");
  EXPECT_EQ(in_words(entries[3]), "n/c: gone really");
}

TEST(Book, NumbersReadWell) {
  EXPECT_EQ(counted(0, "row", "rows"), "0 rows");
  EXPECT_EQ(counted(1, "row", "rows"), "1 row");
  EXPECT_EQ(counted(999, "row", "rows"), "999 rows");
  EXPECT_EQ(counted(1000, "row", "rows"), "1,000 rows");
  EXPECT_EQ(counted(1234567, "row", "rows"), "1,234,567 rows");
}

TEST(Report, StatusAsJsonHoldsEveryState) {
  Status status{.index = "/i\xff", .manifest = {.generation = 7, .commit = 3}};
  status.inputs = count_inputs(std::vector<LedgerEntry>{{.state = InputState::no_text}});
  const nlohmann::json object = nlohmann::json::parse(status_json(status));
  EXPECT_EQ(object["generation"], "7+3");
  EXPECT_EQ(object["states"].size(), kInputStateNames.size());
  EXPECT_EQ(object["states"]["no_text"], 1);
  EXPECT_EQ(object["inputs"], 1);
}

TEST(Progress, SpeaksOfFilesSpeedAndTimeLeft) {
  const struct {
    Amount done;
    Amount total;
    double seconds;
    std::string_view expected;
  } cases[] = {
      {{0, 0}, {9, 900}, 0, "  0 of 9 files"},
      {{3, 3'000'000}, {9, 9'000'000}, 3, "  3 of 9 files, 1.0 MB/s, 0:06 left"},
      {{1, 1'000'000}, {9, 7'201'000'000}, 1, "  1 of 9 files, 1.0 MB/s, 2:00:00 left"},
      {{9, 900}, {9, 900}, 3, "  9 of 9 files, 0.0 MB/s"},
  };
  for (const auto& c : cases) EXPECT_EQ(progress_line(c.done, c.total, c.seconds), c.expected);
}

TEST(Disk, AdviceNamesTheDiskAndWhatIsNeeded) {
  EXPECT_TRUE(is_about_space("write: No space left on device"));
  EXPECT_FALSE(is_about_space("Permission denied"));
  EXPECT_THAT(space_advice("/", 10'000'000, 0.5),
              ::testing::HasSubstr("had written 10.0 MB and needs about 32.0 MB in all; the disk "
                                   "mounted on / had "));
}

}  // namespace
}  // namespace byname
