#include <gtest/gtest.h>

#include "indexer/readers/html_rules.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kThread = R"(<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Road to Goris? - Overland Board</title><link rel="canonical" href="http://board.example/t1"></head><body>
<div class="header"><a href="/">Board</a> &raquo; Caucasus</div><h1>Road to Goris?</h1>
<div class="post" id="p1"><div class="head"><span class="author">mud</span> <time datetime="2024-01-20T19:02">20 Jan</time></div>
<div class="content">Is the road to <b>La&shy;chin</b> open?<br>From Kapan.</div><div class="signature">mud, Tbilisi</div></div>
<div class="post" id="p2"><div class="author"><b>tea</b><br>Posts: 9<br>From: Baku</div><div class="date">21.01.2024, 08:10</div>
<div class="content"><blockquote>the road to Lachin</blockquote>It is. #Goris #Kapan</div></div>
<div class="related">Similar: Ferry from Aktau</div></body></html>)";

TEST(Forum, OneDocumentAPost) {
  const Reading reading = read("t.html", kThread);
  ASSERT_EQ(reading.documents.size(), 2U);
  const Document& first = reading.documents[0];
  EXPECT_EQ(first.id, "t.html#0");
  EXPECT_EQ(first.title, "Road to Goris?");
  EXPECT_EQ(first.source, "Overland Board");
  EXPECT_EQ(first.author, "mud");
  EXPECT_EQ(first.date.iso, "2024-01-20T19:02");
  EXPECT_EQ(first.url, "http://board.example/t1#p1");
  EXPECT_THAT(texts(first, Part::title), ElementsAre("Road to Goris?"));
  EXPECT_THAT(texts(first, Part::body),
              ElementsAre("Is the road to La\u00ADchin open?\nFrom Kapan."));
  EXPECT_THAT(texts(first, Part::chrome),
              ElementsAre("Board » Caucasus", "mud\n20 Jan", "mud, Tbilisi"));
  EXPECT_EQ(source_bytes(first, kThread, "La\u00ADchin"), "La&shy;chin");
  const Document& second = reading.documents[1];
  EXPECT_EQ(second.title, "Road to Goris?");
  EXPECT_EQ(second.author, "tea");
  EXPECT_EQ(second.date.iso, "2024-01-21T08:10");
  EXPECT_THAT(texts(second, Part::body), ElementsAre("It is."));
  EXPECT_THAT(texts(second, Part::hashtags), ElementsAre("#Goris #Kapan"));
  EXPECT_THAT(texts(second, Part::chrome),
              ElementsAre("tea\nPosts: 9\nFrom: Baku\n\n21.01.2024, 08:10\n\nthe road to Lachin",
                          "Similar: Ferry from Aktau"));
  for (const Document& d : reading.documents) expect_sound(d, kThread);
}

TEST(Forum, KnowsProgramsByTheirThemes) {
  const struct {
    const char* post;  // twice in a page
    const char* author;
    const char* date;
    const char* body;
  } cases[] = {
      {R"(<article class="message message--post" data-author="ann"><h4 class="message-name">ann</h4>
          <time class="u-dt" datetime="2023-02-02T13:15:07+0400">Feb 2</time><div class="bbWrapper">Goris
          <blockquote class="bbCodeBlock--quote">quoted</blockquote></div></article>)",
       "ann", "2023-02-02T13:15", "Goris"},
      {R"(<div id="p7" class="post has-profile bg2"><dl class="postprofile"><dt><a class="username">bo</a></dt></dl>
          <p class="author">by <strong><a class="username">bo</a></strong> » Thu Feb 02, 2023 1:15 pm</p>
          <div class="content">Goris</div><div class="signature">x</div></div>)",
       "bo", "2023-02-02T13:15", "Goris"},
      {R"(<li class="postbit" id="post_1"><span class="date">02.02.2023</span><a class="username"><b>cy</b></a>
          <blockquote class="postcontent restore">Goris</blockquote></li>)",
       "cy", "2023-02-02", "Goris"},
      {R"(<div class="message default clearfix" id="message1"><div class="pull_right date details"
          title="02.02.2023 13:15:00 UTC+04:00">13:15</div><div class="from_name">Di</div><div class="text">Goris</div></div>)",
       "Di", "2023-02-02T13:15", "Goris"},
  };
  for (const auto& c : cases) {
    const std::string bytes =
        std::string("<!DOCTYPE html><html><body>") + c.post + c.post + "</body></html>";
    const Reading reading = read("t.html", bytes);
    ASSERT_EQ(reading.documents.size(), 2U) << c.post;
    for (const Document& d : reading.documents) {
      EXPECT_EQ(d.author, c.author);
      EXPECT_EQ(d.date.iso, c.date) << c.post;
      EXPECT_THAT(texts(d, Part::body), ElementsAre(c.body));
      expect_sound(d, bytes);
    }
  }
}

