// The one analyzer: text in, folded tokens with byte offsets out.
//
//   TokenStream stream;
//   scan("Բաքվում, XANKƏNDİ-də", stream);   // բաքվում  xankendi  de
//
// Used for documents, queries, names and highlights alike, so that they can
// only agree. Table-driven (tables generated at build time from ICU's data);
// runs of CJK, Thai, Lao, Khmer and Burmese go through ICU's BreakIterator.
//
// Rules, beyond Unicode's:
//  * NFKC_Casefold; ə ә ǝ -> e where Latin; ı İ I -> i; marks off for Latin,
//    Greek, Armenian, Arabic, Hebrew; in Cyrillic only U+0300/0301 and ё -> е
//    (й, ї stay); և = եւ = եվ; Arabic yeh/kaf/heh variants one.
//  * Transparent inside words: soft hyphen, ZWSP, ZWNJ, ZWJ, bidi marks,
//    the Armenian marks U+055B, U+055C, U+055E, U+055F.
//  * Apostrophes of every kind (U+055A too) between letters are one ' and stay
//    in the term: azerbaijan's, d'artsakh, step'anakert.
//  * Never crosses: . / \ : , _ - and anything that is no letter, digit or mark.
//  * 120,000 = 120 000 = 120.000 = 120’000: one token, term 120000.
//  * U.S.S.R. and U.S. (single letters between dots) are one token: ussr, us.
//  * Two regional indicators are one token (term: the two ASCII letters,
//    preceded by U+1F3F4: "🏴az").
//  * Words of one script with a minority of look-alikes of another (Сtepanakert)
//    are repaired to the majority script; kMixedScript is set.
//
// Any bytes are accepted; invalid UTF-8 separates words. Terms are cut at 65,000 bytes.
// Thread-safe: no state. Linear in the text.
#pragma once

#include <string>
#include <string_view>

#include "text/token.h"

namespace byname {

// Replaces the contents of `out`. text.size() < 2^32.
void scan(std::string_view text, TokenStream& out);

// The words of a hyphenated compound written as one ("nagornokarabakh"):
// for tokens first..last joined only by Gap::hyphen or Gap::hyphen_line.
std::string joined(const TokenStream& stream, std::size_t first, std::size_t last);

// The folded terms of a short text, joined by blanks: a key for comparison.
std::string fold(std::string_view text);

// As fold(), but diacritical marks stay (İ/I/ı still one i): tells `listed`
// from `unmarked`. ə stays ə.
std::string fold_keeping_marks(std::string_view text);

// Hash of the content of the analyzer's tables and rules, 16 hex digits. An
// index built with another fingerprint cannot be searched.
std::string analyzer_fingerprint();

}  // namespace byname
