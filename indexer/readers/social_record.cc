#include "indexer/readers/social_record.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "indexer/extract/date.h"
#include "indexer/extract/furniture.h"
#include "indexer/readers/social_other.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

using Fields = std::vector<JsonField>;

constexpr int kDeepestPost = 3;  // posts inside of posts

bool has(const Fields& fields, std::string_view name) {
  return json_field(fields, name) != nullptr;
}

Fields object_of(const Decoded& json, const Fields& fields, std::string_view name) {
  const JsonValue* value = json_field(fields, name);
  return value ? json_fields(json.text, *value) : Fields();
}

std::string word_of(const Decoded& json, const Fields& fields, std::string_view name) {
  return json_word(json.text, json_field(fields, name));
}

const JsonValue* string_of(Fields&&, std::string_view) = delete;  // points into them
const JsonValue* string_of(const Fields& fields, std::string_view name) {
  const JsonValue* value = json_field(fields, name);
  return value && value->kind == JsonKind::string && value->end - value->begin > 2 ? value
                                                                                   : nullptr;
}

// "Thu Feb 02 10:15:00 +0000 2023", and what other machines write.
std::optional<Date> stamp(const std::string& text) {
  std::vector<std::string_view> words;
  std::string_view rest = text;
  while (!(rest = trim_left(rest)).empty() && words.size() < 8) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  if (words.size() == 6 && words[3].size() == 8 && words[5].size() == 4) {
    return parse_machine_date(std::string(words[2]) + ' ' + std::string(words[1]) + ' ' +
                              std::string(words[5]) + ' ' + std::string(words[3]) + ' ' +
                              std::string(words[4]));
  }
  return parse_machine_date(text);
}

std::string named(const std::string& name, const std::string& account) {
  if (name.empty() || name == account) return account.empty() ? name : "@" + account;
  return account.empty() ? name : name + " (@" + account + ")";
}

// --- X

// X writes three characters as references.
Decoded without_references(Decoded text) {
  if (text.text.find('&') == std::string::npos) return text;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kReferences{
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}}};
  TextBuilder out(text);
  std::size_t done = 0;
  for (std::size_t at = text.text.find('&'); at != std::string::npos;
       at = text.text.find('&', at)) {
    const std::size_t begin = at++;
    for (const auto& [written, meant] : kReferences) {
      if (text.text.compare(begin, written.size(), written) != 0) continue;
      out.copy(done, begin);
      out.replace(meant, begin, begin + written.size());
      at = done = begin + written.size();
      break;
    }
  }
  out.copy(done, text.text.size());
  return out.take();
}

bool is_post_of_x(const Fields& fields) {
  if (!has(fields, "created_at") || (!has(fields, "text") && !has(fields, "full_text")))
    return false;
  for (const std::string_view own :
       {"id_str", "author_id", "conversation_id", "edit_history_tweet_ids", "edit_info",
        "retweet_count", "favorite_count", "public_metrics", "display_text_range",
        "in_reply_to_user_id", "referenced_tweets"})
    if (has(fields, own)) return true;
  return false;
}

std::pair<std::string, std::string> author_of(const Decoded& json, const Fields& post,
                                              const SocialAbout& about) {
  for (const std::string_view holder : {"user", "author"}) {
    const Fields user = object_of(json, post, holder);
    if (user.empty()) continue;
    std::string account = word_of(json, user, "screen_name");
    if (account.empty()) account = word_of(json, user, "username");
    return {word_of(json, user, "name"), account};
  }
  const std::string id = word_of(json, post, "author_id");
  if (!id.empty()) {
    const auto user = about.users.find(id);
    return user == about.users.end() ? std::pair<std::string, std::string>() : user->second;
  }
  return {about.author, about.account};
}

