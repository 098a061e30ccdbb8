#include "places/lang_tag.h"

#include <algorithm>

#include "text/ascii.h"

namespace byname {
namespace {

// ISO 639-2 and -3 codes of languages that have a two-letter one, as found in
// gazetteers; the bibliographic codes too.
constexpr struct {
  std::string_view three, two;
} kTwoLetters[] = {
    {"ara", "ar"}, {"arm", "hy"}, {"aze", "az"}, {"azj", "az"}, {"bel", "be"}, {"bul", "bg"},
    {"ces", "cs"}, {"che", "ce"}, {"chi", "zh"}, {"cze", "cs"}, {"dan", "da"}, {"deu", "de"},
    {"dut", "nl"}, {"ell", "el"}, {"eng", "en"}, {"est", "et"}, {"fas", "fa"}, {"fin", "fi"},
    {"fra", "fr"}, {"fre", "fr"}, {"geo", "ka"}, {"ger", "de"}, {"gre", "el"}, {"heb", "he"},
    {"hin", "hi"}, {"hrv", "hr"}, {"hun", "hu"}, {"hye", "hy"}, {"ind", "id"}, {"ita", "it"},
    {"iw", "he"},  {"jpn", "ja"}, {"kat", "ka"}, {"kaz", "kk"}, {"kir", "ky"}, {"kor", "ko"},
    {"kur", "ku"}, {"lat", "la"}, {"lav", "lv"}, {"lit", "lt"}, {"nld", "nl"}, {"nor", "no"},
    {"oss", "os"}, {"per", "fa"}, {"pes", "fa"}, {"pol", "pl"}, {"por", "pt"}, {"ron", "ro"},
    {"rum", "ro"}, {"rus", "ru"}, {"slk", "sk"}, {"slv", "sl"}, {"spa", "es"}, {"sqi", "sq"},
    {"srp", "sr"}, {"swe", "sv"}, {"tat", "tt"}, {"tgk", "tg"}, {"tuk", "tk"}, {"tur", "tr"},
    {"ukr", "uk"}, {"urd", "ur"}, {"uzb", "uz"}, {"vie", "vi"}, {"zho", "zh"},
};

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

}  // namespace

LangTag parse_lang_tag(std::string_view tag) {
  LangTag result;
  std::size_t part = 0;
  for (std::size_t begin = 0; begin <= tag.size(); ++part) {
    const auto end = std::min(tag.find_first_of("-_", begin), tag.size());
    const auto piece = tag.substr(begin, end - begin);
    begin = end + 1;
    const bool letters = !piece.empty() && std::all_of(piece.begin(), piece.end(), is_ascii_letter);
    if (part > 0 && piece.size() == 1) break;  // extensions and private parts
    if (part == 0) {
      if (!letters || piece.size() < 2 || piece.size() > 3) return {};
      result.lang = ascii_lower(piece);
      for (const auto& row : kTwoLetters)
        if (result.lang == row.three) result.lang = row.two;
      if (result.lang == "und" || result.lang == "mul" || result.lang == "zxx") return {};
    } else if (letters && piece.size() == 4 && result.script.empty()) {
      result.script = ascii_lower(piece);
      result.script[0] = upper(result.script[0]);
    }
  }
  return result;
}

}  // namespace byname
