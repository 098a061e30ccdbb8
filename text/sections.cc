#include "text/sections.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "text/function_words.h"
#include "text/language.h"

namespace byname {
namespace {

constexpr std::size_t kLeastWords = 5;     // of a line in another script
constexpr std::size_t kLeastSentence = 6;  // words of a line in the same script
constexpr std::size_t kLookedAt = 24;      // words of a line whose function words are counted
constexpr std::size_t kMainScriptWords = 200;
constexpr std::size_t kLongestAsked = 2048;  // bytes

bool is_plain_word(const Token& token) {
  return token.has(kLetter) && !token.has(kInUrl) && !token.has(kHashtag) && !token.has(kHandle);
}

Script main_script(const TokenStream& stream, std::size_t first, std::size_t last,
                   std::size_t limit) {
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> words{};
  std::size_t seen = 0;
  for (std::size_t i = first; i < last && seen < limit; ++i) {
    if (!is_plain_word(stream.tokens[i])) continue;
    ++words[static_cast<std::size_t>(script_of(stream.term(i)))];
    ++seen;
  }
  const auto most = std::max_element(words.begin(), words.end());
  return *most == 0 ? Script::none : static_cast<Script>(most - words.begin());
}

// What the function words of a line say.
struct Votes {
  std::size_t own = 0;
  std::size_t most = 0;  // of a language that is not the document's
  std::array<std::size_t, 32> others{};

  // A word or two may be spelt alike: «on» is ten in Azerbaijani.
  bool against() const { return most >= 2 && most >= 3 * own; }
  std::size_t of(std::string_view lang) const {
    const std::uint32_t bit = FunctionWords::all().bit_of(lang);
    return bit == 0 ? 0 : others[static_cast<std::size_t>(std::countr_zero(bit))];
  }
};

Votes votes_of(const TokenStream& stream, std::size_t first, std::size_t last,
               std::string_view lang) {
  const std::uint32_t own = FunctionWords::all().bit_of(lang);
  Votes votes;
  std::size_t seen = 0;
  for (std::size_t i = first; i < last && seen < kLookedAt; ++i) {
    if (!is_plain_word(stream.tokens[i])) continue;
    ++seen;
    std::uint32_t languages = FunctionWords::all().mask_of(stream.term(i));
    if ((languages & own) != 0) {
      if (++votes.own >= 2 && !votes.against()) return votes;
      continue;
    }
    for (; languages != 0; languages &= languages - 1) {
      const auto other = static_cast<std::size_t>(std::countr_zero(languages));
      votes.most = std::max(votes.most, ++votes.others[other]);
    }
  }
  return votes;
}

class Sections {
 public:
  Sections(std::string_view text, const TokenStream& stream, std::string_view lang)
      : text_(text),
        stream_(stream),
        lang_(lang),
        has_words_(FunctionWords::all().bit_of(lang) != 0),
        script_(main_script(stream, 0, stream.tokens.size(), kMainScriptWords)) {}

  std::vector<LanguageSection> find() {
    const std::vector<Token>& tokens = stream_.tokens;
    for (std::size_t first = 0, last = 0; first < tokens.size(); first = last) {
      for (last = first + 1; last < tokens.size() && !begins_line(last); ++last) {
      }
      std::string other = language_of_line(first, last);
      if (other.empty() || other == lang_) continue;
      const auto from = static_cast<std::uint32_t>(first), to = static_cast<std::uint32_t>(last);
      if (!found_.empty() && found_.back().last == from && found_.back().lang == other)
        found_.back().last = to;
      else
        found_.push_back({from, to, std::move(other)});
    }
    return std::move(found_);
  }

 private:
  bool begins_line(std::size_t i) const {
    const std::uint32_t end = stream_.tokens[i - 1].end, begin = stream_.tokens[i].begin;
    return stream_.tokens[i].gap == Gap::paragraph ||
           text_.substr(end, begin - end).find('\n') != std::string_view::npos;
  }

  // Empty: the document's.
  std::string language_of_line(std::size_t first, std::size_t last) const {
    std::size_t words = 0;
    for (std::size_t i = first; i < last && words < kLeastSentence; ++i)
      words += is_plain_word(stream_.tokens[i]);
    if (words < kLeastWords) return {};
    const Script script = main_script(stream_, first, last, kLeastSentence);
    const bool foreign = script != script_ && script != Script::none && script_ != Script::none;
    if (!foreign && (words < kLeastSentence || !has_words_)) return {};
    const Votes votes = votes_of(stream_, first, last, lang_);
    if (foreign ? votes.own > 0 : !votes.against()) return {};
    const std::uint32_t begin = stream_.tokens[first].begin;
    std::uint32_t end = stream_.tokens[last - 1].end;
    for (std::size_t i = last; i > first && end - begin > kLongestAsked; --i)
      end = stream_.tokens[i - 1].begin;
    std::string asked = language_of(text_.substr(begin, end - begin));
    if (!foreign && votes.of(asked) < 2) return {};
    return asked;
  }

  std::string_view text_;
  const TokenStream& stream_;
  std::string_view lang_;
  bool has_words_;
  Script script_;
  std::vector<LanguageSection> found_{};
};

}  // namespace

std::vector<LanguageSection> language_sections(std::string_view text, const TokenStream& stream,
                                               std::string_view lang) {
  if (lang.empty() || stream.tokens.empty()) return {};
  return Sections(text, stream, lang).find();
}

}  // namespace byname
