#include <algorithm>
#include <array>
#include <deque>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "schemas/error.h"
#include "schemas/fields.h"
#include "schemas/hash.h"
#include "store/document_record.h"
#include "store/glass_writer.h"
#include "store/mentions_file.h"
#include "store/segment.h"
#include "store/segment_writer.h"
#include "store/sequence_file.h"
#include "store/source_table.h"
#include "store/text_file.h"
#include "store/token_codes.h"
#include "store/words_file.h"
#include "text/scanner.h"
#include "text/sections.h"

namespace byname {
namespace {

// Where a word stands, as far as terms go.
enum class Where : std::uint8_t { text = 0, title = 1, chrome = 2 };

Where where_of(Part part) {
  if (part == Part::title) return Where::title;
  return part == Part::chrome ? Where::chrome : Where::text;
}

// A list of thirty hashtags says no more of a place than three do.
constexpr std::uint32_t kMostHashtagMentions = 3;
// Longer chains of hyphens are rules and tables, not compounds.
constexpr std::size_t kLongestCompound = 6;

struct WordInBatch {
  std::string folded{};
  std::string cut{};  // of a word too long for a term; else empty
  WordFacts facts{};

  std::string_view key() const { return cut.empty() ? folded : cut; }
};

// Numbers of words by their keys. Every token of the corpus asks once, so: one
// array, one probe, no allocation.
class WordNumbers {
 public:
  // The number of the word with that key, or the place for a new one: put `next` there.
  std::uint32_t find_or_put(std::string_view key, std::uint32_t next,
                            const std::vector<WordInBatch>& words) {
    if (std::size_t{next} * 2 >= slots_.size()) grow();
    const std::uint64_t hash = hash64(key);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].number != kNone; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].hash == hash && words[slots_[at].number].key() == key)
        return slots_[at].number;
    slots_[at] = {hash, next};
    return next;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = kNone;
  };

  void grow() {
    std::vector<Slot> old(std::max<std::size_t>(4096, slots_.size() * 2));
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.number == kNone) continue;
      std::size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].number != kNone) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_{};
};

// How often a document has a word, as text, title or furniture.
struct WordPosting {
  std::uint32_t term = 0;  // kWheres * word + where
  GlassPosting posting{};
};
constexpr std::uint32_t kWheres = 3;

// One use of a word in a document; sorting brings equal ones together.
struct Use {
  std::uint32_t word = 0;
  Where where = Where::text;
  bool in_stream = true;   // false for the joined word of a compound
  std::uint16_t lang = 0;  // number of the language of its section
  auto operator<=>(const Use&) const = default;
};

constexpr std::size_t kLeastWordsOfLanguage = 6;

// The languages in which the document has six words or more besides its own, furniture aside.
std::vector<std::string> other_languages(const AnalyzedDocument& analyzed,
                                         const std::vector<LanguageSection>& sections) {
  std::map<std::string, std::size_t> words;
  const std::vector<PartSpan>& parts = analyzed.document.parts;
  std::size_t part = 0;
  for (const LanguageSection& section : sections) {
    for (std::uint32_t i = section.first; i < section.last; ++i) {
      const Token& token = analyzed.stream.tokens[i];
      while (part < parts.size() && parts[part].end <= token.begin) ++part;
      const bool chrome = part < parts.size() && parts[part].begin <= token.begin &&
                          parts[part].part == Part::chrome;
      if (!chrome && token.has(kLetter)) ++words[section.lang];
    }
  }
  std::vector<std::string> result;
  for (const auto& [lang, count] : words)
    if (count >= kLeastWordsOfLanguage) result.push_back(lang);
  return result;
}

}  // namespace

struct BatchWriter::Rep {
  std::filesystem::path directory;
  TextWriter text;
  SequenceWriter documents;
  SequenceWriter sources;
  MentionsWriter mentions;
  SignaturesWriter signatures;
  // Nobody asks which terms a document has (the token streams say it), so no lists of them.
  GlassWriter shard;
  std::uint32_t documents_added = 0;
  std::vector<WordPosting> postings{};  // of words
  std::map<std::string, std::vector<GlassPosting>> other_postings{};

  WordNumbers numbers{};
  std::vector<WordInBatch> words{};
  std::vector<std::string> languages{};
  std::vector<std::uint32_t> streams{};  // codes of all documents, words by our own numbers
  std::vector<std::size_t> stream_ends{};
  std::vector<std::uint32_t> lengths{};
  std::vector<Use> uses{};
  std::uint64_t xapian_length = 0;  // of the document at work: sum of all counts
  TokenStream scanned{};