// The words of a post, wherever their whole stands.
void append_words(const Decoded& json, const Fields& post, int depth, TextBuilder& out) {
  if (const Fields again = object_of(json, post, "retweeted_status");
      !again.empty() && depth < kDeepestPost) {
    const auto [name, account] = author_of(json, again, {});
    out.add("RT " + named({}, account) + ": ");
    append_words(json, again, depth + 1, out);
    return;
  }
  const Fields note = object_of(json, post, "note_tweet");
  const Fields results = object_of(json, object_of(json, note, "note_tweet_results"), "result");
  const Fields extended = object_of(json, post, "extended_tweet");
  for (const JsonValue* text :
       {string_of(note, "text"), string_of(results, "text"), string_of(extended, "full_text"),
        string_of(post, "full_text"), string_of(post, "text")}) {
    if (!text) continue;
    append_json_string(json, *text, out);
    break;
  }
  if (const Fields quoted = object_of(json, post, "quoted_status");
      !quoted.empty() && depth < kDeepestPost) {
    const auto [name, account] = author_of(json, quoted, {});
    out.add("\n\nQT " + named({}, account) + ": ");
    append_words(json, quoted, depth + 1, out);
  }
}

SocialPost post_of_x(const Decoded& json, const Fields& fields, const SocialAbout& about) {
  SocialPost post{.source = "X (Twitter)"};
  const auto [name, account] = author_of(json, fields, about);
  post.author = named(name, account);
  post.own_id = word_of(json, fields, "id_str");
  if (post.own_id.empty()) post.own_id = word_of(json, fields, "id");
  if (!post.own_id.empty())
    post.url = "https://x.com/" + (account.empty() ? std::string("i") : account) + "/status/" +
               post.own_id;
  if (const auto date = stamp(word_of(json, fields, "created_at"))) post.date = *date;
  post.lang = word_of(json, fields, "lang");
  TextBuilder text(json);
  append_words(json, fields, 0, text);
  post.text = without_references(text.take());
  return post;
}

// Of an archive: what is no post of the usual shape.
SocialPost note_of_x(const Decoded& json, const Fields& note, const SocialAbout& about) {
  SocialPost post{.source = "X (Twitter)", .author = named(about.author, about.account)};
  post.own_id = word_of(json, note, "noteTweetId");
  if (const auto date = stamp(word_of(json, note, "createdAt"))) post.date = *date;
  TextBuilder text(json);
  const Fields core = object_of(json, note, "core");
  if (const JsonValue* words = string_of(core, "text")) append_json_string(json, *words, text);
  post.text = text.take();
  return post;
}

SocialPost message_of_x(const Decoded& json, const Fields& message) {
  SocialPost post{.source = "X (Twitter), direct messages"};
  post.author = word_of(json, message, "senderId");
  if (const auto date = stamp(word_of(json, message, "createdAt"))) post.date = *date;
  TextBuilder text(json);
  if (const JsonValue* words = string_of(message, "text")) append_json_string(json, *words, text);
  post.text = without_references(text.take());
  return post;
}

SocialPost liked_on_x(const Decoded& json, const Fields& like) {
  SocialPost post{.source = "X (Twitter), liked"};
  post.url = word_of(json, like, "expandedUrl");
  TextBuilder text(json);
  if (const JsonValue* words = string_of(like, "fullText")) append_json_string(json, *words, text);
  post.text = without_references(text.take());
  return post;
}

// --- Facebook

std::string plain(const std::string& text) {
  Decoded decoded;
  decoded.text = text;
  return without_byte_characters(std::move(decoded)).text;
}

void append_on_new_line(const Decoded& json, const JsonValue* words, TextBuilder& out) {
  if (!words) return;
  if (!out.empty()) out.add("\n\n");
  append_json_string(json, *words, out);
}

