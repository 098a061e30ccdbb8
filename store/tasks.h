// Work for a few threads, where one piece may add more.
//
//   Tasks tasks;
//   tasks.add([&] { words(); tasks.add([&] { streams(); }); });
//   tasks.add([&] { texts(); });
//   tasks.run(2);   // returns when nothing is left; rethrows the first error
#pragma once

#include <functional>
#include <memory>

namespace byname {

class Tasks {
 public:
  Tasks();
  ~Tasks();
  void add(std::function<void()> task);  // from any thread
  void run(unsigned threads);

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace byname
