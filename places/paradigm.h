// Which forms does a name take? Paradigms are generated from declarative suffix
// grammars (places/grammars/*.grammar), never guessed by stripping the text.
//
//   forms_of("Bakı", "az")   Bakının Bakıya Bakını Bakıda ... Bakılı (demonym) ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/mention.h"

namespace byname {

struct Form {
  std::string text{};                    // as it would be written, marks and case of the name kept
  MentionKind kind = MentionKind::name;  // name, adjective or demonym
  bool lower_case = false;  // this form is regularly written small (азербайджанский, բաքվեցի)

  bool operator==(const Form&) const = default;
};

// Every form but the name itself, without repeats. Languages without a grammar
// give none. Multi-word names inflect as their language does (Нагорного
// Карабаха; Լեռնային Ղարաբաղում). Thread-safe.
std::vector<Form> forms_of(std::string_view name, std::string_view lang);

// The same for a listed adjective or demonym (русский, армяне, Azeris), which is
// inflected as what it is and from which nothing is derived. Its forms are of
// its kind, the plural of an adjective being a demonym (Azerbaijanis).
std::vector<Form> forms_of(std::string_view name, std::string_view lang, MentionKind kind);

// The same with the labels of the endings that made each form, as the grammar
// has them ("loc+ki+pl"): for people.
struct ExplainedForm {
  Form form{};
  std::string chain{};
};
std::vector<ExplainedForm> explained_forms_of(std::string_view name, std::string_view lang);

// Languages that have a grammar.
std::vector<std::string> grammar_languages();

// Hash of the grammars' content; part of what mentions depend on.
std::string grammar_fingerprint();

}  // namespace byname
