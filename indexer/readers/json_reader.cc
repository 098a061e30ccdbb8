// JSON Lines, and JSON files that hold one record or a list of them. Fields are found
// by their usual names (kFields); what is not understood is left alone.
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "indexer/extract/ascii.h"
#include "indexer/extract/date.h"
#include "indexer/readers/decode.h"
#include "indexer/readers/formats.h"
#include "indexer/readers/html.h"
#include "indexer/readers/json_walk.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongestLine = 64 << 20;
constexpr std::uint64_t kLongestFile = 256 << 20;
constexpr std::uint64_t kChunk = 1 << 20;

// Usual names of each field, the likelier first.
constexpr std::array<std::string_view, 8> kId{"id",   "_id",    "uid",   "guid",
                                              "uuid", "doc_id", "docid", "document_id"};
constexpr std::array<std::string_view, 4> kTitle{"title", "headline", "name", "subject"};
constexpr std::array<std::string_view, 11> kText{"text",     "body",        "content", "contents",
                                                 "fulltext", "full_text",   "article", "maintext",
                                                 "message",  "description", "summary"};
constexpr std::array<std::string_view, 5> kHtml{"html", "content_html", "body_html", "html_content",
                                                "contenthtml"};
constexpr std::array<std::string_view, 7> kSource{"source",    "site",     "publisher", "outlet",
                                                  "site_name", "sitename", "channel"};
constexpr std::array<std::string_view, 7> kUrl{"url",        "link", "permalink",  "canonical_url",
                                               "source_url", "uri",  "webpage_url"};
constexpr std::array<std::string_view, 7> kAuthor{"author",  "authors", "by",  "byline",
                                                  "creator", "user",    "from"};
constexpr std::array<std::string_view, 13> kDate{
    "date",         "published", "date_published", "datepublished", "published_at",
    "publish_date", "pubdate",   "created_at",     "created",       "datetime",
    "timestamp",    "time",      "updated"};
constexpr std::array<std::string_view, 2> kLang{"lang", "language"};
constexpr std::array<std::string_view, 3> kRetrieved{"retrieved", "crawled_at", "fetched_at"};
// Under these an object holds a list of records.
constexpr std::array<std::string_view, 11> kLists{"items",    "articles", "documents", "posts",
                                                  "messages", "results",  "records",   "entries",
                                                  "data",     "docs",     "rows"};

class Records {
 public:
  explicit Records(Collector& out) : out_(out) {}

