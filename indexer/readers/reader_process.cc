#include "indexer/readers/reader_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <new>
#include <type_traits>
#include <utility>

#include "indexer/readers/source_file.h"
#include "store/coding.h"
#include "store/document_record.h"

namespace byname {
namespace {

constexpr std::size_t kPacket = 64 << 10;
constexpr std::string_view kName = "the process that reads";

// First byte of a packet.
constexpr char kBytes = 'b';  // of the stream of frames
constexpr char kEnded = 'x';  // how the process ended, told by its keeper

// Frames: what, u32 length, bytes.
constexpr char kDocument = 'd';
constexpr char kResult = 'r';
constexpr std::size_t kFrameHead = 1 + sizeof(std::uint32_t);

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kLimitsMemory = false;  // sanitizers map terabytes
#else
constexpr bool kLimitsMemory = true;
#endif

// --- values as bytes

static_assert(std::is_trivially_copyable_v<SourceRun>);

std::string encode(const Document& document) {
  std::string out;
  put_string(out, encode_record(document));
  put_string(out, document.text);
  put_varint(out, document.source_map.size());
  const std::size_t at = out.size();
  const std::size_t bytes = document.source_map.size() * sizeof(SourceRun);
  out.resize(at + bytes);
  if (bytes > 0) std::memcpy(out.data() + at, document.source_map.data(), bytes);
  return out;
}

Document decode_document(std::string_view bytes) {
  ByteReader in(bytes, kName);
  Document document = decode_record(in.string(), kName);
  document.text = in.string();
  document.source_map.resize(in.varint());
  const std::size_t size = document.source_map.size() * sizeof(SourceRun);
  if (size > 0) std::memcpy(document.source_map.data(), in.take(size).data(), size);
  return document;
}

void put(std::string& out, const ReadOutcome& outcome) {
  out.push_back(static_cast<char>(outcome.state));
  put_string(out, outcome.reason);
  put_varint(out, outcome.problems.size());
  for (const ReadProblem& problem : outcome.problems) {
    put_string(out, problem.record);
    put_string(out, problem.reason);
    out.push_back(problem.failed ? 1 : 0);
  }
  put_varint(out, outcome.problems_not_listed);
  put_varint(out, outcome.failed_records);
  put_varint(out, outcome.documents);
  put_string(out, outcome.sha256);
  put_varint(out, outcome.size);
  put_varint(out, zigzag(outcome.modified));
}

void take(ByteReader& in, ReadOutcome& outcome) {
  outcome.state = static_cast<InputState>(in.fixed<std::uint8_t>());
  outcome.reason = in.string();
  outcome.problems.resize(in.varint());
  for (ReadProblem& problem : outcome.problems) {
    problem.record = in.string();
    problem.reason = in.string();
    problem.failed = in.fixed<std::uint8_t>() != 0;
  }
  outcome.problems_not_listed = in.varint();
  outcome.failed_records = in.varint();
  outcome.documents = in.varint32();
  outcome.sha256 = in.string();
  outcome.size = in.varint();
  outcome.modified = unzigzag(in.varint());
}

std::string encode(const ReadResult& result) {
  std::string out;
  put(out, result);
  put_varint(out, result.members.size());
  for (const MemberOutcome& member : result.members) {
    put(out, member);
    put_string(out, member.path);
  }
  return out;
}

ReadResult decode_result(std::string_view bytes) {
  ByteReader in(bytes, kName);
  ReadResult result;
  take(in, result);
  result.members.resize(in.varint());
  for (MemberOutcome& member : result.members) {
    take(in, member);
    member.path = in.string();
  }
  return result;
}

std::string encode(const InputFile& file) {
  std::string out;
  put_string(out, file.root);
  put_string(out, file.path);
  put_string(out, file.absolute.native());
  return out;
}

// --- the process

bool send_packet(int socket, char kind, std::string_view bytes) {
  std::string packet(1, kind);
  packet += bytes;
  while (true) {
    if (::send(socket, packet.data(), packet.size(), MSG_NOSIGNAL) >= 0) return true;
    if (errno != EINTR) return false;
  }
}

// Collects frames and sends them in packets; the process ends when nobody takes them.
class FrameSender {
 public:
  explicit FrameSender(int socket) : socket_(socket) {}

  void add(char what, std::string_view bytes) {
    waiting_ += what;
    put_fixed(waiting_, static_cast<std::uint32_t>(bytes.size()));
    waiting_ += bytes;
    if (waiting_.size() >= kPacket) flush();
  }
  void flush() {
    for (std::string_view rest = waiting_; !rest.empty();) {
      const std::string_view piece = rest.substr(0, kPacket - 1);
      if (!send_packet(socket_, kBytes, piece)) ::_exit(0);
      rest.remove_prefix(piece.size());
    }
    waiting_.clear();
    if (waiting_.capacity() > (16 << 20)) waiting_.shrink_to_fit();
  }

