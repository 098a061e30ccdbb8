#include "places/paradigm.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "embedded/grammars.h"
#include "places/grammar.h"
#include "places/inflect.h"
#include "places/letters.h"
#include "schemas/hash.h"

namespace byname {
namespace {

// Longer names are titles and sentences; nobody inflects them.
constexpr std::size_t kMostLetters = 120;  // letters
constexpr std::size_t kMostWords = 8;
// Ways to put the words before the head; a name of many adjectives has more than it needs.
constexpr std::size_t kMostBeginnings = 64;
// Endings make abbreviations and names of one or two letters into other words.
constexpr std::size_t kShortName = 3;
constexpr std::size_t kLongestAbbreviation = 5;

struct Grammars {
  std::vector<Grammar> all;
  std::map<std::string, std::size_t, std::less<>> by_language;
};

// Parsed once; a mistake in a grammar leaves as the InputError that names it.
const Grammars& grammars() {
  static const Grammars loaded = [] {
    Grammars result;
    for (const auto& [file, text] : embedded::kGrammars) {
      result.all.push_back(parse_grammar(text(), file));
      for (const std::string& language : result.all.back().languages) {
        result.by_language.emplace(language, result.all.size() - 1);
      }
    }
    return result;
  }();
  return loaded;
}

bool separates(char32_t letter) {
  return letter == U' ' || letter == U'-' || letter == 0xA0 || letter == 0x58A ||
         (letter >= 0x2010 && letter <= 0x2015);
}

struct Word {
  std::u32string gap{};  // before it
  std::u32string text{};
};

std::vector<Word> split(std::u32string_view name) {
  std::vector<Word> words(1);
  for (const char32_t letter : name) {
    if (separates(letter)) {
      if (!words.back().text.empty()) words.emplace_back();
      words.back().gap += letter;
    } else {
      words.back().text += letter;
    }
  }
  return words;
}

// The script of the grammar that all letters of the name belong to; null if none.
const GrammarScript* script_for(const Grammar& grammar, std::u32string_view name) {
  for (const GrammarScript& script : grammar.scripts) {
    const bool all = std::ranges::all_of(name, [&](char32_t letter) {
      if (!is_letter(letter)) return true;
      const std::string_view code = script_of(letter);
      return code == script.code || code == "Zyyy" || code == "Zinh";
    });
    if (all) return &script;
  }
  return nullptr;
}

bool is_small(char32_t letter) { return lower_letter(letter) == letter; }

bool is_abbreviation(std::u32string_view name) {
  return name.size() <= kLongestAbbreviation &&
         std::ranges::all_of(name, [](char32_t letter) { return !is_small(letter); });
}

// The forms of one name.
class Paradigm {
 public:
  Paradigm(const Grammar& grammar, bool chains) : grammar_(grammar), chains_(chains) {}

  std::vector<ExplainedForm> make(std::u32string_view name, MentionKind kind) {
    const std::optional<Start> start = begin(name, kind);
    if (!start) return {};
    const std::vector<Word>& words = start->words;
    InflectOptions options = start->options;
    taken_.insert(lowered(name));
    taken_.insert(lowered(name) + U" ");
    const std::size_t head = head_of(words);
    options.later = head > 0;
    std::vector<WordForm> forms;
    inflect(grammar_, *script_, words[head].text, start->state, options, forms);
    const std::vector<std::vector<WordForm>> attributes = attributes_of(words, head);
    // From Ростов-на-Дону nothing is derived but by its last word.
    const bool whole = head + 1 == words.size();
    if (grammar_.closed) forms.push_back({.word = words[head].text, .chain = "closed"});
    for (const WordForm& form : forms) {
      if (whole || form.kind == MentionKind::name) join(words, head, attributes, form);
    }
    put_proclitics(name, options);
    return std::move(out_);
  }

  // How a name is inflected: nothing if not at all.
  struct Start {
    std::vector<Word> words{};
    std::size_t state = 0;
    InflectOptions options{};
  };
  std::optional<Start> begin(std::u32string_view name, MentionKind kind) {
    script_ = script_for(grammar_, name);
    std::vector<Word> words = split(name);
    const auto letters = static_cast<std::size_t>(std::ranges::count_if(name, is_letter));
    note_capitals(name);
    if (script_ == nullptr || letters == 0 || words.size() > kMostWords ||
        words.back().text.empty() || !is_letter(words.back().text.back())) {
      return std::nullopt;
    }
    std::optional<std::size_t> state = grammar_.start;
    InflectOptions options{.kind = kind, .chains = chains_};
    if (kind != MentionKind::name) {
      state = kind == MentionKind::adjective ? grammar_.adjective_start : grammar_.demonym_start;
      options.small = is_small(name.front());
    } else if (letters < kShortName || is_abbreviation(name)) {
      state = grammar_.short_start;
    }
    if (!state) return std::nullopt;
    return Start{std::move(words), *state, options};
  }

