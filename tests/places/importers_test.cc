#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "places/gazetteer.h"
#include "places/importers/importer.h"
#include "places/importers/linked_places_writer.h"
#include "places/importers/native_writer.h"
#include "schemas/error.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Files of a gazetteer in other formats, loaded together.
class Files {
 public:
  Files& with(const std::string& name, std::string_view content) {
    const auto path = directory_.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    paths_.push_back(path);
    return *this;
  }
  Gazetteer load() { return load_gazetteer(paths_, messages); }
  Gazetteer load_folder() {
    const std::filesystem::path paths[] = {directory_.path()};
    return load_gazetteer(paths, messages);
  }
  std::vector<GazetteerMessage> messages{};

 private:
  TemporaryDirectory directory_;
  std::vector<std::filesystem::path> paths_;
};

std::vector<std::string> named(const Gazetteer& gazetteer) {
  std::vector<std::string> names;
  for (const Name& name : gazetteer.names) {
    names.push_back(gazetteer.places[name.place].id + " " + name.text + " " + name.lang + " " +
                    name.kind);
  }
  return names;
}

TEST(FormatOf, ByTheFirstBytes) {
  const std::string geonames =
      "586523\tXankendi\tXankendi\t\t39.8\t46.7\tP\tPPLA\tAZ" + std::string(10, '\t') + "\n";
  const struct {
    std::string content;
    GazetteerFormat format;
  } cases[] = {
      {"place_id\tname\tlang\n", GazetteerFormat::table},
      {"", GazetteerFormat::table},
      {"\xEF\xBB\xBFplace_id\tname\n", GazetteerFormat::table},
      {R"({"type": "FeatureCollection", "features": []})", GazetteerFormat::linked_places},
      {"\n [ ]", GazetteerFormat::linked_places},
      {R"({"type":"Feature","properties":{"wof:id":1}})", GazetteerFormat::whos_on_first},
      {geonames, GazetteerFormat::geonames},
      {"1\t586523\taz\tXankəndi\t1\t\t\t\n", GazetteerFormat::geonames_names},
      {"1\t586523\taz\tXankəndi\t1\t\t\t\t1923\t1991\n", GazetteerFormat::geonames_names},
      {"1\tname\n", GazetteerFormat::table},
  };
  for (const auto& c : cases) EXPECT_EQ(format_of(c.content), c.format) << c.content;
}

TEST(LinkedPlaces, AnIdOfWikidataOrGeonamesIsALink) {
  const struct {
    const char* id;
    const char* wikidata;
    const char* geonames;
  } cases[] = {
      {"wd:Q132700", "Q132700", ""},
      {"http://www.wikidata.org/entity/Q132700", "Q132700", ""},
      {"gn:586925", "", "586925"},
      {"https://sws.geonames.org/586925/", "", "586925"},
      {"wd:P31", "", ""},
      {"http://e.org/gn:town", "", ""},
  };
  for (const auto& c : cases) {
    Files files;
    files.with("g.json", std::string(R"({"type":"FeatureCollection","features":[{"@id":")") + c.id +
                             R"(","type":"Feature","properties":{"title":"Ganja"}}]})");
    const Gazetteer gazetteer = files.load();
    EXPECT_EQ(gazetteer.places.at(0).wikidata, c.wikidata) << c.id;
    EXPECT_EQ(gazetteer.places.at(0).geonames, c.geonames) << c.id;
  }
}

