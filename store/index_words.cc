#include <map>
#include <tuple>

#include "places/sound.h"
#include "schemas/fields.h"
#include "store/open_index.h"
#include "store/relatives.h"
#include "text/stem.h"
#include "text/utf8.h"

namespace byname {
namespace {

// Candidates of a sound key that are looked at: a key that fits more words than
// this says nothing.
constexpr std::size_t kMostSoundCandidates = 20'000;

bool more_frequent(const Word& a, const Word& b) {
  return std::tie(b.documents, b.occurrences, a.term) <
         std::tie(a.documents, a.occurrences, b.term);
}

// Puts together what the segments say of words.
class WordCollector {
 public:
  void add(const WordsFile& words, std::uint32_t index) {
    const WordFacts facts = words.facts(index);
    Sum& sum = sums_[std::string(words.term(index))];
    sum.documents += facts.documents;
    sum.occurrences += facts.occurrences;
    for (const auto& [language, documents] : facts.languages)
      sum.languages[words.languages()[language]] += documents;
  }

  // Those that stand somewhere outside furniture, most frequent first.
  std::vector<Word> words() const {
    std::vector<Word> result;
    for (const auto& [term, sum] : sums_) {
      if (sum.documents == 0) continue;
      Word word{term, sum.documents, sum.occurrences};
      std::vector<std::pair<std::string, std::uint32_t>> languages;
      for (const auto& language : sum.languages) {
        if (!language.first.empty()) languages.push_back(language);
      }
      std::stable_sort(languages.begin(), languages.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; });
      for (const auto& [lang, count] : languages) word.languages.push_back(lang);
      result.push_back(std::move(word));
    }
    std::sort(result.begin(), result.end(), more_frequent);
    return result;
  }

 private:
  struct Sum {
    std::uint32_t documents = 0;
    std::uint64_t occurrences = 0;
    std::map<std::string, std::uint32_t> languages{};
  };
  std::map<std::string, Sum> sums_;
};

}  // namespace

std::optional<Word> Index::word(std::string_view folded) const {
  const std::string wanted = term(kText, folded);
  WordCollector found;
  for (const OpenSegment& segment : rep_->segments) {
    const WordsFile& words = segment.files->words;
    if (const auto index = words.find(wanted)) found.add(words, *index);
  }
  std::vector<Word> words = found.words();
  if (words.empty()) return std::nullopt;
  return std::move(words.front());
}

std::vector<Word> Index::words_with_prefix(std::string_view prefix, std::size_t limit) const {
  // Frequencies first: facts of a hundred thousand words are worth avoiding.
  std::map<std::string_view, std::uint32_t> documents;
  for (const OpenSegment& segment : rep_->segments) {
    const WordsFile& words = segment.files->words;
    for (std::uint32_t i = words.lower_bound(prefix); i < words.size(); ++i) {
      const std::string_view term = words.term(i);
      if (!term.starts_with(prefix)) break;
      if (words.documents(i) > 0) documents[term] += words.documents(i);
    }
  }
  std::vector<std::pair<std::string_view, std::uint32_t>> order(documents.begin(), documents.end());
  const std::size_t kept = std::min(limit, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [](const auto& a, const auto& b) {
                      return a.second != b.second ? a.second > b.second : a.first < b.first;
                    });
  WordCollector found;
  for (std::size_t i = 0; i < kept; ++i) {
    for (const OpenSegment& segment : rep_->segments) {
      const WordsFile& words = segment.files->words;
      if (const auto index = words.find(order[i].first)) found.add(words, *index);
    }
  }
  return found.words();
}

std::vector<Word> Index::apostrophe_relatives(std::string_view folded) const {
  // baku: baku's and d'baku have it as a key. d'baku: baku itself, and baku's.
  std::vector<std::string> keys = apostrophe_keys(folded);
  if (keys.empty()) keys.emplace_back(folded);
  WordCollector found;
  for (const OpenSegment& segment : rep_->segments) {
    const WordsFile& words = segment.files->words;
    std::vector<std::uint32_t> indexes;
    for (const std::string& key : keys) {
      if (const auto index = words.find(term(kText, key))) indexes.push_back(*index);
      for (const std::uint32_t index : segment.files->relatives.apostrophes(short_hash(key))) {
        const std::vector<std::string> theirs = apostrophe_keys(words.term(index));
        if (std::find(theirs.begin(), theirs.end(), key) != theirs.end()) indexes.push_back(index);
      }
    }
    std::sort(indexes.begin(), indexes.end());
    indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
    for (const std::uint32_t index : indexes) {
      if (words.term(index) != folded) found.add(words, index);
    }
  }
  return found.words();
}

std::vector<Word> Index::stem_relatives(std::string_view folded, std::string_view lang) const {
  const std::string wanted = stem(folded, lang);
  WordCollector found;
  for (const OpenSegment& segment : rep_->segments) {
    const WordsFile& words = segment.files->words;
    for (const std::uint32_t index : segment.files->relatives.stems(stem_hash(wanted, lang))) {
      const std::string_view term = words.term(index);
      if (term != folded && stem(term, lang) == wanted) found.add(words, index);
    }
  }
  return found.words();
}

std::vector<Word> Index::sound_relatives(std::string_view folded, double distance,
                                         std::size_t limit) const {
  std::map<std::string, double> near;  // terms that sound alike
  for (const std::string& key : telling_keys(folded)) {
    for (const OpenSegment& segment : rep_->segments) {
      const WordsFile& words = segment.files->words;
      std::vector<std::uint32_t> candidates = segment.files->relatives.sounds(short_hash(key));
      candidates.resize(std::min(candidates.size(), kMostSoundCandidates));
      for (const std::uint32_t index : candidates) {
        const std::string_view term = words.term(index);
        if (term == folded || near.contains(std::string(term))) continue;
        near.emplace(term, sound_distance(folded, term));
      }
    }
  }
  std::vector<std::pair<double, Word>> found;
  for (const auto& [term, how_far] : near) {
    if (how_far > distance) continue;
    if (auto w = word(term)) found.emplace_back(how_far, *std::move(w));
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : more_frequent(a.second, b.second);
  });
  std::vector<Word> result;
  for (std::size_t i = 0; i < std::min(limit, found.size()); ++i)
    result.push_back(std::move(found[i].second));
  return result;
}

}  // namespace byname
