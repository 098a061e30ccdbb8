// How often names stand in texts, letter by letter as they are listed, with a capital and
// without: a name that is mostly written small is rather a word.
//
//   NameCounter counter(gazetteer);
//   for (...) counter.read(text);
//   counter.counts().find(fold("Mush"))
//
// Inflected forms do not count, nor what stands in addresses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "schemas/place.h"
#include "text/token.h"

namespace byname {

struct NameCount {
  std::uint64_t capital = 0;  // or in a script without capitals
  std::uint64_t small = 0;    // the first letter

  bool operator==(const NameCount&) const = default;
};

// By the folded tokens of a name, joined by one blank.
using NameCounts = std::unordered_map<std::string, NameCount>;

class NameCounter {
 public:
  explicit NameCounter(const Gazetteer& gazetteer);
  void read(std::string_view text);
  const NameCounts& counts() const { return counts_; }

 private:
  NameCounts counts_{};
  std::unordered_map<std::string, std::size_t> longest_{};  // by first token: tokens of a name
  TokenStream stream_{};
  std::string key_{};
  std::string first_{};
};

}  // namespace byname
