// Every term prefix of the Xapian shards, once: the indexer writes by this
// table, the query parser reads by it, the documents print it.
//
// Terms are `prefix + folded word` (words) or `prefix + value` (filters). A
// multi-letter prefix carries its colon so that value and prefix cannot run
// into each other (Xapian's own tools then agree with us).
#pragma once

#include <string>
#include <string_view>

namespace byname {

enum class FieldKind {
  words,   // folded words of the text, with their frequency
  filter,  // one term a document, no frequency
};

struct Field {
  std::string_view name;    // as users type it: "title:"; empty: not typed
  std::string_view prefix;  // as the shard holds it
  FieldKind kind;
  std::string_view holds;  // for the documentation
};

// Words of title, body, caption and hashtags have no prefix.
inline constexpr Field kText{"", "", FieldKind::words, "words of the text"};
inline constexpr Field kTitle{"title", "S", FieldKind::words, "words of the title, again"};
inline constexpr Field kAuthor{"author", "A", FieldKind::words, "words of the author"};
inline constexpr Field kSource{"source", "XSOURCE:", FieldKind::words, "words of the source"};
inline constexpr Field kChrome{"", "C", FieldKind::words, "words of page furniture"};
inline constexpr Field kUid{"", "Q", FieldKind::filter, "uid, the unique term"};
inline constexpr Field kLanguage{"lang", "L", FieldKind::filter, "language of the document"};
inline constexpr Field kPlace{"place", "XPLACE:", FieldKind::filter,
                              "place number; wdf = mentions in the text"};
inline constexpr Field kDoubtfulPlace{"", "XDPLACE:", FieldKind::filter, "the same, doubtful"};
inline constexpr Field kChromePlace{"", "XCPLACE:", FieldKind::filter, "the same, in furniture"};

inline constexpr Field kFields[] = {kText,     kTitle, kAuthor, kSource,        kChrome,
                                    kUid,      kLanguage, kPlace, kDoubtfulPlace, kChromePlace};

// Xapian refuses terms over 245 bytes; longer ones are cut at a character and
// end in the 16 hex digits of their 64-bit hash. `prefix` counts towards the limit.
inline constexpr std::size_t kLongestTerm = 200;
std::string term(const Field& field, std::string_view value);

}  // namespace byname
