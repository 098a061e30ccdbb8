// The forms of a name by a suffix grammar, made the obvious way: every line of a
// state is tried on the word, one after the other, and what comes out is written
// down. Reads the same grammar files as places/grammar.h, whose comment says what
// they mean, and shares nothing else with it.
//
//   const SlowGrammar grammar(text_of("az.grammar"));
//   grammar.forms("Bakı", MentionKind::name);   // Bakının Bakıya ...
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/mention.h"

namespace byname::test {

struct SlowForm {
  std::string text{};
  MentionKind kind = MentionKind::name;
  bool small = false;

  bool operator==(const SlowForm&) const = default;
};

class SlowGrammar {
 public:
  explicit SlowGrammar(std::string_view text);

  const std::vector<std::string>& languages() const { return languages_; }
  bool writes(const std::string& script) const;  // ISO 15924
  // In the order of the grammar, without the name itself and without repeats.
  std::vector<SlowForm> forms(std::string_view name, MentionKind kind) const;

 private:
  using Letters = std::set<char32_t>;
  // A letter as it is written, and as patterns see it.
  struct Letter {
    char32_t written = 0;
    char32_t seen = 0;
  };
  using Word = std::vector<Letter>;
  // One place of a pattern.
  struct Place {
    bool any = false;
    bool negated = false;
    Letters letters{};
  };
  struct Pattern {
    std::vector<Place> places{};
    std::size_t cut = 0;  // how many places from the end are cut off
    bool whole_word = false;
    bool later = false;
  };
  struct Next {
    std::string state{};
    std::string first_in{};  // name of a set; empty: anything
  };
  struct Line {
    std::optional<Pattern> pattern{};
    std::u32string new_end{};
    bool has_endings = false;
    std::vector<std::u32string> endings{};
    std::set<std::string> labels{};
    std::optional<MentionKind> kind{};
    bool small = false;
    std::vector<Next> next{};
  };
  struct State {
    bool first_only = false;
    std::vector<Line> lines{};
  };
  struct Script {
    std::string code{};
    std::map<char32_t, char32_t> to_grammar{};
    std::map<char32_t, char32_t> from_grammar{};
  };
  // (vowel+back:a rounded:u e) of a harmony or assimilate line.
  struct Varying {
    bool by_vowel = false;
    std::vector<std::pair<std::vector<std::string>, char32_t>> choices{};
  };
  // What the endings so far have made of the word.
  struct Form {
    Word word{};
    MentionKind kind = MentionKind::name;
    bool small = false;
    bool bound = false;
    std::set<std::string> labels{};
  };
  struct Walk {
    const Script* script = nullptr;
    bool later = false;
    bool keep_bound = false;
    std::vector<Form>* out = nullptr;
  };

  void head_line(std::string_view line);
  Line state_line(std::string_view line) const;
  Line ending_line(std::string_view line) const;
  Pattern pattern(std::string_view text) const;
  std::vector<Next> nexts(std::string_view text) const;

  const Script* script_of(std::u32string_view name) const;
  Word word_of(std::u32string_view text, const Script& script) const;
  void walk(const Walk& walk, const std::string& state, const std::string& first_in,
            const Form& so_far) const;
  bool fits(const Pattern& pattern, const Word& word, bool later) const;
  void append(Word& word, char32_t letter, const Script& script) const;
  Word with_ending(Word word, std::u32string_view ending, const Script& script) const;
  char32_t choice(const Varying& varying, const Word& word) const;
  bool ends_in_vowel(const Word& word) const;
  char32_t small_letter(char32_t letter) const;
  std::u32string small_letters(std::u32string_view text) const;

  std::vector<std::string> languages_{};
  std::vector<Script> scripts_{};
  std::vector<std::pair<std::u32string, std::u32string>> before_{};
  std::map<char32_t, char32_t> lowercase_{};
  bool agree_ = false;
  bool closed_ = false;
  std::map<std::string, std::string> begin_{};  // short, adjective, demonym
  std::set<std::u32string> heads_{};
  std::set<std::u32string> linkers_{};
  std::map<std::string, Letters> sets_{};
  std::map<char32_t, Varying> varying_{};
  std::map<std::string, State> states_{};
  // While reading.
  State* open_ = nullptr;
  bool endings_ = false;
};

}  // namespace byname::test