TEST(Forum, AJoinedMessageHasTheAuthorBeforeIt) {
  constexpr std::string_view bytes =
      R"(<html><div class="message default" id="message1"><div class="date details" title="01.12.2023 07:30:00">07:30</div>
<div class="from_name">Di</div><div class="text">one</div></div><div class="message default joined" id="message2">
<div class="date details" title="01.12.2023 07:31:00">07:31</div><div class="text">two</div></div></html>)";
  const Reading reading = read("messages.html", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_EQ(reading.documents[1].author, "Di");
  EXPECT_EQ(reading.documents[1].date.iso, "2023-12-01T07:31");
}

TEST(Forum, AChatIsTheSourceOfItsMessages) {
  constexpr std::string_view bytes =
      R"(<html><head><title>Exported Data</title></head><body><div class="page_header"><div class="text bold">
Shusha News</div></div><div class="message default" id="message1"><div class="date details"
title="12.05.2023 14:02:11 UTC+04:00">14:02</div><div class="from_name">Di</div><div class="text">one</div></div>
<div class="message default joined" id="message2"><div class="date details" title="12.05.2023 14:03:11 UTC+04:00">
14:03</div><div class="text">two</div></div></body></html>)";
  const Reading reading = read("messages.html", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  for (const Document& d : reading.documents) {
    EXPECT_EQ(d.source, "Shusha News");
    EXPECT_EQ(d.title, "");
    expect_sound(d, bytes);
  }
  EXPECT_EQ(reading.documents[1].date.iso, "2023-05-12T14:03");
}

TEST(Forum, WordsThatArePassedOnAreText) {
  constexpr std::string_view bytes =
      R"(<html><div class="message default" id="message1"><div class="date details" title="01.12.2023 07:30:00">07:30</div>
<div class="from_name">Di</div><div class="text">one</div></div><div class="message default joined" id="message2">
<div class="date details" title="01.12.2023 07:31:00">07:31</div><div class="pull_left forwarded userpic_wrap">A</div>
<div class="forwarded body"><div class="from_name">Ann <span class="date details" title="20.11.2023 05:15:00">20.11.2023</span></div>
<div class="text">To Shusha</div></div></div></html>)";
  const Reading reading = read("messages.html", bytes);
  ASSERT_EQ(reading.documents.size(), 2U);
  EXPECT_THAT(texts(reading.documents[1], Part::body), ElementsAre("To Shusha"));
  EXPECT_EQ(reading.documents[1].author, "Di");
  EXPECT_EQ(reading.documents[1].date.iso, "2023-12-01T07:31");
}

TEST(Forum, AnArticleWithPostsBesideItStaysOne) {
  std::string page = "<html><h1>Title</h1><p>";
  for (int i = 0; i < 20; ++i) page += "The road to Goris is long and winding, they say. ";
  page += "</p>";
  for (int i = 0; i < 3; ++i)
    page += R"(<div class="post"><span class="author">a</span><span class="date">2 May 2023</span>
               <p class="text">A teaser.</p></div>)";
  EXPECT_EQ(read("a.html", page + "</html>").documents.size(), 1U);
}

TEST(Forum, SelectorsNameOneElement) {
  const struct {
    const char* selector;
    const char* tag;
    bool matches;
  } cases[] = {
      {"div.post", "<div class='a post b'>", true},
      {"div.post", "<div class='posts'>", false},
      {"div.post", "<p class=post>", false},
      {".a.b", "<i class='b a'>", true},
      {".a.b", "<i class='a'>", false},
      {"#p*", "<i id=p12>", true},
      {"#p", "<i id=p12>", false},
      {"[itemprop=text]", "<i itemprop=text>", true},
      {"[itemprop=text]", "<i itemprop=te>", false},
      {"[hidden]", "<i hidden>", true},
      {"time", "<time>", true},
      {"time", "<times>", false},
  };
  for (const auto& c : cases) {
    HtmlTokens tokens(c.tag);
    HtmlToken token;
    ASSERT_TRUE(tokens.next(token));
    EXPECT_EQ(Selector(c.selector).matches(c.tag, token), c.matches) << c.selector << c.tag;
  }
}

TEST(Forum, HostileThreadsEndInTime) {
  const auto many = [](std::string_view piece, std::size_t n) {
    std::string out = "<html>";
    for (std::size_t i = 0; i < n; ++i) out += piece;
    return out;
  };
  const std::string post =
      "<div class=post><b class=author>a</b><i class=date>2 May 2023</i><p class=text>t";
  for (const std::string& bytes :
       {many(post, 3000), many(post + "</div>", 3000), many("<div class=post>", 30000),
        many("<div class=post><span class=author>", 20000)})
    for (const Document& d : read("t.html", bytes).documents) expect_sound(d, bytes);
}

}  // namespace
}  // namespace byname::test
