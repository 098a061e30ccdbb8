// Which part of a page is its text, and when it was published.
#include <gtest/gtest.h>

#include <string>

#include "indexer/readers/html_dates.h"
#include "tests/indexer/reading.h"
#include "text/utf8.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;

std::string prose(const std::string& about) {
  return "<p>" + about + " is told here at some length, so that nobody can take it for a button, " +
         "a teaser or a menu; it has commas, a verb and a full stop at its end.</p>";
}

std::string repeated(const std::string& what, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += what;
  return all;
}

// The paragraphs of the page that are text, by their first words.
std::string text_of_page(const std::string& body) {
  const Document document = read("p.html", "<html><body>" + body + "</body></html>").only();
  std::string found;
  for (const PartSpan& span : document.parts) {
    if (span.part == Part::chrome) continue;
    const std::string text = document.text.substr(span.begin, span.end - span.begin);
    for (std::size_t at = 0; at < text.size();) {
      if (!found.empty()) found += '|';
      const std::size_t end = std::min(text.find("\n", at), text.size());
      const std::string line = text.substr(at, end - at);
      found += line.substr(0, line.find(' '));
      at = end;
      while (at < text.size() && text[at] == '\n') ++at;
    }
  }
  return found;
}

TEST(HtmlContent, IsWhereMostOfTheProseIs) {
  const std::string article = prose("A1") + prose("A2") + prose("A3") + prose("A4");
  std::string menus;
  for (int i = 0; i < 300; ++i) menus += "<div>Menu item</div>";
  const struct {
    const char* what;
    std::string body;
    const char* text;
  } cases[] = {
      {"boxes beside the article, without telling names",
       "<div class=x1>Weather<br>Sports</div><div class=x2>" + article +
           "</div><div class=x3><div>Shares fell</div><div>Rain again</div></div>",
       "A1|A2|A3|A4"},
      {"a table for the layout",
       "<table><tr><td>Weather</td><td><p>Intro</p>" + article + "</td><td>Ads</td></tr></table>",
       "Intro|A1|A2|A3|A4"},
      {"a page that stands in a form as a whole", "<form><div>" + article + "</div></form>",
       "A1|A2|A3|A4"},
      {"comments below the article",
       "<div class=story>" + article + "</div><div id=comments>" + prose("C1") + prose("C2") +
           "</div>",
       "A1|A2|A3|A4"},
      {"an article among long teasers",
       "<div><div>" + prose("T1") + "</div><div>" + prose("T2") +
           "</div><div class=\"entry-content\">" + article + "</div><div>" + prose("T3") +
           "</div></div>",
       "A1|A2|A3|A4"},
      {"several of a kind are all text",
       "<div class=post>" + prose("P1") + prose("P2") + "</div><div class=post>" + prose("P3") +
           prose("P4") + "</div>",
       "P1|P2|P3|P4"},
      {"a standfirst between heading and article",
       "<h1>Heading</h1><div><p>S1 says in a sentence of its own what the article is about.</p>"
       "</div><div>" +
           article + "</div>",
       "Heading|S1|A1|A2|A3|A4"},
      {"a list of links under its heading, inside the article",
       "<div>" + article + "<b>Read also</b><p><a href=/1>L1 and more</a></p>" + prose("A5") +
           "</div>",
       "A1|A2|A3|A4|A5"},
      {"a box of links with their dates, inside the article",
       "<div>" + article +
           "<div><b>More of it</b><p><a href=/1>L1 goes on and on</a> 2 May</p>"
           "<p><a href=/2>L2 goes on and on</a> 3 May</p></div>" +
           prose("A5") + "</div>",
       "A1|A2|A3|A4|A5"},
      {"teasers that are called articles, beside a text that is not",
       "<div>" + article + "</div><div><article>" + prose("T1") + "</article><article>" +
           prose("T2") + "</article><article>" + prose("T3") + "</article></div>",
       "A1|A2|A3|A4"},
      {"a picture whose description its caption repeats",
       "<div>" + article +
           "<img alt=\"P1 as described\"><figcaption>P1 as described</figcaption>"
           "<img alt=\"P2 as described\"></div>",
       "A1|A2|A3|A4|P1|P2"},
      {"what is shown without scripts only",
       "<div>" + article + "<noscript>N1 please enable JavaScript.</noscript></div>",
       "A1|A2|A3|A4"},
      {"comments that are longer than the article, on a page that is mostly menus",
       "<div>" + menus + "</div><div><div>" + article + "</div><div class=article_comment>" +
           article + article + "</div></div>",
       "A1|A2|A3|A4"},
      {"classes that speak of the article, not of its date or author",
       "<article class=\"post status-published author-ann\"><p>Short.</p>" + article + "</article>",
       "Short.|A1|A2|A3|A4"},
      {"a few words about the author",
       "<div>" + article + "</div><div class=author-box>" + prose("V1") + "</div>", "A1|A2|A3|A4"},
      {"cards beside the article",
       "<div><div>" + article + "</div><div class=x><div><a href=/1>K1 goes on</a>" + prose("K2") +
           "</div><div><a href=/2>K3 goes on</a>" + prose("K4") +
           "</div><div><a href=/3>K5 goes on</a>" + prose("K6") + "</div></div></div>",
       "A1|A2|A3|A4"},
      {"a row of links, a heading of what is furniture",
       "<div>" + article +
           "<h3>H1 of the list</h3><div><p><a href=/1>L1 and more</a></p><p><a href=/2>L2 and more"
           "</a></p></div><p><a href=/a>About</a> | <a href=/b>Contacts</a> | Town</p></div>",
       "A1|A2|A3|A4"},
      {"classes of parts of an article",
       "<div><div class=article-lead>" + prose("S1") + prose("S2") +
           "</div><div class=article-notes>" + article + "</div></div>",
       "S1|S2|A1|A2|A3|A4"},
      {"the headline of a page without headings",
       "<div>Home</div><div>Headline of the text</div><div>4 March 2019</div><div>" + article +
           "</div>",
       "Headline|A1|A2|A3|A4"},
      {"a side bar that is mostly links, with headlines among them",
       "<div><div class=x1><h1>A0</h1>" + article + "</div><div class=x2><h1>H1 of the bar</h1>" +
           "<div><a href=/1>Sports</a></div><p>Bridge of the day</p>"
           "<div><a href=/2>Travel pages and more of them</a></div><p>Boats of the day</p>"
           "<div><a href=/3>Weather for the week</a></div><div><a href=/4>Jobs in the "
           "town</a></div>"
           "<div><a href=/5>Cars, used and new</a></div><div><a href=/6>Houses to let</a></div>"
           "</div></div>",
       "A0|A1|A2|A3|A4"},
      {"the beginnings of other articles",
       "<div>" + article +
           "<p><a href=/1>C1 opens</a> The river rose on Wednesday and … More »</p>"
           "</div>",
       "A1|A2|A3|A4"},
      {"data for scripts",
       "<div>" + article + "<div>{\"id\": \"1\", \"a\": [], \"b\": 2}</div></div>", "A1|A2|A3|A4"},
      {"bylines and dates with labels, without classes",
       "<div><p>By Ann Lee, Town Crier</p><p>First Published: 08:19 IST(19/7/2013) | Last Updated: "
       "13:52 IST(19/7/2013)</p>" +
           article + "</div>",
       "A1|A2|A3|A4"},
      {"a sentence that begins like a label",
       "<div>" + article + "<p>On 12 May 2021 the bridge was opened</p></div>", "A1|A2|A3|A4|On"},
      {"a picture whose description goes on with its credit",
       "<div>" + article +
           "<img alt=\"P1 as described at length. Town Crier/Ann Lee\">"
           "<p class=caption>P2 as described at length.</p>"
           "<img alt=\"P3 on the bridge at night\"><p class=caption>P3 on the bridge at night. Ann "
           "Lee, Town Crier</p></div>",
       "A1|A2|A3|A4|P1|P2|P3"},
      {"a picture in an element for what stands beside the text",
       "<article>" + article +
           "<aside><img alt=\"the bridge\"><p class=credit>P1 with many people on the bridge at "
           "noon. (Photo: Ann Lee)</p></aside><div class=related-photo><p class=caption>P2 with "
           "many people on the bridge at night.</p></div></article>",
       "A1|A2|A3|A4|the|P1|P2"},
      {"links and headlines in such an element",
       "<article>" + article +
           "<aside><p class=caption><a href=/1>L1 with many people on the bridge at noon.</a></p>"
           "<p>L2</p></aside></article>",
       "A1|A2|A3|A4"},
      {"the caption above an <article>",
       "<h1>Heading of it</h1><div><p class=caption>P1 with many people on the bridge at noon, as "
       "ever, and boats</p></div><article>" +
           article + "</article><div><p class=caption>P2 with many people at night</p></div>",
       "Heading|P1|A1|A2|A3|A4"},
      {"boxes of the text that each begin with a link past them",
       "<div>" + article +
           "<div><a href=#1>Continue reading the main story</a><h2>H1 of a box</h2><p>B1 in it</p>"
           "</div><div><a href=#2>Continue reading the main story</a><p>B2 is a box as "
           "well</p></div><div><a href=#3>Continue reading the main story</a><p>B3 is the last box"
           "</p></div>" +
           prose("A5") + "</div>",
       "A1|A2|A3|A4|H1|B1|B2|B3|A5"},
      {"teasers in a column beside the text, in pairs",
       "<div><div>" + article +
           "</div><div><p><a href=/1>T1 goes on and on here</a></p><p>K1 tells "
           "a few words more about it</p><p><a href=/2>T2 goes on and on here</a></p><p>K2 tells a "
           "few words more about it</p></div><div><p><a href=/3>T3 goes on and on "
           "here</a></p><p>K3 "
           "tells a few words more about it</p><p><a href=/4>T4 goes on and on here</a></p><p>K4 "
           "tells a few words more about it</p></div></div>",
       "A1|A2|A3|A4"},
      {"a glossary of the text, with links",
       "<div>" + article +
           "<dl><dt><a href=/1>Goris</a></dt><dd>G1 is a town of stone houses</dd>"
           "<dt><a href=/2>Kapan</a></dt><dd>G2 is a town of mines and mills</dd><dt><a "
           "href=/3>Sisian</a></dt><dd>G3 is a town with a bridge</dd><dt><a "
           "href=/4>Meghri</a></dt>"
           "<dd>G4 is a town of fruit</dd></dl></div>",
       "A1|A2|A3|A4|Goris|G1|Kapan|G2|Sisian|G3|Meghri|G4"},
      {"a day behind a bar",
       "<div><p>YEREVAN | Wed May 15, 2013 3:27pm EDT</p>" + article + "</div>", "A1|A2|A3|A4"},
      {"a sentence with a day behind a bar",
       "<div>" + article + "<p>Open | closed until 15 May 2013</p></div>", "A1|A2|A3|A4|Open"},
      {"cards with pictures above their headlines",
       "<div><div>" + article + "</div><div class=x>" + "<div><img alt=\"" + std::string(300, 'x') +
           " one\"><a href=/1>K1 goes on</a>" + prose("K2") + "</div><div><img alt=\"" +
           std::string(300, 'y') + " two\"><a href=/2>K3 goes on</a>" + prose("K4") +
           "</div><div><img alt=\"" + std::string(300, 'z') + " three\"><a href=/3>K5 goes on</a>" +
           prose("K6") + "</div></div></div>",
       "A1|A2|A3|A4"},
      {"where to read more of whom",
       "<div>" + article + "<p>Follow Ann Lee on Twitter: @annlee</p></div>", "A1|A2|A3|A4"},
      {"what agencies write below",
       "<div>" + article +
           "<p>Copyright 2013 The Town Agency. All rights reserved. This material may not be "
           "published, broadcast, rewritten or given to others.</p></div>",
       "A1|A2|A3|A4"},
      {"too little prose to tell", "<div>One</div><div>Two words.</div>", "One|Two"},
  };
  for (const auto& c : cases) EXPECT_EQ(text_of_page(c.body), c.text) << c.what;
}

