// How many rows a second does a list of all mentions give?
//
//   bench_searcher_mentions INDEX
//
// list_mentions() over every place and every kind, with surface, context and the place in
// the source file; CPU time of one thread, the shortest of three runs. Check: the bytes of
// every row are those of the stored text, read apart; as many rows come as the counts of
// all places say.
#include <fmt/core.h>

#include "bench/timing.h"
#include "searcher/mentions.h"

namespace byname::bench {
namespace {

int run(const char* directory) {
  const Index index = Index::open(directory);
  std::uint64_t counted = 0;
  for (PlaceNumber place = 0; place < index.gazetteer().place_count(); ++place) {
    const PlaceCount count = index.count(place);
    counted += count.mentions + count.asides + count.rejected;
  }
  MentionsQuery all;
  all.all = true;
  all.kinds = {};
  std::uint64_t rows = 0;
  std::uint64_t other_bytes = 0;
  list_mentions(index, all, [&](const MentionRecord& m) {
    ++rows;
    other_bytes += m.surface != index.text(m.number, m.mention.begin, m.mention.end);
    return true;
  });
  std::uint64_t bytes = 0;
  const double seconds = least_seconds(3, [&] {
    list_mentions(index, all, [&](const MentionRecord& m) {
      bytes += m.before.size() + m.surface.size() + m.after.size();
      return true;
    });
  });
  fmt::print("check: {} rows, {} by the counts of the places, {} with other bytes than the text\n",
             rows, counted, other_bytes);
  fmt::print("mentions: {:.0f} rows a second, {:.1f} us a row\n",
             static_cast<double>(rows) / seconds, seconds * 1e6 / static_cast<double>(rows));
  return rows == counted && other_bytes == 0 ? 0 : 1;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "bench_searcher_mentions INDEX\n"), 2;
  return byname::bench::run(argv[1]);
}
