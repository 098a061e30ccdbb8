// A Xapian database written in one go: every term with all its documents, in order.
//
//   GlassWriter out(directory);                 // must exist
//   out.add_document("baku.txt", 120);          // number 1; its length
//   out.add_term("baku", {{1, 3}});             // terms ascending
//   out.finish();
//
// Xapian's own writer takes documents and turns them around in trees of strings and
// numbers, which was two fifths of a rebuild. A batch has its postings in order already, so it
// writes the two tables of Xapian's Glass format (2016-03-14) itself. Only for batches:
// Xapian::Database::compact() reads them, and writes what is searched.
//
// Layout: docs/index-format.md, "Batches' shards".
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace byname {

struct GlassPosting {
  std::uint32_t document = 0;  // from 1, ascending
  std::uint32_t count = 0;     // wdf
};

class GlassWriter {
 public:
  explicit GlassWriter(const std::filesystem::path& directory);
  ~GlassWriter();  // without finish() nothing is written

  // All documents before the first term. `data` is cut to what one item holds.
  void add_document(std::string_view data, std::uint64_t length);
  // Throws IndexError for a term that is too long for Xapian.
  void add_term(std::string_view term, std::span<const GlassPosting> postings);
  void finish();

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace byname
