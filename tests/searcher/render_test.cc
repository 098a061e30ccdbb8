#include <gmock/gmock.h>

#include <clocale>

#include "searcher/render/csv.h"
#include "searcher/render/json.h"
#include "searcher/render/paint.h"
#include "searcher/render/text.h"
#include "searcher/render/trec.h"

namespace byname {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Csv, QuotesAndDisarmsCells) {
  const struct {
    std::string cell, safe, raw;
  } cases[] = {
      {"plain", "plain\r\n", "plain\r\n"},
      {"a,b", "\"a,b\"\r\n", "\"a,b\"\r\n"},
      {"say \"x\"", "\"say \"\"x\"\"\"\r\n", "\"say \"\"x\"\"\"\r\n"},
      {"two\nlines", "\"two\nlines\"\r\n", "\"two\nlines\"\r\n"},
      {"=1+1", "'=1+1\r\n", "=1+1\r\n"},
      {"-x", "'-x\r\n", "-x\r\n"},
      {"@home", "'@home\r\n", "@home\r\n"},
      {"\tx", "'\tx\r\n", "\tx\r\n"},
      {"", "\r\n", "\r\n"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(csv_line({c.cell}), c.safe);
    EXPECT_EQ(csv_line({c.cell}, true), c.raw);
  }
  EXPECT_EQ(csv_line({"a", "b"}), "a,b\r\n");
}

TEST(Paint, CountsColumns) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  EXPECT_EQ(columns("Şuşa"), 4u);
  EXPECT_EQ(columns("Caf\u0065\u0301"), 4u);
  EXPECT_EQ(columns("東京"), 4u);
  EXPECT_EQ(first_columns("Շուշի", 3), "Շու");
  EXPECT_EQ(last_columns("Շուշի", 2), "շի");
  EXPECT_EQ(first_columns("東京", 3), "東");
  EXPECT_EQ(last_columns("ab", 9), "ab");
}

TEST(Paint, ADocumentCannotSteerTheTerminal) {
  EXPECT_EQ(printable("a\033[31mb\nc\u0085d"), "a [31mb c d");
}

Hit a_hit() {
  Hit hit;
  hit.rank = 1;
  hit.score = 2.5;
  hit.document.id = "news/two words.txt";
  hit.document.path = hit.document.id;
  hit.document.title = "Bridge";
  hit.snippets.push_back({.text = "in Şuşa today", .highlights = {{3, 9}}, .range = {10, 23}});
  hit.places.push_back(
      {.id = "shusha", .name = "Shusha", .count = 2, .names = {{"Şuşa", 2}}, .asked = true});
  return hit;
}

TEST(Trec, PercentEncodesBlanks) {
  EXPECT_EQ(trec_line("q 1", a_hit()), "q%201 Q0 news/two%20words.txt 1 2.5 byname\n");
}

TEST(Json, WhatIsNotStatedIsNull) {
  const std::string json = hit_json(a_hit(), false);
  EXPECT_THAT(json, HasSubstr(R"("title":"Bridge","source":null)"));
  EXPECT_THAT(json, HasSubstr(R"("highlights":[[3,9]])"));
  EXPECT_THAT(json, HasSubstr(R"({"id":"shusha","name":"Shusha","count":2,"names":{"Şuşa":2}})"));
  EXPECT_THAT(json, Not(HasSubstr("\"text\":\"\"")));
}

TEST(Json, MentionHasEveryField) {
  Document document;
  document.id = "d";
  MentionRecord record;
  record.document = &document;
  record.mention = {.begin = 3,
                    .end = 9,
                    .kind = MentionKind::rejected,
                    .reason = RejectReason::common_word,
                    .confidence = 250};
  record.place = "shusha";
  const std::string json = mention_json(record, "7+1", "abc");
  for (const char* field :
       {"place",     "place_name",     "relation",     "surface",    "name",       "name_lang",
        "name_kind", "kind",           "rule",         "confidence", "document",   "uid",
        "path",      "section",        "title",        "source",     "author",     "url",
        "date",      "date_precision", "lang",         "part",       "start",      "end",
        "cp_start",  "cp_end",         "source_start", "source_end", "line",       "before",
        "after",     "sha256",         "retrieved",    "cluster",    "generation", "gazetteer",
        "reason"})
    EXPECT_THAT(json, HasSubstr("\"" + std::string(field) + "\":"));
  EXPECT_THAT(json, HasSubstr(R"("confidence":0.25)"));
  EXPECT_THAT(json, HasSubstr(R"("source_start":null)"));
  EXPECT_EQ(mention_feature(record, "7+1", "abc"), "");
  record.lat = 39.75;
  record.lon = 46.75;
  EXPECT_THAT(mention_feature(record, "7+1", "abc"), HasSubstr(R"("coordinates":[46.75,39.75])"));
}

TEST(Text, MarksExactlyTheHighlights) {
  SearchAnswer answer;
  answer.total = answer.clusters = 1;
  answer.hits.push_back(a_hit());
  EXPECT_EQ(search_text(answer, Paint(false)),
            "1 document\n\n  1  Bridge\n     news/two words.txt\n     in [Şuşa] today\n"
            "     Shusha ×2: Şuşa 2\n");
  EXPECT_THAT(search_text(answer, Paint(true)), HasSubstr("in \033[1;33mŞuşa\033[0m today"));
}

TEST(Text, KwicPutsTheSurfaceInOneColumn) {
  Document document;
  document.id = "d.txt";
  MentionLines lines(Paint(false), 100, false);
  MentionRecord record;
  record.document = &document;
  record.before = "the road to ";
  record.surface = "Շուշի";
  record.after = " was closed";
  const std::string first = lines.add(record);
  record.before = "to ";
  record.mention.rule = MentionRule::inflected;
  const std::string second = lines.add(record);
  EXPECT_EQ(first, "d.txt\nd.txt\n                     the road to [Շուշի] was closed\n");
  EXPECT_EQ(second, "                              to [Շուշի] was closed  (inflected)\n");
}

TEST(Text, WarningsPointAtTheCharacter) {
  EXPECT_EQ(warning_text("Շուշա (x", {11, 12, "a bracket is not closed"}),
            "searcher: a bracket is not closed\n  Շուշա (x\n        ^\n");
  EXPECT_EQ(warning_text("x", {0, 0, "no place is called x"}), "searcher: no place is called x\n");
}

}  // namespace
}  // namespace byname
