// The matcher against its slow twin, on texts glued at random. Prints its seed;
// BYNAME_SEED=N repeats it, BYNAME_TEXTS=N tries so many texts a gazetteer.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "glued_texts.h"
#include "matcher_world.h"
#include "places/gazetteer.h"
#include "places/matcher.h"
#include "tests/reference/slow_gazetteer.h"
#include "tests/reference/slow_matcher.h"
#include "tests/support/gazetteers.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* value = std::getenv(variable);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

// Two parts with a gap between them.
std::vector<PartSpan> parts_of(std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  return {{Part::title, 0, size / 4}, {Part::chrome, size / 2, size}};
}

class Twins {
 public:
  explicit Twins(const Gazetteer& gazetteer, Slips slips = Slips::ignored)
      : slow_(gazetteer),
        slips_(slips),
        compiled_(compiled(gazetteer)),
        matcher_(compiled_, {.misspelt = slips == Slips::heard}) {}

  const SlowGazetteer& slow() const { return slow_; }

  std::vector<Mention> fast_mentions(std::string_view text, std::string_view lang) const {
    TokenStream stream;
    scan(text, stream);
    std::vector<Mention> mentions;
    const auto parts = parts_of(text);
    matcher_.find({.text = text, .stream = stream, .parts = parts, .lang = lang}, mentions);
    return mentions;
  }

  std::vector<Mention> slow_mentions(std::string_view text, std::string_view lang) const {
    return test::slow_mentions(slow_, text, parts_of(text), lang, slips_);
  }

  bool agree(std::string_view text, std::string_view lang) const {
    return fast_mentions(text, lang) == slow_mentions(text, lang);
  }

  // The rows that only one of them has.
  std::string difference(std::string_view text, std::string_view lang) const {
    const auto fast = fast_mentions(text, lang);
    const auto slow = slow_mentions(text, lang);
    std::string result;
    const auto list = [&](const char* who, const auto& from, const auto& in) {
      for (const Mention& m : from)
        if (std::find(in.begin(), in.end(), m) == in.end())
          result += std::string("  only the ") + who + ": " + row(m, text) + '\n';
    };
    list("matcher", fast, slow);
    list("twin   ", slow, fast);
    return result.empty() ? "  the order\n" : result;
  }

 private:
  std::string row(const Mention& m, std::string_view text) const {
    const Gazetteer& gazetteer = slow_.gazetteer();
    const Name& name = gazetteer.names[m.name];
    return "\"" + std::string(text.substr(m.begin, m.end - m.begin)) + "\" " +
           std::to_string(m.begin) + "-" + std::to_string(m.end) + " tokens " +
           std::to_string(m.first_token) + "+" + std::to_string(m.tokens) + ' ' +
           gazetteer.places[m.place].id + " by " + name.text + " (" + name.lang + ' ' + name.kind +
           " \"" + name.ambiguous + "\") " + std::string(name_of(m.kind)) + ' ' +
           std::string(name_of(m.rule)) + ' ' + std::string(name_of(m.reason)) + ' ' +
           std::to_string(m.confidence) + " part " + std::to_string(static_cast<int>(m.part));
  }

  SlowGazetteer slow_;
  Slips slips_;
  CompiledGazetteer compiled_;
  NameMatcher matcher_;
};

// Drops pieces as long as the two disagree.
GluedText shrunk(const Twins& twins, GluedText text) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::size_t i = 0; i < text.pieces.size(); ++i) {
      GluedText without = text;
      without.pieces.erase(without.pieces.begin() + static_cast<std::ptrdiff_t>(i));
      if (twins.agree(without.text(), text.lang)) continue;
      text = without;
      smaller = true;
      break;
    }
  }
  return text;
}

std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    char hex[8];
    std::snprintf(hex, sizeof hex, "\\x%02X", byte);
    result += byte < 0x20 || byte == 0x7f ? std::string(hex) : std::string(1, c);
  }
  return '"' + result + '"';
}

