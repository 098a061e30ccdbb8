#include "store/index.h"

#include <gmock/gmock.h>

#include <map>

#include "places/sound.h"
#include "schemas/error.h"
#include "schemas/fields.h"
#include "store/generation.h"
#include "store/token_codes.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> terms_of(const std::vector<Word>& words) {
  std::vector<std::string> result;
  for (const Word& w : words) result.push_back(w.term);
  return result;
}

std::vector<AnalyzedDocument> three_documents() {
  return {
      a_document("en")
          .title("Baku talks")
          .body("The mayor of Stepanakert spoke in Baku. Baku's airport; the Baku-Tbilisi road.")
          .chrome("Home News Baku")
          .source("Example Times")
          .author("Ann Lee")
          .url("https://example.org/1")
          .date("2020-11-10")
          .mention("Baku", {.place = kBaku, .name = 12})
          .mention("Stepanakert", {.place = kXankendi, .name = 1})
          .mention("Baku", {.place = kBaku, .name = 12})
          .mention("Baku's", {.place = kBaku, .name = 12, .confidence = 400})
          .mention("Baku-", {.place = kBaku, .name = 12, .kind = MentionKind::rejected}),
      a_document("ru")
          .id("posts.html#1")
          .path("posts.html")
          .section(1)
          .title("Письмо")
          .body("Жители Шуши."),
      a_document("az").id("empty"),
  };
}

TEST(Index, EqualTextsAreStoredOnce) {
  std::vector<AnalyzedDocument> documents;
  for (int i = 0; i < 12; ++i) {
    std::string text = "Roads to Shusha.";  // the same in every second document
    for (std::uint32_t k = 0, x = i % 2 == 0 ? 700U : static_cast<std::uint32_t>(i); k < 4000;
         ++k, x = x * 1664525 + 1013904223)
      text += static_cast<char>('a' + (x >> 24) % 26), text += k % 7 == 0 ? " " : "";
    documents.push_back(a_document("en").id("d" + std::to_string(i)).body(text));
  }
  const auto stored = [](const TestIndex& world) {
    return std::filesystem::file_size(world.path() / "gen-000001/segment-0/text");
  };
  const TestIndex one({documents[0]});
  const TestIndex all(documents, {.batch_size = 4, .threads = 2});
  const Index index = all.open();
  std::size_t equal = 0;
  for (DocumentNumber n = 0; n < index.document_end(); ++n) {
    const Document document = index.whole_document(n);
    const auto given = std::find_if(documents.begin(), documents.end(),
                                    [&](const auto& d) { return d.document.id == document.id; });
    ASSERT_NE(given, documents.end());
    EXPECT_EQ(document.text, given->document.text);
    equal += document.text == documents[0].document.text ? 1 : 0;
  }
  EXPECT_EQ(equal, 6U);
  index.check();
  // Seven texts, not twelve.
  EXPECT_LT(stored(all), stored(one) * 8);
  EXPECT_GT(stored(all), stored(one) * 5);
}

TEST(Index, GivesBackEveryDocument) {
  const auto documents = three_documents();
  const TestIndex world(documents);
  const Index index = world.open();
  ASSERT_EQ(index.document_end(), documents.size());
  EXPECT_EQ(index.live_documents(), documents.size());
  EXPECT_EQ(index.generation(), "1+0");
  for (DocumentNumber n = 0; n < documents.size(); ++n) {
    const Document& given = documents[n].document;
    EXPECT_EQ(index.whole_document(n), given);
    Document listed = given;
    listed.text.clear();
    listed.source_map.clear();
    EXPECT_EQ(index.document(n), listed);
    EXPECT_EQ(index.find_id(given.id), n);
    EXPECT_EQ(index.find_uid(given.uid), n);
    EXPECT_EQ(index.mentions(n), documents[n].mentions);
    EXPECT_EQ(index.text_size(n), given.text.size());
    EXPECT_EQ(index.text(n, 3, 9), given.text.size() < 3 ? "" : given.text.substr(3, 6));
  }
  EXPECT_EQ(index.find_id("nobody"), std::nullopt);
  EXPECT_NO_THROW(index.check());
}

