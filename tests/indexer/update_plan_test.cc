#include "indexer/update_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace byname {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::int64_t kLongAgo = 1000;
constexpr std::int64_t kBuilt = 2000;

LedgerEntry had(const std::string& path, InputState state = InputState::indexed) {
  return {.root = "n",
          .path = path,
          .state = state,
          .reason = state == InputState::indexed ? "" : "why",
          .sha256 = "sum of " + path,
          .size = 10,
          .modified = kLongAgo,
          .documents = state == InputState::indexed ? 1U : 0U};
}

FoundInput now(const std::string& path) { return {.path = path, .size = 10, .modified = kLongAgo}; }

// The outcome in words: "read b", "unchanged a", "deleted c and its documents".
struct World {
  std::vector<LedgerEntry> before{};
  std::vector<FoundInput> found{};
  std::string below{};
  std::string missing{};
  std::map<std::string, std::string> hashes{};  // of what changed
  bool allow_deletes = false;
  bool reread_wanting = false;
  bool reread_scans = false;
  std::vector<std::string> refused{};

  std::vector<std::string> plan() {
    const std::vector<Scope> scopes = {
        {.root = {.name = "n", .path = "/nowhere/n"}, .below = below}};
    Walk walk{.inputs = found, .missing = {missing}};
    const UpdatePlan plan =
        plan_update({.before = before,
                     .scopes = scopes,
                     .walk = walk,
                     .built = kBuilt,
                     .allow_deletes = allow_deletes,
                     .reread_scans = reread_scans,
                     .reread_wanting = reread_wanting,
                     .hash = [&](const FoundInput& input) {
                       const auto changed = hashes.find(input.path);
                       return changed == hashes.end() ? "sum of " + input.path : changed->second;
                     }});
    refused = plan.refused;
    std::vector<std::string> words;
    for (const std::size_t i : plan.read) words.push_back("read " + found[i].path);
    for (const LedgerEntry& entry : plan.entries) {
      std::string word = std::string(kInputStateNames[static_cast<std::size_t>(entry.state)]) +
                         " " + entry.path + (entry.record.empty() ? "" : " " + entry.record);
      if (plan.replaced.contains({entry.root, entry.path})) word += " and its documents";
      words.push_back(word);
    }
    return words;
  }
};

std::vector<LedgerEntry> had_many(int n) {
  std::vector<LedgerEntry> entries;
  for (int i = 0; i < n; ++i) entries.push_back(had("f" + std::to_string(i)));
  return entries;
}
std::vector<FoundInput> now_many(int begin, int end) {
  std::vector<FoundInput> inputs;
  for (int i = begin; i < end; ++i) inputs.push_back(now("f" + std::to_string(i)));
  return inputs;
}

TEST(UpdatePlan, ReadsWhatIsNewOrChanged) {
  FoundInput longer = now("longer");
  longer.size = 11;
  FoundInput touched = now("touched");
  touched.modified = kLongAgo + 5;
  FoundInput edited = now("edited");
  edited.modified = kLongAgo + 5;
  World world{.before = {had("same"), had("longer"), had("touched"), had("edited")},
              .found = {now("same"), longer, touched, edited, now("new")},
              .hashes = {{"edited", "another"}}};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("unchanged same", "read longer",
                                                 "unchanged touched", "read edited", "read new"));
}

TEST(UpdatePlan, HashesWhatIsAsYoungAsTheIndex) {
  LedgerEntry entry = had("young");
  entry.modified = kBuilt;
  FoundInput input = now("young");
  input.modified = kBuilt;
  World world{.before = {entry}, .found = {input}, .hashes = {{"young", "another"}}};
  EXPECT_THAT(world.plan(), ElementsAre("read young"));
  world.hashes.clear();
  EXPECT_THAT(world.plan(), ElementsAre("unchanged young"));
}

TEST(UpdatePlan, WhatFailedIsTriedAgainAndTheRestKeepsItsState) {
  LedgerEntry record = had("partial", InputState::failed);
  record.record = "line 7";
  World world{.before = {had("failed", InputState::failed), had("skipped", InputState::skipped),
                         had("partial", InputState::partial), record},
              .found = {now("failed"), now("partial"), now("skipped")}};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("read failed", "skipped skipped",
                                                 "partial partial", "failed partial line 7"));
  world.reread_wanting = true;
  EXPECT_THAT(world.plan(), UnorderedElementsAre("read failed", "skipped skipped", "read partial"));
}

TEST(UpdatePlan, UpToAFifthMayVanish) {
  World world{.before = had_many(10), .found = now_many(2, 10)};
  const std::vector<std::string> words = world.plan();
  EXPECT_THAT(words, ::testing::Contains("deleted f0 and its documents"));
  EXPECT_THAT(words, ::testing::Contains("deleted f1 and its documents"));
  EXPECT_THAT(world.refused, IsEmpty());
}

TEST(UpdatePlan, MoreThanAFifthIsNotBelieved) {
  World world{.before = had_many(10), .found = now_many(3, 10)};
  std::vector<std::string> words = world.plan();
  EXPECT_THAT(words, ::testing::Not(::testing::Contains(::testing::HasSubstr("deleted"))));
  EXPECT_EQ(words.size(), 10);
  EXPECT_THAT(world.refused, ElementsAre("/nowhere/n: 3 of its 10 files are gone"));
  world.allow_deletes = true;
  words = world.plan();
  EXPECT_THAT(words, ::testing::Contains("deleted f2 and its documents"));
  EXPECT_THAT(world.refused, IsEmpty());
}

