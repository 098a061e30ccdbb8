#include "text/light_stem.h"

#include <algorithm>
#include <initializer_list>
#include <span>

#include "text/utf8.h"

namespace byname {

namespace {

// Layers of endings, cut from the outside in: at most one ending, the longest,
// of each. Written as scan() folds them.
struct Layer {
  std::span<const std::string_view> endings;
  std::size_t letters_left;
};

constexpr std::string_view kAzCopula[] = {"dir", "dur", "dirlar", "durlar", "dirler", "durler"};
constexpr std::string_view kAzCase[] = {
    "nin",  "nun", "in",  "un", "ne", "na", "ye", "ya", "nde", "nda", "de",  "da",   "nden",
    "ndan", "den", "dan", "ni", "nu", "yi", "yu", "la", "le",  "nca", "nce", "daki", "deki"};
constexpr std::string_view kAzPossessive[] = {"si",   "su",   "imiz", "umuz", "iniz",
                                              "unuz", "leri", "lari", "im",   "um"};
constexpr std::string_view kAzVowel[] = {"a", "e", "i", "u"};
constexpr std::string_view kAzPlural[] = {"ler", "lar"};
constexpr Layer kAz[] = {{kAzCopula, 4}, {kAzCase, 4},   {kAzPossessive, 4},
                         {kAzVowel, 4},  {kAzPlural, 3}, {kAzVowel, 5}};

constexpr std::string_view kKaClitic[] = {"ც", "ცა", "ა"};
constexpr std::string_view kKaPostposition[] = {"ში",    "ზე",  "თან",  "იდან",   "დან",
                                                "ისკენ", "კენ", "მდე",  "ისთვის", "თვის",
                                                "ვით",   "გან", "ისგან"};
constexpr std::string_view kKaCase[] = {"ის", "ს", "მა", "ად", "ით", "ი", "ო", "მ"};
constexpr std::string_view kKaPlural[] = {"ებ", "ნ"};
constexpr std::string_view kKaVowel[] = {"ა", "ე", "ო"};
constexpr Layer kKa[] = {
    {kKaClitic, 5}, {kKaPostposition, 3}, {kKaCase, 2}, {kKaPlural, 3}, {kKaVowel, 3}};

constexpr std::string_view kUkReflexive[] = {"ся", "сь"};
constexpr std::string_view kUkEnding[] = {
    "ями", "ами", "ові", "еві", "єві", "ого", "ому", "ими", "іми", "ою",  "ею",  "єю",
    "ів",  "їв",  "ам",  "ям",  "ом",  "ем",  "єм",  "ах",  "ях",  "их",  "іх",  "ій",
    "ий",  "ої",  "ую",  "а",   "я",   "у",   "ю",   "е",   "є",   "и",   "і",   "ї",
    "о",   "ь",   "ти",  "ть",  "ла",  "ли",  "ло",  "в",   "ють", "уть", "ать", "ять"};
constexpr Layer kUk[] = {{kUkReflexive, 4}, {kUkEnding, 3}};

constexpr std::string_view kFaPlural[] = {"هاي", "هايي", "ها", "هايش", "هايشان", "ترين", "تر"};
constexpr std::string_view kFaClitic[] = {"ي", "يي", "ات", "ان", "ش", "شان"};
constexpr Layer kFa[] = {{kFaPlural, 3}, {kFaClitic, 4}};

std::string_view cut(std::string_view term, std::span<const Layer> layers) {
  for (const Layer& layer : layers) {
    std::string_view longest;
    for (const std::string_view ending : layer.endings) {
      if (ending.size() <= longest.size() || !term.ends_with(ending)) continue;
      const std::string_view left = term.substr(0, term.size() - ending.size());
      if (count_code_points(left) >= layer.letters_left) longest = ending;
    }
    term.remove_suffix(longest.size());
  }
  return term;
}

}  // namespace

std::optional<std::string_view> light_stem(std::string_view term, std::string_view lang) {
  if (lang == "az") return cut(term, kAz);
  if (lang == "ka") return cut(term, kKa);
  if (lang == "uk") return cut(term, kUk);
  if (lang == "fa") {
    for (const std::string_view prefix : {std::string_view("نمي"), std::string_view("مي")}) {
      if (term.starts_with(prefix) && count_code_points(term.substr(prefix.size())) >= 4) {
        return cut(term.substr(prefix.size()), kFa);
      }
    }
    return cut(term, kFa);
  }
  return std::nullopt;
}

}  // namespace byname
