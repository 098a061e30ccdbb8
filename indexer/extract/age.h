// When was «3 hours ago», where it is known when the page was fetched?
//
//   counted_back(*parse_age("2 days ago"), "2023-02-02T13:15:07Z").iso   // 2023-01-31
//
// It stays a relative date, as precise as its words: of «2 years ago» the year. Without a time to
// count from nothing is made up.
#pragma once

#include <string_view>

#include "schemas/document.h"

namespace byname {

// `age` itself if it is no age, or `from` no date and time as ISO 8601 has them.
Date counted_back(const Date& age, std::string_view from);

// Whether the date lies after `from` (or after the present, if `from` is no date) by more than
// the day that time zones can make: a page cannot have appeared then.
bool is_in_future(const Date& date, std::string_view from);

}  // namespace byname
