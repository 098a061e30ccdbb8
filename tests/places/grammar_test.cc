#include "places/grammar.h"

#include <gmock/gmock.h>

#include "embedded/grammars.h"
#include "places/inflect.h"
#include "places/letters.h"
#include "schemas/error.h"

namespace byname {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kHead =
    "language xx\nscript Latn\nletters vowel = a e i o u\nletters back = a o u\n";

std::vector<std::string> forms_by(const std::string& grammar, std::string_view word) {
  const Grammar parsed = parse_grammar(std::string(kHead) + grammar, "xx.grammar");
  std::vector<WordForm> forms;
  inflect(parsed, parsed.scripts.front(), to_letters(word), parsed.start, {}, forms);
  std::vector<std::string> texts;
  for (const WordForm& form : forms) texts.push_back(to_utf8(form.word));
  return texts;
}

TEST(Grammar, MakesFormsAsItIsWritten) {
  const struct {
    const char* what;
    std::string grammar;
    std::string_view word;
    std::string forms;  // a blank after each
  } cases[] = {
      {"endings in order", "slot start\n  gen: n s\n", "Ab", "Abn Abs "},
      {"empty ending", "slot start\n  gen: 0 s\n", "Ab", "Ab Abs "},
      {"buffer consonant", "slot start\n  gen: (n)in\n", "Aba", "Abanin "},
      {"no buffer after a consonant", "slot start\n  gen: (n)in\n", "Ab", "Abin "},
      {"buffer vowel", "slot start\n  my: (i)m\n", "Ab", "Abim "},
      {"no buffer after a vowel", "slot start\n  my: (i)m\n", "Aba", "Abam "},
      {"harmony, back", "harmony A = back:a e\nslot start\n  dat: dA\n", "Ab", "Abda "},
      {"harmony, front", "harmony A = back:a e\nslot start\n  dat: dA\n", "Abi", "Abide "},
      {"harmony without a vowel", "harmony A = back:a e\nslot start\n  dat: dA\n", "Bb", "Bbde "},
      {"harmony by the ending before",
       "harmony A = back:a e\nslot start\n  pl: li -> next\nslot next\n  dat: A\n", "Ab",
       "Abli Ablie "},
      {"assimilation", "letters hard = t k\nassimilate D = hard:t d\nslot start\n  loc: Da\n", "At",
       "Atta "},
      {"through an apostrophe",
       "letters hard = t k\nassimilate D = hard:t d\nslot start\n  mark: '- -> next\nslot next\n  "
       "loc: Da (n)a\n",
       "At", "At'ta At'a "},
      {"bound endings make no form", "slot start\n  adj: sk- -> next\nslot next\n  m: i\n", "Ab",
       "Abski "},
      {"a cut", "each start\n  |a -> next\nslot next\n  gen: y\n", "Aba", "Aby "},
      {"a cut with a new end", "each start\n  b|a > ov -> next\nslot next\n  gen: y\n", "Aba",
       "Abovy "},
      {"what was cut, again", "each start\n  |{aeo}{nlr} > $2 -> next\nslot next\n  gen: is\n",
       "Beran", "Bernis "},
      {"each takes all lines", "each start\n  * -> next\n  |a -> next\nslot next\n  gen: y\n",
       "Aba", "Abay Aby "},
      {"choose takes the first", "choose start\n  |a -> next\n  * -> next\nslot next\n  gen: y\n",
       "Aba", "Aby "},
      {"classes", "choose start\n  [^vowel] -> next\nslot next\n  gen: y\n", "Aba", ""},
      {"the whole word", "choose start\n  ^aba -> next\nslot next\n  gen: y\n", "Aba", "Abay "},
      {"the whole word only", "choose start\n  ^ba -> next\nslot next\n  gen: y\n", "Aba", ""},
      {"later words only", "choose start\n  later a -> next\nslot next\n  gen: y\n", "Aba", ""},
      {"so many letters", "choose start\n  ... -> next\nslot next\n  gen: y\n", "Ab", ""},
      {"only endings in a vowel",
       "each start\n  |k > g -> next(vowel)\nslot next\n  gen: in\n  loc: da\n", "Ak", "Agin "},
      {"conditions", "slot start\n  gen: y if [vowel]\n  gen: s if b\n", "Ab", "Abs "},
      {"a blank", "slot start\n  pl: _ha\n", "Ab", "Ab ha "},
      {"marks that no class names", "choose start\n  [vowel] -> next\nslot next\n  gen: y\n",
       "Ab\u00e2", "Ab\u00e2y "},
  };
  for (const auto& c : cases) {
    std::string all;
    for (const std::string& form : forms_by(c.grammar, c.word)) all += form + " ";
    EXPECT_EQ(all, c.forms) << c.what;
  }
}

TEST(Grammar, NamesTheLineOfAMistake) {
  const struct {
    std::string text;
    const char* message;
  } cases[] = {
      {"slot start\n  gen n\n", "xx.grammar:6: LABEL: ENDING... is wanted"},
      {"slot start\n  gen: n -> nowhere\n", "xx.grammar:6: state nowhere is not defined"},
      {"slot start\n  gen: n ->\n", "xx.grammar:6: -> leads nowhere"},
      {"slot start\n  gen:\n", "xx.grammar:6: LABEL: ENDING... is wanted"},
      {"slot start\n  gen: (n\n", "xx.grammar:6: a bracket is not closed"},
      {"slot start\n  gen: n = noun\n", "xx.grammar:6: \"noun\" is none of"},
      {"slot start\n  gen: n = rejected\n", "xx.grammar:6: \"rejected\" is none of"},
      {"slot start\n  gen: n if |a\n", "xx.grammar:6: a condition cuts nothing"},
      {"each start\n  [soft] -> start2\nslot start2\n  a: b\n",
       "xx.grammar:6: no letters are called soft"},
      {"each start\n  [vowel -> start2\nslot start2\n  a: b\n",
       "xx.grammar:6: a bracket is not closed"},
      {"each start\n  a|b|c -> start2\nslot start2\n  a: b\n",
       "xx.grammar:6: a pattern is cut once"},
      {"each start\n  a|b > $2 -> start2\nslot start2\n  a: b\n",
       "xx.grammar:6: $ wants the number"},
      {"each start\n  a b -> start2\nslot start2\n  a: b\n", "xx.grammar:6: one pattern is wanted"},
      {"each start\n  * -> other\neach other\n  * -> start\n", "state start comes back to itself"},
      {"slot start\n  a: b\nslot start\n  a: b\n", "xx.grammar:7: state start is defined twice"},
      {"slot other\n  a: b\n", "there is no state called start"},
      {"  a: b\nslot start\n  a: b\n", "xx.grammar:5: an indented line belongs to no state"},
      {"harmony A = front:a e\nslot start\n  a: b\n", "xx.grammar:5: no letters are called front"},
      {"harmony A = back:a\nslot start\n  a: b\n",
       "xx.grammar:5: the last alternative is a letter"},
      {"letters vowel = a b\nslot start\n  a: b\n",
       "xx.grammar:5: letters vowel are defined twice"},
      {"phrase agree\nslot start\n  a: b\n", "needs a state called attribute"},
      {"before =a\nslot start\n  a: b\n", "xx.grammar:5: before wants letters"},
      {"suffix a\nslot start\n  a: b\n", "xx.grammar:5: \"suffix\" begins nothing"},
      {"lowercase I-i\nslot start\n  a: b\n", "xx.grammar:5: \"I-i\" is not LETTER=LETTER"},
  };
  for (const auto& c : cases) {
    try {
      parse_grammar(std::string(kHead) + c.text, "xx.grammar");
      ADD_FAILURE() << "no error: " << c.message;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), HasSubstr(c.message)) << c.text;
    }
  }
}

