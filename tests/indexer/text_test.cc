// Plain text: sections, encodings, what a page says of itself.
#include <gtest/gtest.h>

#include "indexer/extract/page.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// UTF-16 of text up to U+FFFF.
std::string utf16(std::u16string_view text, bool little, bool mark) {
  std::string out;
  const auto put = [&](char16_t unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out += little ? low : high;
    out += little ? high : low;
  };
  if (mark) put(0xFEFF);
  for (const char16_t unit : text) put(unit);
  return out;
}

TEST(TextReader, KeepsTheTextByteForByte) {
  const std::string bytes = "One line.\r\n\r\n  Another, in Şuşa.\n";
  const Reading reading = read("a/b.txt", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  const Document& document = reading.only();
  EXPECT_EQ(document.text, bytes);
  EXPECT_EQ(document.id, "a/b.txt");
  EXPECT_EQ(document.section, 0);
  EXPECT_EQ(document.source_size, bytes.size());
  EXPECT_EQ(source_bytes(document, bytes, "Şuşa"), "Şuşa");
  EXPECT_EQ(source_of(document, 15, 22)->line, 3U);
  expect_sound(document, bytes);
}

TEST(TextReader, KnowsTheSourceBytesInEveryEncoding) {
  const std::u16string_view words = u"Встреча прошла в Шуше. Ղարաբաղ; yes, it did take place.";
  const std::string utf8 = "Встреча прошла в Шуше. Ղարաբաղ; yes, it did take place.";
  const struct {
    const char* name;
    std::string bytes;
    std::string shusha;
  } cases[] = {
      {"UTF-8 with a mark", "\xEF\xBB\xBF" + utf8, "Шуше"},
      {"UTF-16LE with a mark", utf16(words, true, true), utf16(u"Шуше", true, false)},
      {"UTF-16BE with a mark", utf16(words, false, true), utf16(u"Шуше", false, false)},
      {"UTF-16LE without", utf16(words, true, false), utf16(u"Шуше", true, false)},
      {"UTF-16BE without", utf16(words, false, false), utf16(u"Шуше", false, false)},
  };
  for (const auto& c : cases) {
    const Reading reading = read("x.txt", c.bytes);
    EXPECT_EQ(reading.only().text, utf8) << c.name;
    EXPECT_EQ(source_bytes(reading.only(), c.bytes, "Шуше"), c.shusha) << c.name;
    expect_sound(reading.only(), c.bytes);
  }
}

TEST(TextReader, ReadsWindows1251) {
  // "В Баку и Степанакерте говорят о мире, сообщает корреспондент."
  const std::string bytes =
      "\xC2 \xC1\xE0\xEA\xF3 \xE8 \xD1\xF2\xE5\xEF\xE0\xED\xE0\xEA\xE5\xF0\xF2\xE5 "
      "\xE3\xEE\xE2\xEE\xF0\xFF\xF2 \xEE \xEC\xE8\xF0\xE5, \xF1\xEE\xEE\xE1\xF9\xE0\xE5\xF2 "
      "\xEA\xEE\xF0\xF0\xE5\xF1\xEF\xEE\xED\xE4\xE5\xED\xF2.";
  const Reading reading = read("x.txt", bytes);
  EXPECT_EQ(reading.only().text, "В Баку и Степанакерте говорят о мире, сообщает корреспондент.");
  EXPECT_EQ(source_bytes(reading.only(), bytes, "Баку"), "\xC1\xE0\xEA\xF3");
  EXPECT_EQ(reading.only().lang, "ru");
}

TEST(TextReader, AFewBrokenBytesAreReplacedAndCounted) {
  const std::string bytes = "Ստեփանակերտ \xFF and Երևան, and \xE2\x82 again, Գորիս and Կապան.";
  const Reading reading = read("x.txt", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  EXPECT_THAT(reading.result.reason, HasSubstr("2 byte sequence(s)"));
  EXPECT_EQ(reading.only().text,
            "Ստեփանակերտ \uFFFD and Երևան, and \uFFFD again, Գորիս and Կապան.");
  EXPECT_EQ(source_bytes(reading.only(), bytes, "\uFFFD again"), "\xE2\x82 again");
  expect_sound(reading.only(), bytes);
}

TEST(TextReader, LongTextBecomesSectionsThatJoinWithoutLoss) {
  const struct {
    const char* name;
    std::string unit;
    char cut_after;  // what the first section ends with
  } cases[] = {{"lines", "All quiet in Şuşa today.\n", '\n'},
               {"one line", "Şuşa today ", ' '},
               {"one word", "Şuşa", '\0'}};
  for (const auto& c : cases) {
    std::string bytes;
    while (bytes.size() < 5u << 20) bytes += c.unit;
    const Reading reading = read("long.txt", bytes);
    ASSERT_EQ(reading.documents.size(), 2U) << c.name;
    std::string joined;
    for (std::size_t i = 0; i < 2; ++i) {
      const Document& document = reading.documents[i];
      EXPECT_EQ(document.section, static_cast<std::int32_t>(i));
      EXPECT_EQ(document.id, "long.txt#" + std::to_string(i));
      EXPECT_LE(document.text.size(), 4u << 20);
      EXPECT_EQ(source_bytes(document, bytes, "Şuşa"), "Şuşa");
      joined += document.text;
    }
    EXPECT_TRUE(joined == bytes) << c.name;
    if (c.cut_after) {
      EXPECT_EQ(reading.documents[0].text.back(), c.cut_after) << c.name;
    }
    const auto range = source_of(reading.documents[1], 0, 1);
    EXPECT_EQ(range->line,
              1 + static_cast<std::uint32_t>(std::count(
                      bytes.begin(), bytes.begin() + static_cast<long>(range->begin), '\n')));
  }
}

TEST(TextReader, SaysWhyItDoesNotRead) {
  const struct {
    std::string bytes;
    InputState state;
    const char* reason;
  } cases[] = {
      {"", InputState::no_text, "empty file"},
      {" \n\t\n", InputState::no_text, "holds no text"},
      {"PK\x03\x04xxxxxxxxxxxx", InputState::failed, "as far as it goes"},
      {"AT&TFORM....", InputState::skipped, "DjVu"},
      {"\x89PNG\r\n\x1A\n0000", InputState::skipped, "PNG"},
      {std::string("ab\0\0\0\0\0\0cd\1\2\3", 14), InputState::skipped, "binary"},
      {"<?xml version='1.0'?><catalogue/>", InputState::no_text, "holds no text"},
  };
  for (const auto& c : cases) {
    const Reading reading = read("x.txt", c.bytes);
    EXPECT_EQ(reading.result.state, c.state) << c.reason;
    EXPECT_THAT(reading.result.reason, HasSubstr(c.reason));
    EXPECT_THAT(reading.documents, IsEmpty());
  }
}

TEST(TextReader, DamageFurtherDownDoesNotHideWhatAFileIs) {
  const std::string many(100, '0'), zeros(200, '\0');
  for (const std::string& begin : {
           "<!DOCTYPE html><html><body><p>To Shusha. " + many + many + many,
           "From: a@x.org\nTo: b@x.org\nSubject: " + many + "\nMIME-Version: 1.0\n\nTo Shusha. " +
               many,
           "[{\"text\": \"To Shusha.\"}, {\"text\": \"" + many + many + many,
       }) {
    const Reading reading = read("x", begin + zeros + many);
    ASSERT_FALSE(reading.documents.empty()) << begin;
    EXPECT_THAT(reading.documents[0].text, HasSubstr("To Shusha.")) << begin;
  }
}

TEST(TextReader, AFileThatIsNotThereFails) {
  const ReadResult result = read_input({.root = "r", .path = "x", .absolute = "/nonexistent/x"},
                                       [](Document&&) { FAIL(); });
  EXPECT_EQ(result.state, InputState::failed);
  EXPECT_EQ(result.reason, "the file is no longer there");
}

TEST(TextReader, EncodesPaths) {
  const struct {
    std::string path, expected;
  } cases[] = {{"a/b c.txt", "a/b c.txt"},
               {"50%#1.txt", "50%25%231.txt"},
               {"Şuşa/ә.txt", "Şuşa/ә.txt"},
               {"a\nb\x7F.txt", "a%0Ab%7F.txt"},
               {"\xFFx\xE2\x82.txt", "%FFx%E2%82.txt"}};
  for (const auto& c : cases) EXPECT_EQ(encode_path(c.path), c.expected);
}

TEST(TextReader, UidIsTheTextsNotTheFurnitures) {
  const auto uid = [](std::string_view bytes) { return read("x.txt", bytes).only().uid; };
  EXPECT_EQ(uid("A meeting was held in Goris on Monday.\nAdvertisement\n"),
            uid("A meeting was held in Goris on Monday.\n\nRead more\n"));
  EXPECT_NE(uid("A meeting was held in Goris on Monday."),
            uid("A meeting was held in Kapan on Monday."));
}

}  // namespace
}  // namespace byname::test
