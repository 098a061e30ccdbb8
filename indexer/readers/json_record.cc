#include "indexer/readers/json_record.h"

#include <algorithm>
#include <array>

#include "indexer/extract/date.h"
#include "indexer/extract/hashtags.h"
#include "indexer/readers/html.h"
#include "indexer/readers/json_walk.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/record_fields.h"
#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kOrdinary = 1 << 20;  // what a longer record needs is given back after it

bool is_surrogate(std::string_view text, std::size_t at, std::string_view third) {
  return text.substr(at, 2) == "\\u" && at + 6 <= text.size() && ascii_lower(text[at + 2]) == 'd' &&
         third.find(ascii_lower(text[at + 3])) != third.npos;
}

// Escapes of lone surrogates replaced by that of U+FFFD; the length stays.
std::string with_whole_pairs(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at + 1 < text.size();) {
    if (text[at] != '\\') {
      ++at;
    } else if (is_surrogate(text, at, "89ab") && is_surrogate(text, at + 6, "cdef")) {
      at += 12;
    } else if (is_surrogate(text, at, "89abcdef")) {
      out.replace(at + 2, 4, "fffd");
      at += 6;
    } else {
      at += 2;
    }
  }
  return out;
}

std::string message_of(simdjson::error_code error) {
  std::string message = simdjson::error_message(error);
  message = message.substr(0, message.find_first_of(".\n"));
  if (!message.empty()) message[0] = ascii_lower(message[0]);
  return message;
}

template <std::size_t N>
const JsonValue* find(const std::vector<JsonField>& fields,
                      const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names) {
    for (const JsonField& field : fields) {
      if (field.key.size() != name.size() || ascii_lower(field.key) != name) continue;
      // An empty or missing value leaves the way to the next name.
      if (field.value.kind == JsonKind::other || field.value.end - field.value.begin <= 2) {
        if (field.value.kind != JsonKind::number) continue;
      }
      return &field.value;
    }
  }
  return nullptr;
}

// As find(), but a value that holds text.
template <std::size_t N>
const JsonValue* find_text(const Decoded& json, const std::vector<JsonField>& fields,
                           const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names) {
    const JsonValue* value = find(fields, std::array<std::string_view, 1>{name});
    if (!value) continue;
    if (value->kind == JsonKind::string) return value;
    if (value->kind != JsonKind::array) continue;
    for (const JsonValue& item : json_items(json.text, *value))
      if (item.kind == JsonKind::string || item.kind == JsonKind::object) return value;
  }
  return nullptr;
}

// A string, or a list of strings and of objects with a `text` (formatted messages).
void append_text(const Decoded& json, const JsonValue& value, TextBuilder& text) {
  if (value.kind == JsonKind::string) {
    append_json_string(json, value, text);
    return;
  }
  for (const JsonValue& item : json_items(json.text, value)) {
    if (item.kind == JsonKind::string) append_json_string(json, item, text);
    if (item.kind != JsonKind::object) continue;
    for (const JsonField& field : json_fields(json.text, item))
      if (field.key == "text" && field.value.kind == JsonKind::string)
        append_json_string(json, field.value, text);
  }
}

void append_html(const Decoded& markup, Document& document, TextBuilder& text) {
  const Markedup kind = markup_of(markup.text);
  HtmlPage page = parse_html(markup, kind);
  const std::uint32_t base = text.size();
  text.append(std::move(page.text));
  for (PartSpan span : page.parts) {
    if (base > 0 && span.part == Part::title) span.part = Part::body;
    document.parts.push_back({span.part, base + span.begin, base + span.end});
  }
  const auto take = [](std::string& into, std::string&& value) {
    if (into.empty()) into = std::move(value);
  };
  take(document.title, std::move(page.title));
  if (kind == Markedup::fragment) return;
  // A page as it was fetched states what the record around it leaves out.
  take(document.author, std::move(page.author));
  take(document.source, std::move(page.source));
  take(document.url, std::move(page.url));
  if (document.date.kind == DateKind::none) document.date = std::move(page.date);
  if (document.updated.kind == DateKind::none) document.updated = std::move(page.updated);
}

