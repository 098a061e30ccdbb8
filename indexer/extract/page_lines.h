// The lines of a page and what has been found about each: shared by the steps that
// read the head of a page (page.cc) and mark its furniture (page_furniture.cc).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/extract/lines.h"
#include "schemas/document.h"

namespace byname {

struct PageLines {
  std::string_view text{};
  std::vector<Line> lines{};
  std::vector<Part> parts{};                 // a line each
  std::vector<std::optional<Date>> dates{};  // of lines that are a date and nothing else
  std::vector<char> times{};                 // lines that are a date or a time of day
  std::size_t body = 0;                      // the first line below the head

  explicit PageLines(std::string_view page);

  std::size_t size() const { return lines.size(); }
  std::string_view line(std::size_t i) const {
    return text.substr(lines[i].begin, lines[i].end - lines[i].begin);
  }
  // Short and no sentence: may be one of a list of other articles.
  bool may_be_teaser(std::size_t i) const;
};

// Marks lines that are not text as chrome, and captions of pictures. Needs `body`.
void mark_furniture(PageLines& page);

}  // namespace byname
