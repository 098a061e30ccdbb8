// A reader of damaged files throws IndexError or answers; it never crashes and
// never runs for ever. check() finds every changed byte.
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <random>

#include "schemas/error.h"
#include "schemas/fields.h"
#include "store/files.h"
#include "store/index.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"

namespace byname::test {
namespace {

namespace fs = std::filesystem;

// Reads everything there is. Returns false if the damage was noticed.
bool read_everything(const fs::path& path) {
  try {
    const Index index = Index::open(path);
    std::vector<TermNumber> tokens;
    for (DocumentNumber n = 0; n < index.document_end(); ++n) {
      const Document document = index.whole_document(n);
      index.find_id(document.id);
      index.find_uid(document.uid);
      index.text(n, 1, 0xffffffff);
      index.tokens(n, tokens);
      index.mentions(n);
      index.length(n);
    }
    for (const Word& w : index.words_with_prefix("", 100)) {
      index.postings(w.term);
      index.term_number(0, w.term);
      index.apostrophe_relatives(w.term);
      index.stem_relatives(w.term, "en");
      index.sound_relatives(w.term, 0.4, 10);
    }
    const TermNumber frequent = std::min<TermNumber>(index.frequent_terms(0), 5);
    for (TermNumber a = 0; a < frequent; ++a)
      for (TermNumber b = 0; b < frequent; ++b) index.pair_postings(0, a, b);
    for (PlaceNumber place = 0; place < 5; ++place) {
      index.count(place);
      index.mentions_of(place, [](DocumentNumber, const Mention&) {});
      index.postings(term(kPlace, std::to_string(place)));
    }
    return true;
  } catch (const IndexError&) {
    return false;
  }
}

bool check_passes(const fs::path& path) {
  try {
    Index::open(path).check();
    return true;
  } catch (const IndexError&) {
    return false;
  }
}

TestIndex damaged_world() {
  std::vector<AnalyzedDocument> documents;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    documents.push_back(a_document(i % 2 ? "en" : "ru")
                            .id(n)
                            .title("Baku's Title " + n)
                            .body("Stepanakert, Baku and word" + n + " surrendered to d'Baku")
                            .mention("Baku", {.place = kBaku})
                            .mention("Stepanakert", {.place = kXankendi})
                            .build());
  }
  return TestIndex(documents, {.batch_size = 5});
}

// Every file that readers open, of a generation with a delta.
std::vector<fs::path> files_of(const TestIndex& world) {
  std::vector<fs::path> result;
  for (const auto& entry : fs::recursive_directory_iterator(world.path())) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name == "lock" || name == "flintlock" ||
        name.starts_with("ledger") || entry.path().string().find("synonyms") != std::string::npos)
      continue;
    result.push_back(entry.path());
  }
  std::sort(result.begin(), result.end());
  return result;
}

// The manifest of the generation is not read where a commit has its own.
bool unread(const fs::path& file) {
  return file.string().find("gen-000001/manifest.json") != std::string::npos;
}

// The gazetteer is others' to test; for Xapian's tables, see ChangedShardsAreFound.
bool ours(const fs::path& file) {
  return file.string().find("xapian-") == std::string::npos && file.filename() != "gazetteer";
}

class Damage : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    world_ = new TestIndex(damaged_world());
    world_->update({a_document("ru").id("0").body("Baku").mention("Baku", {.place = kBaku})}, {0});
  }
  static void TearDownTestSuite() {
    delete world_;
    world_ = nullptr;
  }
  static void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }
  static TestIndex* world_;
};
TestIndex* Damage::world_ = nullptr;

TEST_F(Damage, TheWholeIndexIsFine) {
  EXPECT_TRUE(read_everything(world_->path()));
  EXPECT_TRUE(check_passes(world_->path()));
  EXPECT_GT(files_of(*world_).size(), 20u);
}

TEST_F(Damage, ATruncatedFileIsNoticed) {
  for (const fs::path& file : files_of(*world_)) {
    if (file.filename() == "gazetteer" || unread(file)) continue;
    const std::string original = read_file(file);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, original.size() / 2, original.size() - 1}) {
      if (size >= original.size()) continue;
      write(file, original.substr(0, size));
      // A manifest without its last newline is whole.
      if (file.extension() == ".json" && size + 1 == original.size()) continue;
      EXPECT_FALSE(read_everything(world_->path())) << file << " cut to " << size;
    }
    write(file, original);
  }
  EXPECT_TRUE(read_everything(world_->path()));
}

TEST_F(Damage, AMissingFileIsNoticed) {
  for (const fs::path& file : files_of(*world_)) {
    if (unread(file)) continue;
    fs::path aside = file;
    aside += ".aside";
    fs::rename(file, aside);
    EXPECT_FALSE(read_everything(world_->path())) << file;
    fs::rename(aside, file);
  }
}

TEST_F(Damage, AFlippedByteNeverCrashesAReaderAndIsFoundByCheck) {
  std::mt19937 random(7);
  for (const fs::path& file : files_of(*world_)) {
    if (!ours(file) || file.extension() == ".json" || file.filename() == "XAPIANDB") continue;
    const std::string original = read_file(file);
    for (int i = 0; i < 60; ++i) {
      std::string changed = original;
      const std::size_t at =
          i < 40 ? random() % changed.size() : static_cast<std::size_t>(i) % changed.size();
      changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 8));
      write(file, changed);
      read_everything(world_->path());
      EXPECT_FALSE(check_passes(world_->path()))
          << file << " at " << at << " of " << changed.size();
    }
    write(file, original);
  }
}

TEST_F(Damage, ManyFlippedBytesNeverCrashAReader) {
  std::mt19937 random(11);
  for (const fs::path& file : files_of(*world_)) {
    if (!ours(file)) continue;
    const std::string original = read_file(file);
    for (int i = 0; i < 30; ++i) {
      std::string changed = original;
      // Behind the header, so that the damage gets past it.
      const std::size_t from = std::min<std::size_t>(changed.size() / 2, 160);
      for (int n = 0; n < 8; ++n)
        changed[from + random() % (changed.size() - from)] = static_cast<char>(random());
      write(file, changed);
      read_everything(world_->path());
    }
    write(file, original);
  }
}

// Xapian crashes with damaged tables: a table written after its sum was taken is compared
// when it is opened. One that only looks older is found by check().
TEST_F(Damage, ChangedShardsAreFound) {
  for (const fs::path& file : files_of(*world_)) {
    if (file.string().find("xapian-") == std::string::npos) continue;
    const fs::path sums = file.parent_path().parent_path() / "shards";
    const auto sealed = fs::last_write_time(sums) - std::chrono::hours(1);
    fs::last_write_time(sums, sealed);
    const std::string original = read_file(file);
    std::string changed = original;
    changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
    write(file, changed);
    EXPECT_FALSE(read_everything(world_->path())) << file;
    fs::last_write_time(file, sealed);
    EXPECT_FALSE(check_passes(world_->path())) << file;
    write(file, original);
    EXPECT_TRUE(read_everything(world_->path())) << file;
  }
}

}  // namespace
}  // namespace byname::test
