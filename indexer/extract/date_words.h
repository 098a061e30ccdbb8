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
  zone
};

// The value that a word has as `means` (the number of a month, the DateUnit of a unit);
// nothing if it does not mean that.
std::optional<int> meaning(const Lexeme& lexeme, DateWord means);

}  // namespace byname