TEST(LinkedPlaces, NamesYearsLinksAndWhereabouts) {
  Files files;
  files.with("g.json", R"({"type":"FeatureCollection","features":[
    {"@id":"aran","type":"Feature","properties":{"title":"Aran","ccodes":["AZ"]},
     "names":[{"toponym":"Aran","lang":"az"}],
     "types":[{"identifier":"aat:1","label":"region"}],"geometry":null},
    {"@id":"http://e.org/7","type":"Feature","properties":{"title":"Kirovabad"},
     "names":[{"toponym":"Gəncə","lang":"az"},{"toponym":"Гянджа","lang":"ru"},
       {"toponym":"Кировабад","lang":"ru","when":{"timespans":[{"start":{"in":"1935-01-01"},
         "end":{"in":"1989"}}]},"citations":[{"label":"atlas"}]}],
     "geometry":{"type":"GeometryCollection","geometries":[
        {"type":"Polygon","coordinates":[[[46.3,40.6],[46.4,40.7],[46.3,40.6]]]}]},
     "links":[{"type":"closeMatch","identifier":"http://www.wikidata.org/entity/Q132700"},
              {"type":"closeMatch","identifier":"gn:586925"}],
     "relations":[{"relationType":"gvp:broaderPartitive","relationTo":"aran"}]}]})");
  const Gazetteer gazetteer = files.load();
  EXPECT_THAT(files.messages, IsEmpty());
  EXPECT_THAT(named(gazetteer),
              ElementsAre("aran Aran az ", "http://e.org/7 Gəncə az ", "http://e.org/7 Гянджа ru ",
                          "http://e.org/7 Кировабад ru ", "http://e.org/7 Kirovabad  "));
  EXPECT_EQ(gazetteer.places[0].type, "region");
  EXPECT_EQ(gazetteer.places[0].country, "AZ");
  const Place& ganja = gazetteer.places[1];
  EXPECT_EQ(ganja.lat, 40.6);
  EXPECT_EQ(ganja.lon, 46.3);
  EXPECT_EQ(ganja.wikidata, "Q132700");
  EXPECT_EQ(ganja.geonames, "586925");
  EXPECT_EQ(ganja.parent, 0U);
  EXPECT_EQ(gazetteer.names[3].from_year, "1935");
  EXPECT_EQ(gazetteer.names[3].to_year, "1989");
  EXPECT_EQ(gazetteer.names[3].source, "atlas");
}

TEST(LinkedPlaces, ALineAFeatureAndWhatIsWrongWithIt) {
  Files files;
  files.with("g.jsonl",
             "{\"@id\":\"a\",\"names\":[{\"toponym\":\"Anna\"}]}\n"
             "\n"
             "{\"@id\":\"b\",\n"
             "{\"names\":[{\"toponym\":\"Bala\"}]}\n"
             "7\n"
             "{\"@id\":\"c\"}\n");
  const Gazetteer gazetteer = files.load();
  EXPECT_THAT(named(gazetteer), ElementsAre("a Anna  "));
  std::vector<std::string> told;
  for (const auto& message : files.messages) {
    told.push_back(std::to_string(message.line) + " " + message.text);
  }
  EXPECT_THAT(told, ElementsAre(HasSubstr("3 no valid JSON"), HasSubstr("4 a feature without"),
                                HasSubstr("5 not an object"), HasSubstr("6 \"c\" has no name")));
}

TEST(LinkedPlaces, BrokenFilesAreRefused) {
  for (const char* content : {"{", "{\"features\": 3}", "[[[[", "{\"features\":[{}]}"}) {
    Files files;
    files.with("g.json", content);
    EXPECT_THROW(files.load(), InputError) << content;
  }
}

TEST(LinkedPlaces, WhatIsWrittenIsReadAgain) {
  const Gazetteer shipped = shipped_gazetteer();
  for (const auto layout : {LinkedPlacesLayout::collection, LinkedPlacesLayout::lines}) {
    std::ostringstream out;
    write_linked_places(shipped, layout, out);
    Files files;
    files.with("g.json", out.str());
    const Gazetteer again = files.load();
    EXPECT_THAT(files.messages, SizeIs(3));  // places that have no name yet
    EXPECT_EQ(gazetteer_hash(again), gazetteer_hash(shipped));
    EXPECT_EQ(again.family, shipped.family);
  }
}

