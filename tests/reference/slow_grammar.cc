#include "tests/reference/slow_grammar.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cassert>
#include <sstream>

namespace byname::test {

namespace {

std::u32string letters_in(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::u32string letters;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    letters += static_cast<char32_t>(text.char32At(i));
  return letters;
}

std::string utf8_of(std::u32string_view letters) {
  icu::UnicodeString text;
  for (const char32_t letter : letters) text.append(static_cast<UChar32>(letter));
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::u32string composed_letters(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::string bytes;
  nfc->normalize(text, status).toUTF8String(bytes);
  return letters_in(bytes);
}

char32_t without_marks(char32_t letter) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (!nfd->getDecomposition(static_cast<UChar32>(letter), parts)) return letter;
  return static_cast<char32_t>(parts.char32At(0));
}

std::vector<std::string> words_in(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// "a -> b" at "->": {"a ", " b"}; {"a", ""} where it does not stand.
std::pair<std::string, std::string> halves(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {std::string(text), ""};
  return {std::string(text.substr(0, at)), std::string(text.substr(at + mark.size()))};
}

bool divides(char32_t letter) {
  return std::u32string_view(U" -\u00A0\u058A\u2010\u2011\u2012\u2013\u2014\u2015").find(letter) !=
         std::u32string_view::npos;
}

}  // namespace

// ----- reading

SlowGrammar::SlowGrammar(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    line = halves(line, "#").first;
    if (words_in(line).empty()) continue;
    if (line[0] != ' ' && line[0] != '\t') {
      head_line(line);
    } else {
      open_->lines.push_back(endings_ ? ending_line(line) : state_line(line));
    }
  }
}

void SlowGrammar::head_line(std::string_view line) {
  const auto words = words_in(line);
  const std::string& what = words[0];
  if (what == "each" || what == "choose" || what == "slot") {
    open_ = &states_[words[1]];
    open_->first_only = what == "choose";
    endings_ = what == "slot";
  } else if (what == "language") {
    languages_.assign(words.begin() + 1, words.end());
  } else if (what == "script") {
    Script script{.code = words[1]};
    for (std::size_t i = 3; i < words.size(); ++i) {
      const std::u32string pair = letters_in(words[i]);
      script.to_grammar[pair[0]] = pair[2];
      script.from_grammar[pair[2]] = pair[0];
    }
    scripts_.push_back(script);
  } else if (what == "lowercase") {
    for (std::size_t i = 1; i < words.size(); ++i)
      lowercase_[letters_in(words[i])[0]] = letters_in(words[i])[2];
  } else if (what == "phrase") {
    for (const std::string& word : words) {
      agree_ = agree_ || word == "agree";
      closed_ = closed_ || word == "closed";
    }
  } else if (what == "begin") {
    begin_[words[1]] = words[2];
  } else if (what == "heads" || what == "linkers") {
    for (std::size_t i = 1; i < words.size(); ++i)
      (what == "heads" ? heads_ : linkers_).insert(letters_in(words[i]));
  } else if (what == "before") {
    for (std::size_t i = 1; i < words.size(); ++i) {
      const auto [put, instead] = halves(words[i], "=");
      before_.emplace_back(letters_in(put), letters_in(instead));
    }
  } else if (what == "letters") {
    Letters set;
    for (std::size_t i = 3; i < words.size(); ++i) {
      const std::u32string one = letters_in(words[i]);
      if (one.size() == 1) {
        set.insert(one[0]);
      } else {
        set.insert(sets_.at(words[i]).begin(), sets_.at(words[i]).end());
      }
    }
    sets_[words[1]] = set;
  } else {
    Varying varying{.by_vowel = what == "harmony"};
    for (std::size_t i = 3; i < words.size(); ++i) {
      const auto [sets, letter] = halves(words[i], ":");
      if (letter.empty()) {
        varying.choices.push_back({{}, letters_in(sets)[0]});
        continue;
      }
      std::vector<std::string> names;
      for (std::string rest = sets; !rest.empty();) {
        const auto [name, more] = halves(rest, "+");
        names.push_back(name);
        rest = more;
      }
      varying.choices.push_back({names, letters_in(letter)[0]});
    }
    varying_[letters_in(words[1])[0]] = varying;
  }
}

// PATTERN > NEW END -> STATE...
SlowGrammar::Line SlowGrammar::state_line(std::string_view text) const {
  const auto [before, after] = halves(text, "->");
  const auto [wanted, new_end] = halves(before, ">");
  Line line{.pattern = pattern(wanted), .next = nexts(after)};
  if (const auto words = words_in(new_end); !words.empty()) line.new_end = letters_in(words[0]);
  return line;
}

// LABEL...: ENDING... if PATTERN = KIND small -> STATE...
SlowGrammar::Line SlowGrammar::ending_line(std::string_view text) const {
  const auto [labels, rest] = halves(text, ":");
  const auto [before, after] = halves(rest, "->");
  const auto [what, kinds] = halves(before, " = ");
  const auto [endings, condition] = halves(what, " if ");
  Line line{.has_endings = true, .next = nexts(after)};
  for (const std::string& label : words_in(labels)) line.labels.insert(label);
  for (const std::string& ending : words_in(endings)) line.endings.push_back(letters_in(ending));
  for (const std::string& kind : words_in(kinds)) {
    if (kind == "small") {
      line.small = true;
    } else {
      line.kind = kind == "adjective" ? MentionKind::adjective
                  : kind == "demonym" ? MentionKind::demonym
                                      : MentionKind::name;
    }
  }
  if (!words_in(condition).empty()) line.pattern = pattern(condition);
  return line;
}

SlowGrammar::Pattern SlowGrammar::pattern(std::string_view text) const {
  Pattern result;
  std::size_t cut_at = std::u32string::npos;
  for (const std::string& word : words_in(text)) {
    if (word == "later") {
      result.later = true;
      continue;
    }
    if (word == "*") continue;
    const std::u32string letters = letters_in(word);
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (letters[i] == U'^') {
        result.whole_word = true;
      } else if (letters[i] == U'|') {
        cut_at = result.places.size();
      } else if (letters[i] == U'.') {
        result.places.push_back({.any = true});
      } else if (letters[i] == U'[' || letters[i] == U'{') {
        const bool named = letters[i] == U'[';
        std::u32string inside;
        for (++i; letters[i] != (named ? U']' : U'}'); ++i) inside += letters[i];
        Place place{.negated = inside[0] == U'^'};
        if (place.negated) inside.erase(0, 1);
        place.letters = named ? sets_.at(utf8_of(inside)) : Letters(inside.begin(), inside.end());
        result.places.push_back(place);
      } else {
        result.places.push_back({.letters = {letters[i]}});
      }
    }
  }
  if (cut_at != std::u32string::npos) result.cut = result.places.size() - cut_at;
  return result;
}

