// A document with everything that the index keeps of it.
#pragma once

#include <vector>

#include "schemas/document.h"
#include "schemas/mention.h"
#include "text/token.h"

namespace byname {

struct AnalyzedDocument {
  Document document{};
  TokenStream stream{};
  std::vector<Mention> mentions{};  // sorted by (begin, end, place)
};

}  // namespace byname
