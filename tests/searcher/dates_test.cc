#include "searcher/dates.h"

#include <gtest/gtest.h>

namespace byname {
namespace {

Date dated(std::string iso) { return {.iso = std::move(iso), .kind = DateKind::stated}; }

TEST(Dates, AreStretchesOfDays) {
  const struct {
    std::string_view iso;
    std::optional<DayRange> days;
  } cases[] = {
      {"1970-01-01", DayRange{0, 0}},
      {"1970-01", DayRange{0, 30}},
      {"1970", DayRange{0, 364}},
      {"2020-02", DayRange{18293, 18321}},
      {"2020-12", DayRange{18597, 18627}},
      {"2023-02-02T13:15", DayRange{19390, 19390}},
      {"1969-12-31", DayRange{-1, -1}},
      {"", std::nullopt},
      {"23", std::nullopt},
      {"0000", std::nullopt},
      {"2023-00", std::nullopt},
      {"2023-02-29", std::nullopt},
      {"2023-", std::nullopt},
      {"20233", std::nullopt},
      {"2023-02-02-02", std::nullopt},
      {"soon", std::nullopt},
  };
  for (const auto& c : cases) EXPECT_EQ(days_of(c.iso), c.days) << c.iso;
}

TEST(Dates, MatchWhereTheyOverlapTheRange) {
  const struct {
    std::string_view date;
    std::string_view range;
    DateMatch expected;
  } cases[] = {
      {"2023-02-02T13:15", "2023", DateMatch::yes},
      {"2023-02-02", "2023-02", DateMatch::yes},
      {"2023-02-02", "2023-02-02", DateMatch::yes},
      {"2023-02-02", "2023-02-03", DateMatch::no},
      {"2023-02-02", "2023-02-02..2023-02-02", DateMatch::yes},
      {"2023-02-02", "..2023-02-01", DateMatch::no},
      {"2023-02-02", "2023-02-02..", DateMatch::yes},
      {"2023-02-02", "2022..2023", DateMatch::yes},
      {"2023", "2023-02", DateMatch::perhaps},
      {"2023-02", "2023-02-15..", DateMatch::perhaps},
      {"2023", "2024", DateMatch::no},
      {"", "2023", DateMatch::undated},
      {"", "none", DateMatch::yes},
      {"2023", "none", DateMatch::no},
  };
  for (const auto& c : cases) {
    const auto range = parse_date_range(c.range);
    ASSERT_TRUE(range) << c.range;
    EXPECT_EQ(match_date(dated(std::string(c.date)), *range), c.expected)
        << c.date << " in " << c.range;
  }
}

}  // namespace
}  // namespace byname
