// Which combining marks stay. One function for the generator (precomposed
// letters) and for the scanner (decomposed text), so that both forms of a word
// fold alike. Internal to text/.
#pragma once

#include "text/language.h"

namespace byname {

enum class Marks {
  search,  // marks are off, as scan() does it
  keep,    // marks stay, as fold_keeping_marks() does it
};

inline bool keeps_mark(Script base_script, char32_t folded_base, char32_t mark, Marks marks) {
  switch (base_script) {
    case Script::cyrillic:
      // Stress is typed on vowels; г and к with an acute are letters of their
      // own (ѓ, ќ). ё is е in every Russian index.
      if (mark == 0x301) return folded_base == U'г' || folded_base == U'к';
      if (mark == 0x300) return false;
      if (mark == 0x308) return folded_base != U'е';
      return true;
    case Script::greek:
      return false;  // capitals are written without tonos: ΑΘΗΝΑ is Αθήνα
    case Script::latin:
      // İ is i + U+0307; i, İ, I and ı are one letter.
      return marks == Marks::keep && !(mark == 0x307 && folded_base == U'i');
    case Script::armenian:
    case Script::arabic:
    case Script::hebrew:
      return marks == Marks::keep;
    case Script::none:
      return false;
    case Script::georgian:
    case Script::cjk:
    case Script::other:
      return true;
  }
  return true;
}

// Fonts without ş and ğ made people type ș and ǧ: one letter.
inline char32_t unified_mark(char32_t folded_base, char32_t mark) {
  if (mark == 0x326 && (folded_base == U's' || folded_base == U't')) return 0x327;
  if (mark == 0x30C && folded_base == U'g') return 0x306;
  return mark;
}

}  // namespace byname
