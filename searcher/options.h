// What the user asked for: the command line of `searcher` as a plain struct.
//
//   const auto parsed = parse_command_line({"Shusha", "-museum", "--limit", "3"}, environment);
//   parsed.options->command == SearcherCommand::search, parsed.options->words == {"Shusha",
//   "-museum"}
//
// Only the first word can name a command; everything else that does not begin
// with two dashes is query text, `-word` too. `--` ends the options.
// Parsing checks words and opens nothing. Not here: what is done about it
// (searcher/commands.h).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "searcher/mentions.h"
#include "searcher/search.h"

namespace byname {

enum class SearcherCommand { search, mentions, names, places, resolve, show, batch, explain };
enum class Format { text, json, jsonl, csv, geojson, trec };
enum class ColorChoice { automatic, always, never };

struct SearcherOptions {
  SearcherCommand command = SearcherCommand::search;
  std::vector<std::string> words{};  // all that is no option, in order
  std::filesystem::path index{};
  Format format = Format::text;
  ColorChoice color = ColorChoice::automatic;
  bool quiet = false;
  bool verbose = false;
  bool csv_raw = false;  // cells that a spreadsheet would run as formulas stay as they are

  SearchOptions search{};            // search, batch, explain
  MentionsQuery mentions{};          // mentions
  std::string batch_file{};          // resolve --batch, batch
  std::vector<std::string> marks{};  // show
  bool mark_all = false;
};

// The environment that options depend on.
struct SearcherEnvironment {
  std::filesystem::path default_index{};
  bool terminal = false;  // stdout is one
  bool no_color = false;  // NO_COLOR is set and not empty, or TERM=dumb
};
SearcherEnvironment searcher_environment();

// Options, or what to print instead and the exit code to leave with.
struct ParsedSearcherLine {
  std::optional<SearcherOptions> options{};
  int exit_code = 0;
  std::string out{};
  std::string err{};
};

// `arguments` without the name of the program.
ParsedSearcherLine parse_searcher_line(const std::vector<std::string>& arguments,
                                       const SearcherEnvironment& environment);

// The version of the fields of the machine formats (--format-version).
inline constexpr int kFormatVersion = 1;

}  // namespace byname
