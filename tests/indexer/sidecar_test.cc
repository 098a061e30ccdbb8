#include "indexer/sidecar.h"

#include <gtest/gtest.h>

namespace byname {
namespace {

// What is left of a document with title T, source S, author A, lang en and a date.
std::string applied(std::string_view json) {
  Document document{.title = "T", .source = "S", .author = "A", .url = "u", .lang = "en"};
  document.date = {.iso = "2020", .kind = DateKind::stated, .unit = DateUnit::year};
  parse_sidecar(json).apply(document);
  return document.title + '|' + document.source + '|' + document.author + '|' + document.url + '|' +
         document.lang + '|' + document.date.iso + '|' + document.retrieved;
}

TEST(Sidecar, OverridesWhatTheReaderFound) {
  const struct {
    std::string_view json, expected;
  } cases[] = {
      {R"({})", "T|S|A|u|en|2020|"},
      {R"({"title": "Наш край"})", "Наш край|S|A|u|en|2020|"},
      {R"({"source": "", "author": null})", "T|||u|en|2020|"},
      {R"({"authors": ["Ann", "Bo"], "url": "https://a.az"})", "T|S|Ann, Bo|https://a.az|en|2020|"},
      {R"({"date": "1921-05-03T10:00"})", "T|S|A|u|en|1921-05-03T10:00|"},
      {R"({"date": "12 հունիսի 2021 թ."})", "T|S|A|u|en|2021-06-12|"},
      {R"({"date": 1921})", "T|S|A|u|en|1921|"},
      {R"({"date": ""})", "T|S|A|u|en||"},
      {R"({"date": "soon"})", "T|S|A|u|en|2020|"},
      {R"({"language": "hy", "retrieved": "2024-01-01"})", "T|S|A|u|hy|2020|2024-01-01"},
      {R"({"lang": "no such language"})", "T|S|A|u|en|2020|"},
      {R"({"title": "two\nlines ", "text": "x", "source": {"a": 1}})", "two lines|S|A|u|en|2020|"},
      {"\xEF\xBB\xBF{\"title\": \"a\"}", "a|S|A|u|en|2020|"},
      {R"({"title": "a")", "T|S|A|u|en|2020|"},
      {R"(["title"])", "T|S|A|u|en|2020|"},
      {"", "T|S|A|u|en|2020|"},
  };
  for (const auto& c : cases) EXPECT_EQ(applied(c.json), c.expected) << c.json;
}

TEST(Sidecar, SaysWhatItDidNotUnderstand) {
  const struct {
    std::string json;
    std::string_view expected;
  } cases[] = {
      {R"({"title": "a"})", "describes a.txt"},
      {R"({"colour": 1, "date": "soon"})", "describes a.txt; not understood: colour, date"},
      {R"({"title")", "describes a.txt, but cannot: is no JSON"},
      {"7", "describes a.txt, but cannot: is no JSON object"},
      {std::string(100000, '['), "describes a.txt, but cannot: holds lists in lists"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(sidecar_reason("a.txt", parse_sidecar(c.json)), c.expected) << c.json.substr(0, 40);
}

TEST(Sidecar, IsThereOnlyBesideItsFile) { EXPECT_FALSE(read_sidecar("/nowhere/a.txt").exists); }

}  // namespace
}  // namespace byname