TEST(NativeTables, WhatIsWrittenIsReadAgain) {
  const Gazetteer shipped = shipped_gazetteer();
  const ImportedTables tables = native_tables(shipped);
  Files files;
  files.with("places.tsv", tables.places).with("names.tsv", tables.names);
  const Gazetteer again = files.load_folder();
  EXPECT_THAT(files.messages, IsEmpty());
  EXPECT_EQ(again.places, shipped.places);
  EXPECT_EQ(again.names, shipped.names);
  EXPECT_EQ(again.family, shipped.family);
}

TEST(GeoNames, PlacesAndTheirNamesInLanguages) {
  const std::string rest = "\t\t09\t\t\t\t0\t\t817\tAsia/Baku\t2020-01-01\n";
  Files files;
  files
      .with("alternateNamesV2.txt",
            "1\t586523\taz\tXankəndi\t1\t\t\t\t\t\n"
            "2\t586523\tru\tСтепанакерт\t\t\t\t1\t1923\t1991\n"
            "3\t586523\tlink\thttps://en.wikipedia.org/wiki/Khankendi\t\t\t\t\t\t\n"
            "4\t586523\twkdt\tQ129352\t\t\t\t\t\t\n"
            "5\t111\taz\tBaşqa\t\t\t\t\t\t\n"
            "6\t586523\taz\tXankəndi şəhəri\t\t\t1\t\t\t\n"
            "7\t586523\n")
      .with("AZ.txt",
            "586523\tXankendi\tXankendi\tKhankendi,ZZZ,Ханкенди\t39.8\t46.75\tP\tPPLA\tAZ" + rest +
                "1\tshort\n");
  const Gazetteer gazetteer = files.load();
  EXPECT_THAT(named(gazetteer),
              ElementsAre("586523 Xankendi  ", "586523 Khankendi  ", "586523 Ханкенди  ",
                          "586523 Xankəndi az official", "586523 Степанакерт ru historical",
                          "586523 Xankəndi şəhəri az colloquial"));
  EXPECT_EQ(gazetteer.places.at(0).type, "city");
  EXPECT_EQ(gazetteer.places.at(0).country, "AZ");
  EXPECT_EQ(gazetteer.places.at(0).wikidata, "Q129352");
  EXPECT_EQ(gazetteer.names.at(4).from_year, "1923");
  std::vector<std::string> told;
  for (const auto& message : files.messages) told.push_back(message.text);
  EXPECT_THAT(told, ElementsAre(HasSubstr("2 columns where GeoNames' table has 19"),
                                HasSubstr("2 columns where GeoNames' table of names has")));
}

TEST(WhosOnFirst, AFolderOfFeatures) {
  Files files;
  files
      .with("data/1/1.geojson",
            R"({"id":1,"type":"Feature","properties":{"wof:id":1,"wof:name":"Shusha",
            "wof:placetype":"locality","wof:country":"AZ","geom:latitude":39.76,
            "geom:longitude":46.75,"wof:concordances":{"gn:id":147105,"wd:id":"Q158903"},
            "name:aze_x_preferred":["Şuşa"],"name:hye_x_variant":["Շուշի","Շուշա"],
            "name:rus_x_colloquial":["Шуша"]}})")
      .with(
          "data/2/2.geojson",
          R"({"type":"Feature","properties":{"wof:id":2,"wof:name":"Old","edtf:deprecated":"2019-01-01"}})")
      .with("data/3/3.geojson",
            R"({"type":"Feature","properties":{"wof:name":"wof:id is missing"}})");
  const Gazetteer gazetteer = files.load_folder();
  EXPECT_THAT(named(gazetteer),
              ElementsAre("1 Şuşa az official", "1 Շուշի hy variant", "1 Շուշա hy variant",
                          "1 Шуша ru colloquial", "1 Shusha  "));
  EXPECT_EQ(gazetteer.places.at(0).type, "city");
  EXPECT_EQ(gazetteer.places.at(0).geonames, "147105");
  EXPECT_EQ(gazetteer.places.at(0).wikidata, "Q158903");
  ASSERT_THAT(files.messages, SizeIs(1));
  EXPECT_THAT(files.messages[0].text, HasSubstr("without \"wof:id\""));
}

}  // namespace
}  // namespace byname::test
