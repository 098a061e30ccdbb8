// The forms of all names, each under the hash of a stem, as compiled_format.h lays them
// out.
//
//   FormTable forms = all_forms(gazetteer);
//   forms.slots();     // Section kFormSlots
//   forms.records();   // Section kForms
//
// The forms of a name: itself, and what its grammar makes of it (paradigm.h), but of
// abbreviations. A form of several words is there once more as one word: listed
// names, and forms of names with a hyphen. Forms of adjectives and demonyms that are
// listed small are small. A name without language takes the forms of the text's
// language, if that has a grammar for the name's script, else those of the language that
// most texts in that script are in: Armenian, Georgian, Russian, Persian. In an Armenian
// text they take the forms of both Eastern and Western Armenian.
//
// Names whose forms differ in the last word only stand under what all their forms begin
// with, the rest is in their class. Forms in which other words change, too, stand each by
// itself.
//
// Not here: the other sections (compile.cc), reading it (compiled.cc).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "places/compiled_format.h"
#include "schemas/mention.h"
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

// Where a run begins, as a slot says it. Throws InputError above 2^31.
std::uint32_t run_at(std::size_t index);

// What stands behind a stem.
struct Ending {
  std::string tail{};    // folded
  std::string marked{};  // folded with its marks
  MentionKind kind = MentionKind::name;
  bool is_name = false;
  bool lower_case = false;
  bool plain = false;  // no marks

  auto operator<=>(const Ending&) const = default;
};

struct EndingClass {
  std::uint32_t texts = kAllTexts;
  std::vector<Ending> endings{};  // sorted, without repeats

  auto operator<=>(const EndingClass&) const = default;
};

struct KeyedForm {
  std::uint64_t hash = 0;
  FormRecord record{};

  auto order() const {
    return std::tuple(hash, record.number_of_class(), record.name(), record.packed, record.way,
                      record.marks);
  }
};

struct OneName {
  NameNumber number = kNoNumber;
  PlaceNumber place = kNoNumber;
};

// One a thread; then join() and finish(). Numbers of classes and places of stems are its
// own until then.
class FormTable {
 public:
  // A form that stands by itself; `joins`: also without its blanks.
  void add(const OneName& name, std::string_view text, const EndingClass& way, bool joins);
  // All forms of a class under one stem.
  void add_stem(std::string_view stem, const FormRecord& record);
  // Tokens that begin a key of more.
  void add_prefix(std::string_view tokens);
  void note_tokens(std::size_t tokens) { longest_ = std::max(longest_, tokens); }
  std::uint32_t class_number(const EndingClass& way);
  std::uint32_t marked_stem(std::string_view stem);

  void join(FormTable&& other);
  void finish();  // after the last add and join()

  std::vector<Slot> slots() const;
  std::vector<FormRecord> records() const;
  const std::vector<const EndingClass*>& classes() const { return by_number_; }
  const std::string& stems() const { return stems_; }
  std::vector<std::uint64_t> stem_filter() const;
  std::vector<std::uint64_t> tail_filter() const;
  std::vector<std::uint64_t> tail_end_filter() const;
  std::size_t longest_key() const { return longest_; }  // in tokens
  std::size_t longest_tail() const;                     // in bytes

 private:
  std::vector<KeyedForm> forms_;
  std::vector<std::uint64_t> prefixes_;
  std::map<EndingClass, std::uint32_t> classes_;
  std::vector<const EndingClass*> by_number_;  // keys of classes_
  std::string stems_;
  std::size_t longest_ = 0;
  TokenStream stream_;
  std::string key_, joined_;
};

// All forms of all names, finished; made on all cores.
FormTable all_forms(const Gazetteer& gazetteer);

// Languages with a grammar, in the order of their bits in ClassRecord::texts.
std::vector<std::string> text_languages();

// Appends {length as LEB128, bytes}: a string of a pool.
void append_string(std::string& pool, std::string_view text);

}  // namespace byname::compiled
