#include <gtest/gtest.h>

#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(JsonLines, OneDocumentALine) {
  const std::string bytes =
      R"({"id": "n1", "title": "Bridge opens", "text": "It spans the Hakari.", "source": "Town Crier",)"
      R"( "author": {"name": "Ann Lee"}, "url": "http://x/1", "date": "2023-02-02T13:15:07+04:00"})"
      "\n\n"
      R"({"_id": 7, "body": "Second.", "lang": "az-AZ", "byline": ["A B", {"name": "C D"}]})"
      "\n";
  const Reading reading = read("f.jsonl", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.id, "n1");
  EXPECT_EQ(first.title, "Bridge opens");
  EXPECT_EQ(first.text, "Bridge opens\n\nIt spans the Hakari.");
  EXPECT_THAT(texts(first, Part::title), ElementsAre("Bridge opens"));
  EXPECT_EQ(first.source, "Town Crier");
  EXPECT_EQ(first.author, "Ann Lee");
  EXPECT_EQ(first.url, "http://x/1");
  EXPECT_EQ(first.date.iso, "2023-02-02T13:15");
  EXPECT_EQ(source_bytes(first, bytes, "Hakari"), "Hakari");
  const Document& second = reading.documents[1];
  EXPECT_EQ(second.id, "7");
  EXPECT_EQ(second.section, 1);
  EXPECT_EQ(second.lang, "az");
  EXPECT_EQ(second.author, "A B, C D");
  EXPECT_EQ(source_of(second, 0, 3)->line, 3U);
  for (const Document& d : reading.documents) expect_sound(d, bytes);
}

TEST(JsonLines, MapsEscapesToTheirBytes) {
  const std::string bytes =
      R"({"text": "Xank\u0259ndi\n\"\u015eu\u015fa\" \ud83c\udde6 end \ud800 x"})";
  const Document document = read("f.jsonl", bytes).only();
  EXPECT_EQ(document.text, "Xankəndi\n\"Şuşa\" \U0001F1E6 end \uFFFD x");
  EXPECT_EQ(source_bytes(document, bytes, "Xankəndi"), R"(Xank\u0259ndi)");
  EXPECT_EQ(source_bytes(document, bytes, "Şuşa"), R"(\u015eu\u015fa)");
  EXPECT_EQ(source_bytes(document, bytes, "\U0001F1E6"), R"(\ud83c\udde6)");
  EXPECT_EQ(source_bytes(document, bytes, "end"), "end");
  expect_sound(document, bytes);
}

TEST(JsonLines, ABrokenLineIsNamedAndTheRestGoesOn) {
  const Reading reading = read("f.jsonl",
                               "{\"text\": \"one\"}\n{\"text\": \"tw\n[1]\n{\"n\": 1}\n"
                               "{\"text\": \"five\"}\n");
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_THAT(reading.result.reason, HasSubstr("line 2: is no JSON"));
  ASSERT_EQ(reading.result.problems.size(), 3U);
  EXPECT_EQ(reading.result.problems[1], (ReadProblem{"line 3", "is no JSON object", true}));
  EXPECT_EQ(reading.result.problems[2].record, "line 4");
  EXPECT_FALSE(reading.result.problems[2].failed);  // read, and holds no text
  ASSERT_EQ(reading.documents.size(), 2U);
  // What is repaired later gets the number that waits for it.
  EXPECT_EQ(reading.documents[1].id, "f.jsonl#4");
}

TEST(JsonLines, RefusesALineThatIsTooLong) {
  const std::string bytes =
      "{\"text\": \"a\"}\n{\"text\": \"" + std::string(65u << 20, 'x') + "\"}\n{\"text\": \"c\"}";
  const Reading reading = read("f.jsonl", bytes);
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_THAT(reading.result.reason, HasSubstr("line 2: is longer than 64 MiB"));
  EXPECT_EQ(reading.documents.size(), 2U);
}

TEST(JsonLines, DeepNestingIsNoProblemOfOurs) {
  std::string deep = "{\"text\": \"a\", \"x\": ";
  deep += std::string(1u << 20, '[') + std::string(1u << 20, ']') + "}\n{\"text\": \"b\"}";
  const Reading reading = read("f.jsonl", deep);
  EXPECT_EQ(reading.result.problems.size(), 1U);
  EXPECT_EQ(reading.documents.size(), 1U);
}

TEST(JsonLines, AnIdUsedTwiceIsReported) {
  const Reading reading =
      read("f.jsonl", "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"a\",\"text\":\"two\"}");
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[0].id, "a");
  EXPECT_EQ(reading.documents[1].id, "f.jsonl#1");
  EXPECT_THAT(reading.result.problems.at(0).reason, HasSubstr("\"a\" is used twice"));
}

TEST(JsonLines, ReadsHtmlInsideStrings) {
  const std::string bytes =
      R"({"title": "T", "html": "<p>Near \u015eu\u015fa &amp; <b>Goris<\/b><\/p><p>Then.<\/p>"})";
  const Document document = read("f.jsonl", bytes).only();
  EXPECT_EQ(document.text, "T\n\nNear Şuşa & Goris\n\nThen.");
  EXPECT_EQ(source_bytes(document, bytes, "Şuşa &"), R"(\u015eu\u015fa &amp;)");
  EXPECT_EQ(source_bytes(document, bytes, "Goris"), "Goris");
  expect_sound(document, bytes);
}

TEST(Json, ReadsOneRecordAListAndAListInsideAnObject) {
  const struct {
    const char* bytes;
    std::vector<std::string> expected;
  } cases[] = {
      {"{\n \"text\": \"one\"\n}", {"one"}},
      {"{\"posts\": [{\"text\": \"one\"}, {\"text\": \"two\"}]}", {"one", "two"}},
      {"{\"text\": \"one\"}\n{\"text\": \"two\"}", {"one", "two"}},
      {"[{\"text\": \"one\"},\n {\"text\": \"two\"}]", {"one", "two"}},
      {"{\"name\": \"chat\", \"messages\": [\n{\"text\": \"one\"},"
       "{\"text\": [\"see \", {\"type\": \"link\", \"text\": \"two\"}]}]}",
       {"one", "see two"}},
  };
  for (const auto& c : cases) {
    std::vector<std::string> got;
    for (const Document& d : read("f.json", c.bytes).documents) got.push_back(d.text);
    EXPECT_EQ(got, c.expected);
  }
}

TEST(Json, SaysWhatIsBroken) {
  const Reading reading = read("f.json", "{\n\"text\": \"one\"\n");
  EXPECT_EQ(reading.result.state, InputState::failed);
  EXPECT_THAT(reading.result.reason, HasSubstr("is no JSON"));
}

TEST(JsonLines, DatesAsMachinesWriteThem) {
  const struct {
    const char* value;
    const char* iso;
  } cases[] = {{"\"2023-02-02\"", "2023-02-02"},
               {"1675329300", "2023-02-02T09:15"},
               {"1675329300000", "2023-02-02T09:15"},
               {"\"Thu, 02 Feb 2023 13:15:00 +0400\"", "2023-02-02T13:15"},
               {"\"20230202\"", "2023-02-02"},
               {"\"2023-02\"", "2023-02"},
               {"\"2 fevral 2023\"", "2023-02-02"},
               {"\"soon\"", ""},
               {"12", ""}};
  for (const auto& c : cases) {
    const std::string bytes = std::string("{\"text\": \"a\", \"date\": ") + c.value + "}";
    EXPECT_EQ(read("f.jsonl", bytes).only().date.iso, c.iso) << c.value;
  }
}

}  // namespace
}  // namespace byname::test