TEST(Index, HasPostingsOfEveryField) {
  const TestIndex world(three_documents());
  const Index index = world.open();
  const struct {
    const Field& field;
    std::string_view value;
    std::vector<Posting> expected;
  } cases[] = {
      {kText, "baku", {{0, 3}}},         // not baku's, not in furniture
      {kText, "baku's", {{0, 1}}},       //
      {kText, "bakutbilisi", {{0, 1}}},  // the compound as one word
      {kTitle, "baku", {{0, 1}}},        //
      {kChrome, "baku", {{0, 1}}},       //
      {kText, "home", {}},               //
      {kChrome, "home", {{0, 1}}},       //
      {kAuthor, "lee", {{0, 1}}},        //
      {kSource, "times", {{0, 1}}},      //
      {kLanguage, "ru", {{1, 0}}},       // filters count nothing
      {kPlace, "3", {{0, 2}}},           // title and body
      {kDoubtfulPlace, "3", {{0, 1}}},   //
      {kPlace, "0", {{0, 1}}},           //
      {kPlace, "2", {}},                 // nobody said so
      {kText, "", {}},                   //
  };
  for (const auto& c : cases)
    EXPECT_EQ(index.postings(term(c.field, c.value)), c.expected) << c.field.prefix << c.value;
}

TEST(Index, KnowsTheWordsOfALineAsOfItsLanguage) {
  const TestIndex world({a_document("az")
                             .body("Bu gün şəhərdə yeni məktəb açıldı və uşaqlar sevindilər.\n"
                                   "Сегодня в городе открылась школа, и все дети были рады.")
                             .chrome("Subscribe to the news of the town and of all the roads.")});
  const Index index = world.open();
  EXPECT_THAT(index.postings(term(kLanguage, "az")), ElementsAre(Posting{0, 0}));
  EXPECT_THAT(index.postings(term(kLanguage, "ru")), ElementsAre(Posting{0, 0}));
  EXPECT_EQ(index.postings(term(kLanguage, "en")), std::vector<Posting>());  // furniture
  const auto languages = [&](std::string_view word) {
    const auto found = index.word(word);
    return found ? found->languages : std::vector<std::string>{};
  };
  EXPECT_THAT(languages("sevindiler"), ElementsAre("az"));
  EXPECT_THAT(languages("школа"), ElementsAre("ru"));
}

TEST(Index, CountsHashtagsOfOnePlaceThreeTimesAtMost) {
  auto document = a_document("en").hashtags("#Baku #baku #BAKU #Baku #bakucity");
  for (const char* tag : {"Baku", "baku", "BAKU", "Baku"})
    document.mention(tag, {.place = kBaku, .name = 12, .rule = MentionRule::hashtag});
  const TestIndex world({document});
  EXPECT_THAT(world.open().postings(term(kPlace, "3")), ElementsAre(Posting{0, 3}));
}

TEST(Index, LengthLeavesFurnitureOut) {
  const TestIndex world({a_document("en").body("one two three").chrome("four five")});
  const Index index = world.open();
  EXPECT_EQ(index.length(0), 3u);
  EXPECT_EQ(index.mean_length(), 3.0);
}

TEST(Index, KnowsWordsOfTheText) {
  const TestIndex world({
      a_document("en").body("Baku baku talks").chrome("menu"),
      a_document("ru").body("Baku и Шуша"),
      a_document("de").body("Baku talks").lang("en").id("3"),
  });
  const Index index = world.open();
  EXPECT_EQ(index.word("baku"), (Word{"baku", 3, 4, {"en", "ru"}}));
  EXPECT_EQ(index.word("menu"), std::nullopt);
  EXPECT_EQ(index.word("nothing"), std::nullopt);
  EXPECT_THAT(terms_of(index.words_with_prefix("", 2)), ElementsAre("baku", "talks"));
  EXPECT_THAT(terms_of(index.words_with_prefix("ta", 9)), ElementsAre("talks"));
  EXPECT_THAT(terms_of(index.words_with_prefix("x", 9)), IsEmpty());
}

