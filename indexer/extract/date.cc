#include "indexer/extract/date.h"

#include <array>
#include <charconv>
#include <string>
#include <unordered_map>
#include <vector>

#include "embedded/indexer_dates.h"
#include "indexer/extract/ascii.h"
#include "indexer/extract/lexer.h"
#include "indexer/extract/table.h"

namespace byname {
namespace {

enum class Means {
  month,
  solar_month,
  weekday,
  ordinal,
  year_word,
  time_word,
  am,
  pm,
  unit,
  ago,
  ago_before,
  one,
  past_day,
  zone
};

struct Meaning {
  Means means;
  int value;
};

using Words = std::unordered_map<std::string, std::vector<Meaning>>;

const Words& words() {
  static const Words table = [] {
    const struct {
      std::string_view name;
      Means means;
    } kinds[] = {{"month", Means::month},
                 {"solar-month", Means::solar_month},
                 {"weekday", Means::weekday},
                 {"ordinal", Means::ordinal},
                 {"year-word", Means::year_word},
                 {"time-word", Means::time_word},
                 {"am", Means::am},
                 {"pm", Means::pm},
                 {"unit", Means::unit},
                 {"ago", Means::ago},
                 {"ago-before", Means::ago_before},
                 {"one", Means::one},
                 {"past-day", Means::past_day},
                 {"zone", Means::zone}};
    Words result;
    for (const TableRow& row : table_rows(embedded::indexer_dates())) {
      if (row.size() < 3) continue;
      for (const auto& kind : kinds) {
        if (kind.name != row[0]) continue;
        int value = 0;
        if (kind.means == Means::unit) {
          value = static_cast<int>(row[1] == "year"    ? DateUnit::year
                                   : row[1] == "month" ? DateUnit::month
                                   : row[1] == "day"   ? DateUnit::day
                                                       : DateUnit::minute);
        } else {
          std::from_chars(row[1].data(), row[1].data() + row[1].size(), value);
        }
        for (const std::string_view word : split_words(row[2]))
          result[phrase_key(word)].push_back({kind.means, value});
      }
    }
    return result;
  }();
  return table;
}

std::optional<int> meaning(const Lexeme& lexeme, Means means) {
  if (lexeme.kind != Lexeme::word) return std::nullopt;
  const auto found = words().find(lexeme.text);
  if (found == words().end()) return std::nullopt;
  for (const Meaning& m : found->second)
    if (m.means == means) return m.value;
  return std::nullopt;
}

struct Day {
  int year = 0;
  int month = 0;  // 0: not stated
  int day = 0;
  bool converted = false;
};

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_valid(const Day& d) {
  if (d.year < 1800 || d.year > 2099) return false;
  if (d.month < 0 || d.month > 12) return false;
  return d.day >= 0 && (d.month == 0 ? d.day == 0 : d.day <= days_in(d.year, d.month));
}

// Days since 1970-01-01 to the calendar (Hinnant's algorithm).
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

// Solar Hijri to Gregorian, by the 33-year rule (right for 1206..1498).
Day from_solar(int year, int month, int day) {
  const int y = year - 979;
  long days = 365L * y + (y / 33) * 8 + (y % 33 + 3) / 4;
  for (int m = 1; m < month; ++m) days += m <= 6 ? 31 : 30;
  days += day - 1;
  Day d = calendar_day(days - 135061);  // its 979-01-01 lies that many days before 1970-01-01
  d.converted = true;
  return d;
}

struct Clock {
  int hour = -1;
  int minute = 0;
};

class Reader {
 public:
  explicit Reader(const std::vector<Lexeme>& lexemes) : l_(lexemes) {}

  struct Result {
    Day day{};
    Clock clock{};
    bool age = false;
    DateUnit age_unit = DateUnit::none;
    std::size_t next = 0;  // after its last lexeme
  };

