#include <gtest/gtest.h>

#include "tests/indexer/archives.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string record(const std::string& type, const std::string& url, const std::string& payload) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2023-02-02T13:15:07Z\r\nContent-Length: " +
         std::to_string(payload.size()) + "\r\n\r\n" + payload + "\r\n\r\n";
}
std::string answer(const std::string& fields, const std::string& body,
                   const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n" + body;
}
std::string page(const std::string& words) {
  return "<html><body><p>" + words + "</p></body></html>";
}

std::vector<std::string> lines(const Reading& reading) {
  std::vector<std::string> out;
  for (const Document& d : reading.documents) out.push_back(d.id + ": " + d.text);
  return out;
}

const std::string kInfo = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n";

TEST(Warc, APageIsADocumentWithItsAddressAndTime) {
  const std::string first =
      record("response", "https://x.org/a", answer("Content-Type: text/html\r\n", page("Shusha")));
  const std::string bytes = kInfo + first +
                            record("request", "https://x.org/a", "GET /a HTTP/1.1\r\n\r\n") +
                            record("resource", "file:///n.txt", "To Agdam.") +
                            record("conversion", "https://x.org/c", "To Goris.");
  const Reading reading = read("c.warc", bytes);
  const std::string a = "c.warc!/" + std::to_string(kInfo.size()) + "/https://x.org/a";
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
  ASSERT_EQ(reading.documents.size(), 3U);
  EXPECT_EQ(reading.documents[0].id, a);
  EXPECT_EQ(reading.documents[0].text, "Shusha");
  EXPECT_EQ(reading.documents[0].url, "https://x.org/a");
  EXPECT_EQ(reading.documents[0].retrieved, "2023-02-02T13:15:07Z");
  EXPECT_THAT(reading.documents[1].id, HasSubstr("/file:///n.txt"));
  EXPECT_EQ(reading.documents[2].text, "To Goris.");
  EXPECT_EQ(reading.result.members.size(), 3U);
}

TEST(Warc, AgesCountFromTheTimeOfTheCrawl) {
  const std::string body =
      "<html><body><h1>On the bridge</h1><p>3 days ago</p><p>The bridge was opened again, and many "
      "people came to see it, said the mayor of the town.</p></body></html>";
  const Date date = read("c.warc", record("response", "http://x/a", answer("", body))).only().date;
  EXPECT_EQ(date.iso, "2023-01-30");
  EXPECT_EQ(precision_of(date), "relative day");
}

TEST(Warc, NoPageAppearsAfterTheCrawl) {
  const auto date_below = [](const std::string& shown) {
    const std::string body =
        "<html><body><h1>On the bridge</h1><p>" + shown +
        "</p><p>The bridge was opened again, and many people came to see it, said the mayor of the "
        "town.</p></body></html>";
    return read("c.warc", record("response", "http://x/a", answer("", body))).only().date.iso;
  };
  EXPECT_EQ(date_below("1 February 2023"), "2023-02-01");
  EXPECT_EQ(date_below("12 May 2023"), "");
}

TEST(Warc, CompressedRecordByRecordOrInOne) {
  const std::string a = record("response", "http://x/a", answer("", page("Shusha")));
  const std::string b = record("response", "http://x/b", answer("", page("Agdam")));
  const std::string info = squeezed("gzip", kInfo);
  const std::string first = squeezed("gzip", a);
  EXPECT_THAT(lines(read("c.warc.gz", info + first + squeezed("gzip", b))),
              ElementsAre("c.warc.gz!/" + std::to_string(info.size()) + "/http://x/a: Shusha",
                          "c.warc.gz!/" + std::to_string(info.size() + first.size()) +
                              "/http://x/b: Agdam"));
  EXPECT_EQ(read("c.warc.gz", squeezed("gzip", kInfo + a + b)).documents.size(), 2U);
}

