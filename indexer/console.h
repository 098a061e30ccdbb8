// What the program says while it works, on standard error: warnings always, the
// rest unless --quiet; progress only when a person watches (a terminal).
//
//   Console console(Verbosity::normal);
//   console.warning("id \"7\" is used by 2 inputs");
//   Progress progress(console, {.files = 12, .bytes = 4711});
//   progress.at({.files = 3, .bytes = 1000});   // cheap; prints five times a second
//   progress.end();                             // wipes the line
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/options.h"

namespace byname {

class Console {
 public:
  explicit Console(Verbosity verbosity);
  void warning(std::string_view text) const;  // also with --quiet
  void say(std::string_view text) const;      // unless --quiet
  void detail(std::string_view text) const;   // with --verbose
  bool shows_progress() const { return progress_; }
  bool verbose() const { return verbosity_ == Verbosity::verbose; }

 private:
  Verbosity verbosity_;
  bool progress_ = false;
};

struct Amount {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  Progress(const Console& console, Amount total);
  ~Progress() { end(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(Amount done);
  void step(std::string_view what);  // a step without measure: "merging"
  void end();

 private:
  void show(const std::string& line);
  const Console& console_;
  const Amount total_;
  const Clock::time_point begin_ = Clock::now();
  Clock::time_point shown_{};
  bool visible_ = false;
};

// "  3 of 12 files, 1.2 MB/s, 0:42 left"
std::string progress_line(Amount done, Amount total, double seconds);

}  // namespace byname
