// Binary search in a section of a table file that is sorted by a key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "store/table_file.h"

namespace byname {

// Where the first entry stands whose key_of() is not below `key`; size() if there is none.
template <typename T, typename Key, typename KeyOf>
std::size_t first_not_below(const Array<T>& table, const Key& key, KeyOf key_of) {
  std::size_t low = 0;
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (key_of(table[middle]) < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// A row of a table from hashes to numbers of words, documents, ...
struct HashedNumber {
  std::uint32_t hash = 0;
  std::uint32_t number = 0;
  auto operator<=>(const HashedNumber&) const = default;
};

// The numbers with that hash, ascending. It has 32 bits, so whoever asks checks them.
inline std::vector<std::uint32_t> numbers_with(const Array<HashedNumber>& table,
                                               std::uint32_t hash) {
  std::vector<std::uint32_t> result;
  std::size_t at = first_not_below(table, hash, [](const HashedNumber& row) { return row.hash; });
  for (; at < table.size() && table[at].hash == hash; ++at) result.push_back(table[at].number);
  return result;
}

}  // namespace byname