  // Whether earlier words change with the last one, or are joined to it, or anything to them.
  bool changes_beginning(const std::vector<Word>& words) const {
    if (!grammar_.before.empty()) return true;
    if (words.size() == 1) return false;
    return grammar_.agree || (grammar_.closed && std::ranges::any_of(words, [](const Word& word) {
                                return word.gap == U"-";
                              }));
  }

  // The forms of a word without its first `kept` letters, which none of them changes.
  std::vector<Form> ends(std::u32string_view word, std::size_t kept,
                         const std::vector<WordForm>& forms) {
    capitals_.clear();
    const std::u32string_view own = word.substr(kept);
    note_capitals(own);
    taken_.insert(lowered(own));
    taken_.insert(lowered(own) + U" ");
    for (const WordForm& form : forms) add(form.word.substr(kept), form);
    std::vector<Form> result;
    for (ExplainedForm& explained : out_) result.push_back(std::move(explained.form));
    return result;
  }

  const GrammarScript& script() const { return *script_; }

 private:
  // Which word inflects.
  std::size_t head_of(const std::vector<Word>& words) const {
    if (!grammar_.agree || words.size() == 1) return words.size() - 1;
    // Республика Арцах, Соединённые Штаты Америки.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (listed(grammar_.heads, words[i].text)) return i;
    }
    for (std::size_t i = 1; i + 1 < words.size(); ++i) {
      if (listed(grammar_.linkers, words[i].text)) return i - 1;
    }
    return words.size() - 1;
  }

  bool listed(const std::vector<std::u32string>& list, std::u32string_view word) const {
    return !list.empty() && std::ranges::find(list, lowered(word)) != list.end();
  }

  std::vector<std::vector<WordForm>> attributes_of(const std::vector<Word>& words,
                                                   std::size_t head) const {
    std::vector<std::vector<WordForm>> attributes(head);
    if (!grammar_.agree) return attributes;
    for (std::size_t i = 0; i < head; ++i) {
      inflect(grammar_, *script_, words[i].text, *grammar_.attribute,
              {.later = i > 0, .bound = true, .chains = false}, attributes[i]);
    }
    // Петропавловск-Камчатский: a noun before an adjective that is joined to it by a hyphen
    // inflects as well, Рава-Руська as a noun besides.
    if (head == 0) return attributes;
    const std::size_t noun = head - 1;
    if (words[head].gap != U"-" || words[noun].text.size() < kShortName) return attributes;
    std::vector<WordForm> as_adjective;
    inflect(grammar_, *script_, words[head].text, *grammar_.attribute, {}, as_adjective);
    if (as_adjective.empty()) return attributes;
    std::vector<WordForm> forms;
    inflect(grammar_, *script_, words[noun].text, grammar_.start, {.later = noun > 0}, forms);
    std::erase_if(forms, [](const WordForm& form) { return form.kind != MentionKind::name; });
    std::ranges::move(forms, std::back_inserter(attributes[noun]));
    return attributes;
  }

  // Puts the earlier words before a form of the head, in the forms that agree with it.
  void join(const std::vector<Word>& words, std::size_t head,
            const std::vector<std::vector<WordForm>>& attributes, const WordForm& form) {
    std::vector<std::u32string> beginnings(1, words.front().gap);
    for (std::size_t i = 0; i < head; ++i) {
      std::vector<std::u32string> longer;
      const auto add = [&](std::u32string_view word, std::u32string_view gap) {
        for (const std::u32string& beginning : beginnings) {
          if (longer.size() == kMostBeginnings) return;
          longer.push_back(beginning + std::u32string(word) + std::u32string(gap));
        }
      };
      const std::u32string& gap = words[i + 1].gap;
      // Коста-Рика: not every word before a hyphen is an adjective.
      bool agrees = gap == U"-" && grammar_.agree && !attributes[i].empty();
      if (agrees) add(words[i].text, gap);
      for (const WordForm& attribute : attributes[i]) {
        if ((attribute.labels & form.labels) == 0) continue;
        agrees = true;
        if (!attribute.bound) {
          add(attribute.word, gap);
        } else {
          add(attribute.word, U"-");
          add(attribute.word, U"");
        }
      }
      if (!agrees) {
        add(words[i].text, gap);
        if (grammar_.closed && gap == U"-") add(words[i].text, U"");
      }
      beginnings = std::move(longer);
    }
    std::u32string rest;
    for (std::size_t i = head + 1; i < words.size(); ++i) rest += words[i].gap + words[i].text;
    for (const std::u32string& beginning : beginnings) add(beginning + form.word + rest, form);
  }

