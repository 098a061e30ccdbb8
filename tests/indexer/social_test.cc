// Exports of X and Facebook: each post a document with author, time and address.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "indexer/extract/furniture.h"
#include "indexer/readers/social_record.h"
#include "tests/indexer/reading.h"
#include "tests/support/temporary_directory.h"

namespace byname {
namespace {

using test::read;
using test::source_bytes;
using ::testing::ElementsAre;

// What a post says of itself, on a line.
std::string facts(const Document& d) {
  return d.id + " | " + d.source + " | " + d.author + " | " + d.date.iso + " | " + d.url + " | " +
         d.text;
}

std::vector<std::string> facts(const test::Reading& reading) {
  std::vector<std::string> all;
  for (const Document& document : reading.documents) all.push_back(facts(document));
  return all;
}

TEST(X, ReadsTheScriptsOfAnArchive) {
  const std::string script = R"(window.YTD.tweets.part0 = [
  {"tweet": {"edit_info": {"initial": {"editableUntil": "2023-02-02T11:15:00.000Z"}},
    "id_str": "17", "full_text": "Rain in Shusha &amp; fog at &lt;Lachin&gt; #Qarabağ",
    "created_at": "Thu Feb 02 10:15:00 +0000 2023", "lang": "en", "retweeted": false}},
  {"tweet": {"id_str": "18", "full_text": "", "created_at": "Thu Feb 02 10:16:00 +0000 2023"}},
  {"tweet": {"id_str": "19", "full_text": "Шуша", "created_at": "Fri Feb 03 23:59:59 +0000 2023"}}
])";
  const test::Reading reading = read("data/tweets.js", script);
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
  EXPECT_THAT(
      facts(reading),
      ElementsAre("17 | X (Twitter) |  | 2023-02-02T10:15 | https://x.com/i/status/17 | Rain in "
                  "Shusha & fog at <Lachin> #Qarabağ",
                  "19 | X (Twitter) |  | 2023-02-03T23:59 | https://x.com/i/status/19 | Шуша"));
  EXPECT_EQ(source_bytes(reading.documents[0], script, "& fog at <Lachin>"),
            "&amp; fog at &lt;Lachin&gt;");
  for (const Document& document : reading.documents) test::expect_sound(document, script);
}

TEST(X, ReadsTalksAndTellsWhatHoldsNone) {
  const test::Reading reading = read("data/direct-messages.js",
                                     R"(window.YTD.direct_messages.part0 = [ {
  "dmConversation" : { "conversationId" : "1-2", "messages" : [
    { "messageCreate" : { "recipientId" : "2", "text" : "To Shusha?", "senderId" : "1",
      "id" : "9", "createdAt" : "2022-05-05T05:05:05.000Z" } },
    { "joinConversation" : { "initiatingUserId" : "1" } },
    { "messageCreate" : { "recipientId" : "1", "text" : "To Goris.", "senderId" : "2",
      "id" : "10", "createdAt" : "2022-05-05T05:06:05.000Z" } } ] } } ])");
  EXPECT_EQ(reading.result.state, InputState::indexed) << reading.result.reason;
  EXPECT_THAT(facts(reading),
              ElementsAre("data/direct-messages.js#0 | X (Twitter), direct messages | 1 | "
                          "2022-05-05T05:05 |  | To Shusha?",
                          "data/direct-messages.js#1 | X (Twitter), direct messages | 2 | "
                          "2022-05-05T05:06 |  | To Goris."));
  EXPECT_EQ(
      read("data/manifest.js", "window.__THAR_CONFIG = {\n  \"userInfo\" : {} }").result.state,
      InputState::skipped);
}

TEST(X, ReadsArchivesFromBefore2018) {
  const test::Reading reading = read("data/js/tweets/2013_02.js",
                                     R"(Grailbird.data.tweets_2013_02 = 
[ {
  "source" : "web", "entities" : { }, "id_str" : "300", "text" : "To Shusha", "id" : 300,
  "created_at" : "2013-02-02 10:15:00 +0000", "user" : { "name" : "Ann", "screen_name" : "annlee" }
} ])");
  EXPECT_THAT(facts(reading), ElementsAre("300 | X (Twitter) | Ann (@annlee) | 2013-02-02T10:15 | "
                                          "https://x.com/annlee/status/300 | To Shusha"));
}

