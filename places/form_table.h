// The forms of all names under the hashes of their keys, as compiled_format.h
// lays them out.
//
//   FormCollector forms = all_forms(gazetteer);
//   forms.slots();     // Section kFormSlots
//   forms.records();   // Section kForms
//
// The forms of a name: itself, and what its grammar makes of it (paradigm.h), but of
// abbreviations. A form of several words is there once more as one word: listed
// names, and forms of names with a hyphen. Forms of adjectives and demonyms that are
// listed small are small. Of one key the listed come first, then those written
// apart, then by kind, then by number of the name.
//
// Not here: the other sections (compile.cc).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "places/compiled_format.h"
#include "schemas/place.h"
#include "text/token.h"

namespace byname::compiled {

// An open-addressing table, three quarters full: put() each hash once.
class SlotTable {
 public:
  explicit SlotTable(std::size_t entries) : slots_(entries + entries / 3 + 8) {}
  void put(std::uint64_t hash, std::uint32_t where) {
    auto at = first_slot(hash, slots_.size());
    while (slots_[at].hash() != 0)
      if (++at == slots_.size()) at = 0;
    slots_[at] = {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32), where};
  }
  const std::vector<Slot>& slots() const { return slots_; }

 private:
  std::vector<Slot> slots_;
};

// 0 marks an empty slot, so the one key that hashes to it takes 1.
inline std::uint64_t slot_hash(std::uint64_t hash) { return hash == 0 ? 1 : hash; }

// Where a run begins, as a slot says it. Throws InputError above 2^31.
std::uint32_t run_at(std::size_t index);

struct KeyedForm {
  std::uint64_t hash;
  FormRecord record;

  // The likelier form of a key first: the name itself, then by kind.
  auto order() const {
    return std::tuple(hash, !record.has(kIsName), record.has(kJoined), record.kind(), record.name(),
                      record.marked, record.packed);
  }
  bool operator<(const KeyedForm& other) const { return order() < other.order(); }
  bool operator==(const KeyedForm& other) const { return order() == other.order(); }
};

// Collects forms, each under the hash of its key. One a thread; then join() and finish().
class FormCollector {
 public:
  // `packed` as in FormRecord; `joins`: whether the form may be written without
  // its blanks and hyphens too.
  void add(std::string_view text, std::uint32_t packed, bool joins);
  void join(FormCollector&& other);
  void finish();  // after the last add() and join()

  std::vector<Slot> slots() const;
  std::vector<FormRecord> records() const;
  std::size_t longest_key() const { return longest_; }  // in tokens

 private:
  std::vector<KeyedForm> forms_;
  std::vector<std::uint64_t> prefixes_;
  std::size_t longest_ = 0;
  TokenStream stream_;
  std::string key_, joined_;
};

// All forms of all names, finished; made on all cores.
FormCollector all_forms(const Gazetteer& gazetteer);

}  // namespace byname::compiled
