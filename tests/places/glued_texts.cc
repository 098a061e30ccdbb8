#include "glued_texts.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string narrow(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::string lower(std::string_view text) {
  return narrow(wide(text).toLower(icu::Locale::getRoot()));
}
std::string upper(std::string_view text) {
  return narrow(wide(text).toUpper(icu::Locale::getRoot()));
}
std::string titled(std::string_view text) {
  return narrow(wide(text).toTitle(nullptr, icu::Locale::getRoot()));
}

std::string without_marks(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString parts =
      icu::Normalizer2::getNFDInstance(status)->normalize(wide(text), status);
  icu::UnicodeString bare;
  for (int i = 0; i < parts.length(); ++i)
    if (parts[i] < 0x300 || parts[i] > 0x36f) bare.append(parts[i]);
  bare.findAndReplace(wide("ə"), wide("e"));
  bare.findAndReplace(wide("Ə"), wide("E"));
  bare.findAndReplace(wide("ı"), wide("i"));
  return narrow(bare);
}

std::string decomposed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return narrow(icu::Normalizer2::getNFDInstance(status)->normalize(wide(text), status));
}

// Puts `what` behind some character.
std::string inserted(const std::string& text, std::string_view what, std::size_t where) {
  const icu::UnicodeString all = wide(text);
  const int at = all.moveIndex32(0, static_cast<int>(where) % std::max(all.countChar32(), 1));
  return narrow(all.tempSubString(0, at)) + std::string(what) + narrow(all.tempSubString(at));
}

