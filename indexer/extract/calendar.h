// Days of the calendar.
#pragma once

namespace byname {

struct Day {
  int year = 0;
  int month = 0;           // 0: not stated
  int day = 0;             // 0: not stated
  bool converted = false;  // from another calendar
};

// Whether there is such a day, in a year in which somebody may have written what we read.
bool is_valid(const Day& day);

// Days since 1970-01-01 as a day.
Day calendar_day(long days);

// A day of the Solar Hijri calendar (Iran) as ours; right for its years 1206 to 1498.
Day from_solar(int year, int month, int day);

}  // namespace byname
