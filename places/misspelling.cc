#include "places/misspelling.h"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>

#include "schemas/hash.h"
#include "text/utf8.h"

namespace byname {

namespace {

constexpr std::size_t kHashed = 7;  // letters at the beginning of a name
constexpr std::size_t kLongestSlip = 60;

std::uint32_t hash_of(std::u32string_view letters) {
  return static_cast<std::uint32_t>(
      hash64({reinterpret_cast<const char*>(letters.data()), letters.size() * sizeof(char32_t)}));
}

// Calls add() with the hash of the first letters, and of these less one each.
template <typename Add>
void beginnings_of(std::u32string_view letters, const Add& add) {
  const std::u32string first(letters.substr(0, kHashed));
  add(hash_of(first));
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::u32string less = first;
    add(hash_of(less.erase(i, 1)));
  }
}

}  // namespace

Misspellings::Misspellings(const CompiledGazetteer& gazetteer) : gazetteer_(gazetteer) {
  const auto names =
      gazetteer.names_by_length(kFewestOfMisspelt, std::numeric_limits<std::size_t>::max());
  entries_.reserve(names.size() * (kHashed + 1));
  for (const NameNumber name : names) {
    const std::string_view folded = gazetteer.folded(name);
    if (folded.find_first_of(" '") != std::string_view::npos) continue;
    beginnings_of(to_letters(folded), [&](std::uint32_t hash) {
      entries_.push_back({hash, name});
    });
  }
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.hash, a.name) < std::tie(b.hash, b.name);
  });
  entries_.shrink_to_fit();
}

// The four ways to undo a slip where the word and a name part: names spelt so of which the result
// is a form.
void Misspellings::undo_slip(std::u32string_view word, std::string_view folded, Texts texts,
                             std::vector<Slip>& slips) const {
  std::u32string stem = to_letters(folded);
  stem.pop_back();
  const std::size_t at = static_cast<std::size_t>(
      std::mismatch(word.begin(), word.end(), stem.begin(), stem.end()).first - word.begin());
  if (at == 0 || at == stem.size()) return;
  const auto add_form = [&](std::u32string_view rest) {
    std::u32string form = stem.substr(0, at);
    form += rest;
    if (!form.starts_with(stem)) return;
    std::vector<FormEntry> entries;
    gazetteer_.forms(to_utf8(form), entries, texts);
    for (const FormEntry& entry : entries)
      if (entry.kind == MentionKind::name && gazetteer_.folded(entry.name) == folded)
        slips.push_back({entry.name, entry.is_name});
  };
  const std::u32string rest(word.substr(at));
  add_form(stem[at] + rest);
  if (rest.empty()) return;
  add_form(rest.substr(1));
  add_form(stem[at] + rest.substr(1));
  if (rest.size() < 2 || at + 1 == stem.size()) return;
  std::u32string turned = rest;
  std::swap(turned[0], turned[1]);
  add_form(turned);
}

void Misspellings::names_near(std::string_view term, Texts texts, std::vector<Slip>& slips) const {
  slips.clear();
  const std::u32string word = to_letters(term);
  if (word.size() + 1 < kFewestOfMisspelt || word.size() > kLongestSlip) return;
  std::vector<NameNumber> alike;  // one of each spelling
  const auto before = [](const Entry& entry, std::uint32_t hash) { return entry.hash < hash; };
  beginnings_of(word, [&](std::uint32_t hash) {
    for (auto entry = std::lower_bound(entries_.begin(), entries_.end(), hash, before);
         entry != entries_.end() && entry->hash == hash; ++entry)
      alike.push_back(entry->name);
  });
  std::sort(alike.begin(), alike.end());
  alike.erase(std::unique(alike.begin(), alike.end()), alike.end());
  for (const NameNumber name : alike) undo_slip(word, gazetteer_.folded(name), texts, slips);
  std::sort(slips.begin(), slips.end(),
            [](const Slip& a, const Slip& b) { return a.name < b.name; });
}

}  // namespace byname