  static std::filesystem::path made(const std::filesystem::path& directory) {
    std::error_code error;
    if (!std::filesystem::create_directories(directory, error)) {
      if (error) throw_system_error(directory, "cannot be made", error.value());
      throw IndexError(directory.string() + ": exists already");
    }
    return directory;
  }

  explicit Rep(const std::filesystem::path& path)
      : directory(made(path)),
        text(path / "text"),
        documents(path / "documents", "document"),
        sources(path / "sources", "sources"),
        mentions(path / "mentions"),
        signatures(path / "signatures"),
        shard(made(path / shard_name(0))) {}

  std::uint32_t word(std::string_view folded) {
    std::string cut;
    std::string_view key = folded;
    if (folded.size() > kLongestTerm) key = cut = term(kText, folded);
    const auto next = static_cast<std::uint32_t>(words.size());
    const std::uint32_t number = numbers.find_or_put(key, next, words);
    if (number == next) words.push_back({.folded = std::string(folded), .cut = std::move(cut)});
    return number;
  }

  std::uint16_t language(const std::string& lang) {
    const auto at = static_cast<std::size_t>(std::find(languages.begin(), languages.end(), lang) -
                                             languages.begin());
    if (at == languages.size()) languages.push_back(lang);
    return static_cast<std::uint16_t>(at);
  }

  void collect_uses(const AnalyzedDocument& analyzed, const std::vector<LanguageSection>& sections);
  void add_joined_words(const TokenStream& stream, const std::vector<Where>& wheres);
  void add_words();
  void add_field(const Field& field, std::string_view value);
  void add_other(std::string&& term, std::uint32_t count);
  void add_places(const std::vector<Mention>& mentions);
  using WordsInOrder = std::vector<std::pair<std::string_view, std::uint32_t>>;
  WordsInOrder words_in_order() const;  // by their terms, with their numbers
  void write_words_and_streams(const WordsInOrder& order);
  void write_shard(const WordsInOrder& order);
};

void BatchWriter::Rep::collect_uses(const AnalyzedDocument& analyzed,
                                    const std::vector<LanguageSection>& sections) {
  const TokenStream& stream = analyzed.stream;
  const std::vector<PartSpan>& parts = analyzed.document.parts;
  uses.clear();
  std::vector<Where> wheres;
  wheres.reserve(stream.tokens.size());
  const std::uint16_t own_lang = language(analyzed.document.lang);
  std::uint16_t lang = own_lang;
  std::size_t section = 0, edge = sections.empty() ? stream.tokens.size() : sections[0].first;
  std::size_t part = 0;
  std::uint32_t length = 0;
  Part last_part = Part::body;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    const Token& token = stream.tokens[i];
    while (i == edge) {  // a section begins or ends
      if (i == sections[section].first) {
        lang = language(sections[section].lang);
        edge = sections[section].last;
      } else {
        lang = own_lang;
        ++section;
        edge = section < sections.size() ? sections[section].first : stream.tokens.size();
      }
    }
    while (part < parts.size() && parts[part].end <= token.begin) ++part;
    const bool inside = part < parts.size() && parts[part].begin <= token.begin;
    const Part this_part = inside ? parts[part].part : Part::body;
    if (this_part != last_part)
      streams.push_back(code_of(this_part));
    else if (token.gap == Gap::paragraph)
      streams.push_back(kParagraphCode);
    last_part = this_part;
    const Where where = where_of(this_part);
    wheres.push_back(where);
    if (where != Where::chrome) ++length;
    const std::uint32_t number = word(stream.term(token));
    if (token.has(kLetter) && !token.has(kDigit) && !token.has(kInUrl))
      words[number].facts.flags |= kPlainWord;
    streams.push_back(kFirstWordCode + number);
    uses.push_back({number, where, true, lang});
  }
  stream_ends.push_back(streams.size());
  lengths.push_back(length);
  add_joined_words(stream, wheres);
}

void BatchWriter::Rep::add_joined_words(const TokenStream& stream,
                                        const std::vector<Where>& wheres) {
  const std::vector<Token>& tokens = stream.tokens;
  for (std::size_t first = 0, end = 0; first < tokens.size(); first = end) {
    bool words_only = tokens[first].has(kLetter) && !tokens[first].has(kInUrl);
    for (end = first + 1; end < tokens.size(); ++end) {
      const Token& token = tokens[end];
      if ((token.gap != Gap::hyphen && token.gap != Gap::hyphen_line) ||
          wheres[end] != wheres[first])
        break;
      words_only = words_only && token.has(kLetter) && !token.has(kInUrl);
    }
    if (end - first < 2 || end - first > kLongestCompound || !words_only) continue;
    const std::uint32_t number = word(joined(stream, first, end - 1));
    words[number].facts.flags |= kPlainWord;
    uses.push_back({number, wheres[first], false, uses[first].lang});
  }
}