  std::optional<Result> at(std::size_t i, bool whole) const {
    if (auto age = age_at(i, whole)) return age;
    Result r;
    // The time may come first: "13:15, 02 February 2023".
    if (const std::size_t after = clock_at(i, r.clock); after > i) {
      std::size_t j = skip_between(after);
      if (const std::size_t end = day_at(j, r.day, whole); end > j) {
        r.next = skip_weekday(end);
        return r;
      }
      return std::nullopt;
    }
    r.next = day_at(i, r.day, whole);
    if (r.next == i) return std::nullopt;
    if (r.day.day > 0) {
      r.next = skip_weekday(r.next);
      const std::size_t j = skip_between(r.next);
      if (const std::size_t end = clock_at(j, r.clock); end > j) r.next = skip_zone(end);
    }
    return r;
  }

 private:
  bool is_number(std::size_t i, std::size_t least, std::size_t most) const {
    return i < l_.size() && l_[i].kind == Lexeme::number && l_[i].text.size() >= least &&
           l_[i].text.size() <= most;
  }
  int number(std::size_t i) const {
    int value = 0;
    const std::string& t = l_[i].text;
    std::from_chars(t.data(), t.data() + t.size(), value);
    return value;
  }
  bool is_mark(std::size_t i, std::string_view mark) const {
    return i < l_.size() && l_[i].kind == Lexeme::mark && l_[i].text == mark;
  }
  // A mark glued to what stands before it and after it: 21.09.2023.
  bool is_tight(std::size_t i, std::string_view mark) const {
    return is_mark(i, mark) && !l_[i].space_before && i + 1 < l_.size() && !l_[i + 1].space_before;
  }
  std::optional<int> means(std::size_t i, Means m) const {
    return i < l_.size() ? meaning(l_[i], m) : std::nullopt;
  }
  std::size_t skip_marks(std::size_t i, std::string_view marks) const {
    while (i < l_.size() && l_[i].kind == Lexeme::mark && marks.find(l_[i].text) != marks.npos) ++i;
    return i;
  }

  // Between date and time: "21 September 2023 - 13:15", ", saat 13:15", "T13:15".
  std::size_t skip_between(std::size_t i) const {
    for (int n = 0; n < 5 && i < l_.size(); ++n, ++i) {
      if (l_[i].kind == Lexeme::mark) {
        static constexpr std::array<std::string_view, 9> kMarks{",", "-", "–", "—", "|",
                                                                "·", "/", "،", "•"};
        bool known = false;
        for (const std::string_view m : kMarks) known |= l_[i].text == m;
        if (!known) return i;
      } else if (!means(i, Means::time_word) && !means(i, Means::year_word)) {
        return i;
      }
    }
    return i;
  }

  // «21 Eylül 2023 Perşembe», «21 September 2023, Thursday».
  std::size_t skip_weekday(std::size_t i) const {
    const std::size_t j = skip_marks(i, ",،");
    return means(j, Means::weekday) ? j + 1 : i;
  }

  // «Z», «+04:00», «GMT+4», «Uhr», «(Baku time)» is not for us to read.
  std::size_t skip_zone(std::size_t i) const {
    if (means(i, Means::time_word) || means(i, Means::zone)) ++i;
    if ((is_mark(i, "+") || is_mark(i, "-")) && is_number(i + 1, 1, 4) && !l_[i + 1].space_before) {
      i += 2;
      if (is_tight(i, ":") && is_number(i + 1, 2, 2)) i += 2;
    }
    return i;
  }

  // HH:MM[:SS[.mmm]] [am|pm|a.m.], HH.MM at the end, H pm. Returns i if there is none.
  std::size_t clock_at(std::size_t i, Clock& clock) const {
    if (!is_number(i, 1, 2)) return i;
    int hour = number(i), minute = 0;
    std::size_t next = i + 1;
    bool has_minutes = false;
    const bool colon = is_tight(next, ":");
    const bool dot = is_tight(next, ".") && is_number(next + 1, 2, 2) && is_number(i, 2, 2) &&
                     !is_tight(next + 2, ".");
    const bool h = means(next, Means::time_word) && l_[next].text == "h" && !l_[next].space_before;
    if ((colon || dot || h) && is_number(next + 1, 2, 2)) {
      minute = number(next + 1);
      has_minutes = true;
      next += 2;
      if (is_tight(next, ":") && is_number(next + 1, 2, 2)) {
        next += 2;
        if (is_tight(next, ".") && is_number(next + 1, 1, 9)) next += 2;
      }
    }
    const auto half = half_at(next);
    if (!has_minutes && !half) return i;
    if (half) {
      if (hour < 1 || hour > 12) return i;
      hour = hour % 12 + (half->second ? 12 : 0);
      next = half->first;
    }
    if (hour > 23 || minute > 59) return i;
    clock = {hour, minute};
    return next;
  }

