// The forms of every name of the shipped gazetteer, made by places/paradigm.h and
// by the slow twin from the same grammars.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "places/gazetteer.h"
#include "places/paradigm.h"
#include "tests/reference/slow_grammar.h"

namespace byname::test {
namespace {

std::map<std::string, SlowGrammar> slow_grammars() {
  std::map<std::string, SlowGrammar> grammars;
  for (const auto& file :
       std::filesystem::directory_iterator(BYNAME_SOURCE_DIR "/places/grammars")) {
    std::ifstream stream(file.path(), std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    const SlowGrammar grammar(text.str());
    for (const std::string& language : grammar.languages()) grammars.emplace(language, grammar);
  }
  return grammars;
}

std::vector<SlowForm> fast_forms(std::string_view name, std::string_view lang, MentionKind kind) {
  std::vector<SlowForm> forms;
  for (Form& form : forms_of(name, lang, kind))
    forms.push_back({std::move(form.text), form.kind, form.lower_case});
  return forms;
}

std::string line(const SlowForm& form) {
  return form.text + " (" + std::string(name_of(form.kind)) + (form.small ? ", small)" : ")");
}

// The first forms that only one of the two has.
std::string difference(const std::vector<SlowForm>& fast, const std::vector<SlowForm>& slow) {
  std::string result;
  const auto list = [&](const char* title, const auto& from, const auto& in) {
    int count = 0;
    for (const SlowForm& form : from)
      if (std::find(in.begin(), in.end(), form) == in.end() && ++count <= 5)
        result += std::string(count == 1 ? title : ", ") + line(form);
  };
  list(" only the real one: ", fast, slow);
  list(" only the slow one: ", slow, fast);
  return result.empty() ? " the order" : result;
}

TEST(ParadigmAgainstSlow, MakesTheSameFormsOfEveryShippedName) {
  const auto grammars = slow_grammars();
  std::vector<std::string> languages;
  for (const auto& [language, grammar] : grammars) languages.push_back(language);
  EXPECT_EQ(grammar_languages(), languages);
  const Gazetteer gazetteer = shipped_gazetteer();
  std::size_t forms = 0;
  std::size_t wrong = 0;
  for (const Name& name : gazetteer.names) {
    if (!grammars.contains(name.lang)) continue;
    const MentionKind kind = name.kind == "adjective" ? MentionKind::adjective
                             : name.kind == "demonym" ? MentionKind::demonym
                                                      : MentionKind::name;
    const auto fast = fast_forms(name.text, name.lang, kind);
    const auto slow = grammars.at(name.lang).forms(name.text, kind);
    forms += fast.size();
    if (fast == slow || ++wrong > 20) continue;
    ADD_FAILURE() << name.lang << " " << name.text << ":" << difference(fast, slow);
  }
  EXPECT_EQ(wrong, 0U);
  EXPECT_GT(forms, 100'000U);
  RecordProperty("forms", static_cast<int>(forms));
}

// Each grammar on the names of every other language, too.
TEST(ParadigmAgainstSlow, MakesTheSameFormsOfForeignNames) {
  const auto grammars = slow_grammars();
  const Gazetteer gazetteer = shipped_gazetteer();
  std::size_t wrong = 0;
  std::size_t number = 0;
  for (const auto& [language, grammar] : grammars) {
    for (std::size_t i = ++number; i < gazetteer.names.size(); i += 47) {
      for (const MentionKind kind :
           {MentionKind::name, MentionKind::adjective, MentionKind::demonym}) {
        const std::string& name = gazetteer.names[i].text;
        const auto fast = fast_forms(name, language, kind);
        const auto slow = grammar.forms(name, kind);
        if (fast == slow || ++wrong > 20) continue;
        ADD_FAILURE() << language << " " << name << ":" << difference(fast, slow);
      }
    }
  }
  EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace byname::test