TEST(Index, FindsWordsThatDifferByAnApostrophe) {
  const TestIndex world(
      {a_document("en").body("Baku Baku's d'Baku Step'anakert don't Stepanakert")});
  const Index index = world.open();
  const struct {
    std::string_view word;
    std::vector<std::string> expected;
  } cases[] = {
      {"baku", {"baku's", "d'baku"}},
      {"baku's", {"baku", "d'baku"}},
      {"d'baku", {"baku", "baku's"}},
      {"stepanakert", {"step'anakert"}},
      {"step'anakert", {"stepanakert"}},
      {"nobody", {}},
      {"t", {}},
  };
  for (const auto& c : cases)
    EXPECT_THAT(terms_of(index.apostrophe_relatives(c.word)),
                testing::UnorderedElementsAreArray(c.expected))
        << c.word;
}

TEST(Index, FindsWordsOfOneStemInTheLanguageAskedFor) {
  const TestIndex world({
      a_document("en").body("They surrendered. Surrenders, surrender"),
      a_document("de").body("surrendering"),
  });
  const Index index = world.open();
  EXPECT_THAT(terms_of(index.stem_relatives("surrender", "en")),
              UnorderedElementsAre("surrendered", "surrenders"));
  EXPECT_THAT(terms_of(index.stem_relatives("table", "en")), IsEmpty());
}

TEST(Index, FindsWordsThatSoundAlikeNearestFirst) {
  const TestIndex world({a_document("en").body("Pashinyan Paşinyan Пашинян tractor 1234567")});
  const Index index = world.open();
  const auto near = index.sound_relatives("pashinyan", 0.4, 9);
  EXPECT_THAT(terms_of(near), testing::Contains("пашинян"));
  for (std::size_t i = 1; i < near.size(); ++i)
    EXPECT_LE(sound_distance("pashinyan", near[i - 1].term),
              sound_distance("pashinyan", near[i].term));
  EXPECT_EQ(index.sound_relatives("pashinyan", 0.4, 1).size(), 1u);
}

TEST(Index, FindsShortWordsThatHaveALetterMore) {
  const TestIndex world({a_document("en").body("Akar აქარი Акар Toivo Տոյվո")});
  const Index index = world.open();
  EXPECT_THAT(terms_of(index.sound_relatives("akar", 0.33, 9)),
              testing::IsSupersetOf({"აქარი", "акар"}));
  EXPECT_THAT(terms_of(index.sound_relatives("toivo", 0.33, 9)), testing::Contains("տոյվո"));
}

TEST(Index, TokensAreTheTermsInTheirOrder) {
  const auto documents = three_documents();
  const TestIndex world(documents);
  const Index index = world.open();
  for (DocumentNumber n = 0; n < documents.size(); ++n) {
    std::vector<TermNumber> numbers;
    index.tokens(n, numbers);
    std::vector<TermNumber> expected;
    for (const Token& t : documents[n].stream.tokens)
      expected.push_back(
          index.term_number(index.segment_of(n), documents[n].stream.term(t)).value());
    EXPECT_EQ(numbers, expected);
  }
  EXPECT_EQ(index.term_number(0, "baku"), 0u) << "the most frequent word";
  EXPECT_EQ(index.term_number(0, "nothing"), std::nullopt);
}

TEST(Index, TokenCodesSayWhereParagraphsAndPartsBegin) {
  const TestIndex world(
      {a_document("en").body("north\n\nnorth"),
       a_document("de").title("north").body("north").caption("north north").chrome("north")},
      {.batch_size = 1});
  const Index index = world.open();
  const std::uint32_t north = kFirstWordCode;
  const std::vector<std::uint32_t> expected[] = {
      {north, kParagraphCode, north},
      {code_of(Part::title), north, code_of(Part::body), north, code_of(Part::caption), north,
       north, code_of(Part::chrome), north},
  };
  for (DocumentNumber n = 0; n < 2; ++n) {
    std::vector<std::uint32_t> codes;
    index.token_codes(n, codes);
    EXPECT_EQ(codes, expected[n]) << n;
  }
}

