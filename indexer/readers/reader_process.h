// A process that reads files for us: whatever a file does to a reader, the run goes on.
//
//   ReaderProcess process;             // before any thread is made
//   const ReadResult result = process.read(file, emit);    // as read_input() does
//
// A file that makes its reader crash, or take more memory or computing than any file is worth, is
// `failed` with that reason (`partial` where documents came before), and the next file has a new
// process. Documents come over a socket, some megabytes ahead of who takes them. Limits of time
// count what was computed, so a busy machine changes nothing.
//
// Not here: programs of others that read PDF (child.h), which that process starts.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>

#include "indexer/readers/reader.h"

namespace byname {

struct ReaderLimits {
  std::uint64_t memory = std::uint64_t{2} << 30;  // bytes of data; 0: no limit
  unsigned seconds = 600;                         // of computing, a file
  unsigned seconds_per_mib = 2;                   // and for its size
};

class ReaderProcess {
 public:
  using Read = std::function<ReadResult(const InputFile&, const Emit&)>;

  // `read`: what the process does with a file.
  explicit ReaderProcess(Read read = read_input, const ReaderLimits& limits = {});
  ~ReaderProcess();
  ReaderProcess(const ReaderProcess&) = delete;
  ReaderProcess& operator=(const ReaderProcess&) = delete;

  // What `emit` throws passes through; after that the process is gone, and read() must not be
  // called again.
  ReadResult read(const InputFile& file, const Emit& emit);

 private:
  void start();
  void stop();

  Read read_;
  ReaderLimits limits_;
  pid_t keeper_ = -1;  // starts the process that reads, and again after a crash
  int socket_ = -1;
  bool reading_ = false;
};

}  // namespace byname
