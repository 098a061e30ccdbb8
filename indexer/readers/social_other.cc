#include "indexer/readers/social_other.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/extract/date.h"
#include "indexer/readers/html.h"
#include "text/ascii.h"

namespace byname {
namespace {

using Fields = std::vector<JsonField>;

constexpr std::size_t kMostOfListing = 100'000;
constexpr int kDeepestAnswer = 50;
constexpr int kDeepestLabels = 4;

Fields fields_of(const Decoded& json, const JsonValue* value) {
  return value && value->kind == JsonKind::object ? json_fields(json.text, *value) : Fields();
}
Fields object_in(const Decoded& json, const Fields& fields, std::string_view name) {
  return fields_of(json, json_field(fields, name));
}
std::string word(const Decoded& json, const Fields& fields, std::string_view name) {
  return json_word(json.text, json_field(fields, name));
}
std::vector<JsonValue> list_in(const Decoded& json, const Fields& fields, std::string_view name) {
  const JsonValue* value = json_field(fields, name);
  return value && value->kind == JsonKind::array ? json_items(json.text, *value)
                                                 : std::vector<JsonValue>();
}
const JsonValue* words_in(Fields&&, std::string_view) = delete;
const JsonValue* words_in(const Fields& fields, std::string_view name) {
  const JsonValue* value = json_field(fields, name);
  return value && value->kind == JsonKind::string && value->end > value->begin + 2 ? value
                                                                                   : nullptr;
}
void date_to(const std::string& value, Date& date) {
  if (auto found = parse_machine_date(value)) date = *found;
}
void add_paragraph(const Decoded& json, const JsonValue* words, TextBuilder& out) {
  if (!words) return;
  if (!out.empty()) out.add("\n\n");
  append_json_string(json, *words, out);
}
void add_paragraph(const Decoded& json, const JsonValue& object, std::string_view name,
                   TextBuilder& out) {
  const Fields fields = fields_of(json, &object);
  add_paragraph(json, words_in(fields, name), out);
}
std::string after_last(const std::string& text, char mark) {
  return text.substr(text.rfind(mark) + 1);
}

// --- ActivityPub

std::string host_of(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == url.npos) return {};
  url.remove_prefix(begin + 3);
  return std::string(url.substr(0, url.find('/')));
}

std::optional<SocialPost> activity(const Decoded& json, const Fields& fields) {
  const std::string type = word(json, fields, "type");
  const JsonValue* object = json_field(fields, "object");
  Fields note = fields;
  if (type == "Create" || type == "Update" || type == "Announce") {
    if (!object || word(json, fields, "actor").empty()) return std::nullopt;
    note = fields_of(json, object);
    if (type == "Announce" || note.empty()) return SocialPost();  // only an address
  } else if ((type != "Note" && type != "Question") || !words_in(fields, "attributedTo")) {
    return std::nullopt;
  }
  std::string actor = word(json, fields, "actor");
  if (actor.empty()) actor = word(json, note, "attributedTo");
  SocialPost post{.source = host_of(actor), .author = "@" + after_last(actor, '/')};
  post.own_id = word(json, note, "id");
  post.url = word(json, note, "url");
  if (post.url.empty()) post.url = post.own_id;
  std::string when = word(json, note, "published");
  date_to(when.empty() ? word(json, fields, "published") : when, post.date);
  if (const Fields said = object_in(json, note, "contentMap"); said.size() == 1)
    post.lang = said.front().key;
  TextBuilder text(json);
  add_paragraph(json, words_in(note, "summary"), text);
  if (const JsonValue* content = words_in(note, "content")) {
    TextBuilder markup(json);
    append_json_string(json, *content, markup);
    HtmlPage page = parse_html(markup.take(), Markedup::fragment);
    if (!text.empty() && !page.text.text.empty()) text.add("\n\n");
    text.append(std::move(page.text));
  }
  // What pictures show.
  for (const JsonValue& item : list_in(json, note, "attachment"))
    add_paragraph(json, item, "name", text);
  post.text = text.take();
  return post;
}

// --- Bluesky

bool is_bluesky(const Decoded& json, const Fields& record) {
  return word(json, record, "$type") == "app.bsky.feed.post" && words_in(record, "createdAt");
}

std::optional<SocialPost> bluesky(const Decoded& json, const Fields& fields) {
  Fields about = object_in(json, fields, "post");  // of a feed
  if (about.empty()) about = fields;
  Fields record;
  for (const std::string_view name : {"record", "value"}) {
    record = object_in(json, about, name);
    if (is_bluesky(json, record)) break;
  }
  const Fields commit = object_in(json, fields, "commit");  // of the stream of everything
  if (!is_bluesky(json, record)) record = object_in(json, commit, "record");
  if (!is_bluesky(json, record)) record = fields;
  if (!is_bluesky(json, record)) return std::nullopt;
  SocialPost post{.source = "Bluesky"};
  const Fields author = object_in(json, about, "author");
  std::string handle = word(json, author, "handle");
  post.author = word(json, author, "displayName");
  if (!handle.empty())
    post.author += (post.author.empty() ? "@" : " (@") + handle + (post.author.empty() ? "" : ")");
  const std::string uri = word(json, about, "uri");
  std::string key = after_last(uri, '/');
  std::string who = handle;
  if (uri.starts_with("at://") && who.empty()) who = uri.substr(5, uri.find('/', 5) - 5);
  if (key.empty()) {
    key = word(json, commit, "rkey");
    who = word(json, fields, "did");
  }
  if (post.author.empty()) post.author = who;
  if (!key.empty() && !who.empty()) post.url = "https://bsky.app/profile/" + who + "/post/" + key;
  date_to(word(json, record, "createdAt"), post.date);
  if (const auto langs = list_in(json, record, "langs"); langs.size() == 1)
    post.lang = json_word(json.text, &langs.front());
  TextBuilder text(json);
  add_paragraph(json, words_in(record, "text"), text);
  const Fields embed = object_in(json, record, "embed");
  for (const JsonValue& image : list_in(json, embed, "images"))
    add_paragraph(json, image, "alt", text);
  const Fields card = object_in(json, embed, "external");
  add_paragraph(json, words_in(card, "title"), text);
  add_paragraph(json, words_in(card, "description"), text);
  post.text = text.take();
  return post;
}

// --- Reddit

std::optional<SocialPost> reddit(const Decoded& json, const Fields& fields) {
  if (!json_field(fields, "created_utc") || !json_field(fields, "subreddit")) return std::nullopt;
  SocialPost post{.source = "r/" + word(json, fields, "subreddit")};
  post.author = word(json, fields, "author");
  post.own_id = word(json, fields, "name");  // t3_..., t1_...
  if (post.own_id.empty()) post.own_id = word(json, fields, "id");
  const std::string link = word(json, fields, "permalink");
  if (!link.empty()) post.url = link.starts_with('/') ? "https://www.reddit.com" + link : link;
  date_to(word(json, fields, "created_utc"), post.date);
  TextBuilder text(json);
  const JsonValue* title = words_in(fields, "title");
  add_paragraph(json, title, text);
  post.title_end = text.size();
  post.title = json_line(json.text, title);
  for (const std::string_view name : {"selftext", "body"}) {
    const JsonValue* words = words_in(fields, name);
    const std::string value = words ? json_string(json.text, *words) : std::string();
    if (value != "[deleted]" && value != "[removed]") add_paragraph(json, words, text);
  }
  post.text = text.take();
  return post;
}

void add_listing(const Decoded& json, const JsonValue& value, int depth,
                 std::vector<JsonValue>& posts) {
  const Fields thing = fields_of(json, &value);
  if (word(json, thing, "kind") != "Listing" || depth > kDeepestAnswer) return;
  for (const JsonValue& child : list_in(json, object_in(json, thing, "data"), "children")) {
    const Fields fields = fields_of(json, &child);
    const JsonValue* data = json_field(fields, "data");
    if (!data || data->kind != JsonKind::object || posts.size() >= kMostOfListing) continue;
    posts.push_back(*data);
    const Fields inner = json_fields(json.text, *data);
    if (const JsonValue* replies = json_field(inner, "replies"))
      add_listing(json, *replies, depth + 1, posts);
  }
}

// --- Instagram, and what Facebook keeps by labels

std::optional<SocialPost> instagram(const Decoded& json, const Fields& fields) {
  if (const Fields map = object_in(json, fields, "string_map_data"); !map.empty()) {
    // A comment: the first of its values are the words, whatever their label is called.
    SocialPost post{.source = "Instagram"};
    TextBuilder text(json);
    for (const JsonField& field : map) {
      const Fields inner = fields_of(json, &field.value);
      if (const std::string when = word(json, inner, "timestamp"); when.size() > 5)
        date_to(when, post.date);
      if (text.empty()) add_paragraph(json, words_in(inner, "value"), text);
    }
    post.text = without_byte_characters(text.take());
    return post;
  }
  const std::vector<JsonValue> media = list_in(json, fields, "media");
  Fields first = media.empty() ? fields : fields_of(json, &media.front());
  if (!json_field(first, "creation_timestamp") || !json_field(first, "uri")) return std::nullopt;
  SocialPost post{.source = "Instagram"};
  std::string when = word(json, fields, "creation_timestamp");
  if (when.empty()) when = word(json, first, "creation_timestamp");
  date_to(when, post.date);
  TextBuilder text(json);
  add_paragraph(json, words_in(fields, "title"), text);
  if (!media.empty()) {
    for (const JsonValue& item : media) {
      const Fields of_item = fields_of(json, &item);
      const JsonValue* title = words_in(of_item, "title");
      if (title && text.text().find(json_string(json.text, *title)) == std::string::npos)
        add_paragraph(json, title, text);
      if (text.size() > 65536) break;
    }
  }
  post.text = without_byte_characters(text.take());
  return post;
}

struct Labelled {
  const Decoded& json;
  TextBuilder text;
  std::string url{};
  std::string when{};
  std::size_t left = 1000;

