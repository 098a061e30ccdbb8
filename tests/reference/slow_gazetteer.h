// What the slow matcher knows of names and places, and every form of every name
// in one map from its spelling. Rules: places/name_facts.h, places/form_table.h,
// places/relations.h.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schemas/mention.h"
#include "schemas/place.h"

namespace byname::test {

struct Doubts {
  bool person = false;
  bool word = false;
  bool elsewhere = false;
  bool abbreviation = false;
  bool people = false;
  bool brand = false;

  bool any() const { return person || word || elsewhere || abbreviation || people || brand; }
  bool only_elsewhere() const {
    return elsewhere && !person && !word && !abbreviation && !people && !brand;
  }
};

struct NameKnowledge {
  std::string lang{};  // the language alone: az of az-Cyrl
  Doubts doubts{};
  std::vector<bool> capitals{};  // a word: whether it has a capital; the seventh for all further
  bool any_capital = false;
  bool inner_capital = false;  // DeKalb
  int weight = 0;
  bool shouted = false;
  bool local = false;
};

// In the order of importance.
enum class Rank { minor, town, area, country };

struct PlaceKnowledge {
  PlaceNumber parent = kNoNumber;
  Rank rank = Rank::minor;
  bool district = false;
  bool corridor = false;
  bool settlement = false;
  bool water = false;
  bool mountain = false;
  bool untyped = false;
};

struct SpelledForm {
  NameNumber name = kNoNumber;
  MentionKind kind = MentionKind::name;
  bool is_name = false;
  bool small = false;    // regularly written so
  bool joined = false;   // without its blanks and hyphens
  std::string marked{};  // folded with its marks
  // Of a name without language: that of the grammar, and the name's script.
  std::string read_in{};
  std::string script{};
};

class SlowGazetteer {
 public:
  explicit SlowGazetteer(const Gazetteer& gazetteer);

  const Gazetteer& gazetteer() const { return gazetteer_; }
  const NameKnowledge& name(NameNumber number) const { return names_[number]; }
  const PlaceKnowledge& place(PlaceNumber number) const { return places_[number]; }
  PlaceNumber place_of(NameNumber number) const { return gazetteer_.names[number].place; }
  // The likelier first: the name itself, written apart, by kind, by number.
  // Names without language are read in that of the text, if it has a grammar for their
  // script, else in their script's usual one.
  std::vector<SpelledForm> forms(const std::string& key, const std::string& text_lang) const;
  // Forms of one word of seven letters or more, without apostrophe.
  const std::vector<std::string>& long_words() const { return long_words_; }
  // Names that share a sound key of three consonants with a word (places/sound.h).
  std::set<NameNumber> sounding_like(const std::string& term) const;
  // As the folded words of the name, joined by blanks.
  const std::string& folded(NameNumber number) const { return folded_[number]; }
  std::size_t longest_key() const { return longest_; }  // in words
  // A word of a name of several words.
  bool is_word_of_a_name(const std::string& term) const { return words_.contains(term); }
  // Whether people who look for `from` are shown `to` too.
  bool leads_to(PlaceNumber from, PlaceNumber to) const;

  // By name: how it and its forms are spelt.
  const std::vector<std::vector<std::string>>& spellings() const { return spellings_; }

 private:
  void add_form(const std::string& text, SpelledForm form, bool joins);
  void add_forms_of(NameNumber number);
  void learn_name(NameNumber number);
  void learn_relations();

  Gazetteer gazetteer_;
  std::vector<NameKnowledge> names_{};
  std::vector<PlaceKnowledge> places_{};
  std::unordered_map<std::string, std::vector<SpelledForm>> forms_{};
  std::vector<std::vector<std::string>> spellings_{};
  std::vector<std::string> long_words_{};
  std::set<std::string> words_{};
  std::vector<std::string> folded_{};                               // by name
  std::unordered_map<std::string, std::set<NameNumber>> sounds_{};  // by sound key
  std::size_t longest_ = 0;
  std::vector<std::set<PlaceNumber>> contained_{};
};

// Whether readers of the one language read names of the other (places/name_facts.h).
bool close_languages(std::string_view a, std::string_view b, std::size_t tokens);

// A language tag up to its first sign that is no small letter, three at most.
std::string bare_language(std::string_view tag);

Doubts doubts_in(std::string_view remark);

// The gazetteer of corpus/gazetteer, read again; without families.
Gazetteer read_shipped_gazetteer();

}  // namespace byname::test