 private:
  int socket_;
  std::string waiting_{};
};

// Of computing, from now on.
void limit_time(const ReaderLimits& limits, const std::string& path) {
  struct stat status {};
  const std::uint64_t mib =
      ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) >> 20 : 0;
  struct rusage used {};
  ::getrusage(RUSAGE_SELF, &used);
  struct rlimit limit {};
  ::getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 +
                   limits.seconds + limits.seconds_per_mib * mib;
  ::setrlimit(RLIMIT_CPU, &limit);
}

[[noreturn]] void serve(int socket, const ReaderProcess::Read& read, const ReaderLimits& limits) {
  if (kLimitsMemory && limits.memory > 0) {
    const struct rlimit memory = {limits.memory, limits.memory};
    ::setrlimit(RLIMIT_DATA, &memory);
  }
  std::string request(kPacket, '\0');
  while (true) {
    const ssize_t got = ::recv(socket, request.data(), request.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) ::_exit(0);
    ByteReader in(std::string_view(request).substr(0, static_cast<std::size_t>(got)), kName);
    InputFile file;
    file.root = in.string();
    file.path = in.string();
    file.absolute = std::string(in.string());
    limit_time(limits, file.absolute.native());
    FrameSender sender(socket);
    const ReadResult result =
        read(file, [&](Document&& document) { sender.add(kDocument, encode(document)); });
    sender.add(kResult, encode(result));
    sender.flush();
  }
}

// Starts the process that reads, and again whenever it crashed.
[[noreturn]] void keep(int socket, const ReaderProcess::Read& read, const ReaderLimits& limits) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The one who runs us is told to stop, and tells us.
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, SIG_IGN);
  // The writer's lock among them: it must not be held by who outlives the writer.
  ::dup2(socket, 3);
  if (socket != 3) socket = 3;
  ::close_range(4, ~0U, 0);
  ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  const struct rlimit none = {0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  while (true) {
    const pid_t reader = ::fork();
    if (reader == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      try {
        serve(socket, read, limits);
      } catch (const std::bad_alloc&) {
        ::_exit(2);
      } catch (...) {
        ::_exit(3);
      }
    }
    int status = 0;
    if (reader < 0) ::_exit(1);
    while (::waitpid(reader, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) ::_exit(0);
    std::string how;
    put_fixed(how, status);
    if (!send_packet(socket, kEnded, how)) ::_exit(0);
  }
}

std::string in_words(int status, const ReaderLimits& limits) {
  const std::string memory = std::to_string(limits.memory >> 20);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
    return "its reader took more than " + memory + " MiB of memory";
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return "its reader took more than " + std::to_string(limits.seconds) +
           " seconds and those for its size";
  if (WIFSIGNALED(status))
    return "its reader crashed (" + std::string(::strsignal(WTERMSIG(status))) + ")";
  return "its reader gave up";
}

}  // namespace

ReaderProcess::ReaderProcess(Read read, const ReaderLimits& limits)
    : read_(std::move(read)), limits_(limits) {
  start();
}

ReaderProcess::~ReaderProcess() { stop(); }

void ReaderProcess::start() {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return;
  const pid_t keeper = ::fork();
  if (keeper == 0) keep(pair[1], read_, limits_);
  ::close(pair[1]);
  if (keeper < 0) {
    ::close(pair[0]);
    return;
  }
  keeper_ = keeper;
  socket_ = pair[0];
}

void ReaderProcess::stop() {
  if (socket_ < 0) return;
  ::close(socket_);
  socket_ = -1;
  if (reading_) ::kill(keeper_, SIGKILL);
  int status = 0;
  while (::waitpid(keeper_, &status, 0) < 0 && errno == EINTR) {
  }
}

ReadResult ReaderProcess::read(const InputFile& file, const Emit& emit) {
  const std::string request = encode(file);
  // Without a process of its own a file is read here.
  if (socket_ < 0 || request.size() > kPacket ||
      ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0)
    return read_(file, emit);
  reading_ = true;
  std::uint32_t documents = 0;
  const auto ended = [&](const std::string& why) {
    ReadResult result;
    SourceFile source;
    if (source.open(file.absolute).empty() && source.survey().empty()) {
      result.sha256 = source.sha256();
      result.size = source.size();
      result.modified = source.modified();
    }
    result.documents = documents;
    result.state = documents > 0 ? InputState::partial : InputState::failed;
    result.reason = documents > 0 ? "read as far as it goes: " + why : why;
    reading_ = false;
    return result;
  };
  std::string packet(kPacket, '\0');
  std::string stream;
  while (true) {
    const ssize_t got = ::recv(socket_, packet.data(), packet.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      stop();
      return ended("its reader could not be started again");
    }
    const std::string_view bytes =
        std::string_view(packet).substr(1, static_cast<std::size_t>(got) - 1);
    if (packet[0] == kEnded) {
      int status = 0;
      std::memcpy(&status, bytes.data(), std::min(bytes.size(), sizeof status));
      return ended(in_words(status, limits_));
    }
    stream += bytes;
    std::size_t done = 0;
    while (stream.size() - done >= kFrameHead) {
      std::uint32_t length = 0;
      std::memcpy(&length, stream.data() + done + 1, sizeof length);
      if (stream.size() - done - kFrameHead < length) break;
      const std::string_view frame = std::string_view(stream).substr(done + kFrameHead, length);
      const char what = stream[done];
      done += kFrameHead + length;
      if (what == kResult) {
        reading_ = false;
        return decode_result(frame);
      }
      ++documents;
      emit(decode_document(frame));
    }
    stream.erase(0, done);
    if (stream.empty() && stream.capacity() > (16 << 20)) stream.shrink_to_fit();
  }
}

}  // namespace byname
