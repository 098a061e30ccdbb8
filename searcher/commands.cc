#include "searcher/commands.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "schemas/error.h"
#include "searcher/render/csv.h"
#include "searcher/render/json.h"
#include "searcher/render/paint.h"
#include "searcher/render/text.h"
#include "searcher/render/trec.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr int kFound = 0;
constexpr int kNothing = 1;

void print(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw InputError("cannot write the answer: " + std::string(std::strerror(errno)));
}

// The words as one text, valid UTF-8 whatever the shell handed over.
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return to_valid_utf8(text);
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 100;
}

void warn(const SearcherOptions& options, const std::string& query,
          const std::vector<Warning>& warnings) {
  if (options.quiet) return;
  for (const Warning& warning : warnings) std::cerr << warning_text(query, warning);
}

// Calls `visit` with every line of a file, or of stdin for "-"; without its line end.
void for_each_line(const std::string& file, const std::function<void(std::string)>& visit) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) throw InputError(file + ": cannot be read: " + std::strerror(errno));
  }
  std::istream& in = file == "-" ? std::cin : opened;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    visit(to_valid_utf8(line));
  }
  if (in.bad()) throw InputError(file + ": cannot be read to its end");
}

const std::vector<std::string> kHitColumns{
    "rank", "score", "document",       "uid",  "path",  "section", "title", "source", "author",
    "url",  "date",  "date_precision", "lang", "match", "snippet"};

std::vector<std::string> hit_cells(const Hit& hit) {
  const Document& d = hit.document;
  std::ostringstream score;
  score.precision(17);
  score << hit.score;
  return {std::to_string(hit.rank),
          score.str(),
          d.id,
          d.uid,
          d.path,
          std::to_string(d.section),
          d.title,
          d.source,
          d.author,
          d.url,
          d.date.iso,
          precision_of(d.date),
          d.lang,
          std::string(name_of(hit.kind)),
          hit.snippets.empty() ? "" : hit.snippets.front().text};
}

int run_search(const Index& index, const SearcherOptions& options) {
  const std::string query = joined(options.words);
  SearchOptions asked = options.search;
  if (options.format != Format::json && options.format != Format::jsonl) asked.with_text = false;
  const SearchAnswer answer = search(index, query, asked);
  warn(options, query, answer.warnings);
  switch (options.format) {
    case Format::json:
      print(search_json(answer, asked.with_text) + "\n");
      break;
    case Format::jsonl:
      for (const Hit& hit : answer.hits) print(hit_json(hit, asked.with_text) + "\n");
      break;
    case Format::csv:
      print(csv_line(kHitColumns, options.csv_raw));
      for (const Hit& hit : answer.hits) print(csv_line(hit_cells(hit), options.csv_raw));
      break;
    default:
      print(search_text(answer, Paint(options.color == ColorChoice::always)));
  }
  return answer.total > 0 ? kFound : kNothing;
}

int run_explain(const Index& index, const SearcherOptions& options) {
  const std::string query = joined(options.words);
  const SearchAnswer answer = explain(index, query, options.search);
  warn(options, query, answer.warnings);
  if (options.format == Format::json)
    print(search_json(answer, false) + "\n");
  else
    print(explain_text(answer, Paint(options.color == ColorChoice::always)));
  return answer.total > 0 ? kFound : kNothing;
}

int run_batch(const Index& index, const SearcherOptions& options) {
  SearchOptions asked = options.search;
  if (options.format == Format::trec) {
    asked.snippets = 0;
    asked.places = 0;
  }
  if (options.format == Format::csv) {
    std::vector<std::string> columns{"qid"};
    columns.insert(columns.end(), kHitColumns.begin(), kHitColumns.end());
    print(csv_line(columns, options.csv_raw));
  }
  std::size_t number = 0;
  for_each_line(options.batch_file, [&](const std::string& line) {
    ++number;
    if (line.empty()) return;
    const std::size_t tab = line.find('\t');
    const std::string qid = tab == std::string::npos ? std::to_string(number) : line.substr(0, tab);
    const std::string query = tab == std::string::npos ? line : line.substr(tab + 1);
    const SearchAnswer answer = search(index, query, asked);
    for (const Warning& warning : answer.warnings) {
      if (!options.quiet && options.verbose)
        std::cerr << "searcher: " << qid << ": " << warning.text << "\n";
    }
    switch (options.format) {
      case Format::json:
      case Format::jsonl:
        print(batch_json(qid, answer, asked.with_text) + "\n");
        break;
      case Format::csv:
        for (const Hit& hit : answer.hits) {
          std::vector<std::string> cells = hit_cells(hit);
          cells.insert(cells.begin(), qid);
          print(csv_line(cells, options.csv_raw));
        }
        break;
      default:
        for (const Hit& hit : answer.hits) print(trec_line(qid, hit));
    }
  });
  return kFound;
}