// "Ann Lee", {"name": "Ann Lee"}, ["Ann Lee", {"name": "Bo Li"}].
std::string name_of(const Decoded& json, const JsonValue* value, int depth = 0) {
  if (!value || depth > 2) return {};
  if (value->kind == JsonKind::string) return json_line(json.text, value);
  if (value->kind == JsonKind::object) {
    for (const std::string_view key : {"name", "title", "screen_name", "username"})
      for (const JsonField& field : json_fields(json.text, *value))
        if (field.key == key && field.value.kind == JsonKind::string)
          return json_line(json.text, &field.value);
  }
  std::string names;
  if (value->kind == JsonKind::array) {
    for (const JsonValue& item : json_items(json.text, *value)) {
      const std::string name = name_of(json, &item, depth + 1);
      if (name.empty()) continue;
      if (!names.empty()) names += ", ";
      names += name;
    }
  }
  return names;
}

// The types that Telegram gives to chats: "private_supergroup", "public_channel", ...
bool is_chat_type(std::string_view type) {
  return type.ends_with("_chat") || type.ends_with("group") || type.ends_with("_channel") ||
         type == "saved_messages" || type == "replies";
}

// The question and the answers of a poll, a line each.
void append_poll(const Decoded& json, const JsonValue* poll, TextBuilder& text) {
  if (!poll || poll->kind != JsonKind::object) return;
  const auto line = [&](const JsonValue* value) {
    if (!value || value->kind != JsonKind::string) return;
    if (!text.empty()) text.add("\n");
    append_json_string(json, *value, text);
  };
  const std::vector<JsonField> fields = json_fields(json.text, *poll);
  line(json_field(fields, "question"));
  if (const JsonValue* answers = json_field(fields, "answers"))
    for (const JsonValue& answer : json_items(json.text, *answers)) {
      const std::vector<JsonField> of_answer = json_fields(json.text, answer);
      line(json_field(of_answer, "text"));
    }
}

}  // namespace

std::string JsonRecords::check(std::string_view text) {
  if (text.size() > kOrdinary && !large_) {
    large_ = std::make_unique<simdjson::dom::parser>();
  } else if (text.size() <= kOrdinary) {
    large_.reset();
  }
  auto& parser = large_ ? *large_ : parser_;
  auto error = parser.parse(text.data(), text.size(), true).error();
  if (error == simdjson::STRING_ERROR) {
    // Half a surrogate pair, as programs that cut strings write it: U+FFFD for us.
    const std::string repaired = with_whole_pairs(text);
    error = parser.parse(repaired.data(), repaired.size(), true).error();
  }
  return error ? "is no JSON: " + message_of(error) : std::string();
}

void JsonRecords::account(std::string_view script) {
  const auto found = archive_script(script);
  if (found && check(script.substr(found->begin)).empty()) social_ = archive_account(script);
}

void JsonRecords::about(std::string_view object) {
  if (object == about_) return;
  about_ = object;
  kind_ = Kind::records;
  source_.clear();
  author_.clear();
  lang_.clear();
  social_.users.clear();
  if (object.empty() || !check(object).empty()) return;
  Decoded json;
  json.text = object;
  const std::vector<JsonField> fields = json_fields(json.text, json_value_at(json.text, 0));
  add_users(json, fields, social_);
  const std::string version = json_line(json.text, json_field(fields, "version"));
  if (version.find("jsonfeed.org/") != version.npos) kind_ = Kind::feed;
  if (is_chat_type(json_line(json.text, json_field(fields, "type")))) kind_ = Kind::chat;
  source_ = name_of(json, find(fields, kSourceNames));
  if (kind_ == Kind::feed) {
    source_ = json_line(json.text, json_field(fields, "title"));
    author_ = name_of(json, find(fields, kAuthorNames));
  }
  if (kind_ == Kind::chat) {
    source_ = json_line(json.text, json_field(fields, "name"));
    if (source_.empty()) source_ = "Telegram";
  }
  lang_ = language_code(json_line(json.text, find(fields, kLangNames)));
}

bool JsonRecords::give_social(const Decoded& json, const std::vector<JsonField>& fields) {
  const std::vector<JsonValue> posts = posts_of_page(json, fields);
  if (posts.empty()) return give_post(json, fields);
  add_users(json, fields, social_);
  for (const JsonValue& post : posts) give_post(json, json_fields(json.text, post));
  social_.users.clear();
  return true;
}

