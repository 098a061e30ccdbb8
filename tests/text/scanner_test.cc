#include "text/scanner.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "tests/text/scanner_fixtures.h"

namespace byname::test {

namespace {

TokenStream scanned(std::string_view text) {
  TokenStream stream;
  scan(text, stream);
  return stream;
}

// The bytes of the text that each token covers, between bars.
std::string surfaces(std::string_view text) {
  std::string result;
  for (const Token& token : scanned(text).tokens) {
    if (!result.empty()) result += '|';
    result += text.substr(token.begin, token.end - token.begin);
  }
  return result;
}

std::string gaps(std::string_view text) {
  static constexpr std::array<std::string_view, 13> kNames{
      "start", "none", "space",     "hyphen", "hyphen_space", "hyphen_line", "underscore",
      "slash", "dot",  "dot_space", "colon",  "other",        "paragraph"};
  std::string result;
  for (const Token& token : scanned(text).tokens) {
    if (!result.empty()) result += ' ';
    result += kNames[static_cast<std::size_t>(token.gap)];
  }
  return result;
}

std::string flags(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kNames{
      "letter", "digit",      "initial", "upper",  "lower", "hashtag",
      "handle", "apostrophe", "marked",  "in_url", "mixed", "cased"};
  std::string result;
  for (const Token& token : scanned(text).tokens) {
    if (!result.empty()) result += "; ";
    std::string names;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if ((token.flags >> i & 1) == 0) continue;
      if (!names.empty()) names += ' ';
      names += kNames[i];
    }
    result += names;
  }
  return result;
}

TEST(Scanner, Folds) {
  const struct {
    std::string_view text;
    std::string_view folded;
  } cases[] = {
      {"Բաքվում, XANKƏNDİ-də", "բաքվում xankendi de"},
      // Armenian
      {"Ո՞ւր Ստեփանակե՞րտը Ստեփանակե՛րտ", "ուր ստեփանակերտը ստեփանակերտ"},
      {"Երևան ԵՐԵՎԱՆ Երեւան ԵՐԵՒԱՆ", "երեվան երեվան երեվան երեվան"},
      {"Եվրոպա Եւրոպա եվ եւ և", "եվրոպա եվրոպա եվ եվ եվ"},
      {"Մարտունու Շուշի", "մարտունու շուշի"},
      {"ﬓﬔﬕﬖﬗ", "մնմեմիվնմխ"},
      {"Երևան֊Գորիս", "երեվան գորիս"},
      {"Լեռնային Ղարաբաղի", "լեռնային ղարաբաղի"},
      // Georgian in its three alphabets
      {"ᲮᲐᲜᲥᲔᲜᲓᲘ ხანქენდიში", "ხანქენდი ხანქენდიში"},
      {"ႧႡႨႪႨႱႨ ⴇⴁⴈⴊⴈⴑⴈ თბილისი", "თბილისი თბილისი თბილისი"},
      // one i, one e, marks off
      {"İstanbul Istanbul istanbul ıstanbul I\u0307stanbul",
       "istanbul istanbul istanbul istanbul istanbul"},
      {"XANKƏNDİYƏ Xankəndi Xankǝndi Xankendi", "xankendiye xankendi xankendi xankendi"},
      {"QARABAĞDIR qarabağdır", "qarabagdir qarabagdir"},
      {"Şuşa S\u0327us\u0327a Șușa Susa", "susa susa susa susa"},
      {"Łódź Ødegård Đakovica straße STRASSE Æsir", "lodz odegard dakovica strasse strasse aesir"},
      {"ﬁnal Ｂａｋｕ 𝐁𝐚𝐤𝐮", "final baku baku"},
      {"Αθήνα ΑΘΗΝΑ ᾳ", "αθηνα αθηνα α"},
      // Cyrillic keeps its letters
      {"йога и\u0306ога їжа і\u0308жа ґанок ўсё", "йога йога їжа їжа ґанок ўсе"},
      {"ёлка елка Шамки\u0301р ѝ", "елка елка шамкир и"},
      {"ѓ г\u0301", "ѓ ѓ"},
      {"Кәлбәҹәр", "кәлбәҹәр"},
      // Arabic and Persian
      {"خان\u200Cکندی خانکندی خانكندي", "خانكندي خانكندي خانكندي"},
      {"تِهران تهران", "تهران تهران"},
      {"آذربایجان أذربايجان", "اذربايجان اذربايجان"},
      {"ۀ هٔ ه ە ة", "ه ه ه ه ه"},
      {"قـــره ﻗﺮﻩ", "قره قره"},
      {"יְרוּשָׁלַיִם", "ירושלים"},
      // transparent inside words
      {"Stepa\u00ADnakert Khan\u200Bkendi Ba\u2060ku \uFEFFBaku",
       "stepanakert khankendi baku baku"},
      // apostrophes
      {"Xankəndi'də Xankəndi’də Xankəndiʼdə Xankəndi`də Xankəndi´də Xankəndi‘də",
       "xankendi'de xankendi'de xankendi'de xankendi'de xankendi'de xankendi'de"},
      {"STEPANAKERT’S d’Artsakh Step’anakert Պետրոս՚ի",
       "stepanakert's d'artsakh step'anakert պետրոս'ի"},
      {"'Baku' ʿArab 2020'de", "baku arab 2020 de"},
      // punctuation
      {"г.Степанакерт MOSCOW/BAKU:Armenia", "г степанакерт moscow baku armenia"},
      {"Azerbaijan,Türkiye Azerbaijan.jpg", "azerbaijan turkiye azerbaijan jpg"},
      {"#قره_باغ Shushi_2020", "قره باغ shushi 2020"},
      {"#KhankendiisAzerbaijan #Степанакерт2020", "khankendiisazerbaijan степанакерт2020"},
      // look-alikes of another script
      {"Сtepanakert Kәlbәcәr", "ctepanakert kelbecer"},
      {"Бaкy Epeвaн Украïна", "баку ереван україна"},
      {"NATOს iPhoneом #КарабахIsАзербайджан", "nato ს iphone ом карабах is азербайджан"},
      {"ГӀалгӀай Г1алг1ай ГIалгIай Гlалгlай", "гіалгіай гіалгіай гіалгіай гіалгіай"},
      {"C130 А1", "c130 а1"},
      // numbers
      {"120,000", "120000"},
      {"120 000", "120000"},
      {"120.000", "120000"},
      {"120’000", "120000"},
      {"120\u00A0000", "120000"},
      {"120\u202F000", "120000"},
      {"۱۲۰٬۰۰۰", "120000"},
      {"1,234,567.89", "1234567 89"},
      {"27.09.2020", "27 09 2020"},
      {"2020 100", "2020 100"},
      {"2020 120 000", "2020 120000"},
      {"+994 12 345 678", "994 12 345 678"},
      {"012,345", "012 345"},
      {"1,2345", "1 2345"},
      {"120,000,5", "120 000 5"},
      {"120,000km", "120000km"},
      {"½ km²", "km"},
      // abbreviations
      {"U.S.S.R. and the U.S. troops", "ussr and the us troops"},
      {"А.С.Пушкин", "а с пушкин"},
      {"г.Ш. www.a.b.c", "г ш www a b c"},
      // flags
      {"🇦🇿🇦🇲", "🏴az 🏴am"},
      {"🇦🇿🇦 ℹ️", "🏴az"},
      // scripts without blanks
      {"北京大学", "北京 大学"},
      {"ｶﾞ ガ", "ガ ガ"},
      {"สวัสดีครับ", "สวัสดี ครับ"},
      {"서울에서", "서울에서"},
  };
  for (const auto& c : cases) EXPECT_EQ(fold(c.text), c.folded) << c.text;
}

TEST(Scanner, CoversTheBytesOfEachWord) {
  const struct {
    std::string_view text;
    std::string_view surfaces;
  } cases[] = {
      {"«Շուշի՞»", "Շուշի"},
      {"Ստեփանակե՞րտը։", "Ստեփանակե՞րտը"},
      {"Ag\u0306dam", "Ag\u0306dam"},
      {"Cafe\u0301, Baku", "Cafe\u0301|Baku"},
      {"Stepa\u00ADnakert\u00AD!", "Stepa\u00ADnakert"},
      {"(Xankəndi’də)", "Xankəndi’də"},
      {"the U.S. troops", "the|U.S.|troops"},
      {"120 000 km", "120 000|km"},
      {"🇦🇿Baku", "🇦🇿|Baku"},
      {"iPhoneом", "iPhone|ом"},
      {"Ba\xFFku Bak\xC3", "Ba|ku|Bak"},
      {"\xEF\xBB\xBF"
       "Baku",
       "Baku"},
  };
  for (const auto& c : cases) EXPECT_EQ(surfaces(c.text), c.surfaces) << c.text;
}

TEST(Scanner, TellsWhatStandsBetween) {
  const struct {
    std::string_view text;
    std::string_view gaps;
  } cases[] = {
      {"«Baku» Shusha", "start other"},
      {"Baku\u00A0 \tShusha\nLachin\r\nAgdam", "start space space space"},
      {"Nagorno-Karabakh Nagorno‑Karabakh", "start hyphen space hyphen"},
      {"Nagorno- Karabakh", "start hyphen_space"},
      {"Nagorno – Karabakh", "start hyphen_space"},
      {"Stepana-\nkert Stepana-\r\n  kert", "start hyphen_line space hyphen_line"},
      {"one\n-two", "start hyphen_space"},
      {"one--two", "start other"},
      {"Shushi_2020 a_ b", "start underscore space other"},
      {"Лачин/Бердзор a \\ b", "start slash space slash"},
      {"г.Степанакерт г. Шуша a...b", "start dot space dot_space space other"},
      {"BAKU:Armenia, Shusha; Lachin։ Agdam", "start colon colon colon colon"},
      {"one\n\ntwo\n \t\nthree\ffour\u2029five\r\n\r\nsix",
       "start paragraph paragraph paragraph paragraph paragraph"},
      {"one-\n\ntwo", "start paragraph"},
      {"NATOს", "start none"},
      {"one \u200E two \u0301three", "start space space"},
      {"one\xFFtwo", "start other"},
      {"#one #two", "start other"},
  };
  for (const auto& c : cases) EXPECT_EQ(gaps(c.text), c.gaps) << c.text;
}

TEST(Scanner, SaysWhatTheWordsAreLike) {
  const struct {
    std::string_view text;
    std::string_view flags;
  } cases[] = {
      {"baku", "letter lower cased"},
      {"Baku", "letter initial lower cased"},
      {"BAKU", "letter initial upper cased"},
      {"B", "letter initial cased"},
      {"C130", "letter digit initial cased"},
      {"2020", "digit"},
      {"2020Baku", "letter digit initial lower cased"},
      {"U.S.", "letter initial upper cased"},
      {"ᲗᲑᲘᲚᲘᲡᲘ", "letter"},
      {"تهران", "letter"},
      {"تِهران", "letter marked"},
      {"Şuşa", "letter initial lower marked cased"},
      {"S\u0327us\u0327a", "letter initial lower marked cased"},
      {"Xankəndi", "letter initial lower marked cased"},
      {"İran ışıq", "letter initial lower cased; letter lower marked cased"},
      {"ёлка Шамки\u0301р Αθήνα",
       "letter lower cased; letter initial lower cased; letter initial lower cased"},
      {"Baku's", "letter initial lower apostrophe cased"},
      {"#قره_باغ باغ", "letter hashtag; letter hashtag; letter"},
      {"@Stepanakert_city x",
       "letter initial lower handle cased; letter lower handle cased; letter lower cased"},
      {"# Baku", "letter initial lower cased"},
      {"Сtepanakert", "letter initial lower mixed cased"},
      {"NATOს", "letter initial upper mixed cased; letter mixed"},
      {"#北京大学", "letter hashtag; letter hashtag"},
      {"🇦🇿", ""},
      {"Azerbaijan.jpg", "letter initial lower cased; letter lower cased"},
      {"a@b", "letter lower cased; letter lower cased"},
      {"i@x.az", "letter lower in_url cased; letter lower in_url cased; letter lower in_url cased"},
  };
  for (const auto& c : cases) EXPECT_EQ(flags(c.text), c.flags) << c.text;
}

TEST(Scanner, KnowsWhereUrlsEnd) {
  const struct {
    std::string_view text;
    std::string_view inside;  // the terms with kInUrl
  } cases[] = {
      {"see https://www.rt.com/Baku?q=1#Shusha now", "https www rt com baku q 1 shusha"},
      {"(http://a.az/Baku) Shusha", "http a az baku"},
      {"\"HTTP://A.AZ\"Shusha", "http a az"},
      {"www.baku.az, Shusha", "www baku az"},
      {"«www.baku.az»Shusha", "www baku az"},
      {"http:/a Azerbaijan.jpg www baku.az", ""},
      {"mail first.last-x@mail.Baku.az. Shusha", "first last x mail baku az"},
      {"@Baku a@b x@.az", ""},
      {"ftp://Baku\u00A0Shusha", "ftp baku"},
      {"http://a@b.c d", "http a b c"},
  };
  for (const auto& c : cases) {
    const TokenStream stream = scanned(c.text);
    std::string inside;
    for (const Token& token : stream.tokens) {
      if (!token.has(kInUrl)) continue;
      if (!inside.empty()) inside += ' ';
      inside += stream.term(token);
    }
    EXPECT_EQ(inside, c.inside) << c.text;
  }
}

TEST(Scanner, KeepsMarksWhenAsked) {
  const struct {
    std::string_view one;
    std::string_view other;
    bool equal;
  } cases[] = {
      {"Xankəndi", "Xankendi", false},
      {"Xankəndi", "XANKƏNDİ", true},
      {"Xankəndi", "Xankǝndi", true},
      {"Kəlbəcər", "Kәlbәcәr", true},  // with Cyrillic ә
      {"Şuşa", "Susa", false},
      {"Şuşa", "S\u0327us\u0327a", true},
      {"Şuşa", "Șușa", true},
      {"Ağdam", "Aǧdam", true},
      {"Ağdam", "AG\u0306DAM", true},
      {"Qıpçaq", "QİPÇAQ", true},
      {"Xankəndi'də", "Xankəndi’də", true},
      {"Stepa\u00ADnakert", "Stepanakert", true},
      {"Łódź", "Lodz", false},
      {"Ş\u0326", "S\u0326\u0326", true},  // two marks on one letter, composed or not
      {"ï\u0307", "i\u0308\u0307", true},
      {"йога", "иога", false},
      {"ёлка", "елка", true},
      {"Шамки\u0301р", "Шамкир", true},
      {"Αθήνα", "ΑΘΗΝΑ", true},
      {"تِهران", "تهران", false},
      {"خانکندی", "خانكندي", true},
      {"Երևան", "ԵՐԵՎԱՆ", true},
      {"Ստեփանակե՞րտ", "Ստեփանակերտ", true},
      {"ᲮᲐᲜᲥᲔᲜᲓᲘ", "ხანქენდი", true},
      {"120,000", "120 000", true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(fold_keeping_marks(c.one) == fold_keeping_marks(c.other), c.equal)
        << c.one << ' ' << c.other;
  }
  EXPECT_EQ(fold_keeping_marks("XANKƏNDİ Şuşa"), "xankəndi şuşa");
}

TEST(Scanner, FoldsAFoldToItself) {
  for (const std::string_view text : kFixtures) {
    TokenStream stream;
    scan(text, stream);
    for (const Token& token : stream.tokens) {
      if (token.flags == 0 || token.has(kInUrl)) continue;  // flags are no words again
      EXPECT_EQ(fold(stream.term(token)), stream.term(token)) << text;
    }
  }
}

TEST(Scanner, JoinsCompounds) {
  const TokenStream stream = scanned("In Nagorno-Karabakh");
  EXPECT_EQ(joined(stream, 1, 2), "nagornokarabakh");
  EXPECT_EQ(joined(stream, 1, 9), "nagornokarabakh");
}

TEST(Scanner, ReplacesWhatTheStreamHeld) {
  TokenStream stream;
  scan("one two three", stream);
  scan("Baku", stream);
  EXPECT_EQ(stream.terms, "baku");
  ASSERT_EQ(stream.tokens.size(), 1U);
  scan("", stream);
  EXPECT_EQ(stream, TokenStream{});
}

TEST(Scanner, CutsTheTermOfAMegabyteWithoutABlank) {
  const struct {
    std::string_view letter;
    std::size_t bytes;
  } cases[] = {{"a", 65000}, {"Я", 65000}, {"ა", 64998}, {"9", 65000}, {"각", 64998}, {"ə", 65000}};
  for (const auto& c : cases) {
    std::string text;
    while (text.size() < 1'000'000) text += c.letter;
    text += " end";
    const TokenStream stream = scanned(text);
    ASSERT_EQ(stream.tokens.size(), 2U) << c.letter;
    EXPECT_EQ(stream.tokens[0].end, text.size() - 4) << c.letter;
    EXPECT_EQ(stream.term(0).size(), c.bytes) << c.letter;
    EXPECT_EQ(stream.term(1), "end");
  }
}

TEST(Scanner, GoesThroughHostileTexts) {
  // Each would take hours if any step were quadratic.
  const std::vector<std::string_view> pieces = {
      "a.",      "1,000,", "1 ",   "a'",   "'",    "aб",     "\u0301", "\u00AD",   "a\u00AD'\u00AD",
      "http://", "a@",     "a@b.", "🇦",    "-\n",  "\n",     "汉",     "汉\u0301", "ก",
      "#_",      "aбa1",   "\xFF", "U.S.", "www.", "е\u0308"};
  for (const std::string_view piece : pieces) {
    std::string text;
    while (text.size() < 600'000) text += piece;
    const TokenStream stream = scanned(text);
    for (const Token& token : stream.tokens) {
      ASSERT_LE(token.begin, token.end);
      ASSERT_LE(token.end, text.size());
      ASSERT_LE(token.term + token.term_length, stream.terms.size());
    }
  }
}

TEST(Scanner, CountsTheWordsOfALongDocument) {
  std::string text;
  for (int i = 0; i < 70'000; ++i) text += "Шуша ";
  EXPECT_EQ(scanned(text).tokens.size(), 70'000U);
}

TEST(Scanner, HasAFingerprint) {
  EXPECT_EQ(analyzer_fingerprint().size(), 16U);
  EXPECT_EQ(analyzer_fingerprint().find_first_not_of("0123456789abcdef"), std::string::npos);
}

}  // namespace

}  // namespace byname::test
