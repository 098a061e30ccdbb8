// Any bytes as a suffix grammar: refused with file and line, or forms are made by it.
#include <string>
#include <vector>

#include "places/grammar.h"
#include "places/inflect.h"
#include "schemas/error.h"
#include "tests/fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const Grammar grammar = parse_grammar(text, "any.grammar");
    fuzz::check(grammar.start < grammar.states.size(), "a grammar has a start");
    std::vector<WordForm> forms;
    for (const GrammarScript& script : grammar.scripts) {
      for (const std::u32string_view word : {U"Bakı", U"Шуша", U"Ստեփանակերտ", U"ab"}) {
        forms.clear();
        inflect(grammar, script, word, grammar.start, {.bound = true, .chains = true}, forms);
        fuzz::check(forms.size() <= kMostWordForms, "forms are bounded");
        for (const WordForm& form : forms)
          for (const char32_t letter : form.word)
            fuzz::check(letter > 9 && letter <= 0x10FFFF, "a form consists of characters");
      }
    }
  } catch (const InputError& error) {
    fuzz::check(std::string_view(error.what()).find("any.grammar") != std::string_view::npos,
                "an error names the file");
  }
  return 0;
}
