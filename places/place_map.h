// A map by place number for the few places that a text names: no memory of its own
// until the first, then one block, which clear() keeps.
//
//   PlaceMap<NameNumber> named;
//   auto [entry, is_new] = named.try_emplace(place, name);   // entry->first, entry->second
//
// Values may move when another place is added. Iteration is in the order of adding.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "schemas/place.h"

namespace byname {

template <typename Value>
class PlaceMap {
 public:
  using Entry = std::pair<PlaceNumber, Value>;
  using iterator = typename std::vector<Entry>::iterator;
  using const_iterator = typename std::vector<Entry>::const_iterator;

  std::pair<iterator, bool> try_emplace(PlaceNumber place, const Value& value) {
    if (entries_.size() * 2 >= slots_.size()) grow();
    std::uint32_t& slot = slots_[slot_of(place)];
    if (slot != 0) return {entries_.begin() + slot - 1, false};
    entries_.emplace_back(place, value);
    slot = static_cast<std::uint32_t>(entries_.size());
    return {entries_.end() - 1, true};
  }
  Value& operator[](PlaceNumber place) { return try_emplace(place, Value{}).first->second; }

  const_iterator find(PlaceNumber place) const {
    if (slots_.empty()) return entries_.end();
    const std::uint32_t slot = slots_[slot_of(place)];
    return slot == 0 ? entries_.end() : entries_.begin() + slot - 1;
  }
  bool contains(PlaceNumber place) const { return find(place) != end(); }

  void clear() {
    if (entries_.empty()) return;
    entries_.clear();
    slots_.resize(std::min(slots_.size(), kMostKept));
    std::memset(slots_.data(), 0, slots_.size() * sizeof slots_[0]);
  }

  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }

 private:
  // Of this place, or the free one where it would stand.
  std::size_t slot_of(PlaceNumber place) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (place * 0x9e3779b97f4a7c15ULL >> 32) & mask;
    while (slots_[at] != 0 && entries_[slots_[at] - 1].first != place) at = (at + 1) & mask;
    return at;
  }

  // A text that names many places leaves no table to be wiped for every one after it.
  static constexpr std::size_t kMostKept = 512;

  void grow() {
    slots_.assign(slots_.empty() ? 32 : slots_.size() * 4, 0);
    entries_.reserve(slots_.size() / 2);
    for (std::size_t i = 0; i < entries_.size(); ++i)
      slots_[slot_of(entries_[i].first)] = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<Entry> entries_{};
  std::vector<std::uint32_t> slots_{};  // index + 1; twice as many as entries, a power of two
};

class PlaceSet {
 public:
  void insert(PlaceNumber place) { places_.try_emplace(place, true); }
  bool contains(PlaceNumber place) const { return places_.contains(place); }
  void clear() { places_.clear(); }

 private:
  PlaceMap<bool> places_{};
};

}  // namespace byname
