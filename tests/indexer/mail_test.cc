#include <gtest/gtest.h>

#include "indexer/readers/mail_headers.h"
#include "indexer/readers/signed_content.h"
#include "tests/indexer/reading.h"
#include "text/ascii.h"

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

// What is read of a file: every document by its path and its text, on a line.
std::vector<std::string> told(const Reading& reading) {
  std::vector<std::string> out;
  for (const Document& d : reading.documents) {
    std::string line = d.id + ":";
    for (const std::string& text : texts(d, Part::body)) line += " " + one_line(text);
    out.push_back(line);
  }
  for (const MemberOutcome& m : reading.result.members)
    if (m.documents == 0) out.push_back(m.path + " " + m.reason);
  return out;
}

TEST(Mail, OtherMailboxesAreRead) {
  const std::string one = "From: a@x.org\nSubject: One\nContent-Type: text/html\n";
  const std::string two = "From: b@x.org\nSubject: Two\n\nTo Agdam.\n";
  const std::string mmdf =
      "\1\1\1\1\n" + one + "\n<p>To Shusha.\n\1\1\1\1\n\1\1\1\1\n" + two + "\1\1\1\1\n";
  const std::string babyl = "BABYL OPTIONS: -*- rmail -*-\nVersion: 5\n\x1F\x0C\n1,,\n" + one +
                            "\n*** EOOH ***\nFrom: a@x.org\nSubject: One\n\n<p>To Shusha.\n"
                            "\x1F\x0C\n0,,\n*** EOOH ***\n" +
                            two + "\x1F";
  for (const std::string& bytes : {mmdf, babyl}) {
    const Reading reading = read("box", bytes);
    EXPECT_THAT(told(reading), ElementsAre("box#0: To Shusha.", "box#1: To Agdam."));
    EXPECT_EQ(reading.documents.at(1).title, "Two");
    EXPECT_EQ(source_bytes(reading.documents.at(0), bytes, "Shusha"), "Shusha");
    EXPECT_EQ(source_bytes(reading.documents.at(1), bytes, "Agdam"), "Agdam");
    for (const Document& d : reading.documents) expect_sound(d, bytes);
    for (std::size_t length = 0; length < bytes.size(); ++length)
      for (const Document& d : read("box", bytes.substr(0, length)).documents)
        expect_sound(d, bytes.substr(0, length));
  }
}

TEST(Mail, LinesThatAreToFlowAreParagraphs) {
  const std::string head =
      "From: a@x.org\nSubject: x\nMIME-Version: 1.0\n"
      "Content-Type: text/plain; format=flowed";
  const struct {
    std::string_view parameters, body, expected;
  } cases[] = {
      {"", "To Nagorno \nKarabakh and\nback.\n", "To Nagorno Karabakh and\nback."},
      {"; delsp=yes", "To Stepana \nkert.\n", "To Stepanakert."},
      {"", " From here\n >no quote\n", "From here\n>no quote"},
      {"", "> To \n> Shusha.\nYes \n> No\n", "> To Shusha.\nYes \n> No"},
      {"", "To Goris.\n-- \n", "To Goris."},
      {"", "To \n", "To"},
  };
  for (const auto& c : cases) {
    const std::string bytes = head + std::string(c.parameters) + "\n\n" + std::string(c.body);
    const Document d = read("a.eml", bytes).only();
    ASSERT_FALSE(texts(d, Part::body).empty());
    EXPECT_EQ(texts(d, Part::body)[0].substr(0, c.expected.size()), c.expected);
    expect_sound(d, bytes);
  }
}

TEST(Mail, FilesWrittenIntoTheTextAreAttachments) {
  const std::string head = "From: a@x.org\nSubject: x\nDate: 3 Feb 1995 10:00 GMT\n\n";
  const std::string uu = "begin 644 d/l.txt\n)5&\\@3&%C:&EN\n`\nend\n";
  const struct {
    std::string bytes;
    std::vector<std::string> expected;
  } cases[] = {
      {head + "To Shusha.\n" + uu + "Ann\n",
       {"a.eml: To Shusha. Ann", "a.eml!/d_l.txt: To Lachin"}},
      {head + "begin-base64 644 l.txt\nVG8gQWdkYW0u\n====\n", {"a.eml!/l.txt: To Agdam."}},
      {head + "=ybegin line=128 size=8 name=l.txt\n~\x99\x4A\x71\x99\x9C\x93\x9D\n=yend size=8\n",
       {"a.eml!/l.txt: To Goris"}},
      {head + "They begin 644 times.\nbegin 644 x\nand end\n",
       {"a.eml: They begin 644 times. begin 644 x and end"}},
      {"From: a@x.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
       "boundary=b\n\n--b\n\nTo Shusha.\n--b\nContent-Disposition: attachment; filename=k.txt\n"
       "Content-Transfer-Encoding: x-uuencode\n\n" +
           uu + "--b--\n",
       {"a.eml: To Shusha.", "a.eml!/k.txt: To Lachin"}},
  };
  for (const auto& c : cases) {
    std::vector<std::string> found = told(read("a.eml", c.bytes));
    // Of a letter that holds nothing else its heads are left.
    std::erase(found, "a.eml:");
    EXPECT_EQ(found, c.expected) << c.bytes;
    expect_sound(read("a.eml", c.bytes).documents.at(0), c.bytes);
  }
  EXPECT_THAT(told(read("l.uu", uu)), ElementsAre("l.uu!/d_l.txt: To Lachin"));
  const Reading cut = read("l.uu", uu.substr(0, uu.find('`')));
  EXPECT_EQ(cut.result.state, InputState::partial);
}

