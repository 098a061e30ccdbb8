// Any bytes as a query to an index: search never throws, whatever the options. The first byte
// chooses these.
#include "searcher/mentions.h"
#include "searcher/names.h"
#include "searcher/show.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/index_world.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  static const Index index = fuzz::index_world().open();
  fuzz::Input input(data, size);
  const std::uint8_t choice = input.byte();
  const std::string_view query = input.rest();
  const SearchOptions options{.limit = choice & 3U,
                              .offset = choice >> 2 & 1U,
                              .match = static_cast<MatchMode>((choice >> 3 & 3) % 3),
                              .sort = static_cast<SortOrder>(choice >> 5 & 3),
                              .as_typed = (choice & 128) != 0,
                              .snippet_bytes = choice % 100U,
                              .with_text = (choice & 2) != 0,
                              .facets = {"source", "lang", "place", "year"}};
  const SearchAnswer answer = search(index, query, options);
  fuzz::check_answer(answer, query);
  fuzz::check(options.limit == 0 || answer.hits.size() <= options.limit, "a page is a page");
  fuzz::check(answer.match.full + answer.match.partial + answer.match.furniture == answer.total,
              "totals are sums");
  if (choice % 16 == 0) {
    const std::string place(query);
    list_mentions(index, {.places = {place}}, [](const MentionRecord&) { return true; });
    names_of_place(index, query);
    show_document(index, query, {.marks = {place}});
  }
  return 0;
}