bool JsonRecords::give_post(const Decoded& json, const std::vector<JsonField>& fields) {
  std::optional<SocialPost> post = read_social_post(json, fields, social_);
  if (!post) return false;
  if (trim(post->text.text).empty()) {
    ++silent_;
    return true;
  }
  Draft draft;
  Document& document = draft.document;
  document.source = std::move(post->source);
  document.author = std::move(post->author);
  document.title = std::move(post->title);
  document.url = std::move(post->url);
  document.date = std::move(post->date);
  if (post->title_end > 0) document.parts.push_back({Part::title, 0, post->title_end});
  draft.own_id = std::move(post->own_id);
  draft.likely_lang = language_code(post->lang);
  mark_hashtags(post->text.text, post->title_end, document.parts);
  document.text = std::move(post->text.text);
  document.source_map = std::move(post->text.runs);
  out_.give(std::move(draft));
  return true;
}

void JsonRecords::give(const Decoded& json, const JsonValue& object, const std::string& place) {
  if (object.kind != JsonKind::object) {
    out_.leave_out();
    out_.report({place, "is no JSON object", true});
    return;
  }
  const std::vector<JsonField> fields = json_fields(json.text, object);
  if (kind_ == Kind::records && give_social(json, fields)) return;
  const bool chat = kind_ == Kind::chat;
  if (chat && json_line(json.text, json_field(fields, "type")) == "service") {
    ++services_;
    return;
  }
  Draft draft;
  Document& document = draft.document;
  document.source = chat ? source_ : name_of(json, find(fields, kSourceNames));
  if (document.source.empty()) document.source = source_;
  document.author = name_of(json, find(fields, kAuthorNames));
  if (document.author.empty()) document.author = author_;
  document.url = json_line(json.text, find(fields, kUrlNames));
  document.lang = language_code(json_line(json.text, find(fields, kLangNames)));
  draft.likely_lang = lang_;
  document.retrieved = json_line(json.text, find(fields, kRetrievedNames));
  if (const auto date = parse_machine_date(json_word(json.text, find(fields, kDateNames))))
    document.date = *date;
  if (const auto date = parse_machine_date(json_word(json.text, find(fields, kUpdatedNames))))
    document.updated = *date;
  // Chats and feeds number what they hold for themselves.
  if (kind_ == Kind::records) draft.own_id = json_word(json.text, find(fields, kIdNames));

  TextBuilder text(json);
  const JsonValue* title = chat ? nullptr : find(fields, kTitleNames);
  document.title = json_line(json.text, title);
  if (title && title->kind == JsonKind::string) {
    append_json_string(json, *title, text);
    if (!text.empty()) {
      document.parts.push_back({Part::title, 0, text.size()});
      text.add("\n\n");
    }
  }
  const std::uint32_t begin = text.size();
  const JsonValue* body = find_text(json, fields, kTextNames);
  const JsonValue* html = find_text(json, fields, kHtmlNames);
  // A feed's entry in both forms: its HTML knows paragraphs.
  if (kind_ == Kind::feed && html) body = nullptr;
  if (!body && !html) body = find_text(json, fields, kShortNames);
  if (!body && html) {
    TextBuilder markup(json);
    append_text(json, *html, markup);
    append_html(markup.take(), document, text);
  } else if (body) {
    append_text(json, *body, text);
  }
  if (chat) append_poll(json, json_field(fields, "poll"), text);
  mark_hashtags(text.text(), begin, document.parts);
  Decoded done = text.take();
  document.text = std::move(done.text);
  document.source_map = std::move(done.runs);
  if (trim(document.text).empty()) {
    if (chat) {
      ++silent_;
      return;
    }
    out_.leave_out();
    out_.report({place, "holds no text (looked for text, body, content, html, title)", false});
    return;
  }
  out_.give(std::move(draft));
}

void JsonRecords::finish() {
  if (services_ + silent_ == 0) return;
  out_.report({"",
               "left out: " + std::to_string(services_) + " service message(s), " +
                   std::to_string(silent_) + " without text",
               false});
}

}  // namespace byname
