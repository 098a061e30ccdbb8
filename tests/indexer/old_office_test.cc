// Word, Excel, PowerPoint and Outlook before 2007.
#include <gtest/gtest.h>

#include "indexer/readers/compound_file.h"
#include "tests/indexer/old_office_files.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(OldOffice, WordIsReadByItsPieces) {
  const Document d = read("a.doc", word_file()).only();
  EXPECT_EQ(d.text, "To Shusha by the road.\nA\nB\nВ Шуше.\nPage 1");
  EXPECT_THAT(texts(d, Part::chrome), ElementsAre("Page 1"));
  EXPECT_EQ(d.title, "Roads");
  EXPECT_EQ(d.author, "Ann");
  EXPECT_EQ(d.date.iso, "2023-02-02T13:15");
  std::string locked = word_file();
  locked[locked.find(little(193, 2), 512) + 8 + 1] = '\1';
  EXPECT_THAT(read("a.doc", locked).result.reason, HasSubstr("encrypted"));
}

TEST(OldOffice, WordSixIsOneStretchOfBytes) {
  std::string main(0x300, '\0');
  main.replace(2, 2, little(104, 2));
  main.replace(24, 4, little(0x300, 4));
  const std::string text =
      "\xC2\xF7\xE5\xF0\xE0 \xE2 \xD8\xF3\xF8\xE5 \xE8 \xC0\xE3\xE4\xE0\xEC\xE5 \xE1\xFB\xEB "
      "\xE4\xEE\xE6\xE4\xFC, \xE4\xEE\xF0\xEE\xE3\xE0 \xE7\xE0\xEA\xF0\xFB\xF2\xE0 \xE4\xEE "
      "\xEA\xEE\xED\xF6\xE0 \xED\xE5\xE4\xE5\xEB\xE8.";
  main.replace(28, 4, little(0x300 + text.size(), 4));
  EXPECT_EQ(read("a.doc", compound({{"WordDocument", main + text}})).only().text,
            "Вчера в Шуше и Агдаме был дождь, дорога закрыта до конца недели.");
}

TEST(OldOffice, ExcelIsReadByRows) {
  EXPECT_EQ(read("a.xls", excel_file()).only().text, "Town\nShusha\tGoris\nKapan-Ş");
  EXPECT_THAT(
      read("a.xls", compound({{"Workbook", record(0x809, "") + record(0x2F, "")}})).result.reason,
      HasSubstr("encrypted"));
}

// A table of strings may end in the middle of one, or come twice.
TEST(OldOffice, ExcelsStringsEndAnywhere) {
  const std::string strings = little(9, 4) + little(9, 4) + little(6, 2) + little(0, 1) + "Shusha" +
                              little(500, 2) + little(4, 1) + little(8, 4) + "Goris";
  for (std::size_t length = 0; length <= strings.size(); ++length) {
    const std::string table = record(0xFC, strings.substr(0, length));
    const std::string cell = record(0xFD, little(0, 6) + little(0, 4));
    const Reading reading =
        read("a.xls", compound({{"Workbook", record(0x809, "") + table + table + cell}}));
    EXPECT_EQ(reading.documents.empty(), length < 12) << length;
  }
}

TEST(OldOffice, PowerPointIsReadSlideBySlide) {
  EXPECT_EQ(read("a.ppt", powerpoint_file()).only().text, "Şuşa\nroad");
}

TEST(OldOffice, OutlookKeepsLettersSo) {
  const Reading reading = read("a.msg", outlook_file());
  ASSERT_EQ(reading.documents.size(), 3U);
  const Document& d = reading.documents[0];
  EXPECT_EQ(d.text, "From: Ann Lee <ann@x.org>\nTo: Bo\n\nRain\n\nTo Şuşa.");
  EXPECT_EQ(d.title + " | " + d.author + " | " + d.date.iso, "Rain | Ann Lee | 2023-02-02T13:15");
  EXPECT_EQ(reading.documents[1].id + " " + reading.documents[1].text, "a.msg!/l.txt To Agdam.");
  EXPECT_EQ(reading.documents[2].text, "Old\n\nTo Goris.");
}

TEST(OldOffice, DamageAndOtherProgramsHaveAState) {
  const std::string whole = word_file();
  for (std::size_t length = 8; length < whole.size(); length += 97) {
    const Reading reading = read("a.doc", whole.substr(0, length));
    EXPECT_TRUE(!reading.documents.empty() || !reading.result.reason.empty()) << length;
  }
  // Chains that lead in a circle end.
  std::string circle = whole;
  for (std::size_t at = circle.size() - 512; at + 4 <= circle.size(); at += 4)
    circle.replace(at, 4, little(1, 4));
  EXPECT_LE(read("a.doc", circle).documents.size(), 1U);
  EXPECT_EQ(read("Thumbs.db", compound({{"Catalog", "x"}})).result.state, InputState::skipped);
  EXPECT_THAT(read("a.docx", compound({{"EncryptedPackage", "x"}})).result.reason,
              HasSubstr("encrypted"));
}

}  // namespace
}  // namespace byname::test
