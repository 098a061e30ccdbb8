#include "tests/reference/slow_candidate.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <set>

#include "tests/reference/slow_letters.h"
#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// How a word of the window is written.
struct Writing {
  bool cased = false;
  bool initial = false;
  bool small = false;  // holds a small letter
};

class Judge {
 public:
  Judge(const SlowGazetteer& gazetteer, const SlowText& text, const SlowWindow& window)
      : gazetteer_(gazetteer),
        text_(text),
        window_(window),
        surface_(text.text.substr(window.begin, window.end - window.begin)),
        script_(is_ascii(surface_) ? int{USCRIPT_LATIN} : main_script(surface_)),
        tag_(window.cut == Cut::tag),
        given_(SlowWords::all().has_role(window.key, "given")),
        word_(SlowWords::all().is_common(window.key, text.lang)) {}

  SlowVerdict run() {
    const auto forms = gazetteer_.forms(window_.key, text_.bare_lang);
    share_doubts(forms);
    SlowVerdict verdict;
    std::vector<SlowOption> words;  // small ones that are words: for want of others
    for (const SpelledForm& form : forms) {
      int confidence = 0;
      Doubts doubts = gazetteer_.name(form.name).doubts;
      if (form.kind == MentionKind::name) {
        if (form.marked == window_.marked) {
          doubts.word = doubts.word || shared_.word;
          doubts.person = doubts.person || shared_.person;
          doubts.people = doubts.people || shared_.people;
          doubts.brand = doubts.brand || shared_.brand;
        }
        doubts.word = doubts.word || word_;
        doubts.person = doubts.person || given_;
      }
      const auto refusal = refuse(form, doubts, confidence);
      if (!refusal) {
        add(option(form, doubts, confidence), wordlike_ ? words : verdict.options);
      } else if (form.is_name && *refusal != RejectReason::none) {
        if (verdict.reason == RejectReason::none || *refusal == RejectReason::common_word)
          verdict.reason = *refusal;
        if (verdict.refused == kNoNumber) verdict.refused = form.name;
      }
    }
    if (verdict.options.empty()) verdict.options = words;
    return verdict;
  }

 private:
  // Doubts about a spelling that all its names share: those of the text's
  // language if it has any, else of all.
  void share_doubts(const std::vector<SpelledForm>& forms) {
    for (const bool own : {true, false}) {
      bool found = false;
      for (const SpelledForm& form : forms) {
        const NameKnowledge& name = gazetteer_.name(form.name);
        if (form.marked != window_.marked || (own && name.lang != text_.bare_lang)) continue;
        found = true;
        shared_.word = shared_.word || name.doubts.word;
        shared_.person = shared_.person || name.doubts.person;
        shared_.people = shared_.people || name.doubts.people;
        shared_.brand = shared_.brand || name.doubts.brand;
      }
      if (found) return;
    }
  }

  // Equal with its marks.
  bool is_exact(const SpelledForm& form) const {
    if (form.marked == window_.marked) return true;
    if (script_ == USCRIPT_ARABIC || script_ == USCRIPT_HEBREW) return true;
    return form.joined && (!form.is_name || without_blanks(form.marked) == window_.marked);
  }

