#include "indexer/readers/json_stream.h"

#include <algorithm>
#include <array>

#include "text/ascii.h"

namespace byname {
namespace {

constexpr std::size_t kLongestKey = 256;
constexpr std::size_t kLongestAbout = 1 << 16;
constexpr int kDeepestList = 8;  // lists inside lists

// Under these an object holds a list of records.
constexpr std::array<std::string_view, 24> kLists{"items",
                                                  "articles",
                                                  "documents",
                                                  "posts",
                                                  "messages",
                                                  "results",
                                                  "records",
                                                  "entries",
                                                  "data",
                                                  "docs",
                                                  "rows",
                                                  "list",
                                                  "tweets",
                                                  "statuses",
                                                  "comments_v2",
                                                  "group_posts_v2",
                                                  "group_comments_v2",
                                                  "status_updates",
                                                  "status_updates_v2",
                                                  "ordereditems",  // of Mastodon
                                                  "feed",          // of Bluesky
                                                  "ig_stories",    // of Instagram
                                                  "ig_reels_media",
                                                  "comments_media_comments"};

// A record may have lists of all kinds; one of messages makes it a chat among chats.
bool holds_records(std::string_view key, bool is_item) {
  if (is_item) return key == "messages";
  return std::find(kLists.begin(), kLists.end(), ascii_lower(key)) != kLists.end();
}

// What all chats of an account stand in.
bool holds_lists(std::string_view key) { return key == "chats" || key == "left_chats"; }

bool names_itself(std::string_view about) {
  return about.find("\"name\"") != about.npos || about.find("\"title\"") != about.npos;
}

}  // namespace

int JsonStream::peek() {
  if (at_ < chunk_.size()) return static_cast<unsigned char>(chunk_[at_]);
  if (capturing_) keep_captured();
  count_lines();
  chunk_ = file_.read(offset_, kReadAtOnce, room_);
  offset_ += chunk_.size();
  at_ = counted_ = captured_to_ = 0;
  return chunk_.empty() ? -1 : static_cast<unsigned char>(chunk_[0]);
}

int JsonStream::peek_mark() {
  int c = peek();
  while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
    step();
    c = peek();
  }
  return c;
}

