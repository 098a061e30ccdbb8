#include "text/language.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

// Needs <cstdio>, <string> and <vector> before it.
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "text/char_table.h"
#include "text/decode.h"
#include "text/east_asian.h"
#include "text/function_words.h"
#include "text/glance.h"
#include "text/scanner.h"
#include "text/stem.h"

namespace byname {

namespace {

// What is looked at: enough for any of the methods, however long the text.
constexpr std::size_t kScanned = 16384;  // bytes of the text
constexpr std::size_t kSample = 1280;    // bytes of words taken from it
constexpr std::size_t kSurely = 640;     // bytes of the sample that may be enough
// Below it function words tell more than CLD2's statistics.
constexpr std::size_t kShort = 200;  // letters
// Words of so many may tell the language by themselves.
constexpr std::size_t kFewLetters = 10;

std::string_view prefix_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && is_continuation(static_cast<unsigned char>(text[bytes]))) --bytes;
  return text.substr(0, bytes);
}

// The words of a text that are prose: no URLs, hashtags, handles or numbers.
class Sample {
 public:
  // Takes `size` bytes; `names`: also of words with a capital.
  Sample(std::string_view text, std::size_t size, bool names = true) : names_(names) {
    // Most texts fill the sample with their beginning; only where URLs and tables stand there
    // is more of it cut into words.
    for (const std::size_t scanned : {size + size / 4, kScanned}) {
      text_.clear();
      terms_.clear();
      if (take(prefix_of(text, scanned), size) || text.size() <= scanned) break;
    }
    count();
  }

  const std::string& text() const { return text_; }  // valid UTF-8
  const std::vector<std::string>& terms() const { return terms_; }
  std::size_t letters() const { return letters_; }

  std::size_t letters(Script script) const { return scripts_[static_cast<std::size_t>(script)]; }
  Script main_script() const {
    const auto most = std::max_element(scripts_.begin() + 1, scripts_.end());
    return *most == 0 ? Script::none : static_cast<Script>(most - scripts_.begin());
  }
  // How often any of the letters occurs.
  std::size_t count_of(std::u32string_view set) const {
    std::size_t n = 0;
    for (const char32_t c : set) {
      if (c < low_.size()) {
        n += low_[c];
      } else if (const auto at = counts_.find(c); at != counts_.end()) {
        n += at->second;
      }
    }
    return n;
  }
  // How many words hold any of the letters.
  std::size_t words_with(std::u32string_view set) const {
    std::size_t words = 0;
    bool counted = false;
    const auto* p = reinterpret_cast<const unsigned char*>(text_.data());
    const auto* end = p + text_.size();
    while (p < end) {
      const DecodedLetter d = decode(p, end);
      p += d.length;
      if (d.code_point == U' ' || d.code_point == U'-') {
        counted = false;
      } else if (!counted && set.find(d.code_point) != set.npos) {
        counted = true;
        ++words;
      }
    }
    return words;
  }
  // Of letters from U+0700 on.
  const std::map<char32_t, std::size_t>& counts() const { return counts_; }

 private:
  // Whether the sample became full.
  bool take(std::string_view text, std::size_t size) {
    TokenStream stream;
    scan(text, stream);
    for (const Token& token : stream.tokens) {
      constexpr unsigned kNoProse = kInUrl | kHashtag | kHandle;
      if (!token.has(kLetter) || (token.flags & kNoProse) != 0) continue;
      if (!names_ && token.has(kInitialUpper)) continue;
      const std::string_view word = text.substr(token.begin, token.end - token.begin);
      if (text_.size() + word.size() > size) return true;
      // The apostrophe or hyphen of a word is telling; all other gaps are blanks.
      text_ += token.gap == Gap::hyphen ? '-' : ' ';
      text_ += word;
      terms_.emplace_back(stream.term(token));
    }
    return false;
  }

  void count() {
    const auto* p = reinterpret_cast<const unsigned char*>(text_.data());
    const auto* end = p + text_.size();
    while (p < end) {
      const DecodedLetter d = decode(p, end);
      p += d.length;
      const Entry entry = search_table().find(d.code_point);
      const CharClass c = entry.char_class();
      if (c != CharClass::letter && c != CharClass::complex) continue;
      ++letters_;
      ++scripts_[static_cast<std::size_t>(entry.script())];
      if (d.code_point < low_.size()) {
        ++low_[d.code_point];
      } else {
        ++counts_[d.code_point];
      }
    }
  }