const std::vector<std::string> kMentionColumns{
    "place",     "place_name",     "relation",     "surface",    "name",       "name_lang",
    "name_kind", "kind",           "rule",         "confidence", "document",   "uid",
    "path",      "section",        "title",        "source",     "author",     "url",
    "date",      "date_precision", "lang",         "part",       "start",      "end",
    "cp_start",  "cp_end",         "source_start", "source_end", "line",       "before",
    "after",     "sha256",         "retrieved",    "cluster",    "generation", "gazetteer"};

std::vector<std::string> mention_cells(const MentionRecord& m, const std::string& generation,
                                       const std::string& gazetteer) {
  const Document& d = *m.document;
  const auto number = [](auto value) { return std::to_string(value); };
  char confidence[8];
  std::snprintf(confidence, sizeof confidence, "%.3f", m.confidence());
  return {m.place,
          m.place_name,
          std::string(name_of(m.relation)),
          m.surface,
          m.name,
          m.name_lang,
          m.name_kind,
          std::string(name_of(m.mention.kind)),
          std::string(name_of(m.mention.rule)),
          confidence,
          d.id,
          d.uid,
          d.path,
          number(d.section),
          d.title,
          d.source,
          d.author,
          d.url,
          d.date.iso,
          precision_of(d.date),
          d.lang,
          std::string(name_of(m.mention.part)),
          number(m.mention.begin),
          number(m.mention.end),
          number(m.cp_start),
          number(m.cp_end),
          m.source ? number(m.source->begin) : "",
          m.source ? number(m.source->end) : "",
          m.source ? number(m.source->line) : "",
          m.before,
          m.after,
          d.sha256,
          d.retrieved,
          d.cluster,
          generation,
          gazetteer};
}

int run_mentions(const Index& index, const SearcherOptions& options) {
  MentionsQuery asked = options.mentions;
  const std::string words = joined(options.words);
  if (!asked.all) asked.places = {words};
  const Paint paint(options.color == ColorChoice::always);
  const std::string generation = index.generation();
  const std::string gazetteer = index.manifest().gazetteer;
  MentionLines lines(paint, terminal_width(), asked.all);
  bool first = true;
  if (options.format == Format::csv) print(csv_line(kMentionColumns, options.csv_raw));
  if (options.format == Format::geojson) print("{\"type\":\"FeatureCollection\",\"features\":[\n");
  if (options.format == Format::json) print("{\"mentions\":[\n");
  const auto listed = [&](const std::string& item) {
    if (item.empty()) return;
    print((first ? "" : ",\n") + item);
    first = false;
  };
  const MentionsAnswer answer = list_mentions(index, asked, [&](const MentionRecord& mention) {
    switch (options.format) {
      case Format::jsonl:
        print(mention_json(mention, generation, gazetteer) + "\n");
        break;
      case Format::json:
        listed(mention_json(mention, generation, gazetteer));
        break;
      case Format::csv:
        print(csv_line(mention_cells(mention, generation, gazetteer), options.csv_raw));
        break;
      case Format::geojson:
        listed(mention_feature(mention, generation, gazetteer));
        break;
      default:
        print(lines.add(mention));
    }
    return true;
  });
  if (options.format == Format::geojson) print("\n]}\n");
  if (options.format == Format::json) print("\n],\"answer\":" + mentions_head_json(answer) + "}\n");
  warn(options, words, answer.warnings);
  if (options.format == Format::text && !options.quiet && (asked.all || !answer.places.empty())) {
    std::fflush(stdout);
    std::cerr << mentions_summary(answer, Paint(paint.on() && isatty(STDERR_FILENO) == 1));
  }
  return answer.total > 0 ? kFound : kNothing;
}

int run_names(const Index& index, const SearcherOptions& options) {
  const std::string words = joined(options.words);
  const NamesAnswer answer = names_of_place(index, words, options.search.lang);
  warn(options, words, answer.warnings);
  switch (options.format) {
    case Format::json:
      print(names_json(answer) + "\n");
      break;
    case Format::jsonl:
      for (const PlaceNames& place : answer.places) print(place_names_json(place) + "\n");
      break;
    case Format::csv:
      print(csv_line({"place", "name", "lang", "script", "kind", "from_year", "to_year", "mentions",
                      "documents", "first", "last"},
                     options.csv_raw));
      for (const PlaceNames& place : answer.places) {
        for (const NameUse& use : place.names) {
          print(csv_line(
              {place.place.id, use.text, use.lang, use.script, use.kind, use.from_year, use.to_year,
               std::to_string(use.mentions), std::to_string(use.documents), use.first, use.last},
              options.csv_raw));
        }
      }
      break;
    default:
      print(names_text(answer, Paint(options.color == ColorChoice::always)));
  }
  return answer.places.empty() ? kNothing : kFound;
}