  // Why the form may not stand here; none: a form that is no name has no reason.
  std::optional<RejectReason> refuse(const SpelledForm& form, const Doubts& doubts,
                                     int& confidence) {
    const NameKnowledge& name = gazetteer_.name(form.name);
    const bool exact = is_exact(form);
    small_ = false;
    wordlike_ = false;
    const bool own_language = name.lang == text_.bare_lang;
    const bool cased = text_.has_case(window_.first);
    const bool one_given = given_ && window_.tokens == 1;
    if (form.is_name) {
      confidence = exact ? 990 : 850;
    } else {
      confidence = exact ? 970 : 800;
    }
    if (!exact && window_.marked != window_.key) return RejectReason::other_marks;
    // Hamburger Hafen
    const bool german = text_.lang == "de" && capital_follows();
    if (!form.is_name && form.kind != MentionKind::name && (one_given || (word_ && !german)))
      return RejectReason::none;
    if (!form.is_name && form.kind != MentionKind::name && joins_two()) return RejectReason::none;
    const bool odd = window_.cut == Cut::none && window_.tokens == 1 &&
                     text_.token(window_.first).has(kHasLower) && has_capital_inside(surface_);
    if (odd && !form.joined && !name.inner_capital) return RejectReason::letter_case;
    if (form.is_name && form.kind != MentionKind::name && !tag_ &&
        ((word_ && !own_language) || !speaks(name, exact)))
      return RejectReason::ambiguous;
    if (!form.is_name && form.kind == MentionKind::demonym && form.small && !tag_ && is_surname())
      return RejectReason::none;
    if (!form.is_name) {
      const bool function =
          window_.tokens == 1 && SlowWords::all().is_function_word(window_.key, text_.lang);
      if (one_given || (word_ && !cased) || function || !speaks(name, exact))
        return RejectReason::none;
    } else if (!exact && !tag_) {
      if (word_) return RejectReason::common_word;
      if (letters_in_key(window_.key) < 5 && !own_language && !name.lang.empty())
        return RejectReason::other_marks;
    }
    if (tag_) return refuse_in_tag(form, doubts);
    return refuse_by_case(form, doubts, confidence);
  }

  std::optional<RejectReason> refuse_in_tag(const SpelledForm& form, const Doubts& doubts) const {
    if (letters_in_key(window_.key) < 4) {
      if (doubts.any() || !gazetteer_.name(form.name).shouted) return RejectReason::ambiguous;
      return std::nullopt;
    }
    const Rank rank = gazetteer_.place(gazetteer_.place_of(form.name)).rank;
    const bool wants_capital = doubts.word || (doubts.person && rank < Rank::area);
    if (wants_capital && text_.has_case(window_.first) && !begins_with_capital(surface_))
      return RejectReason::ambiguous;
    return std::nullopt;
  }

  std::optional<RejectReason> refuse_by_case(const SpelledForm& form, const Doubts& doubts,
                                             int& confidence) {
    if (form.small) return std::nullopt;
    const NameKnowledge& name = gazetteer_.name(form.name);
    bool any_cased = false;
    bool any_capital = false;
    bool missing = false;
    for (std::size_t t = 0; t < window_.tokens; ++t) {
      const Writing writing = writing_of(window_.first + t);
      if (!writing.cased) continue;
      any_cased = true;
      any_capital = any_capital || writing.initial;
      if (name.shouted && writing.small && (form.is_name || !begins_shouting())) missing = true;
      bool wanted = t == 0;
      if (window_.cut != Cut::joined && !form.joined) {
        const std::size_t word = std::min<std::size_t>(t, 6);
        wanted = word < name.capitals.size() && name.capitals[word];
      }
      if (wanted && !writing.initial && !may_be_small(window_.first + t)) missing = true;
    }
    const bool small_name = !name.any_capital && !name.inner_capital;
    if (!any_cased || (small_name && !missing)) return std::nullopt;
    if (any_capital) {
      if (missing) return RejectReason::letter_case;
      return std::nullopt;
    }
    const RejectReason reason = refuse_small(form, doubts);
    wordlike_ = reason == RejectReason::common_word && is_wordlike(form, doubts);
    if (reason != RejectReason::none && !wordlike_) return reason;
    small_ = !text_.informal && (wordlike_ || !stands_small(form, doubts));
    confidence -= text_.informal ? 120 : 220;
    return std::nullopt;
  }

  // Written without the capitals that the name has.
  RejectReason refuse_small(const SpelledForm& form, const Doubts& doubts) const {
    const NameKnowledge& name = gazetteer_.name(form.name);
    const auto is_word = [&](const std::string& term) {
      return SlowWords::all().is_common(term, text_.lang) ||
             SlowWords::all().is_small(term, text_.lang) ||
             SlowWords::all().is_function_word(term, text_.lang);
    };
    bool all_words = true;
    for (std::size_t t = 0; t < window_.tokens; ++t)
      all_words =
          all_words && is_word(window_.tokens == 1 ? window_.key : text_.term(window_.first + t));
    if (all_words || doubts.word || doubts.people) return RejectReason::common_word;
    const std::size_t letters = letters_in_key(window_.key);
    const Token& token = text_.token(window_.first);
    bool divided = token.gap == Gap::hyphen_line;
    if (token.gap == Gap::hyphen_space && window_.first > 0) {
      const std::uint32_t before = text_.token(window_.first - 1).end;
      divided = before < window_.begin && text_.text[before] != ' ';
    }
    const bool foreign = is_foreign(name) && !is_latin_among_others(form);
    if (foreign || token.has(kInUrl) || divided || letters < 4) return RejectReason::letter_case;
    if (text_.informal)
      return form.is_name || letters >= 5 ? RejectReason::none : RejectReason::letter_case;
    const bool good = !name.shouted && !doubts.abbreviation && form.kind == MentionKind::name;
    return good ? RejectReason::none : RejectReason::letter_case;
  }

