#include <gtest/gtest.h>

#include "indexer/readers/mail_headers.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(MailWords, EncodedWordsAreReadInAnyCharset) {
  const struct {
    std::string_view raw;
    std::string_view expected;
  } cases[] = {
      {"plain words", "plain words"},
      {"=?utf-8?B?xZ51xZ9h?= road", "Şuşa road"},
      {"=?UTF-8?Q?=C5=9Eu=C5=9Fa_road?=", "Şuşa road"},
      {"=?koi8-r?B?+9XbwQ==?=", "Шуша"},
      {"=?windows-1251?Q?=D8=F3=F8=E0?=", "Шуша"},
      {"=?utf-8?B?xZ51xQ==?= =?utf-8?B?n2E=?=", "Şuşa"},  // a character over two words
      {"=?utf-8?Q?a?= =?koi8-r?Q?=C2?=", "aб"},
      {"=?utf-8*az?Q?a?=", "a"},
      {"=?iso-2022-jp?B?GyRCRWw1fhsoQg==?=", "東京"},
      {"=?utf-8?X?abc?= =?broken", "=?utf-8?X?abc?= =?broken"},
      {"raw \xD8\xF3\xF8\xE0, \xE3\xEE\xF0\xEE\xE4 \xE2 \xE3\xEE\xF0\xE0\xF5",
       "raw Шуша, город в горах"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(mail_words(c.raw), c.expected) << c.raw;
}

TEST(MailWords, AddressesAreKnownByTheirNames) {
  const struct {
    std::string_view raw;
    std::string_view expected;
  } cases[] = {
      {"Ann Lee <ann@x.org>", "Ann Lee"},
      {"\"Lee, Ann\" <ann@x.org>, bob@x.org", "Lee, Ann, bob@x.org"},
      {"<ann@x.org>", "ann@x.org"},
      {"ann@x.org (Ann Lee)", "Ann Lee"},
      {"=?utf-8?B?xZ51xZ9h?= <s@x.org>", "Şuşa"},
      {"friends: a@x.org, b@x.org;", "a@x.org, b@x.org"},
      {"undisclosed-recipients:;", ""},
      {"\"A \\\"B\\\" C\" <a@x.org>", "A \"B\" C"},
      {"<<<>>>(((", "(("},
  };
  for (const auto& c : cases) EXPECT_EQ(names_of_addresses(c.raw), c.expected) << c.raw;
}

TEST(MailWords, ParametersAreQuotedSplitAndEncoded) {
  const auto file_name = [](const std::string& field) {
    const std::string bytes = "Content-Disposition: attachment; " + field + "\n\n";
    return read_mail_head(bytes, 0).parameter("content-disposition", "filename");
  };
  EXPECT_EQ(file_name("filename=a.txt; size=3"), "a.txt");
  EXPECT_EQ(file_name("FileName=\"a; b.txt\""), "a; b.txt");
  EXPECT_EQ(file_name("filename*=utf-8'az'%C5%9Eu%C5%9Fa.txt"), "Şuşa.txt");
  EXPECT_EQ(file_name("filename*0=\"long \";\n filename*1=\"name.txt\""), "long name.txt");
  EXPECT_EQ(file_name("filename*0*=utf-8''%C5;\n filename*1*=%9E.txt"), "Ş.txt");
  EXPECT_EQ(file_name("filename=\"=?utf-8?B?xZ51xZ9hLnR4dA==?=\""), "Şuşa.txt");
  EXPECT_EQ(file_name("filename"), "");
  EXPECT_EQ(file_name("filename=\"never closed"), "never closed");
}

TEST(Mail, ALetterIsADocument) {
  const std::string bytes =
      "Received: from a by b; Thu, 2 Feb 2023 13:15:09 +0400\r\n"
      "From: Ann Lee <ann@example.org>\r\n"
      "To: =?utf-8?B?xZ51xZ9h?= <s@example.org>\r\n"
      "Subject: The road\r\n to Lachin\r\n"
      "Date: Thu, 2 Feb 2023 13:15:07 +0400\r\n"
      "Message-ID: <1@example.org>\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: quoted-printable\r\n"
      "\r\n"
      "We drove to =C5=9Eu=C5=9Fa, then on =\r\nto Kelbajar.\r\n-- \r\nAnn, Goris\r\n";
  const Reading reading = read("a.eml", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
  const Document& d = reading.only();
  EXPECT_EQ(d.id, "a.eml");
  EXPECT_EQ(d.title, "The road to Lachin");
  EXPECT_EQ(d.author, "Ann Lee");
  EXPECT_EQ(d.url, "mid:1@example.org");
  EXPECT_EQ(d.date.iso, "2023-02-02T13:15");
  EXPECT_THAT(texts(d, Part::title), ElementsAre("The road to Lachin"));
  EXPECT_THAT(texts(d, Part::body), ElementsAre("We drove to Şuşa, then on to Kelbajar."));
  EXPECT_THAT(texts(d, Part::chrome), ElementsAre("From: Ann Lee <ann@example.org>\n"
                                                  "To: Şuşa <s@example.org>",
                                                  "-- \r\nAnn, Goris"));
  EXPECT_EQ(source_bytes(d, bytes, "Şuşa,"), "=C5=9Eu=C5=9Fa,");
  EXPECT_EQ(source_bytes(d, bytes, "Kelbajar"), "Kelbajar");
  EXPECT_EQ(source_of(d, static_cast<std::uint32_t>(d.text.find("Kelbajar")),
                      static_cast<std::uint32_t>(d.text.find("Kelbajar") + 8))
                ->line,
            12U);
  expect_sound(d, bytes);
}

TEST(Mail, TextOfOtherCharsetsHasItsBytes) {
  const std::string bytes =
      "From: a@x.org\nDate: 1 Feb 2003 10:00 +0000\nMIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=koi8-r\n\n\xEB \xFB\xD5\xDB\xC5\n";
  const Document d = read("x", bytes).only();
  EXPECT_THAT(texts(d, Part::body), ElementsAre("К Шуше"));
  EXPECT_EQ(source_bytes(d, bytes, "Шуше"), "\xFB\xD5\xDB\xC5");
  expect_sound(d, bytes);
}

TEST(Mail, WhatBreaksTheRulesIsReadAllTheSame) {
  const std::string head = "From: a@x.org\nSubject: x\nMIME-Version: 1.0\n";
  const std::string old =  // Windows-1251
      "\xC2\xF7\xE5\xF0\xE0 \xE2 \xD8\xF3\xF8\xE5 \xE8 \xC0\xE3\xE4\xE0\xEC\xE5 \xE1\xFB\xEB "
      "\xE4\xEE\xE6\xE4\xFC, \xE4\xEE\xF0\xEE\xE3\xE0 \xE7\xE0\xEA\xF0\xFB\xF2\xE0 \xE4\xEE "
      "\xEA\xEE\xED\xF6\xE0 \xED\xE5\xE4\xE5\xEB\xE8.";
  const struct {
    std::string bytes, expected;
  } cases[] = {
      // A boundary that is nowhere, and none at all.
      {head + "Content-Type: multipart/mixed; boundary=B\n\nTo Shusha.\n", "To Shusha."},
      {head + "Content-Type: multipart/mixed\n\nTo Shusha.\n", "To Shusha."},
      {head + "Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: "
              "multipart/alternative; boundary=C\n\nTo Shusha.\n--B--\n",
       "To Shusha."},
      // Called ASCII, which it is not.
      {head + "Content-Type: text/plain; charset=us-ascii\n\n" + old + "\n",
       "Вчера в Шуше и Агдаме был дождь, дорога закрыта до конца недели."},
      {head + "Content-Type: text/plain; charset=us-ascii\n\nTo the caf\xE9 in Shusha.\n",
       "To the café in Shusha."},
  };
  for (const auto& c : cases) {
    const Document d = read("a.eml", c.bytes).only();
    EXPECT_THAT(texts(d, Part::body), ElementsAre(c.expected)) << c.bytes;
    expect_sound(d, c.bytes);
  }
}

TEST(Mail, AppleCountsTheBytesAboveALetter) {
  const std::string letter =
      "From: a@x.org\nSubject: Rain\nDate: 3 Feb 23 10:00 GMT\n\nTo Shusha.\n";
  const std::string bytes = std::to_string(letter.size()) + "       \n" + letter +
                            "<?xml version=\"1.0\"?>\n<plist version=\"1.0\"></plist>\n";
  const Document d = read("1.emlx", bytes).only();
  EXPECT_EQ(d.title, "Rain");
  EXPECT_EQ(d.date.iso, "2023-02-03T10:00");
  EXPECT_THAT(texts(d, Part::body), ElementsAre("To Shusha."));
  EXPECT_EQ(source_bytes(d, bytes, "Shusha"), "Shusha");
  for (const std::string_view length : {"5", "999999999", "9999999999999", "0"})
    expect_sound(read("1.emlx", std::string(length) + "\n" + letter).only(),
                 std::string(length) + "\n" + letter);
}

constexpr std::string_view kMixed =
    "From: a@x.org\nSubject: Parts\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=\"=out=\"\n\nfor old programs\n--=out=\n"
    "Content-Type: multipart/alternative; boundary=in\n\n--in\n"
    "Content-Type: text/plain\n\nTo Shusha.\n--in\n"
    "Content-Type: text/html\n\n<p>To <b>Shusha</b>.</p>\n--in--\n--=out=\n"
    "Content-Type: text/plain; name=list.txt\nContent-Disposition: attachment\n"
    "Content-Transfer-Encoding: base64\n\nVG8gQWdkYW0u\n--=out=\n"
    "Content-Type: image/png; name=\"map.png\"\nContent-Transfer-Encoding: base64\n\n"
    "iVBORw0KGgoAAAAN\n--=out=\n"
    "Content-Type: message/rfc822\n\nFrom: b@x.org\nSubject: Old\nMIME-Version: 1.0\n\nTo Goris.\n"
    "--=out=--\nafter all\n";

TEST(Mail, AttachmentsAreFilesOfTheirOwn) {
  const Reading reading = read("d/a.eml", kMixed);
  std::vector<std::string> found;
  for (const Document& d : reading.documents)
    for (const std::string& text : texts(d, Part::body)) found.push_back(d.id + ": " + text);
  EXPECT_THAT(found, ElementsAre("d/a.eml: To Shusha.", "d/a.eml!/list.txt: To Agdam.",
                                 "d/a.eml!/part.eml: To Goris."));
  ASSERT_EQ(reading.result.members.size(), 3U);
  EXPECT_EQ(reading.result.members[1].path, "d/a.eml!/map.png");
  EXPECT_EQ(reading.result.members[1].state, InputState::skipped);
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
}

TEST(Mail, HtmlIsReadWhereThereIsNoText) {
  const Document d = read("a.eml",
                          "From: a@x.org\nSubject: Web\nMIME-Version: 1.0\nContent-Type: "
                          "text/html; charset=iso-8859-9\n\n<html><p>\xDEu\xFE"
                          "a&amp;co</p>\n")
                         .only();
  EXPECT_THAT(texts(d, Part::body), ElementsAre("Şuşa&co"));
  EXPECT_EQ(d.title, "Web");
}

TEST(Mail, AMailboxIsALetterADocument) {
  const std::string bytes =
      "From a@x.org Thu Feb  2 13:15:00 2023\nFrom: a@x.org\nSubject: One\n\nTo Shusha.\n"
      "From here on nothing.\n\n"
      "From here the road of 12:30 o'clock goes on\n\n"
      "From b@x.org Fri Feb  3 13:15:00 2023\nSubject: Two\nMIME-Version: 1.0\n"
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nTo Agdam.\n--b\n"
      "Content-Disposition: attachment; filename=\"x/y.txt\"\n\nTo Goris.\n--b--\n";
  const Reading reading = read("box", bytes);
  std::vector<std::string> found;
  for (const Document& d : reading.documents) {
    found.push_back(d.id + " " + d.title);
    if (d.path == "box") expect_sound(d, bytes);
  }
  EXPECT_THAT(found, ElementsAre("box#0 One", "box#1 Two", "box!/1/x_y.txt "));
  EXPECT_THAT(reading.documents[0].text, HasSubstr("12:30 o'clock"));
  EXPECT_EQ(source_bytes(reading.documents[1], bytes, "Agdam"), "Agdam");
}

TEST(Mail, ASavedPageIsAPage) {
  const Reading reading = read(
      "page.mht",
      "From: <Saved by Blink>\nSnapshot-Content-Location: https://x.org/shusha\nSubject: =?utf-8?"
      "Q?Page?=\nDate: Thu, 2 Feb 2023 13:15:07 +0400\nMIME-Version: 1.0\nContent-Type: "
      "multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\n"
      "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://x.org/shusha\n\n"
      "<html><head><meta charset=3D\"utf-8\"><title>Old walls</title></head>"
      "<body><p>The walls of =C5=9Eu=C5=9Fa.</p></body></html>\n--b\nContent-Type: text/css\n"
      "Content-Location: https://x.org/a.css\n\nbody { color: red }\n--b--\n");
  const Document& d = reading.only();
  EXPECT_EQ(d.url, "https://x.org/shusha");
  EXPECT_EQ(d.title, "Old walls");
  EXPECT_THAT(d.text, HasSubstr("The walls of Şuşa."));
  ASSERT_EQ(reading.result.members.size(), 1U);
  EXPECT_EQ(reading.result.members[0].state, InputState::skipped);
}

// Any beginning of a letter is read without harm, and gives what it holds.
TEST(Mail, CutAnywhere) {
  for (std::size_t length = 0; length <= kMixed.size(); ++length) {
    const std::string_view bytes = kMixed.substr(0, length);
    const Reading reading = read("a.eml", bytes);
    for (const Document& d : reading.documents)
      if (d.path == "a.eml") expect_sound(d, bytes);
    if (length > 300) {
      EXPECT_THAT(reading.documents.at(0).text, HasSubstr("Shusha")) << length;
    }
  }
}

TEST(Mail, TextThatOnlyLooksLikeALetterIsText) {
  for (const std::string_view text :
       {"From: the editors\nTo our readers.\n", "Subject: bridges\nDate: today\n\nShusha.\n",
        "From Shusha with love\n\nx\n", "Note: this\nis: text\n"}) {
    const Reading reading = read("a.txt", text);
    EXPECT_EQ(reading.only().text, text);
  }
  EXPECT_THAT(read("a.eml", "").documents, IsEmpty());
}

}  // namespace
}  // namespace byname::test
