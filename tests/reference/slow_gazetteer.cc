#include "tests/reference/slow_gazetteer.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <tuple>

#include "places/sound.h"
#include "tests/reference/icu_scanner.h"
#include "tests/reference/slow_grammar.h"
#include "tests/reference/slow_letters.h"
#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](auto part) { return holds(text, part); });
}

bool is_derived(std::string_view kind) { return kind == "adjective" || kind == "demonym"; }

int weight_of(std::string_view kind) {
  if (kind == "official" || kind == "endonym") return 3;
  if (kind == "exonym" || kind.empty()) return 2;
  return kind == "historical" ? 0 : 1;
}

Rank rank_of(std::string_view type) {
  if (type.empty()) return Rank::town;  // nobody said
  if (holds(type, "historical")) return Rank::town;
  if (holds_any(type, {"country", "continent", "union of states", "empire", "capital"}))
    return Rank::country;
  if (holds_any(type, {"region", "polity", "province", "republic", "sea", "state", "concept"}))
    return Rank::area;
  if (holds_any(type, {"city", "town", "district", "river", "lake", "mountain"})) return Rank::town;
  return Rank::minor;
}

const std::map<std::string, SlowGrammar>& all_grammars() {
  static const std::map<std::string, SlowGrammar> grammars = [] {
    std::map<std::string, SlowGrammar> result;
    for (const auto& file :
         std::filesystem::directory_iterator(BYNAME_SOURCE_DIR "/places/grammars")) {
      const SlowGrammar grammar(project_file("places/grammars/" + file.path().filename().string()));
      for (const std::string& language : grammar.languages()) result.emplace(language, grammar);
    }
    return result;
  }();
  return grammars;
}

const SlowGrammar* grammar_of(const std::string& lang) {
  const auto found = all_grammars().find(lang);
  return found == all_grammars().end() ? nullptr : &found->second;
}

// Whether a name without language, its forms made by the grammar of `lang`, may stand so
// in a text.
bool reads(const std::string& lang, const std::string& script, const std::string& text_lang);

// The grammar's language in which a name without language is read in a text.
std::string read_in(const std::string& script, const std::string& text_lang) {
  static const std::map<std::string, std::string> kUsual{
      {"Armn", "hy"}, {"Geor", "ka"}, {"Cyrl", "ru"}, {"Arab", "fa"}};
  const SlowGrammar* grammar = grammar_of(text_lang);
  if (grammar != nullptr && grammar->writes(script)) return text_lang;
  const auto usual = kUsual.find(script);
  return usual == kUsual.end() ? std::string() : usual->second;
}

bool reads(const std::string& lang, const std::string& script, const std::string& text_lang) {
  const SlowGrammar* of_text = grammar_of(text_lang);
  if (script == "Armn" && of_text != nullptr && of_text->writes(script))
    return grammar_of(lang)->writes(script);
  return lang == read_in(script, text_lang);
}

std::vector<std::vector<std::string>> table(const std::string& text,
                                            const std::vector<std::string>& columns) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> order;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else if (c != '\r') {
        cells.back() += c;
      }
    }
    if (order.empty()) {
      for (const std::string& column : columns)
        order.push_back(static_cast<std::size_t>(std::find(cells.begin(), cells.end(), column) -
                                                 cells.begin()));
      continue;
    }
    std::vector<std::string> row;
    for (const std::size_t column : order) row.push_back(cells.at(column));
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

bool close_languages(std::string_view a, std::string_view b, std::size_t tokens) {
  static const std::set<std::string_view> slavic{"ru", "uk", "be", "bg", "mk", "sr"};
  const auto pair = [&](std::string_view one, std::string_view other) {
    return (a == one && b == other) || (a == other && b == one);
  };
  return (a == b && (slavic.contains(a) || a == "az" || a == "tr" || a == "hy" || a == "hyw")) ||
         pair("az", "tr") || pair("hy", "hyw") ||
         (tokens < 40 && slavic.contains(a) && slavic.contains(b));
}

std::string bare_language(std::string_view tag) {
  std::string lang;
  for (const char c : tag.substr(0, 3)) {
    if (c < 'a' || c > 'z') break;
    lang += c;
  }
  return lang;
}

