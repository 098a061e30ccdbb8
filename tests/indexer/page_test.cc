// Pages saved as plain text. All of them are made up; only their shapes are real.
#include "indexer/extract/page.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace byname {
namespace {

constexpr const char* kProse =
    "The new bridge near the village was opened by the head of the district, who said that it "
    "would bring the two banks of the river closer together than they had been for years.\n";

std::vector<std::string> of_part(std::string_view text, const PageFacts& facts, Part part) {
  std::vector<std::string> out;
  for (const PartSpan& span : facts.parts)
    if (span.part == part) out.emplace_back(text.substr(span.begin, span.end - span.begin));
  return out;
}

TEST(Page, StatesWhatItStates) {
  const struct {
    const char* head;  // prose follows
    const char* title;
    const char* source;
    const char* author;
    const char* date;
  } cases[] = {
      {"Bridge opens near Goris\n\n", "Bridge opens near Goris", "", "", ""},
      {"Bridge opens near Goris\n", "Bridge opens near Goris", "", "", ""},
      {"Bridge opens near Goris\nSecond in a year\n\n",
       "Bridge opens near Goris — Second in a year", "", "", ""},
      {"Bridge opens near Goris\nRT – Russia Today\n\n", "Bridge opens near Goris",
       "RT – Russia Today", "", ""},
      {"Bridge opens near Goris\n\nBBC News\n21 September 2023\n\n", "Bridge opens near Goris",
       "BBC News", "", "2023-09-21"},
      {"Bridge opens near Goris - BBC News\n\n", "Bridge opens near Goris", "BBC News", "", ""},
      {"Bridge opens near Goris | Caliber.Az\n\nBridge opens near Goris\n\n21.09.2023 12:30\n\n",
       "Bridge opens near Goris", "Caliber.Az", "", "2023-09-21T12:30"},
      {"Bridge opens\nBy Ann Lee, BBC News\n20 September 2023\n\n", "Bridge opens", "", "Ann Lee",
       "2023-09-20"},
      {"Bridge opens near Goris\n\nAuthor: Ann Lee\nSource: The Town Crier\nPublished: "
       "20.09.2023\n\n",
       "Bridge opens near Goris", "The Town Crier", "Ann Lee", "2023-09-20"},
      {"Bridge opens near Goris\n\nUpdated: 22 September 2023\nPublished: 20 September 2023\n\n",
       "Bridge opens near Goris", "", "", "2023-09-20"},
      {"Bridge opens near Goris\n\nPublished 20 September 2023 | Updated 22 September 2023\n\n",
       "Bridge opens near Goris", "", "", "2023-09-20"},
      {"POLITICS\n\nThe bridge opens near Goris\n\n20 September 2023\n\n",
       "The bridge opens near Goris", "", "", "2023-09-20"},
      {"Home\nPolitics\nEconomy\nSport\nCulture\nThe bridge near Goris opens to everybody\n\n",
       "The bridge near Goris opens to everybody", "", "", ""},
      {"Home > News > Syunik\n\nThe bridge opens near Goris\n\n", "The bridge opens near Goris", "",
       "", ""},
      {"The bridge opens near Goris\n\nTranslated from the Azerbaijani. Source: Bağban\n\n",
       "The bridge opens near Goris", "Bağban", "", ""},
      {"The bridge opens near Goris\n\nThe Pier, 2 October 2020. Translation from Georgian\n\n",
       "The bridge opens near Goris", "", "", "2020-10-02"},
      {"The bridge opens near Goris\n\nWorld | 2 May 2023 | 532 views\n\n",
       "The bridge opens near Goris", "", "", "2023-05-02"},
      {"Laçında körpü açılıb\n\n20 Sentyabr 2023 12:30\nMüəllif: Aysel Quliyeva\nMənbə: Report\n\n",
       "Laçında körpü açılıb", "Report", "Aysel Quliyeva", "2023-09-20T12:30"},
      {"В Горисе открыли мост\n20.09.2023, 12:30\nАвтор: Анна Иванова\n\n", "В Горисе открыли мост",
       "", "Анна Иванова", "2023-09-20T12:30"},
      {"Գորիսում կամուրջ է բացվել\n\n12 հունիսի 2021 թ.\n\n", "Գորիսում կամուրջ է բացվել", "", "",
       "2021-06-12"},
      {"Gorus'ta köprü açıldı\n\nGüncelleme: 21 Eylül 2023 10:15\nYayınlanma: 20 Eylül 2023 "
       "09:00\n\n",
       "Gorus'ta köprü açıldı", "", "", "2023-09-20T09:00"},
      {"გორისში ხიდი გაიხსნა\n\n21 სექტემბერი, 2023\n\n", "გორისში ხიდი გაიხსნა", "", "",
       "2023-09-21"},
      {"پلی در گوریس باز شد\n\nتاریخ انتشار: ۳۰ شهریور ۱۴۰۲\n\n", "پلی در گوریس باز شد", "", "",
       "2023-09-21"},
      {"Title: Bridge opens\nDate: 2023-09-20\nAuthor: Ann Lee\nSource: "
       "https://crier.org/a\n\n",
       "Bridge opens", "crier.org", "Ann Lee", "2023-09-20"},
      {"https://crier.example/a\n\nBridge opens near Goris\n\n", "Bridge opens near Goris", "", "",
       ""},
      {"Bridge opens near Goris\n\nIt took three years to build it and cost a fortune.\n\n"
       "20 September 2023\n\n",
       "Bridge opens near Goris", "", "", "2023-09-20"},
      {"<br/>\n<img src=\"a.jpg\" alt=\"b\">\nBridge opens near Goris\n\n",
       "Bridge opens near Goris", "", "", ""},
      {"JAMnews, Baku\n\nBridge opens near Goris\n\n", "Bridge opens near Goris", "JAMnews", "",
       ""},
      {"Мост открыт в Горисе\n\nГорный вестник, 5 марта 2022 г.\n\n", "Мост открыт в Горисе",
       "Горный вестник", "", "2022-03-05"},
      {"Մի կամուրջ Գորիսում\n\nԼեռնային թերթ, 12 հունիսի 2021 թ.\n\n", "Մի կամուրջ Գորիսում",
       "Լեռնային թերթ", "", "2021-06-12"},
      {"Bridge opens near Goris\n\nStone Bridge, 5 March 2022\n\n", "Bridge opens near Goris", "",
       "", "2022-03-05"},
  };
  for (const auto& c : cases) {
    const std::string text = std::string(c.head) + kProse + "\n" + kProse;
    const PageFacts facts = read_page(text);
    EXPECT_EQ(facts.title, c.title) << c.head;
    EXPECT_EQ(facts.source, c.source) << c.head;
    EXPECT_EQ(facts.author, c.author) << c.head;
    EXPECT_EQ(facts.date.iso, c.date) << c.head;
    EXPECT_EQ(of_part(text, facts, Part::body), std::vector<std::string>()) << c.head;
    // The prose is never anything but body.
    for (const PartSpan& span : facts.parts) EXPECT_LE(span.end, std::string_view(c.head).size());
  }
}

TEST(Page, InventsNothing) {
  const char* cases[] = {
      // A first sentence is no title, whatever follows.
      "The bridge was opened on 2 May 2023 in Goris.\n",
      "The bridge was opened on Monday in Goris.\nSecond paragraph, short.\n",
      "Signed on 2 May 2023 in Baku\n",
      "- What did you see?\n- Nothing at all, she said.\n",
      "A line that ends with a comma,\nand goes on here\n",
      "apples\npears\nplums\n",
      "1. Apples\n2. Pears\n3. Plums\n",
      "Dear all,\n\nthe bridge is open since 2020.\n",
      "Meghri\nKapan\nGoris\nSisian\nYeghegnadzor\n",
      "Advertisement\n",
      "In 2020 and in 2023 the road to Goris was closed for the winter, the ministry says.\n",
      "By the time Ann Lee came to Goris the bridge had been open for three years or so.\n",
      "The report, published by The Town Crier on 2 May 2023, says nothing about the bridge.\n",
      "He was born in Baku\n",
      "Event: 12 May 2021\nThe bridge is opened by the mayor.\n",
      "When:\n12 May 2021\nThe bridge is opened by the mayor.\n",
      "Дата проведения: 12 мая 2021\nThe bridge is opened by the mayor.\n",
      "",
      "\n\n\n",
  };
  for (const char* text : cases) {
    const PageFacts facts = read_page(text);
    EXPECT_EQ(facts.title + facts.source + facts.author + facts.date.iso, "") << text;
  }
}

TEST(Page, WrappedParagraphsAreNoTitles) {
  const std::string text =
      "The new bridge near the village was opened by the head of the\n"
      "district, who said that it would bring the two banks of the river\n"
      "closer together than they had been for years.\n\n"
      "Nobody had expected that so many people would come from the other\n"
      "side on the very first day, and the bakery ran out of bread.\n";
  EXPECT_EQ(read_page(text).title, "");
  const PageFacts titled = read_page("A bridge at last\n\n" + text);
  EXPECT_EQ(titled.title, "A bridge at last");
}

TEST(Page, ReadsDatelines) {
  const struct {
    const char* paragraph;
    const char* source;
    const char* date;
  } cases[] = {
      {"YEREVAN, SEPTEMBER 20, ARMENPRESS. The bridge is open.", "ARMENPRESS", ""},
      {"BAKU, September 20. /TASS/. The bridge is open.", "TASS", ""},
      {"BAKU (Reuters) - The bridge is open to everybody now.", "Reuters", ""},
      {"GORIS, Armenia, 20 September 2023 (AFP) — The bridge is open.", "AFP", "2023-09-20"},
      {"Baku, Azerbaijan, Sept. 20. Trend: The bridge is open.", "Trend", ""},
      {"ЕРЕВАН, 20 сен — Sputnik. Мост открыт для всех желающих.", "Sputnik", ""},
      {"МОСКВА, 20 сен – РИА Новости. Мост открыт для всех.", "РИА Новости", ""},
      {"БАКУ, 20 сентября 2023 г. /ТАСС/. Мост открыт для всех.", "ТАСС", "2023-09-20"},
      {"Bakı, 20 sentyabr, AZƏRTAC Körpü açıldı və hamı gəldi.", "", ""},
      {"The bridge (Reuters) is what people here call the road.", "", ""},
      {"Time passes, Star by Star, and the bridge is still shut.", "", ""},
  };
  for (const auto& c : cases) {
    const PageFacts facts = read_page(c.paragraph);
    EXPECT_EQ(facts.source, c.source) << c.paragraph;
    EXPECT_EQ(facts.date.iso, c.date) << c.paragraph;
    EXPECT_EQ(facts.title, "") << c.paragraph;
  }
}

TEST(Page, ReadsWhoWroteAndWhoReprints) {
  const struct {
    const char* paragraph;
    const char* author;
    const char* source;
  } cases[] = {
      {"Ann Lee, head of the Bridge Institute, argues in her article that all is well. Crier.Az "
       "reprints the article.",
       "Ann Lee", "Crier.Az"},
      {"Анна Иванова, директор института, рассуждает в своей статье о мостах. Кавказский узел "
       "перепечатывает материал.",
       "Анна Иванова", "Кавказский узел"},
      // Someone else's article, not this one.
      {"Ann Lee, head of the Bridge Institute, argued in her article that all is well, officials "
       "said.",
       "", ""},
      {"Nobody reprints the book that she wrote in her youth, and nobody wants to.", "", ""},
  };
  for (const auto& c : cases) {
    const PageFacts facts =
        read_page(std::string("The bridge\n\n") + c.paragraph + "\n\n" + kProse);
    EXPECT_EQ(facts.author, c.author) << c.paragraph;
    EXPECT_EQ(facts.source, c.source) << c.paragraph;
  }
}

TEST(Page, TellsFurnitureFromText) {
  const std::string prose(kProse);
  const std::string text =
      "The bridge opens\n\n" + prose + "Advertisement\n" + prose + "Read also: A dog in Goris\n" +
      prose + "Dangerous waters\n" + prose +
      "Share\nFacebook Twitter Telegram\n1,234 views\nSubscribe to our Telegram channel\n"
      "Read also\n\nA dog in Goris\n\n22 March 2023 - 15:15\n\nA cat in Kapan VIDEO\n\n"
      "22 March 2023 - 14:47\n\nLatest news\n\nWhat next for Sisian?\n\n22 March 2023 - 14:00\n"
      "All news\nContacts\n© 2023 Town Crier";
  const PageFacts facts = read_page(text);
  EXPECT_EQ(of_part(text, facts, Part::chrome),
            (std::vector<std::string>{
                "Advertisement", "Read also: A dog in Goris", "Share", "Facebook Twitter Telegram",
                "1,234 views", "Subscribe to our Telegram channel", "Read also", "A dog in Goris",
                "22 March 2023 - 15:15", "A cat in Kapan VIDEO", "22 March 2023 - 14:47",
                "Latest news", "What next for Sisian?", "22 March 2023 - 14:00", "All news",
                "Contacts", "© 2023 Town Crier"}));
  EXPECT_EQ(facts.date.iso, "");  // the dates are those of other articles
}

TEST(Page, ListsInManyLanguagesAndShapes) {
  const struct {
    const char* list;
    std::size_t lines;
  } cases[] = {
      {"Читайте также:\nВ Горисе видели собаку\nВ Капане видели кошку\n", 3},
      {"Oxşar xəbərlər\n\nGorusda it görünüb\n\nQafanda pişik görünüb\n", 3},
      {"18:31\nA dog in Goris\n18:05\nA cat in Kapan\n17:50\nRain in Sisian\n", 6},
      {"A dog in Goris\n18:31\nA cat in Kapan\n18:05\nRain in Sisian\n17:50\n", 6},
      {"Կարդացեք նաև\nԳորիսում շուն են տեսել\n", 2},
      {"Կարդացէք նաեւ\nԼիբանանի մէջ ձիւն է\n", 2},
      {"Share this story: #Goris #bridge\n", 1},
      {"Most read\n1\nA dog in Goris\n2\nA cat in Kapan\n", 5},
  };
  for (const auto& c : cases) {
    const std::string text = std::string("The bridge opens\n\n") + kProse + "\n" + kProse + c.list;
    EXPECT_EQ(of_part(text, read_page(text), Part::chrome).size(), c.lines) << c.list;
  }
}

TEST(Page, TextAfterAListIsText) {
  const std::string text = std::string("The bridge opens\n\n") + kProse +
                           "Read also\nA dog in Goris\nA cat in Kapan\nDangerous waters\n" + kProse;
  EXPECT_EQ(of_part(text, read_page(text), Part::chrome),
            (std::vector<std::string>{"Read also", "A dog in Goris", "A cat in Kapan"}));
  // A subhead that sounds like the heading of a list.
  const std::string subhead = std::string("The bridge opens\n\n") + kProse + "Related\n" + kProse;
  EXPECT_EQ(of_part(subhead, read_page(subhead), Part::chrome), std::vector<std::string>());
}

TEST(Page, CaptionsOfPicturesThatAreGone) {
  const std::string p = std::string(kProse) + "\n";
  const std::string text = "The bridge opens\n\n" + p + p + p + p + p + p +
                           "\n\nThe bridge as seen from the village\n\n" + p +
                           "Photo: Ann Lee / AFP\n\n" + p;
  EXPECT_EQ(
      of_part(text, read_page(text), Part::caption),
      (std::vector<std::string>{"The bridge as seen from the village", "Photo: Ann Lee / AFP"}));
}

TEST(Page, HashtagsAtTheEnd) {
  const struct {
    const char* line;
    std::vector<std::string> tags;
  } cases[] = {
      {"The #bridge near #Goris is open. #Goris #Syunik https://x.example/1", {"#Goris #Syunik"}},
      {"The #bridge near #Goris", {}},
      {"Open! #a #b (at Goris, Armenia) http://x.example", {"#a #b"}},
      {"#Goris", {"#Goris"}},
      {"Nice #Goris", {}},
      {"Please share! #goris", {"#goris"}},
      {"Snow. #Goris #Syunik \U0001F1E6\U0001F1F2", {"#Goris #Syunik"}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(of_part(c.line, read_page(c.line), Part::hashtags), c.tags) << c.line;
}

}  // namespace
}  // namespace byname
