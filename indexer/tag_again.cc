#include "indexer/tag_again.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "indexer/batches.h"
#include "indexer/build_parts.h"
#include "indexer/concerned.h"
#include "indexer/signals.h"
#include "places/compiled.h"
#include "store/corrections.h"
#include "store/files.h"
#include "store/generation.h"
#include "store/index.h"
#include "store/mentions_file.h"
#include "store/segment_writer.h"

namespace byname {
namespace {

namespace fs = std::filesystem;

// Each segment costs every look-up a little.
constexpr std::size_t kMostSegments = 6;

// What the second gazetteer has more; nothing unless that is all.
struct More {
  std::vector<NameNumber> numbers{};  // by number in the first: that in the second
  std::vector<Name> names{};
};

bool same_places(const CompiledGazetteer& a, const CompiledGazetteer& b) {
  if (a.place_count() != b.place_count()) return false;
  for (PlaceNumber place = 0; place < a.place_count(); ++place)
    if (a.place(place) != b.place(place) || a.family(place) != b.family(place) ||
        a.contained(place) != b.contained(place))
      return false;
  return true;
}

std::optional<More> more_names(const CompiledGazetteer& before, const CompiledGazetteer& after) {
  if (!same_places(before, after)) return std::nullopt;
  More more;
  more.numbers.assign(before.name_count(), kNoNumber);
  for (PlaceNumber place = 0; place < after.place_count(); ++place) {
    auto [old, old_end] = before.names_of(place);
    const auto [first, end] = after.names_of(place);
    for (NameNumber number = first; number < end; ++number) {
      Name name = after.name(number);
      if (old < old_end && before.name(old) == name) {
        more.numbers[old++] = number;
      } else if (name.kind == "official" || name.kind == "endonym") {
        return std::nullopt;  // says of the place's other names what they are
      } else {
        more.names.push_back(std::move(name));
      }
    }
    if (old != old_end) return std::nullopt;
  }
  return more;
}

void link(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (error) fs::copy_file(from, to, error);
  if (error) throw_system_error(to, "cannot be written", error.value());
}

// A segment as it is, but for the numbers of the names.
void take_over(const fs::path& from, const fs::path& to, const std::vector<NameNumber>& numbers) {
  fs::create_directories(to);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const fs::path target = to / entry.path().lexically_relative(from);
    if (entry.is_directory()) {
      fs::create_directories(target);
    } else if (entry.path().filename() != "mentions") {
      link(entry.path(), target);
    }
  }
  const MentionsFile old(from / "mentions");
  MentionsWriter out(to / "mentions");
  std::vector<Mention> rows;
  for (std::size_t document = 0; document < old.documents(); ++document) {
    rows.clear();
    for (std::uint32_t row = old.first_row(document); row < old.first_row(document + 1); ++row) {
      rows.push_back(old[row]);
      if (rows.back().name == kNoNumber) continue;
      if (rows.back().name >= numbers.size()) throw_damaged((from / "mentions").native(), "a name");
      rows.back().name = numbers[rows.back().name];
    }
    out.add(rows);
  }
  out.finish();
}

}  // namespace

std::optional<TaggedAgain> tag_again(const Gazetteer& gazetteer,
                                     const std::vector<LedgerEntry>& ledger,
                                     const IndexerOptions& options, const Console& console) {
  const Index index = Index::open(options.index);
  Manifest manifest = index.manifest();
  if (manifest.segments.size() > kMostSegments) return std::nullopt;
  const Corrections corrections(read_corrections(options.index));
  NewGeneration generation(options.index);
  try {
    compile_gazetteer(gazetteer, generation.path() / "gazetteer");
    const CompiledGazetteer names(generation.path() / "gazetteer");
    const std::optional<More> more = more_names(index.gazetteer(), names);
    if (!more) return std::nullopt;
    std::optional<Progress> progress(std::in_place, console, Amount{});
    progress->step("looking for documents");
    const NewNames wanted(more->names, generation.scratch(), {.misspelt = manifest.misspelt});
    std::vector<std::vector<std::uint32_t>> deleted;  // by segment
    std::vector<DocumentNumber> again;
    DocumentNumber base = 0;
    for (const std::string& segment : manifest.segments) {
      check_interrupted();
      const std::vector<std::uint32_t> concerned =
          documents_concerned(options.index / segment, wanted);
      const std::size_t size = MentionsFile(options.index / segment / "mentions").documents();
      auto next = concerned.begin();
      deleted.emplace_back();
      for (std::uint32_t local = 0; local < size; ++local) {
        const bool here = next != concerned.end() && *next == local;
        if (here) ++next;
        if (here && !index.deleted(base + local)) again.push_back(base + local);
        if (here || index.deleted(base + local)) deleted.back().push_back(local);
      }
      base += static_cast<DocumentNumber>(size);
    }
    if (again.size() * 2 > index.live_documents()) return std::nullopt;
    progress.reset();
    std::vector<fs::path> segments;
    for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
      segments.push_back(generation.path() / segment_name(i));
      take_over(options.index / manifest.segments[i], segments.back(), more->numbers);
    }
    if (!again.empty()) {
      BatchWorkers workers(generation.scratch(), names, corrections, manifest.sources,
                           options.threads, {.misspelt = manifest.misspelt});
      submit_documents(index, again, workers, console);
      merge_batches(workers.finish(), generation.path() / segment_name(segments.size()), names,
                    options.threads, segments);
      deleted.emplace_back();
    }
    check_interrupted();
    progress.emplace(console, Amount{});
    progress->step("publishing");
    manifest.gazetteer = names.hash();
    return TaggedAgain{generation.publish(manifest, ledger, deleted), again.size()};
  } catch (const std::exception& error) {
    explain_space(error, options.index, generation, 1);
    throw;
  }
}

}  // namespace byname