  bool names_;
  std::string text_{};
  std::vector<std::string> terms_{};
  std::size_t letters_ = 0;
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> scripts_{};
  std::array<std::uint16_t, 0x700> low_{};  // how often: Latin, Cyrillic, Armenian, Arabic letters
  std::map<char32_t, std::size_t> counts_{};
};

// The languages that a text of a few words is taken for: where nothing else
// tells, the common ones are likelier than Waray or Volapük.
constexpr std::array<std::string_view, 25> kCommon{
    "en", "az", "tr", "ru", "uk", "hy", "ka", "fa", "ar", "fr", "de", "es", "it",
    "pl", "pt", "nl", "ro", "cs", "sv", "el", "he", "hu", "no", "da", "fi"};

// CLD2's first choice in our codes; empty if it has none. With `effort` it
// answers for any text, be it one word.
std::string cld2_language(const Sample& sample, bool effort) {
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  CLD2::ResultChunkVector* const no_chunks = nullptr;
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{effort ? "en,az,tr,ru,uk,fa,ar,fr,de,es,it,pl" : nullptr, nullptr,
                             CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const auto detect = [&](std::string_view text) {
    return CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints,
                                          effort ? CLD2::kCLDFlagBestEffort : 0, languages,
                                          percents, scores, no_chunks, &text_bytes, &reliable);
  };
  // The beginning is enough where it leaves no doubt, and costs a third.
  CLD2::Language language = detect(prefix_of(sample.text(), kSurely));
  if (sample.text().size() > kSurely && !(reliable && percents[0] >= 97))
    language = detect(sample.text());
  if (language == CLD2::UNKNOWN_LANGUAGE) return "";
  const std::string code = CLD2::LanguageCode(language);
  static const std::map<std::string, std::string, std::less<>> kOurs = {
      {"iw", "he"}, {"jw", "jv"}, {"in", "id"},      {"mo", "ro"},
      {"sh", "sr"}, {"nb", "no"}, {"zh-Hant", "zh"}, {"un", ""}};
  const auto ours = kOurs.find(code);
  if (ours != kOurs.end()) return ours->second;
  // Longer codes are CLD2's inventions for scripts ("xx-Arab") and constructed languages.
  return code.size() <= 3 ? code : "";
}

// CLD2 for long texts. In short ones every function word is a vote for its
// languages and CLD2's guess another; `allowed` empty allows all.
std::string by_words(const Sample& sample, std::initializer_list<std::string_view> allowed) {
  const auto is_allowed = [&](std::string_view lang) {
    return !lang.empty() && (allowed.size() == 0 ||
                             std::find(allowed.begin(), allowed.end(), lang) != allowed.end());
  };
  std::string guess = cld2_language(sample, false);
  if (sample.letters() >= kShort && is_allowed(guess)) return guess;
  double weight = 1.0;
  if (!is_allowed(guess)) {
    guess = cld2_language(sample, true);
    weight = 0.5;
  }
  const FunctionWords& known = FunctionWords::all();
  std::map<std::string, double, std::less<>> votes;
  for (const std::string& term : sample.terms()) {
    const std::uint32_t mask = known.mask_of(term);
    for (std::uint32_t left = mask; left != 0; left &= left - 1) {
      const std::string& lang = known.languages()[static_cast<std::size_t>(std::countr_zero(left))];
      // A word of many languages says less.
      if (is_allowed(lang)) votes[lang] += 1.0 / std::popcount(mask);
    }
  }
  constexpr std::size_t kFewWords = 60;  // letters
  const bool common = std::find(kCommon.begin(), kCommon.end(), guess) != kCommon.end();
  if (is_allowed(guess) && (common || sample.letters() >= kFewWords)) votes[guess] += weight;
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return best == votes.end() ? std::string() : best->first;
}

std::string or_else(std::string first, std::string_view second) {
  return first.empty() ? std::string(second) : first;
}

