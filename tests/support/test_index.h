// A published index on a temporary directory.
//
//   TestIndex world({a_document("ru").body("Жители Шуши.")});
//   Index index = world.open();
//   world.update({a_document("az").body("Şuşa")}, {0});   // a new one; document 0 is gone
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "schemas/place.h"
#include "store/analyzed.h"
#include "store/index.h"
#include "tests/support/temporary_directory.h"

namespace byname::test {

// Numbers of the places of small_gazetteer().
enum SmallPlace : PlaceNumber { kXankendi = 0, kKarabakh = 1, kShusha = 2, kBaku = 3 };

// Four places, names in Latin, Cyrillic, Armenian, Georgian, Arabic and Greek script.
Gazetteer small_gazetteer();

struct TestIndexOptions {
  Gazetteer gazetteer = small_gazetteer();
  std::size_t batch_size = 500;
  unsigned threads = 1;
};

class TestIndex {
 public:
  explicit TestIndex(const std::vector<AnalyzedDocument>& documents,
                     const TestIndexOptions& options = {});

  std::filesystem::path path() const { return directory_.path() / "index"; }
  Index open() const { return Index::open(path()); }

  Manifest rebuild(const std::vector<AnalyzedDocument>& documents);
  Manifest update(const std::vector<AnalyzedDocument>& documents,
                  const std::vector<std::uint32_t>& deleted = {});

 private:
  TestIndexOptions options_;
  TemporaryDirectory directory_;
};

// Writes documents as batches below `scratch`; what merge_batches() takes.
std::vector<std::filesystem::path> write_batches(const std::vector<AnalyzedDocument>& documents,
                                                 const std::filesystem::path& scratch,
                                                 std::size_t batch_size);

}  // namespace byname::test
