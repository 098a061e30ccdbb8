// Any bytes as a query: parsed, printed as it was understood, parsed again.
#include <string>

#include "searcher/dates.h"
#include "searcher/query.h"
#include "tests/fuzz/check.h"

namespace byname::fuzz {
namespace {

void check_ranges(const QueryNode& node, std::size_t size) {
  check(node.begin <= node.end && node.end <= size, "a node lies inside the query");
  for (const QueryWord& word : node.words) {
    check(word.begin <= word.end && word.end <= size, "a word lies inside the query");
    check(!word.term.empty(), "a word has a term");
  }
  for (const QueryNode& clause : node.clauses) check_ranges(clause, size);
}

void check_query(std::string_view text) {
  const ParsedQuery query = parse_query(text);
  check_ranges(query.root, text.size());
  for (const Warning& warning : query.warnings) {
    check(warning.begin <= warning.end && warning.end <= text.size(),
          "a warning lies inside the query");
    check(!warning.text.empty(), "and says something");
  }
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace byname;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fuzz::check_query(text);
  // What was understood is shown, and may be pasted back.
  fuzz::check_query(to_string(parse_query(text).root));
  normal_date(text);
  parse_date_range(text);
  return 0;
}
