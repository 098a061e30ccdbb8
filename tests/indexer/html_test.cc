#include <gtest/gtest.h>

#include "indexer/readers/html_tokens.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kPage =
    R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Bridge over the Hakari opens &#8212; to traffic | Town Crier</title>
<meta property="og:site_name" content="Town Crier">
<meta property="article:published_time" content="2023-02-02T13:15:00+04:00">
<meta name="author" content="Ann Lee"><link rel="canonical" href="http://crier.example/1">
<script>var x = "<p>not text</p>";</script><style>p { color: red }</style></head>
<body class="has-sidebar"><header><a href="/">Town Crier</a></header>
<nav><ul><li><a href="/w">World</a><li><a href="/l">Lachin</a></ul></nav>
<main><article><h1>Bridge over the Hakari opens &mdash; to traffic</h1>
<div class="post-meta">By Ann Lee, 2 February 2023</div>
<p>People of La&shy;chin came to see it &amp; stayed.<br>They drove to
   <a href="/g">Goris</a>.</p>
<figure><img src="x.jpg" alt="A lorry on the bridge"><figcaption>The first lorry</figcaption></figure>
<p>More than 120&nbsp;000 crossings are planned, the ministry of transport says in a statement of its own making.</p>
</article><aside>Read also: Kapan</aside></main>
<footer>&copy; Town Crier, Yerevan</footer></body></html>)";

TEST(Html, TellsTextFromFurniture) {
  const Document document = read("p.html", kPage).only();
  EXPECT_EQ(document.title, "Bridge over the Hakari opens — to traffic");
  EXPECT_EQ(document.source, "Town Crier");
  EXPECT_EQ(document.author, "Ann Lee");
  EXPECT_EQ(document.url, "http://crier.example/1");
  EXPECT_EQ(document.date.iso, "2023-02-02T13:15");
  EXPECT_EQ(document.lang, "en");
  EXPECT_THAT(texts(document, Part::title),
              ElementsAre("Bridge over the Hakari opens — to traffic"));
  EXPECT_THAT(texts(document, Part::body),
              ElementsAre("People of La\u00ADchin came to see it & stayed.\nThey drove to Goris.",
                          "More than 120\u00A0000 crossings are planned, the ministry of transport "
                          "says in a statement of its own making."));
  EXPECT_THAT(texts(document, Part::caption),
              ElementsAre("A lorry on the bridge\n\nThe first lorry"));
  EXPECT_THAT(texts(document, Part::chrome),
              ElementsAre("Town Crier\n\nWorld\nLachin", "By Ann Lee, 2 February 2023",
                          "Read also: Kapan\n\n© Town Crier, Yerevan"));
  expect_sound(document, kPage);
}

TEST(Html, EveryRunDecodesToItsText) {
  const Document document = read("p.html", kPage).only();
  for (const SourceRun& run : document.source_map) {
    const std::string_view source = kPage.substr(run.source_begin, run.source_length);
    const std::string text = document.text.substr(run.text_begin, run.text_length);
    if (text == " ") {
      EXPECT_EQ(source.find_first_not_of(" \n"), std::string_view::npos);
    } else {
      EXPECT_EQ(html_unescaped(source), text);
    }
    EXPECT_EQ(run.line, 1 + std::count(kPage.begin(), kPage.begin() + run.source_begin, '\n'));
  }
  EXPECT_EQ(source_bytes(document, kPage, "La\u00ADchin"), "La&shy;chin");
  EXPECT_EQ(source_bytes(document, kPage, "to Goris"), "to\n   <a href=\"/g\">Goris");
}

