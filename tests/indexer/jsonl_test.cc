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

TEST(JsonLines, APageInARecordStatesWhatTheRecordLeavesOut) {
  const std::string_view line =
      R"({"source": "Crawl", "html": "<html><head><meta name=author content='Ann Lee'><meta name=date content='2021-03-04'><title>Bridge</title></head><body><nav>Menu</nav><p>To Goris.</p></body></html>"})";
  const Document document = read("p.jsonl", line).only();
  EXPECT_EQ(document.title, "Bridge");
  EXPECT_EQ(document.author, "Ann Lee");
  EXPECT_EQ(document.source, "Crawl");
  EXPECT_EQ(document.date.iso, "2021-03-04");
  expect_sound(document, line);
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

TEST(Json, ReadsAChatOfTelegram) {
  const std::string bytes = R"({
 "name": "Road chat", "type": "private_supergroup", "id": 99,
 "messages": [
  {"id": 1, "type": "service", "date": "2024-08-01T08:00:00", "actor": "Ann", "action": "create_group", "text": ""},
  {"id": 2, "type": "message", "date": "2024-08-01T08:03:12", "date_unixtime": "1722495792", "from": "Ann",
   "text": ["To \u0160u\u0161a via ", {"type": "bold", "text": "G\u00f6ris"}, ".\n", {"type": "hashtag", "text": "#road"},
    " ", {"type": "hashtag", "text": "#bus"}]},
  {"id": 3, "type": "message", "date": "2024-08-01T08:04:00", "from": "Bo", "photo": "a.jpg", "text": ""},
  {"id": 4, "type": "message", "date": "2024-08-01T08:05:00", "from": null, "text": "",
   "poll": {"question": "When?", "answers": [{"text": "Now", "voters": 1}, {"text": "Later"}]}}
 ]
})";
  const Reading reading = read("result.json", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  EXPECT_EQ(reading.result.reason, "left out: 1 service message(s), 1 without text");
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.id, "result.json#0");
  EXPECT_EQ(first.source, "Road chat");
  EXPECT_EQ(first.author, "Ann");
  EXPECT_EQ(first.title, "");
  EXPECT_EQ(first.date.iso, "2024-08-01T08:03");
  EXPECT_EQ(first.text, "To Šuša via Göris.\n#road #bus");
  EXPECT_THAT(texts(first, Part::hashtags), ElementsAre("#road #bus"));
  EXPECT_EQ(source_bytes(first, bytes, "Šuša"), R"(\u0160u\u0161a)");
  EXPECT_EQ(source_bytes(first, bytes, "Göris"), R"(G\u00f6ris)");
  EXPECT_EQ(source_of(first, 0, 1)->line, 6U);
  EXPECT_EQ(reading.documents[1].id, "result.json#1");
  EXPECT_EQ(reading.documents[1].text, "When?\nNow\nLater");
  for (const Document& d : reading.documents) expect_sound(d, bytes);
}

TEST(Json, ReadsAllChatsOfAnAccount) {
  const Reading reading =
      read("result.json", R"({"about": "x", "personal_information": {"first_name": "A"},
    "chats": {"about": "y", "list": [
      {"name": "One", "type": "personal_chat", "id": 1, "messages": [{"id": 1, "type": "message", "text": "a"}]},
      {"name": "Two", "type": "public_channel", "id": 2, "messages": []},
      {"type": "saved_messages", "id": 3, "messages": [{"id": 1, "type": "message", "text": "b"}]}]}})");
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[0].source, "One");
  EXPECT_EQ(reading.documents[1].source, "Telegram");
}

