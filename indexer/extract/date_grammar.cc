#include "indexer/extract/date_grammar.h"

#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/extract/date_words.h"

namespace byname {
namespace {

class Grammar {
 public:
  explicit Grammar(const std::vector<Lexeme>& lexemes) : l_(lexemes) {}

  std::optional<DateReading> at(std::size_t i, bool whole) const {
    if (auto age = age_at(i, whole)) return age;
    DateReading r;
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
  std::optional<int> means(std::size_t i, DateWord m) const {
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
      } else if (!means(i, DateWord::time_word) && !means(i, DateWord::year_word)) {
        return i;
      }
    }
    return i;
  }

  // «21 Eylül 2023 Perşembe», «21 September 2023, Thursday».
  std::size_t skip_weekday(std::size_t i) const {
    const std::size_t j = skip_marks(i, ",،");
    return means(j, DateWord::weekday) ? j + 1 : i;
  }

  // «Z», «+04:00», «GMT+4», «Uhr», «(Baku time)» is not for us to read.
  std::size_t skip_zone(std::size_t i) const {
    if (means(i, DateWord::time_word) || means(i, DateWord::zone)) ++i;
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
    const bool h =
        means(next, DateWord::time_word) && l_[next].text == "h" && !l_[next].space_before;
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
    if (means(i, DateWord::am)) return {{i + 1, false}};
    if (means(i, DateWord::pm)) return {{i + 1, true}};
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

  // Years as Thailand counts them, after the name of a month: "4 มีนาคม พ.ศ. 2564".
  std::size_t buddhist_year_at(std::size_t i, int& year) const {
    if (i + 3 < l_.size() && l_[i].text == "พ" && l_[i + 2].text == "ศ")
      i += is_mark(i + 3, ".") ? 4 : 3;
    if (!is_number(i, 4, 4)) return i;
    year = number(i) - 543;
    return year >= 1800 && year <= 2099 ? i + 1 : i;
  }

  // After a year: "г.", "թ.", "-cü il", "թվականի", "წ."
  std::size_t skip_year_words(std::size_t i) const {
    if (is_tight(i, "-") && means(i + 1, DateWord::year_word)) i += 2;
    while (means(i, DateWord::year_word)) {
      ++i;
      if (is_mark(i, ".") && !l_[i].space_before) ++i;
    }
    return i;
  }

  std::size_t skip_ordinal(std::size_t i) const {
    if (is_tight(i, "-") && means(i + 1, DateWord::ordinal)) return i + 2;
    if (i < l_.size() && !l_[i].space_before && means(i, DateWord::ordinal)) return i + 1;
    if (is_mark(i, ".") && !l_[i].space_before) return i + 1;
    return i;
  }

  std::size_t skip_glue(std::size_t i) const {  // between parts of a worded date
    if (is_tight(i, "-") || is_tight(i, "/")) return i + 1;
    i = skip_marks(i, ".,،");
    if (i < l_.size() && l_[i].kind == Lexeme::word &&
        (l_[i].text == "of" || l_[i].text == "de" || l_[i].text == "del" || l_[i].text == "do"))
      ++i;
    return i;
  }

  // After a part of a spaced date: "4. 3. 2019", "2019. 03. 04." Returns i if it is none.
  std::size_t skip_spaced_dot(std::size_t i) const {
    const bool spaced = is_mark(i, ".") && !l_[i].space_before && i + 1 < l_.size() &&
                        l_[i + 1].kind == Lexeme::number && l_[i + 1].space_before;
    return spaced ? i + 1 : i;
  }

  struct Month {
    int number;
    bool solar;
  };
  std::optional<Month> month_at(std::size_t i) const {
    if (const auto m = means(i, DateWord::month)) return Month{*m, false};
    if (const auto m = means(i, DateWord::solar_month)) return Month{*m, true};
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
    if (means(i, DateWord::weekday)) {
      std::size_t j = skip_marks(i + 1, ".,،");
      if (j < l_.size()) {
        const std::size_t end = plain_day_at(j, out, whole);
        if (end > j && out.day > 0) return end;
      }
      return i;
    }
    return plain_day_at(i, out, whole);
  }

  // 2023年2月2日, 2023년 2월 2일. Returns i if there is none.
  std::size_t east_asian_day_at(std::size_t i, int year, Day& out) const {
    for (const auto& [y, m, d] : {std::array<std::string_view, 3>{"年", "月", "日"},
                                  std::array<std::string_view, 3>{"년", "월", "일"}}) {
      if (i + 5 < l_.size() && l_[i + 1].text == y && is_number(i + 2, 1, 2) &&
          l_[i + 3].text == m && is_number(i + 4, 1, 2) && l_[i + 5].text == d &&
          settle(out, year, {number(i + 2), false}, number(i + 4)))
        return i + 6;
    }
    return i;
  }

  // 令和3年3月4日, 昭和20年8月15日. Returns i if there is none.
  std::size_t era_day_at(std::size_t i, Day& out) const {
    static constexpr std::array<std::pair<std::string_view, int>, 5> kEras{
        {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"大正", 1911}, {"明治", 1867}}};
    if (i + 6 >= l_.size() || l_[i].kind != Lexeme::word) return i;
    for (const auto& [era, before] : kEras) {
      if (l_[i].text != era || !is_number(i + 1, 1, 2)) continue;
      const int year = before + number(i + 1);
      if (const std::size_t end = east_asian_day_at(i + 1, year, out); end > i + 1) return end;
    }
    return i;
  }

