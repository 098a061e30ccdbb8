#include "indexer/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byname {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

struct Input {
  std::string root;
  std::string path;
  std::string id;
  std::string uid;
};

// The ids of a run, each document a batch of its own.
struct Outcome {
  std::vector<std::string> ids{};
  std::vector<std::string> uids{};
  std::set<std::uint32_t> redone{};
  std::set<std::string> clashes{};
};

Outcome run(const std::vector<Input>& inputs, std::unordered_set<std::string> shared_paths = {},
            const std::set<std::string>& taken = {}) {
  Identities identities(std::move(shared_paths),
                        [taken](const std::string& id) { return taken.contains(id); });
  const auto document = [](const Input& input) {
    Document d;
    d.root = input.root;
    d.path = input.path;
    d.id = input.id;
    d.uid = input.uid;
    return d;
  };
  std::vector<Document> written;
  for (std::uint32_t i = 0; i < inputs.size(); ++i) {
    written.push_back(document(inputs[i]));
    identities.first_pass(written.back(), i);
  }
  const std::set<std::uint32_t> redo = identities.batches_to_redo();
  identities.begin_second_pass();
  for (std::uint32_t i = 0; i < inputs.size() && !redo.empty(); ++i) {
    Document again = document(inputs[i]);
    identities.second_pass(again);
    if (redo.contains(i)) {
      written[i] = again;
    } else {
      // What is not written again must come out the same.
      EXPECT_EQ(again.id, written[i].id);
      EXPECT_EQ(again.uid, written[i].uid);
    }
  }
  Outcome result{.redone = redo, .clashes = identities.clashes()};
  for (const Document& d : written) {
    result.ids.push_back(d.id);
    result.uids.push_back(d.uid);
  }
  return result;
}

TEST(Identities, IdsOfTheirOwnStayAndNothingIsReadTwice) {
  const Outcome r = run({{"n", "a.txt", "a.txt", "1"},
                         {"n", "p.txt", "p.txt#0", "2"},
                         {"n", "p.txt", "p.txt#1", "3"},
                         {"n", "r.jsonl", "rt-17", "4"}});
  EXPECT_THAT(r.ids, ElementsAre("a.txt", "p.txt#0", "p.txt#1", "rt-17"));
  EXPECT_THAT(r.redone, IsEmpty());
}

TEST(Identities, AnIdUsedByTwoInputsIsPathAndIdForBoth) {
  const Outcome r = run({{"n", "a.jsonl", "7", "1"},
                         {"n", "a.jsonl", "8", "2"},
                         {"n", "b.jsonl", "7", "3"},
                         {"n", "c.jsonl", "7", "4"}});
  EXPECT_THAT(r.ids, ElementsAre("a.jsonl#7", "8", "b.jsonl#7", "c.jsonl#7"));
  EXPECT_THAT(r.redone, ElementsAre(0, 2, 3));
}

TEST(Identities, NoTwoIdsAreEverEqual) {
  const struct {
    std::vector<Input> inputs;
    std::vector<std::string> expected;
  } cases[] = {
      // Twice in one input: counted.
      {{{"n", "a", "7", "1"}, {"n", "a", "7", "2"}}, {"a#7", "a#7~2"}},
      // A record called like a file: the file keeps its path.
      {{{"n", "a.jsonl", "b.txt", "1"}, {"n", "b.txt", "b.txt", "2"}}, {"a.jsonl#b.txt", "b.txt"}},
      // The name that would be given is another document's.
      {{{"n", "a", "7", "1"}, {"n", "b", "a#7", "2"}, {"n", "c", "7", "3"}},
       {"a#7~2", "a#7", "c#7"}},
  };
  for (const auto& c : cases) EXPECT_EQ(run(c.inputs).ids, c.expected);
}

TEST(Identities, APathThatTwoRootsHaveIsCalledByTheRootToo) {
  const Outcome r = run({{"m", "a.txt", "a.txt", "1"},
                         {"m", "b.txt", "b.txt", "2"},
                         {"n", "a.txt", "a.txt#0", "3"},
                         {"n", "a.txt", "own", "4"}},
                        {"a.txt"});
  EXPECT_THAT(r.ids, ElementsAre("m/a.txt", "b.txt", "n/a.txt#0", "own"));
}

TEST(Identities, IdsOfDocumentsThatStayInTheIndexAreNotTaken) {
  const Outcome r =
      run({{"n", "a.jsonl", "7", "1"}, {"n", "b.txt", "b.txt", "2"}}, {}, {"7", "b.txt"});
  EXPECT_THAT(r.ids, ElementsAre("a.jsonl#7", "n/b.txt"));
  EXPECT_THAT(r.clashes, UnorderedElementsAre("7", "b.txt"));
}

TEST(Identities, EqualUidsAreCounted) {
  const Outcome r = run({{"n", "a", "a#0", "1"}, {"n", "a", "a#1", "1"}, {"n", "a", "a#2", "1"}});
  EXPECT_EQ(r.uids[0], "1");
  EXPECT_THAT(std::set<std::string>(r.uids.begin(), r.uids.end()), ::testing::SizeIs(3));
  EXPECT_EQ(r.uids[1].size(), 16);
}

}  // namespace
}  // namespace byname