TEST(Index, PairsAreThoseOfTheTokenStreams) {
  std::vector<AnalyzedDocument> documents;
  std::string words;  // 40 different ones, so that ten are frequent
  for (int i = 0; i < 40; ++i) words += " w" + std::to_string(i);
  documents.push_back(a_document("en").body(words).build());
  for (int i = 0; i < 10; ++i)
    documents.push_back(a_document("en")
                            .title("w1 w2")
                            .body(i % 3 == 0 ? "w1 w2 w1 w1 w1\n\nw2 w3" : "w2 w1 w39 w2 w1 w2")
                            .chrome(i % 2 == 0 ? "w3 w2 w1 w2" : "w4")
                            .build());
  TestIndex world(documents, {.batch_size = 4});
  world.update({a_document("en").body(words + words)}, {5});
  const Index index = world.open();
  std::size_t pairs = 0;
  for (unsigned segment = 0; segment < index.segment_count(); ++segment) {
    const TermNumber frequent = index.frequent_terms(segment);
    EXPECT_EQ(frequent, 10u) << segment;
    std::map<std::pair<TermNumber, TermNumber>, std::vector<PairPosting>> expected;
    for (DocumentNumber n = 0; n < index.document_end(); ++n) {
      if (index.segment_of(n) != segment || index.deleted(n)) continue;
      std::vector<std::uint32_t> codes;
      index.token_codes(n, codes);
      bool furniture = false;
      for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i] >= kFirstPartCode && codes[i] < kFirstWordCode)
          furniture = part_of_code(codes[i]) == Part::chrome;
        if (i == 0 || codes[i] < kFirstWordCode || codes[i - 1] < kFirstWordCode) continue;
        auto& list = expected[{codes[i - 1] - kFirstWordCode, codes[i] - kFirstWordCode}];
        if (list.empty() || list.back().document != n) list.push_back({.document = n});
        ++(furniture ? list.back().furniture : list.back().text);
      }
    }
    for (TermNumber a = 0; a < frequent; ++a)
      for (TermNumber b = 0; b < frequent; ++b) {
        EXPECT_EQ(index.pair_postings(segment, a, b), (expected[{a, b}])) << a << ' ' << b;
        pairs += expected[{a, b}].size();
      }
    EXPECT_THAT(index.pair_postings(segment, 0, frequent), IsEmpty());
  }
  EXPECT_GT(pairs, 20u);
}

TEST(Index, SingleFactsAreThoseOfTheDocument) {
  const TestIndex world({a_document("en").body("a").source("Times").date("2020-11"),
                         a_document("az").body("b"),
                         a_document("ru").body("a").source("Times").date("2020-11-10T13:15")});
  const Index index = world.open();
  for (DocumentNumber n = 0; n < index.document_end(); ++n) {
    const Document document = index.document(n);
    EXPECT_EQ(index.date(n).iso, document.date.iso);
    EXPECT_EQ(index.date(n).kind, document.date.kind);
    EXPECT_EQ(index.date(n).unit, document.date.unit);
    EXPECT_EQ(index.source(n), document.source);
    EXPECT_EQ(index.lang(n), document.lang);
    for (DocumentNumber m = 0; m < n; ++m)
      EXPECT_EQ(index.cluster_hash(m) == index.cluster_hash(n),
                index.document(m).cluster == document.cluster);
  }
}

TEST(Index, CountsAndListsMentionsOfAPlace) {
  const TestIndex world(three_documents());
  const Index index = world.open();
  EXPECT_EQ(index.count(kBaku), (PlaceCount{1, 3, 0, 1}));
  EXPECT_EQ(index.count(kXankendi), (PlaceCount{1, 1, 0, 0}));
  EXPECT_EQ(index.count(kShusha), PlaceCount{});
  std::vector<Mention> seen;
  index.mentions_of(kBaku, [&](DocumentNumber n, const Mention& m) {
    EXPECT_EQ(n, 0u);
    seen.push_back(m);
  });
  EXPECT_EQ(seen.size(), 4u);
}

TEST(Index, LongWordsAreFoundWhole) {
  const std::string a(300, 'a');
  const std::string b = std::string(299, 'a') + 'b';
  const TestIndex world({a_document("en").title(a + ' ' + b).body(a)});
  const Index index = world.open();
  EXPECT_EQ(index.word(a)->occurrences, 2u);
  EXPECT_EQ(index.word(b)->occurrences, 1u);
  EXPECT_EQ(index.postings(term(kText, a)), (std::vector<Posting>{{0, 2}}));
  EXPECT_EQ(index.postings(term(kTitle, b)), (std::vector<Posting>{{0, 1}}));
  EXPECT_NE(index.term_number(0, a), index.term_number(0, b));
}

