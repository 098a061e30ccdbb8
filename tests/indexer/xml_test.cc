// XML that is no page and no feed: books, news, dumps of wikis, and any other.
#include <gtest/gtest.h>

#include "indexer/readers/wikitext.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// What a document says of itself and its text without furniture, on a line.
std::string facts(const Document& d) {
  std::string line = d.title + " | " + d.source + " | " + d.author + " | " + d.date.iso + " | ";
  std::uint32_t done = 0;
  for (const PartSpan& span : d.parts) {
    if (span.part == Part::chrome) continue;
    if (done > 0) line += " / ";
    line += d.text.substr(span.begin, span.end - span.begin);
    done = span.end;
  }
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

std::vector<std::string> facts(const Reading& reading) {
  std::vector<std::string> all;
  for (const Document& document : reading.documents) all.push_back(facts(document));
  return all;
}

TEST(Xml, KindsAreReadByWhatTheirElementsMean) {
  const struct {
    const char* path;
    std::string_view xml;
    std::vector<std::string> expected;
  } cases[] = {
      {"b.fb2",
       R"(<?xml version="1.0"?><FictionBook xmlns:l="x"><description><title-info><author>
<first-name>Ann</first-name><last-name>Lee</last-name><nickname>al</nickname></author>
<author><last-name>Li</last-name></author><book-title>Roads</book-title>
<date value="1904-01-01">1904</date><lang>en</lang></title-info><document-info><date>2005</date>
</document-info><publish-info><publisher>House</publisher></publish-info></description><body>
<section><title><p>One</p></title><p>To <emphasis>Shu</emphasis>sha.</p><p>Rain.</p></section>
<section><p>To Agdam.</p><section><p>To Goris.</p></section></section></body>
<body name="notes"><section><p>On Kapan.</p></section></body><binary>AAAA</binary></FictionBook>)",
       {"Roads: One | House | Ann Lee, Li | 1904 | One / To Shusha. Rain.",
        "Roads | House | Ann Lee, Li | 1904 | To Agdam. To Goris.",
        "Roads | House | Ann Lee, Li | 1904 | On Kapan."}},
      {"n.xml",
       R"(<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "x"><nitf><head><title>slug</title><docdata>
<date.issue norm="20230202T131507+0400"/><doc.copyright holder="Wire"/></docdata></head><body>
<body.head><hedline><hl1>Rain</hl1></hedline><byline>By <person>Ann Lee</person></byline></body.head>
<body.content><p>To <location>Lachin</location>.</p></body.content></body></nitf>)",
       {"Rain | Wire | Ann Lee | 2023-02-02T13:15 | Rain / By Ann Lee To Lachin."}},
      {"g2.xml",
       R"(<newsMessage><header><sent>2020-01-01</sent></header><itemSet><newsItem><itemMeta>
<versionCreated>2023-02-02T10:00:00Z</versionCreated><provider><name>TT</name></provider></itemMeta>
<contentMeta><headline>Snow</headline><by>Bo</by></contentMeta><contentSet><inlineXML><html><body>
<p>In Goris.</p></body></html></inlineXML></contentSet></newsItem><newsItem><contentMeta><headline>Fog
</headline></contentMeta><contentSet><p>In Kapan.</p></contentSet></newsItem></itemSet></newsMessage>)",
       {"Snow | TT | Bo | 2023-02-02T10:00 | Snow / Bo In Goris.",
        "Fog |  |  |  | Fog / In Kapan."}},
      {"m.xml",
       R"(<NewsML><NewsEnvelope><DateAndTime>20200101</DateAndTime></NewsEnvelope><NewsItem>
<NewsManagement><FirstCreated>20230202T131507Z</FirstCreated></NewsManagement><NewsComponent>
<NewsLines><HeadLine>Hail</HeadLine><ByLine>Ann</ByLine></NewsLines><AdministrativeMetadata>
<Provider><Party FormalName="ANA"/></Provider></AdministrativeMetadata><ContentItem><DataContent>
<p>In Ganja.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>)",
       {"Hail |  | Ann | 2023-02-02T13:15 | Hail / Ann In Ganja."}},
      {"t.xml",
       R"(<TEI><teiHeader><titleStmt><title>Letters</title><author>Doe</author></titleStmt>
<publicationStmt><date when="1999"/></publicationStmt></teiHeader><text><body><l>Of <placeName>Baku
</placeName></l><l>and Quba</l></body></text></TEI>)",
       {"Letters |  | Doe | 1999 | Of Baku and Quba"}},
      {"any.xml",
       R"(<?xml version="1.0"?><r><title>Losses</title><date>2023-02-02</date><row><name>Shusha</name>
<n>5</n></row><p>In <b>Goris</b> &amp; Kapan<br/>today</p><![CDATA[In Quba]]></r>)",
       {"Losses |  |  | 2023-02-02 | Losses / 2023-02-02 Shusha 5 In Goris & Kapan today In Quba"}},
      {"w.docx.xml",
       R"(<?xml version="1.0"?><w:document><w:p><w:r><w:t>To Shu</w:t></w:r><w:r><w:t>sha.</w:t></w:r></w:p>
</w:document>)",
       {" |  |  |  | To Shusha."}},
      // Broken: what is not closed, closed twice, or cut off.
      {"x.xml",
       "<?xml version='1.0'?><r><x>To <y>Shusha</x></z><v>To Agdam",
       {" |  |  |  | To Shusha To Agdam"}},
      {"none.xml", "<?xml version='1.0'?><r a='Shusha'><b/></r>", {}},
  };
  for (const auto& c : cases) {
    const Reading reading = read(c.path, c.xml);
    EXPECT_EQ(facts(reading), c.expected) << c.path;
    for (const Document& d : reading.documents) {
      expect_sound(d, c.xml);
      for (const char* place : {"Agdam", "Goris", "Lachin", "Baku"}) {
        if (d.text.find(place) != std::string::npos) {
          EXPECT_EQ(source_bytes(d, c.xml, place), place);
        }
      }
    }
  }
  EXPECT_EQ(read("none.xml", cases[8].xml).result.state, InputState::no_text);
  EXPECT_EQ(read("p.svg", "<svg><text>Shusha</text></svg>").result.state, InputState::skipped);
}