// Eastern and Western Armenian share their letters. The West kept the old
// spelling (-եան, իւ, -ութիւն) and says կը before its verbs.
std::string armenian(const Sample& sample) {
  std::size_t west = 0;
  std::size_t east = 0;
  for (const std::string& term : sample.terms()) {
    const auto ends = [&](std::string_view ending) { return term.ends_with(ending); };
    if (term == "կը" || term == "մէջ" || term == "պիտի" || term == "մը" ||
        term.find("իւ") != std::string::npos || ends("եան") || ends("եանի")) {
      ++west;
    }
    if (term == "մեջ" || term.find("յուն") != std::string::npos || ends("յան") || ends("յանը") ||
        ends("ում")) {
      ++east;
    }
  }
  return west >= 3 && west > 2 * east ? "hyw" : "hy";
}

std::string cyrillic(const Sample& sample) {
  // ҹ ҝ stand in no other alphabet; ә ғ ө ү һ also in Kazakh, Tatar and Bashkir, ј in Serbian.
  const std::size_t schwa = sample.count_of(U"әӘ");
  const std::size_t others = sample.count_of(U"қҚңҢұҰіІҗҖҡҠҙҘҫҪ");
  if (sample.count_of(U"ҹҸҝҜ") > others) return "az";
  if (schwa > 0 && others == 0 && (sample.count_of(U"јЈ") > 0 || sample.letters() < 60)) {
    return "az";
  }
  if (schwa > 0 || sample.count_of(U"қҚңҢұҰҗҖҡҠҙҘҫҪ") > 0)
    return or_else(by_words(sample, {}), "kk");
  if (sample.count_of(U"ўЎ") > 0 && sample.count_of(U"іІ") > 0) return "be";
  const std::size_t ukrainian = sample.count_of(U"їЇєЄґҐіІ");
  const std::size_t russian = sample.count_of(U"ыЫэЭёЁъЪ");
  if (ukrainian > russian) return "uk";
  if (sample.count_of(U"ђЂћЋљЉњЊџЏ") > 0) return or_else(by_words(sample, {"sr", "mk"}), "sr");
  if (sample.count_of(U"ыЫэЭёЁ") > 0)
    return or_else(by_words(sample, {"ru", "ab", "os", "tt", "ba", "ce", "av", "ky", "mn", "tg"}),
                   "ru");
  const std::string guess = sample.letters() >= 40 ? cld2_language(sample, false) : "";
  // Too little Cyrillic to tell is Russian, as nearly all of it is.
  return guess == "bg" || guess == "mk" || guess == "sr" || guess == "uk" || guess == "be" ||
                 guess == "tg" || guess == "mn" || guess == "ky"
             ? guess
             : "ru";
}

std::string arabic(const Sample& sample) {
  if (sample.count_of(U"ٹڈڑے") > 0 && sample.count_of(U"ۆێە") == 0) return "ur";
  if (sample.count_of(U"ڕڵێ") > 0) return "ckb";
  if (sample.count_of(U"ۋۈې") > 1) return "ug";
  if (sample.count_of(U"ښځڅډړټ") > 0) return "ps";
  // Azerbaijani of Iran: words that Persian has not.
  static constexpr std::string_view kAzerbaijani[] = {
      "بير",  "ايله",  "اوچون", "اولان", "دير",     "ائتدي", "بويوك",   "دييل",
      "گوره", "اولدو", "كيمي",  "ايچون", "اولاراق", "ائديب", "ائديلدي", "سونرا"};
  std::size_t azerbaijani = 0;
  std::size_t persian = 0;
  for (const std::string& term : sample.terms()) {
    azerbaijani +=
        std::find(std::begin(kAzerbaijani), std::end(kAzerbaijani), term) != std::end(kAzerbaijani);
    persian += is_function_word(term, "fa");
  }
  if (azerbaijani >= 2 && azerbaijani > 2 * persian) return "azb";
  const std::size_t fa = sample.count_of(U"پچژگیک");
  const std::size_t ar = sample.count_of(U"يكةىأإؤ");
  if (sample.letters() >= kShort) {
    const std::string guess = cld2_language(sample, false);
    if (guess == "fa" || guess == "ar" || guess == "ur" || guess == "ug" || guess == "ku") {
      return guess;
    }
  }
  if (fa != ar) return fa > ar ? "fa" : "ar";
  return or_else(by_words(sample, {"fa", "ar"}), "ar");
}

// Han, Kana and Hangul.
std::string east_asian(const Sample& sample) {
  EastAsian seen;
  for (const auto& [c, n] : sample.counts()) seen.add(c, n);
  return std::string(seen.language(sample.letters(Script::cjk)));
}

