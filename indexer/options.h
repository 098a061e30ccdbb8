// What the user asked for: the command line of `indexer` as a plain struct.
//
//   const ParsedCommandLine parsed = parse_command_line({"rebuild", "letters"}, environment);
//   parsed.options->command == Command::rebuild, parsed.options->paths == {"letters"}
//
// Parsing checks words and opens nothing. Not here: what is done about it (indexer/run.h).
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "store/index_directory.h"

namespace byname {

enum class Command {
  rebuild,
  update,
  status,
  failed,
  retry,
  verify,
  rollback,
  prune,
  correct,
  forget,
  add_names,
  check_gazetteer,
  import_gazetteer,
  export_gazetteer,
  forms
};
enum class Verbosity { quiet, normal, verbose };

struct IndexerOptions {
  Command command = Command::status;
  std::filesystem::path index{};          // the directory of the index
  std::vector<std::string> paths{};       // as typed
  std::vector<std::string> gazetteers{};  // as typed; empty: those the index has
  std::string folder{};                   // where an imported gazetteer goes
  std::string lang{};                     // of names whose forms are asked for, or that are added
  std::string place{};                    // whose name is added: an id or another name of it
  std::string sources{};                  // table of sources, as typed; empty: the index's
  std::optional<bool> misspelt{};         // hear slips in long names; none: as the index does
  std::string ocr{};                      // command that reads scans
  bool allow_deletes = false;             // also when more vanished than seems likely
  bool remarks = false;                   // of places check: what is worth a look
  bool index_named = false;               // --index was given
  bool json = false;                      // or, of a gazetteer's export, a line a place
  unsigned threads = 1;
  Verbosity verbosity = Verbosity::normal;

  bool operator==(const IndexerOptions&) const = default;
};

// For tests and messages.
std::ostream& operator<<(std::ostream& out, const IndexerOptions& options);

// What the defaults depend on.
struct Environment {
  IndexDirectoryVariables variables{};
  unsigned cores = 1;
};
Environment current_environment();

// Options, or what to print instead and the exit code to leave with.
struct ParsedCommandLine {
  std::optional<IndexerOptions> options{};
  int exit_code = 0;
  std::string out{};
  std::string err{};
};

// `arguments` without the name of the program.
ParsedCommandLine parse_command_line(const std::vector<std::string>& arguments,
                                     const Environment& environment);

}  // namespace byname
