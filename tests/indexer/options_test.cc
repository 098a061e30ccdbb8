#include "indexer/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byname {
namespace {

using ::testing::HasSubstr;

const Environment kHome{.variables = {.home = "/home/ani"}, .cores = 8};

IndexerOptions options(const std::vector<std::string>& arguments,
                       const Environment& environment = kHome) {
  const ParsedCommandLine parsed = parse_command_line(arguments, environment);
  EXPECT_TRUE(parsed.options.has_value()) << parsed.out << parsed.err;
  return parsed.options.value_or(IndexerOptions{});
}

TEST(Options, CommandsAndTheirWords) {
  const IndexerOptions usual{.index = "/home/ani/.local/share/byname/index", .threads = 8};
  const auto with = [&](auto change) {
    IndexerOptions expected = usual;
    change(expected);
    return expected;
  };
  const struct {
    std::vector<std::string> arguments;
    IndexerOptions expected;
  } cases[] = {
      {{"status"}, usual},
      {{"status", "--format", "json"}, with([](auto& o) { o.json = true; })},
      {{"rebuild"}, with([](auto& o) { o.command = Command::rebuild; })},
      {{"rebuild", "a", "b"}, with([](auto& o) {
         o.command = Command::rebuild;
         o.paths = {"a", "b"};
       })},
      {{"rebuild", "a", "--gazetteer", "g", "b", "--gazetteer=h"}, with([](auto& o) {
         o.command = Command::rebuild;
         o.paths = {"a", "b"};
         o.gazetteers = {"g", "h"};
       })},
      {{"rebuild", "--gazetteer", "g", "--", "-a"}, with([](auto& o) {
         o.command = Command::rebuild;
         o.paths = {"-a"};
         o.gazetteers = {"g"};
       })},
      {{"--index", "/i", "--threads", "3", "update", "a", "--allow-deletes"}, with([](auto& o) {
         o.command = Command::update;
         o.index = "/i";
         o.index_named = true;
         o.threads = 3;
         o.paths = {"a"};
         o.allow_deletes = true;
       })},
      {{"rebuild", "--misspelt"}, with([](auto& o) {
         o.command = Command::rebuild;
         o.misspelt = true;
       })},
      {{"rebuild", "--no-misspelt"}, with([](auto& o) {
         o.command = Command::rebuild;
         o.misspelt = false;
       })},
      {{"rebuild", "--ocr", "tesseract - -", "a"}, with([](auto& o) {
         o.command = Command::rebuild;
         o.paths = {"a"};
         o.ocr = "tesseract - -";
       })},
      {{"update", "a", "--index", "/i", "-v"}, with([](auto& o) {
         o.command = Command::update;
         o.index = "/i";
         o.index_named = true;
         o.paths = {"a"};
         o.verbosity = Verbosity::verbose;
       })},
      {{"failed", "--quiet"}, with([](auto& o) {
         o.command = Command::failed;
         o.verbosity = Verbosity::quiet;
       })},
      {{"failed", "--retry"}, with([](auto& o) { o.command = Command::retry; })},
      {{"verify", "--threads", "1"}, with([](auto& o) {
         o.command = Command::verify;
         o.threads = 1;
       })},
      {{"rollback"}, with([](auto& o) { o.command = Command::rollback; })},
      {{"prune"}, with([](auto& o) { o.command = Command::prune; })},
      {{"places", "check", "g"}, with([](auto& o) {
         o.command = Command::check_gazetteer;
         o.paths = {"g"};
       })},
      {{"places", "import", "g", "--to", "d"}, with([](auto& o) {
         o.command = Command::import_gazetteer;
         o.paths = {"g"};
         o.folder = "d";
       })},
      {{"places", "export"}, with([](auto& o) { o.command = Command::export_gazetteer; })},
      {{"places", "export", "g", "--format", "jsonl"}, with([](auto& o) {
         o.command = Command::export_gazetteer;
         o.paths = {"g"};
         o.json = true;
       })},
      {{"places", "forms", "Şuşa", "--lang", "az"}, with([](auto& o) {
         o.command = Command::forms;
         o.paths = {"Şuşa"};
         o.lang = "az";
       })},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(options(c.arguments), c.expected) << ::testing::PrintToString(c.arguments);
  }
}

TEST(Options, TheIndexIsWhereTheEnvironmentSays) {
  const struct {
    IndexDirectoryVariables variables;
    std::string_view expected;
  } cases[] = {
      {{.byname_index = "/x", .xdg_data_home = "/d", .home = "/h"}, "/x"},
      {{.xdg_data_home = "/d", .home = "/h"}, "/d/byname/index"},
      {{.home = "/h"}, "/h/.local/share/byname/index"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(options({"status"}, {.variables = c.variables}).index, c.expected);
  }
}

TEST(Options, WrongUseIsExitCodeTwoAndNamesTheWord) {
  const struct {
    std::vector<std::string> arguments;
    std::string_view message;
  } cases[] = {
      {{}, "subcommand"},
      {{"rebiuld"}, "rebiuld"},
      {{"status", "--colour"}, "--colour"},
      {{"status", "extra"}, "extra"},
      {{"update"}, "PATH"},
      {{"--threads", "0", "status"}, "--threads"},
      {{"--threads", "many", "status"}, "many"},
      {{"status", "--format", "xml"}, "xml"},
      {{"-q", "-v", "status"}, "--quiet"},
      {{"places"}, "subcommand"},
      {{"--config", "/nowhere/there", "status"}, "/nowhere/there"},
  };
  for (const auto& c : cases) {
    const ParsedCommandLine parsed = parse_command_line(c.arguments, kHome);
    EXPECT_FALSE(parsed.options.has_value()) << ::testing::PrintToString(c.arguments);
    EXPECT_EQ(parsed.exit_code, 2) << ::testing::PrintToString(c.arguments);
    EXPECT_THAT(parsed.err, HasSubstr(std::string(c.message)));
    EXPECT_THAT(parsed.err, ::testing::StartsWith("indexer: "));
    EXPECT_EQ(parsed.out, "");
  }
}

TEST(Options, HelpAndVersionAreNoErrors) {
  for (const char* word : {"--help", "--version"}) {
    const ParsedCommandLine parsed = parse_command_line({word}, kHome);
    EXPECT_FALSE(parsed.options.has_value());
    EXPECT_EQ(parsed.exit_code, 0);
    EXPECT_NE(parsed.out, "");
    EXPECT_EQ(parsed.err, "");
  }
  EXPECT_THAT(parse_command_line({"--version"}, kHome).out,
              AllOf(HasSubstr("Xapian "), HasSubstr("ICU "), HasSubstr("Unicode ")));
}

}  // namespace
}  // namespace byname
