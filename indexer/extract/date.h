// Dates as pages state them, in many languages and numerals: «02 February 2023 -
// 13:15», «12 հունիսի 2021 թ.», «21.09.2023», «2 years ago». The words are data:
// indexer/rules/dates.tsv.
//
//   const auto found = find_date("As of: September 21, 2023 2:49 a.m");
//   found->date.iso     // 2023-09-21T02:49
//   found->begin        // 7
//
// What is no date of the calendar is none; a date without a year is none.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "schemas/document.h"

namespace byname {

struct FoundDate {
  Date date{};
  std::size_t begin = 0;  // bytes of the line
  std::size_t end = 0;

  bool operator==(const FoundDate&) const = default;
};

// The first date with at least a day in the line, or an age («2 years ago»).
std::optional<FoundDate> find_date(std::string_view line);

// «03/04/2023» is one day in London and another in New York, so it states only its year. Where
// it is known how a page writes its dates: the day, as a derived date.
enum class DayOrder { unknown, day_first, month_first };
Date settled(const Date& date, DayOrder order);

// A line or value that is a date and nothing else (weekday, punctuation and time aside).
// Also a month or a year alone: «September 2023», «2023».
std::optional<Date> parse_date(std::string_view value);

// «18:31» and nothing else.
bool is_time_of_day(std::string_view value);

// An age and nothing else.
std::optional<Date> parse_age(std::string_view value);

// What machines write: ISO 8601, RFC 2822, seconds or milliseconds since 1970, or any of
// the above. The time zone is left out: the date is as it was where it was written.
std::optional<Date> parse_machine_date(std::string_view value);

}  // namespace byname
