#include "places/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <sstream>

#include "places/letters.h"
#include "schemas/error.h"

namespace byname {
namespace {

struct Problem {
  std::string text;
};

std::vector<std::string_view> line_words(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t", i);
    if (begin == std::string_view::npos) break;
    i = std::min(line.find_first_of(" \t", begin), line.size());
    words.push_back(line.substr(begin, i - begin));
  }
  return words;
}

// What comes before `mark`, which leaves `rest`; all of it when there is no mark.
std::string_view take_until(std::string_view& rest, std::string_view mark) {
  const std::size_t at = rest.find(mark);
  const std::string_view before = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + mark.size());
  return before;
}

bool only_blanks(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

class Parser {
 public:
  Parser(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Grammar parse() {
    std::string_view rest = text_;
    while (!rest.empty()) {
      ++line_;
      std::string_view line = take_until(rest, "\n");
      line = line.substr(0, line.find('#'));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (only_blanks(line)) continue;
      try {
        if (line.front() == ' ' || line.front() == '\t') {
          body_line(line);
        } else {
          head_line(line);
        }
      } catch (const Problem& problem) {
        report(line_, problem.text);
      }
    }
    finish();
    if (!problems_.empty()) throw InputError(problems_);
    return std::move(grammar_);
  }

 private:
  enum class Body : std::uint8_t { none, lines, endings };

  void report(std::size_t line, std::string_view what) {
    problems_ += fmt::format("{}{}:{}: {}", problems_.empty() ? "" : "\n", file_, line, what);
  }

  // Declarations and the first lines of states.
  void head_line(std::string_view line) {
    body_ = Body::none;
    const auto words = line_words(line);
    const std::string_view first = words.front();
    if (first == "slot" || first == "each" || first == "choose") {
      if (words.size() != 2) throw Problem{fmt::format("{} wants one name", first)};
      open_state(words[1], first);
    } else if (first == "language") {
      grammar_.languages.assign(words.begin() + 1, words.end());
    } else if (first == "script") {
      script(words);
    } else if (first == "lowercase") {
      for (std::size_t i = 1; i < words.size(); ++i) {
        const auto [from, to] = pair_of(words[i], '=');
        grammar_.lowercase[from] = to;
      }
    } else if (first == "phrase") {
      phrase(words);
    } else if (first == "begin") {
      begin(words);
    } else if (first == "heads" || first == "linkers") {
      auto& list = first == "heads" ? grammar_.heads : grammar_.linkers;
      for (std::size_t i = 1; i < words.size(); ++i) list.push_back(to_letters(words[i]));
    } else if (first == "before") {
      for (std::size_t i = 1; i < words.size(); ++i) {
        const auto equals = std::min(words[i].find('='), words[i].size());
        grammar_.before.push_back(
            {to_letters(words[i].substr(0, equals)),
             to_letters(words[i].substr(std::min(equals + 1, words[i].size())))});
        if (grammar_.before.back().letters.empty()) throw Problem{"before wants letters"};
      }
    } else if (first == "letters") {
      letters(words);
    } else if (first == "harmony" || first == "assimilate") {
      varying(words);
    } else {
      throw Problem{fmt::format("\"{}\" begins nothing that a grammar has", first)};
    }
  }

  void begin(const std::vector<std::string_view>& words) {
    if (words.size() != 3) throw Problem{"begin short|adjective|demonym STATE is wanted"};
    const std::size_t state = state_named(words[2]);
    if (words[1] == "short") {
      grammar_.short_start = state;
    } else if (words[1] == "adjective") {
      grammar_.adjective_start = state;
    } else if (words[1] == "demonym") {
      grammar_.demonym_start = state;
    } else {
      throw Problem{"begin wants short, adjective or demonym"};
    }
  }

  void phrase(const std::vector<std::string_view>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      if (words[i] == "agree") {
        grammar_.agree = true;
      } else if (words[i] == "closed") {
        grammar_.closed = true;
      } else if (words[i] != "last") {
        throw Problem{"phrase wants last or agree, and closed"};
      }
    }
  }

  void open_state(std::string_view name, std::string_view type) {
    const std::size_t number = state_named(name);
    GrammarState& state = grammar_.states[number];
    if (state.defined) throw Problem{fmt::format("state {} is defined twice", name)};
    state.defined = true;
    state.first_only = type == "choose";
    open_ = number;
    body_ = type == "slot" ? Body::endings : Body::lines;
  }

  void script(const std::vector<std::string_view>& words) {
    if (words.size() < 2) throw Problem{"script wants an ISO 15924 code"};
    GrammarScript script;
    script.code = words[1];
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (words[i] == "=") continue;
      const auto [letter, own] = pair_of(words[i], ':');
      script.to_grammar[letter] = own;
      script.from_grammar[own] = letter;
    }
    grammar_.scripts.push_back(std::move(script));
  }

  static std::pair<char32_t, char32_t> pair_of(std::string_view word, char between) {
    const std::u32string letters = to_letters(word);
    if (letters.size() != 3 || letters[1] != static_cast<char32_t>(between)) {
      throw Problem{fmt::format("\"{}\" is not LETTER{}LETTER", word, between)};
    }
    return {letters[0], letters[2]};
  }

  void letters(const std::vector<std::string_view>& words) {
    if (words.size() < 4 || words[2] != "=") throw Problem{"letters NAME = LETTER... is wanted"};
    LetterSet set;
    for (std::size_t i = 3; i < words.size(); ++i) {
      const std::u32string one = to_letters(words[i]);
      if (one.size() == 1) {
        set.letters += one;
      } else {
        set.letters += grammar_.sets[class_named(words[i])].letters;
      }
    }
    std::ranges::sort(set.letters);
    grammar_.named.letters += set.letters;
    const std::string name(words[1]);
    if (!grammar_.classes.emplace(name, grammar_.sets.size()).second) {
      throw Problem{fmt::format("letters {} are defined twice", name)};
    }
    if (name == "vowel") grammar_.vowels = grammar_.sets.size();
    grammar_.sets.push_back(std::move(set));
  }

  std::size_t class_named(std::string_view name) const {
    const auto found = grammar_.classes.find(std::string(name));
    if (found == grammar_.classes.end()) {
      throw Problem{fmt::format("no letters are called {}", name)};
    }
    return found->second;
  }

  void varying(const std::vector<std::string_view>& words) {
    if (words.size() < 4 || words[2] != "=") {
      throw Problem{fmt::format("{} SYMBOL = CLASS:LETTER... LETTER is wanted", words[0])};
    }
    Varying varying;
    varying.by_vowel = words[0] == "harmony";
    varying.symbol = one_letter(words[1]);
    for (std::size_t i = 3; i < words.size(); ++i) {
      Varying::Alternative alternative;
      std::string_view letter = words[i];
      if (letter.find(':') != std::string_view::npos) {
        std::string_view classes = take_until(letter, ":");
        while (!classes.empty()) {
          alternative.sets.push_back(class_named(take_until(classes, "+")));
        }
      } else if (i + 1 != words.size()) {
        throw Problem{fmt::format("{} without a class comes last", letter)};
      }
      alternative.letter = one_letter(letter);
      varying.alternatives.push_back(std::move(alternative));
    }
    if (!varying.alternatives.back().sets.empty()) {
      throw Problem{"the last alternative is a letter without a class"};
    }
    if (varying.by_vowel && !grammar_.vowels) throw Problem{"harmony needs letters vowel"};
    grammar_.varying.push_back(std::move(varying));
  }

  static char32_t one_letter(std::string_view word) {
    const std::u32string letters = to_letters(word);
    if (letters.size() != 1) throw Problem{fmt::format("\"{}\" is not one letter", word)};
    return letters.front();
  }

  std::size_t state_named(std::string_view name) {
    for (std::size_t i = 0; i < grammar_.states.size(); ++i) {
      if (grammar_.states[i].name == name) return i;
    }
    grammar_.states.push_back({.name = std::string(name), .line = line_});
    return grammar_.states.size() - 1;
  }

  void body_line(std::string_view line) {
    if (body_ == Body::none) throw Problem{"an indented line belongs to no state"};
    GrammarLine parsed;
    if (body_ == Body::endings) {
      std::string_view rest = line;
      const std::string_view labels = take_until(rest, ":");
      if (rest.empty()) throw Problem{"LABEL: ENDING... is wanted"};
      for (const std::string_view label : line_words(labels)) parsed.labels |= label_bit(label);
      endings(rest, parsed);
    } else {
      std::string_view next = line;
      std::string_view pattern = take_until(next, "->");
      if (next.empty()) throw Problem{"PATTERN -> STATE... is wanted"};
      pattern_line(pattern, parsed);
      continuations(next, parsed);
    }
    grammar_.states[open_].lines.push_back(std::move(parsed));
  }

  std::uint64_t label_bit(std::string_view label) {
    const auto found = std::ranges::find(grammar_.labels, label);
    const auto number = static_cast<std::size_t>(found - grammar_.labels.begin());
    if (number == 64) throw Problem{"a grammar has at most 64 labels"};
    if (found == grammar_.labels.end()) grammar_.labels.emplace_back(label);
    return std::uint64_t{1} << number;
  }

  // (n)In DA if [vowel] = demonym small -> case
  void endings(std::string_view text, GrammarLine& line) {
    std::string_view rest = text;
    std::string_view before = take_until(rest, "->");
    if (text.find("->") != std::string_view::npos) continuations(rest, line);
    std::string_view kind = before;
    before = take_until(kind, " = ");
    for (const std::string_view word : line_words(kind)) {
      if (word == "small") {
        line.small = true;
      } else if (const auto named = mention_kind_named(word); named == MentionKind::name ||
                                                              named == MentionKind::adjective ||
                                                              named == MentionKind::demonym) {
        line.kind = named;
      } else {
        throw Problem{fmt::format("\"{}\" is none of name, adjective, demonym, small", word)};
      }
    }
    std::string_view condition = before;
    before = take_until(condition, " if ");
    if (!only_blanks(condition)) {
      line.pattern = pattern(condition);
      if (line.pattern->kept != line.pattern->elements.size()) {
        throw Problem{"a condition cuts nothing; use each or choose"};
      }
    }
    for (const std::string_view word : line_words(before)) line.suffixes.push_back(suffix(word));
    if (line.suffixes.empty()) throw Problem{"there is no ending; 0 is the empty one"};
  }

  void continuations(std::string_view text, GrammarLine& line) {
    for (std::string_view word : line_words(text)) {
      Next next;
      if (word.ends_with(')')) {
        word.remove_suffix(1);
        std::string_view set = word;
        word = take_until(set, "(");
        next.first_in = class_named(set);
      }
      next.state = state_named(word);
      line.next.push_back(next);
    }
    if (line.next.empty()) throw Problem{"-> leads nowhere"};
  }

  // later |k > ğ
  void pattern_line(std::string_view text, GrammarLine& line) {
    std::string_view end = text;
    line.pattern = pattern(take_until(end, ">"));
    const auto words = line_words(end);
    if (words.size() > 1) throw Problem{"one new end is wanted after >"};
    if (words.empty()) return;
    const std::u32string letters = to_letters(words.front());
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (letters[i] != U'$') {
        line.new_end.push_back(letters[i]);
        continue;
      }
      const std::size_t cut = line.pattern->elements.size() - line.pattern->kept;
      const char32_t digit = i + 1 < letters.size() ? letters[++i] : U'0';
      if (digit < U'1' || digit > U'9' || digit - U'0' > cut) {
        throw Problem{"$ wants the number of an element after the cut"};
      }
      line.new_end.push_back(digit - U'0');
    }
  }

  EndPattern pattern(std::string_view text) {
    EndPattern result;
    auto words = line_words(text);
    if (!words.empty() && words.front() == "later") {
      result.later = true;
      words.erase(words.begin());
    }
    if (words.size() != 1) throw Problem{"one pattern is wanted; * fits everything"};
    if (words.front() == "*") return result;
    const std::u32string letters = to_letters(words.front());
    std::optional<std::size_t> cut;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const char32_t letter = letters[i];
      if (letter == U'^' && i == 0) {
        result.anchored = true;
      } else if (letter == U'|') {
        if (cut) throw Problem{"a pattern is cut once"};
        cut = result.elements.size();
      } else if (letter == U'[' || letter == U'{') {
        const std::size_t close = letters.find(letter == U'[' ? U']' : U'}', i);
        if (close == std::u32string::npos) throw Problem{"a bracket is not closed"};
        result.elements.push_back(
            set_element(letters.substr(i + 1, close - i - 1), letter == U'['));
        i = close;
      } else if (letter == U'.') {
        result.elements.push_back({});
      } else {
        result.elements.push_back({.kind = PatternElement::Kind::letter, .letter = letter});
      }
    }
    result.kept = cut.value_or(result.elements.size());
    return result;
  }

  PatternElement set_element(std::u32string_view inside, bool named) {
    PatternElement element;
    const bool negated = inside.starts_with(U'^');
    if (negated) inside.remove_prefix(1);
    element.kind = negated ? PatternElement::Kind::not_in : PatternElement::Kind::in;
    if (named) {
      element.set = class_named(to_utf8(inside));
    } else {
      LetterSet set{std::u32string(inside)};
      std::ranges::sort(set.letters);
      element.set = grammar_.sets.size();
      grammar_.sets.push_back(std::move(set));
    }
    return element;
  }

  Suffix suffix(std::string_view word) {
    Suffix result;
    if (word.size() > 1 && word.ends_with('-')) {
      result.bound = true;
      word.remove_suffix(1);
    }
    if (word == "0") return result;
    EndingLetter::When when = EndingLetter::When::always;
    bool opened = false;
    for (const char32_t letter : to_letters(word)) {
      if (letter == U'(') {
        if (opened) throw Problem{"brackets do not nest"};
        opened = true;
        continue;
      }
      if (letter == U')') {
        opened = false;
        when = EndingLetter::When::always;
        continue;
      }
      EndingLetter unit{.letter = letter == U'_' ? U' ' : letter};
      for (std::size_t i = 0; i < grammar_.varying.size(); ++i) {
        if (grammar_.varying[i].symbol == letter) unit.vary = i;
      }
      if (opened && when == EndingLetter::When::always) {
        when =
            is_vowel(unit) ? EndingLetter::When::after_consonant : EndingLetter::When::after_vowel;
      }
      unit.when = when;
      result.units.push_back(unit);
    }
    if (opened) throw Problem{"a bracket is not closed"};
    return result;
  }

  bool is_vowel(const EndingLetter& unit) const {
    if (!grammar_.vowels) throw Problem{"(buffer letters) need letters vowel"};
    if (unit.vary != EndingLetter::kNone) return grammar_.varying[unit.vary].by_vowel;
    return grammar_.sets[*grammar_.vowels].contains(unit.letter);
  }

  void finish() {
    std::ranges::sort(grammar_.named.letters);
    if (grammar_.languages.empty()) report(line_, "the language is missing");
    if (grammar_.scripts.empty()) report(line_, "the script is missing");
    for (const GrammarState& state : grammar_.states) {
      if (!state.defined) report(state.line, fmt::format("state {} is not defined", state.name));
    }
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
      for (std::size_t i = 0; i < grammar_.states.size(); ++i) {
        if (grammar_.states[i].name == name) return i;
      }
      return std::nullopt;
    };
    grammar_.attribute = find("attribute");
    if (grammar_.agree && !grammar_.attribute) {
      report(line_, "phrase agree needs a state called attribute");
    }
    if (const auto start = find("start")) {
      grammar_.start = *start;
    } else {
      report(line_, "there is no state called start");
      return;
    }
    refuse_loops();
  }

  // A chain of endings that comes back to itself would never end.
  void refuse_loops() {
    std::vector<int> colour(grammar_.states.size());  // 1: on the way here, 2: done
    std::function<bool(std::size_t)> loops = [&](std::size_t number) {
      if (colour[number] != 0) return colour[number] == 1;
      colour[number] = 1;
      for (const GrammarLine& line : grammar_.states[number].lines) {
        for (const Next& next : line.next) {
          if (loops(next.state)) return true;
        }
      }
      colour[number] = 2;
      return false;
    };
    for (std::size_t i = 0; i < grammar_.states.size(); ++i) {
      if (colour[i] == 0 && loops(i)) {
        report(grammar_.states[i].line,
               fmt::format("state {} comes back to itself", grammar_.states[i].name));
        return;
      }
    }
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t line_ = 0;
  Body body_ = Body::none;
  std::size_t open_ = 0;
  Grammar grammar_;
  std::string problems_;
};

}  // namespace

bool LetterSet::contains(char32_t letter) const {
  return std::ranges::binary_search(letters, letter);
}

Grammar parse_grammar(std::string_view text, std::string_view file) {
  return Parser(text, file).parse();
}

}  // namespace byname