void BatchWriter::Rep::add_words() {
  std::sort(uses.begin(), uses.end());
  for (std::size_t first = 0, end = 0; first < uses.size(); first = end) {
    WordInBatch& info = words[uses[first].word];
    std::array<std::uint32_t, 3> counts{};
    for (end = first; end < uses.size() && uses[end].word == uses[first].word; ++end) {
      ++counts[static_cast<std::size_t>(uses[end].where)];
      if (uses[end].in_stream) ++info.facts.tokens;
    }
    const auto [text_count, title_count, chrome_count] = counts;
    const auto add = [&](Where where, std::uint32_t count) {
      if (count == 0) return;
      postings.push_back({uses[first].word * kWheres + static_cast<std::uint32_t>(where),
                          {documents_added, count}});
      xapian_length += count;
    };
    add(Where::title, title_count);
    add(Where::chrome, chrome_count);
    if (text_count + title_count == 0) continue;
    add(Where::text, text_count + title_count);
    ++info.facts.documents;
    info.facts.occurrences += text_count + title_count;
    std::uint64_t counted = 0;  // languages below 64, of which the use before is not all
    for (std::size_t i = first; i < end; ++i) {
      const std::uint16_t lang = uses[i].lang;
      if (uses[i].where == Where::chrome || (i > first && lang == uses[i - 1].lang)) continue;
      if (lang < 64 && (counted >> lang & 1)) continue;
      if (lang < 64) counted |= std::uint64_t{1} << lang;
      auto& in = info.facts.languages;
      const auto found =
          std::find_if(in.begin(), in.end(), [&](const auto& l) { return l.first == lang; });
      if (found == in.end())
        in.emplace_back(lang, 1);
      else
        ++found->second;
    }
  }
}

void BatchWriter::Rep::add_other(std::string&& term, std::uint32_t count) {
  std::vector<GlassPosting>& list = other_postings[std::move(term)];
  if (list.empty() || list.back().document != documents_added) list.push_back({documents_added, 0});
  list.back().count += count;
  xapian_length += count;
}

void BatchWriter::Rep::add_field(const Field& field, std::string_view value) {
  scan(value, scanned);
  for (const Token& token : scanned.tokens) add_other(term(field, scanned.term(token)), 1);
}

void BatchWriter::Rep::add_places(const std::vector<Mention>& found) {
  struct Counts {
    std::array<std::uint32_t, 3> mentions{};  // sure, doubtful, in furniture
    std::uint32_t in_hashtags = 0;
  };
  std::map<PlaceNumber, Counts> places;
  for (const Mention& m : found) {
    if (m.kind != MentionKind::name && m.kind != MentionKind::metonym) continue;
    Counts& counts = places[m.place];
    const bool hashtag = m.part == Part::hashtags || m.rule == MentionRule::hashtag;
    if (hashtag && ++counts.in_hashtags > kMostHashtagMentions) continue;
    ++counts.mentions[m.part == Part::chrome ? 2 : m.confidence < kDoubtful ? 1 : 0];
  }
  static constexpr const Field* kFieldsByCount[] = {&kPlace, &kDoubtfulPlace, &kChromePlace};
  for (const auto& [place, counts] : places) {
    for (std::size_t i = 0; i < 3; ++i) {
      if (counts.mentions[i])
        add_other(term(*kFieldsByCount[i], std::to_string(place)), counts.mentions[i]);
    }
  }
}

BatchWriter::BatchWriter(const std::filesystem::path& directory) : rep_(new Rep(directory)) {}
BatchWriter::~BatchWriter() = default;

void BatchWriter::add(const AnalyzedDocument& analyzed) {
  const Document& document = analyzed.document;
  rep_->text.add(document.text);
  rep_->documents.add(encode_record(document));
  rep_->sources.add(encode_source_map(document.source_map));
  rep_->mentions.add(analyzed.mentions);
  rep_->signatures.add(hash64(document.text), signature_of(analyzed.stream, document.parts));
  const std::vector<LanguageSection> sections =
      language_sections(document.text, analyzed.stream, document.lang);
  rep_->collect_uses(analyzed, sections);
  ++rep_->documents_added;
  rep_->xapian_length = 0;
  rep_->add_words();
  rep_->add_field(kAuthor, document.author);
  rep_->add_field(kSource, document.source.empty() ? folder_of(document) : document.source);
  rep_->add_field(kSource, analyzed.source_words);
  if (!document.uid.empty()) rep_->add_other(term(kUid, document.uid), 0);
  if (!document.lang.empty()) rep_->add_other(term(kLanguage, document.lang), 0);
  for (const std::string& lang : other_languages(analyzed, sections))
    rep_->add_other(term(kLanguage, lang), 0);
  rep_->add_places(analyzed.mentions);
  // For people with stock tools.
  rep_->shard.add_document(document.id + '\n' + document.title, rep_->xapian_length);
}

