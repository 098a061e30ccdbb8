#include "places/sound.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <utility>

#include "embedded/sound_confusions.h"
#include "embedded/sound_graphemes.h"
#include "places/tsv.h"
#include "schemas/hash.h"
#include "text/language.h"

namespace byname {
namespace {

constexpr std::size_t kMaxWordBytes = 96;
constexpr std::size_t kMaxReadings = 20;
constexpr std::size_t kMaxKeys = 8;
constexpr std::string_view kVowels = "a@eiIoOuU";

// A string of phones, or a key, that never leaves the stack.
class Phones {
 public:
  void push(char c) {
    if (size_ < data_.size()) data_[size_++] = c;
  }
  void append(std::string_view more) {
    for (const char c : more) push(c);
  }
  void clear() { size_ = 0; }
  std::string_view view() const { return {data_.data(), size_}; }

 private:
  std::array<char, 2 * kMaxWordBytes> data_;
  std::size_t size_ = 0;
};

struct Grapheme {
  std::string letters{}, phones{};
  std::string before{}, after{};  // empty: anywhere

  // The longer wins; of the same letters the one that asks for company.
  bool comes_first(const Grapheme& other) const {
    if (letters.size() != other.letters.size()) return letters.size() > other.letters.size();
    return before.size() + after.size() > other.before.size() + other.after.size();
  }
};

std::string_view letter_at(std::string_view word, std::size_t at) {
  if (at >= word.size()) return "$";
  std::size_t end = at + 1;
  while (end < word.size() && (word[end] & 0xC0) == 0x80) ++end;
  return word.substr(at, end - at);
}

std::string_view letter_before(std::string_view word, std::size_t at) {
  if (at == 0) return "^";
  std::size_t begin = at - 1;
  while (begin > 0 && (word[begin] & 0xC0) == 0x80) --begin;
  return word.substr(begin, at - begin);
}

using ByteSet = std::bitset<256>;

ByteSet bytes_of(std::string_view text) {
  ByteSet set;
  for (const char c : text) set.set(static_cast<unsigned char>(c));
  return set;
}

class Orthography {
 public:
  explicit Orthography(std::string name) : name_(std::move(name)) {}
  const std::string& name() const { return name_; }
  // The same but for the rows that will be added.
  Orthography variant(std::string name) const {
    Orthography copy = *this;
    copy.name_ = std::move(name);
    copy.own_.clear();
    return copy;
  }
  // Whether one of the rows of its own may apply to a word of these bytes; otherwise it reads
  // the word as the one that it is a variant of.
  bool has_own_for(const ByteSet& word) const {
    return std::any_of(own_.begin(), own_.end(),
                       [&](const ByteSet& row) { return (row & word) == row; });
  }

  void add(Grapheme grapheme) {
    own_.push_back(bytes_of(grapheme.letters));
    auto& list = by_first_byte_[static_cast<unsigned char>(grapheme.letters.front())];
    std::erase_if(list, [&](const Grapheme& old) {
      return old.letters == grapheme.letters && old.before == grapheme.before &&
             old.after == grapheme.after;
    });
    const auto at = std::find_if(list.begin(), list.end(),
                                 [&](const Grapheme& old) { return grapheme.comes_first(old); });
    list.insert(at, std::move(grapheme));
  }

  void read(std::string_view word, Phones& out) const {
    out.clear();
    for (std::size_t i = 0; i < word.size();) {
      const Grapheme* grapheme = find(word, i);
      if (grapheme) out.append(grapheme->phones);
      i += grapheme ? grapheme->letters.size() : letter_at(word, i).size();
    }
  }

 private:
  const Grapheme* find(std::string_view word, std::size_t at) const {
    for (const auto& g : by_first_byte_[static_cast<unsigned char>(word[at])]) {
      if (word.compare(at, g.letters.size(), g.letters) != 0) continue;
      if (!g.before.empty() &&
          g.before.find(letter_at(word, at + g.letters.size())) == std::string::npos)
        continue;
      if (!g.after.empty() && g.after.find(letter_before(word, at)) == std::string::npos) continue;
      return &g;
    }
    return nullptr;
  }