TEST(Mail, OutlookWrapsItsAttachments) {
  const auto attribute = [](std::uint32_t kind, std::string_view value) {
    std::string out = "\2";
    for (const std::size_t n : {std::size_t{kind}, value.size()})
      for (int i = 0; i < 4; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
    return out + std::string(value) + "..";
  };
  const std::string bytes = "\x78\x9F\x3E\x22..\1" + attribute(0x00089006, "\1\1\1\1").substr(1) +
                            attribute(0x00069002, "head") +
                            attribute(0x00018010, std::string_view("l.txt\0", 6)) +
                            attribute(0x0006800F, "To Lachin.") + attribute(0x00069002, "head") +
                            attribute(0x0006800F, "To Goris.");
  EXPECT_THAT(told(read("winmail.dat", bytes)),
              ElementsAre("winmail.dat!/l.txt: To Lachin.", "winmail.dat!/attachment: To Goris."));
  for (std::size_t length = 4; length < bytes.size(); ++length) {
    const Reading reading = read("w", bytes.substr(0, length));
    EXPECT_LE(reading.documents.size(), 2U);
    EXPECT_FALSE(reading.result.state == InputState::indexed && reading.documents.empty());
  }
}

TEST(Mail, SignedAndEncryptedLetters) {
  const std::string head = "From: a@x.org\nSubject: Secret\nMIME-Version: 1.0\n";
  // A SignedData with nothing but its content; the same in pieces of open length; EnvelopedData.
  const std::string kind = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07";
  const std::string content = "Content-Type: text/plain\n\nTo Shusha.\n";
  const auto wrap = [](char tag, const std::string& inside) {
    return std::string(1, tag) + static_cast<char>(inside.size()) + inside;
  };
  const std::string version("\x02\x01\x01", 3), none("\x31\x00", 2), zeros(2, '\0');
  const std::string data = wrap('\x30', kind + "\1" + wrap('\xA0', wrap('\x04', content)));
  const std::string whole =
      wrap('\x30', kind + "\2" + wrap('\xA0', wrap('\x30', version + none + data + none)));
  const std::string open = "\x30\x80" + kind + "\2\xA0\x80\x30\x80" + version + none + "\x30\x80" +
                           kind + "\1\xA0\x80\x24\x80" + wrap('\x04', content.substr(0, 30)) +
                           wrap('\x04', content.substr(30)) + zeros + zeros + zeros + none + zeros +
                           zeros + zeros;
  for (const std::string& bytes : {whole, open}) {
    EXPECT_EQ(signed_content(bytes), content);
    EXPECT_THAT(
        told(read("a.eml", head + "Content-Type: application/pkcs7-mime; name=s.p7m\n\n" + bytes)),
        ElementsAre("a.eml:", "a.eml!/s.p7m.eml: To Shusha."));
    for (std::size_t length = 0; length < bytes.size(); ++length)
      EXPECT_TRUE(content.starts_with(signed_content(bytes.substr(0, length)).value_or("")));
  }
  const std::string armour = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n";
  const struct {
    std::string bytes;
    std::vector<std::string> expected;
  } cases[] = {
      {head + "Content-Type: application/pkcs7-mime; name=s.p7m\n\n" + wrap('\x30', kind + "\3"),
       {"a.eml:", "a.eml!/s.p7m encrypted or damaged (S/MIME)"}},
      {head +
           "Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: "
           "application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: "
           "application/octet-stream\n\n" +
           armour + "--b--\n",
       {"a.eml:", "a.eml!/part says that the letter is encrypted",
        "a.eml!/part2 encrypted (OpenPGP)"}},
      {head + "\nHi.\n" + armour, {"a.eml: Hi."}},
      {head + "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nTo Goris.\n-----BEGIN PGP "
              "SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----\n",
       {"a.eml: To Goris."}},
  };
  for (const auto& c : cases) EXPECT_EQ(told(read("a.eml", c.bytes)), c.expected);
  EXPECT_THAT(read("a.eml", cases[2].bytes).result.reason, HasSubstr("encrypted (OpenPGP)"));
}

TEST(Mail, LettersOfADigestAreLetters) {
  const Reading reading = read(
      "a.eml",
      "From: a@x.org\nSubject: All\nMIME-Version: 1.0\nContent-Type: multipart/digest; boundary=b\n"
      "\n--b\n\nFrom: b@x.org\nSubject: One\nDate: 3 Feb 1995 10:00 GMT\n\nTo Goris.\n"
      "--b\n\nFrom: c@x.org\nSubject: Two\nDate: 4 Feb 1995 10:00 GMT\n\nTo Kapan.\n--b--\n");
  EXPECT_THAT(told(reading),
              ElementsAre("a.eml:", "a.eml!/part.eml: To Goris.", "a.eml!/part2.eml: To Kapan."));
  EXPECT_EQ(reading.documents.at(2).title, "Two");
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