  // "am", "p.m.", "a.m": the offset after it and whether it is the afternoon.
  std::optional<std::pair<std::size_t, bool>> half_at(std::size_t i) const {
    if (means(i, Means::am)) return {{i + 1, false}};
    if (means(i, Means::pm)) return {{i + 1, true}};
    if (i + 2 < l_.size() && l_[i].kind == Lexeme::word && is_tight(i + 1, ".") &&
        l_[i + 2].kind == Lexeme::word && l_[i + 2].text == "m" &&
        (l_[i].text == "a" || l_[i].text == "p"))
      return {{is_mark(i + 3, ".") && !l_[i + 3].space_before ? i + 4 : i + 3, l_[i].text == "p"}};
    return std::nullopt;
  }

  bool year_at(std::size_t i, int& year) const {
    if (!is_number(i, 4, 4)) return false;
    year = number(i);
    return year >= 1300 && year <= 2099;
  }

  // After a year: "г.", "թ.", "-cü il", "թվականի", "წ."
  std::size_t skip_year_words(std::size_t i) const {
    if (is_tight(i, "-") && means(i + 1, Means::year_word)) i += 2;
    while (means(i, Means::year_word)) {
      ++i;
      if (is_mark(i, ".") && !l_[i].space_before) ++i;
    }
    return i;
  }

  std::size_t skip_ordinal(std::size_t i) const {
    if (is_tight(i, "-") && means(i + 1, Means::ordinal)) return i + 2;
    if (i < l_.size() && !l_[i].space_before && means(i, Means::ordinal)) return i + 1;
    if (is_mark(i, ".") && !l_[i].space_before) return i + 1;
    return i;
  }

  std::size_t skip_glue(std::size_t i) const {  // between parts of a worded date
    if (is_tight(i, "-") || is_tight(i, "/")) return i + 1;
    i = skip_marks(i, ".,،");
    if (i < l_.size() && l_[i].kind == Lexeme::word && (l_[i].text == "of" || l_[i].text == "de"))
      ++i;
    return i;
  }

  struct Month {
    int number;
    bool solar;
  };
  std::optional<Month> month_at(std::size_t i) const {
    if (const auto m = means(i, Means::month)) return Month{*m, false};
    if (const auto m = means(i, Means::solar_month)) return Month{*m, true};
    return std::nullopt;
  }

  bool settle(Day& out, int year, Month month, int day) const {
    if (month.solar) {
      if (year < 1300 || year > 1499 || day < 1 || day > (month.number <= 6 ? 31 : 30))
        return false;
      out = from_solar(year, month.number, day);
      return is_valid(out);
    }
    const Day d{year, month.number, day, false};
    if (!is_valid(d)) return false;
    out = d;
    return true;
  }

  // Returns i if no day begins there; `whole`: a month or a year alone will do.
  std::size_t day_at(std::size_t i, Day& out, bool whole) const {
    if (means(i, Means::weekday)) {
      std::size_t j = skip_marks(i + 1, ".,،");
      if (j < l_.size()) {
        const std::size_t end = plain_day_at(j, out, whole);
        if (end > j && out.day > 0) return end;
      }
      return i;
    }
    return plain_day_at(i, out, whole);
  }