TEST(Xml, BooksOfOtherCharsetsHaveTheirBytes) {
  const std::string bytes =
      "<?xml version=\"1.0\" encoding=\"windows-1251\"?><FictionBook><body><section><p>\xC2 "
      "\xD8\xF3\xF8\xF3.</p></section></body></FictionBook>";
  const Reading reading = read("b.fb2", bytes);
  EXPECT_EQ(source_bytes(reading.only(), bytes, "Шушу"), "\xD8\xF3\xF8\xF3");
}

TEST(Xml, DepthCostsNothing) {
  std::string nested = "<?xml version='1.0'?>";
  for (int i = 0; i < 100000; ++i) nested += "<a>";
  EXPECT_THAT(facts(read("a.xml", nested + "To Shusha.")), ElementsAre(" |  |  |  | To Shusha."));
}

constexpr std::string_view kWiki =
    R"(<mediawiki xml:lang="az"><siteinfo><sitename>Vikipediya</sitename>
<base>https://az.wikipedia.org/wiki/Ana</base><namespaces><namespace key="6">Şəkil</namespace>
<namespace key="14">Kateqoriya</namespace></namespaces></siteinfo>
<page><title>Şuşa (şəhər)</title><id>1</id><revision><timestamp>2020-01-01T00:00:00Z</timestamp>
<text>Old.</text></revision><revision><timestamp>2023-02-02T13:15:07Z</timestamp><contributor>
<username>Ann</username></contributor><text xml:space="preserve">{{Infobox|ad=Laçın}}
[[Şəkil:a.jpg|thumb|Qala [[Gəncə|Gəncədə]]]]&lt;ref&gt;Quba&lt;/ref&gt;
'''Şuşa''' &amp;mdash; [[Qarabağ|Qarabağda]].</text></revision></page>
<page><title>Shusha</title><redirect title="x"/><revision><text>#REDIRECT [[x]]</text></revision></page>
<page><title>Ağdam</title><revision><text>Ağdam</text></revision></page></mediawiki>)";

TEST(Wiki, EveryPageIsADocument) {
  const Reading reading = read("w.xml", kWiki);
  EXPECT_THAT(facts(reading),
              ElementsAre("Şuşa (şəhər) | Vikipediya | Ann | 2023-02-02T13:15 | Şuşa (şəhər) / "
                          "Qala Gəncədə / Şuşa — Qarabağda.",
                          "Ağdam | Vikipediya |  |  | Ağdam / Ağdam"));
  EXPECT_EQ(reading.documents.at(0).url, "https://az.wikipedia.org/wiki/Şuşa_(şəhər)");
  EXPECT_EQ(source_bytes(reading.documents.at(0), kWiki, "Şuşa — "), "Şuşa''' &amp;mdash; ");
  EXPECT_EQ(reading.result.state, InputState::indexed);
  EXPECT_THAT(reading.result.reason, HasSubstr("1 page(s) that lead to another"));
  for (std::size_t length = 0; length < kWiki.size(); length += 7) {
    const std::string_view cut = kWiki.substr(0, length);
    for (const Document& d : read("w.xml", cut).documents) expect_sound(d, cut);
  }
}

TEST(Wiki, MarksAreNoText) {
  const struct {
    std::string_view source, expected;
  } cases[] = {
      {"a ''b'' '''c''' '''''d'''''", "a b c d"},
      {"[[Shusha]], [[Agdam|the town]]s, [[:Lachin]]", "Shusha, the towns, Lachin"},
      {"== Roads ==\n* one\n** two\n----\n#three", "Roads \none\ntwo\n\nthree"},
      {"[https://x.org the site] and [1]", "the site and [1]"},
      {"a<!-- b -->c<br/>d<span class=x>e</span> 1 < 2", "ac\nde 1 < 2"},
      {"{|\n! A !! B\n|-\n| style=x | C || D\n|}", "A \nB\n\nC \nD\n"},
      {"[[File:a.jpg|thumb|To [[Goris]]]][[file:b.jpg]]x", "To Gorisx"},
      {"__NOTOC__a __b__", "a __b__"},
      {"{{a|b}} [[", "a b "},
      {"]] }} || '' =", "]] }} \n="},
  };
  for (const auto& c : cases) {
    Decoded source;
    source.text = c.source;
    EXPECT_EQ(plain_wikitext(source, {{"file"}, {"category"}}).text.text, c.expected) << c.source;
  }
}

}  // namespace
}  // namespace byname::test
