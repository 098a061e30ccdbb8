#include "places/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "matcher_world.h"
#include "schemas/document.h"
#include "tests/support/gazetteers.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

struct Case {
  const char* lang;
  const char* text;
  const char* expected;
};

void expect_mentions(std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(line_of(small_world(), c.text, c.lang), c.expected) << c.lang << ": " << c.text;
}

void expect_rejected(std::initializer_list<Case> cases) {
  for (const Case& c : cases)
    EXPECT_EQ(rejected_line_of(small_world(), c.text, c.lang), c.expected)
        << c.lang << ": " << c.text;
}

TEST(Matcher, FindsListedNamesInAnyScriptAndCase) {
  expect_mentions({
      {"en", "They left Shusha for Baku.", "Shusha>shusha listed | Baku>baku listed"},
      {"az", "Onlar Şuşa və XANKƏNDİ dedilər.", "Şuşa>shusha listed | XANKƏNDİ>xankendi listed"},
      {"hy", "Գնաց Երեւան կամ ԵՐԵՎԱՆ։", "Երեւան>yerevan listed | ԵՐԵՎԱՆ>yerevan listed"},
      {"hy", "Ինչո՞ւ Ստեփանակե՞րտ գնաց։", "Ստեփանակե՞րտ>xankendi listed"},
      {"ka", "აქ არის თბილისი და ᲗᲑᲘᲚᲘᲡᲘ.",
       "თბილისი>tbilisi listed | ᲗᲑᲘᲚᲘᲡᲘ>tbilisi listed"},
      {"en", "A train to St. Petersburg and to Saint Petersburg.",
       "St. Petersburg>saint-petersburg listed | Saint Petersburg>saint-petersburg listed"},
      {"ru", "Приехали в г.Степанакерт вчера.", "Степанакерт>xankendi compound"},
  });
}

TEST(Matcher, FindsTheFormsThatALanguageMakes) {
  expect_mentions({
      {"az", "Dünən Şuşanın küçələrində, sonra Bakıda.",
       "Şuşanın>shusha inflected | Bakıda>baku inflected"},
      {"ru", "Жители Шуши и Нагорного Карабаха.",
       "Шуши>shusha inflected | Нагорного Карабаха>nagorno-karabakh inflected"},
      {"hy", "Նա ապրում է Երևանում։", "Երևանում>yerevan inflected"},
      {"en", "The sign said «Жители Степанакерта».", "Степанакерта>xankendi inflected"},
      {"ka", "ის თბილისში ცხოვრობს.", "თბილისში>tbilisi inflected"},
      // In so short a text the language may be a neighbour's.
      {"uk", "Автобус до Степанакерта", "Степанакерта>xankendi inflected"},
      {"uk",
       "Автобус до Степанакерта не ходить, бо дорогу закрито, а люди, які на нього чекали на "
       "зупинці від самого ранку, розійшлися по домівках, і тільки водій ще довго стояв біля "
       "порожньої каси та розмовляв про щось своє із старою жінкою, яка продавала квіти, яблука "
       "та насіння",
       ""},
      // Where all is in capitals, a word that ends like a surname is none.
      {"ru", "ШУША ГОТОВА К ПРИЁМУ ГОСТЕЙ", "ШУША>shusha listed"},
      {"ru", "об азербайджанской армии", "азербайджанской>azerbaijan inflected adjective"},
      {"az", "Üç erməni əsgər.", "erməni>armenia listed demonym"},
      {"en", "Two Azerbaijani officers met Armenians.",
       "Azerbaijani>azerbaijan inflected adjective | Armenians>armenia inflected demonym"},
  });
}

