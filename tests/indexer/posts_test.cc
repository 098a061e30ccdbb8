// Pages of posts saved as text; made up after the shape of the real ones.
#include "indexer/extract/posts.h"

#include <gtest/gtest.h>

#include "indexer/extract/pattern.h"
#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kPage =
    "#goris\n"
    "Explore tagged Tumblr posts\n"
    "ann-lee · 3 months ago\n"
    "Text\n"
    "A bridge opens near Goris\n"
    "Tumblr media\n"
    "It is long. Source link Read the full article\n"
    "Read more HERE\n"
    "95 notes · View notes\n"
    "bo · 2 years ago\n"
    "Photo\n"
    "Tumblr media\n"
    "Goris in #spring, with #snow. #Goris #Syunik (at Goris, Armenia) https://x.example/p/1\n"
    "1 note · View note\n"
    "bo · 1 day ago\n"
    "Text\n"
    "One sentence about Goris.\n"
    "0 notes\n"
    "cyd · 1 year ago\n"
    "Text\n"
    "Tumblr media\n"
    "file: Old Goris, Armenia.jpg\n"
    "1,024 notes\n"
    "cyd · 1 year ago\n"
    "Text\n"
    "Goris at dawn\n"
    "http://x.example/2\n"
    "0 notes\n";

TEST(Posts, EachPostIsADocument) {
  const Reading reading = read("tags/goris.txt", kPage);
  ASSERT_EQ(reading.documents.size(), 5U);
  const struct {
    const char* title;
    const char* author;
    const char* date_text;
    const char* precision;
  } expected[] = {
      {"A bridge opens near Goris", "ann-lee", "3 months ago", "relative month"},
      {"", "bo", "2 years ago", "relative year"},
      {"", "bo", "1 day ago", "relative day"},
      {"", "cyd", "1 year ago", "relative year"},
      {"Goris at dawn", "cyd", "1 year ago", "relative year"},
  };
  for (std::size_t i = 0; i < 5; ++i) {
    const Document& document = reading.documents[i];
    EXPECT_EQ(document.id, "tags/goris.txt#" + std::to_string(i));
    EXPECT_EQ(document.section, static_cast<std::int32_t>(i));
    EXPECT_EQ(document.title, expected[i].title);
    EXPECT_EQ(document.author, expected[i].author);
    EXPECT_EQ(document.source, "Tumblr (tag page #goris)");
    EXPECT_EQ(document.date.text, expected[i].date_text);
    EXPECT_EQ(document.date.iso, "");
    EXPECT_EQ(precision_of(document.date), expected[i].precision);
    expect_sound(document, kPage);
  }
}

TEST(Posts, PartsOfAPost) {
  const std::vector<Document> posts = read("p.txt", kPage).documents;
  EXPECT_THAT(texts(posts[0], Part::title), ElementsAre("A bridge opens near Goris"));
  EXPECT_THAT(texts(posts[0], Part::body), ElementsAre("It is long."));
  // The head of the page goes with the first post.
  EXPECT_THAT(texts(posts[0], Part::chrome),
              ElementsAre("#goris\nExplore tagged Tumblr posts\nann-lee · 3 months ago\nText",
                          "Tumblr media",
                          "Source link Read the full article\nRead more HERE\n"
                          "95 notes · View notes"));
  EXPECT_THAT(texts(posts[1], Part::body),
              ElementsAre("Goris in #spring, with #snow.", "https://x.example/p/1"));
  EXPECT_THAT(texts(posts[1], Part::hashtags), ElementsAre("#Goris #Syunik"));
  EXPECT_THAT(texts(posts[1], Part::caption), ElementsAre("(at Goris, Armenia)"));
  EXPECT_THAT(texts(posts[3], Part::caption), ElementsAre("file: Old Goris, Armenia.jpg"));
  EXPECT_THAT(texts(posts[3], Part::body), IsEmpty());
  EXPECT_EQ(source_bytes(posts[4], kPage, "dawn"), "dawn");
}

TEST(Posts, NothingOfThePageIsLost) {
  std::string joined;
  for (const Document& post : read("p.txt", kPage).documents) joined += post.text;
  EXPECT_EQ(joined, kPage);
}

TEST(Posts, UidsStayWhenPostsMoveAndAge) {
  const auto uids = [](std::string_view page) {
    std::vector<std::string> out;
    for (const Document& post : read("p.txt", page).documents) out.push_back(post.uid);
    return out;
  };
  std::string later(kPage);
  const auto replace = [&](std::string_view old, std::string_view now) {
    later.replace(later.find(old), old.size(), now);
  };
  replace("3 months ago", "4 months ago");
  replace("95 notes", "96 notes");
  replace("ann-lee", "dee · 1 hour ago\nPhoto\nTumblr media\nNew.\n0 notes\nann-lee");
  const auto before = uids(kPage), after = uids(later);
  ASSERT_EQ(after.size(), before.size() + 1);
  EXPECT_EQ(std::vector<std::string>(after.begin() + 1, after.end()), before);
}

TEST(Posts, TheSamePostTwiceHasTwoUids) {
  const std::string post = "bo · 1 day ago\nText\nThe same words.\n0 notes\n";
  const auto posts =
      read("p.txt", "#goris\nExplore tagged Tumblr posts\n" + post + post + post).documents;
  ASSERT_EQ(posts.size(), 3U);
  EXPECT_NE(posts[0].uid, posts[1].uid);
  EXPECT_NE(posts[1].uid, posts[2].uid);
  EXPECT_EQ(posts[1].cluster, posts[2].cluster);
}

TEST(Posts, OtherTextsAreNotSplit) {
  for (const std::string_view text :
       {"#goris\nbo · 1 day ago\nText\nWords.\n0 notes\n",  // nobody said what page this is
        "#goris\nExplore tagged Tumblr posts\nNo posts here.\n", "Words.\n", ""})
    EXPECT_EQ(split_posts(text), std::nullopt) << text;
}

TEST(Pattern, MatchesWholeLines) {
  const struct {
    const char* pattern;
    const char* line;
    bool matches;
    Slots slots;
  } cases[] = {
      {"{author:word} · {age:age}",
       "ann · 3 months ago",
       true,
       {{"author", "ann"}, {"age", "3 months ago"}}},
      {"{author:word} · {age:age}",
       "  ann  ·\u00A03 months ago ",
       true,
       {{"author", "ann"}, {"age", "3 months ago"}}},
      {"{author:word} · {age:age}", "ann lee · 3 months ago", false, {}},
      {"{author:word} · {age:age}", "ann · some time ago", false, {}},
      {"{n:number} notes", "1,024 notes", true, {{"n", "1,024"}}},
      {"{n:number} notes", "many notes", false, {}},
      {"Text", "Text", true, {}},
      {"Text", "Texts", false, {}},
      {"#{tag:text}", "#", false, {}},
      {"#{tag:text}", "#a b", true, {{"tag", "a b"}}},
  };
  for (const auto& c : cases) {
    const auto slots = Pattern(c.pattern).match(c.line);
    ASSERT_EQ(slots.has_value(), c.matches) << c.pattern << " / " << c.line;
    if (slots) {
      EXPECT_EQ(*slots, c.slots);
    }
  }
  EXPECT_EQ(filled("Page #{tag} of {who}", {{"tag", "goris"}}), "Page #goris of {who}");
}

}  // namespace
}  // namespace byname::test
