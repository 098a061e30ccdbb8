// What a gazetteer's keeper may want to look at, though nothing of it is a fault:
// places that may be one, names of several, names that are words, gaps.
//
//   for (const GazetteerRemark& remark : remarks_on(gazetteer)) ...
//
// Not here: what cannot be read (GazetteerMessage in places/gazetteer.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/place.h"

namespace byname {

struct GazetteerRemark {
  enum class Kind {
    duplicate,       // two places of one type and name within five kilometres, of no one family
    twice,           // a place has the name twice in one language and letter case
    collision,       // a name in use of several places, no family, whose `ambiguous` is empty
    common_word,     // an ordinary word of the name's language; `ambiguous` is empty
    no_coordinates,  // of a place
    unattested,      // a name that nobody met elsewhere: `attested` is empty
  };
  Kind kind = Kind::duplicate;
  std::string name{};
  std::string lang{};
  std::vector<PlaceNumber> places{};  // of a collision at most kMostShown
  std::size_t count = 0;              // of all these places

  bool operator==(const GazetteerRemark&) const = default;
};

inline constexpr std::size_t kMostShown = 8;

std::string_view name_of(GazetteerRemark::Kind kind);

// By kind, then in the order of the gazetteer. Linear but for sorting.
std::vector<GazetteerRemark> remarks_on(const Gazetteer& gazetteer);

}  // namespace byname
