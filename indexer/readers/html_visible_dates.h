// The date that a reader of a page sees: labelled («Published: ...»), in an element for it, or
// alone on its line, near the title, or right below the text.
//
//   visible_dates(blocks, {stamps, chrome, title}).published
//
// Not here: which of the dates of a page counts (html_dates.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/date.h"
#include "indexer/readers/html_content.h"
#include "schemas/document.h"

namespace byname {

struct VisibleDates {
  std::optional<Date> published{};
  std::optional<Date> modified{};
};

struct DateHints {
  const std::vector<DateStamp>& stamps;
  const std::vector<char>& chrome;  // one a block
  std::size_t title = 0;            // the number of its block
  DayOrder order = DayOrder::unknown;
  std::string month{};  // that the address of the page states: "2023-02", "2023"
};

// Linear.
VisibleDates visible_dates(const PageBlocks& page, const DateHints& hints);

// How dates are written in the language of the page (its lang attribute).
DayOrder day_order_of(std::string_view lang);

}  // namespace byname