// Some places of the shipped gazetteer with all they lie in.
Gazetteer some_places(const Gazetteer& all, std::size_t count, std::mt19937_64& random) {
  std::vector<PlaceNumber> number(all.places.size(), kNoNumber);
  std::vector<PlaceNumber> taken;
  const auto take = [&](PlaceNumber place) {
    for (; place != kNoNumber && number[place] == kNoNumber; place = all.places[place].parent) {
      number[place] = 0;
      taken.push_back(place);
    }
  };
  while (taken.size() < count) {
    const auto place = static_cast<PlaceNumber>(random() % all.places.size());
    take(place);
    for (const PlaceNumber relative : all.family[place]) take(relative);
  }
  std::sort(taken.begin(), taken.end());
  Gazetteer some;
  for (const PlaceNumber place : taken) {
    number[place] = static_cast<PlaceNumber>(some.places.size());
    some.places.push_back(all.places[place]);
  }
  for (Place& place : some.places)
    if (place.parent != kNoNumber) place.parent = number[place.parent];
  for (const PlaceNumber place : taken) {
    some.family.emplace_back();
    for (const PlaceNumber relative : all.family[place])
      if (number[relative] != kNoNumber) some.family.back().push_back(number[relative]);
  }
  for (const Name& name : all.names) {
    if (number[name.place] == kNoNumber) continue;
    some.names.push_back(name);
    some.names.back().place = number[name.place];
  }
  return some;
}

// The same names with other kinds, languages, remarks and types: what the rules
// ask of them, in all mixtures.
Gazetteer shuffled_facts(Gazetteer gazetteer, std::mt19937_64& random) {
  static constexpr const char* kTypes[] = {"city",     "town",    "village",  "district",
                                           "region",   "country", "corridor", "province",
                                           "river",    "ruins",   "airport",  "capital",
                                           "",         "sea",     "state",    "polity (historical)",
                                           "monastery"};
  static constexpr const char* kKinds[] = {"official",   "endonym", "exonym",  "historical",
                                           "colloquial", "variant", "variant", "abbreviation",
                                           "adjective",  "demonym", ""};
  static constexpr const char* kRemarks[] = {"given name",
                                             "common word",
                                             "also a village",
                                             "abbreviation",
                                             "people",
                                             "football club",
                                             "surname, also city in Iran",
                                             "'falcon', given name",
                                             "wine brand and verb",
                                             "who knows"};
  for (Place& place : gazetteer.places)
    if (random() % 3 == 0) place.type = kTypes[random() % std::size(kTypes)];
  for (std::size_t i = 0; i < gazetteer.names.size(); ++i) {
    Name& name = gazetteer.names[i];
    if (random() % 3 == 0) name.kind = kKinds[random() % std::size(kKinds)];
    if (random() % 3 == 0) name.ambiguous = kRemarks[random() % std::size(kRemarks)];
    if (random() % 12 == 0) name.lang.clear();
    if (random() % 12 == 0) name.script = random() % 2 == 0 ? "Cyrl" : "Latn";
    // A name of two places.
    if (random() % 12 == 0) name.text = gazetteer.names[random() % gazetteer.names.size()].text;
  }
  for (PlaceNumber a = 0; a + 1 < gazetteer.places.size(); ++a) {
    if (random() % 8 != 0) continue;
    gazetteer.family[a].push_back(a + 1);
    gazetteer.family[a + 1].push_back(a);
  }
  for (auto& family : gazetteer.family) std::sort(family.begin(), family.end());
  return gazetteer;
}

void compare(const Gazetteer& gazetteer, std::uint64_t seed, std::uint64_t count) {
  const Twins twins(gazetteer);
  GluedTexts texts(gazetteer, twins.slow().spellings());
  std::size_t name_tokens = 0;
  std::size_t tokens = 0;
  std::size_t mentions = 0;
  std::size_t rejected = 0;
  std::size_t wrong = 0;
  TokenStream stream;
  for (std::uint64_t i = 0; i < count && wrong < number_in("BYNAME_WRONG", 5); ++i) {
    const GluedText glued = texts.next(seed * 1'000'003 + i);
    for (const GluedText::Piece& piece : glued.pieces) {
      scan(piece.text, stream);
      tokens += stream.tokens.size();
      if (piece.name) name_tokens += stream.tokens.size();
    }
    const std::string text = glued.text();
    const auto rows = twins.fast_mentions(text, glued.lang);
    for (const Mention& m : rows) ++(m.kind == MentionKind::rejected ? rejected : mentions);
    if (rows == twins.slow_mentions(text, glued.lang)) continue;
    ++wrong;
    const GluedText small = shrunk(twins, glued);
    ADD_FAILURE() << "seed " << seed << ", text " << i << ", language '" << small.lang
                  << "': " << shown(small.text()) << '\n'
                  << twins.difference(small.text(), small.lang);
  }
  std::cout << "seed " << seed << ": " << count << " texts, " << tokens << " tokens ("
            << name_tokens * 100 / std::max<std::size_t>(tokens, 1) << " % of names), " << mentions
            << " mentions, " << rejected << " rejected\n";
  EXPECT_GE(name_tokens * 10, tokens * 3);
  EXPECT_GT(mentions, count / 2);
  EXPECT_GT(rejected, count / 10);
}

constexpr std::uint64_t kSeed = 20200927;

