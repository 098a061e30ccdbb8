// The Xapian shards of a segment: postings in, postings out, and what makes one
// shard of many.
//
// A shard holds a contiguous range of documents; its document ids count from 1.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace byname {

// The name of shard `i` below its segment.
std::string shard_name(std::size_t i);

class Shards {
 public:
  explicit Shards(std::span<const std::filesystem::path> shards);
  ~Shards();

  std::uint32_t documents(std::size_t shard) const;
  // Calls visit(document id, wdf) by ascending id.
  void postings(std::size_t shard, std::string_view term,
                const std::function<void(std::uint32_t, std::uint32_t)>& visit) const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Merges databases into a compact one, documents in the order given. `scratch` (made
// and removed) is used when there are more than can be open at once.
void compact_shards(std::span<const std::filesystem::path> inputs,
                    const std::filesystem::path& output, const std::filesystem::path& scratch);

}  // namespace byname
