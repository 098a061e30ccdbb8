#include "searcher/expansion.h"

#include <algorithm>
#include <unordered_set>

#include "places/resolver.h"
#include "places/sound.h"
#include "searcher/asked_places.h"
#include "searcher/weights.h"
#include "store/relatives.h"
#include "text/language.h"
#include "text/scanner.h"
#include "text/stem.h"
#include "text/utf8.h"

namespace byname {
namespace {

bool has_letter(std::string_view term) { return script_of(term) != Script::none; }

bool has_digit(std::string_view term) {
  return std::any_of(term.begin(), term.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The word with a for its first e, and for every e.
std::vector<std::string> with_a_for_e(std::string_view term) {
  std::vector<std::string> readings;
  std::string all(term);
  const std::size_t first = all.find('e');
  if (first == std::string::npos) return readings;
  readings.push_back(all);
  readings.back()[first] = 'a';
  std::replace(all.begin(), all.end(), 'e', 'a');
  if (all != readings.back()) readings.push_back(std::move(all));
  return readings;
}

// The word as folded and, if it was typed with ə, with a in its place.
std::vector<std::string> schwa_readings(const QueryWord& word) {
  std::vector<std::string> readings{word.term};
  std::string typed = word.typed;
  bool found = false;
  for (const std::string_view schwa : {"\u0259", "\u018f"})
    for (std::size_t at = typed.find(schwa); at != std::string::npos; at = typed.find(schwa)) {
      typed.replace(at, schwa.size(), "a");
      found = true;
    }
  if (found) readings.push_back(fold(typed));
  return readings;
}

// Of the whole-word occurrences of this listed name, the share that are
// mentions; 1 when there are none. The rows say it: what was not taken is
// there, rejected.
double share_of_mentions(const Index& index, const Resolved& resolved) {
  const PlaceCount count = index.count(resolved.place);
  if (count.rejected == 0) return 1;
  const CompiledGazetteer& gazetteer = index.gazetteer();
  const std::string key = fold(gazetteer.name(resolved.name).text);
  std::unordered_set<NameNumber> same;
  const auto [first, last] = gazetteer.names_of(resolved.place);
  for (NameNumber name = first; name < last; ++name)
    if (fold(gazetteer.name(name).text) == key) same.insert(name);
  std::uint64_t taken = 0;
  std::uint64_t refused = 0;
  index.mentions_of(resolved.place, [&](DocumentNumber, const Mention& mention) {
    if (!same.contains(mention.name)) return;
    ++(mention.kind == MentionKind::rejected ? refused : taken);
  });
  const std::uint64_t all = taken + refused;
  return all == 0 ? 1 : static_cast<double>(taken) / static_cast<double>(all);
}

// The query without lang:ru, date:2023 and the like: they are in no language.
std::string without_fields(std::string_view query) {
  std::string words;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find(' ', at), query.size());
    const std::string_view piece = query.substr(at, end - at);
    const std::size_t name =
        std::min(piece.find_first_of("abcdefghijklmnopqrstuvwxyz"), piece.size());
    const std::size_t colon = piece.find_first_not_of("abcdefghijklmnopqrstuvwxyz", name);
    if (colon == piece.npos || piece[colon] != ':' ||
        piece.substr(0, name).find('"') != piece.npos) {
      words += piece;
      words += ' ';
    }
    at = end + 1;
  }
  return words;
}

}  // namespace

Expander::Expander(const Index& index, std::string_view query, const SearchOptions& options,
                   std::vector<Warning>& warnings)
    : index_(index), query_(query), options_(options), warnings_(warnings) {
  lang_ = language_of(without_fields(query));
}

std::string Expander::language_of_word(const QueryWord& word) const {
  const auto known = index_.word(word.term);
  if (!known || known->languages.empty()) return lang_;
  const auto& languages = known->languages;
  if (std::find(languages.begin(), languages.end(), lang_) != languages.end()) return lang_;
  return languages.front();
}

WordSet Expander::as_typed(const QueryWord& word) const {
  WordSet set{word, {}};
  const auto known = index_.word(word.term);
  set.variants.push_back(
      {.term = word.term, .kind = ExpansionKind::exact, .documents = known ? known->documents : 0});
  if (!word.prefix) return set;
  auto longer = index_.words_with_prefix(word.term, weights::kMostPrefixed + 1);
  if (longer.size() > weights::kMostPrefixed) {
    warnings_.push_back({word.begin, word.end,
                         "more than " + std::to_string(weights::kMostPrefixed) +
                             " words begin so; type more letters to search them all"});
    longer.resize(weights::kMostPrefixed);
  }
  for (const Word& other : longer)
    if (other.term != word.term)
      set.variants.push_back(
          {.term = other.term, .kind = ExpansionKind::prefix, .documents = other.documents});
  return set;
}

WordSet Expander::expand(const QueryWord& word) const {
  WordSet set = as_typed(word);
  if (options_.as_typed || word.prefix || !has_letter(word.term)) return set;
  std::unordered_set<std::string> known{word.term};
  const auto add = [&](const Word& other, ExpansionKind kind, double weight,
                       const std::string& lang, const std::string& base) {
    if (set.variants.size() >= weights::kMostVariants || !known.insert(other.term).second) return;
    set.variants.push_back({other.term, kind, weight, lang, other.documents, base});
  };
  for (const Word& other : index_.apostrophe_relatives(word.term))
    add(other, ExpansionKind::apostrophe, 1, "", word.term);
  const std::string lang = language_of_word(word);
  const bool function_word = is_function_word(word.term, lang);
  if (!lang.empty() && !function_word)
    for (const Word& other : index_.stem_relatives(word.term, lang))
      add(other, ExpansionKind::stem, weights::kStem, lang, word.term);
  set.variants.front().lang = lang;
  // route17 sounds like nothing else.
  if (!function_word && !has_digit(word.term) &&
      count_code_points(word.term) >= weights::kSoundLetters)
    for (const Word& other : sound_relatives(word)) {
      add(other, ExpansionKind::sound, weights::kSound, "", "");
      // And its inflected forms in the languages in which it is found.
      for (std::size_t i = 0; i < std::min<std::size_t>(other.languages.size(), 2); ++i)
        for (const Word& form : index_.stem_relatives(other.term, other.languages[i]))
          add(form, ExpansionKind::sound, weights::kSound * weights::kStem, other.languages[i],
              other.term);
    }
  return set;
}

// Other spellings of a name. In another script the sounds decide; in the same
// one only small differences of spelling (Tofiq, Tofik), and only for words that
// look like names or that the index does not hold.
std::vector<Word> Expander::sound_relatives(const QueryWord& word) const {
  const Script own = script_of(word.term);
  const bool known = index_.word(word.term).has_value();
  const double same_script = !known         ? weights::kSoundsUnknown
                             : word.capital ? weights::kSoundsSameScript
                                            : -1;
  // Azerbaijani ə is folded to e, but others write a for it as often: Əliyev, Aliyev.
  const std::vector<std::string> readings = schwa_readings(word);
  // Anna, Arif: so short that only another script writes them otherwise.
  const auto is_short = [](std::string_view term) {
    const std::vector<std::string> keys = telling_keys(term);
    return !keys.empty() && keys.front().starts_with('=');
  };
  const bool is_short_itself = is_short(word.term);
  const bool small = !word.capital && own != Script::georgian && own != Script::arabic;
  const double long_name = known && small ? weights::kSoundsSmall : weights::kSoundsOtherScript;
  std::vector<std::pair<double, Word>> near;
  for (const std::string& reading : readings) {
    if (reading != word.term)
      if (auto same_word = index_.word(reading)) near.emplace_back(0.0, *std::move(same_word));
    for (Word& other : index_.sound_relatives(reading, weights::kSoundsFarthest, 200)) {
      double distance = sound_distance(reading, other.term);
      const auto& languages = other.languages;
      if (std::find(languages.begin(), languages.end(), "az") != languages.end())
        for (const std::string& theirs : with_a_for_e(other.term))
          distance = std::min(distance, sound_distance(reading, theirs));
      const bool same = script_of(other.term) == own;
      if (distance > (same ? same_script : long_name)) continue;
      if ((is_short_itself || is_short(other.term)) &&
          (same || !word.capital || distance > weights::kSoundsSameScript))
        continue;
      near.emplace_back(distance, std::move(other));
    }
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Word> relatives;
  for (auto& [distance, other] : near) relatives.push_back(std::move(other));
  return relatives;
}

std::vector<PlaceVariant> Expander::places_of(const std::vector<Resolved>& resolved,
                                              bool relatives) const {
  const CompiledGazetteer& gazetteer = index_.gazetteer();
  std::vector<std::pair<PlaceNumber, double>> likely;
  for (const Resolved& r : resolved) {
    if (r.kind != MentionKind::name && r.kind != MentionKind::metonym) continue;
    if (r.name != kNoNumber && share_of_mentions(index_, r) < 0.5) continue;
    likely.emplace_back(r.place, static_cast<double>(r.confidence));
  }
  // Of several places with the name the likelier weighs more: by the resolver's
  // confidence, then by how often the documents speak of each.
  std::stable_sort(likely.begin(), likely.end(), [&](const auto& a, const auto& b) {
    if (a.second != b.second) return a.second > b.second;
    return index_.count(a.first).mentions > index_.count(b.first).mentions;
  });
  std::vector<PlaceNumber> asked;
  for (const auto& [place, confidence] : likely) asked.push_back(place);
  std::vector<PlaceVariant> places;
  for (const CoveredPlace& covered : cover(gazetteer, asked, options_.exactly || !relatives)) {
    const double weight = covered.relation != Relation::self            ? weights::kRelative
                          : !asked.empty() && covered.place == asked[0] ? 1.0
                                                                        : weights::kLessLikely;
    places.push_back({covered.place, covered.relation, weight});
  }
  return places;
}

std::vector<Expander::Reading> Expander::names_in(std::span<const QueryWord> words) const {
  std::vector<Reading> readings;
  if (options_.as_typed || words.empty()) return readings;
  const std::uint32_t begin = words.front().begin;
  TokenStream stream;
  scan(query_.substr(begin, words.back().end - begin), stream);
  if (stream.tokens.size() != words.size()) return readings;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (stream.tokens[i].begin + begin != words[i].begin || words[i].prefix) return readings;
  for (SpottedName& spotted : spot_names(index_.gazetteer(), stream, false))
    readings.push_back({spotted.first_token, spotted.tokens, std::move(spotted.places)});
  // Guessing takes its time with large gazetteers; long queries do without.
  if (words.size() > weights::kMostGuessed) return readings;
  const std::size_t listed = readings.size();
  std::size_t next = 0;  // of the listed ones
  for (std::size_t i = 0; i < words.size();) {
    while (next < listed && readings[next].first + readings[next].count <= i) ++next;
    Reading slip{.first = i, .count = 1};
    if (next == listed || readings[next].first > i)
      slip = slip_of(words.subspan(0, next == listed ? words.size() : readings[next].first), i);
    i += slip.count;
    if (!slip.places.empty()) readings.push_back(std::move(slip));
  }
  std::sort(readings.begin(), readings.end(),
            [](const Reading& a, const Reading& b) { return a.first < b.first; });
  return readings;
}

// [fyrtylb, Stepanakret: what stands between two blanks, unless the index knows all of its
// words. Where other words sound like it, they have to be names of the same place.
Expander::Reading Expander::slip_of(std::span<const QueryWord> words, std::size_t first) const {
  constexpr std::string_view kEnds = " \t\n\r\"()";
  Reading reading{.first = first, .count = 1};
  std::size_t end = query_.find_first_of(kEnds, words[first].begin);
  if (end == std::string_view::npos) end = query_.size();
  std::size_t begin = words[first].begin;
  const std::size_t least = first == 0 ? 0 : words[first - 1].end;
  while (begin > least && query_[begin - 1] != ':' &&
         kEnds.find(query_[begin - 1]) == std::string_view::npos)
    --begin;
  while (first + reading.count < words.size() && words[first + reading.count].end <= end)
    ++reading.count;
  const auto chunk = words.subspan(first, reading.count);
  const auto known = [&](const QueryWord& word) { return index_.word(word.term).has_value(); };
  if (std::all_of(chunk.begin(), chunk.end(), known)) return reading;
  const CompiledGazetteer& gazetteer = index_.gazetteer();
  std::vector<Variant> alike;
  for (const QueryWord& word : chunk)
    for (Variant& variant : expand(word).variants)
      if (variant.documents > 0) alike.push_back(std::move(variant));
  std::vector<FormEntry> forms;
  for (Resolved& found : resolve(gazetteer, query_.substr(begin, end - begin))) {
    const bool guessed =
        found.rule == MentionRule::misspelt || found.rule == MentionRule::romanised;
    if (!guessed || found.confidence < weights::kSurelyMeant) continue;
    const auto names_it = [&](const Variant& variant) {
      gazetteer.forms(variant.term, forms);
      return std::any_of(forms.begin(), forms.end(),
                         [&](const FormEntry& form) { return form.place == found.place; });
    };
    if (alike.empty() || std::any_of(alike.begin(), alike.end(), names_it))
      reading.places.push_back(found);
  }
  return reading;
}

// Divides words into units: names of places, and between them single words or, outside
// phrases, hyphenated ones. `fill` gives words[first, end) to the unit.
template <typename Fill>
std::vector<Unit> Expander::divided(std::span<const QueryWord> words, Division division,
                                    Fill fill) const {
  std::vector<Unit> units;
  const std::vector<Reading> readings = names_in(words);
  auto reading = readings.begin();
  for (std::size_t i = 0; i < words.size();) {
    while (reading != readings.end() && reading->first < i) ++reading;
    std::size_t end = i + 1;
    Unit unit;
    if (reading != readings.end() && reading->first == i) {
      unit.places = places_of(reading->places, division == Division::loose);
      if (!unit.places.empty()) end = i + reading->count;
    }
    if (unit.places.empty() && division == Division::loose) {
      // A hyphenated word is one unit, up to the next name in it.
      while (
          end < words.size() && words[end].tied &&
          std::none_of(reading, readings.end(), [&](const Reading& r) { return r.first == end; }))
        ++end;
    }
    unit.begin = words[i].begin;
    unit.end = words[end - 1].end;
    fill(unit, i, end);
    units.push_back(std::move(unit));
    i = end;
  }
  return units;
}

std::vector<Unit> Expander::units(std::span<const QueryWord> words) const {
  return divided(words, Division::loose, [&](Unit& unit, std::size_t first, std::size_t end) {
    std::string whole;
    bool tied = end - first > 1;
    for (std::size_t k = first; k < end; ++k) {
      unit.words.push_back(expand(words[k]));
      whole += words[k].term;
      tied = tied && (k == first || words[k].tied);
    }
    if (tied && index_.word(whole)) {
      QueryWord joined = words[first];
      joined.term = whole;
      joined.end = unit.end;
      joined.prefix = false;
      unit.whole = as_typed(joined);
    }
    unit.function_word =
        end - first == 1 && is_function_word(words[first].term, language_of_word(words[first]));
  });
}

std::vector<Unit> Expander::phrase_units(std::span<const QueryWord> words) const {
  return divided(words, Division::phrase, [&](Unit& unit, std::size_t first, std::size_t end) {
    for (std::size_t k = first; k < end; ++k) {
      WordSet set = as_typed(words[k]);
      if (!options_.as_typed && !words[k].prefix)
        for (const Word& other : index_.apostrophe_relatives(words[k].term))
          set.variants.push_back({.term = other.term,
                                  .kind = ExpansionKind::apostrophe,
                                  .documents = other.documents,
                                  .base = words[k].term});
      unit.words.push_back(std::move(set));
    }
  });
}

Unit Expander::place_unit(std::string_view value, std::uint32_t begin, std::uint32_t end) const {
  Unit unit{.begin = begin, .end = end};
  std::vector<PlaceNumber> asked;
  for (const Resolved& resolved : places_called(index_.gazetteer(), value))
    asked.push_back(resolved.place);
  if (asked.empty()) warnings_.push_back({begin, end, no_such_place(value)});
  for (const CoveredPlace& covered : cover(index_.gazetteer(), asked, options_.exactly))
    unit.places.push_back({covered.place, covered.relation,
                           covered.relation != Relation::self ? weights::kRelative
                           : covered.place == asked[0]        ? 1.0
                                                              : weights::kLessLikely});
  return unit;
}

}  // namespace byname
