// Names that sound like a word, however it is spelt: Kelbadzhar, Hankendi, Шуши.
//
//   for (const SoundsLike& near : names_sounding_like(gazetteer, "kelbadzhar", 0.33)) ...
//
// By the keys of places/sound.h first, then by their distance; the nearest first, equal ones
// by number. One source for queries (resolver.h) and texts (unlisted.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"

namespace byname {

struct SoundsLike {
  NameNumber name = kNoNumber;
  double distance = 0;
};

// `short_too`: also words without three telling consonants, by all their sounds.
std::vector<SoundsLike> names_sounding_like(const CompiledGazetteer& gazetteer,
                                            std::string_view folded_word, double limit,
                                            bool short_too);

}  // namespace byname