  // وأنقرة, للقوقاز: before the name and before each of its forms.
  void put_proclitics(std::u32string_view name, const InflectOptions& options) {
    const std::size_t forms = out_.size();
    for (const Grammar::Proclitic& proclitic : grammar_.before) {
      const auto put = [&](std::u32string_view text, const WordForm& form) {
        if (!text.starts_with(proclitic.beginning)) return;
        text.remove_prefix(proclitic.beginning.size());
        add(proclitic.letters + std::u32string(text), form);
      };
      put(name, {.kind = options.kind, .small = options.small, .chain = "before"});
      for (std::size_t i = 0; i < forms; ++i) {
        const ExplainedForm made = out_[i];  // add() may move them
        put(to_letters(made.form.text), {.kind = made.form.kind,
                                         .small = made.form.lower_case,
                                         .chain = made.chain + "+before"});
      }
    }
  }

  void add(const std::u32string& text, const WordForm& form) {
    std::u32string small = lowered(text);
    std::string written = to_utf8(form.small ? small : text);
    // Донецька, the genitive, and донецька, the adjective, are two forms.
    if (form.small) small.push_back(U' ');
    if (!taken_.insert(std::move(small)).second) return;
    out_.push_back({{std::move(written), form.kind, form.small}, form.chain});
  }

  // Endings are small, so the capitals of a form are those of the name.
  void note_capitals(std::u32string_view name) {
    for (const char32_t letter : name) {
      const auto special = grammar_.lowercase.find(letter);
      const char32_t small =
          special == grammar_.lowercase.end() ? lower_letter(letter) : special->second;
      if (small != letter) capitals_.emplace_back(letter, small);
    }
    std::ranges::sort(capitals_);
    capitals_.erase(std::unique(capitals_.begin(), capitals_.end()), capitals_.end());
  }

  std::u32string lowered(std::u32string_view text) const {
    std::u32string small(text);
    for (char32_t& letter : small) {
      for (const auto& [capital, lower] : capitals_) {
        if (letter == capital) letter = lower;
      }
    }
    return small;
  }

  const Grammar& grammar_;
  const bool chains_;
  const GrammarScript* script_ = nullptr;
  std::vector<std::pair<char32_t, char32_t>> capitals_;  // of the name, each with its small letter
  std::unordered_set<std::u32string> taken_;             // small; a blank after those regularly so
  std::vector<ExplainedForm> out_;
};

struct Wanted {
  MentionKind kind = MentionKind::name;
  bool chains = false;
};

std::vector<ExplainedForm> make_forms(std::string_view name, std::string_view lang,
                                      const Wanted& wanted) {
  const Grammars& known = grammars();
  const auto found = known.by_language.find(lang);
  if (found == known.by_language.end() || name.size() > 4 * kMostLetters) return {};
  const std::u32string letters = to_letters(composed(name));
  if (letters.size() > kMostLetters) return {};
  return Paradigm(known.all[found->second], wanted.chains).make(letters, wanted.kind);
}

}  // namespace

std::vector<Form> forms_of(std::string_view name, std::string_view lang) {
  return forms_of(name, lang, MentionKind::name);
}

std::vector<Form> forms_of(std::string_view name, std::string_view lang, MentionKind kind) {
  const bool derived = kind == MentionKind::adjective || kind == MentionKind::demonym;
  std::vector<Form> forms;
  for (ExplainedForm& explained :
       make_forms(name, lang, {.kind = derived ? kind : MentionKind::name, .chains = false})) {
    forms.push_back(std::move(explained.form));
  }
  return forms;
}

