// Which documents are copies of each other? Equal texts, and texts that are nearly equal
// (store/signature.h), have one cluster, named after the first of them.
//
//   Clusters clusters;
//   for (const Segment& segment : earlier) clusters.know(segment.signatures, segment.columns);
//   cluster = clusters.assign(signature, hash64(text));
//
// Linear: a document is compared with at most 16 others, those that share four entries of the
// signature with it. Of texts with 70 % of their runs in common 95 % are found, with 80 % or more
// practically all; of those with 50 % in common 5 % are taken for copies, with 40 % fewer than one
// in a thousand. A translation has nothing in common with its original.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "store/signature.h"
#include "store/table_file.h"

namespace byname {

class ColumnsFile;

// The signatures of the documents of a batch or segment.
class SignaturesFile {
 public:
  explicit SignaturesFile(const std::filesystem::path& path);

  std::size_t documents() const { return texts_.size(); }
  std::uint64_t text_hash(std::size_t document) const { return texts_[document]; }
  std::optional<Signature> signature(std::size_t document) const;
  void check() const { file_.check(); }
  void release() const { file_.release(); }

 private:
  TableFile file_;
  Array<std::uint64_t> texts_;
  Array<std::uint32_t> numbers_;
  Array<Signature> signatures_;
};

class SignaturesWriter {
 public:
  explicit SignaturesWriter(std::filesystem::path path) : path_(std::move(path)) {}
  void add(std::uint64_t text_hash, const std::optional<Signature>& signature);
  void append(const SignaturesFile& file);
  void finish();

 private:
  std::filesystem::path path_;
  std::vector<std::uint64_t> texts_;
  std::vector<std::uint32_t> numbers_;
  std::vector<Signature> signatures_;
};

class Clusters {
 public:
  // Documents that have their clusters already.
  void know(const SignaturesFile& signatures, const ColumnsFile& columns);
  // The cluster of a document that is like it, else a new one called `text_hash`. Not 0.
  std::uint64_t assign(const std::optional<Signature>& signature, std::uint64_t text_hash);

 private:
  struct Known {
    Signature signature{};
    std::uint64_t cluster = 0;
  };
  struct Slot {
    std::uint64_t band = 0;
    std::uint32_t known = 0;  // 1-based; 0: empty
  };

  std::optional<std::uint64_t> like(const Signature& signature) const;
  void put(const Signature& signature, std::uint64_t cluster);
  void grow();

  std::vector<Known> known_{};
  std::vector<Slot> slots_{};  // the first document with each band
  std::size_t used_ = 0;
};

}  // namespace byname