TEST(Matcher, TakesTheLongestName) {
  expect_mentions({
      {"en", "the war over Nagorno-Karabakh", "Nagorno-Karabakh>nagorno-karabakh listed"},
      {"en", "Nobody stays in Nagorno- Karabakh, he said",
       "Nagorno- Karabakh>nagorno-karabakh listed"},
      {"en", "the road of Nagorno-\nKarabakh", "Nagorno-\nKarabakh>nagorno-karabakh listed"},
      {"en", "along the Lachin corridor today", "Lachin corridor>lachin-corridor listed"},
      {"en", "from Nagorno,\n\nKarabakh fell", "Karabakh>karabakh listed"},
      {"en", "the western Azerbaijan plain", "Azerbaijan>azerbaijan listed"},
      {"en", "in Western Azerbaijan they say", "Western Azerbaijan>western-azerbaijan listed"},
      {"en", "the Iranian-Azerbaijani border",
       "Iranian>iran inflected adjective | Azerbaijani>azerbaijan inflected adjective"},
      {"ru", "Нагорно-карабахский вопрос",
       "Нагорно-карабахский>nagorno-karabakh inflected adjective"},
      {"en", "a Nagornokarabakh stamp", "Nagornokarabakh>nagorno-karabakh listed"},
  });
}

TEST(Matcher, SpansWordsThatALineDivides) {
  expect_mentions({
      {"en", "They reached Stepana-\nkert at dawn.", "Stepana-\nkert>xankendi listed"},
      {"en", "extraterrestrial intelli-\ngence", ""},
  });
}

TEST(Matcher, CutsClitics) {
  expect_mentions({
      {"en", "Shusha's walls, Baku’s port", "Shusha>shusha listed | Baku>baku listed"},
      {"en", "Nagorno-Karabakh's future", "Nagorno-Karabakh>nagorno-karabakh listed"},
      {"en", "old Step'anakert and Stepanakert's",
       "Step'anakert>xankendi listed | Stepanakert>xankendi listed"},
      {"fr", "le chef d’Azerbaïdjan et l'Azerbaïdjan",
       "Azerbaïdjan>azerbaijan listed | Azerbaïdjan>azerbaijan listed"},
      {"fr", "jusqu'Azerbaïdjan", "Azerbaïdjan>azerbaijan listed"},
      {"fr", "la route d’Haut-Karabakh", "Haut-Karabakh>nagorno-karabakh listed"},
      {"en", "Jonah O'Baku", ""},
      {"en", "in the state's hands", ""},
  });
}

TEST(Matcher, TellsMarksApart) {
  expect_mentions({
      {"en", "They left Xankendi yesterday.", "Xankendi>xankendi unmarked"},
      {"az", "Onlar Susadan geldiler.", "Susadan>shusha inflected"},
      {"cs", "Suša", ""},
      {"en", "The Cin was bright.", ""},
  });
  expect_rejected({
      {"cs", "Tohle je Suša tady", "Suša>shusha other marks"},
      // What stands beside an apostrophe is a word to grep.
      {"en", "the Shusha'x language", "Shusha>shusha part of longer"},
      {"en", "the q'Shusha language", "Shusha>shusha part of longer"},
      {"en", "the l'xx'Shusha language", "Shusha>shusha part of longer"},
  });
}

// Lists in capitals, and lists that are wrong about the script.
TEST(Matcher, TakesNamesAsGazetteersWriteThem) {
  Gazetteer gazetteer = a_gazetteer({{"shusha", "Şuşa", "az"}, {"lachin", "LACHIN CITY", "en"}});
  gazetteer.names[0].script = "Cyrl";
  const CompiledGazetteer world = compiled(gazetteer);
  EXPECT_EQ(line_of(world, "Onlar Şuşa dedilər.", "az"), "Şuşa>shusha listed");
  EXPECT_EQ(line_of(world, "from Lachin City to Şuşa", "en"),
            "Lachin City>lachin listed | Şuşa>shusha listed");
}

