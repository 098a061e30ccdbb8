#include <gtest/gtest.h>

#include <random>

#include "searcher/query.h"

namespace byname {
namespace {

// The tree on one line: loose words bare, +required, -excluded, tied words with '~'.
std::string tree(const QueryNode& node) {
  std::string text = node.occur == Occur::excluded ? "-" : node.occur == Occur::required ? "+" : "";
  const auto words = [&] {
    std::string joined;
    for (const QueryWord& word : node.words) {
      if (!joined.empty()) joined += word.tied ? '~' : ' ';
      joined += word.term;
      if (word.prefix) joined += '*';
    }
    return joined;
  };
  const auto list = [&](const std::string& name) {
    std::string joined = name + '(';
    for (const QueryNode& clause : node.clauses)
      joined += (joined.back() == '(' ? "" : " ") + tree(clause);
    return joined + ')';
  };
  switch (node.kind) {
    case QueryNode::Kind::group:
      return text + list("");
    case QueryNode::Kind::either:
      return text + list("or");
    case QueryNode::Kind::words:
      return text + words();
    case QueryNode::Kind::phrase:
      return text + '"' + words() + '"';
    case QueryNode::Kind::near:
      return text + list("near/" + std::to_string(node.distance));
    case QueryNode::Kind::field:
      if (node.field == "date")
        return text + "date[" +
               (node.dates.none ? "none" : node.dates.from + ".." + node.dates.to) + ']';
      return text + node.field + (node.exact ? ":=" : ":") + node.value;
    case QueryNode::Kind::everything:
      return text + "*";
  }
  return text;
}

TEST(QueryParser, ReadsTheQueryLanguage) {
  const struct {
    std::string_view query;
    std::string_view expected;
  } cases[] = {
      {"", "()"},
      {"   ", "()"},
      {"Shusha", "(shusha)"},
      {"road to Shusha", "(road to shusha)"},
      {"*", "(*)"},
      {"-museum road", "(-museum road)"},
      {"NOT museum road", "(-museum road)"},
      {"+museum road", "(+museum road)"},
      {"a OR b", "(or(a b))"},
      {"a | b || c", "(or(a b c))"},
      {"x a OR b y", "(x or(a b) y)"},
      {"a b AND c d", "(a +b +c d)"},
      {"(a b) OR c", "(or((a b) c))"},
      {"(a OR b) (c OR d)", "(or(a b) or(c d))"},
      {"-(a OR b) c", "(-or(a b) c)"},
      {"+(a b) c", "(+(a b) c)"},
      {"((a))", "(a)"},
      {"\"Black January\"", "(+\"black january\")"},
      {"-\"Black January\" x", "(-\"black january\" x)"},
      {"“safety belt”", "(+\"safety belt\")"},
      {"«Чёрный январь»", "(+\"черный январь\")"},
      {"„safety belt“ x", "(+\"safety belt\" x)"},
      {"\"Azerbaijan's internal matter\"", "(+\"azerbaijan's internal matter\")"},
      {"\"a\" OR \"b\"", "(or(\"a\" \"b\"))"},
      {"wor* x", "(wor* x)"},
      {"\"wor* x\"", "(+\"wor* x\")"},
      {"Nagorno-Karabakh war", "(nagorno~karabakh war)"},
      {"Nagorno- Karabakh", "(nagorno~karabakh)"},
      {"Azerbaijan,Türkiye", "(azerbaijan turkiye)"},
      {"120,000 Armenians", "(120000 armenians)"},
      {"120 000 Armenians", "(120000 armenians)"},
      {"a NEAR b", "(+near/10(a b))"},
      {"a NEAR/3 b NEAR/3 c", "(+near/3(a b c))"},
      {"\"a b\" NEAR/5 c d", "(+near/5(\"a b\" c) d)"},
      {"place:Shusha NEAR/4 road", "(+near/4(place:Shusha road))"},
      {"source:RT Baku", "(+source:RT baku)"},
      {"source:\"RT – Russia Today\" x", "(+source:RT – Russia Today x)"},
      {"SOURCE:rt", "(+source:rt)"},
      {"-source:rt x", "(-source:rt x)"},
      {"source:rt OR source:bbc", "(or(source:rt source:bbc))"},
      {"lang:AZ", "(+lang:az)"},
      {"language:az", "(+lang:az)"},
      {"place:xankendi", "(+place:xankendi)"},
      {"name:=Xankəndi", "(+name:=Xankəndi)"},
      {"name:Xankəndi", "(+name:Xankəndi)"},
      {"part:chrome x", "(+part:chrome x)"},
      {"date:2023", "(+date[2023..2023])"},
      {"date:2023-02", "(+date[2023-02..2023-02])"},
      {"date:2023-2-8", "(+date[2023-02-08..2023-02-08])"},
      {"date:2020-09-27..2020-11-10", "(+date[2020-09-27..2020-11-10])"},
      {"date:2020..", "(+date[2020..])"},
      {"date:..2020", "(+date[..2020])"},
      {"date:2021..2020", "(+date[2020..2021])"},
      {"date:none", "(+date[none])"},
      {"after:2023-09-01", "(+date[2023-09-01..])"},
      {"before:2020", "(+date[..2019])"},
      {"before:2020-01", "(+date[..2019-12])"},
      {"before:2020-03-01", "(+date[..2020-02-29])"},
      {"#KarabakhisAzerbaijan", "(karabakhisazerbaijan)"},
      {"Baku: the capital", "(baku the capital)"},
      {"MOSCOW/BAKU:Armenia", "(moscow baku armenia)"},
      {"https://example.org/a?b=c", "(https example org a b c)"},
      {"- + ! ? &", "()"},
      {"--help", "(help)"},
      {"OR", "()"},
      {"a OR", "(a)"},
      {"OR a", "(a)"},
      {"NOT", "()"},
      {"a NEAR/5", "(a)"},
      {"(a b", "((a b))"},
      {"a b)", "(a b)"},
      {"()", "()"},
      {"\"\"", "()"},
      {"5\" gun", "(5 gun)"},
      {"date:yesterday x", "(x)"},
      {"title: x", "(title x)"},
      {"part:footer x", "(x)"},
      {"ԵՐԵՎԱՆ OR Երևան", "(or(երեվան երեվան))"},
  };
  for (const auto& c : cases) EXPECT_EQ(tree(parse_query(c.query).root), c.expected) << c.query;
}

TEST(QueryParser, WarnsAtTheCharacter) {
  const struct {
    std::string_view query;
    std::uint32_t begin;
    std::uint32_t end;
    std::string_view says;
  } cases[] = {
      {"a \"b c", 2, 3, "never closed"},          {"a b)", 3, 4, "never opened"},
      {"x (a b", 2, 3, "never closed"},           {"a OR", 2, 4, "needs something after"},
      {"OR a", 0, 2, "needs something before"},   {"a \"\" b", 2, 4, "no words"},
      {"x date:soon", 2, 11, "not a date"},       {"x date:2023-13", 2, 14, "not a date"},
      {"x date:2023-02-30", 2, 17, "not a date"}, {"sorce:rt", 0, 6, "did you mean source:"},
      {"title: x", 0, 6, "needs a value"},        {"part:footer", 0, 11, "no such part"},
      {"a OR -b", 2, 4, "OR left out"},           {"a NEAR (b c)", 2, 6, "NEAR stands between"},
  };
  for (const auto& c : cases) {
    const auto warnings = parse_query(c.query).warnings;
    ASSERT_EQ(warnings.size(), 1U) << c.query;
    EXPECT_EQ(warnings[0].begin, c.begin) << c.query;
    EXPECT_EQ(warnings[0].end, c.end) << c.query;
    EXPECT_NE(warnings[0].text.find(c.says), std::string::npos) << warnings[0].text;
  }
}

TEST(QueryParser, KeepsQuietWhenAllIsUnderstood) {
  for (const std::string_view query :
       {"Shusha -museum \"Black January\"", "a OR b", "Baku: capital", "rock'n'roll", "C++ (x)",
        "date:2020..2021 after:2020", "http://a.b/c", "“quoted” words", "was ist das?"})
    EXPECT_TRUE(parse_query(query).warnings.empty()) << query;
}

TEST(QueryParser, KnowsWhereWordsStand) {
  const auto query = parse_query("в Шуше, \"Red Army\"");
  ASSERT_EQ(query.root.clauses.size(), 3U);
  const QueryWord& shusha = query.root.clauses[1].words[0];
  EXPECT_EQ(shusha.begin, 3U);
  EXPECT_EQ(shusha.end, 11U);
  EXPECT_EQ(shusha.typed, "Шуше");
  EXPECT_TRUE(shusha.capital);
  EXPECT_EQ(query.root.clauses[2].words[1].begin, 18U);
}

// What was understood is shown to the reader, who may paste it back.
TEST(QueryParser, PrintsAQueryThatReadsTheSame) {
  for (const std::string_view query : {"Shusha road",
                                       "-museum road",
                                       "+a b",
                                       "x a OR b y",
                                       "(a b) OR c",
                                       "-(a OR b) c",
                                       "+(a OR b) c",
                                       "\"Black January\" x",
                                       "-\"Black January\" x",
                                       "wor* x",
                                       "a NEAR/3 b c",
                                       "-(a NEAR/3 b) c",
                                       "Nagorno-Karabakh war",
                                       "source:RT -author:\"a b\"",
                                       "date:2020..2021",
                                       "before:2020-03-01 x",
                                       "name:=Xankəndi",
                                       "a AND b",
                                       "* -lang:az",
                                       "((a b) OR c) -d",
                                       "x .NOT y",
                                       "x 'OR' y"}) {
    const auto once = parse_query(query);
    const std::string printed = to_string(once.root);
    const auto twice = parse_query(printed);
    EXPECT_EQ(tree(twice.root), tree(once.root)) << query << " -> " << printed;
    EXPECT_TRUE(twice.warnings.empty()) << printed;
  }
}

TEST(QueryParser, SurvivesAnything) {
  const std::string_view pieces[] = {
      "a",       "(",      ")",        "\"",   " ",        "OR",      "NOT", "-",
      "+",       "NEAR/2", "date:",    "2020", "..",       "source:", "*",   "Шуша",
      "name:=",  "\xff",   "\xe2",     "“",    "”",        "«",       "\n",  "part:any",
      "120 000", "-(",     "title:\"", "#",    "nagorno-", "\xf0\x9f"};
  std::mt19937 random(20260101);
  for (int round = 0; round < 20000; ++round) {
    std::string query;
    const auto length = random() % 14;
    for (unsigned i = 0; i < length; ++i) {
      query += pieces[random() % std::size(pieces)];
      if (random() % 3 == 0) query += ' ';
    }
    const auto parsed = parse_query(query);
    for (const Warning& warning : parsed.warnings) {
      EXPECT_LE(warning.begin, warning.end) << query;
      EXPECT_LE(warning.end, query.size()) << query;
    }
    (void)to_string(parsed.root);
  }
}

TEST(QueryParser, IsNotHurtByDepthOrLength) {
  const auto deep = parse_query(std::string(30000, '(') + "a" + std::string(30000, ')'));
  EXPECT_FALSE(deep.warnings.empty());
  std::string words;
  for (int i = 0; i < 5000; ++i) words += "w" + std::to_string(i) + ' ';
  const auto many = parse_query(words);
  EXPECT_LE(many.root.clauses.size(), 513U);
  EXPECT_FALSE(many.warnings.empty());
  EXPECT_FALSE(parse_query(std::string(1 << 20, 'x')).warnings.empty());
  EXPECT_FALSE(parse_query(std::string(60000, '"')).warnings.empty());
}

}  // namespace
}  // namespace byname
