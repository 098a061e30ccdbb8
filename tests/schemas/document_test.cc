#include "schemas/document.h"

#include <gtest/gtest.h>

namespace byname {
namespace {

Document with_runs(std::string text, std::vector<SourceRun> runs) {
  Document document;
  document.text = std::move(text);
  document.source_map = std::move(runs);
  return document;
}

TEST(Document, MapsTextToSourceBytes) {
  // "A&amp;B\nC" after a tag of 3 bytes; "&amp;" stands as one character.
  const Document document =
      with_runs("A&B\nC", {{0, 1, 3, 1, 1}, {1, 1, 4, 5, 1}, {2, 3, 9, 3, 1}});
  const struct {
    std::uint32_t begin, end;
    SourceRange expected;
  } cases[] = {
      {0, 1, {3, 4, 1}}, {0, 2, {3, 9, 1}}, {1, 2, {4, 9, 1}},
      {1, 3, {4, 10, 1}}, {2, 5, {9, 12, 1}}, {4, 5, {11, 12, 2}},
  };
  for (const auto& c : cases) EXPECT_EQ(source_of(document, c.begin, c.end), c.expected);
}

TEST(Document, TextThatAReaderAddedHasNoSource) {
  const Document document = with_runs("ab cd", {{0, 2, 0, 2, 1}, {3, 2, 10, 2, 4}});
  EXPECT_EQ(source_of(document, 2, 3), std::nullopt);
  EXPECT_EQ(source_of(document, 0, 3), std::nullopt);
  EXPECT_EQ(source_of(document, 0, 5), (SourceRange{0, 12, 1}));
  EXPECT_EQ(source_of(document, 3, 3), std::nullopt);
  EXPECT_EQ(source_of(document, 5, 9), std::nullopt);
  EXPECT_EQ(source_of(Document{}, 0, 1), std::nullopt);
}

TEST(Document, TellsThePartOfAnOffset) {
  const std::vector<PartSpan> parts{{Part::title, 0, 5}, {Part::chrome, 6, 9}};
  EXPECT_EQ(part_at(parts, 0), Part::title);
  EXPECT_EQ(part_at(parts, 4), Part::title);
  EXPECT_EQ(part_at(parts, 5), Part::body);
  EXPECT_EQ(part_at(parts, 8), Part::chrome);
  EXPECT_EQ(part_at(parts, 9), Part::body);
  EXPECT_EQ(part_at({}, 3), Part::body);
}

TEST(Document, NamesPrecision) {
  EXPECT_EQ(precision_of({}), "");
  EXPECT_EQ(precision_of({"2023-02", DateKind::stated, DateUnit::month, ""}), "stated month");
  EXPECT_EQ(precision_of({"", DateKind::relative, DateUnit::year, "2 years ago"}), "relative year");
}

}  // namespace
}  // namespace byname
