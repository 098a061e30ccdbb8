// Any bytes as a name that somebody typed, alone and inside a longer query.
#include <vector>

#include "places/resolver.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/world.h"
#include "text/scanner.h"

namespace byname::fuzz {
namespace {

void check_resolved(const std::vector<Resolved>& found) {
  std::vector<bool> seen(world().place_count());
  for (const Resolved& r : found) {
    check(r.place < world().place_count() && !seen[r.place], "one entry a place");
    seen[r.place] = true;
    check(r.name == kNoNumber || world().place_of(r.name) == r.place, "a name of its place");
    check(r.confidence <= 1000, "a confidence is at most 1");
  }
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  fuzz::check_resolved(resolve(fuzz::world(), query));
  TokenStream stream;
  scan(query, stream);
  for (const bool guess : {false, true}) {
    std::size_t end = 0;
    for (const SpottedName& spotted : spot_names(fuzz::world(), stream, guess)) {
      fuzz::check(spotted.first_token >= end && spotted.tokens > 0, "names do not overlap");
      end = spotted.first_token + spotted.tokens;
      fuzz::check(end <= stream.tokens.size(), "and lie inside the query");
      fuzz::check(!spotted.places.empty(), "a name has a place");
      fuzz::check_resolved(spotted.places);
    }
  }
  return 0;
}
