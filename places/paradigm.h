// Which forms does a name take? Paradigms are generated from declarative suffix
// grammars (places/grammars/*.grammar), never guessed by stripping the text.
//
//   forms_of("Bakı", "az")   Bakının Bakıya Bakını Bakıda ... Bakılı (demonym) ...
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

// The same without making every form of every name: names that end alike decline
// alike, and a grammar says how much of the end that is (inflect.h).
//
//   EndTable table;
//   const Ends* ends = table.of("Xankəndi", "az", MentionKind::name);
//   ends->own      // "əndi", which the forms replace by
//   ends->forms    // "əndinin" "əndinə" ...
//
// One a thread; what it gives stays where it is as long as the table does.
struct Ends {
  std::string own{};          // the end of the name, NFC; begins with a letter, behind a letter
                              // or at the beginning of a word
  std::vector<Form> forms{};  // `text` replaces `own`; all of the name is small if `lower_case`
};

class EndTable {
 public:
  // Null for a name whose beginning changes, too: ask forms_of().
  const Ends* of(std::string_view name, std::string_view lang, MentionKind kind);

 private:
  struct Entry {
    std::u32string end{};  // of the word
    std::uint64_t how = 0;
    Ends ends{};
  };
  std::unordered_multimap<std::uint64_t, Entry> entries_{};
};

// Languages that have a grammar, and those of them whose grammar is for words in
// this script ("Latn").
std::vector<std::string> grammar_languages();
std::vector<std::string> grammar_languages(std::string_view script);

// Hash of the grammars' content; part of what mentions depend on.
std::string grammar_fingerprint();

}  // namespace byname