  bool is_foreign(const NameKnowledge& name) const {
    return !text_.bare_lang.empty() && !name.lang.empty() && name.lang != text_.bare_lang &&
           !(text_.informal && close_languages(name.lang, text_.bare_lang, text_.size()));
  }

  // erevan in an Armenian text
  bool is_latin_among_others(const SpelledForm& form) const {
    static const std::set<std::string> others{"ru", "uk", "be", "bg", "mk", "hy", "hyw",
                                              "ka", "fa", "ar", "he", "el", "azb"};
    return others.contains(text_.lang) && script_ == USCRIPT_LATIN && !text_.informal &&
           form.is_name && letters_in_key(window_.key) >= 5 &&
           !SlowWords::all().is_common(window_.key, "en");
  }

  // An ordinary word that is a name all the same, if a sign says so.
  bool is_wordlike(const SpelledForm& form, const Doubts& doubts) const {
    const NameKnowledge& name = gazetteer_.name(form.name);
    const Token& token = text_.token(window_.first);
    const auto beside = [&](std::size_t i, Gap gap) {
      return i < text_.size() && text_.token(i).gap == gap;
    };
    for (const Gap gap : {Gap::dot, Gap::hyphen_line})
      if (beside(window_.first, gap) || beside(window_.first + 1, gap)) return false;
    return form.is_name && form.kind == MentionKind::name && !form.joined && is_exact(form) &&
           window_.tokens == 1 && window_.cut == Cut::none && !text_.informal &&
           !name.lang.empty() && name.lang == text_.bare_lang && letters_in_key(window_.key) >= 4 &&
           !name.shouted && !doubts.people && !doubts.abbreviation && !token.has(kInUrl) &&
           !SlowWords::all().is_function_word(window_.key, text_.lang);
  }

  bool capital_follows() const {
    const std::size_t next = window_.first + window_.tokens;
    if (next >= text_.size() || !text_.token(next).has(kInitialUpper)) return false;
    return text_.token(next).gap == Gap::space || text_.token(next).gap == Gap::hyphen;
  }

  // By itself; what may be small but does not stand so wants the text to speak of it.
  bool stands_small(const SpelledForm& form, const Doubts& doubts) const {
    return form.is_name && !doubts.person && !is_foreign(gazetteer_.name(form.name)) &&
           letters_in_key(window_.key) >= (text_.lang == "en" ? 5U : 7U);
  }

  // As far as the window covers the token.
  Writing writing_of(std::size_t i) const {
    const Token& token = text_.token(i);
    if (window_.begin <= token.begin && window_.end >= token.end) {
      // Côte d’Ivoire
      const bool behind = token.has(kApostrophe) &&
                          holds_capital(text_.text.substr(token.begin, token.end - token.begin));
      return {text_.has_case(i), token.has(kInitialUpper) || behind, token.has(kHasLower)};
    }
    const std::uint32_t begin = std::max(window_.begin, token.begin);
    const std::string_view part =
        text_.text.substr(begin, std::min(window_.end, token.end) - begin);
    return {text_.has_case(i), begins_with_capital(part), holds_small_letter(part)};
  }

  bool may_be_small(std::size_t i) const {
    if (window_.tokens == 1) return false;
    const std::string term = text_.term(i);
    return SlowWords::all().has_role(term, "district") ||
           SlowWords::all().has_role(term, "corridor") ||
           SlowWords::all().has_role(term, "place") ||
           SlowWords::all().has_role(term, "preposition");
  }