  std::size_t plain_day_at(std::size_t i, Day& out, bool whole) const {
    int year = 0;
    // A number glued to something before it is part of that: 1.2.3.4, A-21.
    if (is_number(i, 4, 4) && year_at(i, year)) {
      for (const std::string_view sep : {"-", ".", "/"}) {
        if (is_tight(i + 1, sep) && is_number(i + 2, 1, 2) && is_tight(i + 3, sep) &&
            is_number(i + 4, 1, 2) && !is_tight(i + 5, sep) &&
            settle(out, year, {number(i + 2), false}, number(i + 4)))
          return i + 5;
        if (is_tight(i + 1, sep) && is_number(i + 2, 1, 2) && is_tight(i + 3, sep) &&
            is_number(i + 4, 1, 2) && year < 1500) {
          if (number(i + 2) >= 1 && number(i + 2) <= 12 &&
              settle(out, year, {number(i + 2), true}, number(i + 4)))
            return i + 5;
        }
      }
      // 2023年2月2日
      if (i + 5 < l_.size() && l_[i + 1].text == "年" && is_number(i + 2, 1, 2) &&
          l_[i + 3].text == "月" && is_number(i + 4, 1, 2) && l_[i + 5].text == "日" &&
          settle(out, year, {number(i + 2), false}, number(i + 4)))
        return i + 6;
      // "2023 թ. սեպտեմբերի 21", "2023-cü il 21 sentyabr"
      std::size_t j = skip_year_words(skip_marks(i + 1, ","));
      j = skip_marks(j, ",");
      if (const auto month = month_at(j)) {
        std::size_t k = skip_marks(j + 1, ".,");
        if (is_number(k, 1, 2) && settle(out, year, *month, number(k)))
          return skip_ordinal(k + 1) == k + 2 && is_mark(k + 1, ".") ? k + 1 : skip_ordinal(k + 1);
        if (whole && !month->solar && is_valid({year, month->number, 0, false})) {
          out = {year, month->number, 0, false};
          return j + 1;
        }
      }
      if (is_number(j, 1, 2)) {
        if (const auto month = month_at(skip_ordinal(j + 1));
            month && settle(out, year, *month, number(j)))
          return skip_ordinal(j + 1) + 1;
      }
      if (whole && year >= 1800) {
        if (is_tight(i + 1, "-") && is_number(i + 2, 2, 2) && number(i + 2) >= 1 &&
            number(i + 2) <= 12 && !is_tight(i + 3, "-")) {
          out = {year, number(i + 2), 0, false};
          return i + 3;
        }
        out = {year, 0, 0, false};
        return skip_year_words(i + 1);
      }
      return i;
    }
    if (is_number(i, 1, 2)) {
      const int first = number(i);
      // 21.09.2023, 21/09/2023, 21-09-2023, 21.09.23
      for (const std::string_view sep : {".", "/", "-"}) {
        if (!is_tight(i + 1, sep) || !is_number(i + 2, 1, 2) || !is_tight(i + 3, sep)) continue;
        const bool four = year_at(i + 4, year);
        if (!four) {
          if (!whole || sep != "." || !is_number(i + 4, 2, 2)) continue;
          year = number(i + 4);
          year += year < 70 ? 2000 : 1900;
        }
        if (is_tight(i + 5, sep)) continue;
        const int second = number(i + 2);
        // 03/04/2023 is one day in London and another in New York.
        if (sep == "/" && first <= 12 && second <= 12 && first != second) {
          if (year < 1800) continue;
          out = {year, 0, 0, false};
          return i + 5;
        }
        const bool month_first = second > 12 && sep == "/";
        if (settle(out, year, {month_first ? first : second, false}, month_first ? second : first))
          return skip_year_words(i + 5);
      }
      // 21 September 2023, 21-го сентября 2023 года, 21-Sep-2023, 21. September 2023
      std::size_t j = skip_ordinal(i + 1);
      if (is_tight(j, "-") || is_tight(j, "/")) ++j;
      if (j < l_.size() && l_[j].kind == Lexeme::word && (l_[j].text == "of" || l_[j].text == "de"))
        ++j;
      if (const auto month = month_at(j)) {
        const std::size_t k = skip_glue(j + 1);
        if (year_at(k, year) && settle(out, year, *month, first)) return skip_year_words(k + 1);
      }
      return i;
    }
    if (const auto month = month_at(i)) {
      const std::size_t j = skip_glue(i + 1);
      // September 21, 2023; Sept. 21st 2023
      if (is_number(j, 1, 2)) {
        const std::size_t k = skip_marks(skip_ordinal(j + 1), ",،");
        if (year_at(k, year) && settle(out, year, *month, number(j))) return skip_year_words(k + 1);
      }
      if (whole && !month->solar && year_at(j, year) && year >= 1800) {
        out = {year, month->number, 0, false};
        return skip_year_words(j + 1);
      }
    }
    return i;
  }

