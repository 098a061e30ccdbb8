#include <gtest/gtest.h>

#include "indexer/readers/html_tokens.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dublin="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Ridge Post</title><link>https://ridge.example/</link>
<description>News of the hills</description><language>en</language>
<image><title>not this</title></image>
<item><title>Bridge at Goris &amp;amp; beyond</title><link>https://ridge.example/1</link>
<dublin:creator>Ann Lee</dublin:creator><pubDate>Thu, 02 Feb 2023 13:15:00 +0400</pubDate>
<description><![CDATA[<p>They drove to <b>La&shy;chin</b> &amp; back.</p><p>#Goris #Bridge</p>]]></description>
<category>Roads</category><category><![CDATA[Syunik]]></category></item>
<item><title>Second</title><guid isPermaLink="false">https://ridge.example/no</guid>
<author>bo@ridge.example (Bo Li)</author><description>A teaser about &lt;i&gt;Kapan&lt;/i&gt; and its [...]</description>
<content:encoded>&lt;p&gt;A teaser about Kapan and its roads.&lt;/p&gt;&lt;p&gt;More words.&lt;/p&gt;</content:encoded>
<source url="https://wire.example">The Wire</source></item>
</channel></rss>)";

TEST(Feed, OneDocumentAnItemOfRss) {
  const Reading reading = read("a.xml", kRss);
  EXPECT_EQ(reading.result.state, InputState::indexed);
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.id, "a.xml#0");
  EXPECT_EQ(first.title, "Bridge at Goris & beyond");
  EXPECT_EQ(first.source, "Ridge Post");
  EXPECT_EQ(first.author, "Ann Lee");
  EXPECT_EQ(first.url, "https://ridge.example/1");
  EXPECT_EQ(first.date.iso, "2023-02-02T13:15");
  EXPECT_THAT(texts(first, Part::title), ElementsAre("Bridge at Goris & beyond"));
  EXPECT_THAT(texts(first, Part::body), ElementsAre("They drove to La\u00ADchin & back."));
  EXPECT_THAT(texts(first, Part::hashtags), ElementsAre("#Goris #Bridge"));
  EXPECT_THAT(texts(first, Part::chrome),
              ElementsAre("Ridge Post\n\nNews of the hills", "Roads\nSyunik"));
  EXPECT_EQ(source_bytes(first, kRss, "La\u00ADchin"), "La&shy;chin");
  EXPECT_EQ(source_bytes(first, kRss, "Goris & b"), "Goris &amp;amp; b");
  EXPECT_EQ(source_bytes(first, kRss, "Syunik"), "Syunik");
  const Document& second = reading.documents[1];
  EXPECT_EQ(second.author, "Bo Li");
  EXPECT_EQ(second.source, "The Wire");
  EXPECT_EQ(second.url, "");
  EXPECT_EQ(second.text, "Second\n\nA teaser about Kapan and its roads.\n\nMore words.");
  EXPECT_EQ(source_of(second, 0, 6)->line, 10U);
  for (const Document& d : reading.documents) expect_sound(d, kRss);
}

TEST(Feed, ReadsAtomInItsWaysToWriteText) {
  constexpr std::string_view bytes =
      R"(<?xml version="1.0"?><!-- a --><!DOCTYPE feed [<!ENTITY x ">">]>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="tr"><a:title>Yayla</a:title>
<a:author><a:name>Derya</a:name><a:uri>http://d.example</a:uri></a:author>
<a:link rel="self" href="http://y.example/feed"/>
<a:entry><a:title type="html">A &amp;amp; B</a:title><a:link rel="replies" href="http://y.example/c"/>
<a:link href="http://y.example/1?a&amp;b"/><a:updated>2024-02-03T12:00:00Z</a:updated>
<a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Kars &amp; <b>Ardahan</b></p>
<p>two</p></div></a:content></a:entry>
<a:entry xml:lang="az-Latn"><a:title>T</a:title><a:published>2024-02-01</a:published><a:updated>2024-02-09</a:updated>
<a:author><a:name>Cemil</a:name></a:author><a:author><a:name>Ali</a:name></a:author>
<a:source><a:title>Origin</a:title><a:updated>1999-01-01</a:updated></a:source>
<a:id>http://y.example/2</a:id><a:content type="text">1 &lt; 2 &amp;amp; &lt;b&gt;
next &x; line</a:content></a:entry></a:feed>)";
  const Reading reading = read("a.atom", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.title, "A & B");
  EXPECT_EQ(first.url, "http://y.example/1?a&b");
  EXPECT_EQ(first.author, "Derya");
  EXPECT_EQ(first.date.iso, "2024-02-03T12:00");
  EXPECT_EQ(first.text, "Yayla\n\nA & B\n\nKars & Ardahan\n\ntwo");
  EXPECT_EQ(source_bytes(first, bytes, "Kars & Ardahan"), "Kars &amp; <b>Ardahan");
  const Document& second = reading.documents[1];
  EXPECT_EQ(second.author, "Cemil, Ali");
  EXPECT_EQ(second.source, "Origin");
  EXPECT_EQ(second.url, "http://y.example/2");
  EXPECT_EQ(second.date.iso, "2024-02-01");
  EXPECT_EQ(second.lang, "az");
  EXPECT_EQ(second.text, "T\n\n1 < 2 &amp; <b>\nnext &x; line");
  for (const Document& d : reading.documents) expect_sound(d, bytes);
}