TEST(HtmlContent, HeadlinesAndCaptionsByTheirWords) {
  const Document document =
      read("p.html",
           "<html><head><title>Bridge opens at last</title></head><body><h1>Town Crier"
           "</h1><h1>A bridge for the town</h1>" +
               prose("A1") + prose("A2") + prose("A3") +
               "<p>People on the bridge. (AP Photo/Ann Lee)</p></body></html>")
          .only();
  std::vector<std::string> found;
  for (const PartSpan& span : document.parts)
    if (span.part != Part::body)
      found.push_back(std::string(name_of(span.part)) + ": " +
                      document.text.substr(span.begin, span.end - span.begin));
  EXPECT_THAT(found, ElementsAre("title: Bridge opens at last", "title: A bridge for the town",
                                 "caption: People on the bridge. (AP Photo/Ann Lee)"));
}

TEST(HtmlContent, TitleOfThePage) {
  const struct {
    const char* head;
    const char* body;
    const char* title;
  } cases[] = {
      // <title> and the heading against what was written for other sites
      {"<title>Crier - Children sing for the old bridge</title><meta property=og:title "
       "content=\"Song "
       "for a bridge\">",
       "<h1>Children sing for the old bridge</h1>", "Children sing for the old bridge"},
      {"<title>The Town Crier today | Bridge open</title><meta property=og:title content=\"Bridge "
       "open\">",
       "<h1>The Town Crier today</h1>", "Bridge open"},
      {"<title>Bridge open</title><meta property=og:title content=\"A bridge for all\">",
       "<h1>Another heading altogether</h1>", "A bridge for all"},
      // cut short
      {"<title>Crier - Ann's bridge is open to all</title><meta property=og:title content=\"bridge "
       "is open\">",
       "<h1>Ann's bridge is open to all</h1>", "Ann's bridge is open to all"},
      {"<title>Town news: Bridge is open</title><meta property=og:title content=\"Bridge is "
       "open\">",
       "<h1>Town news: Bridge is open</h1>", "Bridge is open"},
      // below the name of the site
      {"<title>The old bridge is open | Roads | Crier</title>",
       "<h1>CRIER</h1><h1>The old bridge is open</h1>", "The old bridge is open"},
      // the name of the site that nothing else tells
      {"<title>The old bridge is open - The Town Times</title>", "", "The old bridge is open"},
      {"<title>The old bridge - a story of stone</title>", "", "The old bridge - a story of stone"},
  };
  for (const auto& c : cases) {
    const std::string page = std::string("<html><head>") + c.head + "</head><body>" + c.body +
                             prose("A1") + prose("A2") + prose("A3") + "</body></html>";
    EXPECT_EQ(read("p.html", page).only().title, c.title) << page;
  }
}

