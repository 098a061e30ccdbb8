#include "places/gazetteer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "places/lang_tag.h"
#include "schemas/error.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kPlaces =
    "place_id\ttype\tlat\tlon\tparent_place_id\n"
    "aran\tregion\t40\t47\t\n"
    "baku\tcity\t40.4\t49.9\taran\n";

// A folder with the two files of the native format.
class Folder {
 public:
  Folder(std::string_view places, std::string_view names) {
    write("places.tsv", places);
    write("names.tsv", names);
  }
  void write(const std::string& name, std::string_view content) {
    std::ofstream(directory_.path() / name, std::ios::binary) << content;
  }
  std::filesystem::path path() const { return directory_.path(); }

  Gazetteer load() {
    messages.clear();
    const std::filesystem::path paths[] = {path()};
    return load_gazetteer(paths, messages);
  }

  std::vector<GazetteerMessage> messages{};

 private:
  TemporaryDirectory directory_;
};

std::string names(std::string_view rows) { return "place_id\tname\tlang\n" + std::string(rows); }

TEST(Gazetteer, ReadsTheNativeFormat) {
  Folder folder(kPlaces, names("baku\tBakı\taz\naran\tAran\taz\nbaku\tБаку\tru\n"));
  const auto gazetteer = folder.load();
  EXPECT_THAT(folder.messages, IsEmpty());
  ASSERT_THAT(gazetteer.places, SizeIs(2));
  EXPECT_EQ(gazetteer.places[1].id, "baku");
  EXPECT_EQ(gazetteer.places[1].parent, 0U);
  EXPECT_EQ(gazetteer.places[1].lat, 40.4);
  ASSERT_THAT(gazetteer.names, SizeIs(3));
  // Grouped by place, in the order of the file.
  EXPECT_EQ(gazetteer.names[0].text, "Aran");
  EXPECT_EQ(gazetteer.names[1].text, "Bakı");
  EXPECT_EQ(gazetteer.names[2].text, "Баку");
  EXPECT_EQ(gazetteer.names[2].script, "Cyrl");
  EXPECT_EQ(gazetteer.names[2].kind, "");
}

TEST(Gazetteer, SaysWhatIsWrongWhereAndWhatToDo) {
  const struct {
    std::string_view places;
    std::string_view names;
    std::string_view file;
    std::size_t line;
    std::string_view says;
  } cases[] = {
      {kPlaces, "baku\tBakı\n", "names.tsv", 2, "2 columns where the header has 3"},
      {kPlaces, "baku\tBakı\taz\tx\n", "names.tsv", 2, "4 columns where the header has 3"},
      {kPlaces, "bacu\tBakı\taz\n", "names.tsv", 2, "'bacu' is not in the places file"},
      {kPlaces, "\tBakı\taz\n", "names.tsv", 2, "empty place_id"},
      {kPlaces, "baku\t\taz\n", "names.tsv", 2, "empty name"},
      {kPlaces, "baku\tBak\xC4\taz\n", "names.tsv", 2, "invalid UTF-8"},
      {kPlaces, "baku\tA\x01z\taz\n", "names.tsv", 2, "control character"},
      {kPlaces, "baku\tBakı\tazeri!\n", "names.tsv", 2, "'azeri!' is no language tag"},
      {kPlaces, "\nbaku\tX1\taz\nbaku\tX1\taz\n", "names.tsv", 4, "'X1' (az) is listed twice"},
      {"place_id\nbaku\nbaku\n", "", "places.tsv", 3, "'baku' is listed twice in this file"},
      {"place_id\tlat\tlon\nbaku\t91\t0\n", "", "places.tsv", 2, "coordinates '91', '0'"},
      {"place_id\tlat\tlon\nbaku\t40,4\t49,9\n", "", "places.tsv", 2, "coordinates '40,4'"},
      {"place_id\tlat\tlon\nbaku\tnan\t0\n", "", "places.tsv", 2, "coordinates 'nan'"},
      {"place_id\tlat\tlon\nbaku\t40\t\n", "", "places.tsv", 2, "coordinates '40', ''"},
      {"place_id\tparent\nbaku\tzz\n", "", "places.tsv", 2, "parent 'zz' of 'baku'"},
      {"place_id\tparent\nbaku\tbaku\n", "", "places.tsv", 2, "lies within itself"},
      {"place_id\tparent\nbaku\ta\na\tb\nb\tbaku\n", "", "places.tsv", 4, "lies within itself"},
      {"place_id\tpopulation\nbaku\t3\n", "", "places.tsv", 1, "not read: population"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.says);
    Folder folder(c.places, names(std::string(c.names) + "baku\tBaku\ten\n"));
    EXPECT_EQ(folder.load().names.back().text, "Baku");
    ASSERT_THAT(folder.messages, SizeIs(1));
    EXPECT_EQ(std::filesystem::path(folder.messages[0].file).filename(), c.file);
    EXPECT_EQ(folder.messages[0].line, c.line);
    EXPECT_THAT(folder.messages[0].text, HasSubstr(c.says));
  }
}

