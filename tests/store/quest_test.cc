// Xapian's own tools read what we read, and find a place by any of its names.
#include <gmock/gmock.h>

#include <array>
#include <cstdio>

#include "store/synonyms.h"
#include "tests/support/a_document.h"
#include "tests/support/test_index.h"

namespace byname::test {
namespace {

// What a command prints; empty if it cannot be run.
std::string output_of(const std::string& command) {
  std::string result;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return result;
  std::array<char, 4096> buffer;
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    result.append(buffer.data(), n);
  ::pclose(pipe);
  return result;
}

std::string quest(const TestIndex& world, std::string_view query) {
  return output_of("quest -d '" + world.path().string() +
                   "' -f default,auto_synonyms,auto_multiword_synonyms '" + std::string(query) +
                   "'");
}

TEST(Quest, FindsAPlaceByAnyOfItsNames) {
  TestIndex world({
      a_document("ru").id("town").body("В городе.").mention("городе", {.place = kXankendi}),
      a_document("en").id("region").body("In the region.").mention("region", {.place = kKarabakh}),
  });
  world.update({a_document("az").id("late").body("Orada.").mention("Orada", {.place = kShusha})});
  const struct {
    std::string_view query;
    std::string_view id;
  } cases[] = {
      {"Xankəndi", "town"},
      {"xankəndi", "town"},
      {"Stepanakert", "town"},
      {"Ханкенди", "town"},
      {"Степанакерт", "town"},
      {"Ստեփանակերտ", "town"},
      {"სტეფანაკერტი", "town"},
      {"خانکندی", "town"},
      {"Στεπανακέρτ", "town"},
      {"xankendi", "town"},
      {"Нагорный Карабах", "region"},
      {"mountainous karabakh", "region"},
      {"Şuşa", "late"},
      {"Шуша", "late"},
  };
  for (const auto& c : cases) {
    const std::string answer = quest(world, c.query);
    EXPECT_THAT(answer, testing::HasSubstr(std::string(c.id) + '\n')) << c.query;
    for (const std::string other : {"town", "region", "late"}) {
      if (other == c.id) continue;
      EXPECT_THAT(answer, testing::Not(testing::HasSubstr(other + '\n'))) << c.query;
    }
  }
}

TEST(Quest, DelveReadsTheStub) {
  const TestIndex world({a_document("en").body("one"), a_document("en").id("2").body("two")});
  EXPECT_THAT(output_of("xapian-delve '" + world.path().string() + "'"),
              testing::HasSubstr("number of documents = 2"));
}

TEST(Synonyms, KeysAreWrittenAsTheQueryParserWritesThem) {
  const struct {
    std::string_view name;
    std::string_view key;
  } cases[] = {
      {"Xankəndi", "xankəndi"},
      {"Nagorno Karabakh", "nagorno karabakh"},
      {"  Nagorno-Karabakh, (the) ", "nagorno karabakh the"},
      {"Step’anakert", "step'anakert"},
      {"Shushi'", "shushi"},
      {"ՇՈՒՇԻ", "շուշի"},
      {"", ""},
      {"\xff\xfe", "ÿþ"},
  };
  for (const auto& c : cases) EXPECT_EQ(query_parser_key(c.name), c.key) << c.name;
}

}  // namespace
}  // namespace byname::test
