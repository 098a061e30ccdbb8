#include <gtest/gtest.h>

#include <clocale>

#include "indexer/readers/members.h"
#include "tests/indexer/archives.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "a.zip!/b.txt: Shusha"
std::vector<std::string> lines(const Reading& reading) {
  std::vector<std::string> out;
  for (const Document& d : reading.documents) out.push_back(d.id + ": " + d.text);
  return out;
}
// "a.zip!/b.txt indexed"
std::vector<std::string> members(const Reading& reading) {
  std::vector<std::string> out;
  for (const MemberOutcome& m : reading.result.members)
    out.push_back(m.path + " " + std::string(kInputStateNames[static_cast<std::size_t>(m.state)]));
  return out;
}

TEST(Archive, EveryMemberIsADocumentOfItsOwn) {
  const std::vector<ToPack> files = {{"a.txt", "To Shusha."}, {"b/c d.txt", "To Agdam."}};
  const struct {
    const char* path;
    const char* format;
    const char* filter;
  } cases[] = {{"x.zip", "zip", ""},         {"x.tar", "ustar", ""},
               {"x.tgz", "ustar", "gzip"},   {"x.tar.bz2", "pax", "bzip2"},
               {"x.tar.xz", "gnutar", "xz"}, {"x.tar.zst", "ustar", "zstd"},
               {"x.7z", "7zip", ""},         {"no-ending", "zip", ""}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    const std::string path = c.path;
    const Reading reading = read(path, packed(c.format, files, c.filter));
    EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
    EXPECT_THAT(lines(reading),
                ElementsAre(path + "!/a.txt: To Shusha.", path + "!/b/c d.txt: To Agdam."));
    EXPECT_THAT(members(reading),
                ElementsAre(path + "!/a.txt indexed", path + "!/b/c d.txt indexed"));
    EXPECT_EQ(reading.result.documents, 2U);
    ASSERT_EQ(reading.documents.size(), 2U);
    for (const Document& d : reading.documents) {
      EXPECT_EQ(d.modified, 1'600'000'000);
      EXPECT_EQ(d.source_size, d.text.size());
    }
    // Of the member, so that whoever unpacks it finds the bytes.
    EXPECT_EQ(reading.documents[0].sha256, read("a.txt", "To Shusha.").result.sha256);
    expect_sound(reading.documents[0], "To Shusha.");
    expect_sound(reading.documents[1], "To Agdam.");
  }
}

TEST(Archive, ACompressedFileHoldsOne) {
  const struct {
    const char* path;
    const char* filter;
    const char* id;
  } cases[] = {{"d/notes.txt.gz", "gzip", "d/notes.txt.gz!/notes.txt"},
               {"notes.bz2", "bzip2", "notes.bz2!/notes"},
               {"notes.xz", "xz", "notes.xz!/notes"},
               {"notes.txt.zst", "zstd", "notes.txt.zst!/notes.txt"},
               {"notes.txt.lz4", "lz4", "notes.txt.lz4!/notes.txt"},
               {"notes.txt.lz", "lzip", "notes.txt.lz!/notes.txt"},
               {"notes.lzma", "lzma", "notes.lzma!/notes"},
               {"notes", "gzip", "notes!/notes"}};
  for (const auto& c : cases)
    EXPECT_THAT(lines(read(c.path, squeezed(c.filter, "To Shusha."))),
                ElementsAre(std::string(c.id) + ": To Shusha."));
}

TEST(Archive, FormatsAndArchivesInsideAreRead) {
  const std::string inner = packed("zip", {{"one.jsonl",
                                            "{\"id\": \"7\", \"text\": \"Lachin\"}\n"
                                            "{\"text\": \"Goris\"}\n{\"text\""}});
  const Reading reading =
      read("out.tar", packed("ustar", {{"page.html", "<html><body><p>Kapan</p></body></html>"},
                                       {"in.zip", inner}}));
  EXPECT_THAT(lines(reading), ElementsAre("out.tar!/page.html: Kapan", "7: Lachin",
                                          "out.tar!/in.zip!/one.jsonl#1: Goris"));
  EXPECT_THAT(members(reading), ElementsAre("out.tar!/page.html indexed", "out.tar!/in.zip partial",
                                            "out.tar!/in.zip!/one.jsonl partial"));
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_EQ(reading.result.reason, "2 of 3 members could not be read, or not in full");
  EXPECT_EQ(reading.result.members[2].problems.front().record, "line 3");
}

// Formats that tell themselves by more than their first bytes.
TEST(Archive, OlderFormatsAreRead) {
  for (const char* format : {"v7tar", "odc", "newc", "iso9660"}) {
    EXPECT_THAT(lines(read("a.bin", packed(format, {{"A.TXT", "To Shusha."}}))),
                ElementsAre("a.bin!/A.TXT: To Shusha."))
        << format;
  }
}

// Whatever the locale of the program; in that of C libarchive has no names for these.
TEST(Archive, NamesHaveTheLettersOfTheArchive) {
  for (const char* format : {"zip", "7zip", "pax"}) {
    std::setlocale(LC_CTYPE, "C.UTF-8");  // libarchive writes them with it only
    const std::string archive = packed(format, {{"Şuşa/дорога.txt", "To Agdam."}});
    std::setlocale(LC_CTYPE, "C");
    EXPECT_THAT(lines(read("a.x", archive)), ElementsAre("a.x!/Şuşa/дорога.txt: To Agdam."))
        << format;
  }
}

TEST(Archive, NamesAreKeptApartAndStayInsideOfTheArchive) {
  const Reading reading = read("x!/y.tar", packed("pax", {{"../../etc/a.txt", "one"},
                                                          {"/b#1.txt", "two"},
                                                          {"./c.txt", "three"},
                                                          {"c.txt", "four"},
                                                          {"c.txt", "six"},
                                                          {"c.txt", "seven"},
                                                          {"d!/e.txt", "five"}}));
  EXPECT_THAT(lines(reading),
              ElementsAre("x%21/y.tar!/../../etc/a.txt: one", "x%21/y.tar!/b%231.txt: two",
                          "x%21/y.tar!/c.txt: three", "x%21/y.tar!/c.txt~2: four",
                          "x%21/y.tar!/c.txt~3: six", "x%21/y.tar!/c.txt~4: seven",
                          "x%21/y.tar!/d%21/e.txt: five"));
}

TEST(Archive, WhatIsNoDocumentIsNamedWithItsReason) {
  const Reading reading =
      read("x.tar", packed("pax", {{"a.txt", "Shusha"},
                                   {"link", "", "a.txt"},
                                   {"__MACOSX/._a.txt", "junk"},
                                   {"p.png", "\x89PNG\r\n\x1A\n1234567890123456"},
                                   {"empty.txt", ""}}));
  EXPECT_THAT(members(reading), ElementsAre("x.tar!/a.txt indexed", "x.tar!/link skipped",
                                            "x.tar!/__MACOSX/._a.txt skipped",
                                            "x.tar!/p.png skipped", "x.tar!/empty.txt no text"));
  for (const MemberOutcome& m : reading.result.members)
    EXPECT_EQ(m.reason.empty(), m.state == InputState::indexed) << m.path;
  EXPECT_EQ(reading.result.state, InputState::indexed);

  const Reading encrypted = read("x.zip", locked({{"a.txt", "Shusha"}}));
  EXPECT_THAT(members(encrypted), ElementsAre("x.zip!/a.txt failed"));
  EXPECT_THAT(encrypted.result.members[0].reason, HasSubstr("encrypted"));
  EXPECT_EQ(encrypted.result.state, InputState::failed);

  const Reading none = read("x.zip", packed("zip", {}));
  EXPECT_EQ(none.result.state, InputState::no_text);
}

// Cut at any byte: no document is invented, what comes is a beginning of what was there.
TEST(Archive, ATruncatedArchiveIsReadAsFarAsItGoes) {
  std::string noise;
  for (std::uint32_t i = 0, x = 1; i < 3000; ++i, x = x * 1103515245 + 12345)
    noise += static_cast<char>('a' + (x >> 16) % 26), noise += i % 9 == 0 ? " " : "";
  const std::vector<ToPack> files = {
      {"a.txt", "Shusha " + noise},
      {"b.txt", "Agdam " + std::string(noise.rbegin(), noise.rend())}};
  for (const auto& [format, filter] :
       {std::pair{"zip", ""}, {"ustar", ""}, {"ustar", "gzip"}, {"ustar", "xz"}, {"7zip", ""}}) {
    SCOPED_TRACE(std::string(format) + "+" + filter);
    const std::string whole = packed(format, files, filter);
    std::size_t some = 0;
    // Blocks of zeros end a tar, and none misses them.
    const std::size_t margin = std::string_view(filter).empty() ? 1600 : 100;
    for (std::size_t length = 30; length + margin < whole.size(); length += 97) {
      const Reading reading = read("x.bin", std::string_view(whole).substr(0, length));
      EXPECT_NE(reading.result.state, InputState::indexed) << length;
      EXPECT_FALSE(reading.result.reason.empty()) << length;
      for (const Document& d : reading.documents) {
        const std::string& was = d.path.ends_with("a.txt") ? files[0].bytes : files[1].bytes;
        EXPECT_TRUE(was.starts_with(d.text.substr(0, d.text.size() - 1))) << length;
      }
      some += reading.documents.size();
    }
    if (std::string_view(format) != "7zip" && std::string_view(filter) != "xz") {
      EXPECT_GT(some, 5U);
    }
  }
}

TEST(Archive, ABrokenMemberOfAZipCostsOnlyItself) {
  std::string words;
  for (std::uint32_t i = 0, x = 1; i < 5000; ++i, x = x * 1103515245 + 12345)
    words += static_cast<char>('a' + (x >> 16) % 26), words += i % 9 == 0 ? " " : "";
  const std::string good =
      packed("zip", {{"a.txt", "Shusha " + words}, {"b.txt", words + "Agdam"}, {"c.txt", "Goris"}});
  const std::size_t middle = good.find("b.txt") + 1000;
  std::string bad = good;
  for (std::size_t i = 0; i < 40; ++i) bad[middle + i] = '\xFF';
  const Reading reading = read("bad.zip", bad);
  std::vector<std::string> paths;
  for (const Document& document : reading.documents) paths.push_back(document.path);
  EXPECT_THAT(paths, ::testing::Contains("bad.zip!/a.txt"));
  EXPECT_THAT(paths, ::testing::Contains("bad.zip!/c.txt"));
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_EQ(reading.result.members.size(), 3U);
}

// A word a member that compresses badly, so that damage stays where it is put.
std::string page_of(std::string_view place, std::uint32_t seed) {
  std::string words = "To " + std::string(place) + ".";
  for (std::uint32_t i = 0, x = seed; i < 4000; ++i, x = x * 1103515245 + 12345) {
    words += i % 9 == 0 ? ' ' : static_cast<char>('a' + (x >> 16) % 26);
  }
  return words;
}

// What stands in a damaged zip: the beginnings of the members' texts.
std::vector<std::string> words_of(const Reading& reading) {
  std::vector<std::string> out;
  for (const Document& d : reading.documents)
    out.push_back(d.path.substr(d.path.rfind('/') + 1) + " " + d.text.substr(0, d.text.find('.')));
  return out;
}

TEST(Archive, ADamagedZipGivesWhatIsLeft) {
  const std::string inner = packed("zip", {{"d.txt", "To Kapan."}});
  const std::string whole = packed("zip", {{"a.txt", page_of("Shusha", 1)},
                                           {"b.txt", page_of("Agdam", 2)},
                                           {"in.zip", inner},
                                           {"c.txt", page_of("Goris", 3)}});
  const std::size_t a = whole.find("a.txt") + 1500, b = whole.find("b.txt") + 1500;
  const std::size_t list = whole.find("PK\x01\x02"), end = whole.rfind("PK\x05\x06");
  const auto put = [&](std::size_t at, std::string_view bytes) {
    return std::string(whole).insert(at, bytes);
  };
  const auto without = [&](std::size_t at, std::size_t count) {
    return std::string(whole).erase(at, count);
  };
  const auto over = [&](std::size_t at, std::string_view bytes) {
    return std::string(whole).replace(at, bytes.size(), bytes);
  };
  const std::vector<std::string> all = {"a.txt To Shusha", "b.txt To Agdam", "d.txt To Kapan",
                                        "c.txt To Goris"};
  const struct {
    const char* what;
    std::string zip;
    InputState state = InputState::partial;
  } cases[] = {
      {"bytes put into a member", put(b, "xxxxxxxxxxxxxxxxxxxxxxxx")},
      {"bytes put into two", std::string(put(b, "yyyyyyyyy")).insert(a, "xxxxxxx")},
      {"bytes that fell out of a member", without(b, 33)},
      {"of two", std::string(without(b, 33)).erase(a, 7)},
      {"bytes overwritten", over(b, std::string(64, '\xFF'))},
      {"the list overwritten", over(list, std::string(40, '\0'))},
      {"the list gone", whole.substr(0, list)},
      {"its end gone", whole.substr(0, end)},
      {"its end pointing elsewhere", over(end + 16, "\x7F\x7F\x7F\x02"), InputState::indexed},
      {"a listed place that is wrong", over(list + 42, std::string("\x11\x11\0\0", 4))},
      {"the beginning overwritten", over(0, "????"), InputState::indexed},
      {"a program before it", put(0, "MZ\x90" + std::string(600, '\0')), InputState::indexed},
      {"something below it", whole + std::string(500, '\0'), InputState::indexed},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    const Reading reading = read("x.zip", c.zip);
    EXPECT_THAT(words_of(reading), ::testing::UnorderedElementsAreArray(all));
    EXPECT_EQ(reading.result.state, c.state) << reading.result.reason;
    EXPECT_EQ(reading.result.reason.empty(), c.state == InputState::indexed);
  }
  // The head of a member that the list does not find is looked for; if it is nowhere, it is named.
  std::string lost = whole;
  lost.replace(lost.find("b.txt") - 30, 60, std::string(60, '?'));
  const Reading reading = read("x.zip", lost);
  EXPECT_THAT(words_of(reading), ::testing::UnorderedElementsAre(
                                     "a.txt To Shusha", "d.txt To Kapan", "c.txt To Goris"));
  EXPECT_THAT(members(reading), ::testing::Contains("x.zip!/b.txt failed"));
}

TEST(Archive, ManyBrokenMembersOfAZipCostOnlyThemselves) {
  std::vector<ToPack> files;
  for (std::uint32_t i = 0; i < 60; ++i)
    files.push_back({std::to_string(i) + ".txt", page_of("Shusha", i)});
  std::string zip = packed("zip", files);
  for (std::size_t i = 0; i < 60; i += 2) {
    const std::size_t at = zip.find(std::to_string(i) + ".txt") + 900;
    for (std::size_t k = 0; k < 30; ++k) zip[at + k] = '\xFF';
  }
  const Reading reading = read("x.zip", zip);
  EXPECT_EQ(reading.documents.size(), 60U);
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_THAT(reading.result.reason, HasSubstr("30 of 60 members"));
}

TEST(Archive, BombsEndInAState) {
  const std::string zeros = squeezed("gzip", std::string(std::size_t{90} << 20, 'a'));
  Reading reading = read("zeros.gz", zeros);
  EXPECT_THAT(reading.documents, IsEmpty());
  EXPECT_EQ(reading.result.state, InputState::failed);
  EXPECT_THAT(reading.result.members.at(0).reason, HasSubstr("200 times"));

  // In a zip others are read; a stream ends there.
  const std::string bomb(std::size_t{90} << 20, 'a');
  for (const char* format : {"zip", "ustar"}) {
    reading =
        read("bomb", packed(format, {{"a.txt", "Shusha"}, {"b.txt", bomb}, {"c.txt", "Agdam"}},
                            std::string_view(format) == "zip" ? "" : "gzip"));
    EXPECT_EQ(reading.documents.size(), std::string_view(format) == "zip" ? 2U : 1U) << format;
    EXPECT_EQ(reading.result.state, InputState::partial) << format;
  }

  std::string deep = packed("zip", {{"a.txt", "Shusha"}});
  for (unsigned i = 0; i < kDeepestMember; ++i) deep = packed("zip", {{"in.zip", deep}});
  reading = read("deep.zip", deep);
  EXPECT_THAT(reading.documents, IsEmpty());
  EXPECT_THAT(reading.result.members.back().reason, HasSubstr("deep"));

  // Each level holds the one before ten times.
  std::string many = packed("zip", {{"a.txt", std::string(std::size_t{4} << 20, '\n')}});
  for (int level = 0; level < 4; ++level) {
    std::vector<ToPack> ten;
    for (int i = 0; i < 10; ++i) ten.push_back({std::to_string(i) + ".zip", many});
    many = packed("zip", ten);
  }
  reading = read("many.zip", many);
  EXPECT_THAT(reading.documents, IsEmpty());
  EXPECT_EQ(reading.result.state, InputState::failed);
  EXPECT_LT(reading.result.members.size(), 2000U);
}

}  // namespace
}  // namespace byname::test
