// Where does a text hold one of many spellings? The plain way of grep: letter by
// letter, whatever the words are, in any letter case. Made for `indexer verify`, which
// must not lean on what it verifies: nothing here knows tokens, forms or rules.
//
//   SpellingSearch search({"Şuşa", "Xankəndi"});
//   search.find("... ŞUŞA ...", [](const Occurrence& o) { ... });
//
// Letter case is compared by Unicode's simple case folding (as ripgrep's -i does), with
// İ = i and I = ı besides, for Turkic texts. Text that is not UTF-8 matches nothing
// where it is broken. Time: some 20 to 60 ns a letter, whatever the number of spellings;
// memory: some MB, whatever the size of the text.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace byname {

struct Occurrence {
  std::uint32_t begin = 0;  // bytes of the text
  std::uint32_t end = 0;
  std::size_t spelling = 0;  // index into the spellings
  bool whole_word = false;   // no letter, digit, mark, joiner, soft hyphen or _ touches it
};

class SpellingSearch {
 public:
  // Spellings that are equal but for letter case are found under the first of them.
  explicit SpellingSearch(std::span<const std::string> spellings);

  // All occurrences, also those inside one another, by begin.
  void find(std::string_view text, const std::function<void(const Occurrence&)>& visit) const;
  // The spelling under which `spelling` is found.
  std::size_t found_as(std::size_t spelling) const { return found_as_[spelling]; }

 private:
  struct Folded {
    std::u32string letters;
    std::size_t spelling = 0;
  };
  using Range = std::pair<std::uint32_t, std::uint32_t>;  // of sorted_
  void find_within(std::string_view text, std::size_t begin_byte, std::size_t end_byte,
                   const std::function<void(const Occurrence&)>& visit) const;

  std::vector<Folded> sorted_;
  std::unordered_map<std::uint64_t, Range> by_beginning_;  // first two letters; 0 where only one
  std::vector<std::size_t> found_as_;
  std::size_t longest_ = 0;  // letters
};

}  // namespace byname
