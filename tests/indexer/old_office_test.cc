// Word, Excel, PowerPoint and Outlook before 2007.
#include <gtest/gtest.h>

#include "indexer/readers/compound_file.h"
#include "tests/indexer/compound.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string summary() {
  const std::string title = little(31, 4) + little(5, 4) + wide(u"Roads") + little(0, 2);
  const std::string author = little(30, 4) + little(4, 4) + std::string("Ann\0", 4);
  // 2023-02-02 13:15:07
  const std::string created = little(64, 4) + little((11644473600ULL + 1675343707) * 10000000, 8);
  const std::size_t at = 8 + 3 * 8;
  return std::string(44, '\0') + little(48, 4) + little(0, 4) + little(3, 4) + little(2, 4) +
         little(at, 4) + little(4, 4) + little(at + title.size(), 4) + little(12, 4) +
         little(at + title.size() + author.size(), 4) + title + author + created;
}

// Word: a piece of bytes, one of UTF-16; behind the text its heads.
std::string word_file() {
  const std::string narrow =
      "To Shusha by \x13 HYPERLINK x \x14the road\x15.\x0D"
      "A\x07"
      "B\x07\x07";
  const std::u16string letters = u"В Шуше.\rPage 1\r";
  std::string main(0x400, '\0');
  main.replace(2, 2, little(193, 2));
  main.replace(0x4C, 4, little(narrow.size() + 8, 4));
  main.replace(0x54, 4, little(7, 4));
  const std::string pieces = little(0, 4) + little(narrow.size(), 4) +
                             little(narrow.size() + letters.size(), 4) + little(0, 2) +
                             little(0x400 * 2 | 0x40000000, 4) + little(0, 2) + little(0, 2) +
                             little(0x600, 4) + little(0, 2);
  const std::string table = "\1" + little(2, 2) + "xx" + "\2" + little(pieces.size(), 4) + pieces;
  main.replace(0x1A6, 4, little(table.size(), 4));
  main += narrow;
  main.resize(0x600);
  main += wide(letters);
  return compound({{"WordDocument", main},
                   {"0Table", table},
                   {"\5SummaryInformation", summary()},
                   {"ObjectPool/x", std::string(5000, 'x')}});
}

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

std::string record(std::uint64_t kind, const std::string& bytes) {
  return little(kind, 2) + little(bytes.size(), 2) + bytes;
}

TEST(OldOffice, ExcelIsReadByRows) {
  const auto narrow = [](const std::string& s) { return little(s.size(), 2) + little(0, 1) + s; };
  const auto cell = [](std::uint64_t row, std::uint64_t n) {
    return record(0xFD, little(row, 2) + little(0, 4) + little(n, 4));
  };
  // The third string goes on in another record, there in letters of two bytes.
  const std::string strings =
      record(0xFC, little(3, 4) + little(3, 4) + narrow("Shusha") + narrow("Goris") + little(7, 2) +
                       little(0, 1) + "Ka") +
      record(0x3C, little(1, 1) + wide(u"pan-Ş"));
  const std::string book = record(0x809, little(0, 4)) +
                           record(0x85, little(0, 6) + little(4, 1) + little(0, 1) + "Towns") +
                           strings + record(0x0A, "") + record(0x809, little(0, 4)) + cell(0, 0) +
                           cell(0, 1) + record(0x809, "") + record(0x0A, "") + cell(4, 2) +
                           cell(5, 99) + record(0x0A, "");
  EXPECT_EQ(read("a.xls", compound({{"Workbook", book}})).only().text,
            "Town\nShusha\tGoris\nKapan-Ş");
  EXPECT_THAT(
      read("a.xls", compound({{"Workbook", record(0x809, "") + record(0x2F, "")}})).result.reason,
      HasSubstr("encrypted"));
}

TEST(OldOffice, PowerPointIsReadSlideBySlide) {
  const auto part = [](std::uint64_t version, std::uint64_t kind, const std::string& bytes) {
    return little(version, 2) + little(kind, 2) + little(bytes.size(), 4) + bytes;
  };
  const std::string show =
      part(15, 1016, part(0, 4008, "Click to edit")) +
      part(15, 1006, part(15, 61453, part(0, 4000, wide(u"Şuşa\rroad")) + part(0, 4008, "*")));
  EXPECT_EQ(read("a.ppt", compound({{"PowerPoint Document", show}})).only().text, "Şuşa\nroad");
}

TEST(OldOffice, OutlookKeepsLettersSo) {
  const std::string properties = std::string(32, '\0') + little(0x00390040, 4) + little(0, 4) +
                                 little((11644473600ULL + 1675343707) * 10000000, 8);
  const std::string attached = "__attach_version1.0_#00000000/__substg1.0_";
  const std::string letter = "__attach_version1.0_#00000001/__substg1.0_3701000D/";
  const Reading reading =
      read("a.msg", compound({{"__properties_version1.0", properties},
                              {"__substg1.0_0037001F", wide(u"Rain")},
                              {"__substg1.0_0C1A001F", wide(u"Ann Lee")},
                              {"__substg1.0_0C1F001F", wide(u"ann@x.org")},
                              {"__substg1.0_0E04001E", "Bo"},
                              {"__substg1.0_1000001F", wide(u"To Şuşa.")},
                              {attached + "3707001F", wide(u"l.txt")},
                              {attached + "37010102", "To Agdam."},
                              {letter + "__properties_version1.0", std::string(24, '\0')},
                              {letter + "__substg1.0_0037001F", wide(u"Old")},
                              {letter + "__substg1.0_10130102", "<p>To <b>Goris</b>.</p>"}}));
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