  // Words like "today" are an age only where nothing else is said: they begin headlines too.
  std::optional<Result> age_at(std::size_t i, bool whole) const {
    Result r;
    r.age = true;
    if (whole && means(i, Means::past_day)) {
      r.age_unit = DateUnit::day;
      r.next = i + 1;
      Clock clock;
      const std::size_t j = skip_between(r.next);
      if (const std::size_t end = clock_at(j, clock); end > j) r.next = end;
      return r;
    }
    // "vor 2 Jahren", "il y a 2 ans"
    if (means(i, Means::ago_before) && is_amount(i + 1)) {
      if (const auto unit = means(i + 2, Means::unit)) {
        r.age_unit = static_cast<DateUnit>(*unit);
        r.next = i + 3;
        return r;
      }
    }
    if (i + 4 < l_.size() && l_[i].text == "il" && l_[i + 1].text == "y" && l_[i + 2].text == "a" &&
        is_amount(i + 3)) {
      if (const auto unit = means(i + 4, Means::unit)) {
        r.age_unit = static_cast<DateUnit>(*unit);
        r.next = i + 5;
        return r;
      }
    }
    if (!is_amount(i)) return std::nullopt;
    const auto unit = means(i + 1, Means::unit);
    if (!unit) return std::nullopt;
    r.age_unit = static_cast<DateUnit>(*unit);
    std::size_t j = i + 2;
    if (is_mark(j, ".") && !l_[j].space_before) ++j;
    if (!means(j, Means::ago)) return std::nullopt;
    r.next = j + 1;
    return r;
  }

  bool is_amount(std::size_t i) const { return is_number(i, 1, 4) || means(i, Means::one); }

  const std::vector<Lexeme>& l_;
};

void append_number(std::string& out, int value, int digits) {
  const std::string text = std::to_string(value);
  for (int i = static_cast<int>(text.size()); i < digits; ++i) out += '0';
  out += text;
}

Date date_of(const Reader::Result& r, std::string_view text) {
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
  const Reader reader(lexemes);
  for (std::size_t i = 0; i < lexemes.size() && i < 3; ++i) {
    if (!only_marks(lexemes, 0, i)) break;
    const auto result = reader.at(i, true);
    if (!result || (ages_only && !result->age)) continue;
    if (!only_marks(lexemes, result->next, lexemes.size())) continue;
    const std::size_t begin = lexemes[i].begin, end = lexemes[result->next - 1].end;
    return date_of(*result, value.substr(begin, end - begin));
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view line) {
  const std::vector<Lexeme> lexemes = lex(line, 400);
  const Reader reader(lexemes);
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    const auto result = reader.at(i, false);
    if (!result) continue;
    const std::size_t begin = lexemes[i].begin, end = lexemes[result->next - 1].end;
    return FoundDate{date_of(*result, line.substr(begin, end - begin)), begin, end};
  }
  return std::nullopt;
}

std::optional<Date> parse_date(std::string_view value) { return only_date(value, false); }
std::optional<Date> parse_age(std::string_view value) { return only_date(value, true); }

std::optional<Date> parse_machine_date(std::string_view value) {
  value = trim(value);
  if (value.empty() || value.size() > 200) return std::nullopt;
  // Seconds or milliseconds since 1970.
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc() && end == value.data() + value.size() && value.size() >= 9) {
    if (seconds > 1e11) seconds /= 1000;
    if (seconds <= 0 || seconds >= 4102444800.0) return std::nullopt;
    const long whole = static_cast<long>(seconds);
    Reader::Result r;
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
  auto found = find_date(value);
  if (!found || found->begin > 16) {
    if (auto whole = parse_date(value)) return whole;
    return std::nullopt;
  }
  found->date.text = std::string(value);
  return found->date;
}

}  // namespace byname
