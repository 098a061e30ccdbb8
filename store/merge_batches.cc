#include <algorithm>
#include <memory>
#include <queue>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "schemas/error.h"
#include "store/clusters.h"
#include "store/columns.h"
#include "store/document_record.h"
#include "store/files.h"
#include "store/pairs_file.h"
#include "store/segment.h"
#include "store/segment_writer.h"
#include "store/tasks.h"
#include "store/token_codes.h"

namespace byname {
namespace {

// From so many documents on a segment has two shards: two cores merge them at the
// same time. Depends on the documents alone, so that equal input gives an equal index.
constexpr std::uint32_t kDocumentsForTwoShards = 20'000;
constexpr std::uint32_t kWordsOfRange = 65'536;
// After so many terms the pages of the vocabularies are given back.
constexpr std::uint32_t kTermsAtOnce = 1 << 18;

using Batches = std::vector<std::unique_ptr<BatchFiles>>;

// Which number the words of each batch get in the segment: [batch][old number].
using NewNumbers = std::vector<std::vector<std::uint32_t>>;

std::vector<std::string> all_languages(const Batches& batches) {
  std::vector<std::string> result;
  for (const auto& batch : batches)
    result.insert(result.end(), batch->words.languages().begin(), batch->words.languages().end());
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

// Adds what a batch says of a word to what is known of it.
class WordSum {
 public:
  WordSum(const Batches& batches, const std::vector<std::string>& languages) {
    for (const auto& batch : batches) {
      languages_.emplace_back();
      for (const std::string& lang : batch->words.languages())
        languages_.back().push_back(static_cast<std::uint32_t>(
            std::lower_bound(languages.begin(), languages.end(), lang) - languages.begin()));
    }
  }

  WordFacts facts{};

  void add(std::size_t batch, const WordFacts& more) {
    facts.documents += more.documents;
    facts.occurrences += more.occurrences;
    facts.tokens += more.tokens;
    facts.flags |= more.flags;
    for (const auto& [language, documents] : more.languages) {
      const std::uint32_t lang = languages_[batch][language];
      const auto at = std::lower_bound(facts.languages.begin(), facts.languages.end(),
                                       std::pair<std::uint32_t, std::uint32_t>{lang, 0});
      if (at != facts.languages.end() && at->first == lang)
        at->second += documents;
      else
        facts.languages.insert(at, {lang, documents});
    }
  }

 private:
  std::vector<std::vector<std::uint32_t>> languages_;
};

NewNumbers merge_words(const Batches& batches, const std::filesystem::path& path) {
  struct Head {
    std::string_view term;
    std::size_t batch;
    std::uint32_t index;
    bool operator>(const Head& other) const {
      return term != other.term ? term > other.term : batch > other.batch;
    }
  };
  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
  NewNumbers result(batches.size());
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const WordsFile& words = batches[i]->words;
    result[i].resize(words.size());
    if (words.size() > 0) heads.push({words.term(0), i, 0});
  }
  const std::vector<std::string> languages = all_languages(batches);
  WordsWriter writer(path, languages);
  WordSum sum(batches, languages);
  while (!heads.empty()) {
    const std::string_view term = heads.top().term;
    sum.facts = {};
    std::vector<std::pair<std::size_t, std::uint32_t>> members;
    while (!heads.empty() && heads.top().term == term) {
      const Head head = heads.top();
      heads.pop();
      const WordsFile& words = batches[head.batch]->words;
      sum.add(head.batch, words.facts(head.index));
      members.emplace_back(head.batch, words.number(head.index));
      if (head.index + 1 < words.size())
        heads.push({words.term(head.index + 1), head.batch, head.index + 1});
    }
    const std::uint32_t index = writer.add(term, sum.facts);
    if ((index + 1) % kTermsAtOnce == 0)
      for (const auto& batch : batches) batch->words.release();
    for (const auto& [batch, number] : members) {
      if (number >= result[batch].size()) throw_damaged(batches[batch]->words.name(), "a number");
      result[batch][number] = index;
    }
  }
  const std::vector<std::uint32_t> numbers = writer.finish();
  for (auto& of_batch : result) {
    for (std::uint32_t& number : of_batch) number = numbers[number];
  }
  return result;
}

// The streams with the new numbers, and the pairs in them.
void merge_tokens(const Batches& batches, const NewNumbers& numbers,
                  const std::filesystem::path& segment, std::uint32_t words) {
  SequenceWriter out(segment / "tokens", "tokens");
  PairsWriter pairs(segment / "pairs", frequent_words(words));
  std::vector<std::uint32_t> codes;
  std::string bytes;
  for (std::size_t batch = 0; batch < batches.size(); ++batch) {
    const SequenceFile& tokens = batches[batch]->tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      read_varints(tokens[i], tokens.name(), codes);
      bytes.clear();
      for (std::uint32_t& code : codes) {
        if (code >= kFirstWordCode) {
          const std::uint32_t old = code - kFirstWordCode;
          if (old >= numbers[batch].size()) throw_damaged(tokens.name(), "a token");
          code = kFirstWordCode + numbers[batch][old];
        }
        put_varint(bytes, code);
      }
      out.add(bytes);
      pairs.add(codes);
    }
    tokens.release();
  }
  out.finish();
  pairs.finish();
}

void merge_sequences(const Batches& batches, SequenceFile BatchFiles::*member,
                     const std::filesystem::path& path, std::string_view kind) {
  SequenceWriter out(path, kind);
  for (const auto& batch : batches) {
    const SequenceFile& in = (*batch).*member;
    for (std::size_t i = 0; i < in.size(); ++i) out.add(in[i]);
    in.release();
  }
  out.finish();
}

// Writes the signatures of all documents; returns their clusters.
std::vector<std::uint64_t> merge_signatures(const Batches& batches,
                                            std::span<const std::filesystem::path> earlier,
                                            const std::filesystem::path& path) {
  Clusters clusters;
  for (const std::filesystem::path& segment : earlier)
    clusters.know(SignaturesFile(segment / "signatures"), ColumnsFile(segment / "columns"));
  SignaturesWriter out(path);
  std::vector<std::uint64_t> result;
  for (const auto& batch : batches) {
    const SignaturesFile& in = batch->signatures;
    for (std::size_t i = 0; i < in.documents(); ++i)
      result.push_back(clusters.assign(in.signature(i), in.text_hash(i)));
    out.append(in);
    in.release();
  }
  out.finish();
  return result;
}

// The text of a document, counted through all batches.
struct TextPlace {
  const TextFile* file = nullptr;
  std::uint32_t document = 0;