TEST(Gazetteer, KeepsThePlaceWhenOnlyItsCoordinatesAreWrong) {
  Folder folder("place_id\tlat\tlon\nbaku\t400\t50\n", names("baku\tBaku\ten\n"));
  EXPECT_EQ(folder.load().places.at(0).lat, std::nullopt);
}

TEST(Gazetteer, LeavesOutNamesOverTwoHundredBytes) {
  Folder folder(kPlaces, names("baku\t" + std::string(201, 'a') + "\ten\nbaku\t" +
                               std::string(200, 'a') + "\ten\n"));
  EXPECT_THAT(folder.load().names, SizeIs(1));
  ASSERT_THAT(folder.messages, SizeIs(1));
  EXPECT_THAT(folder.messages[0].text, HasSubstr("over 200 bytes"));
}

TEST(Gazetteer, CapsTheComplaintsOfAFile) {
  std::string rows;
  for (int i = 0; i < 5000; ++i) rows += "nowhere\tX" + std::to_string(i) + "\ten\n";
  Folder folder(kPlaces, names(rows + "baku\tBaku\ten\n"));
  EXPECT_THAT(folder.load().names, SizeIs(1));
  EXPECT_THAT(folder.messages, SizeIs(1001));
}

TEST(Gazetteer, AcceptsWhatEditorsMakeOfAFile) {
  const std::string_view contents[] = {
      "\xEF\xBB\xBFplace_id\tname\tlang\r\nbaku\tBakı\taz\r\n",  // byte order mark, CRLF
      "Place_ID\tName\tLang\nbaku\t Bakı \taz\n",                // case, blanks
      "id\tname\tlanguage\nbaku\tBakı\taz",                      // other names, no last line end
      "lang\tname\tplace_id\n\naz\tBakı\tbaku\n\n",              // other order, empty lines
      "place_id\tname\tlang\nbaku\tBakı\tAZE\n",                 // ISO 639-3
      "place_id\tname\tlang\nbaku\tBakı\taz-Latn-AZ\n",          // BCP 47
  };
  for (const auto& content : contents) {
    SCOPED_TRACE(content);
    TemporaryDirectory directory;
    const std::filesystem::path paths[] = {directory.path() / "plain.tsv"};
    std::ofstream(paths[0], std::ios::binary) << content;
    std::vector<GazetteerMessage> messages;
    const auto gazetteer = load_gazetteer(paths, messages);
    EXPECT_THAT(messages, IsEmpty());
    ASSERT_THAT(gazetteer.names, SizeIs(1));
    EXPECT_EQ(gazetteer.names[0].text, "Bakı");
    EXPECT_EQ(gazetteer.names[0].lang, "az");
    EXPECT_EQ(gazetteer.names[0].script, "Latn");
    EXPECT_EQ(gazetteer.places.at(0).id, "baku");
  }
}

TEST(Gazetteer, NormalisesNames) {
  Folder folder(kPlaces, names("baku\tAg\xCC\x86"
                               "dam\taz\n"));
  EXPECT_EQ(folder.load().names.at(0).text, "Ağdam");
  EXPECT_THAT(folder.messages, IsEmpty());
}

TEST(Gazetteer, JoinsSeveralByPlaceId) {
  Folder first(kPlaces, names("baku\tBakı\taz\n"));
  Folder second("place_id\tcountry\nbaku\tAZ\nganja\tAZ\n",
                names("baku\tBakı\taz\nbaku\tBaku\ten\nganja\tGəncə\taz\n"));
  const std::filesystem::path paths[] = {first.path(), second.path()};
  std::vector<GazetteerMessage> messages;
  const auto gazetteer = load_gazetteer(paths, messages);
  EXPECT_THAT(messages, IsEmpty());
  EXPECT_THAT(gazetteer.places, SizeIs(3));
  EXPECT_EQ(gazetteer.places[1].country, "AZ");
  std::vector<std::string> texts;
  for (const auto& name : gazetteer.names) texts.push_back(name.text);
  EXPECT_THAT(texts, ElementsAre("Bakı", "Baku", "Gəncə"));
}

