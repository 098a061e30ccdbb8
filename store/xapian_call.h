// The border to Xapian: its exceptions stop here.
//
//   auto count = xapian_call(path, [&] { return database.get_doccount(); });
//
// After an exception from commit() a Xapian database must not be committed
// again: 1.4.22 then reports success and has lost the batch. With DB_DANGEROUS
// a failed commit() only says that it cannot be taken back; what had failed, a full
// disk mostly, is in errno then.
#pragma once

#include <xapian.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "schemas/error.h"
#include "store/files.h"

namespace byname {

// Returns call(); a Xapian::Error thrown by it leaves as an IndexError that names the database.
template <typename Call>
decltype(auto) xapian_call(const std::filesystem::path& database, Call&& call) {
  errno = 0;
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::InvalidOperationError& e) {
    if (const int cause = errno; cause != 0) throw_system_error(database, "cannot write", cause);
    throw IndexError(database.string() + ": " + e.get_description());
  } catch (const Xapian::Error& e) {
    throw IndexError(database.string() + ": " + e.get_description());
  }
}

}  // namespace byname