int run_places(const Index& index, const SearcherOptions& options) {
  std::vector<PlaceSummary> places = list_places(index, joined(options.words), options.search.lang);
  const std::size_t from = std::min(options.mentions.offset, places.size());
  places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(from));
  if (options.mentions.limit > 0 && places.size() > options.mentions.limit)
    places.resize(options.mentions.limit);
  const auto list = [&](std::string (*item)(const PlaceSummary&)) {
    bool first = true;
    for (const PlaceSummary& place : places) {
      const std::string json = item(place);
      if (json.empty()) continue;
      print((first ? "" : ",\n") + json);
      first = false;
    }
  };
  switch (options.format) {
    case Format::json:
      print("[\n");
      list(place_summary_json);
      print("\n]\n");
      break;
    case Format::jsonl:
      for (const PlaceSummary& place : places) print(place_summary_json(place) + "\n");
      break;
    case Format::geojson:
      print("{\"type\":\"FeatureCollection\",\"features\":[\n");
      list(place_feature);
      print("\n]}\n");
      break;
    case Format::csv:
      print(csv_line(
          {"place", "name", "type", "country", "mentions", "documents", "asides", "rejected"},
          options.csv_raw));
      for (const PlaceSummary& place : places) {
        print(csv_line({place.place.id, place.name, place.place.type, place.place.country,
                        std::to_string(place.count.mentions), std::to_string(place.count.documents),
                        std::to_string(place.count.asides), std::to_string(place.count.rejected)},
                       options.csv_raw));
      }
      break;
    default:
      print(places_text(places, Paint(options.color == ColorChoice::always)));
  }
  return places.empty() ? kNothing : kFound;
}

int run_resolve(const Index& index, const SearcherOptions& options) {
  const CompiledGazetteer& gazetteer = index.gazetteer();
  const std::string& lang = options.search.lang;
  const bool batch = !options.batch_file.empty();
  bool found = batch;
  if (options.format == Format::csv)
    print(csv_line({"query", "rank", "id", "name", "by", "rule", "confidence"}, options.csv_raw));
  const auto answer = [&](const std::string& query) {
    const std::vector<Resolved> places = resolve(gazetteer, query);
    found = found || !places.empty();
    switch (options.format) {
      case Format::json:
      case Format::jsonl:
        print(resolved_json(query, places, gazetteer, lang) + "\n");
        break;
      case Format::csv:
        for (std::size_t i = 0; i < places.size(); ++i) {
          print(csv_line(
              {query, std::to_string(i + 1), gazetteer.place_id(places[i].place),
               gazetteer.shown_name(places[i].place, lang), gazetteer.name(places[i].name).text,
               std::string(name_of(places[i].rule)), std::to_string(places[i].confidence / 1000.0)},
              options.csv_raw));
        }
        break;
      default:
        print(resolved_text(query, places, gazetteer, lang,
                            Paint(options.color == ColorChoice::always)));
    }
  };
  if (batch)
    for_each_line(options.batch_file, answer);
  else
    answer(joined(options.words));
  return found ? kFound : kNothing;
}

int run_show(const Index& index, const SearcherOptions& options) {
  const std::string& id = options.words.front();
  const std::optional<ShownDocument> shown = show_document(index, id,
                                                           {.marks = options.marks,
                                                            .mark_all = options.mark_all,
                                                            .exactly = options.search.exactly,
                                                            .lang = options.search.lang});
  if (!shown) {
    std::cerr << "searcher: no document " << id
              << " in this index; documents are named as `searcher '*'` prints them\n";
    return kNothing;
  }
  warn(options, "", shown->warnings);
  if (options.format == Format::json)
    print(shown_json(*shown) + "\n");
  else
    print(shown_text(*shown, Paint(options.color == ColorChoice::always)));
  return kFound;
}

int run_on(const Index& index, const SearcherOptions& options) {
  switch (options.command) {
    case SearcherCommand::search:
      return run_search(index, options);
    case SearcherCommand::mentions:
      return run_mentions(index, options);
    case SearcherCommand::names:
      return run_names(index, options);
    case SearcherCommand::places:
      return run_places(index, options);
    case SearcherCommand::resolve:
      return run_resolve(index, options);
    case SearcherCommand::show:
      return run_show(index, options);
    case SearcherCommand::batch:
      return run_batch(index, options);
    case SearcherCommand::explain:
      return run_explain(index, options);
  }
  return kNothing;
}

}  // namespace

int run(const SearcherOptions& options) {
  const Index index = Index::open(options.index);
  const int code = run_on(index, options);
  if (std::fflush(stdout) != 0)
    throw InputError("cannot write the answer: " + std::string(std::strerror(errno)));
  return code;
}

}  // namespace byname