TEST(Grammar, ReportsAllMistakesAtOnce) {
  try {
    parse_grammar("slot start\n  a\n  b\n", "xx.grammar");
    ADD_FAILURE() << "no error";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("xx.grammar:2:"));
    EXPECT_THAT(error.what(), HasSubstr("xx.grammar:3:"));
    EXPECT_THAT(error.what(), HasSubstr("the language is missing"));
  }
}

// Lines that nothing leads to are mistakes of the writer.
TEST(Grammar, OursAreWholeAndUsed) {
  for (const auto& [file, text] : embedded::kGrammars) {
    Grammar grammar;
    ASSERT_NO_THROW(grammar = parse_grammar(text(), file)) << file;
    EXPECT_EQ(grammar.languages.front() + ".grammar", file);
    std::vector<bool> reached(grammar.states.size());
    std::vector<std::size_t> open{grammar.start};
    if (grammar.attribute) open.push_back(*grammar.attribute);
    if (grammar.short_start) open.push_back(*grammar.short_start);
    if (grammar.adjective_start) open.push_back(*grammar.adjective_start);
    if (grammar.demonym_start) open.push_back(*grammar.demonym_start);
    while (!open.empty()) {
      const std::size_t state = open.back();
      open.pop_back();
      if (reached[state]) continue;
      reached[state] = true;
      for (const GrammarLine& line : grammar.states[state].lines) {
        for (const Next& next : line.next) open.push_back(next.state);
      }
    }
    for (std::size_t i = 0; i < reached.size(); ++i) {
      EXPECT_TRUE(reached[i]) << file << ": nothing leads to state " << grammar.states[i].name;
    }
  }
}

}  // namespace
}  // namespace byname