std::vector<SlowGrammar::Next> SlowGrammar::nexts(std::string_view text) const {
  std::vector<Next> result;
  for (const std::string& word : words_in(text)) {
    const auto [state, set] = halves(word, "(");
    result.push_back({state, halves(set, ")").first});
  }
  return result;
}

// ----- one word

char32_t SlowGrammar::small_letter(char32_t letter) const {
  const auto special = lowercase_.find(letter);
  return special != lowercase_.end()
             ? special->second
             : static_cast<char32_t>(u_tolower(static_cast<UChar32>(letter)));
}

std::u32string SlowGrammar::small_letters(std::u32string_view text) const {
  std::u32string result;
  for (const char32_t letter : text) result += small_letter(letter);
  return result;
}

SlowGrammar::Word SlowGrammar::word_of(std::u32string_view text, const Script& script) const {
  Word word;
  for (const char32_t written : text) {
    char32_t seen = small_letter(written);
    if (script.to_grammar.contains(seen)) {
      seen = script.to_grammar.at(seen);
    } else {
      const bool named = std::any_of(sets_.begin(), sets_.end(),
                                     [&](const auto& set) { return set.second.contains(seen); });
      if (!named) seen = without_marks(seen);
    }
    word.push_back({written, seen});
  }
  return word;
}

bool SlowGrammar::fits(const Pattern& pattern, const Word& word, bool later) const {
  if (pattern.later && !later) return false;
  const std::size_t count = pattern.places.size();
  if (word.size() < count || (pattern.whole_word && word.size() > count)) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const Place& place = pattern.places[i];
    const char32_t letter = word[word.size() - count + i].seen;
    if (!place.any && place.letters.contains(letter) == place.negated) return false;
  }
  return true;
}

void SlowGrammar::append(Word& word, char32_t letter, const Script& script) const {
  const auto own = script.from_grammar.find(letter);
  word.push_back({own == script.from_grammar.end() ? letter : own->second, letter});
}

bool SlowGrammar::ends_in_vowel(const Word& word) const {
  for (auto at = word.rbegin(); at != word.rend(); ++at)
    if (at->seen != U'\'') return sets_.at("vowel").contains(at->seen);
  return false;
}

char32_t SlowGrammar::choice(const Varying& varying, const Word& word) const {
  char32_t deciding = 0;
  for (auto at = word.rbegin(); at != word.rend() && deciding == 0; ++at) {
    const bool counts = varying.by_vowel ? sets_.at("vowel").contains(at->seen) : at->seen != U'\'';
    if (counts) deciding = at->seen;
  }
  for (const auto& [sets, letter] : varying.choices) {
    const bool all = std::all_of(sets.begin(), sets.end(), [&](const std::string& set) {
      return sets_.at(set).contains(deciding);
    });
    if (all) return letter;
  }
  return 0;
}

