#include "schemas/fields.h"

#include <gtest/gtest.h>

#include <set>

namespace byname {
namespace {

TEST(Fields, BuildTerms) {
  const struct {
    const Field& field;
    std::string_view value;
    std::string_view expected;
  } cases[] = {
      {kText, "shusha", "shusha"},          {kTitle, "shusha", "Sshusha"},
      {kLanguage, "az", "Laz"},             {kPlace, "12", "XPLACE:12"},
      {kSource, "caliber", "XSOURCE:caliber"},
  };
  for (const auto& c : cases) EXPECT_EQ(term(c.field, c.value), c.expected);
}

TEST(Fields, NoPrefixIsUsedTwice) {
  std::set<std::string_view> prefixes;
  for (const Field& field : kFields) EXPECT_TRUE(prefixes.insert(field.prefix).second) << field.prefix;
}

TEST(Fields, LongTermsAreCutAtACharacterAndStayApart) {
  std::string armenian;
  for (int i = 0; i < 300; ++i) armenian += "Ա";
  const std::string one = term(kTitle, armenian);
  const std::string two = term(kTitle, armenian + "Բ");
  EXPECT_LE(one.size(), kLongestTerm);
  EXPECT_NE(one, two);
  EXPECT_EQ(one.substr(1, 2), "Ա");
  EXPECT_EQ((one.size() - 1 - 16) % 2, 0u) << "cut inside a character";
  EXPECT_EQ(term(kText, std::string(kLongestTerm, 'x')), std::string(kLongestTerm, 'x'));
}

}  // namespace
}  // namespace byname
