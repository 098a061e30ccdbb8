// Colours of the terminal, or none.
#pragma once

#include <string>
#include <string_view>

namespace byname {

class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  bool on() const { return on_; }
  std::string mark(std::string_view text) const { return in("1;33", text); }  // what matched
  std::string title(std::string_view text) const { return in("1", text); }
  std::string faint(std::string_view text) const { return in("2", text); }
  std::string place(std::string_view text) const { return in("36", text); }

 private:
  std::string in(std::string_view code, std::string_view text) const {
    if (!on_ || text.empty()) return std::string(text);
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
  }
  bool on_;
};

// Columns that the text takes on a terminal; combining marks take none.
std::size_t columns(std::string_view text);
// The last (first) characters of the text that fit into `width` columns.
std::string_view last_columns(std::string_view text, std::size_t width);
std::string_view first_columns(std::string_view text, std::size_t width);
// Control characters as blanks, so that a document cannot steer the terminal.
std::string printable(std::string_view text);

}  // namespace byname
