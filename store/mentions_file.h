// The mention table: rows by document, and by place who has rows where.
//
// Layout: docs/index-format.md, "Mentions" and "Places".
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "schemas/mention.h"
#include "store/table_file.h"

namespace byname {

struct PlaceCount;

// A mention as it lies on disk.
struct MentionRow {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t first_token = 0;
  std::uint32_t place = 0;
  std::uint32_t name = 0;
  std::uint16_t tokens = 0;
  std::uint16_t confidence = 0;
  std::uint8_t kind = 0;
  std::uint8_t rule = 0;
  std::uint8_t reason = 0;
  std::uint8_t part = 0;
};
static_assert(sizeof(MentionRow) == 28);

MentionRow row_of(const Mention& mention);

class MentionsWriter {
 public:
  explicit MentionsWriter(const std::filesystem::path& path)
      : out_(path, "mentions", 2), first_rows_{0} {}
  void add(std::span<const Mention> mentions_of_document);
  void append(const class MentionsFile& other);
  void finish();

 private:
  void count_rows(std::uint64_t rows);

  TableWriter out_;
  std::vector<std::uint32_t> first_rows_;
};

class MentionsFile {
 public:
  explicit MentionsFile(const std::filesystem::path& path);

  std::size_t documents() const { return first_rows_.size() - 1; }
  std::size_t size() const { return rows_.size(); }
  std::uint32_t first_row(std::size_t document) const { return first_rows_[document]; }
  Mention operator[](std::size_t row) const;  // throws IndexError for numbers out of range
  void check() const { file_.check(); }
  void release() const { file_.release(); }

 private:
  friend class MentionsWriter;
  TableFile file_;
  Array<MentionRow> rows_;
  Array<std::uint32_t> first_rows_;  // one more than documents
};

// A row of one place.
struct PlacePosting {
  std::uint32_t document = 0;  // within the segment
  std::uint32_t row = 0;
};

class PlacesFile {
 public:
  explicit PlacesFile(const std::filesystem::path& path);

  // The rows [first, last) of postings() that belong to the place; by document.
  std::pair<std::size_t, std::size_t> range(PlaceNumber place) const;
  const Array<PlacePosting>& postings() const { return postings_; }
  PlaceCount count(PlaceNumber place) const;
  void check() const { file_.check(); }

 private:
  struct Entry {  // sorted by place; a last one has place kNoNumber and the end
    std::uint32_t place = 0;
    std::uint32_t documents = 0;
    std::uint32_t mentions = 0;
    std::uint32_t asides = 0;
    std::uint32_t rejected = 0;
    std::uint32_t first = 0;
  };
  friend void write_places(const std::filesystem::path& path, const MentionsFile& mentions,
                           std::size_t place_count, std::size_t at_once);

  std::size_t find(PlaceNumber place) const;  // index of its entry, or of the last one

  TableFile file_;
  Array<Entry> entries_;
  Array<PlacePosting> postings_;
};

// Derives the file from the rows, holding `at_once` of them (8 bytes each) and going through all of
// them as often as that takes. Throws IndexError for a place that the gazetteer has not.
void write_places(const std::filesystem::path& path, const MentionsFile& mentions,
                  std::size_t place_count, std::size_t at_once = std::size_t{16} << 20);

// Adds `mention` of a document to `count`; `new_document` when it is the first name
// or metonym of that document.
void count_mention(const Mention& mention, PlaceCount& count, bool& document_counted);

}  // namespace byname