TEST(Gazetteer, ReadsAFolderWhoseFilesBearOtherNames) {
  TemporaryDirectory directory;
  std::ofstream(directory.path() / "places.tsv") << names("baku\tBakı\taz\n");
  std::ofstream(directory.path() / "places_meta.tsv") << kPlaces;
  std::ofstream(directory.path() / "queries.tsv") << "query\texpected\nx\ty\n";
  const std::filesystem::path paths[] = {directory.path()};
  std::vector<GazetteerMessage> messages;
  const auto gazetteer = load_gazetteer(paths, messages);
  EXPECT_THAT(messages, IsEmpty());
  EXPECT_THAT(gazetteer.places, SizeIs(2));
  EXPECT_THAT(gazetteer.names, SizeIs(1));
}

TEST(Gazetteer, RefusesWhatIsNone) {
  const struct {
    std::string_view content;
    std::string_view says;
  } cases[] = {
      {"", "place_id"},
      {"name,lang\nBaku,en\n", "place_id"},
      {"place_id\tname\n", "no usable name"},
      {"place_id\tname\nbaku\n", "1 columns where the header has 2"},
  };
  for (const auto& c : cases) {
    TemporaryDirectory directory;
    const std::filesystem::path paths[] = {directory.path() / "plain.tsv"};
    std::ofstream(paths[0]) << c.content;
    std::vector<GazetteerMessage> messages;
    EXPECT_THAT([&] { load_gazetteer(paths, messages); },
                testing::ThrowsMessage<InputError>(HasSubstr(c.says)));
  }
  TemporaryDirectory empty;
  for (const auto& path : {empty.path(), empty.path() / "missing.tsv"}) {
    const std::filesystem::path paths[] = {path};
    std::vector<GazetteerMessage> messages;
    EXPECT_THAT([&] { load_gazetteer(paths, messages); },
                testing::ThrowsMessage<InputError>(HasSubstr(path.string())));
  }
}

TEST(Gazetteer, ShippedOneHasNothingToComplainOf) {
  const std::filesystem::path paths[] = {std::filesystem::path(BYNAME_SOURCE_DIR) / "corpus" /
                                         "gazetteer"};
  std::vector<GazetteerMessage> messages;
  const auto gazetteer = load_gazetteer(paths, messages);
  for (const auto& message : messages)
    ADD_FAILURE() << message.file << ":" << message.line << ": " << message.text;
  EXPECT_EQ(gazetteer.names, shipped_gazetteer().names);
  EXPECT_EQ(gazetteer.places, shipped_gazetteer().places);
  EXPECT_GT(gazetteer.names.size(), 12000U);
  for (const auto& name : gazetteer.names) EXPECT_FALSE(name.script.empty()) << name.text;
}

TEST(Gazetteer, HashDependsOnWhatMentionsDependOn) {
  const auto base = shipped_gazetteer();
  auto other = base;
  EXPECT_EQ(gazetteer_hash(base), gazetteer_hash(other));
  other.names[7].note = "another note";
  EXPECT_EQ(gazetteer_hash(base), gazetteer_hash(other));
  other.names[7].ambiguous += "x";
  EXPECT_NE(gazetteer_hash(base), gazetteer_hash(other));
  other = base;
  other.places[7].lat = 1;
  other.places[7].lon = 2;
  EXPECT_NE(gazetteer_hash(base), gazetteer_hash(other));
  other = base;
  other.family[7].push_back(3);
  EXPECT_NE(gazetteer_hash(base), gazetteer_hash(other));
}

TEST(LangTag, KeepsLanguageAndScript) {
  const struct {
    std::string_view tag;
    LangTag expected;
  } cases[] = {
      {"az", {"az", ""}},
      {"az-Cyrl", {"az", "Cyrl"}},
      {"AZ_cyrl", {"az", "Cyrl"}},
      {"aze", {"az", ""}},
      {"hyw", {"hyw", ""}},
      {"geo", {"ka", ""}},
      {"pt-BR", {"pt", ""}},
      {"zh-Hant-TW", {"zh", "Hant"}},
      {"", {"", ""}},
      {"und", {"", ""}},
      {"a", {"", ""}},
      {"link", {"", ""}},
      {"de-x-note", {"de", ""}},
  };
  for (const auto& c : cases) EXPECT_EQ(parse_lang_tag(c.tag), c.expected) << c.tag;
}

}  // namespace
}  // namespace byname::test