  // USA's: the first two characters are capitals.
  bool begins_shouting() const {
    std::size_t second = 1;
    while (second < surface_.size() && (surface_[second] & 0xc0) == 0x80) ++second;
    return begins_with_capital(surface_) && begins_with_capital(surface_.substr(second));
  }

  // Iranian-Azerbaijani: two adjectives with a hyphen.
  bool joins_two() const {
    if (window_.tokens == 1) return false;
    bool hyphen = false;
    for (std::size_t t = 1; t < window_.tokens; ++t)
      hyphen = hyphen || text_.token(window_.first + t).gap == Gap::hyphen;
    const auto forms = gazetteer_.forms(text_.term(window_.first), text_.bare_lang);
    return hyphen && std::any_of(forms.begin(), forms.end(), [](const SpelledForm& form) {
             return form.kind != MentionKind::name;
           });
  }

  // Чехов, Поляков: a demonym that is written small has a capital in mid-sentence.
  bool is_surname() const {
    const Token& token = text_.token(window_.first);
    if (!token.has(kCased) || !token.has(kInitialUpper) || !token.has(kHasLower)) return false;
    return ends_like_a_surname(window_.key) || token.gap == Gap::space || token.gap == Gap::dot ||
           token.gap == Gap::hyphen;
  }

  // Whether a word of this language may stand in the text.
  bool speaks(const NameKnowledge& name, bool exact) const {
    const std::string& lang = text_.bare_lang;
    if (name.lang == lang || name.lang.empty()) return true;
    if (close_languages(name.lang, lang, text_.size())) return true;
    if (!exact) return false;
    static const std::set<std::string> cyrillic{"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky",
                                                "tg", "mn", "tt", "ba", "ce", "av", "os", "ab"};
    const bool tells =
        !is_ascii(surface_) && (script_ != USCRIPT_CYRILLIC || !cyrillic.contains(text_.lang));
    return lang.empty() || tells || name.lang == "en";
  }

  SlowOption option(const SpelledForm& form, const Doubts& doubts, int confidence) const {
    const NameKnowledge& name = gazetteer_.name(form.name);
    const bool exact = is_exact(form);
    SlowOption result{.place = gazetteer_.place_of(form.name),
                      .name = form.name,
                      .kind = form.kind,
                      .rule = tag_            ? MentionRule::hashtag
                              : !form.is_name ? MentionRule::inflected
                              : exact         ? MentionRule::listed
                                              : MentionRule::unmarked,
                      .is_name = form.is_name,
                      .small = small_,
                      .wordlike = wordlike_,
                      .weight = name.weight,
                      .doubts = doubts,
                      .confidence = tag_ ? std::min(confidence, 960) : confidence};
    if (exact) result.rank += 8;
    if (form.is_name) result.rank += 4;
    if (name.lang == text_.bare_lang) result.rank += 3;
    result.rank += name.weight + static_cast<int>(gazetteer_.place(result.place).rank);
    if (!doubts.any() || doubts.only_elsewhere()) result.rank += 3;
    return result;
  }

  // One option a place: the likelier, of two alike the name with the lower number.
  static void add(const SlowOption& option, std::vector<SlowOption>& options) {
    for (SlowOption& other : options) {
      if (other.place != option.place) continue;
      const bool alike = option.rule == other.rule;
      const int weight = alike ? std::max(option.weight, other.weight) : 0;
      if (option.rank > other.rank || (option.rank == other.rank && option.name < other.name))
        other = option;
      if (alike) other.weight = weight;
      return;
    }
    options.push_back(option);
  }

  const SlowGazetteer& gazetteer_;
  const SlowText& text_;
  const SlowWindow& window_;
  const std::string_view surface_;
  const int script_;
  const bool tag_;
  const bool given_;
  const bool word_;
  Doubts shared_{};
  bool small_ = false;  // of the form in hand: written small, wants support
  bool wordlike_ = false;
};

}  // namespace

SlowVerdict candidates(const SlowGazetteer& gazetteer, const SlowText& text,
                       const SlowWindow& window) {
  return Judge(gazetteer, text, window).run();
}

}  // namespace byname::test
