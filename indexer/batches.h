// Documents become batches on several threads: language and parts are given, here
// come tokens, mentions, people's corrections and the batch's files.
//
//   BatchWorkers workers(scratch, gazetteer, corrections, sources, 8);
//   workers.submit(0, std::move(documents));  // waits while too much text is under way
//   workers.submit(1, std::move(more));
//   const std::vector<fs::path> batches = workers.finish();  // in the order of their numbers
//
// Which document is in which batch is the caller's choice, so nothing depends on
// the number of threads. What a thread throws leaves from submit() or finish().
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "places/compiled.h"
#include "places/matcher.h"
#include "schemas/document.h"
#include "store/corrections.h"
#include "store/index.h"
#include "store/source_table.h"

namespace byname {

class Console;

class BatchWorkers {
 public:
  // `gazetteer`, `corrections` and `sources` must outlive it.
  BatchWorkers(std::filesystem::path scratch, const CompiledGazetteer& gazetteer,
               const Corrections& corrections, const SourceTable& sources, unsigned threads,
               MatcherOptions options = {});
  ~BatchWorkers();  // what is not begun is dropped
  BatchWorkers(const BatchWorkers&) = delete;
  BatchWorkers& operator=(const BatchWorkers&) = delete;

  // A batch submitted before under the same number is made anew.
  void submit(std::uint32_t number, std::vector<Document>&& documents);
  // Waits until every batch is made.
  std::vector<std::filesystem::path> finish();
  // Corrections that fitted the documents of these batches; after finish().
  std::size_t corrected() const;

 private:
  struct Job {
    std::uint32_t number = 0;
    std::size_t bytes = 0;
    std::vector<Document> documents{};
  };
  void work();
  // `heavy` is held from the first text on that is little but places.
  void make(Job& job, std::unique_lock<std::mutex>& heavy);
  bool is_heavy(const Document& document) const;
  void rethrow() const;

  struct Made {
    std::filesystem::path path{};
    std::size_t corrected = 0;
  };
  const std::filesystem::path scratch_;
  const CompiledGazetteer& gazetteer_;
  const Corrections& corrections_;
  const SourceTable& sources_;
  const NameMatcher matcher_;

  std::mutex heavy_;  // of lists of places one at a time is worked on
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::size_t bytes_under_way_ = 0;  // queued or being worked on
  unsigned busy_ = 0;
  bool stop_ = false;
  std::exception_ptr error_;
  std::map<std::uint32_t, Made> done_;
  std::vector<std::jthread> threads_;
};

// Documents of an index, in this order, as batches of the usual size.
void submit_documents(const Index& index, const std::vector<DocumentNumber>& numbers,
                      BatchWorkers& workers, const Console& console);

}  // namespace byname