  // Empty, or why `text` is no JSON.
  std::string check(std::string_view text) {
    if (text.size() > kChunk && !large_) {  // what a long line needs is given back after it
      large_ = std::make_unique<simdjson::dom::parser>();
    } else if (text.size() <= kChunk) {
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

  // One record; `place` ("line 7") names it in problems.
  void give(const Decoded& json, const JsonValue& object, const std::string& place) {
    if (object.kind != JsonKind::object) {
      out_.leave_out();
      out_.report({place, "is no JSON object", true});
      return;
    }
    const std::vector<JsonField> fields = json_fields(json.text, object);
    Draft draft;
    Document& document = draft.document;
    document.title = line_of(json, find(fields, kTitle));
    document.source = name_of(json, find(fields, kSource));
    document.author = name_of(json, find(fields, kAuthor));
    document.url = line_of(json, find(fields, kUrl));
    document.lang = language(line_of(json, find(fields, kLang)));
    document.retrieved = line_of(json, find(fields, kRetrieved));
    if (const auto date = parse_machine_date(scalar(json, find(fields, kDate))))
      document.date = *date;
    draft.own_id = scalar(json, find(fields, kId));

    TextBuilder text(json);
    if (const JsonValue* title = find(fields, kTitle); title && title->kind == JsonKind::string) {
      append_json_string(json, *title, text);
      if (!text.empty()) {
        document.parts.push_back({Part::title, 0, text.size()});
        text.add("\n\n");
      }
    }
    const JsonValue* body = find_text(json, fields, kText);
    const JsonValue* html = find_text(json, fields, kHtml);
    if (!body && html) {
      TextBuilder markup(json);
      append_text(json, *html, markup);
      append_html(markup.take(), document, text);
    } else if (body) {
      append_text(json, *body, text);
    }
    Decoded done = text.take();
    document.text = std::move(done.text);
    document.source_map = std::move(done.runs);
    if (trim(document.text).empty()) {
      out_.leave_out();
      out_.report({place, "holds no text (looked for text, body, content, html, title)", false});
      return;
    }
    out_.give(std::move(draft));
  }

 private:
  static bool is_surrogate(std::string_view text, std::size_t at, std::string_view third) {
    return text.substr(at, 2) == "\\u" && at + 6 <= text.size() &&
           ascii_lower(text[at + 2]) == 'd' && third.find(ascii_lower(text[at + 3])) != third.npos;
  }

  // Escapes of lone surrogates replaced by that of U+FFFD; the length stays.
  static std::string with_whole_pairs(std::string_view text) {
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

  static std::string message_of(simdjson::error_code error) {
    std::string message = simdjson::error_message(error);
    message = message.substr(0, message.find_first_of(".\n"));
    if (!message.empty()) message[0] = ascii_lower(message[0]);
    return message;
  }

  template <std::size_t N>
  static const JsonValue* find(const std::vector<JsonField>& fields,
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
  static const JsonValue* find_text(const Decoded& json, const std::vector<JsonField>& fields,
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
  static void append_text(const Decoded& json, const JsonValue& value, TextBuilder& text) {
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

  static void append_html(const Decoded& markup, Document& document, TextBuilder& text) {
    HtmlPage page = parse_html(markup);
    const std::uint32_t base = text.size();
    text.append(std::move(page.text));
    for (PartSpan span : page.parts) {
      if (base > 0 && span.part == Part::title) span.part = Part::body;
      document.parts.push_back({span.part, base + span.begin, base + span.end});
    }
    if (document.title.empty()) document.title = std::move(page.title);
  }

  static std::string scalar(const Decoded& json, const JsonValue* value) {
    if (!value) return {};
    if (value->kind == JsonKind::string) return std::string(trim(json_string(json.text, *value)));
    if (value->kind == JsonKind::number)
      return json.text.substr(value->begin, value->end - value->begin);
    return {};
  }

  // A string in one line.
  static std::string line_of(const Decoded& json, const JsonValue* value) {
    if (!value || value->kind != JsonKind::string) return {};
    std::string line = json_string(json.text, *value);
    for (char& c : line)
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    return std::string(trim(line));
  }

  // "Ann Lee", {"name": "Ann Lee"}, ["Ann Lee", {"name": "Bo Li"}].
  static std::string name_of(const Decoded& json, const JsonValue* value, int depth = 0) {
    if (!value || depth > 2) return {};
    if (value->kind == JsonKind::string) return line_of(json, value);
    if (value->kind == JsonKind::object) {
      for (const std::string_view key : {"name", "title", "screen_name", "username"})
        for (const JsonField& field : json_fields(json.text, *value))
          if (field.key == key && field.value.kind == JsonKind::string)
            return line_of(json, &field.value);
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

  // "az", "az-AZ", "aze" as our codes; anything else is not taken.
  static std::string language(std::string_view value) {
    std::string code = ascii_lower(value.substr(0, value.find_first_of("-_")));
    if (code.size() < 2 || code.size() > 3 ||
        !std::all_of(code.begin(), code.end(), [](char c) { return is_ascii_letter(c); }))
      return {};
    static constexpr std::array<std::array<std::string_view, 2>, 16> kShort{{{"aze", "az"},
                                                                             {"hye", "hy"},
                                                                             {"arm", "hy"},
                                                                             {"kat", "ka"},
                                                                             {"geo", "ka"},
                                                                             {"rus", "ru"},
                                                                             {"eng", "en"},
                                                                             {"tur", "tr"},
                                                                             {"fas", "fa"},
                                                                             {"per", "fa"},
                                                                             {"ukr", "uk"},
                                                                             {"fra", "fr"},
                                                                             {"fre", "fr"},
                                                                             {"deu", "de"},
                                                                             {"ger", "de"},
                                                                             {"ara", "ar"}}};
    for (const auto& pair : kShort)
      if (code == pair[0]) return std::string(pair[1]);
    return code;
  }

  Collector& out_;
  simdjson::dom::parser parser_{};
  std::unique_ptr<simdjson::dom::parser> large_{};
};

std::string place_of(std::uint32_t line) { return "line " + std::to_string(line); }

void give_line(Decoded&& line, std::uint32_t number, Records& records, Collector& out) {
  if (trim(line.text).empty()) return;
  if (const std::string wrong = records.check(line.text); !wrong.empty()) {
    out.leave_out();
    out.report({place_of(number), wrong, true});
    return;
  }
  records.give(line, json_value_at(line.text, 0), place_of(number));
}

// The lines of a file whose line ends are single bytes, a chunk at a time.
void stream_lines(const FormatInput& input, Records& records, Collector& out) {
  std::string room, line;
  std::uint64_t line_begin = input.encoding.mark;
  std::uint32_t number = 1;
  bool too_long = false;
  std::uint64_t invalid = 0;
  const auto finish = [&](std::uint64_t next) {
    if (too_long) {
      out.leave_out();
      out.report({place_of(number), "is longer than 64 MiB; split it into records", true});
    } else {
      give_line(decode(line, input.encoding, {line_begin, number}, invalid), number, records, out);
    }
    too_long = false;
    line.clear();
    if (line.capacity() > 4 * kChunk) line.shrink_to_fit();
    line_begin = next;
    ++number;
  };
  for (std::uint64_t offset = line_begin; offset < input.file.size();) {
    std::string_view chunk = input.file.read(offset, kChunk, room);
    if (chunk.empty()) break;
    const std::uint64_t chunk_end = offset + chunk.size();
    while (!chunk.empty()) {
      const std::size_t end = chunk.find('\n');
      const std::string_view piece = chunk.substr(0, end);
      if (line.size() + piece.size() > kLongestLine) {
        too_long = true;
        line.clear();
      }
      if (!too_long) line += piece;
      if (end == std::string_view::npos) break;
      chunk.remove_prefix(end + 1);
      finish(chunk_end - chunk.size());
    }
    offset = chunk_end;
  }
  if (too_long || !line.empty()) finish(input.file.size());
  if (invalid > 0)
    out.report({"",
                std::to_string(invalid) + " byte sequence(s) are not " + input.encoding.name +
                    " and were replaced",
                false});
}

// The whole file as one text; nothing if it is too large for that.
std::optional<Decoded> whole_file(const FormatInput& input, Collector& out) {
  if (input.file.size() > kLongestFile) {
    out.report({"", "one JSON text over 256 MiB; write it as JSON Lines, a record a line", true});
    return std::nullopt;
  }
  std::string room;
  const std::string_view bytes =
      input.file.read(input.encoding.mark, input.file.size() - input.encoding.mark, room);
  std::uint64_t invalid = 0;
  Decoded decoded = decode(bytes, input.encoding, {input.encoding.mark, 1}, invalid);
  if (invalid > 0)
    out.report({"",
                std::to_string(invalid) + " byte sequence(s) are not " + input.encoding.name +
                    " and were replaced",
                false});
  return decoded;
}

bool is_wide(const Encoding& encoding) {
  return encoding.name.starts_with("UTF-16") || encoding.name.starts_with("UTF-32");
}

}  // namespace

void read_json_lines(const FormatInput& input, Collector& out) {
  Records records(out);
  if (!is_wide(input.encoding)) {
    stream_lines(input, records, out);
    return;
  }
  const auto file = whole_file(input, out);
  if (!file) return;
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < file->text.size(); ++number) {
    const std::size_t end = std::min(file->text.find('\n', begin), file->text.size());
    give_line(slice(*file, begin, end), number, records, out);
    begin = end + 1;
  }
}

void read_json(const FormatInput& input, Collector& out) {
  const auto file = whole_file(input, out);
  if (!file) return;
  Records records(out);
  if (const std::string wrong = records.check(file->text); !wrong.empty()) {
    // Lines so long that the first one looked like a whole text.
    const std::string_view first = std::string_view(file->text).substr(0, file->text.find('\n'));
    if (first.size() < file->text.size() && records.check(first).empty()) {
      read_json_lines(input, out);
      return;
    }
    out.report({"", wrong, true});
    return;
  }
  const JsonValue top = json_value_at(file->text, 0);
  std::vector<JsonValue> items;
  if (top.kind == JsonKind::array) {
    items = json_items(file->text, top);
  } else {
    for (const JsonField& field : json_fields(file->text, top)) {
      if (field.value.kind != JsonKind::array ||
          std::find(kLists.begin(), kLists.end(), ascii_lower(field.key)) == kLists.end())
        continue;
      items = json_items(file->text, field.value);
      break;
    }
    if (items.empty() || items.front().kind != JsonKind::object) items = {top};
  }
  for (std::size_t i = 0; i < items.size(); ++i)
    records.give(*file, items[i], "record " + std::to_string(i + 1));
}

}  // namespace byname
