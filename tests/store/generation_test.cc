#include "store/generation.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "places/gazetteer.h"
#include "schemas/error.h"
#include "schemas/fields.h"
#include "store/files.h"
#include "store/index.h"
#include "store/segment_writer.h"
#include "store/stub.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;
using testing::UnorderedElementsAre;

AnalyzedDocument named(std::string_view id, std::string_view body = "Baku") {
  return a_document("en").id(id).body(body).mention("Baku", {.place = kBaku});
}

std::vector<std::string> live_ids(const Index& index) {
  std::vector<std::string> result;
  for (DocumentNumber n = 0; n < index.document_end(); ++n) {
    if (!index.deleted(n)) result.push_back(index.document(n).id);
  }
  return result;
}

std::vector<std::string> names_in(const fs::path& directory) {
  std::vector<std::string> result;
  for (const auto& entry : fs::directory_iterator(directory))
    result.push_back(entry.path().filename().string());
  std::sort(result.begin(), result.end());
  return result;
}

TEST(IndexLock, KeepsASecondWriterOut) {
  const TemporaryDirectory directory;
  const fs::path index = directory.path() / "deep" / "index";
  auto lock = std::make_unique<IndexLock>(index);
  EXPECT_THAT([&] { const IndexLock second(index); },
              ThrowsMessage<LockedError>(HasSubstr("process " + std::to_string(::getpid()))));
  lock.reset();
  EXPECT_NO_THROW(IndexLock{index});
}

TEST(Generation, OpeningNothingSaysHowToMakeAnIndex) {
  const TemporaryDirectory directory;
  EXPECT_THAT([&] { Index::open(directory.path()); },
              ThrowsMessage<IndexError>(HasSubstr("rebuild")));
  EXPECT_EQ(current_manifest(directory.path()), std::nullopt);
  EXPECT_THROW(rollback(directory.path()), IndexError);
  EXPECT_THROW(prune(directory.path()), IndexError);
  EXPECT_THROW(NewCommit{directory.path()}, IndexError);
}

TEST(Generation, UnpublishedOneLeavesNothingBehind) {
  const TestIndex world({named("a")});
  const auto before = names_in(world.path());
  {
    const NewGeneration generation(world.path());
    std::ofstream(generation.path() / "something") << "half";
    std::ofstream(generation.scratch() / "batch") << "half";
    EXPECT_NE(names_in(world.path()), before);
  }
  EXPECT_EQ(names_in(world.path()), before);
  {
    const NewCommit commit(world.path());
    fs::create_directories(commit.segment());
  }
  EXPECT_THAT(names_in(world.path() / "gen-000001.delta"), IsEmpty());
  EXPECT_EQ(world.open().generation(), "1+0");
}

TEST(Generation, APublishedManifestIsTheCurrentOne) {
  TestIndex world({named("a"), named("b")});
  const Manifest manifest = world.rebuild({named("c"), named("d"), named("e")});
  EXPECT_EQ(current_manifest(world.path()), manifest);
  EXPECT_EQ(manifest.generation, 2u);
  EXPECT_EQ(manifest.previous, 1u);
  EXPECT_EQ(manifest.documents, 3u);
  EXPECT_EQ(manifest.mentions, 3u);
  EXPECT_EQ(manifest.text_bytes, 12u);
  EXPECT_EQ(manifest.built.size(), std::string("2020-01-01T00:00:00Z").size());
}

TEST(Generation, AnOpenIndexKeepsItsOwn) {
  TestIndex world({named("a")});
  const Index before = world.open();
  world.rebuild({named("b")});
  world.rebuild({named("c")});
  prune(world.path());
  EXPECT_THAT(live_ids(before), ElementsAre("a"));
  EXPECT_EQ(before.postings("baku").size(), 1u);
  EXPECT_THAT(live_ids(world.open()), ElementsAre("c"));
}

