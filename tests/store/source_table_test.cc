#include "store/source_table.h"

#include <gtest/gtest.h>

#include "schemas/error.h"

namespace byname {
namespace {

Document a_document(std::string path, std::string url, std::string source) {
  return {
      .root = "news", .path = std::move(path), .source = std::move(source), .url = std::move(url)};
}

TEST(SourceTable, FirstRowThatFitsNamesTheSource) {
  const SourceTable table = parse_source_table(
      "path\turl\tsource\tname\n"
      "# a remark\n"
      "news/oxu/\t\t\tOxu.Az\n"
      "news/*/tass*\t\t\tTASS\n"
      "\tt.me/shusha_live\t\tShusha live\n"
      "\trt.com\tRT*\tRT\n"
      "\tgov.az\t\tGovernment\n"
      "\texample.org/*/az/\t\tExample\n"
      "news\tblog.am\t\tBlog\n",
      "t.tsv");
  const struct {
    Document document;
    std::string_view expected;  // empty: no row
  } cases[] = {
      {a_document("oxu/a.txt", "", ""), "Oxu.Az"},
      {a_document("oxu/b/c.html", "", ""), "Oxu.Az"},
      {a_document("oxu2/a.txt", "", ""), ""},
      {a_document("oxu", "", ""), "Oxu.Az"},
      {a_document("oxu/a.zip!/b.txt", "", ""), "Oxu.Az"},
      {a_document("oxu/a.txt", "", "Stated"), ""},
      {a_document("old/tass-1992.txt", "", ""), "TASS"},
      {a_document("a", "https://t.me/shusha_live/77", ""), "Shusha live"},
      {a_document("a", "https://t.me/shusha_live", ""), "Shusha live"},
      {a_document("a", "https://t.me/shusha_live2/77", ""), ""},
      {a_document("a", "http://WWW.RT.com:80/russia/1", "RT International"), "RT"},
      {a_document("a", "https://www.rt.com/russia/1", ""), ""},
      {a_document("a", "https://mfa.gov.az/en", ""), "Government"},
      {a_document("a", "https://notgov.az/en", ""), ""},
      {a_document("a", "https://user@gov.az?x", ""), "Government"},
      {a_document("a", "https://example.org/x/az/1.html", ""), "Example"},
      {a_document("a", "https://example.org/az", ""), ""},
      {a_document("a", "https://blog.am/1", ""), "Blog"},
      {a_document("a", "", ""), ""},
  };
  for (const auto& c : cases) {
    const SourceRow* row = table.find(c.document);
    EXPECT_EQ(row ? row->name : "", c.expected) << c.document.path << ' ' << c.document.url;
  }
}

TEST(SourceTable, KnowsFactsByName) {
  const SourceTable table = parse_source_table(
      "url\tname\tcountry\tside\ttrust\n"
      "a.az\tA\t\t\t\n"
      "b.az\tA\tAZ\t\tslow to correct\n",
      "t.tsv");
  ASSERT_TRUE(table.facts_of("A"));
  EXPECT_EQ(table.facts_of("A")->country, "AZ");
  EXPECT_EQ(table.facts_of("A")->trust, "slow to correct");
  EXPECT_FALSE(table.facts_of("B"));
}

TEST(SourceTable, TellsWhichDocumentsAChangeConcerns) {
  const SourceTable before = parse_source_table("path\tname\nnews/a\tA\nnews/b\tB\n", "t.tsv");
  const SourceTable after = parse_source_table("path\tname\nnews/a\tA2\nnews/b\tB\n", "t.tsv");
  EXPECT_TRUE(may_differ(before, after, a_document("a/1", "", "A")));
  EXPECT_FALSE(may_differ(before, after, a_document("b/1", "", "B")));
  EXPECT_TRUE(may_differ(before, {}, a_document("b/1", "", "B")));
  EXPECT_FALSE(may_differ(before, after, a_document("c/1", "", "")));
}

TEST(SourceTable, RefusesWhatSaysNothing) {
  for (const std::string_view bad :
       {"", "name\nA\n", "path\nnews\n", "path\tname\nnews\t\n", "path\tname\n\tA\n"})
    EXPECT_THROW(parse_source_table(bad, "t.tsv"), InputError) << bad;
}

TEST(SourceTable, LongAddressesAreCutBeforeTheyAreCompared) {
  const SourceTable table = parse_source_table("url\tname\n*a*b*c*d\tA\n", "t.tsv");
  const std::string url = "https://" + std::string(1 << 20, '/') + std::string(1 << 20, 'a');
  EXPECT_FALSE(table.find(a_document("a", url, "")));
}

TEST(FolderOf, IsTheOneThatTheFileLiesIn) {
  const struct {
    std::string path;
    std::string_view expected;
  } cases[] = {{"a.txt", "news"},
               {"oxu/a.txt", "oxu"},
               {"x/oxu/a.txt", "oxu"},
               {"x/a.zip!/a.txt", "a.zip"},
               {"x/a.zip!/b/c.txt", "b"}};
  for (const auto& c : cases) EXPECT_EQ(folder_of(a_document(c.path, "", "")), c.expected);
}

TEST(HostOf, IsWithoutWww) {
  EXPECT_EQ(host_of("https://www.Example.org/a"), "example.org");
  EXPECT_EQ(host_of("mid:7@example.org"), "");
  EXPECT_EQ(host_of("/a/b"), "");
}

}  // namespace
}  // namespace byname
