// The words of dates and what they mean: indexer/rules/dates.tsv.
#pragma once

#include <optional>

#include "indexer/extract/lexer.h"

namespace byname {

enum class DateWord {
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
  zone,
  span
};

// The value that a word has as `means` (the number of a month, the DateUnit of a unit, the minutes
// of a unit as `span`, how many days ago a past day is);
// nothing if it does not mean that.
std::optional<int> meaning(const Lexeme& lexeme, DateWord means);

}  // namespace byname
