// Posts of X (Twitter) and Facebook in JSON: archives that people download of their own account,
// and what the services' programming interfaces give.
//
//   if (auto post = read_social_post(json, json_fields(json.text, record), about)) ...
//
// X: records with created_at and text or full_text, also inside {"tweet": ...}; long posts
// (note_tweet, extended_tweet) and those that are passed on (retweeted_status) in full. Facebook:
// posts, comments and messages; its archives write each byte of UTF-8 as a character of its own
// ("\u00d0\u0090" for А), which is undone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/readers/json_walk.h"
#include "indexer/readers/source_map.h"
#include "schemas/document.h"

namespace byname {

struct SocialPost {
  std::string source{};
  std::string author{};
  std::string url{};
  std::string own_id{};
  std::string lang{};  // as the service guesses it
  std::string title{};
  std::uint32_t title_end = 0;  // of the text; 0: it has none
  Date date{};
  Decoded text{};
};

// What is said of the posts in common: the account of an archive, the members of a page of results.
struct SocialAbout {
  std::string author{};   // of posts that do not say
  std::string account{};  // its short name, as in the addresses of its posts
  std::map<std::string, std::pair<std::string, std::string>> users{};  // by number: name, account
};

// Nothing if it is no such post.
std::optional<SocialPost> read_social_post(const Decoded& json,
                                           const std::vector<JsonField>& fields,
                                           const SocialAbout& about);

// The accounts that a page of results lists beside its posts.
void add_users(const Decoded& json, const std::vector<JsonField>& page, SocialAbout& about);
// The posts of a page of results that stands on one line; empty if it is none.
std::vector<JsonValue> posts_of_page(const Decoded& json, const std::vector<JsonField>& page);

// An archive of X has a script a topic: "window.YTD.tweets.part0 = [ ... ]".
struct ArchiveScript {
  std::size_t begin = 0;  // of the JSON in it
  bool posts = false;     // or something else of the account
};
std::optional<ArchiveScript> archive_script(std::string_view head);
// Of the script account.js of the same archive, whose JSON was checked.
SocialAbout archive_account(std::string_view script);

// Characters that are bytes of UTF-8 each become what they stand for; other text stays.
Decoded without_byte_characters(Decoded text);

}  // namespace byname