Doubts doubts_in(std::string_view remark) {
  Doubts doubts;
  if (remark.empty()) return doubts;
  std::string r;
  for (const char c : remark) r += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  doubts.person = holds_any(r, {"given name", "surname", "person", "poet", "archangel",
                                "first name", "family name", "particle"});
  doubts.word = holds_any(
      r, {"common word", "common noun", "common adjective", "common loan", "common phrase",
          "common element", "noun", "verb", "adjective", "imperative", "pronoun", "particle",
          "slang", "genitive of", "vehicle", "bird", "cannabis", "word", "meaning"});
  // A meaning in quotes: 'falcon'.
  for (std::size_t i = 0; i + 1 < r.size(); ++i) {
    const bool opens =
        r[i] == '\'' && (i == 0 || r[i - 1] == ' ') && r[i + 1] >= 'a' && r[i + 1] <= 'z';
    doubts.word = doubts.word || (opens && holds(std::string_view(r).substr(i + 1), "'"));
  }
  doubts.abbreviation = holds_any(r, {"abbreviation", "acronym", "code"});
  doubts.people = holds_any(r, {"people", "ethnonym", " turks", "oghuz turk"});
  doubts.brand = holds_any(r, {"brand", "club", "company", "wine", "beer", "hotel"});
  doubts.elsewhere = holds_any(r, {"also", "other", "village", "city", "town", "district",
                                   "province", "region", "country", "state", "continent"});
  if (!doubts.any()) doubts.elsewhere = true;
  return doubts;
}

SlowGazetteer::SlowGazetteer(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
  for (const Place& place : gazetteer_.places) {
    places_.push_back({.parent = place.parent,
                       .rank = rank_of(place.type),
                       .district = holds_any(place.type, {"district", "province"}),
                       .corridor = holds(place.type, "corridor"),
                       .settlement = holds_any(place.type, {"city", "town", "capital", "village"}),
                       .water = holds_any(place.type, {"river", "lake", "sea", "reservoir"}),
                       .mountain = holds_any(place.type, {"mountain", "height"}),
                       .untyped = place.type.empty()});
  }
  for (NameNumber number = 0; number < gazetteer_.names.size(); ++number) {
    learn_name(number);
    add_forms_of(number);
  }
  for (const auto& [key, forms] : forms_)
    if (key.find_first_of(" '") == key.npos && letters_in_key(key) >= 7) long_words_.push_back(key);
  for (auto& [key, forms] : forms_)
    std::sort(forms.begin(), forms.end(), [](const SpelledForm& a, const SpelledForm& b) {
      return std::tuple(!a.is_name, a.joined, a.kind, a.name, a.small) <
             std::tuple(!b.is_name, b.joined, b.kind, b.name, b.small);
    });
  learn_relations();
}

std::vector<SpelledForm> SlowGazetteer::forms(const std::string& key,
                                              const std::string& text_lang) const {
  const auto found = forms_.find(key);
  if (found == forms_.end()) return {};
  std::vector<SpelledForm> forms = found->second;
  std::erase_if(forms, [&](const SpelledForm& form) {
    return !form.read_in.empty() && !reads(form.read_in, form.script, text_lang);
  });
  return forms;
}

std::set<NameNumber> SlowGazetteer::sounding_like(const std::string& term) const {
  std::set<NameNumber> names;
  for (const std::string& key : sound_keys(term))
    if (const auto found = sounds_.find(key); found != sounds_.end())
      names.insert(found->second.begin(), found->second.end());
  return names;
}

void SlowGazetteer::learn_name(NameNumber number) {
  const Name& name = gazetteer_.names[number];
  NameKnowledge known{.lang = bare_language(name.lang),
                      .doubts = doubts_in(name.ambiguous),
                      .weight = weight_of(name.kind)};
  const TokenStream stream = scan_by_icu(name.text);
  std::size_t letters = 0;
  bool upper = true;
  for (const Token& token : stream.tokens) {
    const std::string_view surface =
        std::string_view(name.text).substr(token.begin, token.end - token.begin);
    bool capital = token.has(kInitialUpper);
    // d’Artsakh: behind the apostrophe.
    if (token.has(kApostrophe) && token.has(kCased)) capital = capital || holds_capital(surface);
    const std::size_t word =
        std::min<std::size_t>(static_cast<std::size_t>(&token - stream.tokens.data()), 6);
    if (known.capitals.size() <= word) known.capitals.push_back(false);
    if (capital) known.capitals[word] = known.any_capital = true;
    if (token.has(kHasLower) && has_capital_inside(surface)) known.inner_capital = true;
    if (!token.has(kCased) || token.has(kHasLower)) upper = false;
    letters += letters_in_key(stream.term(token));
    const bool several = holds_any(name.text, {" ", "-"});
    if (several && token.term_length > 2) words_.emplace(stream.term(token));
  }
  folded_.push_back(terms_of(stream));
  if (stream.tokens.size() == 1)
    for (const std::string& key : sound_keys(folded_.back()))
      if (key.size() >= 3) sounds_[key].insert(number);
  known.shouted = upper && !stream.tokens.empty() && letters <= 6;
  known.local = name.kind.empty();  // nobody said
  for (const Name& other : gazetteer_.names)
    if (other.place == name.place && other.lang == name.lang && weight_of(other.kind) == 3)
      known.local = true;
  // The alphabet is out of use, not the name.
  if (known.weight == 0 && name.script == "Cyrl")
    for (const Name& other : gazetteer_.names)
      if (other.place == name.place && other.lang == name.lang && weight_of(other.kind) == 3) {
        if (other.script == "Latn") known.weight = 2;
        break;
      }
  names_.push_back(known);
}

