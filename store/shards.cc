#include "store/shards.h"

#include <sys/resource.h>

#include <algorithm>
#include <mutex>

#include "store/xapian_call.h"

namespace byname {
namespace {

// A database being merged has some six files open.
constexpr std::size_t kFilesOfDatabase = 8;
constexpr std::size_t kFilesOfOthers = 200;

// How many databases can be merged at once; asks for as many files as are allowed.
std::size_t databases_at_once() {
  static std::once_flag once;
  static std::size_t result = 0;
  std::call_once(once, [] {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    // Two shards are merged at a time; 16,000 files are more than any merge needs.
    const std::size_t files = std::min<std::size_t>(limit.rlim_cur, 16'000);
    result = std::max<std::size_t>(
        8, (files > kFilesOfOthers ? files - kFilesOfOthers : 0) / kFilesOfDatabase / 2);
  });
  return result;
}

void compact_at_once(std::span<const std::filesystem::path> inputs,
                     const std::filesystem::path& output) {
  xapian_call(output, [&] {
    Xapian::Database all;
    for (const auto& input : inputs) all.add_database(Xapian::Database(input.string()));
    all.compact(output.string(), Xapian::Compactor::FULL);
  });
}

}  // namespace

std::string shard_name(std::size_t i) { return "xapian-" + std::to_string(i); }

struct Shards::Rep {
  struct Shard {
    std::filesystem::path path;
    Xapian::Database database;
  };
  std::vector<Shard> shards{};
};

Shards::Shards(std::span<const std::filesystem::path> shards) : rep_(new Rep) {
  for (const auto& path : shards)
    rep_->shards.push_back({path, xapian_call(path, [&] {
                              return Xapian::Database(path.string(), Xapian::DB_BACKEND_GLASS);
                            })});
}

Shards::~Shards() = default;

std::uint32_t Shards::documents(std::size_t shard) const {
  const Rep::Shard& s = rep_->shards.at(shard);
  return xapian_call(s.path, [&] { return s.database.get_doccount(); });
}

void Shards::postings(std::size_t shard, std::string_view term,
                      const std::function<void(std::uint32_t, std::uint32_t)>& visit) const {
  if (term.empty()) return;  // to Xapian that would be every document
  const Rep::Shard& s = rep_->shards.at(shard);
  xapian_call(s.path, [&] {
    const std::string name(term);
    const auto end = s.database.postlist_end(name);
    for (auto it = s.database.postlist_begin(name); it != end; ++it) visit(*it, it.get_wdf());
  });
}

void compact_shards(std::span<const std::filesystem::path> inputs,
                    const std::filesystem::path& output, const std::filesystem::path& scratch) {
  const std::size_t at_once = databases_at_once();
  if (inputs.size() <= at_once) return compact_at_once(inputs, output);
  std::filesystem::create_directory(scratch);
  std::vector<std::filesystem::path> merged;
  for (std::size_t i = 0; i < inputs.size(); i += at_once) {
    merged.push_back(scratch / std::to_string(merged.size()));
    compact_at_once(inputs.subspan(i, std::min(at_once, inputs.size() - i)), merged.back());
  }
  compact_shards(merged, output, scratch / "next");
  std::filesystem::remove_all(scratch);
}

}  // namespace byname