  std::string read() const { return file->read(document, 0, file->size(document)); }
};

// Equal texts are written once. Batches without copies go over as they are.
void merge_texts(const Batches& batches, const std::filesystem::path& path) {
  std::vector<TextPlace> places;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_hash;
  for (const auto& batch : batches) {
    for (std::uint32_t i = 0; i < batch->text.documents(); ++i) {
      by_hash.emplace_back(batch->signatures.text_hash(i),
                           static_cast<std::uint32_t>(places.size()));
      places.push_back({&batch->text, i});
    }
  }
  std::sort(by_hash.begin(), by_hash.end());
  std::unordered_map<std::uint32_t, std::uint32_t> copy_of;  // to the first of its hash
  for (std::size_t i = 1, first = 0; i < by_hash.size(); ++i) {
    if (by_hash[i].first != by_hash[first].first)
      first = i;
    else
      copy_of.emplace(by_hash[i].second, by_hash[first].second);
  }
  TextWriter out(path);
  std::uint32_t number = 0;
  for (const auto& batch : batches) {
    const auto documents = static_cast<std::uint32_t>(batch->text.documents());
    bool copies = false;
    for (std::uint32_t i = 0; i < documents && !copies; ++i) copies = copy_of.contains(number + i);
    if (!copies) {
      out.append(batch->text);
      batch->text.release();
      number += documents;
      continue;
    }
    for (std::uint32_t i = 0; i < documents; ++i, ++number) {
      const std::string text = places[number].read();
      const auto copy = copy_of.find(number);
      if (copy != copy_of.end() && places[copy->second].read() == text)
        out.add_copy(copy->second);
      else
        out.add(text);
    }
  }
  out.finish();
}

// How many of the batches go to the first shard: all, or about half of the documents.
std::size_t batches_of_first_shard(const Batches& batches) {
  std::uint64_t total = 0;
  for (const auto& batch : batches) total += batch->lengths.documents();
  if (total < kDocumentsForTwoShards) return batches.size();
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    if (before >= total / 2) return i;
    before += batches[i]->lengths.documents();
  }
  return batches.size();
}

