#include "indexer/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>
#include <thread>

#include "indexer/exit_code.h"
#include "text/version.h"

namespace byname {
namespace {

constexpr const char* kAbout =
    "Builds the search index of Byname from files and folders: plain text, Markdown, HTML, feeds, "
    "JSON, tables, chats, mail, PDF, office documents, books, archives, web archives.";

constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 could not, 2 wrong use, 3 done but some inputs failed, 4 a check "
    "refused,\n5 verify found something missing, 75 the index is locked by another indexer.";

}  // namespace

std::ostream& operator<<(std::ostream& out, const IndexerOptions& options) {
  const auto list = [&out](const char* name, const std::vector<std::string>& values) {
    out << ' ' << name << " [";
    for (const std::string& value : values) out << ' ' << value;
    out << " ]";
  };
  out << "command " << static_cast<int>(options.command) << " index " << options.index;
  list("paths", options.paths);
  list("gazetteers", options.gazetteers);
  if (options.misspelt) out << " misspelt " << *options.misspelt;
  return out << " allow_deletes " << options.allow_deletes << " json " << options.json << " folder "
             << options.folder << " lang " << options.lang << " place " << options.place
             << " threads " << options.threads << " verbosity "
             << static_cast<int>(options.verbosity);
}

Environment current_environment() {
  return {.variables = index_directory_variables(),
          .cores = std::max(1U, std::thread::hardware_concurrency())};
}

ParsedCommandLine parse_command_line(const std::vector<std::string>& arguments,
                                     const Environment& environment) {
  IndexerOptions options{.index = default_index_directory(environment.variables),
                         .threads = environment.cores};
  bool quiet = false;
  bool verbose = false;
  bool retry = false;
  std::string format = "text";

  CLI::App app(kAbout, "indexer");
  app.footer(kExitCodes);
  app.failure_message([](const CLI::App* failed, const CLI::Error& error) {
    std::string command = failed->get_name();
    while (!failed->get_subcommands().empty()) {
      failed = failed->get_subcommands().front();
      command += " " + failed->get_name();
    }
    return "indexer: " + std::string(error.what()) + "\nFor help: " + command + " --help\n";
  });
  app.require_subcommand(1);
  app.fallthrough();
  app.option_defaults()->group("Options of every command");
  app.add_option("--index", options.index,
                 "directory of the index; else $BYNAME_INDEX, else byname/index in $XDG_DATA_HOME")
      ->option_text("DIR");
  app.add_option("--threads", options.threads, "threads to work with; else one for each core")
      ->option_text("N")
      ->check(CLI::Range(1, 1024));
  app.add_flag("--quiet,-q", quiet, "say nothing but what went wrong");
  app.add_flag("--verbose,-v", verbose, "name every input with what became of it");
  app.set_config("--config", "", "file of options, a line each: name=value")->option_text("FILE");
  app.set_version_flag("--version", version_text());
  app.option_defaults()->group("Options");

  const auto add_paths = [&](CLI::App* command, bool required, const char* what) {
    auto* paths = command->add_option("PATH", options.paths, what)->option_text(" ");
    if (required) paths->required();
  };
  const auto add_gazetteer = [&](CLI::App* command) {
    command
        ->add_option("--gazetteer", options.gazetteers,
                     "gazetteer instead of the one that comes with Byname; may be repeated; "
                     "remembered (\"shipped\" goes back)")
        ->option_text("FILE|DIR")
        ->allow_extra_args(false);
  };
  const auto add_allow_deletes = [&](CLI::App* command) {
    command->add_flag("--allow-deletes", options.allow_deletes,
                      "forget what vanished, however much it is");
  };

  const auto add_ocr = [&](CLI::App* command) {
    command
        ->add_option("--ocr", options.ocr,
                     "shell command for PDFs without text: has the file as standard input, prints "
                     "the text, a form feed after every page")
        ->option_text("COMMAND");
  };

  const auto add_sources = [&](CLI::App* command) {
    command
        ->add_option("--sources", options.sources,
                     "table that says by path or address who speaks: name, country, side, trust; "
                     "kept in the index as sources.tsv")
        ->option_text("FILE");
  };

  auto* rebuild = app.add_subcommand(
      "rebuild", "Build the index from scratch, check it, and put it in place of the old one.");
  add_paths(rebuild, false,
            "files and folders to index, - for standard input; else those of last time");
  add_gazetteer(rebuild);
  add_allow_deletes(rebuild);
  add_sources(rebuild);
  add_ocr(rebuild);
  bool misspelt = false;
  bool no_misspelt = false;
  rebuild->add_flag("--misspelt", misspelt,
                    "also take long words for names that they are but for one "
                    "letter (rule misspelt); remembered");
  rebuild->add_flag("--no-misspelt", no_misspelt, "do so no more");

  auto* update = app.add_subcommand(
      "update",
      "Index what is new or changed, forget what vanished. Nothing is forgotten when a folder is "
      "missing or empty or lost more than a fifth of its files.");
  add_paths(update, true, "files and folders; - for standard input");
  add_allow_deletes(update);
  add_sources(update);
  add_ocr(update);

  auto* status =
      app.add_subcommand("status", "What the index holds and what became of the inputs.");
  status->add_option("--format", format, "text or json")
      ->option_text("FORMAT")
      ->check(CLI::IsMember({"text", "json"}));

  auto* failed = app.add_subcommand("failed", "Inputs that could not be read, with the reason.");
  failed->add_flag("--retry", retry, "read them again");

  auto* verify = app.add_subcommand(
      "verify",
      "Look for every listed name in the stored texts, as grep would, and say what the index made "
      "of "
      "each: a line a spelling. Exit code 5 if a whole word has no row. Also reads and compares "
      "every byte of the index.");

  auto* rollback =
      app.add_subcommand("rollback", "Go back to the generation before the last rebuild.");
  auto* prune = app.add_subcommand(
      "prune", "Remove generations older than the one that rollback goes back to.");

  auto* correct = app.add_subcommand(
      "correct",
      "Say which place a stretch of a text means, or that it means none. Kept in corrections.tsv "
      "in the index, also after a rebuild.");
  correct
      ->add_option("UID START END PLACE", options.paths,
                   "document (uid or name), bytes as in `searcher mentions --format jsonl`, the "
                   "place (id or name) or none")
      ->option_text(" ")
      ->required()
      ->expected(4);
  auto* forget = app.add_subcommand(
      "forget",
      "Remove documents from the index and all its generations, so that nothing of their texts is "
      "left there, and do not take them in again. Prints what was removed.");
  forget->add_option("UID|PATH", options.paths, "documents (uid or name), files, folders")
      ->option_text(" ")
      ->required();

  auto* places = app.add_subcommand("places", "Work with gazetteers.");
  places->require_subcommand(1);
  auto* check =
      places->add_subcommand("check", "Read gazetteers and report what is wrong in them.");
  check->add_option("FILE|DIR", options.paths, "gazetteers")->option_text(" ")->required();
  check->add_flag(
      "--remarks", options.remarks,
      "also print, as TSV, what is no fault but worth a look: duplicates, names of "
      "several places, names that are words, missing coordinates, unattested names; with "
      "--index DIR by its texts as well: names that these write small, too");
  auto* import = places->add_subcommand(
      "import",
      "Write a gazetteer of another format (Linked Places, GeoNames, Who's On First) as places.tsv "
      "and names.tsv, which people can edit. (--gazetteer reads the same formats directly.)");
  import->add_option("FILE|DIR", options.paths, "gazetteers")->option_text(" ")->required();
  import->add_option("--to", options.folder, "folder to write; must not hold a gazetteer yet")
      ->option_text("DIR")
      ->required();
  auto* exported = places->add_subcommand(
      "export", "Print a gazetteer in the Linked Places format, version 1.3.");
  exported->add_option("FILE|DIR", options.paths, "gazetteers; else the shipped one")
      ->option_text(" ");
  exported->add_option("--format", format, "json: one collection; jsonl: a line a place")
      ->option_text("FORMAT")
      ->check(CLI::IsMember({"json", "jsonl"}));
  auto* add = places->add_subcommand(
      "add",
      "Give a place of the index more names, and find them in all its documents. Kept in "
      "added-names.tsv in the index, also after a rebuild.");
  add->add_option("NAME", options.paths, "names")->option_text(" ")->required();
  add->add_option("--to", options.place, "the place: its id, or a name of it")
      ->option_text("PLACE")
      ->required();
  add->add_option("--lang", options.lang, "language of the names, as az or hyw")
      ->option_text("LANG");
  auto* forms = places->add_subcommand(
      "forms", "Print the forms of a name that are looked for in texts: form, kind, endings.");
  forms->add_option("NAME", options.paths, "names")->option_text(" ")->required();
  forms->add_option("--lang", options.lang, "language of the name, as az or hyw")
      ->option_text("LANG")
      ->required();

  for (auto* command : {rebuild, update, status, failed, verify, rollback, prune, correct, forget,
                        places, check, import, exported, add, forms}) {
    command->fallthrough();
    command->footer("Options of every command and exit codes: indexer --help");
  }

  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(error, out, err);
    const std::vector<std::string> unknown = app.remaining();
    if (app.get_subcommands().empty() && !unknown.empty() && code != 0) {
      return {.exit_code = kWrongUse,
              .err = "indexer: there is no command " + unknown.front() +
                     "\nFor help: indexer --help\n"};
    }
    return {.exit_code = code == 0 ? kDone : kWrongUse, .out = out.str(), .err = err.str()};
  }