std::string other_script(const Sample& sample) {
  for (const auto& [c, n] : sample.counts()) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
      case USCRIPT_THAI:
        return "th";
      case USCRIPT_LAO:
        return "lo";
      case USCRIPT_KHMER:
        return "km";
      case USCRIPT_MYANMAR:
        return "my";
      default:
        break;
    }
  }
  return cld2_language(sample, true);
}

// A third of the words of English prose are its function words.
bool is_english(const Sample& sample) {
  std::size_t english = 0;
  std::size_t turkic = 0;
  for (const std::string& term : sample.terms()) {
    english += is_function_word(term, "en");
    turkic += is_function_word(term, "az") || is_function_word(term, "tr");
  }
  return english >= 3 && english > 2 * turkic;
}

std::string latin(const Sample& sample) {
  // Half the words of Azerbaijani have an ə; foreign names bring a few into other texts.
  // One alone among four is more likely such a name.
  const std::size_t schwa = sample.words_with(U"əƏǝƎ");
  if (schwa * 6 >= sample.terms().size() && (schwa > 1 || sample.terms().size() < 4)) return "az";
  if (sample.letters() < kShort) {
    // ı ğ ş together are Turkic; what separates the two is x, q and ə.
    const std::size_t turkic = sample.count_of(U"ığĞİ");
    if (turkic > 0 && !is_english(sample)) {
      if (schwa > 0 || sample.count_of(U"qxQX") > sample.count_of(U"wW")) return "az";
      return "tr";
    }
    if (sample.count_of(U"łŁąężźśŚŻŹ") > 0) return or_else(by_words(sample, {"pl"}), "pl");
    if (sample.count_of(U"ñ¿¡Ñ") > 0) return or_else(by_words(sample, {"es"}), "es");
    if (sample.count_of(U"ßẞ") > 0) return "de";
  }
  const std::string guess = by_words(sample, {});
  return schwa > 0 && (guess.empty() || guess == "tr") ? "az" : guess;
}

}  // namespace

Script script_of(std::string_view word) {
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> letters{};
  const auto* p = reinterpret_cast<const unsigned char*>(word.data());
  const auto* end = p + word.size();
  while (p < end) {
    const DecodedLetter d = decode(p, end);
    p += d.length;
    if (d.code_point == kInvalid) continue;
    const Entry entry = search_table().find(d.code_point);
    if (entry.char_class() == CharClass::letter || entry.char_class() == CharClass::complex) {
      ++letters[static_cast<std::size_t>(entry.script())];
    }
  }
  const auto most = std::max_element(letters.begin() + 1, letters.end());
  return *most == 0 ? Script::none : static_cast<Script>(most - letters.begin());
}

std::string_view code_of(Script script) {
  switch (script) {
    case Script::latin:
      return "Latn";
    case Script::cyrillic:
      return "Cyrl";
    case Script::greek:
      return "Grek";
    case Script::armenian:
      return "Armn";
    case Script::georgian:
      return "Geor";
    case Script::hebrew:
      return "Hebr";
    case Script::arabic:
      return "Arab";
    case Script::cjk:
      return "Hani";
    case Script::none:
    case Script::other:
      break;
  }
  return "";
}

std::string language_of(std::string_view text) {
  if (const std::string_view lang = language_at_a_glance(text); !lang.empty())
    return std::string(lang);
  const Sample sample(text, kSample);
  switch (sample.main_script()) {
    case Script::latin:
      // Keşdək village, Kalbajar, Azerbaijan.jpg: in a line or two names would outvote the words.
      if (sample.letters() < kShort) {
        const Sample words(text, kSample, false);
        if (words.terms().size() >= 2 && words.letters() >= kFewLetters)
          if (std::string lang = latin(words); !lang.empty()) return lang;
      }
      return latin(sample);
    case Script::cyrillic:
      return cyrillic(sample);
    case Script::greek:
      return "el";
    case Script::armenian:
      return armenian(sample);
    case Script::georgian:
      return "ka";
    case Script::hebrew:
      return "he";
    case Script::arabic:
      return arabic(sample);
    case Script::cjk:
      return east_asian(sample);
    case Script::other:
      return other_script(sample);
    case Script::none:
      break;
  }
  return "";
}

}  // namespace byname