TEST(X, KnowsWhoseArchiveItIs) {
  const test::TemporaryDirectory folder;
  const auto write = [&](const char* name, std::string_view text) {
    std::ofstream(folder.path() / name) << text;
  };
  write("account.js",
        R"(window.YTD.account.part0 = [{"account": {"username": "annlee", "accountId": "5",
           "accountDisplayName": "Ann Lee"}}])");
  write("note-tweet.js",
        R"(window.YTD.note_tweet.part0 = [{"noteTweet": {"noteTweetId": "7",
           "createdAt": "2023-06-08T18:07:27.000Z", "core": {"text": "Long words on Goris."}}}])");
  write("tweets.js",
        R"(window.YTD.tweets.part0 = [{"tweet": {"id_str": "17", "full_text": "Goris",
           "created_at": "Thu Feb 02 10:15:00 +0000 2023"}}])");
  std::vector<std::string> all;
  for (const char* name : {"account.js", "note-tweet.js", "tweets.js"}) {
    const ReadResult result =
        read_input({.root = "r", .path = name, .absolute = folder.path() / name},
                   [&](Document&& d) { all.push_back(facts(d)); });
    EXPECT_EQ(result.state,
              name == std::string("account.js") ? InputState::skipped : InputState::indexed)
        << name << result.reason;
  }
  EXPECT_THAT(all, ElementsAre("7 | X (Twitter) | Ann Lee (@annlee) | 2023-06-08T18:07 |  | Long "
                               "words on Goris.",
                               "17 | X (Twitter) | Ann Lee (@annlee) | 2023-02-02T10:15 | "
                               "https://x.com/annlee/status/17 | Goris"));
}

TEST(X, ReadsWhatItsInterfacesGive) {
  const struct {
    std::string_view json, expected;
  } cases[] = {
      // Version 1.
      {R"({"created_at": "Wed Oct 10 20:19:24 +0000 2018", "id_str": "1", "text": "To Baku…",
           "truncated": true, "extended_tweet": {"full_text": "To Baku by train"},
           "source": "<a href='x'>Phone</a>", "user": {"name": "Ann", "screen_name": "annlee"}})",
       "1 | X (Twitter) | Ann (@annlee) | 2018-10-10T20:19 | https://x.com/annlee/status/1 | To "
       "Baku by train"},
      {R"({"created_at": "Wed Oct 10 20:19:24 +0000 2018", "id_str": "2", "full_text": "RT @bo: To B…",
           "user": {"name": "Ann", "screen_name": "annlee"}, "retweeted_status":
           {"created_at": "x", "id_str": "1", "full_text": "To Baku &amp; back",
            "user": {"name": "Bo", "screen_name": "bo"}}})",
       "2 | X (Twitter) | Ann (@annlee) | 2018-10-10T20:19 | https://x.com/annlee/status/2 | RT "
       "@bo: To Baku & back"},
      // Version 2, with its author beside it, and as a page of results.
      {R"({"id": "3", "text": "Snow", "created_at": "2023-02-02T10:15:00.000Z", "author_id": "5",
           "note_tweet": {"text": "Snow in Lachin"}, "author": {"name": "Ann", "username": "annlee"}})",
       "3 | X (Twitter) | Ann (@annlee) | 2023-02-02T10:15 | https://x.com/annlee/status/3 | Snow "
       "in Lachin"},
      {R"({"data": [{"id": "4", "text": "Hail", "created_at": "2023-02-02T10:15:00.000Z",
           "author_id": "5"}], "includes": {"users": [{"id": "5", "name": "Ann",
           "username": "annlee"}]}, "meta": {"result_count": 1}})",
       "4 | X (Twitter) | Ann (@annlee) | 2023-02-02T10:15 | https://x.com/annlee/status/4 | Hail"},
      {R"({"data": {"id": "4", "text": "Hail", "created_at": "2023-02-02T10:15:00.000Z",
           "author_id": "5"}, "includes": {"users": [{"id": "5", "name": "Ann",
           "username": "annlee"}]}})",
       "4 | X (Twitter) | Ann (@annlee) | 2023-02-02T10:15 | https://x.com/annlee/status/4 | Hail"},
  };
  for (const auto& c : cases) {
    for (const char* name : {"a.json", "a.jsonl"}) {
      std::string json(c.json);
      std::replace(json.begin(), json.end(), '\n', ' ');
      EXPECT_THAT(facts(read(name, json)), ElementsAre(c.expected)) << name;
    }
  }
}

TEST(X, OtherRecordsStayWhatTheyAre) {
  const test::Reading reading = read(
      "a.jsonl",
      R"({"id": "1", "text": "A page", "created_at": "2023-02-02", "source": "RT", "url": "u"})");
  EXPECT_EQ(reading.only().source, "RT");
}

