// What people said of single stretches of text: corrections.tsv in the index directory. It
// outlives rebuilds, and people may edit it.
//
//   const Corrections corrections(read_corrections(index));
//   corrections.apply(analyzed, gazetteer);   // after the matcher, before it is written
//
// A correction names the words that stood there. Where other words stand there now, or the
// place is in no gazetteer any more, it does nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "places/compiled.h"
#include "store/analyzed.h"

namespace byname {

struct Correction {
  std::string uid{};        // of the document
  std::uint32_t begin = 0;  // bytes of the stored text
  std::uint32_t end = 0;
  std::string place{};     // id of the place that is meant; empty: none
  std::string surface{};   // the words themselves
  std::string document{};  // id of the document, for people who read the file
  std::string made{};      // ISO date-time UTC

  bool operator==(const Correction&) const = default;
};

// Empty if there is no such file. Throws IndexError that names file and line of a bad row.
std::vector<Correction> read_corrections(const std::filesystem::path& index);
void write_corrections(const std::filesystem::path& index, std::span<const Correction> all);

class Corrections {
 public:
  Corrections() = default;
  explicit Corrections(std::vector<Correction> all);

  std::size_t size() const { return size_; }
  // Gives the corrected stretches the mention that was asked for; mentions that overlap them
  // stay as rejected rows. Returns how many corrections fitted. Any number of threads.
  std::size_t apply(AnalyzedDocument& document, const CompiledGazetteer& gazetteer) const;

 private:
  std::unordered_map<std::string, std::vector<Correction>> by_uid_;
  std::size_t size_ = 0;
};

// The name of `place` that `surface` is, else its first one.
NameNumber name_for(const CompiledGazetteer& gazetteer, PlaceNumber place,
                    std::string_view surface);

}  // namespace byname
