// Dates as text states them, of any precision, compared as stretches of days.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/document.h"
#include "searcher/query.h"

namespace byname {

// Days since 1970-01-01, both ends included.
struct DayRange {
  long first = 0;
  long last = 0;

  bool operator==(const DayRange&) const = default;
};

// 2023, 2023-02, 2023-02-28, 2023-02-28T13:15 (also with / or . for -); empty: no date.
std::optional<DayRange> days_of(std::string_view iso);
// The date in ISO form, cut to the day: "2023/2/8" -> "2023-02-08".
std::optional<std::string> normal_date(std::string_view typed);
// The day, month or year before: what `before:` means.
std::string date_before(std::string_view normal);

// date:VALUE -> range; empty when it is none.
std::optional<DateRange> parse_date_range(std::string_view value);

enum class DateMatch { no, yes, perhaps, undated };
// perhaps: the document's date is too vague to tell (2023 asked for by 2023-02).
DateMatch match_date(const Date& date, const DateRange& range);

}  // namespace byname
