#include "indexer/concerned.h"

#include <algorithm>
#include <utility>

#include "places/paradigm.h"
#include "places/sounding.h"
#include "places/unlisted.h"
#include "store/coding.h"
#include "store/sequence_file.h"
#include "store/token_codes.h"
#include "store/words_file.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr Texts kInAnyText = ~Texts{0};
constexpr std::size_t kFewestLetters = 5;  // of an unlisted spelling
constexpr std::size_t kFewestTelling = 3;  // letters that all forms begin with
constexpr std::size_t kCutTerm = 190;      // bytes; longer ones may end in a hash

std::string as_one_word(std::string_view text) {
  std::string word = fold(text);
  std::erase_if(word, [](char c) { return c == ' ' || c == '\''; });
  return word;
}

void shorten_to_common(std::string& stem, std::string_view word) {
  const auto [end, unused] = std::mismatch(stem.begin(), stem.end(), word.begin(), word.end());
  stem.erase(end, stem.end());
}

// What a word in which the name or a form of it stands, written together, has in it: one of
// these. What all begin with if that is long enough to tell; else (Arabic writes before a name,
// too) the forms that have no other in them.
std::vector<std::string> parts_of_all_forms(const Name& name) {
  std::vector<std::string> forms{as_one_word(name.text)};
  for (const std::string& lang : grammar_languages()) {
    if (!name.lang.empty() && lang != name.lang.substr(0, name.lang.find('-'))) continue;
    for (const ExplainedForm& form : explained_forms_of(name.text, lang))
      forms.push_back(as_one_word(form.form.text));
  }
  std::erase(forms, "");
  if (forms.empty()) return {};
  std::string stem = forms.front();
  for (const std::string& form : forms) shorten_to_common(stem, form);
  while (!stem.empty() && !is_valid_utf8(stem)) stem.pop_back();  // not half a letter
  if (count_code_points(stem) >= kFewestTelling) return {stem};
  std::sort(forms.begin(), forms.end(), [](const std::string& a, const std::string& b) {
    return std::pair(a.size(), std::string_view(a)) < std::pair(b.size(), std::string_view(b));
  });
  std::vector<std::string> parts;
  for (const std::string& form : forms)
    if (std::none_of(parts.begin(), parts.end(),
                     [&](const std::string& part) { return form.find(part) != form.npos; }))
      parts.push_back(form);
  return parts;
}

}  // namespace

NewNames::NewNames(const std::vector<Name>& names, const std::filesystem::path& scratch,
                   MatcherOptions options) {
  Gazetteer few;
  few.places.push_back({.id = "new"});
  few.family.emplace_back();
  for (Name name : names) {
    const std::vector<std::string> parts = parts_of_all_forms(name);
    stems_.insert(stems_.end(), parts.begin(), parts.end());
    name.place = 0;
    few.names.push_back(std::move(name));
  }
  const std::filesystem::path path = scratch / "new-names";
  compile_gazetteer(few, path);
  gazetteer_ = std::make_unique<CompiledGazetteer>(path);
  if (options.misspelt) misspellings_.emplace(*gazetteer_);
}

bool NewNames::spells(std::string_view word) const {
  std::vector<FormEntry> entries;
  return !word.empty() && (gazetteer_->forms(word, entries, kInAnyText) || !entries.empty());
}

bool NewNames::concern(std::string_view term) const {
  if (term.size() >= kCutTerm || spells(term)) return true;
  std::string whole(term);
  for (std::size_t at = term.find('\''); at != term.npos; at = term.find('\'', at + 1)) {
    if (spells(term.substr(0, at)) || spells(term.substr(at + 1))) return true;
  }
  std::erase(whole, '\'');
  if (whole.size() < term.size() && spells(whole)) return true;
  for (const std::string& stem : stems_)
    if (whole.find(stem) != whole.npos) return true;
  if (misspellings_) {
    std::vector<Misspellings::Slip> near;
    misspellings_->names_near(term, kInAnyText, near);
    if (!near.empty()) return true;
  }
  return count_code_points(term) >= kFewestLetters &&
         !names_sounding_like(*gazetteer_, term, kFarthestSound + kSoundsAlike, false).empty();
}

bool NewNames::may_begin(std::string_view term) const {
  return std::any_of(stems_.begin(), stems_.end(), [&](const std::string& stem) {
    return term.size() < stem.size() && stem.starts_with(term);
  });
}

std::vector<std::uint32_t> documents_concerned(const std::filesystem::path& segment,
                                               const NewNames& names) {
  const WordsFile words(segment / "words");
  const SequenceFile streams(segment / "tokens", "tokens");
  std::vector<bool> concerned(words.size());  // by number of the word
  std::vector<bool> begins(words.size());
  std::vector<std::uint32_t> index(words.size());  // of the word
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const std::uint32_t number = words.number(i);
    if (number >= words.size()) throw_damaged(words.name(), "a number");
    index[number] = i;
    concerned[number] = names.concern(words.term(i));
    begins[number] = !concerned[number] && names.may_begin(words.term(i));
  }
  std::vector<std::uint32_t> documents;
  std::vector<std::uint32_t> codes;
  for (std::uint32_t document = 0; document < streams.size(); ++document) {
    codes.clear();
    read_varints(streams[document], streams.name(), codes);
    std::erase_if(codes, [](std::uint32_t code) { return code < kFirstWordCode; });
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const std::uint32_t number = codes[i] - kFirstWordCode;
      if (number >= words.size()) throw_damaged(streams.name(), "a token");
      bool found = concerned[number];
      if (begins[number] && i + 1 < codes.size()) {
        const std::uint32_t next = codes[i + 1] - kFirstWordCode;
        if (next >= words.size()) throw_damaged(streams.name(), "a token");
        found = names.concern(std::string(words.term(index[number])) +
                              std::string(words.term(index[next])));
      }
      if (!found) continue;
      documents.push_back(document);
      break;
    }
  }
  return documents;
}

}  // namespace byname