TEST(Generation, RollbackGoesBackToWhatWasInUse) {
  TestIndex world({named("a")});
  world.update({named("a2")}, {0});
  world.rebuild({named("b")});
  world.update({named("b2")});
  EXPECT_EQ(rollback(world.path()).generation, 1u);
  EXPECT_EQ(world.open().generation(), "1+1");
  EXPECT_THAT(live_ids(world.open()), ElementsAre("a2"));
  EXPECT_THAT([&] { rollback(world.path()); }, ThrowsMessage<IndexError>(HasSubstr("before 1")));

  // The number of the one rolled back is not used again, nor does rollback return to it.
  EXPECT_EQ(world.rebuild({named("c")}).generation, 3u);
  EXPECT_EQ(rollback(world.path()).generation, 1u);
}

TEST(Generation, PruneKeepsTheCurrentAndThePrevious) {
  TestIndex world({named("a")});
  world.rebuild({named("b")});
  world.update({named("b2")});
  world.rebuild({named("c")});
  fs::create_directories(world.path() / "gen-000009.tmp");
  EXPECT_THAT(prune(world.path()), UnorderedElementsAre("gen-000001", "gen-000009.tmp"));
  EXPECT_THAT(names_in(world.path()),
              ElementsAre("XAPIANDB", "gen-000002", "gen-000002.delta", "gen-000003", "lock"));
  rollback(world.path());
  EXPECT_THAT(live_ids(world.open()), ElementsAre("b", "b2"));
  EXPECT_THAT(prune(world.path()), UnorderedElementsAre("gen-000003"));
}

TEST(Generation, StraysOfAKilledWriterGoWithTheNext) {
  TestIndex world({named("a")});
  world.update({named("b")});
  const fs::path delta = world.path() / "gen-000001.delta";
  fs::create_directories(world.path() / "gen-000002");  // complete, never named by XAPIANDB
  fs::create_directories(world.path() / "gen-000002.scratch.tmp");
  fs::create_directories(delta / "segment-000002");
  std::ofstream(delta / "commit-000002.json") << "{";
  std::ofstream(world.path() / "XAPIANDB.tmp") << "#";
  const auto before = live_ids(world.open());
  { const NewCommit next(world.path()); }
  EXPECT_THAT(names_in(world.path()),
              ElementsAre("XAPIANDB", "gen-000001", "gen-000001.delta", "lock"));
  EXPECT_FALSE(fs::exists(delta / "segment-000002"));
  EXPECT_FALSE(fs::exists(delta / "commit-000002.json"));
  EXPECT_EQ(live_ids(world.open()), before);
}

TEST(NewCommit, CanDeleteOnly) {
  TestIndex world({named("a"), named("b"), named("c")});
  EXPECT_EQ(world.update({}, {1}).documents, 2u);
  EXPECT_EQ(world.update({}, {0, 0, 1}).documents, 1u);
  EXPECT_THAT(live_ids(world.open()), ElementsAre("c"));
  EXPECT_THAT([&] { world.update({}, {3}); }, ThrowsMessage<IndexError>(HasSubstr("only 3")));
  EXPECT_EQ(world.open().generation(), "1+2");
}

TEST(NewCommit, ManySmallSegmentsAreMergedAndNumbersStay) {
  TestIndex world({named("0"), named("x")});
  std::vector<std::string> expected{"0"};
  world.update({}, {1});
  for (int i = 1; i <= 40; ++i) {
    // Every fifth commit deletes the document of the one before.
    std::vector<std::uint32_t> deleted;
    if (i % 5 == 0) {
      deleted.push_back(static_cast<std::uint32_t>(i));
      expected.pop_back();
    }
    world.update({named(std::to_string(i), "Baku word" + std::to_string(i))}, deleted);
    expected.push_back(std::to_string(i));
    const Index index = world.open();
    EXPECT_LE(index.segment_count(), 10u);
    EXPECT_EQ(live_ids(index), expected);
    EXPECT_EQ(index.count(kBaku).mentions, expected.size());
    EXPECT_EQ(index.postings("baku").size(), expected.size());
    EXPECT_EQ(index.manifest().documents, expected.size());
    EXPECT_EQ(index.postings("word" + std::to_string(i)),
              (std::vector<Posting>{{static_cast<std::uint32_t>(i) + 1, 1}}));
  }
  EXPECT_NO_THROW(world.open().check());
}