BatchWriter::Rep::WordsInOrder BatchWriter::Rep::words_in_order() const {
  WordsInOrder order;
  order.reserve(words.size());
  for (std::uint32_t number = 0; number < words.size(); ++number)
    order.emplace_back(words[number].key(), number);
  std::sort(order.begin(), order.end());
  return order;
}

void BatchWriter::Rep::write_words_and_streams(const WordsInOrder& order) {
  // Languages by name and words by term: the files do not depend on what came first.
  std::vector<std::string> sorted_languages = languages;
  std::sort(sorted_languages.begin(), sorted_languages.end());
  std::vector<std::uint32_t> new_language(languages.size());
  for (std::size_t i = 0; i < languages.size(); ++i)
    new_language[i] = static_cast<std::uint32_t>(
        std::lower_bound(sorted_languages.begin(), sorted_languages.end(), languages[i]) -
        sorted_languages.begin());

  WordsWriter writer(directory / "words", sorted_languages);
  for (const auto& [key, number] : order) {
    WordFacts& facts = words[number].facts;
    for (auto& [lang, count] : facts.languages) lang = new_language[lang];
    std::sort(facts.languages.begin(), facts.languages.end());
    writer.add(key, facts);
  }
  const std::vector<std::uint32_t> by_index = writer.finish();
  std::vector<std::uint32_t> final_number(words.size());
  for (std::size_t index = 0; index < order.size(); ++index)
    final_number[order[index].second] = by_index[index];

  SequenceWriter tokens(directory / "tokens", "tokens");
  std::string bytes;
  std::size_t at = 0;
  for (const std::size_t end : stream_ends) {
    bytes.clear();
    for (; at < end; ++at) {
      const std::uint32_t code = streams[at];
      put_varint(bytes, code < kFirstWordCode
                            ? code
                            : kFirstWordCode + final_number[code - kFirstWordCode]);
    }
    tokens.add(bytes);
  }
  tokens.finish();
}

// Terms in order. Those of titles and furniture are few, so only they are sorted again.
void BatchWriter::Rep::write_shard(const WordsInOrder& order) {
  // Postings by term, in the order of the documents.
  std::vector<std::uint32_t> ends(words.size() * kWheres + 1);
  for (const WordPosting& posting : postings) ++ends[posting.term + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  std::vector<GlassPosting> by_term(postings.size());
  std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
  for (const WordPosting& posting : postings) by_term[next[posting.term]++] = posting.posting;
  const auto of_term = [&](std::size_t term) {
    return std::span<const GlassPosting>(by_term).subspan(ends[term], ends[term + 1] - ends[term]);
  };

  using Term = std::pair<std::string_view, std::span<const GlassPosting>>;
  const auto before = [](const Term& a, const Term& b) { return a.first < b.first; };
  std::vector<Term> of_text;
  for (const auto& [key, number] : order)
    if (const auto list = of_term(std::size_t{number} * kWheres); !list.empty())
      of_text.emplace_back(key, list);
  std::deque<std::string> names;  // of the terms below
  std::vector<Term> others;
  for (std::size_t number = 0; number < words.size(); ++number)
    for (const auto& [where, field] :
         {std::pair(Where::title, &kTitle), std::pair(Where::chrome, &kChrome)})
      if (const auto list = of_term(number * kWheres + static_cast<std::size_t>(where));
          !list.empty())
        others.emplace_back(names.emplace_back(term(*field, words[number].folded)), list);
  for (const auto& [name, list] : other_postings) others.emplace_back(name, list);
  std::sort(others.begin(), others.end(), before);
  std::vector<Term> all;
  all.reserve(of_text.size() + others.size());
  std::merge(of_text.begin(), of_text.end(), others.begin(), others.end(), std::back_inserter(all),
             before);
  for (const auto& [name, list] : all) shard.add_term(name, list);
  shard.finish();
}

void BatchWriter::finish() {
  rep_->text.finish();
  rep_->documents.finish();
  rep_->sources.finish();
  rep_->mentions.finish();
  rep_->signatures.finish();
  const Rep::WordsInOrder order = rep_->words_in_order();
  rep_->write_shard(order);
  rep_->write_words_and_streams(order);
  write_lengths(rep_->directory / "lengths", rep_->lengths, {0});
}

}  // namespace byname
