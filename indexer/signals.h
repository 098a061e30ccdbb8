// Being told to stop. The first SIGINT or SIGTERM ends the work at the next
// check_interrupted(), cleaned up and with the live index as it was; the second
// ends the program at once (what it leaves is removed by the next run).
#pragma once

#include <exception>

namespace byname {

struct Interrupted : std::exception {
  explicit Interrupted(int number) : signal(number) {}
  const char* what() const noexcept override { return "interrupted; the index is as it was"; }
  int signal;
};

// Once, before any thread is made. A write beyond a file size limit becomes an
// error of the write instead of the end of the program.
void install_signal_handlers();

// Throws Interrupted if there was a signal. From any thread, cheap.
void check_interrupted();

}  // namespace byname