  if (quiet && verbose) {
    return {.exit_code = kWrongUse, .err = "indexer: --quiet and --verbose exclude each other\n"};
  }
  if (misspelt && no_misspelt) {
    return {.exit_code = kWrongUse,
            .err = "indexer: --misspelt and --no-misspelt exclude each other\n"};
  }
  options.verbosity = quiet ? Verbosity::quiet : verbose ? Verbosity::verbose : Verbosity::normal;
  if (misspelt || no_misspelt) options.misspelt = misspelt;
  options.index_named = app.count("--index") > 0;
  options.json = exported->parsed() ? format == "jsonl" : format == "json";
  options.command = rebuild->parsed()    ? Command::rebuild
                    : update->parsed()   ? Command::update
                    : status->parsed()   ? Command::status
                    : failed->parsed()   ? (retry ? Command::retry : Command::failed)
                    : verify->parsed()   ? Command::verify
                    : rollback->parsed() ? Command::rollback
                    : prune->parsed()    ? Command::prune
                    : correct->parsed()  ? Command::correct
                    : forget->parsed()   ? Command::forget
                    : add->parsed()      ? Command::add_names
                    : check->parsed()    ? Command::check_gazetteer
                    : import->parsed()   ? Command::import_gazetteer
                    : exported->parsed() ? Command::export_gazetteer
                                         : Command::forms;
  return {.options = options};
}

}  // namespace byname
