// What an open index consists of; shared by the files that implement Index.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "places/compiled.h"
#include "store/index.h"
#include "store/manifest.h"
#include "store/segment.h"

namespace byname {

struct OpenSegment {
  std::unique_ptr<Segment> files;
  DocumentNumber base = 0;               // number of its first document
  std::vector<std::uint32_t> deleted{};  // ascending, within the segment
  std::vector<bool> is_deleted{};        // empty where none is

  std::uint32_t size() const { return files->lengths.documents(); }
  bool gone(std::uint32_t local) const { return !is_deleted.empty() && is_deleted[local]; }
};

struct Index::Rep {
  Manifest manifest;
  CompiledGazetteer gazetteer;
  std::vector<OpenSegment> segments{};
  DocumentNumber end = 0;
  std::uint64_t live = 0;
  std::uint64_t live_length = 0;

  // What deleted documents take from the counts of places; found at the first count.
  std::optional<std::unordered_map<PlaceNumber, PlaceCount>> deleted_counts{};

  Rep(Manifest m, CompiledGazetteer g) : manifest(std::move(m)), gazetteer(std::move(g)) {}

  struct Place {
    const OpenSegment& segment;
    std::uint32_t local;
  };
  unsigned segment_of(DocumentNumber number) const;
  Place locate(DocumentNumber number) const;  // throws std::out_of_range
  void find_deleted_counts();
  static void add_postings(const OpenSegment& segment, std::string_view xapian_term,
                           std::vector<Posting>& out);
};

}  // namespace byname