void SlowGazetteer::add_form(const std::string& text, SpelledForm form, bool joins) {
  const TokenStream stream = scan_by_icu(text);
  if (stream.tokens.empty()) return;
  spellings_.resize(gazetteer_.names.size());
  spellings_[form.name].push_back(text);
  std::string key = terms_of(stream);
  form.marked = terms_of(scan_by_icu_keeping_marks(text));
  longest_ = std::max(longest_, stream.tokens.size());
  forms_[key].push_back(form);
  if (stream.tokens.size() == 1 || !joins) return;
  std::erase(key, ' ');
  form.joined = true;
  forms_[key].push_back(form);
}

void SlowGazetteer::add_forms_of(NameNumber number) {
  const Name& name = gazetteer_.names[number];
  const MentionKind kind = name.kind == "adjective" ? MentionKind::adjective
                           : name.kind == "demonym" ? MentionKind::demonym
                                                    : MentionKind::name;
  const bool small = is_derived(name.kind) && !begins_with_capital(name.text);
  add_form(name.text, {.name = number, .kind = kind, .is_name = true, .small = small}, true);
  if (name.kind == "abbreviation") return;
  const auto inflect = [&](const SlowGrammar& grammar, const SpelledForm& as) {
    for (const SlowForm& form : grammar.forms(name.text, kind)) {
      SpelledForm spelled = as;
      spelled.name = number;
      spelled.kind = form.kind;
      spelled.small = small || form.small;
      add_form(form.text, spelled, holds(name.text, "-"));
    }
  };
  if (name.lang.empty()) {
    for (const auto& [lang, grammar] : all_grammars())
      if (grammar.writes(name.script)) inflect(grammar, {.read_in = lang, .script = name.script});
  } else if (const SlowGrammar* grammar = grammar_of(name.lang)) {
    inflect(*grammar, {});
  }
}

void SlowGazetteer::learn_relations() {
  std::vector<std::string> keys;
  for (const Name& name : gazetteer_.names) keys.push_back(terms_of(scan_by_icu(name.text)));
  std::multimap<std::string, NameNumber> whole;
  for (NameNumber i = 0; i < keys.size(); ++i) {
    const Name& name = gazetteer_.names[i];
    if (name.ambiguous.empty() && name.kind != "abbreviation" && !is_derived(name.kind) &&
        keys[i].size() >= 3)
      whole.emplace(keys[i], i);
  }
  contained_.resize(gazetteer_.places.size());
  for (NameNumber o = 0; o < keys.size(); ++o) {
    const Name& outer = gazetteer_.names[o];
    if (is_derived(outer.kind)) continue;
    // Every run of words but the whole.
    std::istringstream stream(keys[o]);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::string part;
      for (std::size_t last = first; last < words.size(); ++last) {
        part += (part.empty() ? "" : " ") + words[last];
        if (part == keys[o]) continue;
        for (auto [at, end] = whole.equal_range(part); at != end; ++at) {
          const Name& inner = gazetteer_.names[at->second];
          if (inner.place != outer.place &&
              (inner.lang == outer.lang || inner.script == outer.script))
            contained_[inner.place].insert(outer.place);
        }
      }
    }
  }
}

bool SlowGazetteer::leads_to(PlaceNumber from, PlaceNumber to) const {
  const auto& family = gazetteer_.family[from];
  return contained_[from].contains(to) ||
         std::find(family.begin(), family.end(), to) != family.end();
}

Gazetteer read_shipped_gazetteer() {
  Gazetteer gazetteer;
  std::map<std::string, PlaceNumber> numbers;
  std::vector<std::string> parents;
  for (const auto& row : table(project_file("corpus/gazetteer/places.tsv"),
                               {"place_id", "type", "country", "parent_place_id", "family"})) {
    numbers[row[0]] = static_cast<PlaceNumber>(gazetteer.places.size());
    gazetteer.places.push_back({.id = row[0], .type = row[1], .country = row[2], .family = row[4]});
    parents.push_back(row[3]);
  }
  for (std::size_t i = 0; i < parents.size(); ++i)
    if (!parents[i].empty()) gazetteer.places[i].parent = numbers.at(parents[i]);
  for (const auto& row : table(project_file("corpus/gazetteer/names.tsv"),
                               {"place_id", "name", "lang", "script", "kind", "ambiguous"})) {
    gazetteer.names.push_back({.place = numbers.at(row[0]),
                               .text = row[1],
                               .lang = row[2],
                               .script = row[3],
                               .kind = row[4],
                               .ambiguous = row[5]});
  }
  std::stable_sort(gazetteer.names.begin(), gazetteer.names.end(),
                   [](const Name& a, const Name& b) { return a.place < b.place; });
  gazetteer.family.resize(gazetteer.places.size());
  return gazetteer;
}

}  // namespace byname::test
