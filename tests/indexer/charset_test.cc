// Texts in the charsets that people wrote before UTF-8, and pages that declare the wrong one.
#include "indexer/readers/charset.h"

#include <gtest/gtest.h>
#include <iconv.h>

#include <algorithm>
#include <random>
#include <string>

#include "tests/indexer/reading.h"

namespace byname::test {
namespace {

std::string in_charset(const std::string& utf8, const char* charset) {
  const iconv_t converter = iconv_open(charset, "UTF-8");
  std::string in = utf8, out(utf8.size() * 4 + 64, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size(), room = out.size();
  const bool converted =
      converter != reinterpret_cast<iconv_t>(-1) &&
      iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1) &&
      iconv(converter, nullptr, nullptr, &to, &room) == 0;
  if (converter != reinterpret_cast<iconv_t>(-1)) iconv_close(converter);
  out.resize(converted ? out.size() - room : 0);
  return out;
}

const std::string kArmenian =
    "Կամուրջը բացուեց երկուշաբթի օրը: Մարդիկ եկան Գորիսից եւ Շուշիից, որպէսզի տեսնեն այն: "
    "Նախարարը խօսեց ճանապարհի մասին, իսկ երեխաները երգեցին:";
const std::string kGeorgian =
    "ხიდი ორშაბათს გაიხსნა. ხალხი ქუთაისიდან და თბილისიდან ჩამოვიდა, რომ ენახა. მინისტრმა "
    "გზის შესახებ ილაპარაკა, ბავშვებმა კი იმღერეს.";
const std::string kUkrainian =
    "Міст відкрили в понеділок. Люди приїхали з Києва, щоб його побачити, і їхні діти співали.";
const std::string kRussian =
    "Мост открыли в понедельник. Люди приехали из Баку и Шуши, чтобы его увидеть, и дети пели.";
const std::string kKorean =
    "다리는 월요일에 열렸다. 사람들이 바쿠에서 왔고 아이들이 노래를 불렀다.";
const std::string kJapanese =
    "橋は月曜日に開通した。人々はバクーから来て、子供たちは歌った。\nWELCOME\n";
const std::string kRomanian =
    "Podul s-a deschis luni. Oamenii au venit din București și din Iași să îl vadă, iar copiii au "
    "cântat în fața lui.";
const std::string kTurkish =
    "Köprü pazartesi günü açıldı. İnsanlar Şuşa'dan ve Iğdır'dan onu görmeye geldi, çocuklar şarkı "
    "söyledi.";

TEST(Census, IsTheSameInPiecesOfAnySize) {
  std::mt19937 random(3);
  const std::string_view pieces[] = {"a",    "ş",        "ա",    "😀",          "\xFF",
                                     "\xC5", "\xE2\x82", "\x80", "long ascii "};
  for (int round = 0; round < 60; ++round) {
    const bool clean = round % 3 == 0;
    std::string bytes;
    const std::size_t size = random() % 100'000;
    while (bytes.size() < size) bytes += pieces[random() % (clean || random() % 50 ? 4 : 9)];
    Utf8Census whole;
    whole.add(bytes);
    Utf8Census one_by_one;
    for (const char& byte : bytes) one_by_one.add({&byte, 1});
    Utf8Census cut;
    for (std::string_view rest = bytes; !rest.empty();) {
      const std::size_t n = std::min<std::size_t>(rest.size(), 1 + random() % 40'000);
      cut.add(rest.substr(0, n));
      rest.remove_prefix(n);
    }
    for (const Utf8Census& census : {whole, cut}) {
      EXPECT_EQ(census.characters(), one_by_one.characters());
      EXPECT_EQ(census.invalid(), one_by_one.invalid());
      EXPECT_EQ(census.first_invalid(), one_by_one.first_invalid());
    }
    EXPECT_TRUE(!clean || whole.invalid() == 0);
  }
}

// DOS and the Macintosh, where the charset of Windows is guessed first.
TEST(Charset, IsToldByLettersThatFit) {
  const struct {
    const char* bytes;
    const char* text;
  } cases[] = {
      {"Hier, un pont sur la rivi\x8Are a \x82t\x82 inaugur\x82, et beaucoup sont venus.",
       "Hier, un pont sur la rivière a été inauguré, et beaucoup sont venus."},
      {"Die Br\x9F"
       "cke \x9F"
       "ber den Flu\xA7 ist sch\x9An, und viele kamen.",
       "Die Brücke über den Fluß ist schön, und viele kamen."},
      {"Die Br\xFC"
       "cke \xFC"
       "ber den Flu\xDF ist sch\xF6n, und viele kamen.",
       "Die Brücke über den Fluß ist schön, und viele kamen."},
      {"~{WrLl#,JP@oPB=(5D?g:S4sGE~} HZ", "昨天，市里新建的跨河大桥 HZ"},
  };
  for (const auto& c : cases) EXPECT_EQ(read("a.txt", c.bytes).only().text, c.text);
}

TEST(Charset, IsToldByTheText) {
  const struct {
    const char* charset;
    const std::string& text;
  } cases[] = {
      {"ARMSCII-8", kArmenian},   {"GEORGIAN-PS", kGeorgian}, {"GEORGIAN-ACADEMY", kGeorgian},
      {"KOI8-U", kUkrainian},     {"KOI8-R", kRussian},       {"CP1251", kRussian},
      {"IBM866", kRussian},       {"ISO-8859-5", kRussian},   {"CP949", kKorean},
      {"ISO-2022-JP", kJapanese}, {"SHIFT_JIS", kJapanese},   {"UTF-16LE", kJapanese},
      {"UTF-16BE", kJapanese},    {"UTF-32LE", kArmenian},    {"UTF-32BE", kTurkish},
      {"ISO-8859-16", kRomanian}, {"CP1254", kTurkish},       {"ISO-8859-9", kTurkish},
      {"UTF-8", kGeorgian},
  };
  for (const auto& c : cases) {
    const std::string bytes = in_charset(c.text, c.charset);
    ASSERT_FALSE(bytes.empty()) << c.charset;
    const Reading reading = read("x.txt", bytes);
    EXPECT_EQ(reading.only().text, c.text) << c.charset;
    expect_sound(reading.only(), bytes);
  }
}

TEST(Charset, DeclaredNamesMeanWhatProgramsWriteUnderThem) {
  const struct {
    const char* declared;
    const char* bytes;
    const char* text;
  } cases[] = {
      {"iso-8859-1", "\x93No\x94, he said", "“No”, he said"},
      {"ISO-8859-9",
       "\xDEu\xFE"
       "a \x85",
       "Şuşa …"},
      {"gb2312", "\xD6\xEC\xE9\x46\xBB\xF9", "朱镕基"},
      {"euc-kr", "\x8C\x63 \xB6\xCB", "똠 똥"},
      {"armscii-8", "\xDE\xE1\xF5\xDF\xC7", "Շուշի"},
      // What is declared does not fit; what is there does.
      {"euc-kr",
       "\xCC\xEE\xF1\xF2 \xEE\xF2\xEA\xF0\xFB\xEB\xE8 \xE2 "
       "\xEF\xEE\xED\xE5\xE4\xE5\xEB\xFC\xED\xE8\xEA, \xE8 \xE4\xE5\xF2\xE8 \xEF\xE5\xEB\xE8",
       "Мост открыли в понедельник, и дети пели"},
      {"no such charset", "caf\xE9", "café"},
  };
  for (const auto& c : cases) {
    const std::string page = "<html><head><meta charset=\"" + std::string(c.declared) +
                             "\"></head><body><p>" + c.bytes + "</p></body></html>";
    EXPECT_EQ(read("x.html", page).only().text, c.text) << c.declared;
  }
}

}  // namespace
}  // namespace byname::test
