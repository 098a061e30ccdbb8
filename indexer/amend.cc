#include "indexer/amend.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "indexer/batches.h"
#include "indexer/build_parts.h"
#include "indexer/exit_code.h"
#include "indexer/inbox.h"
#include "indexer/print.h"
#include "indexer/readers/reader.h"
#include "indexer/report.h"
#include "indexer/roots.h"
#include "indexer/sources.h"
#include "indexer/tag_again.h"
#include "indexer/write_again.h"
#include "places/lang_tag.h"
#include "places/resolver.h"
#include "schemas/error.h"
#include "store/corrections.h"
#include "store/files.h"
#include "store/forgotten.h"
#include "store/generation.h"
#include "store/index.h"
#include "store/segment_writer.h"
#include "text/scanner.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

Manifest required_manifest(const fs::path& index) {
  if (!fs::exists(index)) throw IndexError(no_index(index));  // before the lock, which makes it
  std::optional<Manifest> manifest = current_manifest(index);
  if (!manifest) throw IndexError(no_index(index));
  return *std::move(manifest);
}

std::optional<DocumentNumber> live_document(const Index& index, const std::string& name) {
  for (const auto number : {index.find_uid(name), index.find_id(name)})
    if (number && !index.deleted(*number)) return number;
  return std::nullopt;
}

std::uint32_t offset(const std::string& typed) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
  if (error != std::errc() || end != typed.data() + typed.size())
    throw UsageError("\"" + typed +
                     "\" is not an offset: a number of bytes is, as in `start` and "
                     "`end` of `searcher mentions --format jsonl`");
  return value;
}

// The one place that a person means; of several with that very name an id must choose.
PlaceNumber place_meant(const CompiledGazetteer& gazetteer, const std::string& typed) {
  if (const auto place = gazetteer.find_place(typed)) return *place;
  const std::vector<Resolved> found = resolve(gazetteer, typed, SmallLetters::say_nothing);
  if (found.empty()) throw UsageError("\"" + typed + "\" is no place of this index's gazetteer");
  std::string ids;
  std::size_t same = 0;
  for (const Resolved& place : found) {
    if (place.rule != found.front().rule) continue;
    ids += (ids.empty() ? "" : ", ") + gazetteer.place_id(place.place);
    ++same;
  }
  if (same > 1)
    throw UsageError("\"" + typed + "\" may be one of several places: name one by its id: " + ids);
  return found.front().place;
}

Correction correction_of(const IndexerOptions& options, const Index& index,
                         const Document& document) {
  Correction correction{.uid = document.uid,
                        .begin = offset(options.paths[1]),
                        .end = offset(options.paths[2]),
                        .document = document.id,
                        .made = utc_now()};
  const std::string& text = document.text;
  const auto inside = [&](std::uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
  };
  if (correction.begin >= correction.end || correction.end > text.size() ||
      inside(correction.begin) || inside(correction.end))
    throw UsageError(fmt::format("{} to {} is no stretch of the {} bytes of {}", correction.begin,
                                 correction.end, text.size(), document.id));
  correction.surface = text.substr(correction.begin, correction.end - correction.begin);
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  if (blank(correction.surface.front()) || blank(correction.surface.back()) ||
      fold(correction.surface).empty())
    throw UsageError(fmt::format("{} to {} of {} is \"{}\": it must begin and end with a word",
                                 correction.begin, correction.end, document.id,
                                 correction.surface));
  if (options.paths[3] != "none")
    correction.place = index.gazetteer().place_id(place_meant(index.gazetteer(), options.paths[3]));
  return correction;
}

// Writes one document of the index anew.
Manifest analyse_again(const IndexerOptions& options, const Manifest& manifest, const Index& index,
                       DocumentNumber number, Document&& document) {
  const Corrections corrections(read_corrections(options.index));
  NewCommit commit(options.index);
  BatchWorkers workers(commit.scratch(), index.gazetteer(), corrections, manifest.sources, 1,
                       {.misspelt = manifest.misspelt});
  std::vector<Document> documents;
  documents.push_back(std::move(document));
  workers.submit(0, std::move(documents));
  merge_batches(workers.finish(), commit.segment(), index.gazetteer(), 1, commit.earlier());
  return commit.publish({number}, manifest.roots, read_ledger(options.index / manifest.ledger));
}

}  // namespace

