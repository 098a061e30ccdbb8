#include "indexer/amend.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "indexer/build.h"
#include "indexer/exit_code.h"
#include "schemas/error.h"
#include "store/files.h"
#include "store/forgotten.h"
#include "store/generation.h"
#include "store/index.h"
#include "store/text_file.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

// Whether a file below `folder` holds the word, as bytes or in a compressed text.
bool holds(const fs::path& folder, const std::string& word) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    if (read_file(entry.path()).find(word) != std::string::npos) return true;
    if (entry.path().filename() != "text") continue;
    const TextFile texts(entry.path());
    for (std::size_t i = 0; i < texts.documents(); ++i)
      if (texts.read(i, 0, texts.size(i)).find(word) != std::string::npos) return true;
  }
  return false;
}

class Amend : public testing::Test {
 protected:
  Amend() {
    fs::create_directories(folder_);
    write("a.txt", "Nothing of note, wertlosen.");
    write("b.txt", "The qvxsecret meeting was in Shusha.");
    write("c.jsonl", R"({"id": "1", "text": "jqzfirst in Baku"})"
                     "\n"
                     R"({"id": "2", "text": "jqzsecond in Shusha"})"
                     "\n");
    const fs::path names = directory_.path() / "names.tsv";
    write_file(names, "place_id\tname\tlang\nshusha\tShusha\ten\nbaku\tBaku\ten\n");
    IndexerOptions first = options({folder_.native()});
    first.gazetteers = {names.native()};
    rebuild(first, Console(Verbosity::quiet));
  }

