// An open index: one generation with its delta, frozen while it is open.
//
//   Index index = Index::open(directory);
//   for (const Posting& p : index.postings("ceasefire")) ...
//
// Publishing another generation does not disturb it; open again to see that.
// Every value but token_bytes() is copied out. Numbers of documents must be below document_end().
// Throws IndexError for a damaged file. Not thread-safe: one object a thread (opening is cheap:
// files are memory-mapped).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "schemas/document.h"
#include "schemas/mention.h"
#include "store/manifest.h"

namespace byname {

// Counts through the segments in order: 0 .. document_end(), deleted ones included.
using DocumentNumber = std::uint32_t;
using TermNumber = std::uint32_t;  // within one segment; by falling frequency

struct Posting {
  DocumentNumber document = 0;
  std::uint32_t count = 0;  // occurrences (wdf)
  bool operator==(const Posting&) const = default;
};

// Two words side by side, in the same paragraph and part of a document.
struct PairPosting {
  DocumentNumber document = 0;
  std::uint32_t text = 0;       // how often outside furniture
  std::uint32_t furniture = 0;  // and in it
  bool operator==(const PairPosting&) const = default;
};

struct Word {
  std::string term{};
  std::uint32_t documents = 0;  // documents that hold it outside furniture (upper bound once
                                // documents were deleted)
  std::uint64_t occurrences = 0;
  std::vector<std::string> languages{};  // those in which it is found, most frequent first

  bool operator==(const Word&) const = default;
};

struct PlaceCount {
  std::uint32_t documents = 0;  // with a name or metonym mention
  std::uint32_t mentions = 0;   // names and metonyms of all parts
  std::uint32_t asides = 0;     // adjectives and demonyms
  std::uint32_t rejected = 0;
  bool operator==(const PlaceCount&) const = default;
};

class Index {
 public:
  // Throws IndexError: no index there, damaged, other layout version, other
  // analyzer; the message says what to do.
  static Index open(const std::filesystem::path& directory);
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  const Manifest& manifest() const;
  std::string generation() const;  // "7+3"
  const CompiledGazetteer& gazetteer() const;

  // Documents
  DocumentNumber document_end() const;
  std::uint64_t live_documents() const;
  bool deleted(DocumentNumber number) const;
  Document document(DocumentNumber number) const;        // without text and source_map
  Document whole_document(DocumentNumber number) const;  // with both
  std::string text(DocumentNumber number, std::uint32_t begin, std::uint32_t end) const;
  std::uint32_t text_size(DocumentNumber number) const;
  std::optional<DocumentNumber> find_uid(std::string_view uid) const;
  std::optional<DocumentNumber> find_id(std::string_view document_id) const;
  // Single facts of a document, for questions about very many of them.
  Date date(DocumentNumber number) const;  // without `text`
  std::string source(DocumentNumber number) const;
  std::string lang(DocumentNumber number) const;
  std::uint64_t cluster_hash(DocumentNumber number) const;  // 0: in no cluster
  // Tokens outside furniture; the length that ranking uses.
  std::uint32_t length(DocumentNumber number) const;
  double mean_length() const;

  // Words. `xapian_term` is term(field, value) of schemas/fields.h.
  std::vector<Posting> postings(std::string_view xapian_term) const;  // live, ascending
  std::vector<Posting> postings(std::string_view xapian_term, unsigned segment) const;
  std::optional<Word> word(std::string_view folded) const;
  // The `limit` most frequent ones, most frequent first.
  std::vector<Word> words_with_prefix(std::string_view prefix, std::size_t limit) const;
  // Words that are `folded` but for an apostrophe: baku -> baku's, d'baku.
  std::vector<Word> apostrophe_relatives(std::string_view folded) const;
  // Words of language `lang` with the same stem(folded, lang).
  std::vector<Word> stem_relatives(std::string_view folded, std::string_view lang) const;
  // Words that share a sound key, verified by sound_distance() <= `distance`; nearest first.
  std::vector<Word> sound_relatives(std::string_view folded, double distance,
                                    std::size_t limit) const;

  // Of words with numbers below this, the pairs are known.
  TermNumber frequent_terms(unsigned segment) const;
  // Live documents, ascending; none for words that are not frequent.
  std::vector<PairPosting> pair_postings(unsigned segment, TermNumber first,
                                         TermNumber second) const;

  // The token stream of a document as term numbers, in the order of the text,
  // furniture included. Numbers are those of segment_of(number).
  unsigned segment_count() const;
  unsigned segment_of(DocumentNumber number) const;
  std::optional<TermNumber> term_number(unsigned segment, std::string_view folded) const;
  void tokens(DocumentNumber number, std::vector<TermNumber>& out) const;
  // The same with the borders of paragraphs and parts, as codes of store/token_codes.h.
  void token_codes(DocumentNumber number, std::vector<std::uint32_t>& out) const;
  // The bytes of these codes, as put_varint() of store/coding.h writes them; lives as long as the
  // index.
  std::string_view token_bytes(DocumentNumber number) const;

  // Mentions
  std::vector<Mention> mentions(DocumentNumber number) const;  // all kinds, by (begin, end, place)
  // Rows of one place in the order of the documents, all kinds.
  void mentions_of(PlaceNumber place,
                   const std::function<void(DocumentNumber, const Mention&)>& visit) const;
  PlaceCount count(PlaceNumber place) const;  // under a millisecond

  // Reads every byte and compares checksums; throws IndexError for the first file
  // that has changed. Opening and reading check only what they need.
  void check() const;

  // What was read of texts and rows counts as memory of this process no more, until it is read
  // again: for those who go through all documents.
  void release() const;

 private:
  struct Rep;
  explicit Index(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace byname
