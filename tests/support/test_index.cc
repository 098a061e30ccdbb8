#include "tests/support/test_index.h"

#include <algorithm>

#include "places/compiled.h"
#include "places/gazetteer.h"
#include "store/generation.h"
#include "store/segment_writer.h"
#include "text/scanner.h"

namespace byname::test {

Gazetteer small_gazetteer() {
  Gazetteer g;
  for (const char* id : {"xankendi", "karabakh", "shusha", "baku"})
    g.places.push_back({.id = id, .type = "city", .country = "AZ"});
  const struct {
    PlaceNumber place;
    const char* text;
    const char* lang;
    const char* script;
  } names[] = {
      {kXankendi, "Xankəndi", "az", "Latn"},
      {kXankendi, "Stepanakert", "en", "Latn"},
      {kXankendi, "Ханкенди", "ru", "Cyrl"},
      {kXankendi, "Степанакерт", "ru", "Cyrl"},
      {kXankendi, "Ստեփանակերտ", "hy", "Armn"},
      {kXankendi, "სტეფანაკერტი", "ka", "Geor"},
      {kXankendi, "خانکندی", "fa", "Arab"},
      {kXankendi, "Στεπανακέρτ", "el", "Grek"},
      {kKarabakh, "Нагорный Карабах", "ru", "Cyrl"},
      {kKarabakh, "Mountainous Karabakh", "en", "Latn"},
      {kShusha, "Şuşa", "az", "Latn"},
      {kShusha, "Шуша", "ru", "Cyrl"},
      {kBaku, "Baku", "en", "Latn"},
      {kBaku, "Bakı", "az", "Latn"},
  };
  for (const auto& n : names)
    g.names.push_back(
        {.place = n.place, .text = n.text, .lang = n.lang, .script = n.script, .kind = "official"});
  g.family.resize(g.places.size());
  return g;
}

std::vector<std::filesystem::path> write_batches(const std::vector<AnalyzedDocument>& documents,
                                                 const std::filesystem::path& scratch,
                                                 std::size_t batch_size) {
  std::vector<std::filesystem::path> batches;
  for (std::size_t i = 0; i < documents.size(); i += batch_size) {
    batches.push_back(scratch / ("batch-" + std::to_string(batches.size())));
    BatchWriter batch(batches.back());
    for (std::size_t n = i; n < std::min(i + batch_size, documents.size()); ++n)
      batch.add(documents[n]);
    batch.finish();
  }
  return batches;
}

TestIndex::TestIndex(const std::vector<AnalyzedDocument>& documents,
                     const TestIndexOptions& options)
    : options_(options) {
  rebuild(documents);
}

Manifest TestIndex::rebuild(const std::vector<AnalyzedDocument>& documents) {
  const IndexLock lock(path());
  NewGeneration generation(path());
  compile_gazetteer(options_.gazetteer, generation.path() / "gazetteer");
  const CompiledGazetteer gazetteer(generation.path() / "gazetteer");
  merge_batches(write_batches(documents, generation.scratch(), options_.batch_size),
                generation.path() / "segment-0", gazetteer, options_.threads);
  return generation.publish({.analyzer = analyzer_fingerprint(),
                             .gazetteer = gazetteer_hash(options_.gazetteer),
                             .roots = {{"root", "/somewhere"}}},
                            {});
}

Manifest TestIndex::update(const std::vector<AnalyzedDocument>& documents,
                           const std::vector<std::uint32_t>& deleted) {
  const IndexLock lock(path());
  NewCommit commit(path());
  if (!documents.empty()) {
    const Index index = open();
    merge_batches(write_batches(documents, commit.scratch(), options_.batch_size), commit.segment(),
                  index.gazetteer(), options_.threads, commit.earlier());
  }
  return commit.publish(deleted, {{"root", "/somewhere"}}, {});
}

}  // namespace byname::test
