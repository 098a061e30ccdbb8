#include "text/stem.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <string>

#include "schemas/hash.h"
#include "text/function_words.h"
#include "text/light_stem.h"
#include "text/utf8.h"

namespace byname {

namespace {

// Longer words are numbers, hashes and runs of hashtags.
constexpr std::size_t kLongestWord = 100;  // bytes

// Before the apostrophe stands an article or the like, after it the word.
bool is_elided(std::string_view left, std::string_view lang) {
  static constexpr std::string_view kFrench[] = {"c",      "d",  "j", "jusqu", "l",
                                                 "lorsqu", "m",  "n", "s",     "puisqu",
                                                 "quoiqu", "qu", "t", "presqu"};
  static constexpr std::string_view kItalian[] = {"l",     "un",   "d",    "c",    "s",     "dell",
                                                  "nell",  "sull", "all",  "dall", "quell", "sant",
                                                  "quest", "bell", "coll", "gl",   "tutt",  "anch"};
  const auto in = [&](const auto& list) {
    return std::find(std::begin(list), std::end(list), left) != std::end(list);
  };
  if (lang == "fr" || lang == "ca") return in(kFrench);
  return lang == "it" && in(kItalian);
}

std::string_view without_apostrophe(std::string_view term, std::string_view lang) {
  const std::size_t at = term.find('\'');
  if (at == std::string_view::npos) return term;
  // в'язень, o'zbek: a letter of the alphabet.
  if (lang == "uk" || lang == "be" || lang == "uz") return term;
  const std::string_view left = term.substr(0, at);
  if (is_elided(left, lang)) return without_apostrophe(term.substr(at + 1), lang);
  return count_code_points(left) < 2 ? term : left;
}

// Stemmers keep state while they work: one of each a thread.
const Xapian::Stem* snowball(std::string_view lang) {
  thread_local std::map<std::string, Xapian::Stem, std::less<>> stemmers;
  if (lang == "hyw") lang = "hy";
  if (lang == "nb" || lang == "nn") lang = "no";
  if (lang.size() != 2) return nullptr;
  auto at = stemmers.find(lang);
  if (at == stemmers.end()) {
    Xapian::Stem stemmer;
    try {
      stemmer = Xapian::Stem(std::string(lang));
    } catch (const Xapian::InvalidArgumentError&) {
      // A language without a stemmer: the empty one stands for it.
    }
    at = stemmers.emplace(lang, stemmer).first;
  }
  return at->second.is_none() ? nullptr : &at->second;
}

}  // namespace

std::string stem(std::string_view term, std::string_view lang) {
  if (term.size() > kLongestWord) return std::string(term);
  const std::string_view word = without_apostrophe(term, lang);
  if (const auto light = light_stem(word, lang)) return std::string(*light);
  const Xapian::Stem* stemmer = snowball(lang);
  if (stemmer == nullptr || word.empty()) return std::string(word);
  std::string stemmed = (*stemmer)(std::string(word));
  return stemmed.empty() ? std::string(word) : stemmed;
}

bool is_function_word(std::uint64_t hash, std::string_view lang) {
  const std::uint32_t languages = FunctionWords::all().mask_of(hash);
  return languages != 0 && (languages & FunctionWords::all().bit_of(lang == "hyw" ? "hy" : lang));
}

bool is_function_word(std::string_view term, std::string_view lang) {
  return is_function_word(hash64(term), lang);
}

}  // namespace byname