  std::string name_;
  std::array<std::vector<Grapheme>, 256> by_first_byte_;
  std::vector<ByteSet> own_;  // of the rows that are not another's
};

constexpr auto kIsVowel = [] {
  std::array<bool, 256> is{};
  for (const char c : kVowels) is[static_cast<unsigned char>(c)] = true;
  return is;
}();

bool is_vowel(char c) { return kIsVowel[static_cast<unsigned char>(c)]; }

// The classes of a consonant key; 0: not part of one. Voicing is merged (Western
// Armenian, final devoicing).
constexpr std::array<char, 128> consonant_classes() {
  std::array<char, 128> classes{};
  constexpr std::pair<char, char> kClasses[] = {
      {'b', 'p'}, {'p', 'p'}, {'t', 't'}, {'d', 't'}, {'k', 'k'}, {'g', 'k'},
      {'q', 'k'}, {'G', 'k'}, {'x', 'h'}, {'h', 'h'}, {'v', 'v'}, {'f', 'f'},
      {'z', 's'}, {'s', 's'}, {'S', 's'}, {'c', 'c'}, {'D', 'c'}, {'C', 'j'},
      {'J', 'j'}, {'Z', 'j'}, {'m', 'm'}, {'n', 'n'}, {'l', 'l'}, {'r', 'r'}};
  for (const auto& [phone, its_class] : kClasses)
    classes[static_cast<std::size_t>(phone)] = its_class;
  return classes;
}
constexpr auto kClasses = consonant_classes();

class Tables {
 public:
  Tables() {
    read_graphemes();
    read_confusions();
  }

  const std::vector<Orthography>& of(Script script) const {
    const auto found = scripts_.find(script);
    return found == scripts_.end() ? none_ : found->second;
  }
  float cost(char a, char b) const {
    return costs_[static_cast<std::size_t>(a & 0x7f)][static_cast<std::size_t>(b & 0x7f)];
  }

 private:
  static Script script_named(std::string_view code) {
    return code == "cyrl"   ? Script::cyrillic
           : code == "armn" ? Script::armenian
           : code == "geor" ? Script::georgian
           : code == "arab" ? Script::arabic
           : code == "grek" ? Script::greek
                            : Script::latin;
  }

  void read_graphemes() {
    TsvTable table("graphemes.tsv", embedded::sound_graphemes());
    const auto orthography = table.column({"orthography"}), letters = table.column({"grapheme"}),
               phones = table.column({"phones"}), before = table.column({"before"}),
               after = table.column({"after"});
    for (TsvRow row; table.next(row);) {
      const auto name = row.cell(orthography);
      if (row.cell(letters).empty()) continue;
      auto& list = scripts_[script_named(name.substr(0, 4))];
      if (list.empty()) list.emplace_back(std::string(name));
      if (list.back().name() != name) list.push_back(list.front().variant(std::string(name)));
      list.back().add({std::string(row.cell(letters)), std::string(row.cell(phones)),
                       std::string(row.cell(before)), std::string(row.cell(after))});
    }
  }

  // Hearing one phone for another: 0.15, 1 or 1.8 where confusions.tsv knows the
  // pair, else 1.6 for two vowels and 3 for anything else.
  void read_confusions() {
    constexpr float kCosts[] = {0.15F, 1.0F, 1.8F};
    for (auto& row : costs_) row.fill(3.0F);
    for (const char a : kVowels)
      for (const char b : kVowels) at(a, b) = 1.6F;
    for (std::size_t i = 0; i < costs_.size(); ++i) costs_[i][i] = 0;
    TsvTable table("confusions.tsv", embedded::sound_confusions());
    const auto first = table.column({"phone_a"}), second = table.column({"phone_b"}),
               cost = table.column({"cost"});
    for (TsvRow row; table.next(row);) {
      const auto a = row.cell(first), b = row.cell(second), c = row.cell(cost);
      if (a.size() != 1 || b.size() != 1 || c.size() != 1 || c[0] < '0' || c[0] > '2') continue;
      at(a[0], b[0]) = at(b[0], a[0]) = kCosts[c[0] - '0'];
    }
  }
  float& at(char a, char b) {
    return costs_[static_cast<std::size_t>(a & 0x7f)][static_cast<std::size_t>(b & 0x7f)];
  }

