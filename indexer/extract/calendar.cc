#include "indexer/extract/calendar.h"

#include <array>
#include <cstddef>

namespace byname {
namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

}  // namespace

bool is_valid(const Day& d) {
  if (d.year < 1800 || d.year > 2099) return false;
  if (d.month < 0 || d.month > 12) return false;
  return d.day >= 0 && (d.month == 0 ? d.day == 0 : d.day <= days_in(d.year, d.month));
}

// Hinnant's algorithm.
Day calendar_day(long days) {
  days += 719468;
  const long era = (days >= 0 ? days : days - 146096) / 146097;
  const long doe = days - era * 146097;
  const long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const long mp = (5 * doy + 2) / 153;
  Day d;
  d.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  d.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  d.year = static_cast<int>(yoe + era * 400 + (d.month <= 2 ? 1 : 0));
  return d;
}

// By the rule of 8 leap years in 33.
Day from_solar(int year, int month, int day) {
  const int y = year - 979;
  long days = 365L * y + (y / 33) * 8 + (y % 33 + 3) / 4;
  for (int m = 1; m < month; ++m) days += m <= 6 ? 31 : 30;
  days += day - 1;
  Day d = calendar_day(days - 135061);  // its 979-01-01 lies that many days before 1970-01-01
  d.converted = true;
  return d;
}

}  // namespace byname