  std::size_t plain_day_at(std::size_t i, Day& out, bool whole) const {
    int year = 0;
    if (const std::size_t end = era_day_at(i, out); end > i) return end;
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
      if (const std::size_t end = east_asian_day_at(i, year, out); end > i) return end;
      if (const std::size_t m = skip_spaced_dot(i + 1); m > i + 1 && is_number(m, 1, 2)) {
        const std::size_t d = skip_spaced_dot(m + 1);
        if (d > m + 1 && is_number(d, 1, 2) && settle(out, year, {number(m), false}, number(d)))
          return is_mark(d + 1, ".") && !l_[d + 1].space_before ? d + 2 : d + 1;
      }
      // "2023 թ. սեպտեմբերի 21", "2023-cü il 21 sentyabr"
      std::size_t j = skip_year_words(skip_marks(i + 1, ","));
      // "2023. szeptember 21."
      j = is_mark(j, ".") && !l_[j].space_before ? skip_year_words(j + 1) : skip_marks(j, ",");
      if (const auto month = month_at(j)) {
        std::size_t k = skip_marks(j + 1, ".,");
        if (is_number(k, 1, 2) && settle(out, year, *month, number(k))) {
          if (k + 1 < l_.size() && l_[k + 1].text == "d") return k + 2;  // "2019 m. kovo 4 d."
          return skip_ordinal(k + 1) == k + 2 && is_mark(k + 1, ".") ? k + 1 : skip_ordinal(k + 1);
        }
        if (whole && !month->solar && is_valid({year, month->number, 0, false})) {
          out = {year, month->number, 0, false};
          return j + 1;
        }
      }
      if (is_number(j, 1, 2)) {
        std::size_t m = skip_ordinal(j + 1);
        if (is_tight(m, "-")) ++m;  // "2021-yil 4-mart"
        if (const auto month = month_at(m); month && settle(out, year, *month, number(j)))
          return m + 1;
        // "2021 оны 3-р сарын 4"
        if (m + 1 < l_.size() && l_[m].text == "сарын" && is_number(m + 1, 1, 2) &&
            settle(out, year, {number(j), false}, number(m + 1)))
          return m + 2;
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
      // 4. 3. 2019
      if (const std::size_t m = skip_spaced_dot(i + 1); m > i + 1 && is_number(m, 1, 2)) {
        const std::size_t y = skip_spaced_dot(m + 1);
        if (y > m + 1 && year_at(y, year) && settle(out, year, {number(m), false}, first))
          return skip_year_words(y + 1);
      }
      // 4 tháng 3 năm 2019
      if (i + 2 < l_.size() && l_[i + 1].text == "tháng" && is_number(i + 2, 1, 2)) {
        std::size_t y = skip_marks(i + 3, ",");
        if (y < l_.size() && l_[y].text == "năm") ++y;
        if (year_at(y, year) && settle(out, year, {number(i + 2), false}, first)) return y + 1;
      }
      // 21 September 2023, 21-го сентября 2023 года, 21-Sep-2023, 21. September 2023
      std::size_t j = skip_ordinal(i + 1);
      if (is_tight(j, "-") || is_tight(j, "/")) ++j;
      if (j < l_.size() && l_[j].kind == Lexeme::word &&
          (l_[j].text == "of" || l_[j].text == "de" || l_[j].text == "d'"))
        ++j;
      if (const auto month = month_at(j)) {
        const std::size_t k = skip_glue(j + 1);
        if (year_at(k, year) && settle(out, year, *month, first)) return skip_year_words(k + 1);
        if (const std::size_t end = buddhist_year_at(k, year);
            end > k && l_[j].text.starts_with("\xE0\xB8") && settle(out, year, *month, first))
          return end;
      }
      return i;
    }
    if (const auto month = month_at(i)) {
      const std::size_t j = skip_glue(i + 1);
      // September 21, 2023; Sept. 21st 2023
      if (is_number(j, 1, 2)) {
        const std::size_t k = skip_marks(skip_ordinal(j + 1), ",،");
        if (year_at(k, year) && settle(out, year, *month, number(j))) return skip_year_words(k + 1);
        // Mar 04 10:20:00 CET 2019
        Clock clock;
        if (std::size_t y = clock_at(j + 1, clock); y > j + 1) {
          y = skip_zone(y);
          if (y < l_.size() && l_[y].kind == Lexeme::word && l_[y].all_upper) ++y;
          if (year_at(y, year) && settle(out, year, *month, number(j))) return y + 1;
        }
      }
      // «Mar<b>04</b>2019» as the text of a page has it
      if (is_number(j, 5, 6) && j == i + 1 && !l_[j].space_before) {
        const std::size_t digits = l_[j].text.size() - 4;
        const int joined = number(j);
        year = joined % 10000;
        if (year >= 1900 && year <= 2099 && l_[j].text[digits] != '0' &&
            settle(out, year, *month, joined / 10000))
          return j + 1;
      }
      if (whole && !month->solar && year_at(j, year) && year >= 1800) {
        out = {year, month->number, 0, false};
        return skip_year_words(j + 1);
      }
    }
    return i;
  }

