#include "places/candidate.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "places/code_points.h"
#include "places/hashtag.h"
#include "places/word_lists.h"
#include "schemas/hash.h"
#include "text/language.h"
#include "text/scanner.h"
#include "text/stem.h"

namespace byname {

namespace {

// Characters, not bytes, of a key; enough for "under four letters".
std::size_t letters_of(std::string_view key) {
  return static_cast<std::size_t>(std::count_if(key.begin(), key.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80 && c != ' ' && c != '\'';
  }));
}

struct Case {
  bool cased = false;
  bool initial = false;  // the first letter is a capital
  bool lower = false;    // holds a small letter
};

// d’Ivoire: behind an elided article stands the capital of the name.
bool has_capital_behind_apostrophe(std::string_view text, const Token& token) {
  if (!token.has(kApostrophe) || token.has(kInitialUpper)) return false;
  for (std::size_t i = token.begin; i < token.end;) {
    const CodePoint c = code_point_at(text, i);
    if (is_upper_letter(c.value)) return true;
    i += c.bytes;
  }
  return false;
}

Case case_of(std::string_view text, const Token& token) {
  return {writes_capitals(text, token),
          token.has(kInitialUpper) || has_capital_behind_apostrophe(text, token),
          token.has(kHasLower)};
}

// Of a part of a token: what stands before or after its apostrophe.
Case case_of_part(std::string_view text, const Token& token, std::uint32_t begin,
                  std::uint32_t end) {
  Case result{.cased = writes_capitals(text, token)};
  for (std::size_t i = begin; i < end;) {
    const CodePoint c = code_point_at(text, i);
    if (i == begin) result.initial = is_upper_letter(c.value);
    result.lower = result.lower || is_small_letter(c.value);
    i += c.bytes;
  }
  return result;
}

constexpr std::uint32_t packed(const char (&code)[3]) {
  return static_cast<std::uint32_t>(code[0]) << 8 | static_cast<unsigned char>(code[1]);
}

bool in_latin(std::string_view text) { return script_of(text) == Script::latin; }

bool writes_other_than_latin(std::string_view lang) {
  static constexpr std::string_view kOthers[] = {"ru", "uk", "be", "bg", "mk", "hy", "hyw",
                                                 "ka", "fa", "ar", "he", "el", "azb"};
  return std::find(std::begin(kOthers), std::end(kOthers), lang) != std::end(kOthers);
}

bool ascii(std::string_view text) {
  const char* p = text.data();
  std::size_t left = text.size();
  for (; left >= 8; p += 8, left -= 8) {
    std::uint64_t eight;
    std::memcpy(&eight, p, 8);
    if ((eight & 0x8080808080808080U) != 0) return false;
  }
  return std::all_of(p, p + left, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Adds an option to those from `before` on: one a place.
void merge(const Option& option, std::vector<Option>& options, std::size_t before) {
  const auto same =
      std::find_if(options.begin() + static_cast<std::ptrdiff_t>(before), options.end(),
                   [&](const Option& o) { return o.place == option.place; });
  if (same == options.end()) {
    options.push_back(option);
    return;
  }
  // A by-form of one language may be the name of another: Füzuli in Turkish.
  const bool alike = option.rule == same->rule;
  const std::uint8_t weight = std::max(option.fact.weight, same->fact.weight);
  if (option.rank > same->rank || (option.rank == same->rank && option.name < same->name))
    *same = option;
  if (alike) same->fact.weight = weight;
}

}  // namespace

std::string CandidateJudge::with_marks(const Window& window) const {
  const auto surface = [&](std::uint32_t begin, std::uint32_t end) {
    return fold_keeping_marks(setting_.text.substr(begin, end - begin));
  };
  std::string marked;
  if (window.shape == Shape::joined) {
    for (std::uint32_t t = window.first; t < window.first + window.tokens; ++t) {
      const Token& token = setting_.stream->tokens[t];
      marked += surface(token.begin, token.end);
    }
    return marked;
  }
  if (!window.marked.empty()) return std::string(window.marked);
  marked = surface(window.begin, window.end);
  if (window.shape == Shape::without_apostrophe) {
    const auto last = marked.begin() + static_cast<std::ptrdiff_t>(marked.rfind(' ') + 1);
    marked.erase(std::remove(last, marked.end(), '\''), marked.end());
  }
  return marked;
}

// Whether the marks tell nothing: the scanner met none in these whole words.
bool CandidateJudge::is_unmarked(const Window& window) const {
  if (window.shape != Shape::whole) return false;
  const auto& tokens = setting_.stream->tokens;
  for (std::uint32_t t = window.first; t < window.first + window.tokens; ++t)
    if (tokens[t].has(kMarked) || tokens[t].has(kMixedScript) || tokens[t].has(kApostrophe))
      return false;
  return true;
}

CandidateJudge::Capitals CandidateJudge::capitals(const Window& window, const NameFact& fact,
                                                  const FormEntry& entry) const {
  if (entry.lower_case) return Capitals::right;
  const auto& tokens = setting_.stream->tokens;
  bool any_cased = false;
  bool any_capital = false;
  bool missing = false;
  for (std::uint16_t t = 0; t < window.tokens; ++t) {
    const Token& token = tokens[window.first + t];
    const std::uint32_t begin = std::max(window.begin, token.begin);
    const std::uint32_t end = std::min(window.end, token.end);
    const bool whole = begin == token.begin && end == token.end;
    const Case c =
        whole ? case_of(setting_.text, token) : case_of_part(setting_.text, token, begin, end);
    if (!c.cased) continue;
    any_cased = true;
    if (fact.shouted && c.lower && !(entry.is_name ? false : starts_shouting(window)))
      missing = true;
    if (c.initial) any_capital = true;
    const bool wanted = window.shape == Shape::joined || entry.joined
                            ? t == 0
                            : (fact.capitals >> std::min<int>(t, 6) & 1) != 0;
    if (!wanted || c.initial) continue;
    // Words for kinds of places are written either way: Lachin corridor.
    const bool either_way =
        window.tokens > 1 && (roles_of(setting_.stream->term(window.first + t)) &
                              (kDistrictWord | kCorridorWord | kPlaceWord | kPreposition)) != 0;
    if (!either_way) missing = true;
  }
  if (!any_cased || (fact.capitals == 0 && !missing)) return Capitals::right;
  if (!any_capital) return Capitals::none;
  return missing ? Capitals::partly : Capitals::right;
}

// Iranian-Azerbaijani is said of two countries, even where Iranian Azerbaijan
// is a place; нагорно-карабахский of one, for нагорно is no place's adjective.
bool CandidateJudge::joins_two(const Window& window, const FormEntry& entry) {
  if (entry.is_name || entry.kind == MentionKind::name) return false;
  bool hyphen = false;
  for (std::uint16_t t = 1; t < window.tokens; ++t)
    hyphen = hyphen || setting_.stream->tokens[window.first + t].gap == Gap::hyphen;
  if (!hyphen) return false;
  facts_.gazetteer().forms(setting_.stream->term(window.first), parts_, setting_.texts);
  return std::any_of(parts_.begin(), parts_.end(), [](const FormEntry& part) {
    return part.kind == MentionKind::adjective || part.kind == MentionKind::demonym;
  });
}

bool CandidateJudge::is_surname(const Window& window, std::string_view key) const {
  const auto& tokens = setting_.stream->tokens;
  const Token& token = tokens[window.first];
  if (!token.has(kCased) || !token.has(kInitialUpper) || !token.has(kHasLower)) return false;
  const Gap gap = token.gap;
  return looks_like_surname(key) || gap == Gap::space || gap == Gap::dot || gap == Gap::hyphen;
}

// USA's, США-да: the letters of the name itself are capitals.
bool CandidateJudge::starts_shouting(const Window& window) const {
  const CodePoint first = code_point_at(setting_.text, window.begin);
  const std::size_t second = window.begin + first.bytes;
  return second < window.end && is_upper_letter(first.value) &&
         is_upper_letter(code_point_at(setting_.text, second).value);
}

// баку-агдам: in its own language, whole, and not a mere article or pronoun.
bool CandidateJudge::may_be_wordlike(const Window& window, std::string_view key,
                                     const NameFact& fact, const FormEntry& entry) const {
  const auto& tokens = setting_.stream->tokens;
  const std::size_t next = std::size_t{window.first} + 1;
  const auto apart = [&](const Token& token) {
    return token.gap != Gap::dot && token.gap != Gap::hyphen_line;
  };
  return entry.is_name && entry.kind == MentionKind::name && !entry.joined && window.tokens == 1 &&
         window.shape == Shape::whole && !setting_.informal && fact.lang != 0 &&
         fact.lang == setting_.packed_lang && letters_of(key) >= 4 && !fact.shouted &&
         (fact.doubts & (kDoubtPeople | kDoubtAbbreviation)) == 0 &&
         !is_function_word(key, setting_.lang) && !tokens[window.first].has(kInUrl) &&
         apart(tokens[window.first]) && (next >= tokens.size() || apart(tokens[next]));
}

// Hamburger Hafen is said of the town, zwei Hamburger und Bier are not.
bool CandidateJudge::before_a_capital(const Window& window) const {
  const std::size_t next = std::size_t{window.first} + window.tokens;
  const auto& tokens = setting_.stream->tokens;
  return next < tokens.size() && tokens[next].has(kInitialUpper) &&
         (tokens[next].gap == Gap::space || tokens[next].gap == Gap::hyphen);
}

CandidateJudge::Small CandidateJudge::small_letters_do(const Window& window, std::string_view key,
                                                       const NameFact& fact, const FormEntry& entry,
                                                       RejectReason& reason) const {
  const TokenStream& stream = *setting_.stream;
  reason = RejectReason::letter_case;
  bool all_common = true;
  for (std::uint16_t t = 0; t < window.tokens; ++t) {
    const std::string_view term = window.tokens == 1 ? key : stream.term(window.first + t);
    if (!is_common_word(term, setting_.lang) && !is_small_word(term, setting_.lang) &&
        !is_function_word(term, setting_.lang))
      all_common = false;
  }
  if (all_common || (fact.doubts & (kDoubtWord | kDoubtPeople)) != 0) {
    reason = RejectReason::common_word;
    return may_be_wordlike(window, key, fact, entry) ? Small::as_word : Small::no;
  }
  const std::size_t letters = letters_of(key);
  const bool foreign =
      fact.lang != setting_.packed_lang && setting_.packed_lang != 0 && fact.lang != 0 &&
      !(setting_.informal &&
        are_close(fact.lang, setting_.packed_lang, setting_.stream->tokens.size()));
  // erevan in an Armenian text is no word of it.
  const bool other_script =
      in_latin(setting_.text.substr(window.begin, window.end - window.begin)) &&
      writes_other_than_latin(setting_.lang);
  if (foreign && (!other_script || setting_.informal || !entry.is_name || letters < 5 ||
                  is_common_word(key, "en")))
    return Small::no;
  const Token& token = setting_.stream->tokens[window.first];
  if (token.has(kInUrl)) return Small::no;
  // The rest of a divided word: intelli- gence.
  if (token.gap == Gap::hyphen_line) return Small::no;
  if (token.gap == Gap::hyphen_space && window.first > 0) {
    const std::uint32_t before = stream.tokens[window.first - 1].end;
    if (before < window.begin && setting_.text[before] != ' ') return Small::no;
  }
  if (letters < 4 || (fact.shouted && !setting_.informal)) return Small::no;
  if (setting_.informal) return entry.is_name || letters >= 5 ? Small::yes : Small::no;
  if ((fact.doubts & kDoubtAbbreviation) != 0 || entry.kind != MentionKind::name) return Small::no;
  // In a text that has its capitals a small name is rare, a word that nobody
  // listed is not: by themselves only names that are long, or of a language with
  // a list; all others where the text speaks of the place or of its country.
  if (foreign) return Small::with_support;
  const bool long_enough = letters >= (setting_.lang == "en" ? 5U : 7U);
  return entry.is_name && long_enough && (fact.doubts & kDoubtPerson) == 0 ? Small::yes
                                                                           : Small::with_support;
}

// Cyrillic says little in a text of a language that is written in it, and much
// in any other: a Russian caption under an English article.
bool CandidateJudge::tells_language(Script script) const {
  static constexpr std::string_view kCyrillic[] = {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky",
                                                   "tg", "mn", "tt", "ba", "ce", "av", "os", "ab"};
  return script != Script::cyrillic || std::find(std::begin(kCyrillic), std::end(kCyrillic),
                                                 setting_.lang) == std::end(kCyrillic);
}

// Whether a form of a name's language may stand in this text. Scripts other
// than Latin and Cyrillic tell the language, and so do letters outside ASCII in
// a Latin word (`telling`).
bool CandidateJudge::speaks(const NameFact& fact, bool exact, bool telling) const {
  const std::uint32_t text = setting_.packed_lang;
  if (fact.lang == text || fact.lang == 0) return true;
  if (are_close(fact.lang, text, setting_.stream->tokens.size())) return true;
  if (!exact) return false;
  if (text == 0 || telling) return true;
  return fact.lang == packed("en");
}

// A doubt about a spelling is a doubt about every entry of that spelling: that
// laçın is a falcon holds for the Turkish name as for the Azerbaijani one. What
// the names of the text's own language say comes first, if there are such.
void CandidateJudge::gather(const std::vector<FormEntry>& entries, const KeyFacts& of_key) {
  const std::uint32_t marked = of_key.marked;
  gathered_.clear();
  std::uint8_t own = 0;
  std::uint8_t any = 0;
  bool has_own = false;
  for (const FormEntry& entry : entries) {
    gathered_.push_back(facts_.of(entry.name));
    const NameFact& fact = gathered_.back();
    if (entry.marked != marked) continue;
    any |= fact.doubts;
    if (fact.lang != setting_.packed_lang) continue;
    own |= fact.doubts;
    has_own = true;
  }
  const std::uint8_t shared =
      (has_own ? own : any) & (kDoubtWord | kDoubtPerson | kDoubtPeople | kDoubtBrand);
  for (std::size_t e = 0; e < entries.size(); ++e) {
    if (entries[e].kind != MentionKind::name) continue;
    if (entries[e].marked == marked) gathered_[e].doubts |= shared;
    if (of_key.word) gathered_[e].doubts |= kDoubtWord;
    if (of_key.given) gathered_[e].doubts |= kDoubtPerson;
  }
}

// Forms written as one word have the hash of what they are written from.
bool CandidateJudge::equal_but_for_blanks(const FormEntry& entry,
                                          std::string_view marked_key) const {
  if (!entry.is_name) return true;
  std::string marked = fold_keeping_marks(facts_.gazetteer().text_of(entry.name));
  std::erase(marked, ' ');
  return marked == marked_key;
}

std::size_t CandidateJudge::options(const Window& window, std::string_view key,
                                    const std::vector<FormEntry>& entries,
                                    std::vector<Option>& options, RejectReason& reason,
                                    NameNumber& refused) {
  reason = RejectReason::none;
  refused = kNoNumber;
  wordlike_.clear();
  const std::size_t before = options.size();
  const bool tag = window.shape == Shape::tag;
  const std::string_view surface = setting_.text.substr(window.begin, window.end - window.begin);
  const bool plain = ascii(surface);
  std::string with;
  std::string_view marked_key = key;
  const std::uint64_t hash = hash64(key);
  std::uint32_t marked = static_cast<std::uint32_t>(hash);
  const std::uint32_t unmarked = marked;
  if (!plain && is_unmarked(window)) {
    assert(with_marks(window) == key);
  } else if (!plain) {
    with = with_marks(window);
    marked_key = with;
    marked = static_cast<std::uint32_t>(hash64(marked_key));
  }
  const auto refuse = [&](const FormEntry& entry, RejectReason why) {
    if (!entry.is_name) return;
    if (reason == RejectReason::none || why == RejectReason::common_word) reason = why;
    if (refused == kNoNumber) refused = entry.name;
  };
  const Script script = plain ? Script::latin : script_of(surface);
  // Vowel signs are written or left out at will.
  const bool abjad = script == Script::arabic || script == Script::hebrew;
  const std::uint64_t of_words = window.tokens == 1 && window.shape == Shape::whole
                                     ? setting_.scouted->hashes[window.first]
                                     : key_hash(key);
  const KeyFacts of_key{.marked = marked,
                        .word = is_common_word(key, of_words, setting_.lang),
                        .given = (roles_of(key, of_words) & kGivenName) != 0};
  gather(entries, of_key);
  const bool given = window.tokens == 1 && of_key.given;
  const bool word = of_key.word;
  const bool function = window.tokens == 1 && is_function_word(hash, setting_.lang);
  const bool cased = writes_capitals(setting_.text, setting_.stream->tokens[window.first]);
  const bool odd_capitals = !tag && window.tokens == 1 && window.shape == Shape::whole &&
                            setting_.stream->tokens[window.first].has(kHasLower) &&
                            has_inner_capital(surface);
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const FormEntry& entry = entries[e];
    const NameFact& fact = gathered_[e];
    const bool exact = entry.marked == marked || abjad ||
                       (entry.joined && equal_but_for_blanks(entry, marked_key));
    // A surface with marks of its own that the name has not: Suša.
    if (!exact && marked != unmarked) {
      refuse(entry, RejectReason::other_marks);
      continue;
    }
    int confidence = entry.is_name ? (exact ? 990 : 850) : (exact ? 970 : 800);
    if (entry.kind != MentionKind::name && !entry.is_name &&
        (given || (word && !(setting_.lang == "de" && before_a_capital(window)))))
      continue;
    if (window.tokens > 1 && joins_two(window, entry)) continue;
    if (odd_capitals && !entry.joined && (fact.capitals & kInnerCapital) == 0) {
      refuse(entry, RejectReason::letter_case);
      continue;
    }
    // Words derived from names belong to their language, listed or not: the
    // French fin is no Finn in English.
    if (entry.kind != MentionKind::name && entry.is_name && !tag &&
        ((word && fact.lang != setting_.packed_lang) ||
         !speaks(fact, exact, !plain && tells_language(script)))) {
      refuse(entry, RejectReason::ambiguous);
      continue;
    }
    // What a language writes small and the text does not, in the middle of a
    // sentence, is somebody's name: Чехов, Поляков.
    if (entry.kind == MentionKind::demonym && entry.lower_case && !entry.is_name && !tag &&
        is_surname(window, key))
      continue;
    if (!entry.is_name) {
      if (given || (word && !cased) || function) continue;
      if (!speaks(fact, exact, !plain && tells_language(script))) continue;
    } else if (!exact && !tag) {
      if (word) {
        refuse(entry, RejectReason::common_word);
        continue;
      }
      // Four letters without their marks are too little outside the name's own
      // language: Cin, Susa.
      if (letters_of(key) < 5 && fact.lang != setting_.packed_lang && fact.lang != 0) {
        refuse(entry, RejectReason::other_marks);
        continue;
      }
    }
    bool small = false;
    bool wordlike = false;
    if (!tag) {
      const Capitals c = capitals(window, fact, entry);
      if (c == Capitals::partly) {
        refuse(entry, RejectReason::letter_case);
        continue;
      }
      if (c == Capitals::none) {
        RejectReason why;
        const Small verdict = small_letters_do(window, key, fact, entry, why);
        if (verdict == Small::no || (verdict == Small::as_word && !exact)) {
          refuse(entry, why);
          continue;
        }
        wordlike = verdict == Small::as_word;
        small = wordlike || verdict == Small::with_support;
        confidence -= setting_.informal ? 120 : 220;
      }
    } else if (letters_of(key) < 4 && (fact.doubts != 0 || !fact.shouted)) {
      refuse(entry, RejectReason::ambiguous);
      continue;
    } else if ((fact.doubts & kDoubtWord) != 0 ||
               ((fact.doubts & kDoubtPerson) != 0 &&
                facts_.of_place(entry.place).standing < Standing::area)) {
      const CodePoint first = code_point_at(surface, 0);
      const Token& token = setting_.stream->tokens[window.first];
      if (writes_capitals(setting_.text, token) && !is_upper_letter(first.value)) {
        refuse(entry, RejectReason::ambiguous);
        continue;
      }
    }
    const PlaceNumber place = entry.place;
    const bool own_language = fact.lang == setting_.packed_lang;
    Option option{
        .place = place,
        .name = entry.name,
        .kind = entry.kind,
        .rule = tag              ? MentionRule::hashtag
                : !entry.is_name ? MentionRule::inflected
                : exact          ? MentionRule::listed
                                 : MentionRule::unmarked,
        .is_name = entry.is_name,
        .small = small,
        .wordlike = wordlike,
        .fact = fact,
        .confidence = static_cast<std::uint16_t>(tag ? std::min(confidence, 960) : confidence)};
    option.rank = static_cast<std::int16_t>(
        (exact ? 8 : 0) + (entry.is_name ? 4 : 0) + (own_language ? 3 : 0) + fact.weight +
        static_cast<int>(facts_.of_place(place).standing) +
        (fact.doubts == 0 || fact.doubts == kDoubtElsewhere ? 3 : 0));
    if (wordlike) {
      merge(option, wordlike_, 0);
    } else {
      merge(option, options, before);
    }
  }
  if (options.size() == before) options.insert(options.end(), wordlike_.begin(), wordlike_.end());
  return options.size() - before;
}

}  // namespace byname
