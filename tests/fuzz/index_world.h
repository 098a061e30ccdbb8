// A small published index: documents, mentions, furniture, a delta that deletes a document.
#pragma once

#include "searcher/search.h"
#include "store/index.h"
#include "tests/support/test_index.h"

namespace byname::fuzz {

// Made at the first call, in memory; gone when the program ends.
const test::TestIndex& index_world();

// What must hold for the answer to any query, also from a damaged index.
void check_answer(const SearchAnswer& answer, std::string_view query);

// Asks one of kQuestions kinds of questions.
inline constexpr unsigned kQuestions = 8;
void ask(const Index& index, unsigned question);

}  // namespace byname::fuzz
