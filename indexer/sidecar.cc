#include "indexer/sidecar.h"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "indexer/extract/date.h"
#include "indexer/readers/language_code.h"
#include "indexer/readers/source_file.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::uint64_t kLongest = 1 << 20;
constexpr std::string_view kDescribes = "describes ";

std::string line_of(const std::string& value) { return one_line(to_valid_utf8(value)); }

// A string, a number, or a list of them; null is the empty string.
std::optional<std::string> text_of(const nlohmann::json& value) {
  if (value.is_null()) return std::string();
  if (value.is_string()) return line_of(value.get<std::string>());
  if (value.is_number()) return value.dump();
  if (!value.is_array()) return std::nullopt;
  std::string all;
  for (const auto& item : value) {
    if (!item.is_string()) return std::nullopt;
    if (!all.empty()) all += ", ";
    all += line_of(item.get<std::string>());
  }
  return all;
}

std::optional<Date> date_of(const std::string& text) {
  if (text.empty()) return Date{};
  auto date = parse_machine_date(text);
  if (!date) date = parse_date(text);
  return date;
}

}  // namespace

void Sidecar::apply(Document& document) const {
  if (title) document.title = *title;
  if (source) document.source = *source;
  if (author) document.author = *author;
  if (url) document.url = *url;
  if (lang) document.lang = *lang;
  if (retrieved) document.retrieved = *retrieved;
  if (date) document.date = *date;
  if (updated) document.updated = *updated;
}

Sidecar parse_sidecar(std::string_view bytes) {
  Sidecar sidecar{.exists = true};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  // Depth is bounded before anything is built: hostile nesting must not cost the stack.
  int depth = 0;
  bool deep = false;
  const auto json = nlohmann::json::parse(
      bytes,
      [&](int, nlohmann::json::parse_event_t event, nlohmann::json&) {
        using Event = nlohmann::json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) deep |= ++depth > 4;
        if (event == Event::object_end || event == Event::array_end) --depth;
        return !deep;
      },
      false);
  if (deep || json.is_discarded()) {
    sidecar.wrong = deep ? "holds lists in lists" : "is no JSON";
    return sidecar;
  }
  if (!json.is_object()) {
    sidecar.wrong = "is no JSON object";
    return sidecar;
  }
  const std::pair<std::string_view, std::optional<std::string> Sidecar::*> fields[] = {
      {"title", &Sidecar::title},   {"source", &Sidecar::source},
      {"author", &Sidecar::author}, {"authors", &Sidecar::author},
      {"url", &Sidecar::url},       {"lang", &Sidecar::lang},
      {"language", &Sidecar::lang}, {"retrieved", &Sidecar::retrieved}};
  for (const auto& [key, value] : json.items()) {
    const std::optional<std::string> text = text_of(value);
    bool used = false;
    if ((key == "date" || key == "updated") && text) {
      std::optional<Date>& date = key == "date" ? sidecar.date : sidecar.updated;
      date = date_of(*text);
      used = date.has_value();
      if (date && date->kind != DateKind::none) date->origin = DateOrigin::sidecar;
    }
    for (const auto& [name, member] : fields) {
      if (key != name || !text) continue;
      sidecar.*member = text;
      used = true;
    }
    if (!used) sidecar.ignored.push_back(line_of(key));
  }
  if (sidecar.lang && !sidecar.lang->empty()) {
    const std::string code = language_code(*sidecar.lang);
    if (code.empty()) {
      sidecar.lang.reset();
      sidecar.ignored.emplace_back("lang");
    } else {
      sidecar.lang = code;
    }
  }
  return sidecar;
}

Sidecar read_sidecar(const std::string& path) {
  const std::string name = path + std::string(kSidecarEnding);
  struct stat status;
  if (::stat(name.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  SourceFile file;
  Sidecar sidecar{.exists = true};
  if (sidecar.wrong = file.open(name); !sidecar.wrong.empty()) return sidecar;
  if (file.size() > kLongest) {
    sidecar.wrong = "is longer than 1 MiB";
    return sidecar;
  }
  if (sidecar.wrong = file.survey(); !sidecar.wrong.empty()) return sidecar;
  std::string room;
  sidecar = parse_sidecar(file.read(0, file.size(), room));
  sidecar.sha256 = file.sha256();
  return sidecar;
}

std::string sidecar_reason(const std::string& name, const Sidecar& sidecar) {
  std::string reason = std::string(kDescribes) + name;
  if (!sidecar.wrong.empty()) return reason + ", but cannot: " + sidecar.wrong;
  constexpr std::size_t kTold = 5;
  for (std::size_t i = 0; i < sidecar.ignored.size() && i < kTold; ++i)
    reason += (i == 0 ? "; not understood: " : ", ") + sidecar.ignored[i];
  return reason;
}

bool is_sidecar(const LedgerEntry& entry) {
  return entry.record.empty() && entry.path.ends_with(kSidecarEnding) &&
         entry.reason.starts_with(kDescribes);
}

}  // namespace byname
