#include "store/relatives.h"

#include <algorithm>

#include "places/sound.h"
#include "schemas/fields.h"
#include "schemas/hash.h"
#include "text/stem.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kFewestLettersForSounds = 4;
constexpr std::size_t kFewestLettersOfTwoConsonants = 5;
constexpr std::size_t kFewestLettersOfPart = 3;  // the don of don't is no word to look for

std::uint32_t high_half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

void sort_and_write(TableWriter& out, std::vector<HashedNumber> table) {
  std::sort(table.begin(), table.end());
  table.erase(std::unique(table.begin(), table.end()), table.end());
  out.write_array(table);
}

}  // namespace

std::uint32_t stem_hash(std::string_view stem, std::string_view lang) {
  std::string key(lang);
  key += ' ';
  key += stem;
  return high_half(hash64(key));
}

std::uint32_t short_hash(std::string_view key) { return high_half(hash64(key)); }

bool tells_much(std::string_view key, std::size_t letters) {
  const std::size_t count = consonants(key);
  return count >= 3 || (count == 2 && letters >= kFewestLettersOfTwoConsonants);
}

std::vector<std::string> telling_keys(std::string_view term) {
  const std::size_t letters = count_code_points(term);
  if (letters < kFewestLettersForSounds) return {};
  std::vector<std::string> keys = sound_keys(term);
  std::erase_if(keys, [&](const std::string& key) { return !tells_much(key, letters); });
  const bool meets_shorter_words =
      letters <= kFewestLettersOfTwoConsonants &&
      std::all_of(keys.begin(), keys.end(),
                  [](const std::string& key) { return consonants(key) == 2; });
  if (keys.empty() || meets_shorter_words)
    for (std::string& key : vowelled_keys(term)) keys.push_back(std::move(key));
  return keys;
}

std::vector<std::string> apostrophe_keys(std::string_view term) {
  std::vector<std::string> keys;
  if (term.find('\'') == std::string_view::npos) return keys;
  std::string without;
  std::size_t begin = 0;
  while (begin <= term.size()) {
    const std::size_t end = std::min(term.find('\'', begin), term.size());
    const std::string_view part = term.substr(begin, end - begin);
    without += part;
    if (count_code_points(part) >= kFewestLettersOfPart) keys.emplace_back(part);
    begin = end + 1;
  }
  keys.push_back(std::move(without));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

Relatives find_relatives(const WordsFile& words, std::uint32_t first, std::uint32_t last) {
  Relatives result;
  for (std::uint32_t index = first; index < last; ++index) {
    const std::string_view term = words.term(index);
    // Cut terms end in a hash: they have no stem and no sound.
    if (term.size() >= kLongestTerm) continue;
    const WordFacts facts = words.facts(index);
    if (facts.documents == 0 || !(facts.flags & kPlainWord)) continue;
    for (const auto& [language, documents] : facts.languages) {
      const std::string& lang = words.languages()[language];
      if (!lang.empty()) result.stems.push_back({stem_hash(stem(term, lang), lang), index});
    }
    for (const std::string& key : apostrophe_keys(term))
      result.apostrophes.push_back({short_hash(key), index});
    for (const std::string& key : telling_keys(term))
      result.sounds.push_back({short_hash(key), index});
  }
  return result;
}

void write_relatives(const std::filesystem::path& path, std::vector<Relatives> ranges) {
  const auto joined = [&](std::vector<HashedNumber> Relatives::*table) {
    std::vector<HashedNumber> result;
    for (Relatives& range : ranges) {
      std::vector<HashedNumber>& part = range.*table;
      result.insert(result.end(), part.begin(), part.end());
      std::vector<HashedNumber>().swap(part);
    }
    return result;
  };
  TableWriter out(path, "relative", 3);
  sort_and_write(out, joined(&Relatives::stems));
  out.next_section();
  sort_and_write(out, joined(&Relatives::apostrophes));
  out.next_section();
  sort_and_write(out, joined(&Relatives::sounds));
  out.finish();
}

RelativesFile::RelativesFile(const std::filesystem::path& path)
    : file_(path, "relative", 3),
      stems_(file_.array<HashedNumber>(0)),
      apostrophes_(file_.array<HashedNumber>(1)),
      sounds_(file_.array<HashedNumber>(2)) {}

}  // namespace byname