std::vector<ExplainedForm> explained_forms_of(std::string_view name, std::string_view lang) {
  return make_forms(name, lang, {.chains = true});
}

// A word is as long as all longer ones from here on.
constexpr std::size_t kLongWord = 16;

const Ends* EndTable::of(std::string_view name, std::string_view lang, MentionKind kind) {
  static const Ends none;
  const Grammars& known = grammars();
  const auto found = known.by_language.find(lang);
  if (found == known.by_language.end() || name.size() > 4 * kMostLetters) return &none;
  const std::u32string letters = to_letters(composed(name));
  if (letters.size() > kMostLetters) return &none;
  const Grammar& grammar = known.all[found->second];
  Paradigm paradigm(grammar, false);
  if (kind != MentionKind::adjective && kind != MentionKind::demonym) kind = MentionKind::name;
  const auto start = paradigm.begin(letters, kind);
  if (!start) return &none;
  if (paradigm.changes_beginning(start->words)) return nullptr;
  const std::u32string& word = start->words.back().text;
  InflectOptions options = start->options;
  options.later = start->words.size() > 1;

  // All that the forms depend on besides letters: by such ends, from the shortest.
  const std::size_t length = std::min(word.size(), kLongWord);
  const auto script = static_cast<std::uint64_t>(&paradigm.script() - grammar.scripts.data());
  const std::uint64_t how =
      found->second | start->state << 8 | static_cast<std::uint64_t>(kind) << 32 |
      std::uint64_t{options.small} << 40 | std::uint64_t{options.later} << 41 | script << 44 |
      std::uint64_t{length} << 48;
  constexpr std::uint64_t kWhole = std::uint64_t{1} << 42;  // no other word
  const auto may_end = [&](std::size_t from) {
    return is_letter(word[from]) && (from == 0 || is_letter(word[from - 1]));
  };
  const auto extended = [](std::uint64_t hash, char32_t letter) {
    return (hash ^ letter) * 0x9e3779b97f4a7c15ULL;
  };
  const auto find = [&](std::uint64_t hash, std::u32string_view end,
                        std::uint64_t manner) -> const Ends* {
    for (auto [at, last] = entries_.equal_range(hash); at != last; ++at)
      if (at->second.how == manner && at->second.end == end) return &at->second.ends;
    return nullptr;
  };
  std::uint64_t hash = extended(how, 0);
  for (std::size_t from = word.size(); from-- > 0;) {
    hash = extended(hash, word[from]);
    if (from > 0 && !may_end(from)) continue;
    const std::u32string_view end = std::u32string_view(word).substr(from);
    if (const Ends* ends = find(hash, end, how)) return ends;
    if (from > 0) continue;
    if (const Ends* ends = find(hash, end, how | kWhole)) return ends;
  }

  std::vector<WordForm> forms;
  const Looked looked = inflect(grammar, paradigm.script(), word, start->state, options, forms);
  const bool whole = looked.beginning || looked.length > kLongWord || looked.letters >= word.size();
  // One letter before the first that may change belongs to what is replaced: how a
  // letter folds may depend on its neighbour.
  std::size_t from = whole ? 0 : word.size() - looked.letters - 1;
  while (from > 0 && !may_end(from)) --from;
  Entry entry{.end = word.substr(from), .how = whole ? how | kWhole : how};
  entry.ends.own = to_utf8(entry.end);
  entry.ends.forms = paradigm.ends(word, from, forms);
  hash = extended(how, 0);
  for (std::size_t i = word.size(); i-- > from;) hash = extended(hash, word[i]);
  return &entries_.emplace(hash, std::move(entry))->second.ends;
}

std::vector<std::string> grammar_languages(std::string_view script) {
  std::vector<std::string> languages;
  for (const auto& [language, number] : grammars().by_language) {
    const auto& scripts = grammars().all[number].scripts;
    if (std::ranges::find(scripts, script, &GrammarScript::code) != scripts.end())
      languages.push_back(language);
  }
  return languages;
}

std::vector<std::string> grammar_languages() {
  std::vector<std::string> languages;
  for (const auto& [language, number] : grammars().by_language) languages.push_back(language);
  return languages;
}

std::string grammar_fingerprint() {
  std::uint64_t hash = 0;
  for (const auto& [file, text] : embedded::kGrammars) hash = hash64(text(), hash64(file, hash));
  return hex16(hash);
}

}  // namespace byname
