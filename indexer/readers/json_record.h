// Documents of JSON objects: fields by their usual names, messages of chats, entries of
// JSON feeds. What is not understood is left alone.
//
//   JsonRecords records(out);
//   if (std::string wrong = records.check(json.text); wrong.empty()) {
//     records.about(R"({"name": "A chat", "type": "private_group"})");   // of a list
//     records.give(json, json_value_at(json.text, 0), "line 7");
//   }
//   records.finish();
#pragma once

#include <simdjson.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/collector.h"
#include "indexer/readers/json_walk.h"
#include "indexer/readers/social_record.h"

namespace byname {

class JsonRecords {
 public:
  explicit JsonRecords(Collector& out) : out_(out) {}

  // Empty, or why `text` is no JSON.
  std::string check(std::string_view text);
  // The script of an archive of X that says whose it is.
  void account(std::string_view script);
  // What the object says in which the records stand as a list; empty: nothing.
  void about(std::string_view object);
  // One record of text that was checked; `place` names it in problems.
  void give(const Decoded& json, const JsonValue& object, const std::string& place);
  // Tells what was left out on purpose.
  void finish();

 private:
  enum class Kind { records, feed, chat };
  // Posts of a social network, one or a page of them; false: it is none.
  bool give_social(const Decoded& json, const std::vector<JsonField>& fields);
  bool give_post(const Decoded& json, const std::vector<JsonField>& fields);

  Collector& out_;
  simdjson::dom::parser parser_{};
  std::unique_ptr<simdjson::dom::parser> large_{};
  std::string about_{};
  Kind kind_ = Kind::records;
  std::string source_{};
  std::string author_{};
  std::string lang_{};
  SocialAbout social_{};
  std::uint64_t services_ = 0;
  std::uint64_t silent_ = 0;  // messages without text
};

}  // namespace byname