  // Words like "today" are an age only where nothing else is said: they begin headlines too.
  std::optional<DateReading> age_at(std::size_t i, bool whole) const {
    DateReading r;
    r.age = true;
    if (whole && means(i, DateWord::past_day)) {
      r.age_unit = DateUnit::day;
      r.next = i + 1;
      Clock clock;
      const std::size_t j = skip_between(r.next);
      if (const std::size_t end = clock_at(j, clock); end > j) r.next = end;
      return r;
    }
    // "vor 2 Jahren", "il y a 2 ans"
    if (means(i, DateWord::ago_before) && is_amount(i + 1)) {
      if (const auto unit = means(i + 2, DateWord::unit)) {
        r.age_unit = static_cast<DateUnit>(*unit);
        r.next = i + 3;
        return r;
      }
    }
    if (i + 4 < l_.size() && l_[i].text == "il" && l_[i + 1].text == "y" && l_[i + 2].text == "a" &&
        is_amount(i + 3)) {
      if (const auto unit = means(i + 4, DateWord::unit)) {
        r.age_unit = static_cast<DateUnit>(*unit);
        r.next = i + 5;
        return r;
      }
    }
    if (!is_amount(i)) return std::nullopt;
    const auto unit = means(i + 1, DateWord::unit);
    if (!unit) return std::nullopt;
    r.age_unit = static_cast<DateUnit>(*unit);
    std::size_t j = i + 2;
    if (is_mark(j, ".") && !l_[j].space_before) ++j;
    if (!means(j, DateWord::ago)) return std::nullopt;
    r.next = j + 1;
    return r;
  }

  bool is_amount(std::size_t i) const { return is_number(i, 1, 4) || means(i, DateWord::one); }

  const std::vector<Lexeme>& l_;
};

}  // namespace

std::optional<DateReading> date_at(const std::vector<Lexeme>& lexemes, std::size_t i, bool whole) {
  return Grammar(lexemes).at(i, whole);
}

}  // namespace byname