// (n)In after a word; letters in brackets stand after a vowel if they are
// consonants, after a consonant if they are vowels.
SlowGrammar::Word SlowGrammar::with_ending(Word word, std::u32string_view ending,
                                           const Script& script) const {
  bool dropped = false;
  for (std::size_t i = 0; i < ending.size(); ++i) {
    const char32_t letter = ending[i];
    if (letter == U'(') {
      const char32_t first = ending[i + 1];
      const bool vowel = varying_.contains(first) ? varying_.at(first).by_vowel
                                                  : sets_.at("vowel").contains(first);
      dropped = ends_in_vowel(word) == vowel;
    } else if (letter == U')') {
      dropped = false;
    } else if (!dropped) {
      append(word,
             varying_.contains(letter) ? choice(varying_.at(letter), word)
             : letter == U'_'          ? U' '
                                       : letter,
             script);
    }
  }
  return word;
}

void SlowGrammar::walk(const Walk& how, const std::string& name, const std::string& first_in,
                       const Form& so_far) const {
  const State& state = states_.at(name);
  for (const Line& line : state.lines) {
    if (line.pattern && !fits(*line.pattern, so_far.word, how.later)) continue;
    Form now = so_far;
    now.kind = line.kind.value_or(so_far.kind);
    now.small = so_far.small || line.small;
    now.labels.insert(line.labels.begin(), line.labels.end());
    if (!line.has_endings) {
      const std::size_t stem = now.word.size() - line.pattern->cut;
      now.word.resize(stem);
      for (std::size_t i = 0; i < line.new_end.size(); ++i) {
        if (line.new_end[i] == U'$') {
          now.word.push_back(so_far.word[stem + (line.new_end[++i] - U'1')]);
        } else {
          append(now.word, line.new_end[i], *how.script);
        }
      }
      for (const Next& next : line.next)
        walk(how, next.state, next.first_in.empty() ? first_in : next.first_in, now);
    }
    for (std::u32string ending : line.endings) {
      Form form = now;
      form.bound = ending.size() > 1 && ending.back() == U'-';
      if (form.bound) ending.pop_back();
      if (ending != U"0") form.word = with_ending(form.word, ending, *how.script);
      if (!first_in.empty()) {
        const std::size_t stem = now.word.size();
        if (form.word.size() <= stem || !sets_.at(first_in).contains(form.word[stem].seen))
          continue;
      }
      if (!form.bound || how.keep_bound) how.out->push_back(form);
      form.bound = false;
      for (const Next& next : line.next) walk(how, next.state, next.first_in, form);
    }
    if (state.first_only) return;
  }
}

// ----- whole names

// The first script of the grammar in which all the letters are.
const SlowGrammar::Script* SlowGrammar::script_of(std::u32string_view name) const {
  for (const Script& script : scripts_) {
    const bool all = std::all_of(name.begin(), name.end(), [&](char32_t letter) {
      if (!u_isalpha(static_cast<UChar32>(letter))) return true;
      UErrorCode status = U_ZERO_ERROR;
      const UScriptCode code = uscript_getScript(static_cast<UChar32>(letter), &status);
      return code == USCRIPT_COMMON || code == USCRIPT_INHERITED ||
             uscript_getShortName(code) == script.code;
    });
    if (all) return &script;
  }
  return nullptr;
}

bool SlowGrammar::writes(const std::string& code) const {
  return std::any_of(scripts_.begin(), scripts_.end(),
                     [&](const Script& script) { return script.code == code; });
}

