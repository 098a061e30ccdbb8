// The five real documents beside the project and the truth about them, where they are:
// which documents come out, what they state, and which of their bytes are furniture.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

std::optional<std::filesystem::path> shared_folder() {
  for (const char* beside : {"/../shared", "/../../shared"}) {
    std::filesystem::path folder = std::string(BYNAME_SOURCE_DIR) + beside;
    if (std::filesystem::exists(folder / "gold/documents.tsv")) return folder;
  }
  return std::nullopt;
}

using Row = std::map<std::string, std::string>;

std::vector<Row> table(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::vector<std::string> names;
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
    if (names.empty()) {
      names = cells;
      continue;
    }
    cells.resize(names.size());
    Row row;
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(row);
  }
  return rows;
}

class Seeds : public ::testing::Test {
 public:
  explicit Seeds(std::filesystem::path shared) : shared_(std::move(shared)) {}

 protected:
  std::vector<Document> documents_of(const std::string& file) const {
    std::vector<Document> documents;
    const ReadResult result =
        read_input({.root = "seeds", .path = file, .absolute = shared_ / "seeds" / file},
                   [&](Document&& d) { documents.push_back(std::move(d)); });
    EXPECT_EQ(result.state, InputState::indexed);
    return documents;
  }

  std::filesystem::path shared_;
};

class SeedsDocuments : public Seeds {
 public:
  using Seeds::Seeds;
  void TestBody() override {
    std::map<std::string, std::vector<Document>> read;
    std::size_t expected = 0, got = 0;
    for (const Row& row : table(shared_ / "gold/documents.tsv")) {
      if (row.at("section").starts_with('-')) continue;
      const std::string& file = row.at("file");
      if (!read.contains(file)) {
        read[file] = documents_of(file);
        got += read[file].size();
      }
      ++expected;
      const auto section = static_cast<std::size_t>(std::stoi(row.at("section")));
      ASSERT_LT(section, read[file].size()) << file;
      const Document& document = read[file][section];
      EXPECT_EQ(document.title, row.at("title")) << document.id;
      EXPECT_EQ(document.author, row.at("author")) << document.id;
      EXPECT_EQ(document.source, row.at("source")) << document.id;
      EXPECT_EQ(document.date.iso, row.at("published")) << document.id;
      EXPECT_THAT(row.at("date_text"), ::testing::EndsWith(document.date.text)) << document.id;
    }
    EXPECT_EQ(got, expected);
  }
};

class SeedsRegions : public Seeds {
 public:
  using Seeds::Seeds;
  void TestBody() override {
    std::map<std::string, std::vector<Document>> read;
    for (const Row& row : table(shared_ / "gold/regions.tsv")) {
      const std::string& file = row.at("file");
      if (!read.contains(file)) read[file] = documents_of(file);
      const std::uint64_t begin = std::stoull(row.at("byte_start"));
      const std::uint64_t end = std::stoull(row.at("byte_end"));
      const std::string& region = row.at("region");
      const std::string expected = region == "url" ? "body" : region;
      for (const Document& document : read[file]) {
        for (const PartSpan& span : document.parts) {
          const auto source = source_of(document, span.begin, span.end);
          ASSERT_TRUE(source);
          if (source->begin < end && source->end > begin) {
            EXPECT_EQ(name_of(span.part), expected) << file << ' ' << begin << '-' << end;
          }
        }
      }
    }
  }
};

// Registered only where the folder is, so that no test claims to have passed without it.
[[maybe_unused]] const bool kRegistered = [] {
  const auto shared = shared_folder();
  if (!shared) return false;
  const auto add = [&](const char* name, auto make) {
    ::testing::RegisterTest("Seeds", name, nullptr, nullptr, __FILE__, __LINE__, make);
  };
  add("StateWhatTheTruthSays", [shared]() -> Seeds* { return new SeedsDocuments(*shared); });
  add("TellFurnitureFromText", [shared]() -> Seeds* { return new SeedsRegions(*shared); });
  return true;
}();

}  // namespace
}  // namespace byname::test