TEST(Feed, ReadsOtherFeeds) {
  const struct {
    const char* bytes;
    const char* text;
    const char* author;
  } cases[] = {
      // RSS 1.0: items beside the channel.
      {R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Far</title><items/></channel>
          <item rdf:about="x"><title>One</title><description>Goris</description><dc:creator>Ann</dc:creator></item></rdf:RDF>)",
       "Far\n\nOne\n\nGoris", "Ann"},
      // Films: the text stands in media:description.
      {R"(<feed xmlns:media="http://search.yahoo.com/mrss/"><entry><title>Film</title><media:group>
          <media:title>Film</media:title><media:description>Road to Goris</media:description></media:group></entry></feed>)",
       "Film\n\nRoad to Goris", ""},
      {"<rss><channel><item><title>a</title><description>a</description></item></channel></rss>",
       "a", ""},
      // Markup that is not escaped, and what is base64.
      {R"(<rss><channel><item><body xmlns="http://www.w3.org/1999/xhtml">To <b>Goris</b><script>x</script>!</body></item></channel></rss>)",
       "To Goris!", ""},
      {R"(<feed><entry><title mode="base64">PGI+R29yaXM8L2I+</title><author><name>Ann</name></author></entry></feed>)",
       "Goris", "Ann"},
      // A namespace of its own for RSS, two summaries that say different things.
      {R"(<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:item><r:title>One</r:title></r:item></r:channel></r:rss>)",
       "One", ""},
      {"<rss><channel><item><summary>To Goris</summary><description>From "
       "Tegh</description></item></channel></rss>",
       "To Goris\n\nFrom Tegh", ""},
      // Entries that only point somewhere, and a feed without entries.
      {"<feed><entry><link href=\"http://a.example/1\"/></entry></feed>", "http://a.example/1", ""},
      {"<rss><channel><item><author>Ann</author></item></channel></rss>", "Ann", "Ann"},
      {"<rss><channel><title>Far</title><description>News of Goris</description></channel></rss>",
       "Far\n\nNews of Goris", ""},
      {"<CHANNEL><ITEM HREF=\"http://a.example/1\"><TITLE>One</TITLE></ITEM></CHANNEL>", "One", ""},
      {"<rss><channel><item><description>AT&T &copy 3 &lt; 4, "
       "&#x41;</description></item></channel></rss>",
       "AT&T &copy 3 < 4, A", ""},
  };
  for (const auto& c : cases) {
    const Reading reading = read("f.xml", c.bytes);
    EXPECT_EQ(reading.only().text, c.text);
    EXPECT_EQ(reading.only().author, c.author);
    expect_sound(reading.only(), c.bytes);
  }
}

TEST(Feed, AFeedWithoutTextIsNoText) {
  for (const char* bytes : {"<rss/>", "<rss><channel/></rss>", "<feed><entry/></feed>"})
    EXPECT_EQ(read("f.xml", bytes).result.state, InputState::no_text) << bytes;
  EXPECT_EQ(read("f.xml", "<?xml version='1.0'?><catalogue/>").result.state, InputState::no_text);
}

TEST(Feed, LanguageOfTheFeedIsOnlyAHint) {
  constexpr std::string_view bytes =
      "<rss><channel><language>ka</language><item><description>The road to the village was closed "
      "again on Monday, and nobody knows for how long.</description></item>"
      "<item><description>1 2 3</description></item></channel></rss>";
  const Reading reading = read("f.xml", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[0].lang, "en");
  EXPECT_EQ(reading.documents[1].lang, "ka");
}

TEST(Feed, DecodesWhatItDeclares) {
  std::string bytes =
      "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><item><title>";
  bytes += "\xD8\xF3\xF8\xE0</title></item></channel></rss>";  // Шуша
  const Reading reading = read("f.xml", bytes);
  EXPECT_EQ(reading.only().title, "Шуша");
  EXPECT_EQ(source_bytes(reading.only(), bytes, "Шуша"), "\xD8\xF3\xF8\xE0");
}

TEST(Feed, HostileFeedsEndInTime) {
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">";
  for (int i = 1; i < 10; ++i)
    laughs += "<!ENTITY lol" + std::to_string(i) + " \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">";
  laughs += "]><rss><channel><item><title>&lol9;</title></item></channel></rss>";
  EXPECT_EQ(read("f.xml", laughs).only().text, "&lol9;");

  const auto many = [](std::string_view piece, std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += piece;
    return out;
  };
  const std::string cases[] = {
      "<rss>" + many("<!DOCTYPE [", 300000),
      "<rss>" + many("<item>", 300000),
      "<rss><channel><item><title>" + many("<b>", 300000),
      "<rss><channel><item>" + many("<category>a</category>", 100000),
      "<rss><channel>" + many("<item><title>a</title>", 100000),
      "<rss>" + many("</b>", 300000) + many("<a></b>", 300000),
      "<rss><item><description>" + many("&", 1000000),
      "<rss><item><description><![CDATA[" + many("<![CDATA[", 300000),
      "<rss" + many(" xmlns:a='http://purl.org/dc/elements/1.1/'", 100000) + "/>",
  };
  for (const std::string& bytes : cases)
    for (const Document& d : read("f.xml", bytes).documents) expect_sound(d, bytes);
}

TEST(Feed, ATruncatedFeedIsReadAsFarAsItGoes) {
  const std::string_view bytes = kRss.substr(0, kRss.find("</description></item>"));
  const Reading reading = read("a.xml", bytes.substr(0, bytes.size() - 3));
  EXPECT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.result.state, InputState::partial);
  EXPECT_THAT(reading.result.reason, HasSubstr("ends before it is complete"));
}

}  // namespace
}  // namespace byname::test
