#include "indexer/sources.h"

#include <fmt/format.h>

#include <filesystem>

#include "indexer/readers/reader.h"
#include "places/matcher.h"
#include "places/paradigm.h"
#include "schemas/error.h"
#include "schemas/hash.h"
#include "text/scanner.h"

namespace byname {

std::filesystem::path added_names(const std::filesystem::path& index) {
  return index / "added-names.tsv";
}

GazetteerInUse gazetteer_in_use(std::span<const std::string> typed,
                                std::span<const std::string> remembered,
                                const std::filesystem::path& index, const Console& console) {
  GazetteerInUse result;
  for (const std::string& name : typed) {
    result.files.push_back(
        name == kShipped ? name : std::filesystem::absolute(name).lexically_normal().native());
  }
  if (typed.empty()) result.files.assign(remembered.begin(), remembered.end());
  if (result.files == std::vector<std::string>{std::string(kShipped)}) result.files.clear();

  std::vector<std::filesystem::path> paths(result.files.begin(), result.files.end());
  if (paths.empty()) paths.emplace_back(kShipped);
  if (std::filesystem::exists(added_names(index))) paths.push_back(added_names(index));
  std::vector<GazetteerMessage> messages;
  result.gazetteer = load_gazetteer(paths, messages);
  constexpr std::size_t kTold = 20;
  for (std::size_t i = 0; i < messages.size() && i < kTold; ++i) {
    console.warning(in_words(messages[i]));
  }
  if (messages.size() > kTold) {
    console.warning(
        fmt::format("... and {} more: see `indexer places check`", messages.size() - kTold));
  }
  return result;
}

std::string in_words(const GazetteerMessage& message) {
  return message.line == 0 ? fmt::format("{}: {}", message.file, message.text)
                           : fmt::format("{}:{}: {}", message.file, message.line, message.text);
}

std::string names_fingerprint() {
  return hex16(
      hash64(grammar_fingerprint() + "\n" + matcher_fingerprint() + "\n" + reader_fingerprint()));
}

std::string reason_to_rebuild(const Manifest& manifest, const std::string& gazetteer) {
  if (manifest.analyzer != analyzer_fingerprint()) return "it was built with another analyzer";
  if (manifest.names != names_fingerprint()) {
    return "it was built with other rules for names or files";
  }
  if (manifest.gazetteer != gazetteer) return "the gazetteer has changed since";
  return "";
}

}  // namespace byname
