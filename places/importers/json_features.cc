#include "places/importers/json_features.h"

#include <fmt/format.h>

namespace byname {
namespace {

using nlohmann::json;

void visit(const std::string& label, const json& value, std::size_t line, Messages& messages,
           const FeatureSink& sink) {
  if (value.is_array()) {
    for (const json& one : value) visit(label, one, line, messages, sink);
  } else if (!value.is_object()) {
    messages.push_back({label, line, "not an object; left out"});
  } else if (const auto features = value.find("features"); features != value.end()) {
    if (features->is_array()) visit(label, *features, line, messages, sink);
  } else {
    sink(value, line);
  }
}

}  // namespace

void for_each_feature(const std::string& label, std::string_view content, Messages& messages,
                      const FeatureSink& sink) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  const auto parse = [](std::string_view text) {
    return json::parse(text, nullptr, /*allow_exceptions=*/false);
  };
  // A line a feature, if the first line is a whole value and more follow.
  const auto end = content.find('\n');
  if (end != std::string_view::npos && !content.substr(0, end).empty() &&
      !parse(content.substr(0, end)).is_discarded()) {
    std::size_t number = 0;
    while (!content.empty()) {
      const auto stop = content.find('\n');
      const std::string_view line = content.substr(0, stop);
      content.remove_prefix(stop == std::string_view::npos ? content.size() : stop + 1);
      ++number;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const json value = parse(line);
      if (value.is_discarded()) {
        messages.push_back({label, number, "no valid JSON; left out: mend the line"});
      } else {
        visit(label, value, number, messages, sink);
      }
    }
    return;
  }
  const json whole = parse(content);
  if (whole.is_discarded()) {
    messages.push_back({label, 0, "no valid JSON; nothing of it is read: mend the file"});
    return;
  }
  visit(label, whole, 0, messages, sink);
}

std::string text_of(const nlohmann::json& object, const char* key) {
  if (!object.is_object()) return "";
  const auto found = object.find(key);
  if (found == object.end()) return "";
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number_integer()) return fmt::format("{}", found->get<std::int64_t>());
  if (found->is_number()) return fmt::format("{}", found->get<double>());
  return "";
}

}  // namespace byname
