// The slow, obvious matcher: what NameMatcher::find() must give, by trying every
// name at every window of words. The rules are those of places/matcher.h,
// candidate.h, context.h and hashtag.h; of the real one's code nothing is used, of
// its data only the files: gazetteer, grammars, word lists.
//
//   const SlowGazetteer gazetteer(read_shipped_gazetteer());
//   slow_mentions(gazetteer, text, parts, "az");
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "schemas/document.h"
#include "schemas/mention.h"
#include "tests/reference/slow_gazetteer.h"

namespace byname::test {

enum class Slips { ignored, heard };

std::vector<Mention> slow_mentions(const SlowGazetteer& gazetteer, std::string_view text,
                                   std::span<const PartSpan> parts, std::string_view lang,
                                   Slips slips = Slips::ignored);

}  // namespace byname::test
