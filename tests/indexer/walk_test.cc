#include "indexer/walk.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "indexer/path_code.h"
#include "tests/support/temporary_directory.h"

namespace byname {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  std::string operator/(std::string_view name) const { return directory_.path() / name; }
  const fs::path& path() const { return directory_.path(); }
  std::string write(std::string_view name, std::string_view content) const {
    const fs::path file = directory_.path() / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

 private:
  test::TemporaryDirectory directory_;
};

// "news/a.txt", or "news/a.txt: skipped: a named pipe, not a file".
std::vector<std::string> walked(const std::vector<Scope>& scopes, const std::vector<Root>& roots) {
  std::vector<std::string> lines;
  for (const FoundInput& input : walk_scopes(scopes, roots).inputs) {
    std::string line = scopes[input.scope].root.name + "/" + input.path;
    if (input.state != InputState::indexed) {
      line += ": " + std::string(kInputStateNames[static_cast<std::size_t>(input.state)]) + ": " +
              input.reason;
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> walked(const std::vector<std::string>& paths) {
  const std::vector<Root> roots = roots_of(paths, {});
  std::vector<Scope> scopes;
  for (const Root& root : roots) scopes.push_back({.root = root});
  return walked(scopes, roots);
}

TEST(Walk, FindsEveryFileInOrderOfItsPath) {
  TemporaryFolder folder;
  for (const char* name :
       {"n/b.txt", "n/a/z.txt", "n/a-b/c.txt", "n/a.txt", "n/B.txt", "n/ü.txt"}) {
    folder.write(name, "x");
  }
  EXPECT_THAT(walked({folder / "n"}),
              ElementsAre("n/B.txt", "n/a-b/c.txt", "n/a.txt", "n/a/z.txt", "n/b.txt", "n/ü.txt"));
}

TEST(Walk, TellsSizeAndTime) {
  TemporaryFolder folder;
  const fs::path file = folder.write("n/a.txt", "four");
  const timespec times[2] = {{.tv_sec = 1000, .tv_nsec = 0}, {.tv_sec = 1234567890, .tv_nsec = 9}};
  ASSERT_EQ(utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
  const std::vector<Root> roots = roots_of(std::vector<std::string>{file}, {});
  const std::vector<Scope> scopes = {{.root = roots.at(0)}};
  const Walk walk = walk_scopes(scopes, roots);
  ASSERT_EQ(walk.inputs.size(), 1);
  EXPECT_EQ(walk.inputs[0].path, "a.txt");
  EXPECT_EQ(scopes[0].root.name, "n");
  EXPECT_EQ(walk.inputs[0].size, 4);
  EXPECT_EQ(walk.inputs[0].modified, 1234567890);
  EXPECT_EQ(file_of(scopes[0].root, walk.inputs[0].path), file.native());
}

TEST(Walk, LeavesOutHiddenNamesUnlessTheyAreNamed) {
  TemporaryFolder folder;
  folder.write("n/.git/config", "x");
  folder.write("n/.hidden", "x");
  folder.write("n/a.txt", "x");
  EXPECT_THAT(walked({folder / "n"}), ElementsAre("n/a.txt"));
  EXPECT_THAT(walked({folder / "n/.git"}), ElementsAre(".git/config"));
  EXPECT_THAT(walked({folder / "n/.hidden"}), ElementsAre("n/.hidden"));
}

TEST(Walk, FoldersOfAMailboxAreNotHidden) {
  TemporaryFolder folder;
  for (const char* name : {"m/new/1", "m/cur/2", "m/.Sent/cur/3", "m/.git/config", "m/.uidlist",
                           "n/.Sent/cur/4", "n/.Sent/new/5"})
    folder.write(name, "x");
  fs::create_directories(folder.path() / "m/.Sent/new");
  EXPECT_THAT(walked({folder / "m"}), ElementsAre("m/.Sent/cur/3", "m/cur/2", "m/new/1"));
  EXPECT_THAT(walked({folder / "n"}), IsEmpty());
}

TEST(Walk, EncodesNamesThatAreNoTextOrWouldMislead) {
  TemporaryFolder folder;
  folder.write("n/a\nb#c%d.txt", "x");
  folder.write("n/\xff\xfe.txt", "x");
  EXPECT_THAT(walked({folder / "n"}), ElementsAre("n/%FF%FE.txt", "n/a%0Ab%23c%25d.txt"));
}

TEST(Walk, FollowsLinksOnceAndNoCycles) {
  TemporaryFolder folder;
  folder.write("n/d/a.txt", "x");
  folder.write("away/b.txt", "x");
  folder.write("away/deep/c.txt", "x");
  folder.write("single.txt", "x");
  fs::create_symlink(folder / "n", folder / "n/d/up");
  fs::create_symlink("a.txt", folder / "n/d/twin.txt");
  fs::create_symlink(folder / "away", folder / "n/first");
  fs::create_symlink(folder / "away", folder / "n/second");
  fs::create_symlink(folder / "single.txt", folder / "n/s1.txt");
  fs::create_symlink(folder / "single.txt", folder / "n/s2.txt");
  fs::create_symlink("nothing", folder / "n/broken");
  fs::create_symlink("loop", folder / "n/loop");
  EXPECT_THAT(
      walked({folder / "n"}),
      ElementsAre("n/broken: failed: a link to nothing: No such file or directory", "n/d/a.txt",
                  "n/d/twin.txt: duplicate: a link to a file that is indexed itself",
                  "n/d/up: duplicate: a link to a folder that is indexed itself", "n/first/b.txt",
                  "n/first/deep/c.txt", "n/loop: failed: a link: Too many levels of symbolic links",
                  "n/s1.txt", "n/s2.txt: duplicate: a link to a file that is indexed itself",
                  "n/second: duplicate: a link to a folder that is indexed itself"));
}

TEST(Walk, WhatIsNoFileIsSkippedWithTheReason) {
  TemporaryFolder folder;
  folder.write("n/a.txt", "x");
  ASSERT_EQ(mkfifo((folder / "n/pipe").c_str(), 0600), 0);
  EXPECT_THAT(walked({folder / "n"}),
              ElementsAre("n/a.txt", "n/pipe: skipped: a named pipe, not a file"));
}

TEST(Walk, ARootInsideOfARootIsLeftToItself) {
  TemporaryFolder folder;
  folder.write("n/a.txt", "x");
  folder.write("n/own/b.txt", "x");
  folder.write("n/c/single.txt", "x");
  EXPECT_THAT(walked({folder / "n", folder / "n/own", folder / "n/c/single.txt"}),
              ElementsAre("c/single.txt", "n/a.txt", "own/b.txt"));
}

TEST(Walk, AScopeIsTheFilesBelowIt) {
  TemporaryFolder folder;
  folder.write("n/a.txt", "x");
  folder.write("n/d/b.txt", "x");
  folder.write("n/d/e/c.txt", "x");
  const std::vector<Root> roots = {{.name = "n", .path = folder / "n"}};
  EXPECT_THAT(walked({{.root = roots[0], .below = "d"}}, roots),
              ElementsAre("n/d/b.txt", "n/d/e/c.txt"));
  EXPECT_THAT(walked({{.root = roots[0], .below = "d/e/c.txt"}}, roots),
              ElementsAre("n/d/e/c.txt"));
}

TEST(Walk, AMissingRootSaysWhy) {
  TemporaryFolder folder;
  const std::vector<Root> roots = {{.name = "n", .path = folder / "n"}};
  const std::vector<Scope> scopes = {{.root = roots[0]}};
  const Walk walk = walk_scopes(scopes, roots);
  EXPECT_THAT(walk.missing, ElementsAre("No such file or directory"));
  EXPECT_THAT(walked(scopes, roots), ElementsAre("n/n: failed: No such file or directory"));
}

TEST(Walk, DeepFoldersAreNoTrouble) {
  TemporaryFolder folder;
  std::string deep = "n";
  for (int i = 0; i < 400; ++i) deep += "/d";
  folder.write(deep + "/a.txt", "x");
  EXPECT_EQ(walked({folder / "n"}).size(), 1);
}

TEST(Roots, AreNamedByTheirFolders) {
  TemporaryFolder folder;
  folder.write("x/news/a.txt", "x");
  folder.write("x/news/b.txt", "x");
  folder.write("y/news/a.txt", "x");
  const auto names = [&](const std::vector<std::string>& paths, const std::vector<Root>& known) {
    std::vector<std::string> lines;
    for (const Root& root : roots_of(paths, known)) {
      lines.push_back(root.name + " " +
                      fs::path(root.path).lexically_relative(folder.path()).native());
    }
    return lines;
  };
  const std::string x = folder / "x/news";
  const std::string y = folder / "y/news";
  EXPECT_THAT(names({x}, {}), ElementsAre("news x/news"));
  EXPECT_THAT(names({x + "/"}, {}), ElementsAre("news x/news"));
  EXPECT_THAT(names({y, x, x}, {}), ElementsAre("news x/news", "news-2 y/news"));
  // A root keeps the name that it has in the index.
  EXPECT_THAT(names({x, y}, {{.name = "news", .path = y}}),
              ElementsAre("news y/news", "news-2 x/news"));
  // Files of one folder share its name; with the folder they come as part of it.
  EXPECT_THAT(names({x + "/a.txt", x + "/b.txt", y + "/a.txt"}, {}),
              ElementsAre("news x/news/a.txt", "news x/news/b.txt", "news-2 y/news/a.txt"));
  EXPECT_THAT(names({x + "/a.txt", x}, {}), ElementsAre("news x/news"));
}

TEST(Roots, APathInsideOfARootIsAScopeOfIt) {
  TemporaryFolder folder;
  folder.write("n/d/a.txt", "x");
  folder.write("n/.h/b.txt", "x");
  const std::vector<Root> known = {{.name = "n", .path = folder / "n"}};
  const auto scopes = [&](const std::vector<std::string>& names) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(folder / name);
    std::vector<std::string> lines;
    for (const Scope& scope : scopes_of(paths, known)) {
      lines.push_back(scope.root.name + ":" + scope.below);
    }
    return lines;
  };
  EXPECT_THAT(scopes({"n"}), ElementsAre("n:"));
  EXPECT_THAT(scopes({"n/d"}), ElementsAre("n:d"));
  EXPECT_THAT(scopes({"n/d/a.txt", "n/d/gone.txt"}), ElementsAre("n:d/a.txt", "n:d/gone.txt"));
  EXPECT_THAT(scopes({"n/d/a.txt", "n/d"}), ElementsAre("n:d"));
  EXPECT_THAT(scopes({"n/d", "n"}), ElementsAre("n:"));
  // Hidden: the walk of n does not reach it, so it is a root of its own.
  EXPECT_THAT(scopes({"n/.h"}), ElementsAre(".h:"));
  EXPECT_THAT(scopes({"m"}), ElementsAre("m:"));
  EXPECT_THAT(scopes_of({}, known), IsEmpty());
}

TEST(PathCode, GoesThereAndBack) {
  const struct {
    std::string raw;
    std::string_view encoded;
  } cases[] = {
      {"a/b c.txt", "a/b c.txt"},
      {"a#1", "a%231"},
      {"100%", "100%25"},
      {"\n\x7f", "%0A%7F"},
      {"Şuşa", "Şuşa"},
      {"\xc5", "%C5"},
      {"\xff/\xe2\x82", "%FF/%E2%82"},
      {"\xc2\x85", "%C2%85"},
      {std::string(1, '\0'), "%00"},
      {"", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(encode_path(c.raw), c.encoded);
    EXPECT_EQ(decode_path(c.encoded), c.raw);
  }
  EXPECT_EQ(decode_path("100%"), "100%");
  EXPECT_EQ(decode_path("%4"), "%4");
  EXPECT_EQ(decode_path("%zz"), "%zz");
}

}  // namespace
}  // namespace byname
