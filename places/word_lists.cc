#include "places/word_lists.h"

#include <array>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "embedded/common_words_az.h"
#include "embedded/common_words_de.h"
#include "embedded/common_words_en.h"
#include "embedded/common_words_fa.h"
#include "embedded/common_words_fr.h"
#include "embedded/common_words_hy.h"
#include "embedded/common_words_ka.h"
#include "embedded/common_words_phrases.h"
#include "embedded/common_words_roles.h"
#include "embedded/common_words_ru.h"
#include "embedded/common_words_tags.h"
#include "embedded/common_words_tr.h"
#include "embedded/common_words_uk.h"
#include "schemas/hash.h"
#include "text/scanner.h"

namespace byname {

namespace {

struct Lookup {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return key_hash(s) >> 16; }
};

// Words to values. Nearly all that are asked for are not there, which a bit tells.
template <typename Value>
class WordMap {
 public:
  Value& operator[](std::string_view word) {
    const std::uint64_t bit = bit_of(key_hash(word));
    bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    return values_[std::string(word)];
  }
  // Null if it is not there. `hash`: key_hash(word).
  const Value* find(std::string_view word, std::uint64_t hash) const {
    const std::uint64_t bit = bit_of(hash);
    if ((bits_[bit / 64] >> (bit % 64) & 1) == 0) return nullptr;
    const auto found = values_.find(word);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  static constexpr std::size_t kBits = 1 << 16;
  static std::uint64_t bit_of(std::uint64_t hash) { return hash >> 48; }
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(kBits / 64);
  std::unordered_map<std::string, Value, Lookup, std::equal_to<>> values_{};
};

class WordSet {
 public:
  void emplace(std::string_view word) { words_[word] = true; }
  bool contains(std::string_view word, std::uint64_t hash) const {
    return words_.find(word, hash) != nullptr;
  }

 private:
  WordMap<bool> words_{};
};

// Calls visit(line) for each line without its comment.
template <typename Visit>
void for_each_line(std::string_view text, Visit&& visit) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    line = line.substr(0, line.find('#'));
    if (!line.empty()) visit(line);
  }
}

// Calls visit(word) for each folded word of a stretch of text.
template <typename Visit>
void for_each_word(std::string_view text, Visit&& visit) {
  TokenStream stream;
  scan(text, stream);
  for (const Token& token : stream.tokens) visit(stream.term(token));
}

struct Language {
  std::string_view code;
  std::string_view (*text)();
};
constexpr std::array kListedLanguages = {
    Language{"az", embedded::common_words_az}, Language{"de", embedded::common_words_de},
    Language{"en", embedded::common_words_en}, Language{"fa", embedded::common_words_fa},
    Language{"fr", embedded::common_words_fr}, Language{"hy", embedded::common_words_hy},
    Language{"ka", embedded::common_words_ka}, Language{"ru", embedded::common_words_ru},
    Language{"tr", embedded::common_words_tr}, Language{"uk", embedded::common_words_uk},
};

constexpr std::string_view kSmall = "small:";

struct ListSlot {
  std::once_flag once{};
  WordSet words{};
  WordSet small{};
};

const ListSlot* list_of(std::string_view lang) {
  static std::array<ListSlot, kListedLanguages.size()> slots;
  if (lang.size() < 2) return nullptr;
  for (std::size_t i = 0; i < kListedLanguages.size(); ++i) {
    if (kListedLanguages[i].code[0] != lang[0] || kListedLanguages[i].code[1] != lang[1]) continue;
    std::call_once(slots[i].once, [&] {
      for_each_line(kListedLanguages[i].text(), [&](std::string_view line) {
        WordSet& words = line.starts_with(kSmall) ? slots[i].small : slots[i].words;
        if (line.starts_with(kSmall)) line.remove_prefix(kSmall.size());
        for_each_word(line, [&](std::string_view word) { words.emplace(word); });
      });
    });
    return &slots[i];
  }
  return nullptr;
}

// roles.txt: a line "[role]" begins the words of a role.
WordMap<std::uint16_t> read_roles() {
  constexpr std::array<std::pair<std::string_view, Role>, 16> kNames = {
      {{"[title]", kTitle},
       {"[given]", kGivenName},
       {"[preposition]", kPreposition},
       {"[district]", kDistrictWord},
       {"[corridor]", kCorridorWord},
       {"[place]", kPlaceWord},
       {"[month]", kMonth},
       {"[direction]", kDirection},
       {"[person]", kPerson},
       {"[naming]", kNaming},
       {"[honorific]", kHonorific},
       {"[water]", kWater},
       {"[mountain]", kMountain},
       {"[possessive]", kPossessive},
       {"[settlement]", kSettlementWord},
       {"[thing]", kThing}}};
  WordMap<std::uint16_t> roles;
  std::uint16_t role = 0;
  for_each_line(embedded::common_words_roles(), [&](std::string_view line) {
    for (const auto& [name, value] : kNames) {
      if (line.starts_with(name)) {
        role = value;
        return;
      }
    }
    for_each_word(line, [&](std::string_view word) { roles[word] |= role; });
  });
  return roles;
}

struct Phrases {
  WordSet keys{};
  WordMap<std::size_t> longest{};  // by first word
};

const Phrases& phrases() {
  static const Phrases all = [] {
    Phrases read;
    for_each_line(embedded::common_words_phrases(), [&](std::string_view line) {
      std::string key;
      std::string first;
      std::size_t count = 0;
      for_each_word(line, [&](std::string_view word) {
        if (count++ == 0) first = word;
        if (!key.empty()) key += ' ';
        key += word;
      });
      if (count == 0) return;
      std::size_t& longest = read.longest[first];
      if (count > longest) longest = count;
      read.keys.emplace(key);
    });
    return read;
  }();
  return all;
}

}  // namespace

bool is_common_word(std::string_view term, std::uint64_t hash, std::string_view lang) {
  const ListSlot* slot = list_of(lang);
  return slot != nullptr && slot->words.contains(term, hash);
}

bool is_small_word(std::string_view term, std::string_view lang) {
  const ListSlot* slot = list_of(lang);
  return slot != nullptr && slot->small.contains(term, key_hash(term));
}

bool has_common_words(std::string_view lang) {
  for (const Language& language : kListedLanguages)
    if (language.code == lang.substr(0, 2)) return true;
  return false;
}

std::uint16_t roles_of(std::string_view term, std::uint64_t hash) {
  static const WordMap<std::uint16_t> roles = read_roles();
  const std::uint16_t* found = roles.find(term, hash);
  return found == nullptr ? std::uint16_t{0} : *found;
}

bool is_tag_word(std::string_view term, std::uint64_t hash) {
  static const WordSet words = [] {
    WordSet read;
    for_each_line(embedded::common_words_tags(), [&](std::string_view line) {
      for_each_word(line, [&](std::string_view word) { read.emplace(word); });
    });
    return read;
  }();
  return words.contains(term, hash);
}

bool is_placeless_phrase(std::string_view key) {
  return phrases().keys.contains(key, key_hash(key));
}

std::size_t longest_phrase_from(std::string_view first_term, std::uint64_t hash) {
  const std::size_t* found = phrases().longest.find(first_term, hash);
  return found == nullptr ? 0 : *found;
}

std::string word_lists_fingerprint() {
  std::uint64_t hash = 0;
  for (const Language& language : kListedLanguages) hash = hash64(language.text(), hash);
  hash = hash64(embedded::common_words_roles(), hash);
  hash = hash64(embedded::common_words_tags(), hash);
  hash = hash64(embedded::common_words_phrases(), hash);
  return hex16(hash);
}

}  // namespace byname