  std::map<Script, std::vector<Orthography>> scripts_;
  std::vector<Orthography> none_;
  std::array<std::array<float, 128>, 128> costs_;
};

const Tables& tables() {
  static const Tables instance;
  return instance;
}

// What all orthographies spell in more than one way: doubled letters, the glide
// before an initial e (Yerevan, Erevan), Armenian vo- (Vorotan, Orotan), y or i
// between vowels.
void tidy(std::string_view raw, Phones& out) {
  out.clear();
  std::array<char, 2 * kMaxWordBytes> single;
  std::size_t n = 0;
  for (const char c : raw)
    if (n == 0 || single[n - 1] != c) single[n++] = c;
  std::size_t i = 0;
  if (n > 1 && (single[0] == 'y' || single[0] == 'I' || single[0] == 'i') && single[1] == 'e')
    i = 1;
  if (n > i + 2 && single[i] == 'v' && single[i + 1] == 'o' && !is_vowel(single[i + 2])) ++i;
  for (std::size_t j = i; j < n; ++j) {
    const char c = single[j];
    const bool glide = (c == 'I' || c == 'i') && j > i && j + 1 < n && is_vowel(single[j - 1]) &&
                       is_vowel(single[j + 1]);
    out.push(glide ? 'y' : c);
  }
}

struct Readings {
  std::array<Phones, kMaxReadings> all;
  std::size_t count = 0;

  void add(std::string_view phones) {
    if (phones.empty() || count == kMaxReadings) return;
    for (std::size_t i = 0; i < count; ++i)
      if (all[i].view() == phones) return;
    all[count].clear();
    all[count++].append(phones);
  }
};

void read(std::string_view word, Readings& out) {
  out.count = 0;
  if (word.empty() || word.size() > kMaxWordBytes) return;
  if (word.starts_with("\xF0\x9F\x8F\xB4")) return;  // a flag (text/scanner.h)
  Phones raw, tidied;
  const bool german = word.find("sch") != std::string_view::npos;
  const ByteSet bytes = bytes_of(word);
  for (const auto& orthography : tables().of(script_of(word))) {
    if (german && orthography.name().starts_with("latn") &&
        !orthography.name().starts_with("latn-de"))
      continue;
    if (!orthography.has_own_for(bytes)) continue;
    orthography.read(word, raw);
    tidy(raw.view(), tidied);
    out.add(tidied.view());
  }
}

class Keys {
 public:
  void add(std::string_view key) {
    if (key.empty() || keys_.size() == kMaxKeys ||
        std::find(keys_.begin(), keys_.end(), key) != keys_.end())
      return;
    keys_.emplace_back(key);
  }
  std::vector<std::string> sorted() && {
    std::sort(keys_.begin(), keys_.end());
    return std::move(keys_);
  }

