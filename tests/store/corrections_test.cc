#include "store/corrections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schemas/error.h"
#include "store/files.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"

namespace byname::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

TEST(Corrections, AreReadAsTheyWereWritten) {
  const TemporaryDirectory directory;
  EXPECT_THAT(read_corrections(directory.path()), IsEmpty());
  const std::vector<Correction> all{
      {.uid = "00000000000000aa",
       .begin = 3,
       .end = 9,
       .place = "shusha",
       .surface = "a\tb\\n\nc",
       .document = "letters/a.txt#1",
       .made = "2021-01-02T03:04:05Z"},
      {.uid = "00000000000000bb", .begin = 0, .end = 4, .place = "", .surface = "Ağca"}};
  write_corrections(directory.path(), all);
  EXPECT_EQ(read_corrections(directory.path()), all);
}

TEST(Corrections, ABadRowIsNamed) {
  const TemporaryDirectory directory;
  const struct {
    std::string_view row;
    std::string_view wrong;
  } cases[] = {
      {"aa\t3\t9\tshusha\tShusha", ""},
      {"aa\t9\t3\tshusha\tShusha", "corrections.tsv:2"},
      {"aa\tx\t3\tshusha\tShusha", "corrections.tsv:2"},
      {"aa\t-1\t3\tshusha\tShusha", "corrections.tsv:2"},
      {"aa\t1\t99999999999\tshusha\tShusha", "corrections.tsv:2"},
      {"\t3\t9\tshusha\tShusha", "corrections.tsv:2"},
      {"aa\t3\t9\t\tShusha", "corrections.tsv:2"},
      {"aa\t3\t9\tshusha\t", "corrections.tsv:2"},
      {"aa", "corrections.tsv:2"},
  };
  for (const auto& [row, wrong] : cases) {
    write_file(directory.path() / "corrections.tsv",
               "uid\tstart\tend\tplace\tsurface\n" + std::string(row) + "\n");
    if (wrong.empty()) {
      EXPECT_EQ(read_corrections(directory.path()).size(), 1U) << row;
    } else {
      EXPECT_THAT([&] { read_corrections(directory.path()); },
                  ThrowsMessage<IndexError>(HasSubstr(std::string(wrong))))
          << row;
    }
  }
}

// "PLACE begin-end rule kind" of every row.
std::vector<std::string> rows(const AnalyzedDocument& document,
                              const CompiledGazetteer& gazetteer) {
  std::vector<std::string> out;
  for (const Mention& m : document.mentions) {
    out.push_back(gazetteer.place_id(m.place) + " " + std::to_string(m.begin) + "-" +
                  std::to_string(m.end) + " " + std::string(name_of(m.rule)) + " " +
                  std::string(name_of(m.kind)));
  }
  return out;
}

TEST(Corrections, GiveAStretchTheMentionAskedFor) {
  const TestIndex world({});
  const Index index = world.open();
  const CompiledGazetteer& gazetteer = index.gazetteer();
  const AnalyzedDocument document =
      a_document("en").body("In Shusha and Baku.").mention("Shusha", {.place = kShusha});
  const auto corrected = [&](Correction correction) {
    correction.uid = document.document.uid;
    AnalyzedDocument copy = document;
    const std::size_t fitted = Corrections({correction}).apply(copy, gazetteer);
    std::vector<std::string> result = rows(copy, gazetteer);
    result.push_back(std::to_string(fitted));
    return result;
  };
  const std::string shusha = gazetteer.place_id(kShusha), baku = gazetteer.place_id(kBaku);
  // Another place, none, the same; words that had no mention; a stretch around one.
  EXPECT_THAT(corrected({.begin = 3, .end = 9, .place = baku, .surface = "Shusha"}),
              ElementsAre(shusha + " 3-9 corrected rejected", baku + " 3-9 corrected name", "1"));
  EXPECT_THAT(corrected({.begin = 3, .end = 9, .surface = "Shusha"}),
              ElementsAre(shusha + " 3-9 corrected rejected", "1"));
  EXPECT_THAT(corrected({.begin = 3, .end = 9, .place = shusha, .surface = "Shusha"}),
              ElementsAre(shusha + " 3-9 corrected name", "1"));
  EXPECT_THAT(corrected({.begin = 14, .end = 18, .place = baku, .surface = "Baku"}),
              ElementsAre(shusha + " 3-9 listed name", baku + " 14-18 corrected name", "1"));
  EXPECT_THAT(corrected({.begin = 3, .end = 18, .place = baku, .surface = "Shusha and Baku"}),
              ElementsAre(shusha + " 3-9 corrected rejected", baku + " 3-18 corrected name", "1"));
  // Other words stand there, the place is not known, the text has ended, no word is there.
  EXPECT_THAT(corrected({.begin = 3, .end = 9, .place = baku, .surface = "Goris"}),
              ElementsAre(shusha + " 3-9 listed name", "0"));
  EXPECT_THAT(corrected({.begin = 3, .end = 9, .place = "atlantis", .surface = "Shusha"}),
              ElementsAre(shusha + " 3-9 listed name", "0"));
  EXPECT_THAT(corrected({.begin = 30, .end = 36, .place = baku, .surface = "Shusha"}),
              ElementsAre(shusha + " 3-9 listed name", "0"));
  EXPECT_THAT(corrected({.begin = 18, .end = 19, .place = baku, .surface = "."}),
              ElementsAre(shusha + " 3-9 listed name", "0"));
}

TEST(Corrections, TakeTheNameThatStandsThere) {
  const TestIndex world({});
  const Index index = world.open();
  const CompiledGazetteer& gazetteer = index.gazetteer();
  const auto [first, end] = gazetteer.names_of(kShusha);
  ASSERT_GT(end - first, 1U);
  for (NameNumber n = first; n < end; ++n) {
    const NameNumber found = name_for(gazetteer, kShusha, gazetteer.name(n).text);
    EXPECT_EQ(gazetteer.folded(found), gazetteer.folded(n));
  }
  EXPECT_EQ(name_for(gazetteer, kShusha, "that town"), first);
}

}  // namespace
}  // namespace byname::test