std::vector<SlowForm> SlowGrammar::forms(std::string_view utf8, MentionKind kind) const {
  const std::u32string name = composed_letters(utf8);
  if (name.size() > 120) return {};
  // The words, and what stands before each.
  std::vector<std::u32string> words(1);
  std::vector<std::u32string> gaps(1);
  for (const char32_t letter : name) {
    if (!divides(letter)) {
      words.back() += letter;
      continue;
    }
    if (!words.back().empty()) {
      words.emplace_back();
      gaps.emplace_back();
    }
    gaps.back() += letter;
  }
  const auto is_letter = [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; };
  const auto letters = std::count_if(name.begin(), name.end(), is_letter);
  const Script* script = script_of(name);
  if (script == nullptr || letters == 0 || words.size() > 8 || words.back().empty() ||
      !is_letter(words.back().back()))
    return {};

  // Where it begins.
  const auto is_small = [](char32_t c) {
    return u_tolower(static_cast<UChar32>(c)) == static_cast<UChar32>(c);
  };
  const bool abbreviation = name.size() <= 5 && std::none_of(name.begin(), name.end(), is_small);
  std::string start = kind == MentionKind::adjective ? "adjective"
                      : kind == MentionKind::demonym ? "demonym"
                      : letters < 3 || abbreviation  ? "short"
                                                     : "";
  if (!start.empty()) {
    if (!begin_.contains(start)) return {};
    start = begin_.at(start);
  } else {
    start = "start";
  }

  // Which word inflects.
  std::size_t head = words.size() - 1;
  if (agree_ && words.size() > 1) {
    std::size_t linker = 0;
    for (std::size_t i = 1; i + 1 < words.size() && linker == 0; ++i)
      if (linkers_.contains(small_letters(words[i]))) linker = i;
    if (linker > 0) head = linker - 1;
    for (std::size_t i = words.size() - 1; i-- > 0;)
      if (heads_.contains(small_letters(words[i]))) head = i;
  }
  std::vector<Form> heads;
  Form first{.word = word_of(words[head], *script), .kind = kind};
  first.small = kind != MentionKind::name && is_small(name[0]);
  walk({.script = script, .later = head > 0, .keep_bound = false, .out = &heads}, start, "", first);
  if (closed_) heads.push_back({.word = word_of(words[head], *script)});
  std::vector<std::vector<Form>> attributes(head);
  for (std::size_t i = 0; agree_ && i < head; ++i)
    walk({.script = script, .later = i > 0, .keep_bound = true, .out = &attributes[i]}, "attribute",
         "", {.word = word_of(words[i], *script)});
  // Рава-Руська, Рави-Руської: a noun before an adjective.
  if (agree_ && head > 0 && gaps[head] == U"-" && words[head - 1].size() >= 3) {
    std::vector<Form> as_adjective, as_noun;
    walk({.script = script, .out = &as_adjective}, "attribute", "",
         {.word = word_of(words[head], *script)});
    walk({.script = script, .later = head > 1, .out = &as_noun}, "start", "",
         {.word = word_of(words[head - 1], *script)});
    for (const Form& form : as_noun)
      if (!as_adjective.empty() && form.kind == MentionKind::name)
        attributes[head - 1].push_back(form);
  }

  std::vector<SlowForm> result;
  std::set<std::pair<std::u32string, bool>> taken{{small_letters(name), false},
                                                  {small_letters(name), true}};
  for (const Form& form : heads) {
    // From Ростов-на-Дону nothing is derived but by its last word.
    if (form.kind != MentionKind::name && head + 1 != words.size()) continue;
    std::vector<std::u32string> texts{gaps[0]};
    const auto written = [](const Form& f) {
      std::u32string text;
      for (const Letter& letter : f.word) text += letter.written;
      return text;
    };
    for (std::size_t i = 0; i < head; ++i) {
      const std::u32string& gap = gaps[i + 1];
      std::vector<std::u32string> ways;
      // Коста-Рика, Коста-Рики
      if (agree_ && gap == U"-" && !attributes[i].empty()) ways.push_back(words[i] + gap);
      for (const Form& attribute : attributes[i]) {
        const bool shares =
            std::any_of(attribute.labels.begin(), attribute.labels.end(),
                        [&](const std::string& label) { return form.labels.contains(label); });
        if (!shares) continue;
        if (attribute.bound) {
          ways.push_back(written(attribute) + U"-");
          ways.push_back(written(attribute));
        } else {
          ways.push_back(written(attribute) + gap);
        }
      }
      if (ways.empty()) {
        ways.push_back(words[i] + gap);
        if (closed_ && gap == U"-") ways.push_back(words[i]);
      }
      std::vector<std::u32string> longer;
      for (const std::u32string& way : ways)
        for (const std::u32string& text : texts)
          if (longer.size() < 64) longer.push_back(text + way);
      texts = longer;
    }
    for (std::u32string text : texts) {
      text += written(form);
      for (std::size_t i = head + 1; i < words.size(); ++i) text += gaps[i] + words[i];
      const std::u32string small = small_letters(text);
      if (!taken.emplace(small, form.small).second) continue;
      result.push_back({utf8_of(form.small ? small : text), form.kind, form.small});
    }
  }
  std::vector<SlowForm> bases{{utf8_of(name), kind, first.small}};
  bases.insert(bases.end(), result.begin(), result.end());
  for (const auto& [put, instead] : before_)
    for (const SlowForm& base : bases) {
      const std::u32string text = letters_in(base.text);
      if (text.substr(0, instead.size()) != instead) continue;
      const std::u32string whole = put + text.substr(instead.size());
      if (taken.emplace(small_letters(whole), base.small).second)
        result.push_back({utf8_of(whole), base.kind, base.small});
    }
  return result;
}

}  // namespace byname::test
