#include "indexer/extract/date.h"

#include <gtest/gtest.h>

#include "indexer/extract/age.h"

namespace byname {
namespace {

TEST(Date, AgesAreCountedBackFromWhenThePageWasFetched) {
  const struct {
    const char* age;
    const char* from;
    const char* iso;
  } cases[] = {
      {"3 hours ago", "2023-02-02T01:15:07Z", "2023-02-01"},
      {"20 minutes ago", "2023-02-02T00:15:07Z", "2023-02-01T23:55"},
      {"2 days ago", "2023-03-01", "2023-02-27"},
      {"a week ago", "2023-02-02T13:15:07Z", "2023-01-26"},
      {"2 месяца назад", "2023-02-02T13:15:07Z", "2022-12"},
      {"il y a 2 ans", "2023-02-02T13:15:07Z", "2021"},
      {"вчера", "2023-03-01T13:15:07Z", "2023-02-28"},
      {"dünən", "2023-03-01T13:15:07Z", "2023-02-28"},
      {"today", "2023-03-01T13:15:07Z", "2023-03-01"},
      {"2 days ago", "", ""},
      {"2 days ago", "2023-13-01", ""},
      {"9999 years ago", "2023-03-01", ""},
  };
  for (const auto& c : cases) {
    const auto age = parse_date(c.age);
    ASSERT_TRUE(age) << c.age;
    EXPECT_EQ(counted_back(*age, c.from).iso, c.iso) << c.age;
  }
}

TEST(Date, ReadsWhatIsADateAndNothingElse) {
  const struct {
    const char* text;
    const char* iso;
  } cases[] = {
      {"02 February 2023 - 13:15", "2023-02-02T13:15"},
      {"September 21, 2023 2:49 a.m", "2023-09-21T02:49"},
      {"September 21, 2023 2:49 p.m.", "2023-09-21T14:49"},
      {"Sept. 21st, 2023", "2023-09-21"},
      {"Wed, 20 Sep 2023 12:30:00 +0000", "2023-09-20T12:30"},
      {"21.09.2023", "2023-09-21"},
      {"21.09.2023, 18:05", "2023-09-21T18:05"},
      {"18:05 21.09.2023", "2023-09-21T18:05"},
      {"21/09/2023", "2023-09-21"},
      {"09/21/2023", "2023-09-21"},
      {"03/04/2023", "2023"},  // two days, so only the year is stated
      {"04/04/2023", "2023-04-04"},
      {"2023-09-21T02:49:30Z", "2023-09-21T02:49"},
      {"2023.09.21", "2023-09-21"},
      {"21-Sep-2023", "2023-09-21"},
      {"4. 3. 2019", "2019-03-04"},
      {"2019. 03. 04. 10:20", "2019-03-04T10:20"},
      {"4 de març de 2019", "2019-03-04"},
      {"4. ožujka 2019.", "2019-03-04"},
      {"2019 m. kovo 4 d.", "2019-03-04"},
      {"৪ মার্চ ২০২১, ১০:০৫", "2021-03-04T10:05"},
      {"4 மார்ச் 2021", "2021-03-04"},
      {"4 مارچ 2021", "2021-03-04"},
      {"4 มีนาคม 2564", "2021-03-04"},
      {"4 มีนาคม พ.ศ. 2564", "2021-03-04"},
      {"4 марти 2021", "2021-03-04"},
      {"2021-yil 4-mart, 10:05", "2021-03-04T10:05"},
      {"2021 оны 3-р сарын 4", "2021-03-04"},
      {"令和3年3月4日", "2021-03-04"},
      {"昭和20年8月15日", "1945-08-15"},
      {"2019. gada 4. marts", "2019-03-04"},
      {"4 במרץ 2019", "2019-03-04"},
      {"4 tháng 3, 2019", "2019-03-04"},
      {"Mon Mar 04 10:20:00 CET 2019", "2019-03-04"},
      {"Mar042019", "2019-03-04"},
      {"Mar 042019", ""},
      {"27 sentyabr 2020", "2020-09-27"},
      {"2020-ci il 27 sentyabr", "2020-09-27"},
      {"8 NOYABR 2020, 14:00", "2020-11-08T14:00"},
      {"21 Eylül 2023 Perşembe", "2023-09-21"},
      {"21 Eylül 2023, Perşembe 10:30", "2023-09-21T10:30"},
      {"2023-09-21T02:49:30.123+04:00", "2023-09-21T02:49"},
      {"21 Eylül 2023", "2023-09-21"},
      {"15 KASIM 2020", "2020-11-15"},
      {"21 сентября 2023 г.", "2023-09-21"},
      {"21 сентября 2023 года, 10:30", "2023-09-21T10:30"},
      {"21 сентября 2023 в 10:30", "2023-09-21T10:30"},
      {"12 հունիսի 2021 թ.", "2021-06-12"},
      {"2023 թ. սեպտեմբերի 21", "2023-09-21"},
      {"2023 թվականի սեպտեմբերի 21-ին", "2023-09-21"},
      {"21 სექტემბერი, 2023", "2023-09-21"},
      {"21 вересня 2023 року", "2023-09-21"},
      {"21 septembre 2023 à 10h30", "2023-09-21T10:30"},
      {"21. September 2023, 10.30 Uhr", "2023-09-21T10:30"},
      {"۲۱ سپتامبر ۲۰۲۳", "2023-09-21"},
      {"۳۰ شهریور ۱۴۰۲", "2023-09-21"},
      {"2023年9月21日", "2023-09-21"},
      {"2023년 9월 21일", "2023-09-21"},
      {"21 de septiembre de 2023", "2023-09-21"},
      {"2023. szeptember 21.", "2023-09-21"},
      {"21. září 2023", "2023-09-21"},
      {"21 września 2023 r", "2023-09-21"},
      {"21. syyskuuta 2023", "2023-09-21"},
      {"21 Σεπτεμβρίου 2023", "2023-09-21"},
      {"September 2023", "2023-09"},
      {"2023", "2023"},
      {"31 February 2023", ""},
      {"30.13.2023", ""},
      {"27 sentyabr", ""},  // no year
      {"12:61 02.02.2023", ""},
      {"1.2.3.4", ""},
      {"Mart", ""},
      {"May 2023 be better", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    const auto date = parse_date(c.text);
    EXPECT_EQ(date ? date->iso : "", c.iso) << c.text;
  }
}

TEST(Date, MachinesWroteYearsInTwoDigits) {
  const struct {
    const char* text;
    const char* iso;
  } cases[] = {
      {"3 Feb 23 10:00 GMT", "2023-02-03T10:00"},
      {"Sat, 07 Sep 02 00:00:01 GMT", "2002-09-07T00:00"},
      {"Friday, 03-Feb-95 9:05:00 GMT", "1995-02-03T09:05"},
      {"3 Feb 2023 10:00 GMT", "2023-02-03T10:00"},
      {"3 Feb 23", ""},
      {"on 10 Foo 10 10:00", ""},
  };
  for (const auto& c : cases) {
    const auto date = parse_machine_date(c.text);
    EXPECT_EQ(date ? date->iso : "", c.iso) << c.text;
  }
}

TEST(Date, ReadsAges) {
  const struct {
    const char* text;
    const char* precision;
  } cases[] = {
      {"3 months ago", "relative month"},
      {"2 years ago", "relative year"},
      {"an hour ago", "relative day"},
      {"5 minutes ago", "relative minute"},
      {"1 day ago", "relative day"},
      {"17h ago", "relative day"},
      {"2 года назад", "relative year"},
      {"3 ay əvvəl", "relative month"},
      {"2 yıl önce", "relative year"},
      {"2 տարի առաջ", "relative year"},
      {"2 წლის წინ", "relative year"},
      {"2 роки тому", "relative year"},
      {"vor 2 Jahren", "relative year"},
      {"il y a 2 ans", "relative year"},
      {"۲ سال پیش", "relative year"},
      {"yesterday", "relative day"},
      {"long ago", ""},
      {"3 men ago", ""},
  };
  for (const auto& c : cases) {
    const auto date = parse_age(c.text);
    EXPECT_EQ(date ? precision_of(*date) : "", c.precision) << c.text;
    if (date) {
      EXPECT_EQ(date->iso, "") << c.text;
      EXPECT_EQ(date->text, c.text);
    }
  }
}

TEST(Date, FindsTheDateInALine) {
  const struct {
    const char* line;
    const char* text;
    const char* iso;
  } cases[] = {
      {"As of: September 21, 2023 2:49 a.m", "September 21, 2023 2:49 a.m", "2023-09-21T02:49"},
      {"KARABAKH\u00A0 \u00A0 02 February 2023 - 13:15", "02 February 2023 - 13:15",
       "2023-02-02T13:15"},
      {"Baku, 21.09.2023 (Trend)", "21.09.2023", "2023-09-21"},
      {"On 2 February 2023, 12 people came", "2 February 2023", "2023-02-02"},
      {"10.0.0.1 and 192.168.2.2020", "", ""},
      {"No. 12345-2023-09-2199", "", ""},
      {"in 2020 and 2023", "", ""},
      {"Today in Goris", "", ""},
  };
  for (const auto& c : cases) {
    const auto found = find_date(c.line);
    EXPECT_EQ(found ? found->date.text : "", c.text) << c.line;
    EXPECT_EQ(found ? found->date.iso : "", c.iso) << c.line;
    if (!found) continue;
    EXPECT_EQ(std::string_view(c.line).substr(found->begin, found->end - found->begin), c.text);
  }
}

TEST(Date, SettlesWhichNumberIsTheDay) {
  const struct {
    const char* text;
    DayOrder order;
    const char* iso;
  } cases[] = {
      {"03/04/2023", DayOrder::day_first, "2023-04-03"},
      {"03/04/2023", DayOrder::month_first, "2023-03-04"},
      {"03/04/2023", DayOrder::unknown, "2023"},
      {"2023", DayOrder::day_first, "2023"},
      {"21 May 2023", DayOrder::month_first, "2023-05-21"},
  };
  for (const auto& c : cases) {
    const auto date = parse_date(c.text);
    ASSERT_TRUE(date) << c.text;
    EXPECT_EQ(settled(*date, c.order).iso, c.iso) << c.text;
  }
}

}  // namespace
}  // namespace byname
