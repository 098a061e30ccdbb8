// The exit codes of `indexer`. Part of the command line's contract.
#pragma once

namespace byname {

enum ExitCode : int {
  kDone = 0,
  kCouldNot = 1,
  kWrongUse = 2,
  kSomeFailed = 3,    // done, but some inputs could not be read
  kRefused = 4,       // a check refused to publish, or to delete
  kMissing = 5,       // verify found a name in a text that the index does not answer for
  kLocked = 75,       // another indexer is at work (EX_TEMPFAIL: try again later)
  kSignalBase = 128,  // + the signal's number, as shells have it
};

}  // namespace byname
