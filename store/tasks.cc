#include "store/tasks.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace byname {

struct Tasks::Rep {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::function<void()>> waiting;
  unsigned running = 0;
  std::exception_ptr error;

  void work() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return !waiting.empty() || running == 0; });
      if (waiting.empty()) return;
      const std::function<void()> task = std::move(waiting.front());
      waiting.pop_front();
      ++running;
      lock.unlock();
      std::exception_ptr thrown;
      try {
        task();
      } catch (...) {
        thrown = std::current_exception();
      }
      lock.lock();
      --running;
      if (thrown) {
        if (!error) error = thrown;
        waiting.clear();
      }
      changed.notify_all();
    }
  }
};

Tasks::Tasks() : rep_(new Rep) {}
Tasks::~Tasks() = default;

void Tasks::add(std::function<void()> task) {
  const std::lock_guard lock(rep_->mutex);
  if (!rep_->error) rep_->waiting.push_back(std::move(task));
  rep_->changed.notify_all();
}

void Tasks::run(unsigned threads) {
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([this] { rep_->work(); });
    rep_->work();
  }
  if (rep_->error) std::rethrow_exception(std::exchange(rep_->error, nullptr));
}

}  // namespace byname