bool is_of_facebook(const Decoded& json, const Fields& fields) {
  if (has(fields, "sender_name") && has(fields, "timestamp_ms")) return true;
  if (!has(fields, "timestamp")) return false;
  if (has(fields, "attachments") && (has(fields, "data") || has(fields, "title"))) return true;
  const JsonValue* data = json_field(fields, "data");
  if (!data || data->kind != JsonKind::array) return false;
  for (const JsonValue& item : json_items(json.text, *data)) {
    const Fields inner = json_fields(json.text, item);
    if (has(inner, "post") || has(inner, "comment") || has(inner, "update_timestamp")) return true;
  }
  return false;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kDescribing{
    {{"media", "title"},
     {"media", "description"},
     {"external_context", "name"},
     {"event", "name"}}};

// Descriptions of what was attached: pictures, links, places.
void append_attachments(const Decoded& json, const Fields& fields, TextBuilder& out) {
  const JsonValue* attachments = json_field(fields, "attachments");
  if (!attachments) return;
  std::vector<std::string> said;  // many a picture repeats what the post says
  for (const JsonValue& attachment : json_items(json.text, *attachments)) {
    const Fields fields_of = json_fields(json.text, attachment);
    const JsonValue* data = json_field(fields_of, "data");
    if (!data) continue;
    for (const JsonValue& item : json_items(json.text, *data)) {
      const Fields inner = json_fields(json.text, item);
      for (const auto& [holder, name] : kDescribing) {
        const Fields held = object_of(json, inner, holder);
        const JsonValue* words = string_of(held, name);
        if (!words) continue;
        std::string value = json_string(json.text, *words);
        if (out.text().find(value) != std::string::npos ||
            std::find(said.begin(), said.end(), value) != said.end())
          continue;
        said.push_back(std::move(value));
        append_on_new_line(json, words, out);
        if (said.size() >= 64) return;
      }
    }
  }
}

SocialPost post_of_facebook(const Decoded& json, const Fields& fields, const SocialAbout& about) {
  SocialPost post{.source = "Facebook"};
  std::string when = word_of(json, fields, "timestamp_ms");
  if (when.empty()) when = word_of(json, fields, "timestamp");
  if (const auto date = parse_machine_date(when)) post.date = *date;
  TextBuilder text(json);
  if (has(fields, "sender_name")) {
    post.source = "Facebook Messenger";
    post.author = plain(word_of(json, fields, "sender_name"));
    append_on_new_line(json, string_of(fields, "content"), text);
  } else {
    post.author = who_did(plain(word_of(json, fields, "title")));
    if (const JsonValue* data = json_field(fields, "data")) {
      for (const JsonValue& item : json_items(json.text, *data)) {
        const Fields inner = json_fields(json.text, item);
        append_on_new_line(json, string_of(inner, "post"), text);
        const Fields comment = object_of(json, inner, "comment");
        append_on_new_line(json, string_of(comment, "comment"), text);
        if (const std::string who = word_of(json, comment, "author"); !who.empty())
          post.author = plain(who);
      }
    }
    append_attachments(json, fields, text);
  }
  if (post.author.empty()) post.author = about.author;
  post.text = without_byte_characters(text.take());
  return post;
}

}  // namespace

Decoded without_byte_characters(Decoded text) {
  // Only text that is nothing but such characters, with at least one of several bytes.
  std::string bytes;
  std::vector<std::uint32_t> at;  // where each stands in the text
  const std::string& t = text.text;
  for (std::size_t i = 0; i < t.size();) {
    const auto c = static_cast<unsigned char>(t[i]);
    at.push_back(static_cast<std::uint32_t>(i));
    if (c < 0x80) {
      bytes += t[i++];
    } else if ((c == 0xC2 || c == 0xC3) && i + 1 < t.size()) {
      bytes += static_cast<char>(((c & 3) << 6) | (static_cast<unsigned char>(t[i + 1]) & 0x3F));
      i += 2;
    } else {
      return text;
    }
  }
  at.push_back(static_cast<std::uint32_t>(t.size()));
  if (bytes.size() == t.size() || !is_valid_utf8(bytes)) return text;
  TextBuilder out(text);
  std::size_t plain_from = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    out.copy(at[plain_from], at[i]);
    out.replace(std::string_view(bytes).substr(i, length), at[i], at[i + length]);
    i += length;
    plain_from = i;
  }
  out.copy(at[plain_from], t.size());
  return out.take();
}

