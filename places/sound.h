// Sounds of a word across orthographies: keys to find candidates, a weighted
// distance to accept them. Method: Пашинян, Փաշինյան, Paşinyan, Pashinyan share a key.
//
//   sound_keys("pashinyan")                   {"psnn", ...}
//   sound_distance("pashinyan", "փաշինյան")   0
//
// A word is read in one orthography at a time, never letter by letter. The
// tables lie in places/romanisation: graphemes.tsv (how an orthography reads
// its letters; `latn-fr` is `latn` but for its own rows; a row with `before` or
// `after` holds only next to one of these letters, ^ and $ being the word's
// ends) and confusions.tsv (what it costs to hear one phone for another).
//
// Phones are ASCII letters: vowels a @(ə) e i I(ı) o O(ö) u U(ü); y the glide;
// S ş, Z zh, C ç, J c, c ts, D dz, x kh, G gh, q; the rest as usual.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace byname {

// Consonant-class keys of a folded word, one per orthography in which it can be
// read; sorted, without repeats, at most 8. Empty for words without letters and
// for words over 96 bytes.
std::vector<std::string> sound_keys(std::string_view folded_word);

// Keys that keep the vowels (front and back, round ones as one): what words too
// short for sound_keys() are compared by. Begin with '=', so that both kinds can
// share a table. Sorted, without repeats, at most 8.
std::vector<std::string> vowelled_keys(std::string_view folded_word);

// Number of consonant classes of a key: keys under 3 are too ambiguous to use.
std::size_t consonants(std::string_view key);

// 0 (same sounds) .. 1; costs from confusions.tsv, length-normalised. Accept up
// to 0.33 in text, 0.40 in queries where a person sees the list. A word in
// Arabic script, which mostly omits vowels, is 1 from every word in another.
double sound_distance(std::string_view folded_a, std::string_view folded_b);

// Hash of the tables' content.
std::string sound_fingerprint();

}  // namespace byname
