// Errors that end the work, each naming the thing and the remedy.
//
// What may well happen (no such place, an odd query, a bad document) is a
// return value with warnings, never one of these. Programs map them to exit
// codes in one place: indexer/main.cc and searcher/main.cc.
#pragma once

#include <stdexcept>

namespace byname {

// The index is missing, damaged, of another version, or cannot be written.
struct IndexError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Another indexer holds the index (exit code 75, EX_TEMPFAIL).
struct LockedError : IndexError {
  using IndexError::IndexError;
};

// A file the user named (gazetteer, queries, options) cannot be used.
struct InputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace byname