TEST(Warc, BodiesAreJoinedAndInflated) {
  const std::string html = page("To Shusha.");
  const std::string zipped = squeezed("gzip", html);
  // "<p>To Shusha.</p>" by the brotli program.
  const std::string brotli(
      "\x0b\x08\x80\x3c\x70\x3e\x54\x6f\x20\x53\x68\x75\x73\x68\x61\x2e\x3c\x2f\x70\x3e\x03", 21);
  const struct {
    std::string fields;
    std::string body;
  } cases[] = {
      {"Transfer-Encoding: chunked\r\n", "1\r\n<\r\n" + std::string("1A;x=y\r\n") +
                                             html.substr(1, 26) + "\r\n" + "f0\r\n" +
                                             html.substr(27)},
      {"Transfer-Encoding: chunked\r\n", html},
      {"Content-Encoding: gzip\r\n", zipped},
      {"Content-Encoding: gzip\r\n", html},
      {"content-encoding: GZIP\r\nTransfer-Encoding: chunked\r\n",
       "ff\r\n" + zipped + std::string(255 - std::min<std::size_t>(255, zipped.size()), '\0') +
           "\r\n0\r\n\r\n"},
      {"Content-Encoding: br\r\n", brotli},
      {"Content-Encoding: br\r\n", html},
  };
  for (const auto& c : cases) {
    const Reading reading = read(
        "c.warc",
        record("response", "http://x/a", answer("Content-Type: text/html\r\n" + c.fields, c.body)));
    ASSERT_EQ(reading.documents.size(), 1U) << c.fields;
    EXPECT_EQ(reading.documents[0].text, "To Shusha.") << c.fields;
  }
  const Reading reading =
      read("c.warc", record("response", "http://x/a",
                            answer("Content-Type: text/html; charset=windows-1251\r\n",
                                   page("\xD8\xF3\xF8\xE0"))));
  EXPECT_EQ(reading.only().text, "Шуша");
}

TEST(Warc, WhatIsNoPageIsNamed) {
  const Reading reading =
      read("c.warc",
           record("response", "http://x/1", answer("Content-Type: image/png\r\n", "\x89PNG")) +
               record("response", "http://x/2", answer("", page("Not here"), "404 Not Found")) +
               record("response", "http://x/3", answer("Location: /4\r\n", "", "301 Moved")) +
               record("resource", "metadata://gnu.org/software/wget/warc/wget.log", "Shusha") +
               record("revisit", "http://x/1", "HTTP/1.1 200 OK\r\n\r\n") +
               record("response", "dns:x", "20230202 10.0.0.1") +
               record("revisit", "<http://x/9>", "HTTP/1.1 200 OK\r\n\r\n"));
  EXPECT_THAT(reading.result.members.back().path, EndsWith("/http://x/9"));
  std::vector<std::string> reasons;
  for (const MemberOutcome& m : reading.result.members) reasons.push_back(m.reason);
  EXPECT_THAT(reasons, ElementsAre("image/png, no text", "HTTP status 404", "HTTP status 301",
                                   "what the crawler notes of itself, not a page",
                                   "as at an earlier visit", "", "as at an earlier visit"));
}

TEST(Warc, DamageCostsOnlyItself) {
  const std::string a = record("response", "http://x/a", answer("", page("Shusha")));
  const std::string b = record("response", "http://x/b", answer("", page("Agdam")));
  const std::string c = record("response", "http://x/c", answer("", page("Goris")));
  // Garbage between records, a record without a length.
  Reading reading = read("c.warc", a + "garbage\nmore\n" + b + "WARC/1.0\r\nX: y\r\n\r\n" + c);
  EXPECT_EQ(reading.documents.size(), 3U);
  EXPECT_EQ(reading.result.state, InputState::partial);
  // A compressed record that is damaged.
  std::string middle = squeezed("gzip", b);
  for (std::size_t i = 12; i < 40; ++i) middle[i] = '\xFF';
  reading = read("c.warc.gz", squeezed("gzip", a) + middle + squeezed("gzip", c));
  EXPECT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_THAT(reading.result.reason, HasSubstr("damaged"));
  // Cut anywhere.
  const std::string whole = squeezed("gzip", a) + squeezed("gzip", b) + squeezed("gzip", c);
  for (const std::string& bytes : {a + b + c, whole}) {
    for (std::size_t length = 40; length < bytes.size(); length += 7) {
      reading = read("c.warc.gz", std::string_view(bytes).substr(0, length));
      EXPECT_TRUE(reading.result.state == InputState::indexed || !reading.result.reason.empty());
      for (const Document& d : reading.documents) EXPECT_LE(d.text.size(), 70U);
    }
  }
  EXPECT_EQ(read("c.warc", a + b.substr(0, b.size() - 30)).result.state, InputState::partial);
}

TEST(Warc, AWaczIsItsPages) {
  const Reading reading = read(
      "c.wacz",
      packed("zip", {{"datapackage.json", "{}"},
                     {"archive/data.warc.gz", squeezed("gzip", record("response", "http://x/a",
                                                                      answer("", page("Shusha"))))},
                     {"pages/pages.jsonl", "{\"text\": \"Agdam\"}\n"},
                     {"indexes/index.cdx", "x"}}));
  EXPECT_THAT(lines(reading), ElementsAre("c.wacz!/archive/data.warc.gz!/0/http://x/a: Shusha"));
  EXPECT_EQ(reading.result.members.size(), 5U);
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
}

TEST(Warc, TextThatBeginsLikeOneIsNone) {
  EXPECT_THAT(read("a.txt", "WARC/ is a format").documents, IsEmpty());
}

}  // namespace
}  // namespace byname::test
