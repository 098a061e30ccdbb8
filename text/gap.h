// Tells from what stands between two tokens which Gap it is.
//
//   GapReader gap;
//   gap.add(CharClass::hyphen); gap.add(CharClass::line);
//   gap.gap();   // Gap::hyphen_line
//
// Internal to text/.
#pragma once

#include "text/char_table.h"
#include "text/token.h"

namespace byname {

class GapReader {
 public:
  static GapReader one_blank() {
    GapReader gap;
    gap.seen_ = kBlank;
    gap.last_ = CharClass::blank;
    return gap;
  }

  // `carriage_return`: the character is \r, which makes one line break with a
  // following \n.
  void add(CharClass c, bool carriage_return = false) {
    if (c == CharClass::transparent || c == CharClass::mark) return;
    const bool second_half = after_return_ && c == CharClass::line && !carriage_return;
    after_return_ = carriage_return;
    last_ = c;
    if (second_half) return;
    const unsigned bit = 1u << static_cast<unsigned>(c);
    if (c == CharClass::line) {
      hyphen_line_ |= seen_ == kHyphen || seen_ == (kHyphen | kBlank);
      if (++lines_ >= 2) seen_ |= kParagraph;
    } else if (c != CharClass::blank) {
      lines_ = 0;
      if (c == CharClass::hyphen) hyphen_first_ = seen_ == 0;
      repeated_ |= (seen_ & bit) != 0;
    }
    seen_ |= bit;
  }

  // The last character that is not transparent; only after add().
  bool ends_with(CharClass c) const { return seen_ != 0 && last_ == c; }

  Gap gap() const {
    const unsigned punctuation = seen_ & ~(kBlank | kLine);
    const bool blanks = punctuation != seen_;
    if ((seen_ & kParagraph) != 0) return Gap::paragraph;
    if (punctuation == 0) return blanks ? Gap::space : Gap::none;
    if (punctuation == kHyphen && !repeated_) {
      if (!blanks) return Gap::hyphen;
      return hyphen_first_ && hyphen_line_ ? Gap::hyphen_line : Gap::hyphen_space;
    }
    if (punctuation == kUnderscore && !blanks) return Gap::underscore;
    if (punctuation == kSlash) return Gap::slash;
    if (punctuation == kDot && !repeated_) return blanks ? Gap::dot_space : Gap::dot;
    if (punctuation == kColon) return Gap::colon;
    return Gap::other;
  }

 private:
  static constexpr unsigned kBlank = 1u << static_cast<unsigned>(CharClass::blank);
  static constexpr unsigned kLine = 1u << static_cast<unsigned>(CharClass::line);
  static constexpr unsigned kParagraph = 1u << static_cast<unsigned>(CharClass::paragraph);
  static constexpr unsigned kHyphen = 1u << static_cast<unsigned>(CharClass::hyphen);
  static constexpr unsigned kUnderscore = 1u << static_cast<unsigned>(CharClass::underscore);
  static constexpr unsigned kSlash = 1u << static_cast<unsigned>(CharClass::slash);
  static constexpr unsigned kDot = 1u << static_cast<unsigned>(CharClass::dot);
  static constexpr unsigned kColon = 1u << static_cast<unsigned>(CharClass::colon);

  unsigned seen_ = 0;
  unsigned lines_ = 0;  // line breaks with nothing but blanks between them
  CharClass last_ = CharClass::other;
  bool after_return_ = false;
  bool hyphen_first_ = false;
  bool hyphen_line_ = false;
  bool repeated_ = false;  // a punctuation mark stands twice
};

}  // namespace byname