TEST(Facebook, ReadsPostsCommentsAndMessages) {
  const struct {
    std::string_view json, expected;
  } cases[] = {
      {R"([{"timestamp": 1600000000, "attachments": [{"data": [{"media": {"description":
           "\u00d0\u00a8\u00d1\u0083\u00d1\u0088\u00d0\u00b0"}}]}], "data": [{"post":
           "D\u00c9\u0099niz \u00f0\u009f\u008c\u008a"}, {"update_timestamp": 1600000001}],
           "title": "\u00d0\u0090nn updated her status."}])",
       "a.json#0 | Facebook | Аnn | 2020-09-13T12:26 |  | Dəniz 🌊\n\nШуша"},
      // A picture without a post.
      {R"([{"timestamp": 1600000000, "attachments": [{"data": [{"media": {"title": "p",
           "description": "\u00c5\u009eu\u00c5\u009fa"}}]}], "title": "Bo Li added a new photo."}])",
       "a.json#0 | Facebook | Bo Li | 2020-09-13T12:26 |  | p\n\nŞuşa"},
      {R"({"comments_v2": [{"timestamp": 1600000000, "data": [{"comment": {"timestamp": 1600000000,
           "comment": "Baku!", "author": "Bo Li"}}], "title": "Bo Li replied to a comment."}]})",
       "a.json#0 | Facebook | Bo Li | 2020-09-13T12:26 |  | Baku!"},
      {R"({"participants": [{"name": "Bo"}], "messages": [{"sender_name": "Bo Li",
           "timestamp_ms": 1600000000123, "content": "\u00c5\u009eu\u00c5\u009fa",
           "is_geoblocked_for_viewer": false}], "title": "Chat", "thread_path": "inbox/bo"})",
       "a.json#0 | Facebook Messenger | Bo Li | 2020-09-13T12:26 |  | Şuşa"},
  };
  for (const auto& c : cases) {
    const test::Reading reading = read("a.json", c.json);
    EXPECT_THAT(facts(reading), ElementsAre(c.expected));
    for (const Document& document : reading.documents) test::expect_sound(document, c.json);
  }
  const std::string json(cases[3].json);
  EXPECT_EQ(source_bytes(read("a.json", json).only(), json, "Şu"), "\\u00c5\\u009eu");
}

TEST(Facebook, ReadsPagesOfPosts) {
  std::string page = "<html><head><title>Your posts</title></head><body><div>";
  for (const char* text : {"Rain in Shusha all day long.", "Snow on the road to Lachin today."})
    page += std::string(
                "<div class=\"_3-95 _a6-g\"><div class=\"_2ph_ _a6-h _a6-i\">Ann Lee updated "
                "her status.</div><div class=\"_2ph_ _a6-p\"><div>") +
            text +
            "</div></div><div class=\"_3-94 _a6-o\"><div class=\"_a72d\">Feb 2, 2023 10:15:20 am"
            "</div></div></div>";
  const test::Reading reading = read("your_posts.html", page + "</div></body></html>");
  ASSERT_EQ(reading.documents.size(), 2U);
  for (const Document& document : reading.documents) {
    EXPECT_EQ(document.source, "Facebook");
    EXPECT_EQ(document.author, "Ann Lee");
    EXPECT_EQ(document.date.iso.substr(0, 10), "2023-02-02");
  }
  EXPECT_THAT(test::texts(reading.documents[1], Part::body),
              ElementsAre("Snow on the road to Lachin today."));
}

TEST(WithoutByteCharacters, UndoesOnlyWhatIsNothingElse) {
  const struct {
    std::string text, expected;
  } cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"\u00c5\u009eu\u00c5\u009fa", "Şuşa"},
      {"caf\u00e9", "caf\u00e9"},                    // Latin-1, not UTF-8
      {"\u00c5\u009e and Ш", "\u00c5\u009e and Ш"},  // has other characters
      {"\u00f0\u009f\u008c\u008a", "🌊"},
      {"a\u00d0", "a\u00d0"},  // cut off
  };
  for (const auto& c : cases) {
    Decoded text;
    text.text = c.text;
    EXPECT_EQ(without_byte_characters(std::move(text)).text, c.expected);
  }
}

TEST(WhoDid, IsTheNameBeforeTheDeed) {
  EXPECT_EQ(who_did("Ann Lee updated her status."), "Ann Lee");
  EXPECT_EQ(who_did("Ann Lee shared a link to the group: Updated roads."), "Ann Lee");
  EXPECT_EQ(who_did("Ann Lee"), "");
}

