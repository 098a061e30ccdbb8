// A run as trec_eval reads it: qid Q0 document rank score tag.
#pragma once

#include <string>

#include "schemas/answer.h"

namespace byname {

// White space in qid and document id is percent-encoded.
std::string trec_line(const std::string& qid, const Hit& hit);

}  // namespace byname