TEST(Html, ReadsBrokenMarkup) {
  const struct {
    const char* page;
    const char* text;
  } cases[] = {
      {"<html><p>one<p>two", "one\n\ntwo"},
      {"<html>a < b and 3<4 <b>c", "a < b and 3<4 c"},
      {"<html>a<!-- <p>no</p> -->b<!-- open", "ab"},
      {"<html><script>if (a < b) '</p>'</script>after", "after"},
      {"<html><b>bo<i>th</b>ends</i> here", "bothends here"},
      {"<html><td>a<td>b<tr><td>c", "a\nb\nc"},
      {"<html>x &ampy &notit; &unknown; &#x41;&#66; &#0;", "x &y ¬it; &unknown; AB \uFFFD"},
      {"<html><pre>a  b\n  c</pre>", "a  b\n  c"},
      {"<html>a<br><br>b<br/>c", "a\n\nb\nc"},
      {"<html><div title='a>b'>c</div", "c"},
      {"<html><p>a</p></p></div></b><p>b", "a\n\nb"},
      {"<html><template>no</template><noscript>yes</noscript>", "yes"},
      {"<html><svg><title>no</title></svg>yes", "yes"},
      {"<html><p>x<![CDATA[ <y> ]]>z", "x <y> z"},
  };
  for (const auto& c : cases) EXPECT_EQ(read("x.html", c.page).only().text, c.text) << c.page;
}

TEST(Html, TitleFromTheHeadWhenThePageHasNoHeading) {
  const std::string page =
      "<html><head><title>Fire in  Goris - Town Crier</title>"
      "<meta property='og:site_name' content='Town Crier'></head><body><p>It burnt.</body></html>";
  const Document document = read("x.html", page).only();
  EXPECT_EQ(document.title, "Fire in Goris");
  EXPECT_EQ(document.text.substr(0, 13), "Fire in Goris");
  EXPECT_THAT(texts(document, Part::body), ElementsAre("It burnt."));
  EXPECT_EQ(source_bytes(document, page, "Goris"), "Goris");
}

TEST(Html, ReadsWhatLinkedDataSays) {
  const Document document =
      read("x.html",
           R"(<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
           "datePublished": "2021-06-12", "author": [{"name": "A B"}, {"name": "C D"}],
           "publisher": {"@type": "Organization", "name": "Crier"}}]}</script></head>
           <body><h1>Head</h1><p>Text.</p></body></html>)")
          .only();
  EXPECT_EQ(document.title, "Head");
  EXPECT_EQ(document.author, "A B, C D");
  EXPECT_EQ(document.source, "Crier");
  EXPECT_EQ(document.date.iso, "2021-06-12");
}

TEST(Html, NothingIsInventedForABarePage) {
  const Document document = read("x.html", "<html><body><p>Only text here.</body></html>").only();
  EXPECT_EQ(document.title + document.source + document.author + document.url, "");
  EXPECT_EQ(document.date, Date{});
  EXPECT_THAT(texts(document, Part::chrome), IsEmpty());
}

TEST(Html, HostilePagesTakeLinearTime) {
  constexpr std::size_t kMany = 100000;
  const auto many = [](std::string_view piece) {
    std::string out = "<html><body>start ";
    for (std::size_t i = 0; i < kMany; ++i) out += piece;
    return out;
  };
  // Each of these is quadratic, or recurses, in some parser.
  for (const std::string& page :
       {many("<div>") + "deep",
        many("<div>") + many("</b>") + "x",
        many("<b><div>") + many("</i>"),
        many("<a href=x>") + many("</p>"),
        many("<p>"),
        many("<li>"),
        many("</div>"),
        "<html>t<a " + many("x=1 ") + ">y",
        many("<!--"),
        many("&"),
        many("&#"),
        many("<"),
        many("<script>"),
        many("</"),
        many("<i>") + many("<div>") + many("</i>"),
        many("&nbsp"),
        many("<td><table>"),
        many("<title>"),
        many("<svg><p>"),
        many("<p>Read also</p>"),
        many("<div class=entry-content>Words, and a full stop at the end."),
        many("<time datetime=2020-01-01>x")}) {
    const Reading reading = read("x.html", page);
    EXPECT_EQ(reading.documents.size(), 1U);
    for (const Document& document : reading.documents) expect_sound(document, page);
  }
}

TEST(Html, ReadsTheDeclaredEncoding) {
  const std::string page =
      "<html><head><meta "
      "charset=\"windows-1251\"></head><body><p>\xD8\xF3\xF8\xE0</p></body></html>";
  const Document document = read("x.html", page).only();
  EXPECT_EQ(document.text, "Шуша");
  EXPECT_EQ(source_bytes(document, page, "Шуша"), "\xD8\xF3\xF8\xE0");
}

}  // namespace
}  // namespace byname::test
