// Which documents of an index may read otherwise once it knows these names, too? Found from the
// vocabulary and the token streams, without the texts: in seconds where all texts take minutes.
//
//   const auto documents = documents_concerned(segment, NewNames(names, scratch));
//
// Rather too many than too few: all that hold a word
//   * that is a form of a name, or begins one of several words, also beside an apostrophe;
//   * that has in it what all forms of a name written together begin with (tags, host names,
//     compounds), or, if that is too little, one of the forms; or is so long that the index cut it;
//   * that sounds like a name (places/unlisted.h), or, where slips are heard, is one with a slip;
// or two words in a row that together are such a word (a hyphen divides it).
//
// Not here: relations between places that a name brings (tag_again.cc).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "places/matcher.h"
#include "places/misspelling.h"
#include "schemas/place.h"

namespace byname {

class NewNames {
 public:
  // `scratch`: a folder for a file.
  NewNames(const std::vector<Name>& names, const std::filesystem::path& scratch,
           MatcherOptions options = {});

  // Whether a folded word may be one of the names, begin it, hold it or sound like it.
  bool concern(std::string_view term) const;
  // Whether a word may be the first half of such a word.
  bool may_begin(std::string_view term) const;

 private:
  bool spells(std::string_view word) const;

  std::unique_ptr<CompiledGazetteer> gazetteer_;
  std::optional<Misspellings> misspellings_{};
  std::vector<std::string> stems_{};  // one is in every form written together
};

// Documents of a segment, ascending, deleted ones included.
std::vector<std::uint32_t> documents_concerned(const std::filesystem::path& segment,
                                               const NewNames& names);

}  // namespace byname