  void write(const std::string& name, const std::string& text) {
    write_file(folder_ / name, text);
    fs::last_write_time(folder_ / name, fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
  IndexerOptions options(std::vector<std::string> paths) const {
    return {.index = index_, .paths = std::move(paths), .verbosity = Verbosity::quiet};
  }
  template <typename Result>
  Result run(Result (*command)(const IndexerOptions&, const Console&),
             std::vector<std::string> paths) {
    return command(options(std::move(paths)), Console(Verbosity::quiet));
  }
  std::vector<std::string> documents() const {
    const Index index = Index::open(index_);
    std::vector<std::string> ids;
    for (DocumentNumber n = 0; n < index.document_end(); ++n)
      if (!index.deleted(n)) ids.push_back(index.document(n).id);
    return ids;
  }

  TemporaryDirectory directory_;
  const fs::path folder_ = directory_.path() / "letters";
  const fs::path index_ = directory_.path() / "index";
};

TEST_F(Amend, NothingIsLeftOfWhatIsForgotten) {
  run(rebuild, {});  // an older generation holds it as well
  write("d.txt", "Later, qvxsecret again, in Goris.");
  run(update, {folder_.native()});
  ASSERT_TRUE(holds(index_, "qvxsecret"));
  EXPECT_EQ(run(forget, {"b.txt", "d.txt"}), kDone);
  EXPECT_FALSE(holds(index_, "qvxsecret"));
  EXPECT_THAT(documents(), ElementsAre("a.txt", "1", "2"));
  Index::open(index_).check();
  EXPECT_THROW(rollback(index_), IndexError) << "the older generation is not there";
  // It does not come back, whatever is run.
  run(update, {folder_.native()});
  run(rebuild, {});
  EXPECT_FALSE(holds(index_, "qvxsecret"));
  EXPECT_THAT(documents(), ElementsAre("a.txt", "1", "2"));
}

TEST_F(Amend, OneRecordOfManyIsForgotten) {
  ASSERT_TRUE(holds(index_, "jqzsecond"));
  EXPECT_EQ(run(forget, {"2"}), kDone);
  EXPECT_FALSE(holds(index_, "jqzsecond"));
  EXPECT_TRUE(holds(index_, "jqzfirst"));
  write("c.jsonl", R"({"id": "2", "text": "jqzsecond in Shusha"})"
                   "\n"
                   R"({"id": "3", "text": "jqzthird in Shusha"})"
                   "\n");
  run(update, {folder_.native()});
  EXPECT_FALSE(holds(index_, "jqzsecond"));
  EXPECT_THAT(documents(), testing::UnorderedElementsAre("a.txt", "b.txt", "3"));
}

TEST_F(Amend, EverythingMayBeForgotten) {
  EXPECT_EQ(run(forget, {folder_.native()}), kDone);
  EXPECT_THAT(documents(), IsEmpty());
  EXPECT_EQ(read_forgotten(index_).inputs.size(), 3U);
}

TEST_F(Amend, WhatIsNotThereCannotBeForgotten) {
  EXPECT_THROW(run(forget, {"z.txt"}), UsageError);
  EXPECT_TRUE(holds(index_, "qvxsecret"));
  EXPECT_EQ(read_forgotten(index_), Forgotten{});
}

TEST_F(Amend, WritingAgainGivesWhatARebuildGives) {
  IndexerOptions add = options({"Qalaça"});
  add.place = "shusha";
  write("e.txt", "The road to Qalaça.");
  run(update, {folder_.native()});
  EXPECT_EQ(add_names(add, Console(Verbosity::quiet)), kDone);
  const auto rows = [&] {
    const Index index = Index::open(index_);
    std::vector<std::vector<Mention>> all;
    for (DocumentNumber n = 0; n < index.document_end(); ++n)
      if (!index.deleted(n)) all.push_back(index.mentions(n));
    return std::pair(documents(), all);
  };
  const auto again = rows();
  run(rebuild, {});
  EXPECT_EQ(rows(), again);
  const Index index = Index::open(index_);
  const auto number = index.find_id("e.txt");
  ASSERT_TRUE(number);
  ASSERT_EQ(index.mentions(*number).size(), 1U);
  EXPECT_EQ(index.gazetteer().place_id(index.mentions(*number)[0].place), "shusha");
}

// Rows of all documents as people read them, by document.
std::vector<std::string> all_rows(const fs::path& path) {
  const Index index = Index::open(path);
  std::vector<std::string> rows;
  for (DocumentNumber n = 0; n < index.document_end(); ++n) {
    if (index.deleted(n)) continue;
    for (const Mention& m : index.mentions(n))
      rows.push_back(fmt::format("{} {} {} {} {} {} {} {} {}", index.document(n).id, m.begin, m.end,
                                 index.gazetteer().place_id(m.place),
                                 index.gazetteer().name(m.name).text, static_cast<int>(m.kind),
                                 static_cast<int>(m.rule), static_cast<int>(m.reason),
                                 m.confidence));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST_F(Amend, ANameMoreIsLookedForWhereItMayStandAndNowhereElse) {
  const std::map<std::string, std::string> texts = {
      {"01-listed", "They came to Hankendi in May."},
      {"02-inflected", "Жители Ханкенди и Анкории спорят."},
      {"03-tag", "Good morning #FreeHankendi and #Bakuloves"},
      {"04-host", "See hankendi.travel for Baku."},
      {"05-divided", "They left Hanken-\ndi for Baku."},
      {"06-apostrophe", "Hankendi'nin yolu, Han'kendi"},
      {"07-two-words", "Near White City stands Baku."},
      {"08-small", "the white city near hankendi"},
      {"09-sounds", "From Baku they drove to Hanquendi and back."},
      {"10-two-lines", "At White\nCity they met."},
      {"11-elsewhere", "Nothing but Shusha and Baku, white horses, a city."},
      {"12-elsewhere", "A letter without any name."},
      {"13-within", "The Hankendians sang; Shusha."},
  };
  for (const auto& [name, text] : texts) write(name + ".txt", text);
  std::string others;
  for (int i = 0; i < 40; ++i)
    others += fmt::format(R"({{"id": "o{}", "text": "Words of Baku."}})", i) + "\n";
  write("others.jsonl", others);
  run(update, {folder_.native()});
  write("14-later.txt", "Baku, and later Hankendi.");
  run(update, {folder_.native()});
  const DocumentNumber before = Index::open(index_).document_end();
  IndexerOptions add = options({"Hankendi", "White City", "Ханкенди"});
  add.place = "shusha";
  add_names(add, Console(Verbosity::quiet));

  const std::vector<std::string> rows = all_rows(index_);
  const auto said = [&](std::string_view words) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const std::string& row) { return row.starts_with(words); });
  };
  EXPECT_TRUE(said("01-listed.txt 13 21 shusha Hankendi"));
  EXPECT_TRUE(said("05-divided.txt 10 20 shusha Hankendi"));
  EXPECT_TRUE(said("14-later.txt 16 24 shusha Hankendi"));
  {
    // What cannot name it kept its number; "white" begins a name.
    const Index index = Index::open(index_);
    std::set<std::string> kept;
    for (DocumentNumber n = 0; n < before; ++n)
      if (!index.deleted(n)) kept.insert(index.document(n).id);
    for (int i = 0; i < 40; ++i) EXPECT_EQ(kept.erase(fmt::format("o{}", i)), 1U);
    EXPECT_THAT(kept, ElementsAre("1", "12-elsewhere.txt", "2", "a.txt", "b.txt"));
    EXPECT_EQ(index.live_documents(), texts.size() + 45);
  }
  run(rebuild, {});
  EXPECT_EQ(rows, all_rows(index_));
}

}  // namespace
}  // namespace byname::test
