// Which place does this name, as typed by a person, mean? For queries: no case
// needed, misspellings and unlisted romanisations allowed.
//
// Not for text: places/matcher.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "places/compiled.h"
#include "schemas/mention.h"
#include "text/token.h"

namespace byname {

struct Resolved {
  PlaceNumber place = kNoNumber;
  NameNumber name = kNoNumber;  // the listed name that answered
  MentionRule rule = MentionRule::listed;
  MentionKind kind = MentionKind::name;  // adjective/demonym: the query is one
  std::uint16_t confidence = 1000;       // thousandths
};

// Whether a word in small letters that is an ordinary one in the language of the name
// (кабала, գավառ) may be it: not where it stands for itself, but where a place is asked for.
enum class SmallLetters { tell, say_nothing };

// Best first, one entry a place. A place id ("xankendi") resolves too. Empty: no such place.
std::vector<Resolved> resolve(const CompiledGazetteer& gazetteer, std::string_view query,
                              SmallLetters small = SmallLetters::tell);

// Names inside a longer query: greedy longest match from the left.
struct SpottedName {
  std::size_t first_token = 0;
  std::size_t tokens = 0;
  std::vector<Resolved> places{};
};
// Only `listed`, `unmarked` and `inflected` names, and `romanised`/`misspelt`
// ones where the word is no name otherwise and `guess` is set.
std::vector<SpottedName> spot_names(const CompiledGazetteer& gazetteer, const TokenStream& query,
                                    bool guess);

}  // namespace byname
