#include "indexer/signals.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace byname {
namespace {

std::atomic<int> pending_signal{0};
static_assert(std::atomic<int>::is_always_lock_free, "used in a signal handler");

extern "C" void on_signal(int number) {
  int none = 0;
  if (!pending_signal.compare_exchange_strong(none, number)) _exit(128 + number);
}

}  // namespace

void install_signal_handlers() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGXFSZ, SIG_IGN);
}

void check_interrupted() {
  if (const int number = pending_signal.load(std::memory_order_relaxed)) throw Interrupted(number);
}

}  // namespace byname
