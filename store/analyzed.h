// A document with everything that the index keeps of it.
#pragma once

#include <string>
#include <vector>

#include "schemas/document.h"
#include "schemas/mention.h"
#include "text/token.h"

namespace byname {

struct AnalyzedDocument {
  Document document{};
  std::string source_words{};  // by which `source:` finds it, beside the name of the source
  TokenStream stream{};
  std::vector<Mention> mentions{};  // sorted by (begin, end, place)
};

}  // namespace byname
