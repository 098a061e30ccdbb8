// Writes one folded term after the other into TokenStream::terms.
//
//   TermWriter writer(terms, search_table(), Marks::search);
//   writer.begin();
//   writer.letter(entry, bytes); writer.mark(entry, bytes); ...
//   length = writer.finish();
//
// Knows what depends on neighbours: marks that stay or go by their base, եւ,
// composition. Internal to text/.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "text/char_table.h"
#include "text/fold_rules.h"

namespace byname {

inline constexpr std::size_t kLongestFold = 65000;  // bytes; Token::term_length is 16 bits

class TermWriter {
 public:
  TermWriter(std::string& terms, const CharTable& table, Marks marks)
      : terms_(terms), table_(table), marks_(marks) {}

  void begin() {
    start_ = used_;
    base_script_ = Script::none;
    base_ = 0;
    base_known_ = true;
    full_ = compose_ = lost_mark_ = false;
    set_limit();
  }
  // Forgets the term begun last.
  void discard();
  // A letter or digit: `source` is its bytes in the text.
  void letter(Entry entry, std::string_view source);
  void mark(Entry entry, std::string_view source);
  void apostrophe();
  void bytes(std::string_view folded);
  // Composes what must be composed. The length of the term.
  std::size_t finish() {
    if (compose_) compose();
    return used_ - start_;
  }

  std::size_t start() const { return start_; }
  // A mark was dropped that fold_keeping_marks() keeps.
  bool lost_mark() const { return lost_mark_; }

  // The scanner's inner loop writes by itself: at most six bytes at a time, from
  // cursor() while it is below limit() (which may be below cursor()), each time
  // eight bytes may be touched. advance() takes over what it has written, at
  // least one letter, with the last.
  char* cursor() { return terms_.data() + used_; }
  char* limit() { return terms_.data() + limit_; }
  void advance(const char* cursor, Entry last) {
    used_ = static_cast<std::size_t>(cursor - terms_.data());
    base_script_ = last.script();
    base_known_ = false;
  }

  // Cuts `terms` to what was written; the writer is not used after it.
  void close() { terms_.resize(used_); }

 private:
  void append(std::string_view bytes);
  char32_t base();
  void compose();
  void grow(std::size_t more);
  // Past the limit the inner loop comes to append() for every character, which cuts.
  void set_limit() {
    if (terms_.size() < used_ + 2 * kSlack) grow(kSlack);
    limit_ = full_ ? 0 : std::min(terms_.size() - kSlack, start_ + kLongestFold - 8);
  }

  static constexpr std::size_t kSlack = 64;  // bytes kept free behind the limit

  std::string& terms_;
  const CharTable& table_;
  const Marks marks_;
  std::size_t start_ = 0;
  std::size_t used_ = 0;
  std::size_t limit_ = 0;
  Script base_script_ = Script::none;  // of the letter that a mark would stand on
  char32_t base_ = 0;                  // its folded form without marks, when base_known_
  bool base_known_ = false;
  bool full_ = false;
  bool compose_ = false;
  bool lost_mark_ = false;
};

}  // namespace byname
