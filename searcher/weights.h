// The numbers of ranking, in one place. Tuned on known-item sets in English,
// Russian and Turkish and on judged queries over multilingual articles
// (docs/decisions.md, "Ranking").
#pragma once

#include <cstddef>

namespace byname::weights {

// BM25, as in the textbook.
inline constexpr double kK1 = 1.2;
inline constexpr double kB = 0.75;
// Of a place: an article that names it three times speaks more of it than a post
// that names it once, long as the article may be.
inline constexpr double kPlaceB = 0.3;

// What one occurrence counts, beside 1 for the word as typed.
inline constexpr double kStem = 0.8;
inline constexpr double kSound = 0.6;
inline constexpr double kRelative = 0.5;    // family and contained places
inline constexpr double kDoubtful = 0.5;    // doubtful mentions
inline constexpr double kLessLikely = 0.5;  // other places of the same name
inline constexpr double kTitle = 1.0;       // added for each occurrence in the title
inline constexpr double kFurniture = 0.5;   // occurrences in page furniture, where they count
// A name typed as it stands in the text counts a little more than another
// name of the same place.
inline constexpr double kSameName = 0.2;

// Sound relatives: how far they may be (places/sound.h), and from how many letters on.
inline constexpr double kSoundsFarthest = 0.40;  // candidates looked at
inline constexpr double kSoundsOtherScript = 0.22;  // Путин, Պուտին; not museum, մյուսում
inline constexpr double kSoundsSmall = 0.17;       // the same, for a known word in small letters
inline constexpr double kSoundsSameScript = 0.10;  // Tofiq, Tofik; not Georgia, George
inline constexpr double kSoundsUnknown = 0.20;     // the same, for a word the index does not hold
inline constexpr std::size_t kSoundLetters = 4;
// An unknown word is a slip in the name of a place from this confidence on, in
// thousandths (places/resolver.h).
inline constexpr unsigned kSurelyMeant = 600;
inline constexpr std::size_t kMostGuessed = 16;  // words of a query
inline constexpr std::size_t kMostVariants = 50;
inline constexpr std::size_t kMostPrefixed = 1000;

// Documents with every word are few under this: others follow.
inline constexpr std::size_t kFew = 10;

}  // namespace byname::weights
