// The border to Xapian: its exceptions stop here.
//
//   auto count = xapian_call(path, [&] { return database.get_doccount(); });
//
// After an exception from commit() a Xapian database must not be committed
// again: 1.4.22 then reports success and has lost the batch.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <utility>

#include "schemas/error.h"

namespace byname {

// Returns call(); a Xapian::Error thrown by it leaves as an IndexError that names the database.
template <typename Call>
decltype(auto) xapian_call(const std::filesystem::path& database, Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::Error& e) {
    throw IndexError(database.string() + ": " + e.get_description());
  }
}

}  // namespace byname