int correct(const IndexerOptions& options, const Console& console) {
  required_manifest(options.index);
  const IndexLock lock(options.index);
  const Manifest manifest = required_manifest(options.index);
  check_rules(options, manifest, console);
  const Index index = Index::open(options.index);
  const std::optional<DocumentNumber> number = live_document(index, options.paths[0]);
  if (!number) throw UsageError(options.paths[0] + ": no document of that uid or name");
  Document document = index.whole_document(*number);
  const Correction made = correction_of(options, index, document);
  std::vector<Correction> all = read_corrections(options.index);
  std::erase_if(all, [&](const Correction& c) {
    return c.uid == made.uid && c.begin == made.begin && c.end == made.end;
  });
  all.push_back(made);
  write_corrections(options.index, all);
  const Manifest published = analyse_again(options, manifest, index, *number, std::move(document));
  console.say(fmt::format("{}: \"{}\" is {}; generation {}", made.document, made.surface,
                          made.place.empty() ? "no place" : made.place, generation_of(published)));
  return kDone;
}

int add_names(const IndexerOptions& options, const Console& console) {
  required_manifest(options.index);
  const IndexLock lock(options.index);
  const Manifest manifest = required_manifest(options.index);
  check_rules(options, manifest, console);
  std::string place;
  {
    const Index index = Index::open(options.index);
    place = index.gazetteer().place_id(place_meant(index.gazetteer(), options.place));
  }
  const fs::path file = added_names(options.index);
  const std::string before = fs::exists(file) ? read_file(file) : std::string();
  std::string after = before.empty() ? "place_id\tname\tlang\tsource\tnote\n" : before;
  for (const std::string& name : options.paths) {
    if (fold(name).empty() || name.find_first_of("\t\n\r") != name.npos)
      throw UsageError("\"" + name + "\" is no name");
    after += place + '\t' + name + '\t' + options.lang + "\tadded by hand\t" + utc_now() + '\n';
  }
  replace_file(file, after);
  try {
    const GazetteerInUse gazetteer =
        gazetteer_in_use({}, manifest.gazetteer_files, options.index, console);
    const std::vector<LedgerEntry> ledger = read_ledger(options.index / manifest.ledger);
    const std::optional<TaggedAgain> tagged =
        tag_again(gazetteer.gazetteer, ledger, options, console);
    const Manifest published =
        tagged
            ? tagged->manifest
            : write_again({.gazetteer = &gazetteer.gazetteer, .ledger = ledger}, options, console);
    console.say(fmt::format(
        "{} has {} more, read {} again; {}, {}; generation {}", place,
        counted(options.paths.size(), "name", "names"),
        counted(tagged ? tagged->documents : published.documents, "document", "documents"),
        counted(published.documents, "document", "documents"),
        counted(published.mentions, "mention", "mentions"), generation_of(published)));
  } catch (...) {
    if (before.empty()) {
      fs::remove(file);
    } else {
      replace_file(file, before);
    }
    throw;
  }
  return kDone;
}