TEST(Matcher, GoesOnAcrossAnAmpersand) {
  const CompiledGazetteer world = compiled({{"antigua", "Antigua & Barbuda", "en"},
                                            {"shusha", "Shusha", "en"},
                                            {"sk", "South Karabakh", "en"}});
  EXPECT_EQ(line_of(world, "Antigua & Barbuda and Shusha&Antigua&Barbuda", "en"),
            "Antigua & Barbuda>antigua listed | Shusha>shusha listed | "
            "Antigua&Barbuda>antigua listed");
  EXPECT_EQ(line_of(world, "Antigua, Barbuda; Antigua &amp; Barbuda", "en"), "");
}

TEST(Matcher, WantsCapitalsWhereTheScriptHasThem) {
  expect_mentions({
      {"en", "he told us about the US", "US>united-states listed"},
      {"en", "a turkey from Turkey", "Turkey>turkey listed"},
      {"az", "Göydə bir laçın uçurdu.", ""},
      {"en", "made of china in China", "China>china listed"},
      {"en", "He went to the US, not with us.", "US>united-states listed"},
      {"en", "printed with TeX today", ""},
      {"ru", "азербайджанцы и карабахский клан",
       "азербайджанцы>azerbaijan inflected demonym | карабахский>karabakh inflected adjective"},
  });
  // A capital behind an elided article is the name's.
  expect_mentions({
      {"fr", "Puis la Côte d’Ivoire gagne.", "Côte d’Ivoire>ivory-coast listed"},
      {"fr", "Puis la côte d'Ivoire gagne.", ""},
      {"fr", "Puis la Côte d'ivoire gagne.", ""},
  });
  expect_rejected({
      {"en", "he told us all", "us>united-states common word"},
      {"az", "Göydə bir laçın uçurdu.", "laçın>lachin common word"},
      {"en", "JOIN US NOW PLEASE", "US>united-states ambiguous"},
  });
}

TEST(Matcher, ReadsTextsWithoutCapitals) {
  expect_mentions({
      {"en", "we drove from baku to shusha and then to stepanakert in one day",
       "baku>baku listed | shusha>shusha listed | stepanakert>xankendi listed"},
      {"en", "we ate turkey in the van and they told us about it all night", ""},
      // In a text with capitals, where it speaks of the region.
      {"az", "Bu gün Şuşada idik, sabah kəlbəcərdə olacağıq.",
       "Şuşada>shusha inflected | kəlbəcərdə>kalbajar inflected"},
      {"az", "Bu gün Romada idik, sabah kəlbəcərdə olacağıq.", ""},
      {"az", "Şuşada rolu bir gəncə verdilər.", "Şuşada>shusha inflected"},
      // On a route, and in quotation marks where the text names it with its capital.
      {"ru", "Доехали за день: баку-агдам-шуша, два прокола.",
       "баку>baku compound | агдам>agdam compound | шуша>shusha compound"},
      {"ru", "Он подошёл к баку с водой.", ""},
      {"ru", "Поезд из Баку опоздал, в билете стоит «баку».",
       "Баку>baku listed | баку>baku listed"},
      {"ru", "Поезд из Баку опоздал, подошли к баку с водой.", "Баку>baku listed"},
      // Two words are enough where nothing has a capital; kindred languages are one then.
      {"az", "şuşada qar", "şuşada>shusha inflected"},
      {"az", "şuşada 380", ""},
      {"hy", "նամակ մը եկաւ պոլիսէն", "պոլիսէն>istanbul inflected"},
      {"hy", "Նամակ մը եկաւ պոլիսէն։", ""},
      // In another script than the text's.
      {"hy", "Գորիսից եկավ, տակը գրված է՝ «yerevan»։",
       "Գորիսից>goris inflected | yerevan>yerevan listed"},
      {"hy", "Եկավ, տակը գրված է՝ «yerevan»։", ""},
  });
}