 private:
  std::vector<std::string> keys_;
};

// Equal neighbours become one before the vowels go: Şuşa is "ss", not "s".
void consonant_key(std::string_view phones, Phones& out) {
  out.clear();
  char last = 0;
  for (const char c : phones) {
    const bool vowel = is_vowel(c);
    const char its_class = vowel ? c : kClasses[static_cast<std::size_t>(c & 0x7f)];
    if (its_class == 0) continue;
    if (its_class != last && !vowel) out.push(its_class);
    last = its_class;
  }
}

void add_consonant_keys(std::string_view phones, Keys& keys) {
  Phones key;
  consonant_key(phones, key);
  keys.add(key.view());
  // An initial h may be left out: Hrazdan, Раздан.
  if (phones[0] == 'h' && key.view().size() > 3) keys.add(key.view().substr(1));
  const auto last = phones.rfind('G');
  if (last == std::string_view::npos) return;
  // ğ, ղ, ღ are heard as kh too: Qarabağ, Karabakh; Եղեգնաձոր, Ехегнадзор.
  std::string changed(phones);
  if (last + 2 >= phones.size()) {
    changed[last] = 'x';
    consonant_key(changed, key);
    keys.add(key.view());
  }
  std::replace(changed.begin(), changed.end(), 'G', 'x');
  consonant_key(changed, key);
  keys.add(key.view());
}

// Back consonants as the front ones, q as `q`. A glide is left out or, with `glide_sounds`, a
// vowel where it follows or precedes a consonant: Dubai, Дубай; Kenya, Кения.
void add_vowelled_key(std::string_view phones, char q, bool glide_sounds, Keys& keys) {
  Phones key;
  key.push('=');
  for (std::size_t i = 0; i < phones.size(); ++i) {
    const char c = phones[i];
    if (c == 'y') {
      const bool between =
          i + 1 < phones.size() && i > 0 && is_vowel(phones[i - 1]) && is_vowel(phones[i + 1]);
      if (glide_sounds && i > 0 && !between) key.push('i');
      continue;
    }
    key.push(c == '@' || c == 'e'               ? 'a'
             : c == 'I'                         ? 'i'
             : c == 'O' || c == 'u' || c == 'U' ? 'o'
             : c == 'G'                         ? 'g'
             : c == 'q'                         ? q
                                                : c);
  }
  if (key.view().size() > 1) keys.add(key.view());
}

float insertion(char c) {
  if (c == 'y') return 0.15F;
  return is_vowel(c) || c == 'h' ? 1.0F : 3.0F;
}

float edit_cost(std::string_view a, std::string_view b) {
  const Tables& costs = tables();
  std::array<float, 2 * kMaxWordBytes + 1> row;
  std::array<float, 2 * kMaxWordBytes> inserted;  // of each of b
  row[0] = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    inserted[j] = insertion(b[j]);
    row[j + 1] = row[j] + inserted[j];
  }
  for (const char c : a) {
    const float deleted = insertion(c);
    float diagonal = row[0];
    row[0] += deleted;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const float best =
          std::min({diagonal + costs.cost(c, b[j]), row[j + 1] + deleted, row[j] + inserted[j]});
      diagonal = row[j + 1];
      row[j + 1] = best;
    }
  }
  return row[b.size()];
}

struct Length {
  float consonants = 0, vowels = 0;
};

Length length_of(std::string_view phones) {
  Length length;
  for (const char c : phones) {
    if (is_vowel(c)) ++length.vowels;
    if (!is_vowel(c) && c != 'y') ++length.consonants;
  }
  return length;
}

}  // namespace

std::vector<std::string> sound_keys(std::string_view folded_word) {
  Readings readings;
  read(folded_word, readings);
  Keys keys;
  for (std::size_t i = 0; i < readings.count; ++i) add_consonant_keys(readings.all[i].view(), keys);
  return std::move(keys).sorted();
}

std::vector<std::string> vowelled_keys(std::string_view folded_word) {
  Readings readings;
  read(folded_word, readings);
  Keys keys;
  for (std::size_t i = 0; i < readings.count; ++i) {
    const std::string_view phones = readings.all[i].view();
    for (const char q : {'k', 'g'}) {
      add_vowelled_key(phones, q, false, keys);
      add_vowelled_key(phones, q, true, keys);
    }
  }
  return std::move(keys).sorted();
}

std::size_t consonants(std::string_view key) { return key.size(); }

double sound_distance(std::string_view folded_a, std::string_view folded_b) {
  if (folded_a == folded_b) return 0;
  if ((script_of(folded_a) == Script::arabic) != (script_of(folded_b) == Script::arabic)) return 1;
  Readings a, b;
  read(folded_a, a);
  read(folded_b, b);
  float best = 1;
  for (std::size_t i = 0; i < a.count; ++i) {
    const auto x = a.all[i].view();
    const auto length_x = length_of(x);
    for (std::size_t j = 0; j < b.count; ++j) {
      const auto y = b.all[j].view();
      const auto length_y = length_of(y);
      const float length = std::max(length_x.consonants, length_y.consonants) +
                           0.5F * std::max(length_x.vowels, length_y.vowels);
      best = std::min(best, edit_cost(x, y) / std::max(length, 1.0F));
    }
  }
  return best;
}

std::string sound_fingerprint() {
  return hex16(hash64(embedded::sound_confusions(), hash64(embedded::sound_graphemes())));
}

}  // namespace byname