void JsonStream::count_lines() {
  line_ += static_cast<std::uint32_t>(
      std::count(chunk_.begin() + static_cast<std::ptrdiff_t>(counted_),
                 chunk_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  counted_ = at_;
}

void JsonStream::keep_captured() {
  const std::string_view piece = chunk_.substr(captured_to_, at_ - captured_to_);
  captured_to_ = at_;
  if (too_long_ || captured_.size() + piece.size() > kLongestRecord) {
    too_long_ = true;
    captured_.clear();
    return;
  }
  captured_ += piece;
}

void JsonStream::begin_capture() {
  captured_.clear();
  if (captured_.capacity() > 4 * kReadAtOnce) captured_.shrink_to_fit();
  count_lines();
  capturing_ = true;
  too_long_ = false;
  captured_to_ = at_;
  captured_at_ = offset_ - chunk_.size() + at_;
  captured_line_ = line_;
}

void JsonStream::give_captured() {
  keep_captured();
  capturing_ = false;
  (*give_)({captured_, captured_at_, captured_line_, about_});
}

// At a quote: past the string.
void JsonStream::skip_string() {
  step();
  while (peek() >= 0) {
    while (at_ < chunk_.size() && chunk_[at_] != '"' && chunk_[at_] != '\\') ++at_;
    if (at_ == chunk_.size()) continue;
    const bool escape = chunk_[at_] == '\\';
    step();
    if (!escape) return;
    if (peek() >= 0) step();
  }
}

// To the end of `depth` lists and objects that are open.
void JsonStream::skip_nested(std::size_t depth) {
  while (depth > 0) {
    const int c = peek();
    if (c < 0) return;
    if (c == '"') {
      skip_string();
      continue;
    }
    step();
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
  }
}

void JsonStream::skip_value() {
  int c = peek_mark();
  if (c == '"') {
    skip_string();
  } else if (c == '{' || c == '[') {
    step();
    skip_nested(1);
  } else if (c >= 0) {
    do {
      step();
      c = peek();
    } while (c >= 0 && c != ',' && c != '}' && c != ']' && c != '"' &&
             !is_ascii_space(static_cast<char>(c)));
  }
}

// At a quote: the key as it is written; a very long one is cut.
std::string JsonStream::read_key() {
  std::string key;
  step();
  for (int c = peek(); c >= 0; c = peek()) {
    step();
    if (c == '"') break;
    if (key.size() < kLongestKey) key += static_cast<char>(c);
    if (c != '\\') continue;
    if (peek() >= 0 && key.size() < kLongestKey) key += static_cast<char>(peek());
    if (peek() >= 0) step();
  }
  return key;
}

// At '{'. Given as a record, unless it turns out to hold records itself.
void JsonStream::read_object(bool is_item) {
  const std::uint64_t begin = offset_ - chunk_.size() + at_;
  begin_capture();
  step();
  bool holder = false;
  while (true) {
    int c = peek_mark();
    if (c < 0) break;
    if (c != '"') {
      step();
      if (c == '}') break;
      continue;
    }
    const std::string key = read_key();
    c = peek_mark();
    if (c != ':') continue;
    step();
    c = peek_mark();
    if (c == '[' && depth_ < kDeepestList && holds_records(key, is_item)) {
      std::string about = holder ? about_ : about_so_far();
      step();
      if (peek_mark() != '{') {
        skip_nested(1);
        if (is_item) holder = true;  // a chat without messages
        continue;
      }
      if (!holder && !is_item && !names_itself(about)) about = about_all(begin);
      holder = true;
      capturing_ = false;
      about_.swap(about);
      read_list();
      if (is_item) about_.swap(about);
    } else if (c == '{' && depth_ < kDeepestList && !is_item && holds_lists(key)) {
      holder = true;
      capturing_ = false;
      ++depth_;
      read_object(false);
      --depth_;
    } else {
      skip_value();
    }
  }
  if (!holder) give_captured();
  capturing_ = false;
}

// Behind '['.
void JsonStream::read_list() {
  ++depth_;
  while (true) {
    const int c = peek_mark();
    if (c < 0) break;
    if (c == '{') {
      read_object(true);
    } else if (c == ']' || c == ',' || c == '}') {
      step();
      if (c == ']') break;
    } else {
      begin_capture();
      skip_value();
      give_captured();
    }
  }
  --depth_;
}

// The object captured so far, as JSON: `{"name": "chat", "messages": null}`.
std::string JsonStream::about_so_far() {
  keep_captured();
  if (captured_.empty() || captured_.size() > kLongestAbout) return {};
  return captured_ + "null}";
}

// What the object says that begins at `begin`, those behind its lists too.
std::string JsonStream::about_all(std::uint64_t begin) {
  JsonStream other(file_, begin);
  std::string fields;
  if (other.peek_mark() != '{') return {};
  other.step();
  while (fields.size() < kLongestAbout) {
    const int c = other.peek_mark();
    if (c < 0) break;
    if (c != '"') {
      other.step();
      if (c == '}') break;
      continue;
    }
    const std::string key = other.read_key();
    if (other.peek_mark() != ':') continue;
    other.step();
    other.peek_mark();
    if (holds_records(key, false) || holds_lists(key)) {
      other.skip_value();
      continue;
    }
    other.begin_capture();
    other.skip_value();
    other.keep_captured();
    other.capturing_ = false;
    // Who wrote the posts of a page of results may be a long list.
    if (other.captured_.size() > (key == "includes" ? std::size_t{4} << 20 : 4096)) continue;
    fields += fields.empty() ? "{\"" : ",\"";
    fields += key + "\":" + other.captured_;
  }
  return fields.empty() ? fields : fields + "}";
}

std::string JsonStream::read(const Give& give) {
  give_ = &give;
  while (true) {
    about_.clear();
    const int c = peek_mark();
    if (c < 0) return {};
    if (c == '{') {
      read_object(false);
    } else if (c == '[') {
      step();
      read_list();
    } else {
      count_lines();
      return "what stands in line " + std::to_string(line_) + " is no JSON object";
    }
  }
}

}  // namespace byname
