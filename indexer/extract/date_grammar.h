// The forms that dates take, on the lexemes of a line.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/extract/calendar.h"
#include "indexer/extract/lexer.h"
#include "schemas/document.h"

namespace byname {

struct Clock {
  int hour = -1;  // -1: not stated
  int minute = 0;
};

struct DateReading {
  Day day{};
  Clock clock{};
  bool age = false;  // «2 years ago»: only `age_unit` counts
  DateUnit age_unit = DateUnit::none;
  std::size_t next = 0;  // after its last lexeme
};

// The date that begins with lexeme `i`. `whole`: a month or a year alone will do, and
// words like «today».
std::optional<DateReading> date_at(const std::vector<Lexeme>& lexemes, std::size_t i, bool whole);

}  // namespace byname
