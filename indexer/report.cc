#include "indexer/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "indexer/disk.h"

namespace byname {

std::string generation_of(const Manifest& manifest) {
  return fmt::format("{}+{}", manifest.generation, manifest.commit);
}

std::string status_text(const Status& status) {
  const Manifest& m = status.manifest;
  const auto row = [](std::string_view name, std::string_view value) {
    return fmt::format("{:<11} {}\n", name, value);
  };
  std::string text = row("index", status.index.native());
  text +=
      row("generation", fmt::format("{}, built {} by {}", generation_of(m), m.built, m.program));
  text +=
      row("gazetteer", m.gazetteer_files.empty() ? fmt::format("the shipped one, {}", m.gazetteer)
                                                 : m.gazetteer);
  for (const std::string& file : m.gazetteer_files) text += row("", file);
  if (m.misspelt) text += row("misspelt", "slips in long names are heard");
  text += row("documents", grouped(m.documents));
  text += row("mentions", grouped(m.mentions));
  text += row("segments", fmt::format("{}", m.segments.size()));
  text += row("size", fmt::format("{} for {} of text", in_megabytes(status.disk_bytes),
                                  in_megabytes(m.text_bytes)));
  text += row("inputs", summary(status.inputs));
  for (std::size_t i = 0; i < m.roots.size(); ++i) {
    text += row(i == 0 ? "roots" : "", fmt::format("{}  {}", m.roots[i].name, m.roots[i].path));
  }
  return text;
}

std::string status_json(const Status& status) {
  const Manifest& m = status.manifest;
  nlohmann::ordered_json states = nlohmann::ordered_json::object();
  nlohmann::ordered_json member_states = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < kInputStateNames.size(); ++i) {
    std::string name(kInputStateNames[i]);
    std::replace(name.begin(), name.end(), ' ', '_');
    states[name] = status.inputs.by_state[i];
    member_states[name] = status.inputs.members_by_state[i];
  }
  nlohmann::ordered_json roots = nlohmann::ordered_json::array();
  for (const Root& root : m.roots) roots.push_back({{"name", root.name}, {"path", root.path}});
  const nlohmann::ordered_json object = {
      {"index", status.index.native()},
      {"generation", generation_of(m)},
      {"built", m.built},
      {"program", m.program},
      {"layout", m.layout},
      {"analyzer", m.analyzer},
      {"gazetteer", m.gazetteer},
      {"gazetteer_files", m.gazetteer_files},
      {"misspelt", m.misspelt},
      {"documents", m.documents},
      {"mentions", m.mentions},
      {"segments", m.segments.size()},
      {"text_bytes", m.text_bytes},
      {"disk_bytes", status.disk_bytes},
      {"inputs", status.inputs.inputs},
      {"states", states},
      {"members", status.inputs.members},
      {"member_states", member_states},
      {"bad_records", status.inputs.bad_records},
      {"roots", roots},
  };
  return object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string failed_text(std::span<const LedgerEntry> entries) {
  std::string text;
  for (const LedgerEntry& entry : entries) {
    std::string reason = entry.reason;
    std::replace_if(
        reason.begin(), reason.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
    text +=
        fmt::format("{}\t{}/{}\t{}\t{}\n", kInputStateNames[static_cast<std::size_t>(entry.state)],
                    entry.root, entry.path, entry.record, reason);
  }
  return text;
}

std::string closing_line(const BuildReport& report, double seconds) {
  std::string text = summary(count_inputs(report.inputs));
  if (!report.published) {
    return text +
           fmt::format("; nothing to do, generation {} stays", generation_of(report.manifest));
  }
  text += fmt::format("; {}, {}; generation {} in {:.1f} s",
                      counted(report.manifest.documents, "document", "documents"),
                      counted(report.manifest.mentions, "mention", "mentions"),
                      generation_of(report.manifest), seconds);
  if (seconds >= 1)
    text += fmt::format(" ({:.1f} MB/s)", static_cast<double>(report.bytes) / 1e6 / seconds);
  return text;
}

}  // namespace byname
