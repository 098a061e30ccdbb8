#include "searcher/search.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "searcher/mentions.h"
#include "searcher/names.h"
#include "searcher/show.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Names of small_gazetteer(), by their order there.
constexpr NameNumber kNameXankendi = 0;
constexpr NameNumber kNameStepanakert = 1;
constexpr NameNumber kNameShusha = 10;

const TestIndex& world() {
  static const TestIndex kWorld({
      a_document("en")
          .id("airport")
          .title("The airport reopens")
          .body("The Stepanakert airport was closed for years. Planes land again.")
          .source("RT")
          .date("2023-02-02")
          .mention("Stepanakert", {.place = kXankendi, .name = kNameStepanakert}),
      a_document("az")
          .id("yol")
          .body("Xankəndi yolu açıqdır. Şuşa da.")
          .source("Caliber.Az")
          .date("2021")
          .mention("Xankəndi", {.place = kXankendi, .name = kNameXankendi})
          .mention("Şuşa", {.place = kShusha, .name = kNameShusha}),
      a_document("en")
          .id("teaser")
          .body("Soldiers surrendered their weapons near the old bridge.")
          .chrome("Read also: Stepanakert market, bridge toll")
          .mention("Stepanakert", {.place = kXankendi, .name = kNameStepanakert}),
      a_document("ru").id("pashinyan").body("Путин и Пашинян говорили о мосте.").author("tass"),
      a_document("en").id("bridge").body(
          "An old bridge. Pashinyan's bridge was rebuilt by Pashinyan."),
  });
  return kWorld;
}

std::vector<std::string> ids(const SearchAnswer& answer) {
  std::vector<std::string> ids;
  for (const Hit& hit : answer.hits)
    ids.push_back(hit.document.id + (hit.kind == HitKind::full      ? ""
                                     : hit.kind == HitKind::partial ? " (partial)"
                                                                    : " (furniture)"));
  return ids;
}

TEST(Search, AnswersByTheRulesOfTheQueryLanguage) {
  const Index index = world().open();
  const struct {
    std::string_view query;
    std::vector<std::string> expected;  // in any order
  } cases[] = {
      {"Ханкенди", {"airport", "yol", "teaser (furniture)"}},
      // Slips of the finger and of the keyboard, in words that no document has.
      {"Stepanakret", {"airport", "yol", "teaser (furniture)"}},
      {"[fyrtylb", {"airport", "yol", "teaser (furniture)"}},
      {"\"Stepanakret airport\"", {"airport"}},
      {"rebuilt Stepanak", {}},
      {"\"Xankəndi airport\"", {"airport"}},
      {"\"airport Xankəndi\"", {}},
      {"surrender", {"teaser"}},
      {"surrender airport", {}},
      {"Пашинян", {"pashinyan", "bridge"}},
      {"old rebuilt bridge", {"bridge", "teaser (partial)"}},
      {"market", {"teaser (furniture)"}},
      {"market part:text", {}},
      {"bridge part:chrome", {"teaser"}},
      {"bridge -old", {}},
      {"title:airport", {"airport"}},
      {"source:rt", {"airport"}},
      {"source:Caliber", {"yol"}},
      {"author:TASS", {"pashinyan"}},
      {"lang:ru", {"pashinyan"}},
      {"date:2023-02", {"airport"}},
      {"date:2021-05", {"yol"}},
      {"date:none bridge", {"bridge", "teaser"}},
      {"place:stepanakert -lang:az", {"airport", "teaser (furniture)"}},
      {"name:=Xankəndi", {"yol"}},
      {"name:=Stepanakert", {"airport", "teaser (furniture)"}},
      {"name:=Nowhere", {}},
      {"airp*", {"airport"}},
      {"airport NEAR/3 years", {"airport"}},
      {"airport NEAR/2 years", {}},
      {"yolu OR rebuilt", {"yol", "bridge"}},
      {"", {}},
  };
  for (const auto& c : cases)
    EXPECT_THAT(ids(search(index, c.query)), ::testing::UnorderedElementsAreArray(c.expected))
        << c.query;
}

