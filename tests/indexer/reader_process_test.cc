#include "indexer/readers/reader_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "tests/support/temporary_directory.h"

namespace byname {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Document a_post(std::string text) {
  Document document{.uid = "0123456789abcdef", .id = "p#0", .root = "r", .path = "p"};
  document.text = std::move(text);
  document.parts = {{Part::title, 0, 2}};
  document.source_map = {{0, 2, 7, 2, 3}, {2, 1, 9, 5, 4}};
  document.sha256 = std::string(64, 'a');
  return document;
}

// A reader that does what the name of the file says.
ReadResult obey(const InputFile& file, const Emit& emit) {
  ReadResult result;
  result.documents = 1;
  if (file.path == "crash") ::raise(SIGSEGV);
  if (file.path == "throw") throw std::runtime_error("a bug");
  if (file.path == "memory") {
    std::vector<std::string> all;
    for (int i = 0; i < 4096; ++i) all.emplace_back(1 << 20, 'x');
    result.documents += static_cast<std::uint32_t>(all.size());
  }
  if (file.path == "loop") {
    const volatile bool always = true;
    while (always) {
    }
  }
  if (file.path == "half") {
    // Enough that some of it was sent.
    for (int i = 0; i < 3; ++i) emit(a_post(std::string(200 << 10, 'x')));
    ::raise(SIGKILL);
  }
  emit(a_post("abc"));
  result.problems = {{"line 7", "bad", true}};
  result.failed_records = 1;
  result.members.resize(1);
  result.members[0].path = "p!/m";
  result.members[0].state = InputState::skipped;
  return result;
}

struct Came {
  ReadResult result{};
  std::vector<Document> documents{};
};

Came read(ReaderProcess& process, const std::string& path) {
  Came came;
  came.result = process.read({.root = "r", .path = path, .absolute = "/nowhere"},
                             [&](Document&& d) { came.documents.push_back(std::move(d)); });
  return came;
}

TEST(ReaderProcess, BringsWhatTheReaderGives) {
  ReaderProcess process(obey);
  for (int i = 0; i < 3; ++i) {
    const Came came = read(process, "good");
    EXPECT_THAT(came.documents, ElementsAre(a_post("abc")));
    EXPECT_THAT(came.result.problems, ElementsAre(ReadProblem{"line 7", "bad", true}));
    ASSERT_EQ(came.result.members.size(), 1U);
    EXPECT_EQ(came.result.members[0].path, "p!/m");
    EXPECT_EQ(came.result.members[0].state, InputState::skipped);
  }
}

TEST(ReaderProcess, WhateverAFileDoesTheNextIsRead) {
  ReaderProcess process(obey, {.memory = 256 << 20, .seconds = 1, .seconds_per_mib = 0});
  std::vector<const char*> bad{"crash", "throw", "half", "loop"};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  bad.push_back("memory");
#endif
  for (const std::string path : bad) {
    const Came came = read(process, path);
    if (path == "half") {
      EXPECT_EQ(came.result.state, InputState::partial);
      EXPECT_GT(came.documents.size(), 0U);
      EXPECT_EQ(came.result.documents, came.documents.size());
    } else {
      EXPECT_EQ(came.result.state, InputState::failed) << path;
      EXPECT_EQ(came.documents.size(), 0U);
    }
    EXPECT_THAT(came.result.reason, HasSubstr("its reader")) << path;
    EXPECT_EQ(read(process, "good").documents.size(), 1U) << path;
  }
}

TEST(ReaderProcess, WhatIsThrownPassesThrough) {
  ReaderProcess process(obey);
  EXPECT_THROW(process.read({.path = "good"}, [](Document&&) { throw 7; }), int);
}

TEST(ReaderProcess, ReadsRealFilesAsTheReaderDoes) {
  const test::TemporaryDirectory folder;
  const std::filesystem::path path = folder.path() / "a.jsonl";
  std::ofstream out(path);
  for (int i = 0; i < 2000; ++i)
    out << R"({"id": ")" << i << R"(", "text": "Rain in \u0160hu\u0161a, day )" << i << "\"}\n";
  out << "{\n";
  out.close();
  const InputFile file{.root = "r", .path = "a.jsonl", .absolute = path};
  Came here, there;
  here.result = read_input(file, [&](Document&& d) { here.documents.push_back(std::move(d)); });
  ReaderProcess process;
  there.result = process.read(file, [&](Document&& d) { there.documents.push_back(std::move(d)); });
  EXPECT_EQ(here.documents.size(), 2000U);
  EXPECT_EQ(here.documents, there.documents);
  EXPECT_EQ(here.result.sha256, there.result.sha256);
  EXPECT_EQ(here.result.reason, there.result.reason);
  EXPECT_EQ(here.result.problems, there.result.problems);
  EXPECT_EQ(here.result.state, there.result.state);
}

}  // namespace
}  // namespace byname
