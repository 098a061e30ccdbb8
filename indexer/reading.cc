#include "indexer/reading.h"

#include <fmt/format.h>

#include <utility>

#include "indexer/book.h"
#include "indexer/path_code.h"
#include "indexer/sidecar.h"
#include "indexer/signals.h"
#include "schemas/error.h"

namespace byname {
namespace {

LedgerEntry entry_of(const SharedString& root, const SharedString& path, const ReadOutcome& read) {
  LedgerEntry entry{.root = root,
                    .path = path,
                    .state = read.state,
                    .reason = read.reason,
                    .sha256 = read.sha256,
                    .size = read.size,
                    .modified = read.modified,
                    .documents = read.documents};
  for (const ReadProblem& problem : read.problems) {
    if (!problem.record.empty() || problem.reason == read.reason) continue;
    if (!entry.reason.empty()) entry.reason += "; ";
    entry.reason += problem.reason;
  }
  return entry;
}

// The bad records of a file or a member.
void add_records(const LedgerEntry& of, const std::string& before,
                 const std::vector<ReadProblem>& problems, std::vector<LedgerEntry>& entries) {
  for (const ReadProblem& problem : problems) {
    if (problem.record.empty()) continue;
    entries.push_back({.root = of.root,
                       .path = of.path,
                       .record = before + problem.record,
                       .state = problem.failed ? InputState::failed : InputState::partial,
                       .reason = problem.reason});
  }
}

// The input's own, and those of its members and bad records.
void add_entries(const InputToRead& input, const ReadResult& result,
                 std::vector<LedgerEntry>& entries) {
  const LedgerEntry entry = entry_of(input.root, input.path, result);
  entries.push_back(entry);
  add_records(entry, "", result.problems, entries);
  for (const MemberOutcome& member : result.members) {
    LedgerEntry inside = entry_of(entry.root, entry.path, member);
    inside.record = member.path.substr(entry.path.size());
    entries.push_back(inside);
    add_records(inside, inside.record + "#", member.problems, entries);
  }
}

// Who speaks: a person's word for this file, what the document says, a person's word for
// its like, the host it came from.
void name_source(Document& document, const Sidecar& sidecar, const SourceTable& sources) {
  if (sidecar.exists) sidecar.apply(document);
  if (sidecar.source) return;
  if (const SourceRow* row = sources.find(document)) {
    document.source = row->name;
  } else if (document.source.empty()) {
    document.source = host_of(document.url);
  }
}

}  // namespace

Reading::Reading(std::span<const InputToRead> inputs, Identities& identities,
                 const std::set<std::string>& forgotten, const SourceTable& sources,
                 ReaderProcess& reader, BatchWorkers& workers, const Console& console)
    : inputs_(inputs),
      identities_(identities),
      forgotten_(forgotten),
      sources_(sources),
      reader_(reader),
      workers_(workers),
      console_(console) {
  for (const InputToRead& input : inputs_) bytes_to_read_ += input.size;
}

void Reading::pass(const std::function<void(Document&, std::uint32_t batch)>& identify,
                   const std::function<bool(std::uint32_t batch)>& wanted,
                   const std::function<void(const InputToRead& input, const ReadResult&)>& read) {
  Progress progress(console_, {.files = inputs_.size(), .bytes = bytes_to_read_});
  Amount done;
  std::uint32_t number = 0;
  std::size_t bytes = 0;
  std::vector<Document> batch;
  const auto end_batch = [&] {
    if (batch.empty()) return;
    if (wanted(number)) workers_.submit(number, std::move(batch));
    batch.clear();
    bytes = 0;
    ++number;
  };
  for (const InputToRead& input : inputs_) {
    check_interrupted();
    progress.at(done);
    std::uint32_t left_out = 0;
    const Sidecar sidecar = read_sidecar(input.absolute);
    ReadResult result = reader_.read(
        {.root = input.root, .path = decode_path(input.path), .absolute = input.absolute.str()},
        [&](Document&& document) {
          check_interrupted();
          name_source(document, sidecar, sources_);
          identify(document, number);
          if (forgotten_.contains(document.uid)) {
            ++left_out;
            return;
          }
          bytes += document.text.size();
          batch.push_back(std::move(document));
          if (batch.size() == kBatchDocuments || bytes >= kBatchBytes) end_batch();
          progress.at(done);
        });
    ++done.files;
    done.bytes += input.size;
    result.documents -= left_out;
    read(input, result);
  }
  end_batch();
}

void Reading::first_pass() {
  ledger_.reserve(inputs_.size());
  pass(
      [this](Document& document, std::uint32_t batch) {
        ++documents_;
        identities_.first_pass(document, batch);
      },
      [](std::uint32_t) { return true; },
      [this](const InputToRead& input, const ReadResult& result) {
        bytes_read_ += result.size;
        add_entries(input, result, ledger_);
      });
}

void Reading::second_pass() {
  const std::set<std::uint32_t> redo = identities_.batches_to_redo();
  if (redo.empty()) return;
  identities_.begin_second_pass();
  auto before = ledger_.begin();
  pass([this](Document& document, std::uint32_t) { identities_.second_pass(document); },
       [&redo](std::uint32_t batch) { return redo.contains(batch); },
       [&before](const InputToRead& input, const ReadResult& result) {
         while (!before->record.empty()) ++before;  // to the entry of the input itself
         if (result.sha256 != before->sha256 || result.documents != before->documents) {
           throw InputError(input.absolute +
                            ": changed while it was read. Nothing was published; run it again.");
         }
         ++before;
       });
  constexpr std::size_t kTold = 10;
  std::size_t told = 0;
  for (const auto& [id, paths] : identities_.shared()) {
    if (++told > kTold) break;
    console_.warning(
        fmt::format("id \"{}\" is used more than once, in {}{}: these are called PATH#{}", id,
                    *paths.begin(), paths.size() > 1 ? " and " + *paths.rbegin() : "", id));
  }
  if (identities_.shared().size() > kTold) {
    console_.warning(
        fmt::format("... and {} more ids like these", identities_.shared().size() - kTold));
  }
}

double Reading::share_read() const {
  return bytes_to_read_ == 0
             ? 1
             : static_cast<double>(bytes_read_) / static_cast<double>(bytes_to_read_);
}

}  // namespace byname
