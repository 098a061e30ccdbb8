#include "places/inflect.h"

#include <algorithm>
#include <optional>

#include "places/letters.h"

namespace byname {
namespace {

class Walk {
 public:
  Walk(const Grammar& grammar, const GrammarScript& script, const InflectOptions& options,
       std::vector<WordForm>& out)
      : grammar_(grammar), script_(script), options_(options), out_(out) {}

  Looked begin(std::u32string_view word, std::size_t state) {
    written_ = word;
    length_ = own_ = word.size();
    for (const char32_t letter : word) seen_.push_back(pattern_letter(grammar_, script_, letter));
    most_ = out_.size() + kMostWordForms;
    go({.state = state}, {.kind = options_.kind, .small = options_.small});
    return looked_;
  }

 private:
  // What the endings so far have decided.
  struct Traits {
    MentionKind kind = MentionKind::name;
    bool small = false;
    std::uint64_t labels = 0;
  };

  void go(const Next& next, const Traits& traits) {
    const GrammarState& state = grammar_.states[next.state];
    for (const GrammarLine& line : state.lines) {
      if (line.pattern && !fits(*line.pattern)) continue;
      take(line, next.first_in, traits);
      if (state.first_only) return;
    }
  }

  // Looks at letters as patterns see them; transparent ones (apostrophes) too.
  bool fits(const EndPattern& pattern) {
    if (pattern.later && !options_.later) return false;
    // From the end, so that no more letters are looked at than the answer needs.
    const std::size_t count = pattern.elements.size();
    for (std::size_t i = 1; i <= count; ++i) {
      look_for(i);
      if (seen_.size() < i) return false;
      const PatternElement& element = pattern.elements[count - i];
      if (element.kind == PatternElement::Kind::any) continue;
      look_at(seen_.size() - i);
      const char32_t letter = seen_[seen_.size() - i];
      switch (element.kind) {
        case PatternElement::Kind::any:
          break;
        case PatternElement::Kind::letter:
          if (letter != element.letter) return false;
          break;
        case PatternElement::Kind::in:
          if (!grammar_.sets[element.set].contains(letter)) return false;
          break;
        case PatternElement::Kind::not_in:
          if (grammar_.sets[element.set].contains(letter)) return false;
          break;
      }
    }
    if (!pattern.anchored) return true;
    look_for(count + 1);
    return seen_.size() == count;
  }

  // Notes that the letter at `index` was looked at, if it is the word's own.
  void look_at(std::size_t index) {
    if (index < own_) looked_.letters = std::max(looked_.letters, length_ - index);
  }
  // Notes that it mattered whether the word so far has `count` letters.
  void look_for(std::size_t count) {
    const std::size_t made = seen_.size() - own_;
    if (count > made) looked_.length = std::max(looked_.length, length_ - own_ + count - made);
  }

  void take(const GrammarLine& line, const std::optional<std::size_t>& first_in,
            const Traits& traits) {
    const std::size_t cut =
        line.pattern ? line.pattern->elements.size() - line.pattern->kept : std::size_t{0};
    if (cut > 0) look_at(seen_.size() - cut);
    const std::size_t own = own_;
    own_ = std::min(own_, seen_.size() - cut);
    const std::u32string cut_written = written_.substr(written_.size() - cut);
    const std::u32string cut_seen = seen_.substr(seen_.size() - cut);
    written_.resize(written_.size() - cut);
    seen_.resize(seen_.size() - cut);
    const std::size_t stem = written_.size();
    for (const char32_t letter : line.new_end) {
      if (letter < 10) {
        written_.push_back(cut_written[letter - 1]);
        seen_.push_back(cut_seen[letter - 1]);
      } else {
        append(letter);
      }
    }

    Traits now = traits;
    now.kind = line.kind.value_or(traits.kind);
    now.small = traits.small || line.small;
    now.labels = traits.labels | line.labels;
    const std::size_t chain = chain_.size();
    if (options_.chains && line.labels != 0) {
      for (std::size_t i = 0; i < grammar_.labels.size(); ++i) {
        if ((line.labels >> i & 1) == 0) continue;
        if (!chain_.empty()) chain_ += chain_.size() > chain ? '/' : '+';
        chain_ += grammar_.labels[i];
      }
    }
    if (line.suffixes.empty()) {
      for (const Next& next : line.next) {
        go({next.state, next.first_in ? next.first_in : first_in}, now);
      }
    }
    for (const Suffix& suffix : line.suffixes) add(line, suffix, first_in, now);

    chain_.resize(chain);
    written_.resize(stem);
    seen_.resize(stem);
    written_ += cut_written;
    seen_ += cut_seen;
    own_ = own;
  }

