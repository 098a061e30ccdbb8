#include "places/keyboard.h"

#include <algorithm>
#include <array>
#include <map>

namespace byname {
namespace {

// The same keys in the same order on two layouts, letter by letter.
struct Layouts {
  std::string_view from, to;
};

constexpr std::string_view kEnglish = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
constexpr std::string_view kEnglishShift = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~";
constexpr std::string_view kRussian = "йцукенгшщзхъфывапролджэячсмитьбюё";
constexpr std::string_view kRussianShift = "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ";
constexpr std::string_view kUkrainian = "йцукенгшщзхїфівапролджєячсмитьбю'";
constexpr std::string_view kUkrainianShift = "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ'";
constexpr std::string_view kAzerbaijani = "qüertyuiopöğasdfghjklıəzxcvbnmçş`";
constexpr std::string_view kAzerbaijaniShift = "QÜERTYUİOPÖĞASDFGHJKLIƏZXCVBNMÇŞ~";
constexpr std::string_view kTurkish = "qwertyuıopğüasdfghjklşizxcvbnmöç\"";
constexpr std::string_view kTurkishShift = "QWERTYUIOPĞÜASDFGHJKLŞİZXCVBNMÖÇé";
constexpr std::string_view kPersian = "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدئو./";
constexpr std::string_view kArmenian = "քոեռտըւիօպխծասդֆգհյկլ;՛զղցվբնմ,․՝";
constexpr std::string_view kGeorgianKeys = "qwertyuiopasdfghjklzxcvbnmWRTSJZC";
constexpr std::string_view kGeorgian = "ქწერტყუიოპასდფგჰჯკლზხცვბნმჭღთშჟძჩ";

constexpr std::array<std::array<Layouts, 2>, 6> kLayoutPairs{{
    {{{kEnglish, kRussian}, {kEnglishShift, kRussianShift}}},
    {{{kEnglish, kUkrainian}, {kEnglishShift, kUkrainianShift}}},
    {{{kGeorgianKeys, kGeorgian}, {}}},
    {{{kEnglish, kPersian}, {}}},
    {{{kEnglish, kArmenian}, {}}},
    {{{kEnglish, kAzerbaijani}, {kEnglishShift, kAzerbaijaniShift}}},
}};
constexpr std::array<Layouts, 2> kTurkishPair{
    {{kEnglish, kTurkish}, {kEnglishShift, kTurkishShift}}};

using Map = std::map<std::string, std::string, std::less<>>;

std::vector<std::string_view> keys_of(std::string_view text) {
  std::vector<std::string_view> letters;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin + 1;
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    letters.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return letters;
}

// Both directions of every pair.
std::vector<Map> make_maps() {
  std::vector<Map> maps;
  const auto add = [&maps](const std::array<Layouts, 2>& pair) {
    Map there, back;
    for (const auto& [from, to] : pair) {
      const auto a = keys_of(from), b = keys_of(to);
      for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        there.emplace(a[i], b[i]);
        back.emplace(b[i], a[i]);
      }
    }
    maps.push_back(std::move(there));
    maps.push_back(std::move(back));
  };
  for (const auto& pair : kLayoutPairs) add(pair);
  add(kTurkishPair);
  return maps;
}

}  // namespace

std::vector<std::string> other_layouts(std::string_view typed) {
  static const std::vector<Map> maps = make_maps();
  const auto letters = keys_of(typed);
  std::vector<std::string> texts;
  for (const auto& map : maps) {
    std::string text;
    for (const auto letter : letters) {
      const bool digit = letter.size() == 1 && letter[0] >= '0' && letter[0] <= '9';
      if (letter == " " || letter == "-" || digit) {
        text += letter;
        continue;
      }
      const auto found = map.find(letter);
      if (found == map.end()) {
        text.clear();
        break;
      }
      text += found->second;
    }
    if (!text.empty() && text != typed &&
        std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace byname
