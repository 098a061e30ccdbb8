#include "searcher/options.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>

#include "store/index_directory.h"
#include "text/version.h"

namespace byname {
namespace {

struct CommandWord {
  std::string_view word;
  SearcherCommand command;
  std::string_view usage;
  std::string_view about;
  std::vector<Format> formats;  // the first is the default
};

const std::array<CommandWord, 8>& command_words() {
  using enum Format;
  static const std::array<CommandWord, 8> words{{
      {"search",
       SearcherCommand::search,
       "[search] WORDS...",
       "ranked search",
       {text, jsonl, json, csv}},
      {"mentions",
       SearcherCommand::mentions,
       "mentions PLACE | --all",
       "every mention of a place",
       {text, jsonl, json, csv, geojson}},
      {"names",
       SearcherCommand::names,
       "names PLACE",
       "which name is used how often, by whom, since when",
       {text, jsonl, json, csv}},
      {"places",
       SearcherCommand::places,
       "places [WORDS...]",
       "places and how often they are mentioned",
       {text, jsonl, json, csv, geojson}},
      {"resolve",
       SearcherCommand::resolve,
       "resolve NAME | --batch FILE",
       "which place a name means",
       {text, jsonl, json, csv}},
      {"show", SearcherCommand::show, "show DOCUMENT", "one document, places marked", {text, json}},
      {"batch",
       SearcherCommand::batch,
       "batch QUERIES.tsv",
       "many queries: a line each, ID<tab>QUERY",
       {trec, jsonl, json, csv}},
      {"explain",
       SearcherCommand::explain,
       "explain WORDS...",
       "what a query is taken to mean",
       {text, json}},
  }};
  return words;
}

const CommandWord& words_of(SearcherCommand command) {
  return *std::find_if(command_words().begin(), command_words().end(),
                       [&](const CommandWord& w) { return w.command == command; });
}

constexpr std::array<std::pair<std::string_view, Format>, 6> kFormats{{{"text", Format::text},
                                                                       {"json", Format::json},
                                                                       {"jsonl", Format::jsonl},
                                                                       {"csv", Format::csv},
                                                                       {"geojson", Format::geojson},
                                                                       {"trec", Format::trec}}};

std::string format_list(const CommandWord& words) {
  std::string list;
  for (const Format format : words.formats) {
    for (const auto& [name, value] : kFormats) {
      if (value == format) list += (list.empty() ? "" : ", ") + std::string(name);
    }
  }
  return list;
}

// Comma-separated or repeated values, each one of `names`; "all" empties the filter.
template <typename Value>
void add_choices(CLI::App& app, const std::string& option, std::vector<Value>& into,
                 const std::string& about, std::optional<Value> (*named)(std::string_view)) {
  app.add_option_function<std::vector<std::string>>(
         option,
         [&into, option, named](const std::vector<std::string>& given) {
           into.clear();
           for (const std::string& name : given) {
             if (name == "all") {
               into.clear();
               return;
             }
             const auto value = named(name);
             if (!value) throw CLI::ValidationError(option, "unknown value " + name);
             into.push_back(*value);
           }
         },
         about)
      ->delimiter(',')
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

// Everything a command line can set before it is checked.
struct Draft {
  SearcherOptions options{};
  std::string format{};
  std::string color = "auto";
  std::string match = "most";
  std::string sort = "relevance";
  std::optional<std::size_t> limit{};
  std::size_t offset = 0;
  int format_version = kFormatVersion;
  std::string names_in = "en";
  bool exactly = false;
  bool unfold = false;
};

void add_common(CLI::App& app, Draft& draft) {
  app.option_defaults()->group("Options of every command");
  app.add_option("--index", draft.options.index,
                 "directory of the index; else $BYNAME_INDEX, else byname/index in $XDG_DATA_HOME")
      ->option_text("DIR");
  app.add_option("--format", draft.format, "how answers are printed")->option_text("FORMAT");
  app.add_option("--format-version", draft.format_version,
                 "refuse unless the machine formats have this version")
      ->option_text("N");
  app.add_option("--color", draft.color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
  app.add_option("--names-in", draft.names_in, "language in which names of places are shown")
      ->option_text("LANG");
  app.add_flag("--csv-raw", draft.options.csv_raw,
               "leave cells alone that a spreadsheet would take for formulas");
  app.add_flag("--quiet,-q", draft.options.quiet, "no warnings, no totals on stderr");
  app.add_flag("--verbose,-v", draft.options.verbose, "say more");
  app.set_config("--config", "", "file of options, a line each: name=value")->option_text("FILE");
  app.set_version_flag("--version", version_text());
}

void add_page(CLI::App& app, Draft& draft, const char* what) {
  app.add_option("--limit", draft.limit, what)->option_text("N");
  app.add_option("--offset", draft.offset, "leave out the first N")->option_text("N");
}

void add_search(CLI::App& app, Draft& draft) {
  SearchOptions& search = draft.options.search;
  add_page(app, draft, "at most N results; 0: all");
  app.add_option("--match", draft.match,
                 "which words a document must hold: most (all first, then fewer), all, any")
      ->check(CLI::IsMember({"most", "all", "any"}))
      ->option_text("HOW");
  app.add_option("--sort", draft.sort, "relevance, newest, oldest or document")
      ->check(CLI::IsMember({"relevance", "newest", "oldest", "document"}))
      ->option_text("BY");
  app.add_flag("--as-typed", search.as_typed, "words as typed: no other forms, names or spellings");
  app.add_flag("--unfold", draft.unfold, "in text: copies of a document as hits of their own");
  app.add_flag("--exactly", draft.exactly, "places without their family and without longer names");
  app.add_option("--snippets", search.snippets, "at most N a document; 0: none")->option_text("N");
  app.add_option("--facet", search.facets,
                 "count by source, country, side, lang, place or year (repeatable)")
      ->delimiter(',')
      ->check(CLI::IsMember({"source", "country", "side", "lang", "place", "year"}))
      ->option_text("FIELD");
  app.add_flag("--with-text", search.with_text, "the whole text in json and jsonl");
}

void add_mentions(CLI::App& app, Draft& draft) {
  MentionsQuery& query = draft.options.mentions;
  add_page(app, draft, "at most N mentions; 0, and by default: all");
  app.add_flag("--all", query.all, "mentions of every place, each under its own");
  app.add_flag("--exactly", draft.exactly, "without family and longer names");
  add_choices<MentionKind>(app, "--kind", query.kinds,
                           "name, metonym, adjective, demonym, rejected or all (name,metonym)",
                           mention_kind_named);
  add_choices<MentionRule>(app, "--rule", query.rules, "listed, unmarked, inflected, hashtag, ...",
                           mention_rule_named);
  add_choices<Part>(app, "--part", query.parts, "title, body, caption, hashtags, chrome",
                    part_named);
  const auto list = [&](const char* option, std::vector<std::string>& into, const char* about) {
    return app.add_option(option, into, about)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  };
  list("--name", query.names, "only under this name (repeatable)");
  list("--source", query.sources, "only in documents of this source (repeatable)");
  list("--lang", query.langs, "only in documents of these languages")->delimiter(',');
  app.add_option("--since", query.since, "only in documents of this date or later")
      ->option_text("DATE");
  app.add_option("--until", query.until, "only in documents of this date or earlier")
      ->option_text("DATE");
  app.add_option("--min-confidence", query.min_confidence, "0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->option_text("P");
}

// CLI11 would print its own usage line, which cannot know about words.
class Usage : public CLI::Formatter {
 public:
  explicit Usage(std::string line) : line_(std::move(line)) { column_width(34); }
  std::string make_usage(const CLI::App*, std::string) const override { return line_ + "\n"; }

 private:
  std::string line_;
};

std::unique_ptr<CLI::App> make_app(SearcherCommand command, Draft& draft) {
  const CommandWord& words = words_of(command);
  const std::string about =
      command == SearcherCommand::search
          ? "Finds documents, and every mention of a place under any of its names."
          : std::string(words.about);
  auto app = std::make_unique<CLI::App>(about, "searcher");
  app->formatter(std::make_shared<Usage>("Usage: searcher [OPTIONS] " + std::string(words.usage)));
  add_common(*app, draft);
  app->option_defaults()->group("Options of " + std::string(words.word));
  switch (command) {
    case SearcherCommand::search:
    case SearcherCommand::batch:
    case SearcherCommand::explain:
      add_search(*app, draft);
      break;
    case SearcherCommand::mentions:
      add_mentions(*app, draft);
      break;
    case SearcherCommand::places:
      add_page(*app, draft, "at most N places; 0, and by default: all");
      break;
    case SearcherCommand::resolve:
      app->add_option("--batch", draft.options.batch_file, "file of names, one a line; - is stdin")
          ->option_text("FILE");
      break;
    case SearcherCommand::show:
      app->add_option("--mark", draft.options.marks, "mark this place (repeatable)")
          ->expected(1)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
          ->option_text("PLACE");
      app->add_flag("--mark-all", draft.options.mark_all, "mark every place");
      app->add_flag("--exactly", draft.exactly, "without family and longer names");
      break;
    case SearcherCommand::names:
      break;
  }
  std::string footer = "Formats: " + format_list(words) + ".\n";
  if (command == SearcherCommand::search) {
    footer += "\nCommands (the first word may name one; the rest is query text, -word too):\n";
    for (const CommandWord& w : command_words()) {
      std::string line = "  searcher " + std::string(w.usage);
      line.resize(std::max<std::size_t>(line.size() + 2, 40), ' ');
      footer += line + std::string(w.about) + "\n";
    }
    footer += "  searcher COMMAND --help\n";
  }
  footer +=
      "\nExit codes: 0 found (batch, names, resolve: any answer), 1 nothing, 2 wrong use or error.";
  app->footer(footer);
  return app;
}

// Which options take a value, whatever the command.
std::map<std::string, bool> option_arity() {
  std::map<std::string, bool> takes_value;
  for (const CommandWord& words : command_words()) {
    Draft draft;
    const auto app = make_app(words.command, draft);
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames())
        takes_value["--" + name] = option->get_items_expected_max() > 0;
    }
  }
  return takes_value;
}

ParsedSearcherLine wrong_use(const std::string& message, const std::string& command) {
  return {{}, 2, "", "searcher: " + message + "\nFor help: searcher " + command + "--help\n"};
}

}  // namespace

SearcherEnvironment searcher_environment() {
  const auto set = [](const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
  };
  const char* term = std::getenv("TERM");
  return {.default_index = default_index_directory(index_directory_variables()),
          .terminal = isatty(STDOUT_FILENO) == 1,
          .no_color = set("NO_COLOR") || (term != nullptr && std::string_view(term) == "dumb")};
}

ParsedSearcherLine parse_searcher_line(const std::vector<std::string>& arguments,
                                       const SearcherEnvironment& environment) {
  // Options from words: CLI11 would take -word for a bundle of short options.
  const std::map<std::string, bool> takes_value = option_arity();
  std::vector<std::string> flags;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      words.insert(words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                   arguments.end());
      break;
    }
    if (argument == "-h" || argument == "-q" || argument == "-v") {
      flags.push_back(argument);
    } else if (argument.starts_with("--")) {
      flags.push_back(argument);
      const auto known = takes_value.find(argument);
      if (known != takes_value.end() && known->second && i + 1 < arguments.size())
        flags.push_back(arguments[++i]);
    } else {
      words.push_back(argument);
    }
  }

