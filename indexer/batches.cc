#include "indexer/batches.h"

#include <fmt/format.h>
#include <malloc.h>

#include <numeric>
#include <utility>

#include "indexer/console.h"
#include "indexer/reading.h"
#include "indexer/signals.h"
#include "store/analyzed.h"
#include "store/segment_writer.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname {
namespace {

// Text under way at a time. Tokens, postings and mentions take eight times as much, twenty
// times where every second word is a place, which keeps the program under a gigabyte
// whatever the number of threads; lists of nothing but places take sixty times as much, so of
// them there is one at a time.
constexpr std::size_t kBytesUnderWay = std::size_t{24} << 20;
// A piece of a source map for every letter or so is worth more memory than the text.
constexpr std::size_t kRunWeight = 4;

constexpr std::size_t kLargeText = std::size_t{1} << 20;
constexpr std::size_t kTried = std::size_t{32} << 10;  // bytes of a large text
constexpr std::size_t kDense = 30;                     // bytes a place

std::size_t weight_of(const Document& document) {
  return document.text.size() + document.source_map.size() * kRunWeight;
}

}  // namespace

BatchWorkers::BatchWorkers(std::filesystem::path scratch, const CompiledGazetteer& gazetteer,
                           const Corrections& corrections, const SourceTable& sources,
                           unsigned threads, MatcherOptions options)
    : scratch_(std::move(scratch)),
      gazetteer_(gazetteer),
      corrections_(corrections),
      sources_(sources),
      matcher_(gazetteer, options) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

BatchWorkers::~BatchWorkers() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
}

void BatchWorkers::rethrow() const {
  if (error_) std::rethrow_exception(error_);
}

void BatchWorkers::submit(std::uint32_t number, std::vector<Document>&& documents) {
  Job job{.number = number, .documents = std::move(documents)};
  for (const Document& document : job.documents) job.bytes += weight_of(document);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    return error_ || bytes_under_way_ == 0 || bytes_under_way_ + job.bytes <= kBytesUnderWay;
  });
  rethrow();
  bytes_under_way_ += job.bytes;
  jobs_.push_back(std::move(job));
  changed_.notify_all();
}

std::vector<std::filesystem::path> BatchWorkers::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return error_ || (jobs_.empty() && busy_ == 0); });
  rethrow();
  std::vector<std::filesystem::path> batches;
  for (const auto& [number, made] : done_) batches.push_back(made.path);
  return batches;
}

std::size_t BatchWorkers::corrected() const {
  return std::accumulate(
      done_.begin(), done_.end(), std::size_t{0},
      [](std::size_t sum, const auto& item) { return sum + item.second.corrected; });
}

void BatchWorkers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stop_ || !jobs_.empty(); });
    if (stop_) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    ++busy_;
    lock.unlock();
    std::exception_ptr error;
    std::unique_lock heavy(heavy_, std::defer_lock);
    try {
      make(job, heavy);
    } catch (...) {
      error = std::current_exception();
    }
    const std::size_t bytes = job.bytes;
    job = Job{};  // its memory is free before more text is let in
    if (heavy.owns_lock()) {
      malloc_trim(0);
      heavy.unlock();
    }
    lock.lock();
    --busy_;
    bytes_under_way_ -= bytes;
    if (error && !error_) {
      error_ = error;
      jobs_.clear();
    }
    changed_.notify_all();
  }
}

// Whether a text is large and, where it is tried, little but places.
bool BatchWorkers::is_heavy(const Document& document) const {
  if (document.text.size() < kLargeText) return false;
  const std::string_view text = document.text;
  for (const std::size_t at : {std::size_t{0}, text.size() / 2}) {
    const std::size_t begin = floor_character(text, at);
    const std::string_view piece =
        text.substr(begin, floor_character(text, begin + kTried) - begin);
    TokenStream stream;
    std::vector<Mention> mentions;
    scan(piece, stream);
    matcher_.find({.text = piece, .stream = stream, .parts = {}, .lang = document.lang}, mentions);
    if (mentions.size() * kDense > piece.size()) return true;
  }
  return false;
}

void BatchWorkers::make(Job& job, std::unique_lock<std::mutex>& heavy) {
  Made made{.path = scratch_ / fmt::format("batch-{:06}", job.number)};
  std::filesystem::remove_all(made.path);
  BatchWriter writer(made.path);
  AnalyzedDocument analyzed;
  for (Document& document : job.documents) {
    check_interrupted();
    if (!heavy.owns_lock() && is_heavy(document)) heavy.lock();
    analyzed.document = std::move(document);
    const Document& d = analyzed.document;
    const SourceRow* facts = sources_.facts_of(d.source);
    analyzed.source_words = facts ? facts->country + ' ' + facts->side : std::string();
    scan(d.text, analyzed.stream);
    matcher_.find({.text = d.text, .stream = analyzed.stream, .parts = d.parts, .lang = d.lang},
                  analyzed.mentions);
    made.corrected += corrections_.apply(analyzed, gazetteer_);
    writer.add(analyzed);
  }
  writer.finish();
  const std::lock_guard lock(mutex_);
  done_[job.number] = std::move(made);
}

void submit_documents(const Index& index, const std::vector<DocumentNumber>& numbers,
                      BatchWorkers& workers, const Console& console) {
  Progress progress(console, {.files = numbers.size()});
  Amount done;
  std::uint32_t batch = 0;
  std::size_t bytes = 0;
  std::vector<Document> documents;
  for (const DocumentNumber n : numbers) {
    check_interrupted();
    documents.push_back(index.whole_document(n));
    bytes += documents.back().text.size();
    if (documents.size() == kBatchDocuments || bytes >= kBatchBytes || n == numbers.back()) {
      workers.submit(batch++, std::move(documents));
      documents.clear();
      bytes = 0;
    }
    ++done.files;
    progress.at(done);
  }
}

}  // namespace byname