TEST(HtmlBylines, NameWhoWroteThePage) {
  const std::string text = prose("A1") + prose("A2") + prose("A3") + prose("A4") + prose("A5");
  const auto page = [&](const std::string& above, const std::string& head = "") {
    return "<html><head>" + head + "</head><body><h1>On the bridge</h1>" + above + text;
  };
  const struct {
    std::string page;
    const char* author;
  } cases[] = {
      {page("<p>posted by <a rel=author href=/ann>Ann Lee</a> 2 May 2013 Towns</p>"), "Ann Lee"},
      {page("<div><span class=item-author>Ann Lee, TOWN TIMES</span> <span>10:05 a.m. 2 May "
            "2013</span></div>"),
       "Ann Lee"},
      {page("<div class=byline><span class=author>Ann Lee</span> <span>Town Crier</span></div>"),
       "Ann Lee"},
      {page("<p><span class=byline-name>By Ann Lee</span> <span>Roads correspondent</span></p>"),
       "Ann Lee"},
      {page("<p class=x1>by Ann Lee on May 15, 2013 at 3:45 pm ET</p>"), "Ann Lee"},
      {page("<p class=byline>By Ann Lee Tuesday, May 15, 2013</p>"), "Ann Lee"},
      {page("<p class=byline>By Ann Lee & Bob Ray - 2013-06-07T09:14:39Z</p>"),
       "Ann Lee & Bob Ray"},
      {page("<p>By Ann Lee and Bob Ray</p>"), "Ann Lee and Bob Ray"},
      {page("<div class=share><p class=byline>By Ann Lee</p></div>"), "Ann Lee"},
      {page("") + "<div class=x1><a rel=author href=/ann>Ann Lee</a></div>", "Ann Lee"},
      {page("<h3 class=byline>By Ann Lee</h3>"), "Ann Lee"},
      // The site as author gives way to a name.
      {page("<p>By Ann Lee</p>", "<meta name=author content=\"Town Times\">"), "Ann Lee"},
      {page("", "<meta name=author content=\"Town Times\">"), "Town Times"},
      {page("<p>By Ann Lee</p>", "<meta name=author content=\"Bob Ray\">"), "Bob Ray"},
      // of others
      {page(prose("B1") + prose("B2") + prose("B3") + "<p class=byline>Bob Ray</p>"), ""},
      {page("") + "<div class=comments><b class=author>Bob Ray</b> " + prose("C1") + "</div>", ""},
      {page("<div class=related><a href=/1>Another bridge</a><p class=byline>By Bob Ray</p></div>"
            "<p>By Ann Lee</p>"),
       "Ann Lee"},
      {page("") + "<div class=x1><p class=byline>Bob Ray</p><p class=byline>Cat Moe</p></div>", ""},
      {page("", "<meta name=author content=\"Town Times\">") +
           "<div class=x1><a href=/1>Another bridge is open</a><p class=byline>Bob Ray</p></div>",
       "Town Times"},
      // no names
      {page("<p><span class=byline>Staff Writer</span></p>"), ""},
      {page("<p><span class=byline>New York, 5 May 2013</span></p>"), ""},
      {page("<p>By the river</p>"), ""},
  };
  for (const auto& c : cases)
    EXPECT_EQ(read("p.html", c.page + "</body></html>").only().author, c.author) << c.page;
}