  void add(const GrammarLine& line, const Suffix& suffix,
           const std::optional<std::size_t>& first_in, const Traits& traits) {
    if (out_.size() >= most_) return;
    const std::size_t stem = written_.size();
    for (const EndingLetter& unit : suffix.units) {
      if (unit.when != EndingLetter::When::always &&
          (unit.when == EndingLetter::When::after_vowel) != ends_in_vowel()) {
        continue;
      }
      append(unit.vary == EndingLetter::kNone ? unit.letter : choose(grammar_.varying[unit.vary]));
    }
    const bool passes =
        !first_in || (seen_.size() > stem && grammar_.sets[*first_in].contains(seen_[stem]));
    if (passes) {
      if (!suffix.bound || options_.bound) {
        out_.push_back({written_, traits.kind, traits.small, suffix.bound, traits.labels, chain_});
      }
      for (const Next& next : line.next) go(next, traits);
    }
    written_.resize(stem);
    seen_.resize(stem);
  }

  void append(char32_t letter) {
    const auto own = script_.from_grammar.find(letter);
    written_.push_back(own == script_.from_grammar.end() ? letter : own->second);
    seen_.push_back(letter);
  }

  // Past an apostrophe, which changes nothing.
  char32_t last_letter() {
    for (std::size_t i = seen_.size(); i-- > 0;) {
      look_at(i);
      if (seen_[i] != U'\'') return seen_[i];
    }
    looked_.beginning = true;
    return 0;
  }

  char32_t last_vowel() {
    const LetterSet& vowels = grammar_.sets[*grammar_.vowels];
    for (std::size_t i = seen_.size(); i-- > 0;) {
      look_at(i);
      if (vowels.contains(seen_[i])) return seen_[i];
    }
    looked_.beginning = true;
    return 0;
  }

  bool ends_in_vowel() { return grammar_.sets[*grammar_.vowels].contains(last_letter()); }

  char32_t choose(const Varying& varying) {
    const char32_t letter = varying.by_vowel ? last_vowel() : last_letter();
    for (const Varying::Alternative& alternative : varying.alternatives) {
      bool all = true;
      for (const std::size_t set : alternative.sets) {
        all = all && grammar_.sets[set].contains(letter);
      }
      if (all) return alternative.letter;
    }
    return varying.alternatives.back().letter;
  }

  const Grammar& grammar_;
  const GrammarScript& script_;
  const InflectOptions& options_;
  std::vector<WordForm>& out_;
  std::u32string written_;  // the word so far
  std::u32string seen_;     // the same, letter by letter, as patterns see it
  std::string chain_;
  std::size_t most_ = 0;
  std::size_t length_ = 0;  // letters of the word given
  std::size_t own_ = 0;     // of them, those that stand uncut in the word so far
  Looked looked_{};
};

}  // namespace

char32_t pattern_letter(const Grammar& grammar, const GrammarScript& script, char32_t letter) {
  const auto special = grammar.lowercase.find(letter);
  letter = special == grammar.lowercase.end() ? lower_letter(letter) : special->second;
  if (const auto own = script.to_grammar.find(letter); own != script.to_grammar.end()) {
    return own->second;
  }
  return grammar.named.contains(letter) ? letter : base_letter(letter);
}

Looked inflect(const Grammar& grammar, const GrammarScript& script, std::u32string_view word,
               std::size_t state, const InflectOptions& options, std::vector<WordForm>& out) {
  return Walk(grammar, script, options, out).begin(word, state);
}

}  // namespace byname