TEST(Index, WithoutDocumentsAnswersEmpty) {
  const TestIndex world({});
  const Index index = world.open();
  EXPECT_EQ(index.document_end(), 0u);
  EXPECT_EQ(index.mean_length(), 0.0);
  EXPECT_THAT(index.postings("baku"), IsEmpty());
  EXPECT_EQ(index.word("baku"), std::nullopt);
  EXPECT_EQ(index.find_id("x"), std::nullopt);
  EXPECT_EQ(index.count(kBaku), PlaceCount{});
}

TEST(Index, ASecondSegmentAddsToTheFirst) {
  TestIndex world({a_document("en").id("a").body("Baku old").mention("Baku", {.place = kBaku}),
                   a_document("en").id("b").body("Baku kept").mention("Baku", {.place = kBaku})});
  world.update({a_document("ru").id("a").body("Baku new").mention("Baku", {.place = kBaku})}, {0});
  const Index index = world.open();
  EXPECT_EQ(index.generation(), "1+1");
  EXPECT_EQ(index.document_end(), 3u);
  EXPECT_EQ(index.live_documents(), 2u);
  EXPECT_TRUE(index.deleted(0));
  EXPECT_EQ(index.find_id("a"), 2u);
  EXPECT_EQ(index.segment_of(2), 1u);
  EXPECT_EQ(index.postings("baku"), (std::vector<Posting>{{1, 1}, {2, 1}}));
  EXPECT_THAT(index.postings("old"), IsEmpty());
  EXPECT_EQ(index.word("baku")->documents, 3u) << "an upper bound";
  EXPECT_EQ(index.count(kBaku), (PlaceCount{2, 2, 0, 0}));
  std::vector<DocumentNumber> seen;
  index.mentions_of(kBaku, [&](DocumentNumber n, const Mention&) { seen.push_back(n); });
  EXPECT_THAT(seen, ElementsAre(1, 2));
  EXPECT_EQ(index.manifest().documents, 2u);
  EXPECT_EQ(index.manifest().mentions, 2u);
}

TEST(Index, AnswersDoNotDependOnBatchesAndThreads) {
  std::vector<AnalyzedDocument> documents;
  for (int i = 0; i < 60; ++i) {
    const std::string n = std::to_string(i);
    documents.push_back(a_document(i % 3 ? "en" : "ru")
                            .id(n)
                            .title("Title " + n)
                            .body("Baku and word" + n + " shared" + std::to_string(i % 7))
                            .mention("Baku", {.place = kBaku}));
  }
  const TestIndex one(documents, {.batch_size = 60, .threads = 1});
  const TestIndex many(documents, {.batch_size = 7, .threads = 4});
  const Index a = one.open();
  const Index b = many.open();
  ASSERT_EQ(a.document_end(), b.document_end());
  EXPECT_EQ(a.words_with_prefix("", 1000), b.words_with_prefix("", 1000));
  for (const Word& w : a.words_with_prefix("", 1000)) {
    EXPECT_EQ(a.postings(w.term), b.postings(w.term));
    EXPECT_EQ(a.term_number(0, w.term), b.term_number(0, w.term));
    EXPECT_EQ(a.stem_relatives(w.term, "en"), b.stem_relatives(w.term, "en"));
    EXPECT_EQ(a.sound_relatives(w.term, 0.4, 9), b.sound_relatives(w.term, 0.4, 9));
  }
  for (DocumentNumber n = 0; n < a.document_end(); ++n) {
    EXPECT_EQ(a.whole_document(n), b.whole_document(n));
    EXPECT_EQ(a.mentions(n), b.mentions(n));
    std::vector<TermNumber> ta;
    std::vector<TermNumber> tb;
    a.tokens(n, ta);
    b.tokens(n, tb);
    EXPECT_EQ(ta, tb);
  }
}

}  // namespace
}  // namespace byname::test