void add_users(const Decoded& json, const Fields& page, SocialAbout& about) {
  const Fields includes = object_of(json, page, "includes");
  const JsonValue* users = json_field(includes, "users");
  if (!users) return;
  for (const JsonValue& item : json_items(json.text, *users)) {
    const Fields user = json_fields(json.text, item);
    about.users[word_of(json, user, "id")] = {word_of(json, user, "name"),
                                              word_of(json, user, "username")};
  }
}

std::vector<JsonValue> posts_of_page(const Decoded& json, const Fields& page) {
  if (page.size() == 1 && page.front().key == "dmConversation") {
    const Fields talk = json_fields(json.text, page.front().value);
    const JsonValue* messages = json_field(talk, "messages");
    return messages ? json_items(json.text, *messages) : std::vector<JsonValue>();
  }
  if (std::vector<JsonValue> listed = posts_of_listing(json, page); !listed.empty()) return listed;
  const JsonValue* data = json_field(page, "data");
  if (!data || (!has(page, "includes") && !has(page, "meta"))) return {};
  std::vector<JsonValue> posts;  // a page of results, or the one that was asked for
  if (data->kind == JsonKind::array) posts = json_items(json.text, *data);
  if (data->kind == JsonKind::object) posts.push_back(*data);
  const bool all = std::all_of(posts.begin(), posts.end(), [&](const JsonValue& post) {
    return is_post_of_x(json_fields(json.text, post));
  });
  return all ? posts : std::vector<JsonValue>();
}

std::optional<SocialPost> read_social_post(const Decoded& json, const Fields& fields,
                                           const SocialAbout& about) {
  if (fields.size() == 1 && fields.front().value.kind == JsonKind::object) {
    const Fields inner = json_fields(json.text, fields.front().value);
    const std::string& key = fields.front().key;
    if (key == "tweet" || key == "status") {
      if (is_post_of_x(inner)) return post_of_x(json, inner, about);
    } else if (key == "noteTweet") {
      return note_of_x(json, inner, about);
    } else if (key == "messageCreate") {
      return message_of_x(json, inner);
    } else if (key == "like" && has(inner, "tweetId")) {
      return liked_on_x(json, inner);
    }
    return read_other_post(json, fields);
  }
  if (is_post_of_x(fields)) return post_of_x(json, fields, about);
  if (is_of_facebook(json, fields)) return post_of_facebook(json, fields, about);
  return read_other_post(json, fields);
}

std::optional<ArchiveScript> archive_script(std::string_view head) {
  head = head.substr(0, 256);
  std::string_view rest = trim_left(head);
  // Before 2018: a script a month.
  if (rest.starts_with("Grailbird.data.tweets_")) {
    const std::size_t equals = head.find('=');
    if (equals != head.npos) return ArchiveScript{.begin = equals + 1, .posts = true};
  }
  if (rest.starts_with("window.__THAR_CONFIG")) return ArchiveScript();  // its table of contents
  if (!rest.starts_with("window.YTD.")) return std::nullopt;
  rest.remove_prefix(11);
  const std::string_view topic = rest.substr(0, rest.find_first_of(". ="));
  const std::size_t equals = head.find('=');
  if (equals == head.npos) return std::nullopt;
  ArchiveScript script{.begin = equals + 1};
  for (const std::string_view posts :
       {"tweet", "tweets", "note_tweet", "community_tweet", "deleted_tweets", "deleted_tweet",
        "direct_messages", "direct_message", "direct_messages_group", "direct_message_group",
        "like"})
    script.posts |= topic == posts;
  return script;
}

SocialAbout archive_account(std::string_view script) {
  const auto found = archive_script(script);
  if (!found) return {};
  Decoded json;
  json.text = script.substr(found->begin);
  SocialAbout about;
  for (const JsonValue& item : json_items(json.text, json_value_at(json.text, 0))) {
    const Fields account = object_of(json, json_fields(json.text, item), "account");
    if (account.empty()) continue;
    about.account = word_of(json, account, "username");
    about.author = word_of(json, account, "accountDisplayName");
    break;
  }
  return about;
}

}  // namespace byname