// The text with slips in every third piece of a name.
GluedText with_slips(GluedText text, std::mt19937_64& random) {
  for (GluedText::Piece& piece : text.pieces) {
    if (!piece.name || random() % 3 != 0) continue;
    std::vector<std::size_t> starts;  // of letters
    for (std::size_t i = 0; i < piece.text.size(); ++i)
      if ((static_cast<unsigned char>(piece.text[i]) & 0xc0) != 0x80) starts.push_back(i);
    if (starts.size() < 4) continue;
    const std::size_t at = random() % (starts.size() - 2);
    const std::string one = piece.text.substr(starts[at], starts[at + 1] - starts[at]);
    const std::string two = piece.text.substr(starts[at + 1], starts[at + 2] - starts[at + 1]);
    const std::string slips[] = {two + one, one, two, one + two + one, one + one};
    piece.text.replace(starts[at], one.size() + two.size(), slips[random() % std::size(slips)]);
  }
  return text;
}

TEST(MatcherAgainstSlow, AgreesInTheSmallWorld) {
  compare(small_gazetteer(), number_in("BYNAME_SEED", kSeed), number_in("BYNAME_TEXTS", 36'000));
}

TEST(MatcherAgainstSlow, AgreesInPartsOfTheShippedGazetteer) {
  const Gazetteer all = shipped_gazetteer();
  const std::uint64_t seed = number_in("BYNAME_SEED", kSeed);
  for (std::uint64_t part = 0; part < 2; ++part) {
    std::mt19937_64 random(seed + part);
    compare(some_places(all, 30, random), seed + part, number_in("BYNAME_TEXTS", 14'000));
  }
}

TEST(MatcherAgainstSlow, AgreesWhateverIsSaidOfTheNames) {
  const std::uint64_t seed = number_in("BYNAME_SEED", kSeed);
  for (std::uint64_t part = 0; part < 10; ++part) {
    std::mt19937_64 random(seed + part);
    compare(shuffled_facts(small_gazetteer(), random), seed + part,
            number_in("BYNAME_TEXTS", 4'000));
  }
}

TEST(MatcherAgainstSlow, AgreesOnSlips) {
  const Gazetteer all = shipped_gazetteer();
  const std::uint64_t seed = number_in("BYNAME_SEED", kSeed);
  std::size_t misspelt = 0;
  for (std::uint64_t part = 0; part < 4; ++part) {
    std::mt19937_64 random(seed + part);
    const Gazetteer gazetteer =
        part < 2 ? shuffled_facts(small_gazetteer(), random) : some_places(all, 60, random);
    const Twins twins(gazetteer, Slips::heard);
    GluedTexts texts(gazetteer, twins.slow().spellings());
    for (std::uint64_t i = 0; i < number_in("BYNAME_TEXTS", 400); ++i) {
      const GluedText glued = with_slips(texts.next(seed * 1'000'003 + i), random);
      const auto rows = twins.fast_mentions(glued.text(), glued.lang);
      for (const Mention& m : rows) misspelt += m.rule == MentionRule::misspelt;
      if (rows == twins.slow_mentions(glued.text(), glued.lang)) continue;
      const GluedText small = shrunk(twins, glued);
      FAIL() << "seed " << seed << ", text " << i << ", language '" << small.lang
             << "': " << shown(small.text()) << '\n'
             << twins.difference(small.text(), small.lang);
    }
  }
  std::cout << misspelt << " mentions with a slip\n";
  EXPECT_GT(misspelt, 10u);
}

// The two readers of the files agree, so that the parts above are what the files say.
TEST(MatcherAgainstSlow, ReadsTheSameGazetteer) {
  const Gazetteer fast = shipped_gazetteer();
  const Gazetteer slow = read_shipped_gazetteer();
  ASSERT_EQ(fast.places.size(), slow.places.size());
  ASSERT_EQ(fast.names.size(), slow.names.size());
  for (std::size_t i = 0; i < fast.places.size(); ++i) {
    const Place& a = fast.places[i];
    const Place& b = slow.places[i];
    EXPECT_EQ(std::tie(a.id, a.type, a.country, a.parent, a.family),
              std::tie(b.id, b.type, b.country, b.parent, b.family));
  }
  for (std::size_t i = 0; i < fast.names.size(); ++i) {
    const Name& a = fast.names[i];
    const Name& b = slow.names[i];
    EXPECT_EQ(std::tie(a.place, a.text, a.lang, a.script, a.kind, a.ambiguous),
              std::tie(b.place, b.text, b.lang, b.script, b.kind, b.ambiguous));
  }
}

}  // namespace
}  // namespace byname::test
