#include "store/stub.h"

#include <fmt/format.h>

#include <charconv>

#include "schemas/error.h"
#include "store/coding.h"
#include "store/files.h"

namespace byname {
namespace {

constexpr std::string_view kInUse = "# byname ";
constexpr std::string_view kNewest = "# newest generation: ";
constexpr std::string_view kShard = "glass ";
constexpr std::string_view kEnd = "# end";  // the file is whole

// Takes a number off the front of `text`.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

std::string to_text(const Stub& stub) {
  std::string text =
      fmt::format("{}{}+{}\n{}{}\n", kInUse, stub.generation, stub.commit, kNewest, stub.newest);
  for (const std::string& shard : stub.shards) text += fmt::format("{}{}\n", kShard, shard);
  return text + fmt::format("{}\n", kEnd);
}

Stub stub_from_text(std::string_view text, std::string_view file) {
  Stub stub;
  bool in_use = false;
  bool ended = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    // Without its newline the last line may be cut off.
    if (end == std::string_view::npos) throw_damaged(file, "last line");
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.starts_with(kInUse)) {
      line.remove_prefix(kInUse.size());
      const auto generation = take_number(line);
      if (!generation || !line.starts_with('+')) throw_damaged(file, "number of the generation");
      line.remove_prefix(1);
      const auto commit = take_number(line);
      if (!commit || !line.empty()) throw_damaged(file, "number of the commit");
      stub.generation = *generation;
      stub.commit = *commit;
      in_use = true;
    } else if (line.starts_with(kNewest)) {
      line.remove_prefix(kNewest.size());
      const auto newest = take_number(line);
      if (!newest || !line.empty()) throw_damaged(file, "number of the newest generation");
      stub.newest = *newest;
    } else if (line.starts_with(kShard)) {
      stub.shards.emplace_back(line.substr(kShard.size()));
    } else if (line == kEnd) {
      ended = true;
    }
  }
  if (!in_use || !ended) throw_damaged(file, "cut off, or not made by byname");
  stub.newest = std::max(stub.newest, stub.generation);
  return stub;
}

std::filesystem::path stub_path(const std::filesystem::path& index) { return index / "XAPIANDB"; }

std::optional<Stub> read_stub(const std::filesystem::path& index) {
  const auto path = stub_path(index);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  return stub_from_text(read_file(path), path.string());
}

std::string generation_name(std::uint32_t generation) {
  return fmt::format("gen-{:06}", generation);
}

std::string delta_name(std::uint32_t generation) { return generation_name(generation) + ".delta"; }

std::string manifest_name(std::uint32_t generation, std::uint32_t commit) {
  if (commit == 0) return generation_name(generation) + "/manifest.json";
  return fmt::format("{}/commit-{:06}.json", delta_name(generation), commit);
}

std::optional<std::uint32_t> generation_of_name(std::string_view name) {
  if (!name.starts_with("gen-")) return std::nullopt;
  std::string_view rest = name.substr(4);
  const auto number = take_number(rest);
  if (!number || generation_name(*number) != name) return std::nullopt;
  return number;
}

void throw_no_index(const std::filesystem::path& index) {
  throw IndexError(index.string() + ": no index here; make one with `indexer --index " +
                   index.string() + " rebuild PATH`");
}

}  // namespace byname