TEST(HtmlDates, TheSurestCounts) {
  const std::string text = prose("A1") + prose("A2") + prose("A3");
  const auto page = [&](const std::string& head, const std::string& above) {
    return "<html lang=de><head><title>T</title>" + head + "</head><body><h1>On the bridge</h1>" +
           above + text + "</body></html>";
  };
  const struct {
    std::string page;
    const char* iso;
  } cases[] = {
      {page("", ""), ""},
      {page("<meta name=\"DC.date.issued\" content=\"2021-03-04\">", "<p>5.3.2021</p>"),
       "2021-03-04"},
      {page("<meta property=\"og:updated_time\" content=\"2021-03-09\">", "<p>5.3.2021</p>"),
       "2021-03-05"},
      {page("<meta property=\"og:updated_time\" content=\"2021-03-09\">", ""), "2021-03-09"},
      {page("<link rel=canonical href=\"http://a.example/2021/03/04/on-the-bridge\">",
            "<p>5.3.2021</p>"),
       "2021-03-04"},
      {page("<script type=\"application/ld+json\">{\"@type\":\"WebPage\",\n"
            "\"name\":\"a\nb\",\"datePublished\":\"2021-03-04T10:00:00Z\"};</script>",
            ""),
       "2021-03-04T10:00"},
      {page("<script type=\"application/ld+json\">{\"a\": \"x\"y\", "
            "\"datePublished\": \"2021-03-04\"</script>",
            ""),
       "2021-03-04"},
      {page("", "<span itemprop=datePublished content=\"2021-03-04\">gestern</span>"),
       "2021-03-04"},
      {page("", "<div><time datetime=\"2021-03-04T09:30\">vor 2 Tagen</time></div>"),
       "2021-03-04T09:30"},
      {page("", "<p>Von Ann Lee | 03/04/2021</p>"), "2021-04-03"},
      {page("", "<p>Aktualisiert: 6.3.2021</p><p>Veröffentlicht: 5.3.2021</p>"), "2021-03-05"},
      {page("", "<p>12.03.19</p>"), "2019-03-12"},
      {page("", "<abbr class=published>am 12.03.19</abbr>"), "2019-03-12"},
      {page("", "<p>First Published: 08:19 IST(19/7/2013)</p>"), "2013-07-19"},
      {page("<meta name=date content=201903041020>", ""), "2019-03-04T10:20"},
      {page("<meta itemprop=datecreated datetime=\"2019-03-04\">", ""), "2019-03-04"},
      {page("<link rel=amphtml href=\"http://a.example/2019/03/04/amp\">", ""), "2019-03-04"},
      {page("<script>x = {'articlePublishDate':'2019-03-04'}</script>", ""), "2019-03-04"},
      {page("<script>x = '{\\\"date_published\\\":\\\"2019-03-04\\\"}'</script>", ""),
       "2019-03-04"},
      {page("<script>{\"datePublished\":\"\\/Date(1551694800000)\\/\"}</script>", ""),
       "2019-03-04T10:20"},
      {page("<script>{\"republished\": 2, \"subdued\": \"2019-03-04\"}</script>", ""), ""},
      {page("", "<div data-published=\"2019-03-04T10:20\">heute</div>"), "2019-03-04T10:20"},
      {page("", "<div>04</div><div>März</div><div>2019</div>"), "2019-03-04"},
      {page("<link rel=canonical href=\"http://a.example/2019/03/on\">",
            "<div>4</div><div>März</div>"),
       "2019-03-04"},
      {page("<link rel=canonical href=\"http://a.example/2019/03/on\">", "<div>4. Mai</div>"), ""},
      {page("", "<p>Berlin, 4. März 2019 – " + prose("A0") + "</p>"), "2019-03-04"},
      {page("", "<p>(04.03.2019) Der erste Absatz beginnt hier und hat noch einige Wörter mehr."),
       "2019-03-04"},
      {page("", "<p>4. März 2019 war ein kalter Tag, an dem auf der Brücke niemand zu sehen war."),
       ""},
      {page("", "") +
           "<p>Dieser Beitrag wurde am 4. März 2019 von Ann in Politik veröffentlicht.</p>",
       "2019-03-04"},
      {page("", "") + "<div class=comments><p>Ann schrieb am 5. Mai 2018 um 10:00</p></div>", ""},
      {page("<meta name=date content=\"1871-03-04\">", ""), ""},
      // a line among others of its block
      {page("",
            "<div>Bridges of the country, old and new ones<br>The committee of roads and rivers<br>"
            "Article date: 4 March 2021 - 0:00 PDT</div>"),
       "2021-03-04T00:00"},
      {page("",
            "<ul><li><a href=/1>Another bridge is open to all of us</a><br>Published 4 March "
            "2021</li></ul>"),
       ""},
      {page("", "<div>4 März<br>2021</div>"), "2021-03-04"},
      // the title again in a list far from the text; pictures between title and text
      {"<html><head><title>On the bridge today</title></head><body><h2>5 March 2021</h2><h3>On the "
       "bridge today</h3>" +
           text + "<ul><li>One</li><li>Two</li><li>On the bridge today</li></ul></body></html>",
       "2021-03-05"},
      {page("", std::string("<div>") + repeated("<p>A picture, and more</p>", 40) +
                    "</div><p>5 March 2021</p>"),
       "2021-03-05"},
      // days that pages announce
      {page("", "<p>Event: 12 May 2021</p>"), ""},
      {page("", "<p>Wann: 12. Mai 2021</p><p>5.3.2021</p>"), "2021-03-05"},
      {page("", "<p>Date and time</p><p>12 May 2021</p>"), ""},
      {page("", "<p>Opening hours:</p><time datetime=2021-05-12>12 May</time>"), ""},
      {page("", "<p>Events</p><p>12 May 2021</p>"), "2021-05-12"},  // a rubric
      {page("", "<p>12 May 2098</p>"), ""},
      {page("<meta name=date content=2098-05-12>", "<p>5.3.2021</p>"), "2021-03-05"},
  };
  for (const auto& c : cases) EXPECT_EQ(read("p.html", c.page).only().date.iso, c.iso) << c.page;
}