void add_all(const std::set<std::string>& from, std::vector<std::string>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

std::string GluedText::text() const {
  std::string all;
  for (const Piece& piece : pieces) all += piece.text;
  return all;
}

GluedTexts::GluedTexts(const Gazetteer& gazetteer,
                       const std::vector<std::vector<std::string>>& spellings)
    : gazetteer_(gazetteer), spellings_(spellings) {
  const SlowWords& lists = SlowWords::all();
  for (const auto& [lang, words] : lists.common()) add_all(words, words_);
  for (const auto& [role, words] : lists.roles()) add_all(words, roles_);
  add_all(lists.tags(), tags_);
  add_all(lists.phrases(), phrases_);
  for (std::size_t n = 0; n < gazetteer.names.size(); ++n)
    if (!gazetteer.names[n].ambiguous.empty()) doubtful_.push_back(n);
}

// Mostly of the places that this text is about.
std::string GluedTexts::name() {
  const std::size_t name = one_in(4) ? below(gazetteer_.names.size()) : near_[below(near_.size())];
  if (one_in(2) || spellings_[name].empty()) return gazetteer_.names[name].text;
  return std::string(pick(spellings_[name]));
}

std::string GluedTexts::spoilt(std::string name) {
  switch (below(22)) {
    case 0:
    case 1:
      return lower(name);
    case 2:
      return upper(name);
    case 3:
      return titled(name);
    case 4:
    case 5:
      return without_marks(name);
    case 6:
      return decomposed(name);
    case 7:
      return inserted(name, pick({"\u0301", "\u030C", "\u0308", "\u0327", "\u064E"}), below(12));
    case 8:
      return inserted(name, pick({"\u00AD", "\u200B", "\u055B", "՞", "\u200C"}), below(12));
    case 9:
      return inserted(name, pick({"-", "-\n", "'", "’", "ʼ", "ʹ", "‘", "ˊ", "‵", " ", "- ", "_"}),
                      below(12));
    case 10:
      return name + pick({"'s", "’s", "'da", "’ın", "'ya", "ʼdan", "'", "'nin", "'lı", "ˊda", "‵ın",
                          "'x", "'dən'ki"});
    case 11:
      return pick({"d’", "l'", "D'", "qu’", "jusqu'", "dell’", "o'", "N’", "dʼ"}) + name;
    case 12:
      return inserted(name, pick({"A", "x", "И", "ա", "Ş", "ß", "1", "ı"}), below(12));
    case 13:
      return pick({"“", "«", "\"", "„", "(", "‹"}) + name + pick({"”", "»", "\"", "“", ")", "’’"});
    case 14:
      return name + pick({"li", "lı", "ский", "ец", "ցի", "ian", "ans", "da", "ს", "ی", "s"});
    case 15:
      return titled(without_marks(name)) + pick({"'s", "'da", "", "’ın"});
    case 16:
      return lower(name) + pick({".az", ".com", ".travel", "-city", "'s"});
    case 17:
      return pick({"J. ", "St. ", "г.", "г. ", "М. ", "U.S. "}) + name;
    case 18: {  // one letter less
      const icu::UnicodeString all = wide(name);
      return narrow(all.tempSubString(0, std::max(all.length() - 1, 1)));
    }
    case 19:
      return name + pick({"-", "/", ":", "_", "."}) + this->name();
    case 20:
      return upper(name) + pick({"", "'DA", "’S", "'da", "s"});
    default:
      return "d'" + name + pick({"’s", "'ın", ""});
  }
}

std::string GluedTexts::hashtag() {
  std::string tag = pick({"#", "#", "#", "@", "＃", "", "www.", "https://"});
  const bool camel = !one_in(3);
  for (std::size_t i = 1 + below(3); i > 0; --i) {
    std::string part = one_in(2)   ? name()
                       : one_in(6) ? std::to_string(below(3000))
                       : one_in(8) ? std::string(pick(words_))
                       : one_in(9) ? junk()
                                   : std::string(pick(tags_));
    if (one_in(5)) part = spoilt(part);
    if (!one_in(6)) std::erase(part, ' ');
    if (!one_in(6)) std::erase(part, '-');
    tag += camel ? titled(part) : one_in(3) ? lower(part) : part;
    if (one_in(12)) tag += '_';
  }
  return one_in(8) ? upper(tag) : tag;
}

// One of the names that a gazetteer calls ambiguous, if there are any.
std::string GluedTexts::doubtful_name() {
  if (doubtful_.empty() || one_in(4)) return name();
  return gazetteer_.names[doubtful_[below(doubtful_.size())]].text;
}

// Looks like a name and is none.
std::string GluedTexts::name_like() {
  switch (below(7)) {
    case 0:
      return std::string(pick(phrases_));
    case 1:
      return titled(pick(phrases_));
    case 2:
      return titled(pick(roles_)) + ' ' + doubtful_name();
    case 3:
    case 4:
      return doubtful_name() + ' ' + titled(pick(words_)) +
             pick({"ov",   "ova", "ev",   "eva",  "yan",   "ian",   "zade",   "zada", "oglu",
                   "qizi", "dze", "enko", "sky",  "ski",   "skaya", "shvili", "ов",   "ова",
                   "ев",   "ева", "ян",   "ский", "ская",  "енко",  "заде",   "оглы", "швили",
                   "дзе",  "єв",  "յան",  "եան",  "շվիլի", "შვილი", "ძე",     "s",    ""});
    case 5:
      return pick({"Mr ", "Dr. ", "Eva ", "İlham ", "Анна ", "J. ", "В. ", "პროფ. "}) +
             doubtful_name();
    default:
      return titled(pick(words_));
  }
}

std::string GluedTexts::word() {
  const std::size_t kind = below(10);
  if (kind < 4) return std::string(pick(roles_));
  if (kind < 5) return titled(pick(roles_));
  if (kind < 7) return std::string(pick(words_));
  if (kind < 8) return std::string(pick(tags_));
  return pick({"in", "the", "город", "rayonu", "corridor", "dəhlizi", "район", "from", "и", "և",
               "met", "said", "yesterday", "1994", "120,000", "Nobody", "Вчера", "из", "near"});
}

std::string GluedTexts::junk() {
  switch (below(7)) {
    case 0:
      return std::string(1, static_cast<char>(below(256)));
    case 1:
      return pick({"\u0301", "\u030A", "ə", "\u200B", "\u00AD", "\U0001F1E6\U0001F1FF", "½", "№"});
    case 2:
      return pick({"....", "!!!", "---", "«»", "\"\"", "…", "։", "՞", "||", "\t", "\r\n", "\f"});
    case 3: {
      const std::string text = name();
      return text.substr(0, 1 + below(text.size()));  // maybe inside a character
    }
    case 4:
      return pick(
          {"U.S.", "U.S.S.R.", "г.", "Сtepanakert", "ＢＡＫＵ", "Bаku", "京都", "Ǆabc", "ǅab"});
    case 5:
      return std::string(below(90), '.');
    default:
      return std::to_string(below(100000));
  }
}

std::string GluedTexts::glue() {
  if (!one_in(3)) return " ";
  return pick({", ", ". ", ".",  "-",      " - ", "\n",  "\n\n", "/",   ":",
               "_",  "",   " «", "! ",     "? ",  "-\n", ": ",   " (",  ")",
               "’",  "'",  "… ", "\u00A0", " – ", "; ",  ",",    "\r\n"});
}

GluedText GluedTexts::next(std::uint64_t seed) {
  random_.seed(seed);
  GluedText result;
  // A place, what it lies in and what hangs together with it.
  near_.clear();
  const Name& about = gazetteer_.names[below(gazetteer_.names.size())];
  std::vector<PlaceNumber> places{about.place};
  for (PlaceNumber at = about.place;
       gazetteer_.places[at].parent != kNoNumber && places.size() < 3;)
    places.push_back(at = gazetteer_.places[at].parent);
  for (const PlaceNumber relative : gazetteer_.family[about.place]) places.push_back(relative);
  for (std::size_t n = 0; n < gazetteer_.names.size(); ++n)
    if (std::find(places.begin(), places.end(), gazetteer_.names[n].place) != places.end())
      near_.push_back(n);
  static const char* const kLanguages[] = {"",   "en", "ru", "az", "hy", "tr",  "ka",  "fa",
                                           "uk", "fr", "de", "",   "es", "hyw", "azb", "az-Cyrl"};
  result.lang = one_in(2) ? about.lang : pick(kLanguages);
  const std::size_t count = 3 + below(14);
  for (std::size_t i = 0; i < count; ++i) {
    GluedText::Piece piece;
    const std::size_t kind = below(20);
    piece.name = kind < 11;
    std::string text = kind < 5    ? name()
                       : kind < 9  ? spoilt(name())
                       : kind < 10 ? hashtag()
                       : kind < 11 ? name_like()
                       : kind < 19 ? word()
                                   : junk();
    piece.text = (i > 0 ? glue() : "") + text;
    result.pieces.push_back(piece);
  }
  const std::size_t style = below(20);
  for (GluedText::Piece& piece : result.pieces) {
    if (style < 2) piece.text = lower(piece.text);
    if (style == 2) piece.text = upper(piece.text);
  }
  return result;
}

}  // namespace byname::test
