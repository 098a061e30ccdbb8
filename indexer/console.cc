#include "indexer/console.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace byname {

Console::Console(Verbosity verbosity)
    : verbosity_(verbosity),
      progress_(verbosity != Verbosity::quiet && isatty(STDERR_FILENO) == 1) {}

namespace {

// One write a line: lines of several processes do not mix. The first part wipes
// a line of progress.
void put(bool wipe, std::string_view text) {
  const std::string line = fmt::format("{}{}\n", wipe ? "\r\x1b[K" : "", text);
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

void Console::warning(std::string_view text) const {
  put(progress_, fmt::format("indexer: {}", text));
}
void Console::say(std::string_view text) const {
  if (verbosity_ != Verbosity::quiet) put(progress_, text);
}
void Console::detail(std::string_view text) const {
  if (verbosity_ == Verbosity::verbose) put(progress_, text);
}

Progress::Progress(const Console& console, Amount total) : console_(console), total_(total) {}

void Progress::at(Amount done) {
  if (!console_.shows_progress()) return;
  const Clock::time_point now = Clock::now();
  if (now - shown_ < std::chrono::milliseconds(200)) return;
  shown_ = now;
  show(progress_line(done, total_, std::chrono::duration<double>(now - begin_).count()));
}

void Progress::step(std::string_view what) {
  if (console_.shows_progress()) show(fmt::format("  {} …", what));
}

void Progress::show(const std::string& line) {
  visible_ = true;
  const std::string whole = "\r\x1b[K" + line;
  std::fwrite(whole.data(), 1, whole.size(), stderr);
  std::fflush(stderr);
}

void Progress::end() {
  if (!visible_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  visible_ = false;
}

std::string progress_line(Amount done, Amount total, double seconds) {
  std::string line = fmt::format("  {} of {} files", done.files, total.files);
  if (seconds < 1 || done.bytes == 0) return line;
  const double rate = static_cast<double>(done.bytes) / seconds;
  line += fmt::format(", {:.1f} MB/s", rate / 1e6);
  if (total.bytes > done.bytes) {
    const auto left =
        static_cast<std::uint64_t>(static_cast<double>(total.bytes - done.bytes) / rate);
    line += left >= 3600
                ? fmt::format(", {}:{:02}:{:02} left", left / 3600, left / 60 % 60, left % 60)
                : fmt::format(", {}:{:02} left", left / 60, left % 60);
  }
  return line;
}

}  // namespace byname