// The date, where it was found, and the same of the last change.
// What is taken of a value up to a length ends with a letter.
TEST(HtmlDates, AreNotCutInALetter) {
  for (std::size_t before = 0; before < 3; ++before) {
    std::string dashes, letters(before, 'x');
    for (int i = 0; i < 20; ++i) dashes += "–";
    for (int i = 0; i < 3000; ++i) letters += "Ш";
    const Document d =
        read("a.html", "<h1>" + letters +
                           "</h1><p>To Shusha.</p><script>var a={datePublished:\"2021-"
                           "06-1article:published_t" +
                           std::string(before, 'i') + dashes + "\"}</script>")
            .only();
    EXPECT_FALSE(d.date.text.empty());
    for (const std::string& value : {d.title, d.date.text})
      EXPECT_TRUE(is_valid_utf8(value)) << value;
  }
}

TEST(HtmlDates, KeepsTheLastChangeBesideThem) {
  const std::string text = prose("A1") + prose("A2") + prose("A3");
  const struct {
    std::string head;
    std::string above;
    const char* dates;
  } cases[] = {
      {"", "", " ()  ()"},
      {"<meta property=article:published_time content=2021-03-04>"
       "<meta property=article:modified_time content=2021-03-09T10:00>",
       "", "2021-03-04 (metadata) 2021-03-09T10:00 (metadata)"},
      {"<meta property=og:updated_time content=2021-03-09>", "",
       "2021-03-09 (metadata) 2021-03-09 (metadata)"},
      {"<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", "
       "\"datePublished\": \"2021-03-04\", \"dateModified\": \"2021-03-05\"}</script>",
       "", "2021-03-04 (metadata) 2021-03-05 (metadata)"},
      {"<link rel=canonical href=\"http://a.example/2021/03/04/on\">",
       "<p>Updated: 9 March 2021</p>", "2021-03-04 (address) 2021-03-09 (page)"},
      {"", "<p>Published: 4 March 2021 | Updated: 9 March 2021</p>",
       "2021-03-04 (page) 2021-03-09 (page)"},
      {"",
       "<time class=\"entry-date published\" datetime=2021-03-04>4 March</time>"
       "<time class=updated datetime=2021-03-09>9 March</time>",
       "2021-03-04 (page) 2021-03-09 (page)"},
      {"", "<time class=updated datetime=2021-03-09>9 March</time>",
       "2021-03-09 (page) 2021-03-09 (page)"},
      {"", "<time class=\"entry-date published updated\" datetime=2021-03-04>4 March</time>",
       "2021-03-04 (page)  ()"},
  };
  for (const auto& c : cases) {
    const Document document = read("p.html", "<html><head><title>T</title>" + c.head +
                                                 "</head><body><h1>On the bridge</h1>" + c.above +
                                                 text + "</body></html>")
                                  .only();
    EXPECT_EQ(document.date.iso + " (" + std::string(name_of(document.date.origin)) + ") " +
                  document.updated.iso + " (" + std::string(name_of(document.updated.origin)) + ")",
              c.dates)
        << c.head << c.above;
  }
}

TEST(HtmlDates, InAnAddress) {
  const struct {
    const char* url;
    const char* iso;
  } cases[] = {
      {"http://a.example/2021/03/04/bridge.html", "2021-03-04"},
      {"http://a.example/2021/3/4/bridge.html", "2021-03-04"},
      {"http://a.example/2021/POLITICS/03/04/bridge", "2021-03-04"},
      {"http://a.example/news/20210304/bridge", "2021-03-04"},
      {"http://a.example/bridge-2021-03-04", "2021-03-04"},
      {"http://a.example/2021/03/bridge", ""},
      {"http://a.example/20210304123", ""},
      {"http://a.example/2021/13/04/", ""},
      {"http://a.example/?d=2021-03-04", ""},
      {"http://a.example/12021-03-04", ""},
      {"2021", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    const auto date = date_in_address(c.url);
    EXPECT_EQ(date ? date->iso : "", c.iso) << c.url;
  }
}

}  // namespace
}  // namespace byname::test
