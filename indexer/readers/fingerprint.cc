#include "embedded/indexer_dates.h"
#include "embedded/indexer_entities.h"
#include "embedded/indexer_furniture.h"
#include "embedded/indexer_html.h"
#include "embedded/indexer_html_pages.h"
#include "embedded/indexer_outlets.h"
#include "embedded/indexer_pages.h"
#include "indexer/readers/reader.h"
#include "schemas/hash.h"

namespace byname {

// Raised whenever readers read the same bytes in another way.
constexpr std::uint64_t kReaderVersion = 24;

std::string reader_fingerprint() {
  std::uint64_t hash = kReaderVersion;
  for (const std::string_view table :
       {embedded::indexer_dates(), embedded::indexer_entities(), embedded::indexer_furniture(),
        embedded::indexer_html(), embedded::indexer_html_pages(), embedded::indexer_outlets(),
        embedded::indexer_pages()})
    hash = hash64(table, hash);
  return hex16(hash);
}

}  // namespace byname
