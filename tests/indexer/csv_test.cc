#include <gtest/gtest.h>

#include "indexer/readers/csv_row.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Csv, OneDocumentARow) {
  const std::string bytes =
      "\xEF\xBB\xBFID,Title,Text,Author,Date,URL,n\r\n"
      "a1,\"Road, again\",\"To \"\"Şuşa\"\"\r\nand on\",Ann Lee,2023-02-02,http://x/1,7\r\n"
      "\r\n"
      ",,,,,,\r\n"
      "a2,Second,\"Goris\n#a #b\",,soon\r\n";
  const Reading reading = read("t.csv", bytes);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.id, "a1");
  EXPECT_EQ(first.title, "Road, again");
  EXPECT_EQ(first.author, "Ann Lee");
  EXPECT_EQ(first.date.iso, "2023-02-02");
  EXPECT_EQ(first.url, "http://x/1");
  EXPECT_EQ(first.text, "Road, again\n\nTo \"Şuşa\"\r\nand on");
  EXPECT_THAT(texts(first, Part::title), ElementsAre("Road, again"));
  EXPECT_EQ(source_bytes(first, bytes, "\"Şuşa\"\r"), "\"\"Şuşa\"\"\r");
  const Document& second = reading.documents[1];
  EXPECT_EQ(second.text, "Second\n\nGoris\n#a #b");
  EXPECT_EQ(second.date.iso, "");
  EXPECT_EQ(source_of(second, 0, 1)->line, 6U);
  EXPECT_THAT(texts(second, Part::hashtags), ElementsAre("#a #b"));
  for (const Document& d : reading.documents) expect_sound(d, bytes);
  ASSERT_EQ(reading.result.problems.size(), 1U);
  EXPECT_EQ(reading.result.problems[0], (ReadProblem{"line 5", "holds no text", false}));
}

TEST(Csv, TakesTheDelimiterFromTheHeader) {
  const struct {
    const char* path;
    std::string bytes;
    std::size_t documents;
  } cases[] = {
      {"t.csv", "text;date\na, b;2023\nc;2024\n", 2},
      {"t.tsv", "id\ttext\n1\ta\n2\tb", 2},
      {"t.tab", "x|body\n1|a\n", 1},
      {"t.txt", "title,text,date\na,b,2023\nc,d,2023\n", 2},  // all columns known
      {"t.txt", "title,text,mood\na,b,2023\nc,d,2023\n", 1},  // plain text
      {"t.txt", "Text, and more of it.\nAnd a second line.", 1},
      {"t.csv", "\r\n\r\ntitle,text\na,b\nc,d\n", 2},  // blank lines above it
      {"t.csv", "a,b\n1,2\n3,4\n", 1},                 // no column for text: plain text
  };
  for (const auto& c : cases) {
    const Reading reading = read(c.path, c.bytes);
    EXPECT_EQ(reading.documents.size(), c.documents) << c.bytes;
    for (const Document& d : reading.documents) expect_sound(d, c.bytes);
  }
}

TEST(Csv, ReadsRows) {
  const struct {
    const char* row;
    std::vector<std::string> cells;
    std::size_t next;
  } cases[] = {
      {"a,b\nc", {"a", "b"}, 4},
      {"\n", {""}, 1},
      {",\n", {"", ""}, 2},
      {"\"a,\"\"b\"\n", {"a,\"b"}, 8},
      {"5\" pipe,b\n", {"5\" pipe", "b"}, 10},
      {"\"a\"x,b\r\n", {"a", "b"}, 8},
      {"a,b", {"a", "b"}, std::string::npos},
      {"\"a,b\n", {"a,b\n"}, std::string::npos},
  };
  for (const auto& c : cases) {
    std::vector<CsvCell> cells;
    EXPECT_EQ(read_row(c.row, 0, ',', cells), c.next) << c.row;
    std::vector<std::string> got;
    for (const CsvCell& cell : cells) got.push_back(cell_text(c.row, cell));
    EXPECT_EQ(got, c.cells) << c.row;
  }
}

TEST(Csv, ReadsOtherEncodings) {
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("id\ttext\n1\tone\n2\ttwo\n")) {
    wide += c;
    wide += '\0';
  }
  const Reading reading = read("t.csv", wide);
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(source_bytes(reading.documents[1], wide, "two"), std::string("t\0w\0o\0", 6));
}

TEST(Csv, RowsMayBeLong) {
  // Rows that end before, at and behind the end of what is read at a time.
  std::string bytes = "id,text\n";
  for (int i = 0; i < 20; ++i)
    bytes += std::to_string(i) + ",\"" + std::string(300000 + i * 7919, 'x') + "\"\"\n\"\n";
  const Reading reading = read("t.csv", bytes);
  ASSERT_EQ(reading.documents.size(), 20U);
  for (const Document& d : reading.documents) {
    EXPECT_EQ(source_bytes(d, bytes, "x\"\n"), "x\"\"\n");
    expect_sound(d, bytes);
  }
}

TEST(Csv, AQuoteThatIsNeverClosedEndsInTime) {
  const Reading reading = read("t.csv", "id,text\n1,a\n2,\"" + std::string(130u << 20, 'x'));
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_THAT(reading.result.reason, HasSubstr("line 3: a row over 64 MiB"));
  EXPECT_EQ(reading.documents.size(), 1U);
}

}  // namespace
}  // namespace byname::test
