#include "searcher/dates.h"

#include <array>
#include <chrono>
#include <limits>

namespace byname {
namespace {

struct Parts {
  int year = 0;
  unsigned month = 0;  // 0: not given
  unsigned day = 0;
};

std::optional<Parts> parts_of(std::string_view text) {
  std::array<unsigned, 3> number{};
  std::array<std::size_t, 3> digits{};
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      if (++digits[part] > (part == 0 ? 4U : 2U)) return std::nullopt;
      number[part] = number[part] * 10 + static_cast<unsigned>(c - '0');
    } else if ((c == '-' || c == '/' || c == '.') && part < 2 && digits[part] > 0) {
      ++part;
    } else if ((c == 'T' || c == ' ') && part == 2 && digits[2] > 0) {
      break;  // the time of day
    } else {
      return std::nullopt;
    }
  }
  if (digits[0] != 4 || digits[part] == 0 || number[0] == 0) return std::nullopt;
  const Parts parts{static_cast<int>(number[0]), number[1], number[2]};
  if (part >= 1 && (parts.month < 1 || parts.month > 12)) return std::nullopt;
  if (part == 2) {
    const std::chrono::year_month_day day{std::chrono::year{parts.year},
                                          std::chrono::month{parts.month},
                                          std::chrono::day{parts.day}};
    if (!day.ok()) return std::nullopt;
  }
  return parts;
}

long day_number(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} /
                               std::chrono::day{day}}
      .time_since_epoch()
      .count();
}

std::string padded(unsigned value, std::size_t width) {
  std::string digits = std::to_string(value);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

std::string written(const Parts& parts) {
  std::string text = padded(static_cast<unsigned>(parts.year), 4);
  if (parts.month != 0) text += '-' + padded(parts.month, 2);
  if (parts.day != 0) text += '-' + padded(parts.day, 2);
  return text;
}

}  // namespace

std::optional<DayRange> days_of(std::string_view iso) {
  const auto parts = parts_of(iso);
  if (!parts) return std::nullopt;
  if (parts->day != 0) {
    const long day = day_number(parts->year, parts->month, parts->day);
    return DayRange{day, day};
  }
  if (parts->month != 0) {
    const bool december = parts->month == 12;
    return DayRange{day_number(parts->year, parts->month, 1),
                    day_number(parts->year + december, december ? 1 : parts->month + 1, 1) - 1};
  }
  return DayRange{day_number(parts->year, 1, 1), day_number(parts->year, 12, 31)};
}

std::optional<std::string> normal_date(std::string_view typed) {
  const auto parts = parts_of(typed);
  if (!parts) return std::nullopt;
  return written(*parts);
}

std::string date_before(std::string_view normal) {
  const auto parts = parts_of(normal);
  if (!parts) return {};
  const long day = day_number(parts->year, parts->month == 0 ? 1 : parts->month,
                              parts->day == 0 ? 1 : parts->day) -
                   1;
  const std::chrono::year_month_day before{std::chrono::sys_days{std::chrono::days{day}}};
  Parts result{static_cast<int>(before.year()), 0, 0};
  if (parts->month != 0) result.month = static_cast<unsigned>(before.month());
  if (parts->day != 0) result.day = static_cast<unsigned>(before.day());
  return written(result);
}

std::optional<DateRange> parse_date_range(std::string_view value) {
  if (value == "none") return DateRange{.none = true};
  const auto dots = value.find("..");
  if (dots == std::string_view::npos) {
    const auto date = normal_date(value);
    if (!date) return std::nullopt;
    return DateRange{*date, *date, false};
  }
  DateRange range;
  const auto from = value.substr(0, dots);
  const auto to = value.substr(dots + 2);
  if (from.empty() && to.empty()) return std::nullopt;
  if (!from.empty()) {
    const auto date = normal_date(from);
    if (!date) return std::nullopt;
    range.from = *date;
  }
  if (!to.empty()) {
    const auto date = normal_date(to);
    if (!date) return std::nullopt;
    range.to = *date;
  }
  return range;
}

DateMatch match_date(const Date& date, const DateRange& range) {
  const auto days = days_of(date.iso);
  if (!days) return range.none ? DateMatch::yes : DateMatch::undated;
  if (range.none) return DateMatch::no;
  const auto from = days_of(range.from);
  const auto to = days_of(range.to);
  const long first = from ? from->first : std::numeric_limits<long>::min();
  const long last = to ? to->last : std::numeric_limits<long>::max();
  if (days->last < first || days->first > last) return DateMatch::no;
  return days->first >= first && days->last <= last ? DateMatch::yes : DateMatch::perhaps;
}

}  // namespace byname