// Every name of tests/searcher/surnames.tsv, as newspapers in six languages write it, by each
// of the others: the measure of docs/decisions.md, "Which words sound the same".
TEST(Search, FindsSurnamesAcrossScripts) {
  std::ifstream in(BYNAME_SOURCE_DIR "/tests/searcher/surnames.tsv");
  std::string line;
  std::getline(in, line);  // languages
  std::vector<std::vector<std::string>> rows;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string name; std::getline(cells, name, '\t');) rows.back().push_back(name);
  }
  const std::vector<std::string> languages{"en", "ru", "hy", "ka", "az", "uk"};
  std::vector<AnalyzedDocument> documents;
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t i = 0; i < languages.size(); ++i)
      documents.push_back(
          a_document(languages[i]).id(std::to_string(row)).body(rows[row].at(i) + "."));
  const TestIndex names(documents);
  const Index index = names.open();
  std::size_t right = 0, wrong = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const std::string& name : rows[row]) {
      for (const Hit& hit : search(index, name, {.limit = 0, .fold = false}).hits)
        ++(hit.document.id == std::to_string(row) ? right : wrong);
    }
  }
  EXPECT_GE(rows.size(), 80U);
  const auto all = static_cast<double>(rows.size() * languages.size() * languages.size());
  EXPECT_GE(static_cast<double>(right), 0.97 * all);
  EXPECT_EQ(wrong, 0U);
}

TEST(Search, DoesAsTypedWhenAskedTo) {
  const Index index = world().open();
  const SearchOptions as_typed{.as_typed = true};
  EXPECT_THAT(ids(search(index, "Ханкенди", as_typed)), IsEmpty());
  EXPECT_THAT(ids(search(index, "surrender", as_typed)), IsEmpty());
  EXPECT_THAT(ids(search(index, "Stepanakret", as_typed)), IsEmpty());
  EXPECT_THAT(ids(search(index, "XANKENDI", as_typed)), ElementsAre("yol"));
}

TEST(Search, TotalsAreExactAndPagesFit) {
  const Index index = world().open();
  const SearchAnswer all = search(index, "*", {.limit = 0});
  EXPECT_EQ(all.total, 5U);
  EXPECT_EQ(all.clusters, 5U);
  EXPECT_EQ(all.hits.size(), 5U);
  const SearchAnswer page = search(index, "*", {.limit = 2, .offset = 4});
  ASSERT_EQ(page.hits.size(), 1U);
  EXPECT_EQ(page.total, 5U);
  EXPECT_EQ(page.hits[0].rank, 5U);
  EXPECT_THAT(search(index, "*", {.limit = 2, .offset = 40}).hits, IsEmpty());
  EXPECT_THAT(ids(search(index, "*", {.limit = 2, .sort = SortOrder::newest})),
              ElementsAre("airport", "yol"));
}

TEST(Search, SaysHowTheWordsMatchedAndWhatIsMissing) {
  const Index index = world().open();
  const SearchAnswer answer = search(index, "old rebuilt bridge");
  EXPECT_EQ(answer.match.full, 1U);
  EXPECT_EQ(answer.match.partial, 1U);
  EXPECT_EQ(answer.total, 2U);
  EXPECT_THAT(answer.hits[1].missing, ElementsAre("rebuilt"));
  EXPECT_THAT(ids(search(index, "old rebuilt bridge", {.match = MatchMode::all})),
              ElementsAre("bridge"));
}

TEST(Search, WarnsWhatADateFilterLeavesOut) {
  const Index index = world().open();
  const SearchAnswer answer = search(index, "bridge date:2020..2024");
  EXPECT_EQ(answer.total, 0U);
  EXPECT_EQ(answer.undated, 2U);
  ASSERT_FALSE(answer.warnings.empty());
  EXPECT_THAT(answer.warnings[0].text, HasSubstr("2 documents"));
}

TEST(Search, MarksWhateverNameMatched) {
  const Index index = world().open();
  const SearchAnswer answer = search(index, "Ханкенди");
  for (const Hit& hit : answer.hits) {
    ASSERT_EQ(hit.snippets.size(), 1U) << hit.document.id;
    const Snippet& snippet = hit.snippets[0];
    ASSERT_EQ(snippet.highlights.size(), 1U) << hit.document.id;
    const auto [begin, end] = snippet.highlights[0];
    EXPECT_EQ(snippet.text.substr(begin, end - begin),
              hit.document.id == "yol" ? "Xankəndi" : "Stepanakert");
    EXPECT_EQ(index.text(hit.number, snippet.range.begin, snippet.range.end), snippet.text);
    EXPECT_EQ(snippet.part, hit.document.id == "teaser" ? Part::chrome : Part::body);
    ASSERT_FALSE(hit.places.empty());
    EXPECT_EQ(hit.places[0].id, "xankendi");
    EXPECT_TRUE(hit.places[0].asked);
  }
}

TEST(Search, CountsFacets) {
  const Index index = world().open();
  const auto facets = search(index, "*", {.facets = {"year", "lang", "place"}}).facets;
  ASSERT_EQ(facets.size(), 3U);
  EXPECT_THAT(facets[0].values, ElementsAre(FacetValue{"", "", 3}, FacetValue{"2021", "2021", 1},
                                            FacetValue{"2023", "2023", 1}));
  EXPECT_EQ(facets[1].values[0], (FacetValue{"en", "en", 3}));
  EXPECT_EQ(facets[2].values[0].value, "xankendi");
  EXPECT_EQ(facets[2].values[0].documents, 2U);
}

