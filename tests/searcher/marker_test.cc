#include "searcher/marker.h"

#include <gmock/gmock.h>

namespace byname {
namespace {

// A clause for a word with these forms (the first as typed) and places.
Clause unit(std::vector<Variant> forms, std::vector<PlaceNumber> places = {}) {
  Clause clause{.kind = Clause::Kind::unit};
  Unit unit;
  if (!forms.empty())
    unit.words.push_back({.word = {.term = forms[0].term}, .variants = std::move(forms)});
  for (const PlaceNumber place : places) unit.places.push_back({place});
  clause.units.push_back(std::move(unit));
  return clause;
}

Clause phrase(const std::vector<std::string>& words) {
  Clause clause{.kind = Clause::Kind::phrase};
  for (const std::string& word : words)
    clause.units.push_back({.words = {{.word = {.term = word}, .variants = {{.term = word}}}}});
  return clause;
}

Clause group(std::vector<Clause> clauses) {
  return {.kind = Clause::Kind::group, .clauses = std::move(clauses)};
}

// The text with [ ] around what is marked.
std::string marked(const Clause& root, std::string_view text, std::vector<Mention> mentions = {},
                   Where where = Where::text, std::vector<PartSpan> parts = {}) {
  if (parts.empty()) parts = {{Part::body, 0, static_cast<std::uint32_t>(text.size())}};
  std::vector<MarkedSpan> spans;
  Marker(root).mark({text, 0, parts, mentions, where}, spans);
  std::string result(text);
  for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
    result.insert(span->end, "]");
    result.insert(span->begin, "[");
  }
  return result;
}

Mention mention(std::string_view text, std::string_view surface, PlaceNumber place,
                MentionKind kind = MentionKind::name, Part part = Part::body) {
  const auto begin = static_cast<std::uint32_t>(text.find(surface));
  return {.begin = begin,
          .end = begin + static_cast<std::uint32_t>(surface.size()),
          .tokens = 1,
          .place = place,
          .kind = kind,
          .part = part};
}

TEST(Marker, MarksEveryFormAndNothingElse) {
  const Clause words = unit({{.term = "путин"},
                             {.term = "putin", .kind = ExpansionKind::sound},
                             {.term = "путина", .kind = ExpansionKind::stem}});
  const Clause bee =
      unit({{.term = "abeilles"},
            {.term = "d'abeilles", .kind = ExpansionKind::apostrophe, .base = "abeilles"},
            {.term = "abeilles'", .kind = ExpansionKind::apostrophe, .base = "abeilles"}});
  const Clause aliyev =
      unit({{.term = "aliyev"},
            {.term = "aliyev's", .kind = ExpansionKind::apostrophe, .base = "aliyev"}});
  const struct {
    const Clause& clause;
    std::string_view text;
    std::string_view expected;
  } cases[] = {
      {words, "Путин, ПУТИНА и Putin; Распутин", "[Путин], [ПУТИНА] и [Putin]; Распутин"},
      {bee, "fermes d’abeilles à miel", "fermes d’[abeilles] à miel"},
      {aliyev, "Aliyev’s and Aliyev's ALIYEV", "[Aliyev]’s and [Aliyev]'s [ALIYEV]"},
      {aliyev, "Aliyeva", "Aliyeva"},
  };
  for (const auto& c : cases) EXPECT_EQ(marked(c.clause, c.text), c.expected);
}

TEST(Marker, MarksMentionsOfThePlacesAskedFor) {
  const std::string_view text = "Khankendi, Stepanakert, Shusha, Karabakhi";
  const Clause clause = unit({{.term = "khankendi"}}, {5});
  EXPECT_EQ(
      marked(clause, text,
             {mention(text, "Khankendi", 5), mention(text, "Stepanakert", 5),
              mention(text, "Shusha", 6), mention(text, "Karabakhi", 5, MentionKind::adjective)}),
      "[Khankendi], [Stepanakert], Shusha, Karabakhi");
  EXPECT_EQ(marked(clause, text, {mention(text, "Stepanakert", 5, MentionKind::rejected)}),
            "[Khankendi], Stepanakert, Shusha, Karabakhi");
}

TEST(Marker, MarksPhrasesAsAWholeAndOnlyWhereTheyStand) {
  const Clause clause = phrase({"safety", "belt"});
  EXPECT_EQ(marked(clause, "A safety belt. The belt for safety; safety\nbelt"),
            "A [safety belt]. The belt for safety; [safety\nbelt]");
  EXPECT_EQ(marked(clause, "safety\n\nbelt"), "safety\n\nbelt");
  EXPECT_EQ(
      marked(clause, "safety belt", {}, Where::text, {{Part::title, 0, 6}, {Part::body, 7, 11}}),
      "safety belt");
}

TEST(Marker, LeavesExcludedWordsAndOtherPartsAlone) {
  Clause excluded = unit({{.term = "b"}});
  excluded.occur = Occur::excluded;
  const Clause root = group({unit({{.term = "a"}}), excluded});
  const std::vector<PartSpan> parts{{Part::body, 0, 3}, {Part::chrome, 4, 7}};
  EXPECT_EQ(marked(root, "a b a b", {}, Where::text, parts), "[a] b a b");
  EXPECT_EQ(marked(root, "a b a b", {}, Where::any, parts), "[a] b [a] b");
  EXPECT_EQ(marked(root, "a b a b", {}, Where::chrome, parts), "a b [a] b");
}

TEST(Marker, MarksAHyphenatedWordAskedForAsOne) {
  EXPECT_EQ(marked(unit({{.term = "ceasefire"}}), "A cease-fire, a ceasefire, cease fire"),
            "A [cease-fire], a [ceasefire], cease fire");
}

TEST(Marker, GivesTheWordWithoutItsClitic) {
  const struct {
    std::string_view surface, term, typed;
    ByteRange expected;
  } cases[] = {
      {"Aliyev’s", "aliyev's", "aliyev", {0, 6}},
      {"d'Artsakh", "d'artsakh", "artsakh", {2, 9}},
      {"l’Azerbaïdjan", "l'azerbaidjan", "azerbaidjan", {4, 16}},
      {"o’neill’s", "o'neill's", "o'neill", {0, 9}},
      {"Baku", "baku", "baku", {0, 4}},
      {"x", "aliyev's", "aliyev", {0, 1}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(without_clitic(c.surface, c.term, c.typed), c.expected) << c.surface;
}

}  // namespace
}  // namespace byname