  SearcherCommand command = SearcherCommand::search;
  std::string named;
  if (!words.empty()) {
    for (const CommandWord& w : command_words()) {
      if (w.word == words.front()) {
        command = w.command;
        named = words.front() + " ";
        words.erase(words.begin());
        break;
      }
    }
  }

  Draft draft;
  const auto app = make_app(command, draft);
  try {
    std::reverse(flags.begin(), flags.end());  // as CLI11 wants them
    app->parse(flags);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // --help, --version
      std::ostringstream out;
      app->exit(error, out, out);
      return {{}, 0, out.str(), ""};
    }
    return wrong_use(error.what(), named);
  }

  SearcherOptions& options = draft.options;
  options.command = command;
  options.words = std::move(words);
  if (options.index.empty()) options.index = environment.default_index;
  if (draft.format_version != kFormatVersion) {
    return wrong_use("--format-version " + std::to_string(draft.format_version) +
                         " is asked for, this program prints version " +
                         std::to_string(kFormatVersion),
                     named);
  }

  const CommandWord& usage = words_of(command);
  options.format = usage.formats.front();
  if (!draft.format.empty()) {
    const auto format = std::find_if(kFormats.begin(), kFormats.end(),
                                     [&](const auto& f) { return f.first == draft.format; });
    if (format == kFormats.end() || std::find(usage.formats.begin(), usage.formats.end(),
                                              format->second) == usage.formats.end()) {
      return wrong_use("--format " + draft.format + ": " + std::string(usage.word) + " prints " +
                           format_list(usage),
                       named);
    }
    options.format = format->second;
  }
  const bool never = draft.color == "never" || (draft.color == "auto" && environment.no_color);
  options.color = draft.color == "always"          ? ColorChoice::always
                  : never || !environment.terminal ? ColorChoice::never
                                                   : ColorChoice::always;

  options.search.match = draft.match == "all"   ? MatchMode::all
                         : draft.match == "any" ? MatchMode::any
                                                : MatchMode::most;
  options.search.sort = draft.sort == "newest"     ? SortOrder::newest
                        : draft.sort == "oldest"   ? SortOrder::oldest
                        : draft.sort == "document" ? SortOrder::document
                                                   : SortOrder::relevance;
  options.search.fold =
      command == SearcherCommand::search && options.format == Format::text && !draft.unfold;
  options.search.limit = draft.limit.value_or(command == SearcherCommand::batch ? 1000 : 10);
  options.mentions.limit = draft.limit.value_or(0);
  options.search.offset = options.mentions.offset = draft.offset;
  options.search.exactly = options.mentions.exactly = draft.exactly;
  options.search.lang = options.mentions.lang = draft.names_in;

  const auto needs = [&](const char* what) {
    return wrong_use(std::string(usage.word) + ": " + what, named);
  };
  switch (command) {
    case SearcherCommand::search:
    case SearcherCommand::explain:
      if (options.words.empty()) return needs("what to search for is missing");
      break;
    case SearcherCommand::mentions:
      if (options.words.empty() && !options.mentions.all)
        return needs("name a place, or --all for every place");
      if (!options.words.empty() && options.mentions.all)
        return needs("either a place or --all, not both");
      break;
    case SearcherCommand::names:
      if (options.words.empty()) return needs("name a place");
      break;
    case SearcherCommand::resolve:
      if (options.words.empty() == options.batch_file.empty())
        return needs("give a name, or a file of names with --batch");
      break;
    case SearcherCommand::show:
      if (options.words.size() != 1) return needs("give one document: its id, uid or path");
      break;
    case SearcherCommand::batch:
      if (options.words.size() != 1) return needs("give one file of queries; - is stdin");
      options.batch_file = options.words.front();
      break;
    case SearcherCommand::places:
      break;
  }
  return {std::move(options), 0, "", ""};
}

}  // namespace byname