TEST(Matcher, TellsPersonsFromPlaces) {
  expect_mentions({
      {"az", "Müğənni Laçın Məmmədova çıxış etdi.", ""},
      {"en", "Ani Lorak sang.", ""},
      {"en", "Then Denzel Washington spoke.", ""},
      {"en", "The painter van Gogh and Abigail Van Buren", ""},
      {"en", "Eva Goris wrote a column.", ""},
      {"en", "He flew to Washington yesterday.", "Washington>washington listed"},
      {"en", "The First Karabakh War began.", "Karabakh>karabakh listed"},
      {"en", "In Goris they slept.", "Goris>goris listed"},
      {"en", "Mechanic Lachin Aliyev came.", ""},
      {"ru", "Её попутчик Лачин Львович молчал.", ""},
      {"en", "At night my sister Goris sings.", ""},
      {"en", "His son, Lachin, draws maps.", ""},
      // Nobody is called "in Goris".
      {"hy", "Նրա եղբայրը Գորիսում է։", "Գորիսում>goris inflected"},
      {"hy", "Նրա եղբայրը Գորիսի հետ է։", ""},
      {"tr", "Kardeşi Kars'tan geldi.", "Kars>kars listed"},
      {"tr", "Kardeşi Kars'a geldi.", ""},
      {"az", "Onun qardaşı Şuşadadır.", "Şuşadadır>shusha inflected"},
      {"en", "The dog is called Turkey.", ""},
      {"en", "The town is called Goris.", "Goris>goris listed"},
      {"az", "Laçın müəllim gəldi, Laçın şəhəri qaldı.", "Laçın>lachin listed"},
      {"ru", "Тогда Лачин, моя собака, залаяла.", ""},
      {"en", "With Georgia Whitcombe came Georgia Prime Minister.", "Georgia>georgia listed"},
      {"en", "Then my friend Georgia Pike left.", ""},
      {"en", "The road to Goris, my friend Eva says, is long.", "Goris>goris listed"},
      {"en", "Turn left at Goris, my friend Eva Lee lives there.", "Goris>goris listed"},
      {"az", "Laçın_05 yazır.", ""},
      // With an apostrophe it is a name in Turkish; bare, at the head, it is a word.
      {"tr", "Van kedisi kazandı.", ""},
      {"tr", "Bir grup, “Van Gölü'nü gezelim” dedi.", "Van>van listed"},
      {"tr", "Van'da yarış var. Van kedisi kazandı.", "Van>van listed | Van>van listed"},
  });
  expect_rejected({
      {"en", "His son, Lachin, draws maps.", "Lachin>lachin person name"},
      {"en", "Ani Lorak sang.", "Ani>ani person name"},
      {"az", "Müğənni Laçın Məmmədova çıxış etdi.", "Laçın>lachin person name"},
  });
}

TEST(Matcher, LetsTheDocumentDecide) {
  expect_mentions({
      {"en", "From Yerevan and Goris they drove to Martuni.",
       "Yerevan>yerevan listed | Goris>goris listed | Martuni>martuni-am listed"},
      {"en", "From Khankendi, Shusha and Lachin they drove to Martuni.",
       "Khankendi>xankendi listed | Shusha>shusha listed | Lachin>lachin listed | "
       "Martuni>khojavend listed"},
      {"en", "Darius built a palace at Susa.", ""},
      {"en", "They say Shusha, once Susa, fell.", "Shusha>shusha listed | Susa>shusha listed"},
      {"en", "Havana, Cuba", ""},
      {"ru", "Купили бутылку «Агдама».", ""},
      {"ru", "Мы живём в Агдаме давно.", "Агдаме>agdam inflected"},
      {"ru", "Ночевали в отеле «Степанакерт», потом уехали.", ""},
      {"ru", "Ночевали в городе «Степанакерт», потом уехали.", "Степанакерт>xankendi listed"},
      {"hy", "Սպիտակ տուն", ""},
      // A word at the head of a sentence, if nobody said what the place is, and the text does
      // not use it as a word.
      {"tr", "Mısır bu yıl katıldı.", "Mısır>egypt listed"},
      {"tr", "Mısır pahalı. Biz de mısır aldık.", ""},
      {"tr", "Mısırda kar yağdı.", "Mısırda>egypt inflected"},
      // Three letters of a kindred language
      {"az", "Dünən Fas danışdı.", "Fas>morocco listed"},
      {"en", "Yesterday Fas spoke.", ""},
      {"hy", "Կատարում է աշխատանքը։", ""},
      {"hy", "Նա մեկնեց Սպիտակ քաղաք։", "Սպիտակ>spitak listed"},
  });
}

