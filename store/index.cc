#include "store/index.h"

#include <stdexcept>

#include "schemas/error.h"
#include "schemas/fields.h"
#include "schemas/hash.h"
#include "store/deleted.h"
#include "store/document_record.h"
#include "store/generation.h"
#include "store/open_index.h"
#include "store/stub.h"
#include "store/token_codes.h"
#include "text/scanner.h"

namespace byname {
namespace {

// A generation can be replaced and removed between reading its name and opening it.
constexpr int kOpenAttempts = 5;

OpenSegment open_segment(const std::filesystem::path& index, const Manifest& manifest,
                         std::size_t i, DocumentNumber base) {
  OpenSegment segment{.files = std::make_unique<Segment>(index / manifest.segments[i]),
                      .base = base};
  if (!manifest.deleted[i].empty()) {
    segment.deleted = read_deleted(index / manifest.deleted[i], segment.size());
    segment.is_deleted.resize(segment.size());
    for (const std::uint32_t local : segment.deleted) segment.is_deleted[local] = true;
  }
  return segment;
}

}  // namespace

Index Index::open(const std::filesystem::path& directory) {
  for (int attempt = 1;; ++attempt) {
    const std::optional<Stub> stub = read_stub(directory);
    if (!stub) throw_no_index(directory);
    try {
      std::optional<Manifest> manifest = current_manifest(directory);
      if (!manifest) throw_no_index(directory);
      const std::string analyzer = analyzer_fingerprint();
      if (manifest->analyzer != analyzer)
        throw IndexError(directory.string() + ": built with another analyzer (" +
                         manifest->analyzer + ", this program has " + analyzer +
                         "); run `indexer rebuild`");
      auto rep = std::make_unique<Rep>(
          *manifest,
          CompiledGazetteer(directory / generation_name(manifest->generation) / "gazetteer"));
      std::uint64_t end = 0;
      for (std::size_t i = 0; i < manifest->segments.size(); ++i) {
        rep->segments.push_back(
            open_segment(directory, *manifest, i, static_cast<DocumentNumber>(end)));
        const OpenSegment& segment = rep->segments.back();
        end += segment.size();
        if (end > 0xffffffff) throw_damaged(directory.string(), "number of documents");
        rep->live += segment.size() - segment.deleted.size();
        for (std::uint32_t local = 0; local < segment.size(); ++local) {
          if (!segment.gone(local)) rep->live_length += segment.files->lengths[local];
        }
      }
      rep->end = static_cast<DocumentNumber>(end);
      return Index(std::move(rep));
    } catch (const IndexError&) {
      if (attempt == kOpenAttempts || read_stub(directory) == stub) throw;
    }
  }
}

Index::Index(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

unsigned Index::Rep::segment_of(DocumentNumber number) const {
  if (number >= end)
    throw std::out_of_range("document " + std::to_string(number) + " of " + std::to_string(end));
  if (segments.size() == 1) return 0;
  const auto after =
      std::upper_bound(segments.begin(), segments.end(), number,
                       [](DocumentNumber n, const OpenSegment& s) { return n < s.base; });
  return static_cast<unsigned>(after - segments.begin() - 1);
}

Index::Rep::Place Index::Rep::locate(DocumentNumber number) const {
  const OpenSegment& segment = segments[segment_of(number)];
  return {segment, number - segment.base};
}

const Manifest& Index::manifest() const { return rep_->manifest; }

std::string Index::generation() const {
  return std::to_string(rep_->manifest.generation) + '+' + std::to_string(rep_->manifest.commit);
}

const CompiledGazetteer& Index::gazetteer() const { return rep_->gazetteer; }
DocumentNumber Index::document_end() const { return rep_->end; }
std::uint64_t Index::live_documents() const { return rep_->live; }

bool Index::deleted(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.gone(local);
}

Document Index::document(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  const SequenceFile& documents = segment.files->documents;
  Document document = decode_record(documents[local], documents.name());
  document.cluster = hex16(segment.files->columns.cluster(local));
  return document;
}

Document Index::whole_document(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  Document result = document(number);
  result.text = segment.files->text.read(local, 0, segment.files->text.size(local));
  const SequenceFile& sources = segment.files->sources;
  result.source_map = decode_source_map(sources[local], sources.name());
  return result;
}

std::string Index::text(DocumentNumber number, std::uint32_t begin, std::uint32_t end) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.files->text.read(local, begin, end);
}

std::uint32_t Index::text_size(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.files->text.size(local);
}

namespace {

// The live document among the candidates whose `field` is `wanted`.
std::optional<DocumentNumber> find_document(
    const std::vector<OpenSegment>& segments, std::string_view wanted, std::string Document::*field,
    std::vector<std::uint32_t> (IdsFile::*candidates)(std::string_view) const) {
  for (const OpenSegment& segment : segments) {
    for (const std::uint32_t local : (segment.files->ids.*candidates)(wanted)) {
      if (local >= segment.size()) throw_damaged(segment.files->directory.string(), "ids");
      if (segment.gone(local)) continue;
      const SequenceFile& documents = segment.files->documents;
      if (decode_record(documents[local], documents.name()).*field == wanted)
        return segment.base + local;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<DocumentNumber> Index::find_uid(std::string_view uid) const {
  return find_document(rep_->segments, uid, &Document::uid, &IdsFile::with_uid);
}

std::optional<DocumentNumber> Index::find_id(std::string_view id) const {
  return find_document(rep_->segments, id, &Document::id, &IdsFile::with_id);
}

Date Index::date(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.files->columns.date(local);
}

std::string Index::source(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return std::string(segment.files->columns.source(local));
}

std::string Index::lang(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return std::string(segment.files->columns.lang(local));
}

std::uint64_t Index::cluster_hash(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.files->columns.cluster(local);
}

std::uint32_t Index::length(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.files->lengths[local];
}

double Index::mean_length() const {
  if (rep_->live == 0) return 0;
  return static_cast<double>(rep_->live_length) / static_cast<double>(rep_->live);
}

void Index::Rep::add_postings(const OpenSegment& segment, std::string_view xapian_term,
                              std::vector<Posting>& out) {
  const LengthsFile& lengths = segment.files->lengths;
  for (std::size_t shard = 0; shard < lengths.shards(); ++shard) {
    const std::uint32_t first = lengths.first_of_shard(shard);
    segment.files->shards.postings(shard, xapian_term, [&](std::uint32_t id, std::uint32_t count) {
      const std::uint64_t local = std::uint64_t{first} + id - 1;
      if (id == 0 || local >= segment.size())
        throw_damaged(segment.files->directory.string(), "a posting");
      if (!segment.gone(static_cast<std::uint32_t>(local)))
        out.push_back({segment.base + static_cast<std::uint32_t>(local), count});
    });
  }
}

std::vector<Posting> Index::postings(std::string_view xapian_term) const {
  std::vector<Posting> result;
  for (const OpenSegment& segment : rep_->segments) Rep::add_postings(segment, xapian_term, result);
  return result;
}

std::vector<Posting> Index::postings(std::string_view xapian_term, unsigned segment) const {
  std::vector<Posting> result;
  Rep::add_postings(rep_->segments.at(segment), xapian_term, result);
  return result;
}

TermNumber Index::frequent_terms(unsigned segment) const {
  return rep_->segments.at(segment).files->pairs.frequent();
}

std::vector<PairPosting> Index::pair_postings(unsigned segment, TermNumber first,
                                              TermNumber second) const {
  const OpenSegment& open = rep_->segments.at(segment);
  std::vector<PairPosting> result;
  for (const Pair& pair : open.files->pairs.find(first, second)) {
    if (pair.document >= open.size()) throw_damaged(open.files->directory.string(), "a pair");
    if (!open.gone(pair.document))
      result.push_back({open.base + pair.document, pair.text, pair.furniture});
  }
  return result;
}

unsigned Index::segment_count() const { return static_cast<unsigned>(rep_->segments.size()); }
unsigned Index::segment_of(DocumentNumber number) const { return rep_->segment_of(number); }

std::optional<TermNumber> Index::term_number(unsigned segment, std::string_view folded) const {
  const WordsFile& words = rep_->segments.at(segment).files->words;
  const std::optional<std::uint32_t> index = words.find(term(kText, folded));
  if (!index) return std::nullopt;
  return words.number(*index);
}

void Index::token_codes(DocumentNumber number, std::vector<std::uint32_t>& out) const {
  const auto [segment, local] = rep_->locate(number);
  const SequenceFile& tokens = segment.files->tokens;
  read_varints(tokens[local], tokens.name(), out);
}

std::string_view Index::token_bytes(DocumentNumber number) const {
  const auto [segment, local] = rep_->locate(number);
  return segment.files->tokens[local];
}

void Index::tokens(DocumentNumber number, std::vector<TermNumber>& out) const {
  token_codes(number, out);
  std::erase_if(out, [](std::uint32_t code) { return code < kFirstWordCode; });
  for (std::uint32_t& code : out) code -= kFirstWordCode;
}

void Index::check() const {
  for (const OpenSegment& segment : rep_->segments) segment.files->check();
}

void Index::release() const {
  for (const OpenSegment& segment : rep_->segments) segment.files->release();
}

}  // namespace byname
