// Sounds of a word across orthographies: keys to find candidates, a weighted
// distance to accept them. Tables: places/romanisation/graphemes.tsv and
// confusions.tsv; method: Пашинян, Փաշինյան, Paşinyan, Pashinyan share a key.
//
// A word is read in one orthography at a time, never letter by letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byname {

// Consonant-class keys of a folded word, one per orthography in which it can be
// read; sorted, without repeats, at most 8. Empty for words without letters.
std::vector<std::string> sound_keys(std::string_view folded_word);

// Number of consonant classes of a key: keys under 3 are too ambiguous to use.
std::size_t consonants(std::string_view key);

// 0 (same sounds) .. 1; costs from confusions.tsv, length-normalised. Accept up
// to 0.33 in text, 0.40 in queries where a person sees the list.
double sound_distance(std::string_view folded_a, std::string_view folded_b);

}  // namespace byname