TEST(Index, RefusesAnotherAnalyzerAndLayout) {
  const TestIndex world({named("a")});
  const fs::path path = world.path() / "gen-000001" / "manifest.json";
  const std::string original = read_file(path);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string changed = original;
    changed.replace(changed.find(from), from.size(), to);
    write_file(path, changed);
  };
  with(analyzer_fingerprint(), "0123456789abcdef");
  EXPECT_THAT([&] { world.open(); },
              ThrowsMessage<IndexError>(
                  testing::AllOf(HasSubstr("another analyzer"), HasSubstr("indexer rebuild"))));
  with("\"layout\": 5", "\"layout\": 99");
  EXPECT_THAT([&] { world.open(); }, ThrowsMessage<IndexError>(testing::AllOf(
                                         HasSubstr("layout 99"), HasSubstr("indexer rebuild"))));
}

// Runs `work` in a child that is killed after `microseconds`, or ends by itself.
template <typename Work>
void run_and_kill(unsigned microseconds, Work work) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    try {
      work();
    } catch (...) {
    }
    ::_exit(0);
  }
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
}

TEST(Generation, AKilledWriterLeavesTheIndexWhole) {
  TestIndex world({named("a"), named("b")});
  std::set<std::vector<std::string>> allowed{{"a", "b"}};
  for (unsigned i = 0; i < 40; ++i) {
    const unsigned after = i * 700;
    std::vector<std::string> now = live_ids(world.open());
    if (i % 2) {
      run_and_kill(after, [&] { world.rebuild({named("a"), named("b")}); });
    } else {
      run_and_kill(after, [&] { world.update({named("n" + std::to_string(i))}); });
    }
    const Index index = world.open();
    EXPECT_NO_THROW(index.check());
    const std::vector<std::string> then = live_ids(index);
    std::vector<std::string> added = now;
    added.push_back("n" + std::to_string(i));
    EXPECT_TRUE(then == now || then == added || then == (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(index.postings("baku").size(), then.size());
  }
  // The next writer is not kept out by the dead, and clears up after them.
  world.update({named("last")});
  for (const std::string& name : names_in(world.path()))
    EXPECT_FALSE(name.ends_with(".tmp")) << name;
}

TEST(Generation, WhenNothingMoreCanBeWrittenTheIndexStaysAsItWas) {
  TestIndex world({named("a")});
  std::vector<AnalyzedDocument> many;
  for (int i = 0; i < 300; ++i)
    many.push_back(named(std::to_string(i), "Baku w" + std::to_string(i)));
  for (const rlim_t limit : {0, 100, 4'000, 9'000, 17'000, 30'000}) {
    int status = 0;
    const pid_t child = ::fork();
    if (child == 0) {
      // Files that grow past the limit fail as on a full disk.
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit size{limit, limit};
      ::setrlimit(RLIMIT_FSIZE, &size);
      try {
        world.rebuild(many);
      } catch (const IndexError& e) {
        ::_exit(std::string_view(e.what()).empty() ? 3 : 7);
      } catch (...) {
        ::_exit(4);
      }
      ::_exit(0);
    }
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status) << " at " << limit;
    EXPECT_EQ(WEXITSTATUS(status), 7) << limit;
    EXPECT_EQ(world.open().generation(), "1+0");
    EXPECT_THAT(live_ids(world.open()), ElementsAre("a"));
  }
  EXPECT_EQ(world.rebuild(many).documents, many.size());
}

TEST(Generation, ReadersNeverSeeHalfOfOne) {
  TestIndex world({named("a")});
  std::atomic<bool> done = false;
  std::atomic<int> opened = 0;
  std::jthread reader([&] {
    while (!done) {
      const Index index = world.open();
      ASSERT_EQ(index.postings("baku").size(), index.live_documents());
      ++opened;
    }
  });
  for (int i = 0; i < 20; ++i) {
    world.rebuild({named("a"), named("b")});
    world.update({named("c")}, {0});
    prune(world.path());
  }
  done = true;
  reader.join();
  EXPECT_GT(opened, 0);
}

}  // namespace
}  // namespace byname::test