TEST(Json, ReadsAJsonFeed) {
  const std::string bytes = R"({"version": "https://jsonfeed.org/version/1.1", "items": [
    {"id": "http://r.example/1", "url": "http://r.example/1", "title": "T", "date_published": "2023-02-02T13:15:00Z",
     "summary": "short", "content_text": "plain", "content_html": "<p>To &#350;u&#351;a</p><p>now</p>"},
    {"id": "2", "content_text": "Two", "authors": [{"name": "Bo"}]}],
    "title": "Ridge", "authors": [{"name": "Ann"}]})";
  const Reading reading = read("feed.json", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.id, "feed.json#0");
  EXPECT_EQ(first.source, "Ridge");
  EXPECT_EQ(first.author, "Ann");
  EXPECT_EQ(first.date.iso, "2023-02-02T13:15");
  EXPECT_EQ(first.text, "T\n\nTo Şuşa\n\nnow");
  EXPECT_EQ(source_bytes(first, bytes, "Şuşa"), "&#350;u&#351;a");
  EXPECT_EQ(reading.documents[1].author, "Bo");
  for (const Document& d : reading.documents) expect_sound(d, bytes);
}

TEST(Json, ABrokenRecordIsNamedAndTheRestGoesOn) {
  const Reading reading = read(
      "f.json", "[{\"text\": \"one\"}, {\"text\": tw}, 7, {\"text\": \"four\"}, {\"text\": \"fi");
  EXPECT_EQ(reading.result.state, InputState::partial);
  ASSERT_EQ(reading.result.problems.size(), 3U);
  EXPECT_THAT(reading.result.problems[0].reason, HasSubstr("is no JSON"));
  EXPECT_EQ(reading.result.problems[1], (ReadProblem{"record 3", "is no JSON object", true}));
  EXPECT_EQ(reading.result.problems[2].record, "record 5");
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[1].id, "f.json#3");
}

TEST(Json, RecordsAreFoundAcrossChunks) {
  // Records of many lengths, so that every kind of byte meets the end of a chunk.
  std::string bytes = "{\"source\": \"S\", \"items\": [";
  std::size_t number = 0;
  while (bytes.size() < 3u << 20) {
    bytes += number > 0 ? ",\n" : "";
    bytes += "{\"id\": \"" + std::to_string(number) + "\", \"text\": \"\\u015eu\\u015fa \\\"" +
             std::string(number * 7 % 1000, 'x') + "\\\\\"}";
    ++number;
  }
  bytes += "]}";
  const Reading reading = read("f.json", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  ASSERT_EQ(reading.documents.size(), number);
  for (std::size_t i = 0; i < number; ++i) {
    const Document& d = reading.documents[i];
    ASSERT_EQ(d.text, "Şuşa \"" + std::string(i * 7 % 1000, 'x') + "\\");
    ASSERT_EQ(source_bytes(d, bytes, "Şuşa \""), R"(\u015eu\u015fa \")");
    ASSERT_EQ(source_of(d, 0, 1)->line, i + 1);
    ASSERT_EQ(d.source, "S");
  }
}

TEST(Json, HostileTextsEndInTime) {
  const auto many = [](std::string_view piece, std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += piece;
    return out;
  };
  const std::string cases[] = {
      "{\"a\":" + many("[", 1000000),
      "[{\"a\": 1}" + many("}", 1000000),
      many("{\"items\": [", 300000),
      many("{\"items\": [{\"messages\": [", 100000),
      "[{" + many("\"a\":", 300000),
      "{\"items\": [{}" + many(", \"\\\"", 300000),
      "{\"chats\": " + many("{\"chats\": ", 300000),
      "[{\"text\": \"a\"}]" + many("[{\"text\": \"b\"}]", 1000),
      many("{\"items\": [{\"text\": \"a\"}],", 20000),
  };
  for (const std::string& bytes : cases)
    for (const Document& d : read("f.json", bytes).documents) expect_sound(d, bytes);
}

TEST(Json, ReadsUtf16) {
  std::string bytes = "\xFF\xFE";
  for (const char c : std::string_view("[{\"text\": \"one\"},{\"text\": \"two\"}]")) {
    bytes += c;
    bytes += '\0';
  }
  const Reading reading = read("f.json", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[1].text, "two");
  EXPECT_EQ(source_bytes(reading.documents[1], bytes, "two"), std::string("t\0w\0o\0", 6));
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