namespace {

// Puts what `typed` names into `forgotten`: a document, a file, or all that lies in a folder.
void request(const std::string& typed, const Index& index, const Manifest& manifest,
             const std::vector<LedgerEntry>& ledger, Forgotten& forgotten) {
  const auto input = [&](const std::string& root, const std::string& path) {
    return std::find_if(ledger.begin(), ledger.end(), [&](const LedgerEntry& e) {
      return e.root == root && e.path == path && e.record.empty();
    });
  };
  if (const auto number = live_document(index, typed)) {
    const Document document = index.document(*number);
    const auto entry = input(document.root, document.path);
    if (entry != ledger.end() && entry->documents <= 1) {
      forgotten.inputs.insert({document.root, document.path});
    } else {
      forgotten.uids.insert(document.uid);
    }
    return;
  }
  const std::vector<std::string> paths{typed};
  const Scope scope = scopes_of(paths, manifest.roots).front();
  bool found = false;
  for (const LedgerEntry& entry : ledger) {
    if (!entry.record.empty() || entry.state == InputState::deleted) continue;
    const bool below = entry.root == scope.root.name &&
                       std::find(manifest.roots.begin(), manifest.roots.end(), scope.root) !=
                           manifest.roots.end() &&
                       (scope.below.empty() || entry.path == scope.below ||
                        entry.path.starts_with(scope.below + "/"));
    if (!below && entry.path != typed && entry.root + "/" + entry.path != typed) continue;
    forgotten.inputs.insert({entry.root, entry.path});
    found = true;
  }
  if (!found)
    throw UsageError(typed + ": neither a document (uid or name) nor a file of this index");
}

std::vector<LedgerEntry> ledger_without(std::vector<LedgerEntry> ledger, const Index& index,
                                        const Forgotten& forgotten) {
  std::erase_if(ledger, [&](const LedgerEntry& e) {
    return !e.record.empty() && forgotten.inputs.contains({e.root, e.path});
  });
  for (LedgerEntry& entry : ledger) {
    if (!forgotten.inputs.contains({entry.root, entry.path})) continue;
    entry = {.root = entry.root,
             .path = entry.path,
             .state = InputState::skipped,
             .reason = std::string(kForgotten)};
  }
  for (const std::string& uid : forgotten.uids) {
    const auto number = index.find_uid(uid);
    if (!number || index.deleted(*number)) continue;
    const Document document = index.document(*number);
    for (LedgerEntry& entry : ledger)
      if (entry.root == document.root && entry.path == file_of_path(document.path) &&
          (entry.record.empty() || entry.path + entry.record == document.path) &&
          entry.documents > 0)
        --entry.documents;
  }
  return ledger;
}

}  // namespace

int forget(const IndexerOptions& options, const Console& console) {
  required_manifest(options.index);
  const IndexLock lock(options.index);
  const Manifest manifest = required_manifest(options.index);
  Forgotten forgotten = read_forgotten(options.index);
  std::vector<LedgerEntry> ledger = read_ledger(options.index / manifest.ledger);
  std::vector<std::string> receipt;
  std::vector<std::string> copies;  // that stay
  std::uint64_t mentions = 0;
  {
    const Index index = Index::open(options.index);
    for (const std::string& typed : options.paths)
      request(typed, index, manifest, ledger, forgotten);
    ledger = ledger_without(std::move(ledger), index, forgotten);
    std::vector<Correction> corrections = read_corrections(options.index);
    std::set<std::string> texts;
    for (DocumentNumber n = 0; n < index.document_end(); ++n) {
      if (index.deleted(n)) continue;
      const Document document = index.document(n);
      if (!forgotten.holds(document)) continue;
      receipt.push_back(document.uid + '\t' + document.id);
      mentions += index.mentions(n).size();
      texts.insert(document.cluster);
      std::erase_if(corrections, [&](const Correction& c) { return c.uid == document.uid; });
    }
    for (DocumentNumber n = 0; n < index.document_end(); ++n) {
      if (texts.empty() || index.deleted(n)) continue;
      const Document document = index.document(n);
      if (!forgotten.holds(document) && texts.contains(document.cluster))
        copies.push_back(document.id);
    }
    forget_in_inbox(options.index, index, forgotten);
    if (!receipt.empty() && corrections.size() != read_corrections(options.index).size())
      write_corrections(options.index, corrections);
  }
  write_forgotten(options.index, forgotten);
  const Manifest published =
      write_again({.keep = [&](const Document& document) { return !forgotten.holds(document); },
                   .ledger = std::move(ledger)},
                  options, console);
  const std::vector<std::string> removed = prune_all(options.index);
  for (const std::string& line : receipt) print("forgotten\t" + line + '\n');
  for (const std::string& name : removed) console.say("removed " + name);
  if (!copies.empty()) {
    console.warning(fmt::format(
        "what was forgotten still stands in {} of the same text: {}{}. If they are meant as well, "
        "forget them, too",
        counted(copies.size(), "document", "documents"), copies.front(),
        copies.size() > 1 ? ", " + copies[1] + (copies.size() > 2 ? " ..." : "") : ""));
  }
  console.say(fmt::format(
      "forgot {} with {}; generation {} holds {}. The files themselves and copies of the index "
      "are as they were",
      counted(receipt.size(), "document", "documents"), counted(mentions, "mention", "mentions"),
      generation_of(published), counted(published.documents, "document", "documents")));
  return kDone;
}

}  // namespace byname