TEST(Matcher, HearsSpellingsThatNobodyListed) {
  expect_mentions({
      {"en", "They drove from Baku to Kalbacar and back.",
       "Baku>baku listed | Kalbacar>kalbajar romanised"},
      {"ru", "Из Баку они ехали в Кялбаджар и назад.",
       "Баку>baku listed | Кялбаджар>kalbajar romanised"},
      // Of another country, at the head of a sentence, of a person, in small letters, in a tag.
      {"en", "They drove from Minsk to Kalbacar and back.", "Minsk>minsk listed"},
      {"en", "They left Baku. Kalbacar was closed.", "Baku>baku listed"},
      {"en", "In Baku they met Kalbacar Smith.", "Baku>baku listed"},
      {"en", "From Baku they took a kalbacar home.", "Baku>baku listed"},
      {"en", "From Baku with #Kalbacar home.", "Baku>baku listed"},
      // Near a listed name by its spelling, not by its sounds.
      {"en", "From Baku they took a Kalamar home.", "Baku>baku listed"},
  });
}

TEST(Matcher, HearsSlipsInLongNamesWhereAskedFor) {
  const Case cases[] = {
      // A letter more, less, another, two changed round; with an ending.
      {"en", "From Baku they drove to Stepanankert again.",
       "Baku>baku listed | Stepanankert>xankendi misspelt"},
      {"en", "From Baku they drove to Stepaakert again.",
       "Baku>baku listed | Stepaakert>xankendi misspelt"},
      {"en", "From Baku they drove to Stebanakert again.",
       "Baku>baku listed | Stebanakert>xankendi romanised"},
      {"en", "From Baku they drove to Steqanakert again.",
       "Baku>baku listed | Steqanakert>xankendi misspelt"},
      {"en", "From Baku they drove to Setpanakert again.",
       "Baku>baku listed | Setpanakert>xankendi misspelt"},
      {"ru", "Из Баку они ехали до Степанкаерта без остановки.",
       "Баку>baku listed | Степанкаерта>xankendi misspelt"},
      {"az", "Onlar Bakıdan gəlib Xanəkndidə olan bacısına getdilər.",
       "Bakıdan>baku inflected | Xanəkndidə>xankendi misspelt"},
      {"en", "From Baku to the north of Azrebaijan again.",
       "Baku>baku listed | Azrebaijan>azerbaijan misspelt"},
      // Scripts without capitals.
      {"ka", "ისინი Baku და სტეფანაკეტრში წავიდნენ.",
       "Baku>baku listed | სტეფანაკეტრში>xankendi misspelt"},
      // The first letter, the last one, a letter behind it, two slips, a short name.
      {"en", "From Baku they drove to Ltepanakert again.", "Baku>baku listed"},
      {"en", "From Baku they drove to Stepanakerm again.", "Baku>baku listed"},
      {"en", "From Baku they drove to Stepanakertk again.", "Baku>baku listed"},
      {"en", "From Baku they drove to Setpanakret again.", "Baku>baku listed"},
      {"en", "From Baku they drove to Yervean again.", "Baku>baku listed"},
      // No context, no capital that tells, a person.
      {"en", "From Minsk they drove to Setpanakert again.", "Minsk>minsk listed"},
      {"en", "From Baku they took a setpanakert home.", "Baku>baku listed"},
      {"en", "They left Baku. Setpanakert was closed.", "Baku>baku listed"},
      {"en", "In Baku they met John Setpanakert again.", "Baku>baku listed"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(line_of(small_world(), c.text, c.lang, {.misspelt = true}), c.expected) << c.text;
    EXPECT_THAT(line_of(small_world(), c.text, c.lang),
                testing::Not(testing::HasSubstr("misspelt")))
        << c.text;
  }
}

TEST(Matcher, TakesAWordBehindAPrepositionWhereNobodySaidWhereItIs) {
  const CompiledGazetteer gazetteer =
      compiled({{"baku", "باکو", "fa", "", ""}, {"ganjeh", "گنجه", "fa", "", ""}});
  const auto places = [&](std::string_view text) {
    std::string line;
    for (const Mention& m : mentions_of(gazetteer, text, "fa"))
      if (m.kind == MentionKind::name) line += gazetteer.place_id(m.place) + ' ';
    return line;
  };
  EXPECT_EQ(places("او به باکو رفت. در گنجه باران می‌آمد."),
            "baku ganjeh ");
  EXPECT_EQ(places("لباس‌ها را در گنجه گذاشت."), "")
      << "the text names no place";
  EXPECT_EQ(places("او به باکو رفت. گنجه باز بود."), "baku ") << "nothing leads to it";
}

TEST(Matcher, KnowsPhrasesThatNameNoPlace) {
  expect_mentions({
      {"en", "the OSCE Minsk Group met in Minsk", "Minsk>minsk listed"},
  });
  expect_rejected({
      {"en", "the OSCE Minsk Group met", "Minsk>minsk ambiguous"},
  });
}

TEST(Matcher, TakesCompoundsApart) {
  expect_mentions({
      {"en", "the Khankendi-Lachin corridor",
       "Khankendi>xankendi compound | Lachin>lachin compound"},
      {"en", "the Khankendi-Lachin road", "Khankendi>xankendi compound | Lachin>lachin compound"},
      {"en", "MOSCOW/BAKU:Armenia said",
       "MOSCOW>moscow compound | BAKU>baku compound | Armenia>armenia compound"},
      {"tr", "Azerbaijan,Türkiye", "Azerbaijan>azerbaijan compound | Türkiye>turkey compound"},
      {"en", "a file Azerbaijan.jpg", "Azerbaijan>azerbaijan compound"},
      {"en", "the Armenian-Azerbaijani dispute",
       "Armenian>armenia inflected adjective | Azerbaijani>azerbaijan inflected adjective"},
      {"hy", "Երևան֊Գորիս", "Երևան>yerevan compound | Գորիս>goris compound"},
      {"en", "pro-Armenian and non-Azerbaijani",
       "Armenian>armenia inflected adjective | Azerbaijani>azerbaijan inflected adjective"},
      {"en", "the BakuTbilisiCeyhan pipeline", "Baku>baku hashtag | Tbilisi>tbilisi hashtag"},
      {"ru", "вокруг #ЛачинскогоКоридора", "ЛачинскогоКоридора>lachin-corridor hashtag"},
  });
}

TEST(Matcher, GivesPlacesInTagsTheirOwnBytes) {
  const std::string text = "see #ShushaisAzerbaijan now";
  const auto mentions = mentions_of(small_world(), text, "en");
  ASSERT_EQ(mentions.size(), 2u);
  EXPECT_EQ(text.substr(mentions[0].begin, mentions[0].end - mentions[0].begin), "Shusha");
  EXPECT_EQ(text.substr(mentions[1].begin, mentions[1].end - mentions[1].begin), "Azerbaijan");
  EXPECT_EQ(mentions[0].first_token, mentions[1].first_token);
  EXPECT_EQ(mentions[0].rule, MentionRule::hashtag);
}

TEST(Matcher, LeavesAddressesAlone) {
  expect_mentions({
      {"en", "see https://example.org/azerbaijan/baku for more", ""},
      {"en", "see visitazerbaijan.travel for more", "azerbaijan>azerbaijan hashtag"},
  });
  expect_rejected({
      {"en", "see https://example.org/baku for more", "baku>baku letter case"},
  });
}

TEST(Matcher, GivesEveryListedNameARow) {
  // Names inside a longer one are reached by `contained`; others have their row.
  const auto rows = rejected_line_of(small_world(), "corridor de Latchine, in us, van", "fr");
  EXPECT_THAT(rows, testing::HasSubstr("us>united-states"));
  EXPECT_THAT(rows, testing::HasSubstr("van>van"));
}

// «степанакерт.e» is too small for a name and then a host's: taken, and refused no more.
TEST(Matcher, GivesASpanOneRowAPlace) {
  for (const auto& [text, lang] :
       {std::pair("20степанакерт.e.e", "ru"), std::pair("baku.com and shusha.az", "en")}) {
    std::set<std::tuple<std::uint32_t, std::uint32_t, PlaceNumber>> seen;
    for (const Mention& m : mentions_of(small_world(), text, lang))
      EXPECT_TRUE(seen.emplace(m.begin, m.end, m.place).second) << text << " at " << m.begin;
    EXPECT_FALSE(seen.empty()) << text;
  }
}

TEST(Matcher, AssignsParts) {
  const std::string text = "Baku\n\nShusha";
  TokenStream stream;
  scan(text, stream);
  const PartSpan parts[] = {{Part::title, 0, 4}, {Part::chrome, 6, 12}};
  std::vector<Mention> mentions;
  NameMatcher(small_world())
      .find({.text = text, .stream = stream, .parts = parts, .lang = "en"}, mentions);
  ASSERT_EQ(mentions.size(), 2u);
  EXPECT_EQ(mentions[0].part, Part::title);
  EXPECT_EQ(mentions[1].part, Part::chrome);
}

TEST(Matcher, SortsAndNeverOverlaps) {
  const std::string text =
      "#ShushaisAzerbaijan us Nagorno-Karabakh's Lachin corridor van MOSCOW/BAKU:Armenia "
      "Şuşa’nın d’Artsakh";
  const auto mentions = mentions_of(small_world(), text, "en");
  std::uint32_t end = 0;
  std::uint32_t begin = 0;
  for (const Mention& m : mentions) {
    EXPECT_LE(begin, m.begin);
    begin = m.begin;
    EXPECT_LT(m.begin, m.end);
    EXPECT_LE(m.end, text.size());
    if (m.kind == MentionKind::rejected) continue;
    EXPECT_LE(end, m.begin);
    end = m.end;
  }
}

TEST(Matcher, BearsAnyBytes) {
  for (const std::string& text :
       {std::string(), std::string(100, '\0'), std::string("#\xff\xfe'Baku\xc3"),
        std::string(300, '\''), "#" + std::string(70'000, 'a'),
        "Baku" + std::string(500, '\'') + "s", std::string("Şuşa\xcc\x81’’’"), std::string("d'"),
        std::string("#-#_#'")}) {
    const auto mentions = mentions_of(small_world(), text, "");
    EXPECT_TRUE(std::all_of(mentions.begin(), mentions.end(), [&](const Mention& m) {
      return m.begin < m.end && m.end <= text.size();
    }));
  }
}

TEST(Matcher, IsLinearInHits) {
  // Each word a hit, each name ambiguous: a quadratic step would take minutes.
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += i % 3 == 0 ? "Martuni " : i % 3 == 1 ? "Lachin corridor " : "Baku-";
  EXPECT_GE(mentions_of(small_world(), text, "en").size(), 190'000u);
}

TEST(Matcher, FingerprintIsSixteenDigits) { EXPECT_EQ(matcher_fingerprint().size(), 16u); }

}  // namespace
}  // namespace byname::test
