// What a gazetteer's keeper may want to look at, though nothing of it is a fault:
// places that may be one, names of several, names that are words, gaps.
//
//   for (const GazetteerRemark& remark : remarks_on(gazetteer)) ...
//   remarks_on(gazetteer, &counter.counts())   // and by texts (name_counter.h)
//
// Not here: what cannot be read (GazetteerMessage in places/gazetteer.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "places/name_counter.h"
#include "schemas/place.h"

namespace byname {

struct GazetteerRemark {
  enum class Kind {
    duplicate,       // two places of one type and name within five kilometres, of no one family
    twice,           // a place has the name twice in one language and letter case
    collision,       // a name in use of several places, no family, whose `ambiguous` is empty
    common_word,     // an ordinary word of the name's language; `ambiguous` is empty
    corpus_word,     // a name that texts write small five times or more, and every fourth
                     // time at least; `ambiguous` is empty; count: so often
    no_coordinates,  // of a place
    unattested,      // a name that nobody met elsewhere: `attested` is empty, and it stands
                     // nowhere in the texts
  };
  Kind kind = Kind::duplicate;
  std::string name{};
  std::string lang{};
  std::vector<PlaceNumber> places{};  // of a collision at most kMostShown
  std::size_t count = 0;              // of all these places, or as said above

  bool operator==(const GazetteerRemark&) const = default;
};

inline constexpr std::size_t kMostShown = 8;

std::string_view name_of(GazetteerRemark::Kind kind);

// By kind, then in the order of the gazetteer. Linear but for sorting.
std::vector<GazetteerRemark> remarks_on(const Gazetteer& gazetteer,
                                        const NameCounts* counts = nullptr);

}  // namespace byname
