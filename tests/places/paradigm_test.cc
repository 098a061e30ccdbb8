#include "places/paradigm.h"

#include <gtest/gtest.h>

namespace byname {
TEST(Paradigm, Parses) { EXPECT_GE(grammar_languages().size(), 12u); }
}  // namespace byname
