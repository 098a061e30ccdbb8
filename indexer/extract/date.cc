#include "indexer/extract/date.h"

#include <charconv>
#include <string>
#include <vector>

#include "indexer/extract/calendar.h"
#include "indexer/extract/date_grammar.h"
#include "indexer/extract/lexer.h"
#include "text/ascii.h"

namespace byname {
namespace {

void append_number(std::string& out, int value, int digits) {
  const std::string text = std::to_string(value);
  for (int i = static_cast<int>(text.size()); i < digits; ++i) out += '0';
  out += text;
}

Date date_of(const DateReading& r, std::string_view text) {
  Date date;
  date.text = std::string(text);
  if (r.age) {
    date.kind = DateKind::relative;
    date.unit = r.age_unit;
    return date;
  }
  date.kind = r.day.converted ? DateKind::derived : DateKind::stated;
  append_number(date.iso, r.day.year, 4);
  date.unit = DateUnit::year;
  if (r.day.month > 0) {
    date.iso += '-';
    append_number(date.iso, r.day.month, 2);
    date.unit = DateUnit::month;
  }
  if (r.day.day > 0) {
    date.iso += '-';
    append_number(date.iso, r.day.day, 2);
    date.unit = DateUnit::day;
    if (r.clock.hour >= 0) {
      date.iso += 'T';
      append_number(date.iso, r.clock.hour, 2);
      date.iso += ':';
      append_number(date.iso, r.clock.minute, 2);
      date.unit = DateUnit::minute;
    }
  }
  return date;
}

bool only_marks(const std::vector<Lexeme>& lexemes, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (lexemes[i].kind != Lexeme::mark) return false;
    if (lexemes[i].text == "#" || lexemes[i].text == "@" || lexemes[i].text == "%") return false;
  }
  return true;
}

std::optional<Date> only_date(std::string_view value, bool ages_only) {
  value = trim(value);
  if (value.size() > 200) return std::nullopt;
  const std::vector<Lexeme> lexemes = lex(value, 40);
  for (std::size_t i = 0; i < lexemes.size() && i < 3; ++i) {
    if (!only_marks(lexemes, 0, i)) break;
    const auto result = date_at(lexemes, i, true);
    if (!result || (ages_only && !result->age)) continue;
    if (!only_marks(lexemes, result->next, lexemes.size())) continue;
    const std::size_t begin = lexemes[i].begin, end = lexemes[result->next - 1].end;
    return date_of(*result, value.substr(begin, end - begin));
  }
  return std::nullopt;
}

// RFC 822, of letters and feeds, wrote years in two digits: "Thu, 02 Feb 23 13:15:00 GMT".
std::string with_century(std::string_view value) {
  const auto is = [&](std::size_t i, bool (*kind)(char)) { return kind(value[i]); };
  for (std::size_t i = 1; i + 10 < value.size(); ++i) {
    if ((value[i] != ' ' && value[i] != '-') || value[i + 4] != value[i] || value[i + 7] != ' ' ||
        (value[i + 9] != ':' && value[i + 10] != ':'))
      continue;
    if (!is(i - 1, is_ascii_digit) || !is(i + 1, is_ascii_letter) || !is(i + 2, is_ascii_letter) ||
        !is(i + 3, is_ascii_letter) || !is(i + 5, is_ascii_digit) || !is(i + 6, is_ascii_digit))
      continue;
    return std::string(value.substr(0, i + 5)) + (value[i + 5] < '5' ? "20" : "19") +
           std::string(value.substr(i + 5));
  }
  return std::string(value);
}

}  // namespace

Date settled(const Date& date, DayOrder order) {
  if (date.unit != DateUnit::year || order == DayOrder::unknown) return date;
  const std::vector<Lexeme> l = lex(date.text, 6);
  if (l.size() != 5 || l[1].text != "/" || l[3].text != "/" || l[0].kind != Lexeme::number ||
      l[2].kind != Lexeme::number || l[0].text.size() > 2 || l[2].text.size() > 2)
    return date;
  const int first = std::stoi(l[0].text), second = std::stoi(l[2].text);
  DateReading r;
  r.day = {std::stoi(date.iso), order == DayOrder::day_first ? second : first,
           order == DayOrder::day_first ? first : second, true};
  return is_valid(r.day) ? date_of(r, date.text) : date;
}

std::optional<FoundDate> find_date(std::string_view line) {
  const std::vector<Lexeme> lexemes = lex(line, 400);
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    const auto result = date_at(lexemes, i, false);
    if (!result) continue;
    const std::size_t begin = lexemes[i].begin, end = lexemes[result->next - 1].end;
    return FoundDate{date_of(*result, line.substr(begin, end - begin)), begin, end};
  }
  return std::nullopt;
}

bool is_time_of_day(std::string_view value) {
  const std::vector<Lexeme> l = lex(trim(value), 6);
  return l.size() == 3 && l[0].kind == Lexeme::number && l[2].kind == Lexeme::number &&
         l[1].text == ":" && l[0].text.size() <= 2 && l[2].text.size() == 2 &&
         (l[0].text.size() == 1 || l[0].text < "24") && l[2].text < "60";
}

std::optional<Date> parse_date(std::string_view value) { return only_date(value, false); }
std::optional<Date> parse_age(std::string_view value) { return only_date(value, true); }

std::optional<Date> parse_machine_date(std::string_view value) {
  value = trim(value);
  if (value.empty() || value.size() > 200) return std::nullopt;
  // 201903041020, 20190304102030
  if ((value.size() == 12 || value.size() == 14) &&
      value.find_first_not_of("0123456789") == value.npos &&
      (value.starts_with("19") || value.starts_with("20"))) {
    const std::string v(value);
    if (auto date = only_date(v.substr(0, 4) + '-' + v.substr(4, 2) + '-' + v.substr(6, 2) + 'T' +
                                  v.substr(8, 2) + ':' + v.substr(10, 2),
                              false)) {
      date->text = v;
      return date;
    }
  }
  // Seconds or milliseconds since 1970.
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc() && end == value.data() + value.size() && value.size() >= 9) {
    if (seconds > 1e11) seconds /= 1000;
    if (seconds <= 0 || seconds >= 4102444800.0) return std::nullopt;
    const long whole = static_cast<long>(seconds);
    DateReading r;
    r.day = calendar_day(whole / 86400);
    r.clock = {static_cast<int>(whole % 86400 / 3600), static_cast<int>(whole % 3600 / 60)};
    return is_valid(r.day) ? std::optional(date_of(r, value)) : std::nullopt;
  }
  // 20230202, 20230202T131500Z
  if (value.size() >= 8 && value.find_first_not_of("0123456789TZ") == value.npos &&
      value.find_first_not_of("0123456789") >= 8) {
    const std::string spelt = std::string(value.substr(0, 4)) + '-' +
                              std::string(value.substr(4, 2)) + '-' +
                              std::string(value.substr(6, 2));
    if (auto date = only_date(spelt, false)) {
      date->text = std::string(value);
      return date;
    }
    return std::nullopt;
  }
  auto found = find_date(with_century(value));
  if (!found || found->begin > 16) {
    if (auto whole = parse_date(value)) return whole;
    return std::nullopt;
  }
  found->date.text = std::string(value);
  return found->date;
}

}  // namespace byname
