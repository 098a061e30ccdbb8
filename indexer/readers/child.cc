#include "indexer/readers/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>

namespace byname {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  void set(int number) { number_ = number; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

std::string found_in_path(const std::string& program) {
  if (program.find('/') != std::string::npos) return program;
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "/usr/bin:/bin";
  while (true) {
    const std::size_t end = rest.find(':');
    const std::string candidate = std::string(rest.substr(0, end)) + "/" + program;
    if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    if (end == rest.npos) return {};
    rest.remove_prefix(end + 1);
  }
}

// The bytes as a file without a name, whatever they are now.
bool copy_of(SourceFile& input, Descriptor& copy) {
  copy.set(::memfd_create("byname", MFD_CLOEXEC));
  if (copy.get() < 0) return false;
  std::string room;
  for (std::uint64_t at = 0; at < input.size();) {
    std::string_view piece = input.read(at, 1 << 20, room);
    if (piece.empty()) break;
    at += piece.size();
    while (!piece.empty()) {
      const ssize_t written = ::write(copy.get(), piece.data(), piece.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      piece.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  return ::lseek(copy.get(), 0, SEEK_SET) == 0;
}

// In the child: nothing here may allocate, another thread may have held the lock.
[[noreturn]] void become(const char* program, char* const* arguments, int input, int output,
                         const ChildLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nothing = ::open("/dev/null", O_WRONLY);
  if (::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(nothing, 2) < 0) ::_exit(127);
  const auto limit = [](auto what, rlim_t value) {
    const struct rlimit l = {value, value};
    ::setrlimit(what, &l);
  };
  if (limits.memory > 0) limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CPU, limits.seconds + 1);
  limit(RLIMIT_CORE, 0);
  ::signal(SIGINT, SIG_IGN);  // the parent ends it
  ::signal(SIGPIPE, SIG_DFL);
  ::execv(program, arguments);
  ::_exit(127);
}

}  // namespace

ChildEnd run_child(const std::vector<std::string>& arguments, SourceFile& input,
                   const ChildLimits& limits, const std::function<bool(std::string_view)>& take) {
  const std::string name = arguments.front();
  const std::string program = found_in_path(name);
  if (program.empty()) return {.wrong = name + " is not installed", .exit = 127, .missing = true};
  Descriptor copy;
  if (!copy_of(input, copy)) return {.wrong = "no memory to hand it to " + name, .exit = 127};
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {.wrong = "too many open files", .exit = 127};
  Descriptor from(ends[0]), to(ends[1]);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);

  const pid_t child = ::fork();
  if (child < 0) return {.wrong = "no more processes", .exit = 127};
  if (child == 0) become(program.c_str(), argv.data(), copy.get(), to.get(), limits);
  to.close();

  ChildEnd end;
  const auto begin = std::chrono::steady_clock::now();
  std::uint64_t taken = 0;
  std::string room(64 << 10, '\0');
  while (true) {
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(
                           std::chrono::steady_clock::now() - begin)
                           .count();
    const auto left = static_cast<std::int64_t>(limits.seconds) * 1000 - spent;
    struct pollfd wait = {from.get(), POLLIN, 0};
    const int ready = left <= 0 ? 0 : ::poll(&wait, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      end.wrong = name + " took more than " + std::to_string(limits.seconds) + " seconds";
      break;
    }
    const ssize_t got = ::read(from.get(), room.data(), room.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    taken += static_cast<std::uint64_t>(got);
    if (taken > limits.output) {
      end.wrong = "more than " + std::to_string(limits.output >> 20) + " MiB of text";
      break;
    }
    if (!take(std::string_view(room).substr(0, static_cast<std::size_t>(got)))) {
      end.wrong = "more than was wanted";
      break;
    }
  }
  if (!end.wrong.empty()) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) {
    end.exit = WEXITSTATUS(status);
  } else if (end.wrong.empty()) {
    end.exit = 128 + WTERMSIG(status);
    end.wrong = WTERMSIG(status) == SIGXCPU
                    ? name + " took more than " + std::to_string(limits.seconds) + " seconds"
                    : name + " crashed on it";
  }
  return end;
}

}  // namespace byname