TEST(UpdatePlan, AMissingOrEmptyRootLosesNothing) {
  World missing{.before = had_many(2),
                .found = {{.path = "n",
                           .state = InputState::failed,
                           .reason = "No such file or directory",
                           .folder = true}},
                .missing = "No such file or directory"};
  EXPECT_THAT(missing.plan(), ElementsAre("unchanged f0", "unchanged f1"));
  EXPECT_THAT(missing.refused, ElementsAre("/nowhere/n: No such file or directory"));
  missing.allow_deletes = true;
  EXPECT_THAT(missing.plan(),
              ElementsAre("deleted f0 and its documents", "deleted f1 and its documents"));

  World empty{.before = had_many(1)};
  EXPECT_THAT(empty.plan(), ElementsAre("unchanged f0"));
  EXPECT_THAT(empty.refused, ElementsAre("/nowhere/n: it is empty"));
}

TEST(UpdatePlan, AFileThatIsNamedMayVanish) {
  World world{.before = had_many(2),
              .found = {{.path = "f0",
                         .state = InputState::failed,
                         .reason = "No such file or directory",
                         .folder = true}},
              .below = "f0",
              .missing = "No such file or directory"};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("deleted f0 and its documents", "unchanged f1"));
  EXPECT_THAT(world.refused, IsEmpty());
}

TEST(UpdatePlan, APathThatNeverWasFails) {
  World world{.before = had_many(1),
              .found = {{.path = "typo",
                         .state = InputState::failed,
                         .reason = "No such file or directory",
                         .folder = true}},
              .below = "typo",
              .missing = "No such file or directory"};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("failed typo", "unchanged f0"));
}

TEST(UpdatePlan, WhatLiesInAnUnreadableFolderIsKept) {
  World world{
      .before = {had("d/a"), had("d/b"), had("e")},
      .found = {
          {.path = "d", .state = InputState::failed, .reason = "Permission denied", .folder = true},
          now("e")}};
  EXPECT_THAT(world.plan(),
              UnorderedElementsAre("failed d", "unchanged d/a", "unchanged d/b", "unchanged e"));
  EXPECT_THAT(world.refused, IsEmpty());
}

TEST(UpdatePlan, AnInputThatBecameUnreadableKeepsItsDocuments) {
  FoundInput broken = now("a");
  broken.state = InputState::failed;
  broken.reason = "a link to nothing";
  FoundInput pipe = now("b");
  pipe.state = InputState::skipped;
  World world{.before = {had("a"), had("b")}, .found = {broken, pipe}};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("failed a", "skipped b and its documents"));
}

TEST(UpdatePlan, WhatIsOutsideOfTheScopeStays) {
  LedgerEntry elsewhere = had("x");
  elsewhere.root = "m";
  World world{.before = {had("d/a"), had("da"), had("e"), elsewhere}, .found = {}, .below = "d"};
  world.allow_deletes = true;
  EXPECT_THAT(world.plan(), UnorderedElementsAre("deleted d/a and its documents", "unchanged da",
                                                 "unchanged e", "unchanged x"));
}

TEST(UpdatePlan, WhatWasDeletedIsForgotten) {
  World world{.before = {had("a"), had("b", InputState::deleted)}, .found = {now("a")}};
  EXPECT_THAT(world.plan(), ElementsAre("unchanged a"));
}

TEST(UpdatePlan, ScansAreReadAgainOnceTheyCanBe) {
  LedgerEntry scan = had("scan.pdf", InputState::no_text);
  scan.reason = "2 pages without text; --ocr COMMAND reads them";
  LedgerEntry empty = had("empty.txt", InputState::no_text);
  World world{.before = {empty, scan}, .found = {now("empty.txt"), now("scan.pdf")}};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("no text empty.txt", "no text scan.pdf"));
  world.reread_scans = true;
  EXPECT_THAT(world.plan(), UnorderedElementsAre("no text empty.txt", "read scan.pdf"));
}

TEST(UpdatePlan, WhatDescribesAFileIsPartOfIt) {
  LedgerEntry sidecar = had("a.txt.meta.json", InputState::skipped);
  sidecar.reason = "describes a.txt";
  FoundInput described = now("a.txt");
  FoundInput describing = now("a.txt.meta.json");
  describing.state = InputState::skipped;
  describing.reason = "describes a.txt";
  described.sidecar = describing.sha256 = sidecar.sha256;
  World world{.before = {had("a.txt"), sidecar}, .found = {described, describing}};
  EXPECT_THAT(world.plan(), UnorderedElementsAre("unchanged a.txt", "skipped a.txt.meta.json"));
  world.found[0].sidecar = world.found[1].sha256 = "another";
  EXPECT_THAT(world.plan(), UnorderedElementsAre("read a.txt", "skipped a.txt.meta.json"));
  world.found = {now("a.txt")};  // gone, which is no loss that anyone asks about
  EXPECT_THAT(world.plan(), UnorderedElementsAre("read a.txt"));
}

}  // namespace
}  // namespace byname
