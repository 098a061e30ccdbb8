#include "searcher/options.h"

#include <gmock/gmock.h>

namespace byname {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

ParsedSearcherLine parse(const std::vector<std::string>& arguments) {
  return parse_searcher_line(arguments, {.default_index = "/default"});
}

SearcherOptions options(const std::vector<std::string>& arguments) {
  const ParsedSearcherLine parsed = parse(arguments);
  EXPECT_TRUE(parsed.options) << parsed.err;
  return parsed.options.value_or(SearcherOptions{});
}

TEST(SearcherOptions, OnlyTheFirstWordNamesACommand) {
  EXPECT_EQ(options({"mentions", "Shusha"}).command, SearcherCommand::mentions);
  EXPECT_EQ(options({"--index", "i", "names", "Shusha"}).command, SearcherCommand::names);
  const SearcherOptions plain = options({"Shusha", "mentions"});
  EXPECT_EQ(plain.command, SearcherCommand::search);
  EXPECT_THAT(plain.words, ElementsAre("Shusha", "mentions"));
  EXPECT_THAT(options({"search", "mentions"}).words, ElementsAre("mentions"));
  EXPECT_EQ(options({"--index", "mentions", "x"}).index, "mentions");
}

TEST(SearcherOptions, WordsWithOneDashAreQueryText) {
  EXPECT_THAT(options({"road", "-museum", "-v", "-12"}).words,
              ElementsAre("road", "-museum", "-12"));
  EXPECT_TRUE(options({"road", "-v"}).verbose);
  EXPECT_THAT(options({"road", "--", "--limit", "-v"}).words, ElementsAre("road", "--limit", "-v"));
}

TEST(SearcherOptions, OptionsMayStandAnywhere) {
  const SearcherOptions o =
      options({"search", "--format", "jsonl", "--limit", "0", "*", "--as-typed"});
  EXPECT_EQ(o.format, Format::jsonl);
  EXPECT_EQ(o.search.limit, 0u);
  EXPECT_TRUE(o.search.as_typed);
  EXPECT_THAT(o.words, ElementsAre("*"));
}

TEST(SearcherOptions, MentionFilters) {
  const MentionsQuery m =
      options({"mentions", "--all", "--kind", "name,rejected", "--part", "chrome", "--lang", "az,ru",
               "--lang", "hy", "--since", "2020", "--min-confidence", "0.5"})
          .mentions;
  EXPECT_TRUE(m.all);
  EXPECT_THAT(m.kinds, ElementsAre(MentionKind::name, MentionKind::rejected));
  EXPECT_THAT(m.parts, ElementsAre(Part::chrome));
  EXPECT_THAT(m.langs, ElementsAre("az", "ru", "hy"));
  EXPECT_EQ(m.since, "2020");
  EXPECT_EQ(m.min_confidence, 0.5);
  EXPECT_TRUE(options({"mentions", "--all", "--kind", "all"}).mentions.kinds.empty());
  EXPECT_THAT(options({"mentions", "x"}).mentions.kinds,
              ElementsAre(MentionKind::name, MentionKind::metonym));
}

TEST(SearcherOptions, DefaultsDependOnTheCommand) {
  EXPECT_EQ(options({"x"}).index, "/default");
  EXPECT_EQ(options({"x"}).search.limit, 10u);
  EXPECT_EQ(options({"mentions", "x"}).mentions.limit, 0u);
  EXPECT_EQ(options({"batch", "q.tsv"}).format, Format::trec);
  EXPECT_EQ(options({"batch", "q.tsv"}).batch_file, "q.tsv");
}

TEST(SearcherOptions, ColourByTerminalAndEnvironment) {
  const auto color = [](std::vector<std::string> arguments, bool terminal, bool no_color) {
    arguments.push_back("x");
    return parse_searcher_line(arguments, {"/i", terminal, no_color}).options->color;
  };
  EXPECT_EQ(color({}, true, false), ColorChoice::always);
  EXPECT_EQ(color({}, true, true), ColorChoice::never);
  EXPECT_EQ(color({}, false, false), ColorChoice::never);
  EXPECT_EQ(color({"--color", "always"}, false, true), ColorChoice::always);
  EXPECT_EQ(color({"--color", "never"}, true, false), ColorChoice::never);
}

TEST(SearcherOptions, WrongUseSaysWhatAndExitsTwo) {
  const struct {
    std::vector<std::string> arguments;
    std::string_view says;
  } cases[] = {
      {{}, "what to search for is missing"},
      {{"--nonsense", "x"}, "--nonsense"},
      {{"x", "--limit", "many"}, "--limit"},
      {{"mentions"}, "--all"},
      {{"mentions", "--all", "x"}, "not both"},
      {{"mentions", "x", "--kind", "verb"}, "verb"},
      {{"x", "--format", "geojson"}, "search prints text, jsonl, json, csv"},
      {{"names", "x", "--format", "yaml"}, "yaml"},
      {{"resolve"}, "--batch"},
      {{"show", "a", "b"}, "one document"},
      {{"x", "--format-version", "9"}, "version 1"},
      {{"x", "--color", "pink"}, "--color"},
      {{"x", "--index"}, "--index"},
  };
  for (const auto& c : cases) {
    const ParsedSearcherLine parsed = parse(c.arguments);
    EXPECT_FALSE(parsed.options);
    EXPECT_EQ(parsed.exit_code, 2) << c.says;
    EXPECT_THAT(parsed.err, HasSubstr(std::string(c.says)));
    EXPECT_EQ(parsed.out, "");
  }
}

TEST(SearcherOptions, HelpIsNoError) {
  for (const char* command :
       {"search", "mentions", "names", "places", "resolve", "show", "batch", "explain"}) {
    const ParsedSearcherLine parsed = parse({command, "--help"});
    EXPECT_FALSE(parsed.options);
    EXPECT_EQ(parsed.exit_code, 0) << command;
    EXPECT_THAT(parsed.out, HasSubstr("Usage: searcher"));
    EXPECT_EQ(parsed.err, "");
  }
  EXPECT_THAT(parse({"--version"}).out, HasSubstr("Xapian"));
}

}  // namespace
}  // namespace byname