std::vector<std::string> listed(const MentionsQuery& query, MentionsAnswer* answer = nullptr) {
  const Index index = world().open();
  std::vector<std::string> rows;
  const auto got = list_mentions(index, query, [&](const MentionRecord& m) {
    rows.push_back(m.document->id + ": " + m.before + '[' + m.surface + ']' + m.after);
    EXPECT_EQ(index.text(m.number, m.mention.begin, m.mention.end), m.surface);
    EXPECT_TRUE(m.source);
    return true;
  });
  if (answer != nullptr) *answer = got;
  return rows;
}

TEST(Mentions, ListsEveryOneInTheOrderOfTheDocuments) {
  MentionsAnswer answer;
  EXPECT_THAT(listed({.places = {"Степанакерт"}, .context = 12}, &answer),
              ElementsAre("airport: The [Stepanakert] airport was", "yol: [Xankəndi] yolu",
                          "teaser: Read also: [Stepanakert] market,"));
  EXPECT_EQ(answer.total, 3U);
  EXPECT_EQ(answer.documents, 3U);
  ASSERT_EQ(answer.places.size(), 1U);
  EXPECT_EQ(answer.places[0].mentions, 3U);
}

TEST(Mentions, AreFilteredAndCountedWhateverTheLimit) {
  const struct {
    MentionsQuery query;
    std::uint64_t total;
  } cases[] = {
      {{.places = {"Xankəndi"}}, 3},
      {{.places = {"Xankəndi", "Şuşa"}}, 4},
      {{.places = {"Xankəndi"}, .names = {"Stepanakert"}}, 2},
      {{.places = {"Xankəndi"}, .parts = {Part::chrome}}, 1},
      {{.places = {"Xankəndi"}, .sources = {"rt"}}, 1},
      {{.places = {"Xankəndi"}, .langs = {"az"}}, 1},
      {{.places = {"Xankəndi"}, .since = "2022"}, 1},
      {{.places = {"Xankəndi"}, .until = "2022"}, 1},
      {{.places = {"Xankəndi"}, .limit = 1}, 3},
      {{.places = {"Xankəndi"}, .min_confidence = 1.01}, 0},
      {{.places = {"Nowhere"}}, 0},
      {{.all = true}, 4},
  };
  for (const auto& c : cases) {
    MentionsAnswer answer;
    const auto rows = listed(c.query, &answer);
    EXPECT_EQ(answer.total, c.total);
    EXPECT_EQ(rows.size(), c.query.limit != 0 ? c.query.limit : c.total);
  }
  MentionsAnswer nowhere;
  listed({.places = {"Nowhere"}}, &nowhere);
  ASSERT_EQ(nowhere.warnings.size(), 1U);
  EXPECT_THAT(nowhere.warnings[0].text, HasSubstr("Nowhere"));
}

TEST(Names, SaysWhoUsesWhichSinceWhen) {
  const Index index = world().open();
  const NamesAnswer answer = names_of_place(index, "Ханкенди");
  ASSERT_EQ(answer.places.size(), 1U);
  const PlaceNames& place = answer.places[0];
  EXPECT_EQ(place.mentions, 3U);
  EXPECT_EQ(place.documents, 3U);
  ASSERT_EQ(place.names.size(), 8U);  // those that nobody uses too
  EXPECT_EQ(place.names[0].text, "Stepanakert");
  EXPECT_EQ(place.names[0].mentions, 2U);
  EXPECT_EQ(place.names[0].first, "2023-02-02");
  EXPECT_THAT(place.names[0].by_source,
              UnorderedElementsAre(std::pair<std::string, std::uint64_t>{"RT", 1},
                                   std::pair<std::string, std::uint64_t>{"", 1}));
  EXPECT_EQ(place.names[7].mentions, 0U);
}

TEST(Show, MarksPlacesInADocument) {
  const Index index = world().open();
  const auto shown = show_document(index, "yol", {.marks = {"Stepanakert"}});
  ASSERT_TRUE(shown);
  ASSERT_EQ(shown->marks.size(), 1U);
  EXPECT_EQ(shown->marks[0].place, "xankendi");
  const auto both = show_document(index, "yol", {.mark_all = true});
  EXPECT_EQ(both->marks.size(), 2U);
  EXPECT_FALSE(show_document(index, "nothing"));
}

}  // namespace
}  // namespace byname::test
