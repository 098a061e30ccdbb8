// Files of Office before 2007 drawn in a test: each with a bit of all that readers look at.
#pragma once

#include <cstdint>
#include <string>

#include "tests/indexer/compound.h"

namespace byname::test {

inline std::string summary() {
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
inline std::string word_file() {
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

inline std::string record(std::uint64_t kind, const std::string& bytes) {
  return little(kind, 2) + little(bytes.size(), 2) + bytes;
}

// Two sheets in one: rows, a string that goes on in another record, a chart between.
inline std::string excel_file() {
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
  return compound({{"Workbook", book}});
}

// A master and a slide.
inline std::string powerpoint_file() {
  const auto part = [](std::uint64_t version, std::uint64_t kind, const std::string& bytes) {
    return little(version, 2) + little(kind, 2) + little(bytes.size(), 4) + bytes;
  };
  const std::string show =
      part(15, 1016, part(0, 4008, "Click to edit")) +
      part(15, 1006, part(15, 61453, part(0, 4000, wide(u"Şuşa\rroad")) + part(0, 4008, "*")));
  return compound({{"PowerPoint Document", show}});
}

// A letter with a file and an older letter attached.
inline std::string outlook_file() {
  const std::string properties = std::string(32, '\0') + little(0x00390040, 4) + little(0, 4) +
                                 little((11644473600ULL + 1675343707) * 10000000, 8);
  const std::string attached = "__attach_version1.0_#00000000/__substg1.0_";
  const std::string letter = "__attach_version1.0_#00000001/__substg1.0_3701000D/";
  return compound({{"__properties_version1.0", properties},
                   {"__substg1.0_0037001F", wide(u"Rain")},
                   {"__substg1.0_0C1A001F", wide(u"Ann Lee")},
                   {"__substg1.0_0C1F001F", wide(u"ann@x.org")},
                   {"__substg1.0_0E04001E", "Bo"},
                   {"__substg1.0_1000001F", wide(u"To Şuşa.")},
                   {attached + "3707001F", wide(u"l.txt")},
                   {attached + "37010102", "To Agdam."},
                   {letter + "__properties_version1.0", std::string(24, '\0')},
                   {letter + "__substg1.0_0037001F", wide(u"Old")},
                   {letter + "__substg1.0_10130102", "<p>To <b>Goris</b>.</p>"}});
}

}  // namespace byname::test
