#include "text/sections.h"

#include <gtest/gtest.h>

#include <string>

#include "text/scanner.h"

namespace byname::test {
namespace {

// "ru 3..9 Первое": the sections, each with its tokens and its first word.
std::string sections_of(std::string_view text, std::string_view lang) {
  TokenStream stream;
  scan(text, stream);
  std::string found;
  for (const LanguageSection& s : language_sections(text, stream, lang)) {
    if (!found.empty()) found += '|';
    const Token& first = stream.tokens[s.first];
    const Token& last = stream.tokens[s.last - 1];
    found += s.lang + ' ' + std::string(text.substr(first.begin, first.end - first.begin)) + ".." +
             std::string(text.substr(last.begin, last.end - last.begin));
  }
  return found;
}

TEST(LanguageSections, AreLinesInAnotherLanguage) {
  const std::string az = "Bu gün şəhərdə yeni məktəb açıldı və uşaqlar çox sevindilər.\n";
  const std::string en =
      "The road to the town was opened on Monday, and buses are running again.\n";
  const struct {
    std::string text;
    std::string_view lang;
    std::string_view sections;
  } cases[] = {
      {az + en, "az", "en The..again"},
      {az + en + en, "az", "en The..again"},
      {en + az, "en", "az Bu..sevindilər"},
      {az + "Сегодня в городе открылась новая школа, и все были рады.\n" + az, "az",
       "ru Сегодня..рады"},
      {en + "Այսօր քաղաքում բացվեց նոր դպրոց։\n", "en", "hy Այսօր..դպրոց"},
      {"Дорогу до города снова открыли, и автобусы пошли.\n" + en, "ru", "en The..again"},
      // Names, tags and short lines inherit.
      {az + "#Karabakh #IsAzerbaijan #TheWar #OfTheRoads #AndOfTheTown #InTheNews\n", "az", ""},
      {en + "Ann Lee, Max Stern, Luc Martin, Olga Petrova\n", "en", ""},
      {en + "Շուշի\n", "en", ""},
      {az, "az", ""},
      {en, "", ""},
      {"", "en", ""},
      // A language without a list of function words is left only for another script.
      {"Halnar er langt frá landi og veðrið kalt.\n" + en, "is", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(sections_of(c.text, c.lang), c.sections) << c.text;
}

}  // namespace
}  // namespace byname::test
