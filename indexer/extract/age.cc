#include "indexer/extract/age.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

#include "indexer/extract/date_words.h"
#include "indexer/extract/lexer.h"

namespace byname {
namespace {

using Minutes = std::chrono::sys_time<std::chrono::minutes>;

constexpr std::chrono::sys_days kLeastNow{std::chrono::year(2020) / 1 / 1};
constexpr std::chrono::sys_days kEndOfTime{std::chrono::year(2099) / 12 / 31};

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

// 2023-02-02T13:15:07Z, or the day alone.
std::optional<Minutes> time_of(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = number_in(iso.substr(0, 4)), month = number_in(iso.substr(5, 2)),
             day = number_in(iso.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  Minutes time = std::chrono::sys_days(date);
  if (iso.size() >= 16 && iso[13] == ':') {
    const auto hour = number_in(iso.substr(11, 2)), minute = number_in(iso.substr(14, 2));
    if (hour && minute && *hour >= 0 && *minute >= 0)
      time += std::chrono::hours(*hour) + std::chrono::minutes(*minute);
  }
  return time;
}

// A clock that was never set says nothing: then every date has passed.
Minutes now() {
  const auto time = std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
  return time < kLeastNow ? Minutes(kEndOfTime) : time;
}

std::string day_after(Minutes time) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time) +
                                        std::chrono::days(1)};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

// The minutes in «2 days ago», «вчера».
std::optional<long> length_of(std::string_view words) {
  long amount = -1;
  for (const Lexeme& l : lex(words, 12)) {
    if (const auto days = meaning(l, DateWord::past_day)) return 24L * 60 * *days;
    if (l.kind == Lexeme::number) {
      const auto number = number_in(l.text.substr(0, 5));
      amount = number ? *number : -1;
    } else if (amount >= 0) {
      if (const auto minutes = meaning(l, DateWord::span)) return amount * *minutes;
    } else if (const auto one = meaning(l, DateWord::one)) {
      amount = *one;
    }
  }
  return std::nullopt;
}

}  // namespace

Date counted_back(const Date& age, std::string_view from) {
  if (age.kind != DateKind::relative || !age.iso.empty()) return age;
  const auto time = time_of(from);
  const auto length = length_of(age.text);
  if (!time || !length || *length > 100L * 525960) return age;
  const Minutes then = *time - std::chrono::minutes(*length);
  const auto midnight = std::chrono::floor<std::chrono::days>(then);
  const std::chrono::year_month_day day(midnight);
  const long minutes = (then - midnight).count();
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()), minutes / 60,
                minutes % 60);
  Date result = age;
  result.iso = std::string_view(text).substr(0, age.unit == DateUnit::year    ? 4
                                                : age.unit == DateUnit::month ? 7
                                                : age.unit == DateUnit::day   ? 10
                                                                              : 16);
  return result;
}

bool is_in_future(const Date& date, std::string_view from) {
  if (date.kind == DateKind::none || date.kind == DateKind::relative) return false;
  const auto seen = time_of(from);
  const std::string last = day_after(seen ? *seen : now());
  return std::string_view(date.iso).substr(0, 10) >
         std::string_view(last).substr(0, date.iso.size());
}

}  // namespace byname
