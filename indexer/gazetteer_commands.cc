#include "indexer/gazetteer_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "indexer/exit_code.h"
#include "indexer/print.h"
#include "indexer/report.h"
#include "indexer/sources.h"
#include "places/gazetteer.h"
#include "places/gazetteer_report.h"
#include "places/importers/linked_places_writer.h"
#include "places/importers/native_writer.h"
#include "places/paradigm.h"
#include "schemas/error.h"
#include "schemas/mention.h"
#include "store/index.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

Gazetteer load(const IndexerOptions& options, std::vector<GazetteerMessage>& messages) {
  const std::vector<fs::path> paths(options.paths.begin(), options.paths.end());
  return load_gazetteer(paths, messages);
}

std::string size_of(const Gazetteer& gazetteer) {
  return fmt::format("{}, {}", counted(gazetteer.places.size(), "place", "places"),
                     counted(gazetteer.names.size(), "name", "names"));
}

void tell(const std::vector<GazetteerMessage>& messages, const Console& console) {
  for (const GazetteerMessage& message : messages) console.warning(in_words(message));
}

// Tab-separated, with a header: kind, name, lang, places, and how many these are.
std::string remarks_in_words(const Gazetteer& gazetteer, const NameCounts* counts) {
  std::string text = "kind\tname\tlang\tplaces\tcount\n";
  for (const GazetteerRemark& remark : remarks_on(gazetteer, counts)) {
    std::string places;
    for (const PlaceNumber place : remark.places)
      places += (places.empty() ? "" : " ") + gazetteer.places[place].id;
    text += fmt::format("{}\t{}\t{}\t{}\t{}\n", name_of(remark.kind), remark.name, remark.lang,
                        places, remark.count);
  }
  return text;
}

// The names in all texts of an index.
NameCounter counted_in(const fs::path& path, const Gazetteer& gazetteer) {
  const Index index = Index::open(path);
  NameCounter counter(gazetteer);
  for (DocumentNumber n = 0; n < index.document_end(); ++n)
    if (!index.deleted(n)) counter.read(index.text(n, 0, index.text_size(n)));
  return counter;
}

void write_file(const fs::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) throw InputError(path.string() + ": cannot be written; check the path and the disk");
}

}  // namespace

int check_gazetteer(const IndexerOptions& options, const Console& console) {
  std::vector<GazetteerMessage> messages;
  const Gazetteer gazetteer = load(options, messages);
  std::string text;
  for (const GazetteerMessage& message : messages) text += in_words(message) + "\n";
  if (options.remarks && options.index_named) {
    const NameCounter counter = counted_in(options.index, gazetteer);
    text += remarks_in_words(gazetteer, &counter.counts());
  } else if (options.remarks) {
    text += remarks_in_words(gazetteer, nullptr);
  }
  print(text);
  console.say(
      fmt::format("{}; {}", size_of(gazetteer), counted(messages.size(), "message", "messages")));
  return messages.empty() ? kDone : kRefused;
}

int import_gazetteer(const IndexerOptions& options, const Console& console) {
  std::vector<GazetteerMessage> messages;
  const Gazetteer gazetteer = load(options, messages);
  const fs::path folder = options.folder;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw InputError(folder.string() + ": cannot be made: " + error.message());
  }
  for (const char* name : {"places.tsv", "names.tsv"}) {
    if (fs::exists(folder / name)) {
      throw InputError((folder / name).string() +
                       " is there already; name another folder, or remove it first");
    }
  }
  const ImportedTables tables = native_tables(gazetteer);
  write_file(folder / "places.tsv", tables.places);
  write_file(folder / "names.tsv", tables.names);
  tell(messages, console);
  console.say(fmt::format("{} in {}; {}", size_of(gazetteer), folder.string(),
                          counted(messages.size(), "message", "messages")));
  return messages.empty() ? kDone : kSomeFailed;
}

int export_gazetteer(const IndexerOptions& options, const Console& console) {
  std::vector<GazetteerMessage> messages;
  const Gazetteer gazetteer = options.paths.empty() ? shipped_gazetteer() : load(options, messages);
  tell(messages, console);
  write_linked_places(gazetteer,
                      options.json ? LinkedPlacesLayout::lines : LinkedPlacesLayout::collection,
                      std::cout);
  if (!std::cout.flush()) throw InputError("cannot write to standard output");
  return messages.empty() ? kDone : kSomeFailed;
}

int print_forms(const IndexerOptions& options, const Console& console) {
  const std::vector<std::string> known = grammar_languages();
  if (std::ranges::find(known, options.lang) == known.end()) {
    throw InputError(
        fmt::format("'{}' has no grammar; there are {}", options.lang, fmt::join(known, ", ")));
  }
  std::string text;
  for (const std::string& name : options.paths) {
    const std::vector<ExplainedForm> forms = explained_forms_of(name, options.lang);
    for (const ExplainedForm& form : forms) {
      text += fmt::format("{}\t{}\t{}\n", form.form.text,
                          kMentionKindNames[static_cast<std::size_t>(form.form.kind)], form.chain);
    }
    console.detail(fmt::format("{}: {}", name, counted(forms.size(), "form", "forms")));
  }
  print(text);
  return kDone;
}

}  // namespace byname
