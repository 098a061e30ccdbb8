// Time and size, for the measuring programs.
//
// Other programs share the machine: CPU seconds are the figure to trust, and of
// several runs the shortest.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <limits>
#include <vector>

namespace byname::bench {

inline double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of the process, all threads.
inline double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

// Of the calling thread, to the nanosecond.
inline double thread_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// The shortest of `runs` calls, in CPU seconds of this thread.
template <typename Call>
double least_seconds(int runs, Call&& call) {
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < runs; ++i) {
    const double start = thread_seconds();
    call();
    least = std::min(least, thread_seconds() - start);
  }
  return least;
}

// The most memory that the process ever held.
inline double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

inline double megabytes_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path))
    return static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  double sum = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) sum += static_cast<double>(entry.file_size()) / 1e6;
  }
  return sum;
}

struct Percentiles {
  double p50 = 0;
  double p99 = 0;
};

inline Percentiles percentiles(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  return {values[values.size() / 2], values[values.size() * 99 / 100]};
}

}  // namespace byname::bench