TEST(OtherNetworks, TheirPostsAreDocuments) {
  const struct {
    std::string_view json;
    std::vector<std::string> expected;
  } cases[] = {
      // Mastodon.
      {R"({"@context": "x", "id": "outbox.json", "type": "OrderedCollection", "orderedItems": [
 {"type": "Create", "actor": "https://m.org/users/ann", "published": "2023-02-02T10:15:00Z", "object":
  {"id": "https://m.org/users/ann/statuses/1", "type": "Note", "url": "https://m.org/@ann/1",
   "summary": "Rain", "content": "<p>To <b>Shusha</b></p><p>and on</p>",
   "published": "2023-02-02T10:15:00Z", "attachment": [{"name": "A road in Goris"}]}},
 {"type": "Announce", "actor": "https://m.org/users/ann", "object": "https://m.org/2"}]})",
       {"https://m.org/users/ann/statuses/1 | m.org | @ann | 2023-02-02T10:15 | "
        "https://m.org/@ann/1 | "
        "Rain\n\nTo Shusha\n\nand on\n\nA road in Goris"}},
      // Bluesky: a feed, a list of records, one alone, the stream.
      {R"({"feed": [{"post": {"uri": "at://did:plc:1/app.bsky.feed.post/3k", "author":
 {"handle": "ann.bsky.social", "displayName": "Ann"}, "record": {"$type": "app.bsky.feed.post",
 "text": "To Shusha", "createdAt": "2023-02-02T10:15:00Z", "langs": ["en"]}}}], "cursor": "x"})",
       {"a.json#0 | Bluesky | Ann (@ann.bsky.social) | 2023-02-02T10:15 | "
        "https://bsky.app/profile/ann.bsky.social/post/3k | To Shusha"}},
      {R"({"records": [{"uri": "at://did:plc:1/app.bsky.feed.post/3k", "cid": "b", "value":
 {"$type": "app.bsky.feed.post", "text": "To Goris", "createdAt": "2023-02-02T10:15:00Z"}}]})",
       {"a.json#0 | Bluesky | did:plc:1 | 2023-02-02T10:15 | "
        "https://bsky.app/profile/did:plc:1/post/3k | To Goris"}},
      {R"({"did": "did:plc:1", "kind": "commit", "commit": {"rkey": "3k", "record":
 {"$type": "app.bsky.feed.post", "text": "To Kapan", "createdAt": "2023-02-02T10:15:00Z"}}})",
       {"a.json#0 | Bluesky | did:plc:1 | 2023-02-02T10:15 | "
        "https://bsky.app/profile/did:plc:1/post/3k | To Kapan"}},
      // Reddit: as archives keep it, and as a page.
      {R"([{"subreddit": "azerbaijan", "author": "ann", "created_utc": 1675332900, "id": "1",
 "title": "Rain", "selftext": "To Shusha", "permalink": "/r/azerbaijan/comments/1/"},
 {"subreddit": "azerbaijan", "author": "bo", "created_utc": "1675332900", "id": "2",
 "body": "To Goris"}, {"subreddit": "azerbaijan", "created_utc": 1, "id": "3", "body": "[deleted]"}])",
       {"1 | r/azerbaijan | ann | 2023-02-02T10:15 | "
        "https://www.reddit.com/r/azerbaijan/comments/1/ | "
        "Rain\n\nTo Shusha",
        "2 | r/azerbaijan | bo | 2023-02-02T10:15 |  | To Goris"}},
      {R"({"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"subreddit": "x",
 "created_utc": 1675332900, "name": "t1_1", "author": "ann", "body": "To Shusha", "replies":
 {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"subreddit": "x", "author": "bo",
 "created_utc": 1675332900, "name": "t1_2", "body": "To Goris", "replies": ""}}]}}}}]}})",
       {"t1_1 | r/x | ann | 2023-02-02T10:15 |  | To Shusha",
        "t1_2 | r/x | bo | 2023-02-02T10:15 |  | To Goris"}},
      // Instagram.
      {R"([{"media": [{"uri": "a.jpg", "creation_timestamp": 1675332900,
 "title": "\u00d0\u00a8\u00d1\u0083\u00d1\u0088\u00d0\u00b0"}]},
 {"media": [{"uri": "b.jpg", "creation_timestamp": 1, "title": ""}],
 "title": "To Goris", "creation_timestamp": 1675332900}])",
       {"a.json#0 | Instagram |  | 2023-02-02T10:15 |  | Шуша",
        "a.json#1 | Instagram |  | 2023-02-02T10:15 |  | To Goris"}},
      {R"({"comments_media_comments": [{"string_map_data": {"Comment": {"value": "To Kapan"},
 "Media Owner": {"value": "bo"}, "Time": {"timestamp": 1675332900}}}]})",
       {"a.json#0 | Instagram |  | 2023-02-02T10:15 |  | To Kapan"}},
      // Facebook, by labels.
      {R"([{"timestamp": 1675332900, "media": [], "label_values": [{"label": "Text",
 "value": "To Shusha"}, {"label": "URL", "value": "x", "href": "https://fb.com/1"},
 {"title": "t", "dict": [{"label": "Place", "value": "A road in Goris"}]}], "fbid": "9"}])",
       {"9 | Facebook |  | 2023-02-02T10:15 | https://fb.com/1 | To Shusha\n\nA road in Goris"}},
  };
  for (const auto& c : cases) {
    const test::Reading reading = read("a.json", c.json);
    EXPECT_EQ(facts(reading), c.expected) << c.json;
    for (const Document& document : reading.documents) test::expect_sound(document, c.json);
  }
}

}  // namespace
}  // namespace byname
