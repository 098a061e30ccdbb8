// Line patterns of indexer/rules/pages: text with slots.
//
//   const Pattern pattern("{author:word} · {age:age}");
//   const auto slots = pattern.match("ann · 3 months ago");   // {{"author", "ann"}, ...}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace byname {

using Slots = std::vector<std::pair<std::string, std::string>>;

class Pattern {
 public:
  explicit Pattern(std::string_view pattern);
  // The slots if the whole line matches; lines over 500 bytes never do.
  std::optional<Slots> match(std::string_view line) const;

 private:
  struct Piece {
    std::string literal{};  // empty: a slot
    std::string name{};
    std::string type{};
  };
  std::vector<Piece> pieces_{};
};

// `text` with every {name} replaced.
std::string filled(std::string_view text, const Slots& slots);

}  // namespace byname