  explicit Labelled(const Decoded& from) : json(from), text(from) {}

  void add(const std::vector<JsonValue>& labels, int depth) {
    for (const JsonValue& item : labels) {
      if (left == 0) return;
      --left;
      const Fields label = fields_of(json, &item);
      if (url.empty()) url = word(json, label, "href");
      if (when.empty()) when = word(json, label, "timestamp_value");
      // Words, not the name of a setting: they have a blank.
      const JsonValue* value = words_in(label, "value");
      if (value && !json_field(label, "href")) {
        const std::string words = json_string(json.text, *value);
        if (words.find(' ') != words.npos && text.text().find(words) == std::string::npos)
          add_paragraph(json, value, text);
      }
      if (depth < kDeepestLabels) add(list_in(json, label, "dict"), depth + 1);
    }
  }
};

std::optional<SocialPost> labelled(const Decoded& json, const Fields& fields) {
  const std::vector<JsonValue> labels = list_in(json, fields, "label_values");
  if (labels.empty() || !json_field(fields, "timestamp")) return std::nullopt;
  SocialPost post{.source = "Facebook"};
  date_to(word(json, fields, "timestamp"), post.date);
  post.own_id = word(json, fields, "fbid");
  Labelled found(json);
  found.add(labels, 0);
  if (post.date.kind == DateKind::none) date_to(found.when, post.date);
  post.url = found.url;
  post.text = without_byte_characters(found.text.take());
  return post;
}

}  // namespace

std::vector<JsonValue> posts_of_listing(const Decoded& json, const Fields& page) {
  std::vector<JsonValue> posts;
  if (word(json, page, "kind") == "Listing" && !page.empty()) {
    add_listing(json, json_value_at(json.text, 0), 0, posts);
  }
  return posts;
}

std::optional<SocialPost> read_other_post(const Decoded& json, const Fields& fields) {
  for (const auto reader : {activity, bluesky, reddit, instagram, labelled})
    if (auto post = reader(json, fields)) return post;
  return std::nullopt;
}

}  // namespace byname