// A batch without documents, for a segment of none.
std::filesystem::path empty_batch(const std::filesystem::path& path) {
  BatchWriter batch(path);
  batch.finish();
  return path;
}

}  // namespace

void merge_batches(std::span<const std::filesystem::path> paths,
                   const std::filesystem::path& segment, const CompiledGazetteer& gazetteer,
                   unsigned threads, std::span<const std::filesystem::path> earlier) {
  std::error_code error;
  if (!std::filesystem::create_directories(segment, error)) {
    if (error) throw_system_error(segment, "cannot be made", error.value());
    throw IndexError(segment.string() + ": exists already");
  }
  const std::filesystem::path empty = segment / "empty.tmp";
  Batches batches;
  for (const auto& path : paths) batches.push_back(std::make_unique<BatchFiles>(path));
  if (batches.empty()) batches.push_back(std::make_unique<BatchFiles>(empty_batch(empty)));

  const std::size_t split = batches_of_first_shard(batches);
  std::vector<std::vector<std::filesystem::path>> inputs(1);
  std::vector<std::uint32_t> first_of_shards{0};
  std::vector<std::uint32_t> lengths;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    if (i == split) {
      inputs.emplace_back();
      first_of_shards.push_back(static_cast<std::uint32_t>(lengths.size()));
    }
    const auto shards = batches[i]->shard_paths();
    inputs.back().insert(inputs.back().end(), shards.begin(), shards.end());
    for (std::size_t n = 0; n < batches[i]->lengths.documents(); ++n)
      lengths.push_back(batches[i]->lengths[n]);
  }

  Tasks tasks;
  NewNumbers numbers;
  std::unique_ptr<WordsFile> words;
  std::vector<Relatives> relatives;
  // Words first: the tokens and the relatives wait for them.
  tasks.add([&] {
    numbers = merge_words(batches, segment / "words");
    words = std::make_unique<WordsFile>(segment / "words");
    const std::uint32_t ranges = words->size() / kWordsOfRange + 1;
    relatives.resize(ranges);
    for (std::uint32_t i = 0; i < ranges; ++i)
      tasks.add([&, i] {
        relatives[i] = find_relatives(*words, i * kWordsOfRange,
                                      std::min(words->size(), (i + 1) * kWordsOfRange));
      });
    tasks.add([&] { merge_tokens(batches, numbers, segment, words->size()); });
  });
  for (std::size_t i = 0; i < inputs.size(); ++i)
    tasks.add([&, i] {
      compact_shards(inputs[i], segment / shard_name(i),
                     segment / ("rounds-" + std::to_string(i) + ".tmp"));
    });
  tasks.add([&] {
    merge_sequences(batches, &BatchFiles::documents, segment / "documents", "document");
    const SequenceFile documents(segment / "documents", "document");
    write_ids(segment / "ids", documents);
    write_columns(segment / "columns", documents,
                  merge_signatures(batches, earlier, segment / "signatures"));
    merge_sequences(batches, &BatchFiles::sources, segment / "sources", "sources");
  });
  tasks.add([&] { merge_texts(batches, segment / "text"); });
  tasks.add([&] {
    MentionsWriter mentions(segment / "mentions");
    for (const auto& batch : batches) {
      mentions.append(batch->mentions);
      batch->mentions.release();
    }
    mentions.finish();
    write_places(segment / "places", MentionsFile(segment / "mentions"), gazetteer.place_count());
  });
  tasks.run(threads);

  write_relatives(segment / "relatives", std::move(relatives));
  write_lengths(segment / "lengths", lengths, first_of_shards);
  write_shard_sums(segment);
  std::filesystem::remove_all(empty);
  sync_tree(segment);
}

}  // namespace byname
