#include "searcher/token_match.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>

namespace byname {
namespace {

using ::testing::ElementsAre;

Unit word(const std::string& term, std::vector<PlaceNumber> places = {}) {
  Unit unit;
  std::istringstream parts(term);
  for (std::string part; parts >> part;)
    unit.words.push_back({.word = {.term = part}, .variants = {{.term = part}}});
  for (const PlaceNumber place : places) unit.places.push_back({place});
  return unit;
}

// "a b | c": words, with | where no phrase goes on. A mention is (token, count, place).
TokenView view_of(const PhraseMatcher& matcher, const std::string& text,
                  std::vector<PlacedMention> mentions = {}) {
  std::map<std::string, std::uint64_t> bits;
  matcher.forms(
      [&](std::size_t bit, const Variant& v) { bits[v.term] |= std::uint64_t{1} << bit; });
  TokenView view{.mentions = std::move(mentions)};
  std::istringstream parts(text);
  bool broken = false;
  for (std::string part; parts >> part;) {
    if (part == "|") {
      broken = true;
      continue;
    }
    view.bits.push_back(bits.contains(part) ? bits[part] : 0);
    view.breaks.push_back(broken);
    broken = false;
  }
  return view;
}

std::vector<TokenSpan> find(const std::vector<Unit>& units, const std::string& text,
                            std::vector<PlacedMention> mentions = {}) {
  const PhraseMatcher matcher(units, 0);
  std::vector<TokenSpan> spans;
  matcher.find(view_of(matcher, text, std::move(mentions)), spans);
  return spans;
}

TEST(PhraseMatcher, WantsWordsInOrderAndSideBySide) {
  const std::vector<Unit> phrase{word("artsakh"), word("is"), word("armenia")};
  EXPECT_THAT(find(phrase, "artsakh is armenia"), ElementsAre(TokenSpan{0, 3}));
  EXPECT_THAT(find(phrase, "armenia is artsakh"), ElementsAre());
  EXPECT_THAT(find(phrase, "artsakh is not armenia"), ElementsAre());
  EXPECT_THAT(find(phrase, "artsakh is | armenia"), ElementsAre());
  EXPECT_THAT(find(phrase, "x artsakh is armenia artsakh is armenia y"),
              ElementsAre(TokenSpan{1, 4}, TokenSpan{4, 7}));
  EXPECT_THAT(find(phrase, ""), ElementsAre());
}

TEST(PhraseMatcher, TakesAPlaceAsOneUnit) {
  const std::vector<Unit> phrase{word("nagorno karabakh", {7}), word("conflict")};
  // Written out, though no mention was found there.
  EXPECT_THAT(find(phrase, "the nagorno karabakh conflict"), ElementsAre(TokenSpan{1, 4}));
  // Under another name, of one token and of three.
  EXPECT_THAT(find(phrase, "the artsakh conflict", {{1, 2, 7}}), ElementsAre(TokenSpan{1, 3}));
  EXPECT_THAT(find(phrase, "republic of artsakh conflict", {{0, 3, 7}}),
              ElementsAre(TokenSpan{0, 4}));
  EXPECT_THAT(find(phrase, "the artsakh conflict", {{1, 2, 8}}), ElementsAre());
  // "First Karabakh War" is not First Nagorno-Karabakh War.
  EXPECT_THAT(find({word("first"), word("karabakh", {1}), word("war")},
                   "first nagorno karabakh war", {{1, 3, 7}}),
              ElementsAre());
}

TEST(PhraseMatcher, CountsOverlappingRepeats) {
  EXPECT_THAT(find({word("a"), word("a")}, "a a a"), ElementsAre(TokenSpan{0, 2}, TokenSpan{1, 3}));
}

TEST(Near, KeepsWhatLiesCloseInAnyOrder) {
  const std::vector<TokenSpan> a{{0, 1}, {100, 101}};
  const std::vector<TokenSpan> b{{4, 5}, {90, 92}};
  EXPECT_THAT(near({a, b}, 3),
              ElementsAre(ElementsAre(TokenSpan{0, 1}), ElementsAre(TokenSpan{4, 5})));
  EXPECT_THAT(near({a, b}, 2), ElementsAre(ElementsAre(), ElementsAre()));
  EXPECT_THAT(near({a, b}, 8), ElementsAre(ElementsAre(TokenSpan{0, 1}, TokenSpan{100, 101}),
                                           ElementsAre(TokenSpan{4, 5}, TokenSpan{90, 92})));
  EXPECT_THAT(near({a, {}}, 8), ElementsAre(ElementsAre(), ElementsAre()));
}

// Against the definitions, word for word.
TEST(Near, AgreesWithItsDefinition) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::vector<TokenSpan>> operands(2 + random() % 2);
    std::uint32_t allowed = 0;
    const std::uint32_t distance = 1 + random() % 4;
    bool none = false;
    for (auto& operand : operands) {
      std::uint32_t at = 0;
      std::uint32_t longest = 0;
      for (unsigned i = random() % 4; i > 0; --i) {
        at += 1 + random() % 6;
        const std::uint32_t length = 1 + random() % 2;
        operand.push_back({at, at + length});
        longest = std::max(longest, length);
      }
      none |= operand.empty();
      allowed += longest;
    }
    allowed += distance * static_cast<std::uint32_t>(operands.size() - 1);
    const auto close = [&](const TokenSpan& a, const TokenSpan& b) {
      return a.first <= b.last + distance && b.first <= a.last + distance;
    };
    const auto fits = [&](const TokenSpan& s, std::uint32_t begin) {
      return s.first >= begin && s.last <= begin + allowed;
    };
    std::vector<std::vector<TokenSpan>> expected(operands.size());
    for (std::size_t i = 0; i < operands.size(); ++i)
      for (const TokenSpan& span : operands[i]) {
        bool keep = false;
        if (operands.size() == 2)
          for (const TokenSpan& other : operands[1 - i]) keep |= close(span, other);
        else
          for (std::uint32_t begin = 0; begin < 60 && !none; ++begin) {
            bool all = fits(span, begin);
            for (const auto& operand : operands)
              all &= std::any_of(operand.begin(), operand.end(),
                                 [&](const TokenSpan& s) { return fits(s, begin); });
            keep |= all;
          }
        if (keep) expected[i].push_back(span);
      }
    EXPECT_EQ(near(operands, distance), expected) << "round " << round;
  }
}

}  // namespace
}  // namespace byname
