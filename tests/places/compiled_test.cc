#include "places/compiled.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <random>

#include "places/code_points.h"
#include "places/gazetteer.h"
#include "places/paradigm.h"
#include "places/sound.h"
#include "schemas/error.h"
#include "schemas/hash.h"
#include "tests/support/gazetteers.h"
#include "tests/support/temporary_directory.h"
#include "text/scanner.h"

namespace byname::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<FormEntry> forms_in(const CompiledGazetteer& gazetteer, std::string_view text) {
  std::vector<FormEntry> entries;
  gazetteer.forms(fold(text), entries);
  return entries;
}

// "place kind rule", one an entry.
std::vector<std::string> seen(const CompiledGazetteer& gazetteer, std::string_view text) {
  std::vector<std::string> result;
  for (const auto& entry : forms_in(gazetteer, text))
    result.push_back(gazetteer.place_id(gazetteer.place_of(entry.name)) + " " +
                     std::string(name_of(entry.kind)) + (entry.is_name ? " name" : " form") +
                     (entry.lower_case ? " small" : "") + (entry.joined ? " joined" : ""));
  return result;
}

TEST(CompiledGazetteer, HoldsEveryNameAndPlaceOfTheShippedOne) {
  const auto source = shipped_gazetteer();
  const auto& gazetteer = shipped_compiled();
  ASSERT_EQ(gazetteer.place_count(), source.places.size());
  ASSERT_EQ(gazetteer.name_count(), source.names.size());
  EXPECT_EQ(gazetteer.hash(), gazetteer_hash(source));
  EXPECT_EQ(gazetteer.fingerprint(), compiled_fingerprint(source));
  EXPECT_NO_THROW(gazetteer.verify());
  for (PlaceNumber i = 0; i < source.places.size(); ++i) {
    EXPECT_EQ(gazetteer.place(i), source.places[i]);
    EXPECT_EQ(gazetteer.find_place(source.places[i].id), i);
    EXPECT_EQ(gazetteer.family(i), source.family[i]);
  }
  for (NameNumber i = 0; i < source.names.size(); ++i) {
    const auto& name = source.names[i];
    EXPECT_EQ(gazetteer.name(i), name);
    EXPECT_EQ(gazetteer.folded(i), fold(name.text));
    const auto marked = static_cast<std::uint32_t>(hash64(fold_keeping_marks(name.text)));
    EXPECT_THAT(forms_in(gazetteer, name.text),
                Contains(testing::AllOf(testing::Field(&FormEntry::name, i),
                                        testing::Field(&FormEntry::is_name, true),
                                        testing::Field(&FormEntry::marked, marked))))
        << name.text;
  }
}

TEST(CompiledGazetteer, FindsNamesAndTheirForms) {
  const auto gazetteer = compiled({
      {"baku", "Bakı", "az"},
      {"baku", "Баку", "ru"},
      {"shusha", "Шуша", "ru"},
      {"nk", "Dağlıq Qarabağ", "az"},
      {"nk", "Nagorno-Karabakh", "en"},
      {"turkey", "Turkish", "en", "adjective"},
      {"turkey", "турецкий", "ru", "adjective"},
      {"eu", "EU", "en", "abbreviation"},
  });
  const struct {
    std::string_view text;
    std::vector<std::string> expected;
  } cases[] = {
      {"BAKI", {"baku name name"}},
      {"baki", {"baku name name"}},
      {"Bakıda", {"baku name form"}},
      {"Шушу", {"shusha name form"}},
      {"Dağlıq Qarabağ", {"nk name name"}},
      {"daglıq-qarabag", {"nk name name"}},
      {"dagliqqarabag", {"nk name name joined"}},
      {"NagornoKarabakh", {"nk name name joined"}},
      {"Turkish", {"turkey adjective name"}},
      {"турецкий", {"turkey adjective name small"}},
      {"турецкого", {"turkey adjective form small"}},
      {"EU", {"eu name name"}},
      {"Qarabağ", {}},
      {"Bak", {}},
      {"", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(seen(gazetteer, c.text), c.expected) << c.text;
}

// A name in a text as the table of all forms would have it, had it been stored.
struct Expected {
  std::string key{};
  FormEntry entry{};

  auto order() const {
    return std::tuple(key, !entry.is_name, entry.joined, entry.kind, entry.name, entry.marked,
                      entry.lower_case);
  }
};

// All forms of all names, made one by one by the grammars, each looked up: the same
// entries in the same order, and nothing besides.
std::string first_difference(const Gazetteer& source, const CompiledGazetteer& gazetteer,
                             std::string_view text_lang) {
  const auto languages = grammar_languages();
  const auto reads = [&](std::string_view script, const std::string& lang) {
    const auto here = grammar_languages(script);
    return std::find(here.begin(), here.end(), lang) != here.end();
  };
  std::vector<Expected> all;
  for (NameNumber number = 0; number < source.names.size(); ++number) {
    const Name& name = source.names[number];
    const auto own = name.kind == "adjective" ? MentionKind::adjective
                     : name.kind == "demonym" ? MentionKind::demonym
                                              : MentionKind::name;
    const bool small =
        own != MentionKind::name && !is_upper_letter(code_point_at(name.text, 0).value);
    const auto put = [&](const std::string& text, FormEntry entry, bool joins) {
      TokenStream stream;
      scan(text, stream);
      if (stream.tokens.empty()) return;
      entry.name = number;
      entry.place = name.place;
      entry.marked = static_cast<std::uint32_t>(hash64(fold_keeping_marks(text)));
      std::string key = fold(text);
      all.push_back({key, entry});
      if (stream.tokens.size() == 1 || !joins) return;
      std::erase(key, ' ');
      entry.joined = true;
      all.push_back({key, entry});
    };
    put(name.text, {.kind = own, .is_name = true, .lower_case = small}, true);
    if (name.kind == "abbreviation") continue;
    std::vector<std::string> langs{name.lang};
    if (name.lang.empty() && name.script == "Armn" && reads(name.script, std::string(text_lang)))
      langs = {"hy", "hyw"};
    else if (name.lang.empty())
      langs.front() = reads(name.script, std::string(text_lang)) ? std::string(text_lang)
                      : name.script == "Armn"                    ? "hy"
                      : name.script == "Geor"                    ? "ka"
                      : name.script == "Cyrl"                    ? "ru"
                      : name.script == "Arab"                    ? "fa"
                                                                 : "";
    for (const std::string& lang : langs)
      for (const Form& form : forms_of(name.text, lang, own))
        put(form.text, {.kind = form.kind, .lower_case = small || form.lower_case},
            name.text.find('-') != std::string::npos);
  }
  std::sort(all.begin(), all.end(),
            [](const Expected& a, const Expected& b) { return a.order() < b.order(); });
  all.erase(
      std::unique(all.begin(), all.end(),
                  [](const Expected& a, const Expected& b) { return a.order() == b.order(); }),
      all.end());
  std::vector<FormEntry> found, expected;
  for (std::size_t i = 0; i < all.size();) {
    const std::string& key = all[i].key;
    expected.clear();
    for (; i < all.size() && all[i].key == key; ++i) expected.push_back(all[i].entry);
    gazetteer.forms(key, found, gazetteer.texts_in(text_lang));
    if (found != expected)
      return key + ": " + std::to_string(found.size()) + " forms, " +
             std::to_string(expected.size()) + " expected, of " +
             source.names[expected.front().name].text;
    for (auto blank = key.find(' '); blank != std::string::npos; blank = key.find(' ', blank + 1))
      if (!gazetteer.is_prefix(key_hash(key.substr(0, blank)))) return key + ": no prefix";
    // Nothing that only ends or begins alike.
    for (const std::string& other : {key + "x", "x" + key}) {
      gazetteer.forms(other, found, gazetteer.texts_in(text_lang));
      const auto known = std::lower_bound(
          all.begin(), all.end(), other,
          [](const Expected& e, const std::string& wanted) { return e.key < wanted; });
      if (!found.empty() && (known == all.end() || known->key != other))
        return other + ": is no form of a name";
    }
  }
  return "";
}

TEST(CompiledGazetteer, HasTheFormsThatTheGrammarsMakeAndNoOthers) {
  EXPECT_EQ(first_difference(shipped_gazetteer(), shipped_compiled(), ""), "");
}

// Every seventeenth name without its language: read in that of the text.
TEST(CompiledGazetteer, ReadsNamesWithoutLanguageAsTheTextDoes) {
  Gazetteer source = shipped_gazetteer();
  std::vector<Name> some;
  for (std::size_t i = 0; i < source.names.size(); i += 17) {
    some.push_back(source.names[i]);
    some.back().lang.clear();
  }
  source.names = some;
  const CompiledGazetteer gazetteer = compiled(source);
  for (const char* lang : {"", "az", "tr", "uk", "hyw", "pl"})
    EXPECT_EQ(first_difference(source, gazetteer, lang), "") << lang;
}

// Every thirteenth name with what stands beside it in texts, and forms of its language.
TEST(CompiledGazetteer, KnowsOfWordsOfATextWhatItKnowsOfWordsAlone) {
  const auto source = shipped_gazetteer();
  const auto& gazetteer = shipped_compiled();
  std::string text = "' x ";
  for (std::size_t i = 0; i < source.names.size(); i += 13) {
    const Name& name = source.names[i];
    text += name.text + " and " + name.text + "da x" + name.text + "\n";
    for (const Form& form : forms_of(name.text, name.lang, MentionKind::name))
      text += form.text + ' ';
  }
  TokenStream stream;
  scan(text, stream);
  Scouted scouted;
  gazetteer.scout(stream, scouted);
  std::vector<FormEntry> of_text, alone;
  for (const char* lang : {"", "az", "hy", "ru"}) {
    const Texts texts = gazetteer.texts_in(lang);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
      const std::string_view term = stream.term(i);
      ASSERT_EQ(scouted.hashes[i], key_hash(term)) << term;
      ASSERT_EQ(gazetteer.forms(scouted, i, term, of_text, texts),
                gazetteer.forms(term, alone, texts))
          << term;
      ASSERT_EQ(of_text, alone) << term;
      const std::size_t stem = gazetteer.shortest_stem(term);
      if (!alone.empty()) {
        ++begin;
        ASSERT_TRUE(scouted.may_begin(i)) << term;
        ASSERT_GT(stem, 0U) << term;
      }
    }
    EXPECT_GT(begin, 1000U) << lang;
  }
}

TEST(CompiledGazetteer, KeysGrowTokenByToken) {
  const auto gazetteer = compiled({{"ny", "New York", "en"}, {"nyc", "New York City", "en"}});
  EXPECT_EQ(gazetteer.longest_key(), 3U);
  const auto one = extend_key(0, "new");
  const auto two = extend_key(one, "york");
  const auto three = extend_key(two, "city");
  EXPECT_EQ(two, key_hash("new york"));
  EXPECT_TRUE(gazetteer.is_prefix(one));
  EXPECT_TRUE(gazetteer.is_prefix(two));
  EXPECT_FALSE(gazetteer.is_prefix(three));
  std::vector<FormEntry> entries;
  EXPECT_TRUE(gazetteer.forms("new", entries));
  EXPECT_THAT(entries, IsEmpty());
  EXPECT_TRUE(gazetteer.forms("new york", entries));
  EXPECT_THAT(entries, Not(IsEmpty()));
  EXPECT_FALSE(gazetteer.forms("new york city", entries));
  EXPECT_THAT(entries, Not(IsEmpty()));
  EXPECT_FALSE(gazetteer.is_prefix(extend_key(0, "york")));
}

TEST(CompiledGazetteer, ShowsTheFirstNameInTheReadersLanguage) {
  const auto gazetteer = compiled({{"armenia", "հայ", "hy", "demonym"},
                                   {"armenia", "Հայաստան", "hy"},
                                   {"armenia", "Armenia", "en"},
                                   {"nowhere", "US", "en", "abbreviation"},
                                   {"usa", "U.S.A.", "en", "colloquial"},
                                   {"usa", "United States", "en", "exonym"}});
  EXPECT_EQ(gazetteer.shown_name(0, "en"), "Armenia");
  EXPECT_EQ(gazetteer.shown_name(0, "hy"), "Հայաստան");
  EXPECT_EQ(gazetteer.shown_name(0, "az"), "Հայաստան");
  EXPECT_EQ(gazetteer.shown_name(1, "en"), "nowhere");
  EXPECT_EQ(gazetteer.shown_name(2, "en"), "United States");
}

TEST(CompiledGazetteer, FindsNamesBySound) {
  const auto gazetteer = compiled({{"karabakh", "Qarabağ", "az"}, {"baku", "Bakı", "az"}});
  std::vector<NameNumber> found, all;
  for (const auto& key : sound_keys("карабах")) {
    gazetteer.names_by_sound(key, found);
    all.insert(all.end(), found.begin(), found.end());
  }
  EXPECT_THAT(all, Contains(0U));
  EXPECT_THAT(all, Not(Contains(1U)));
}

TEST(CompiledGazetteer, ListsFoldedTextsByTheirLetters) {
  const auto gazetteer = compiled(
      {{"a", "Bakı", "az"}, {"b", "Баку", "ru"}, {"c", "BAKI", "en"}, {"d", "Gəncə", "az"}});
  const auto four = gazetteer.names_by_length(4, 4);
  EXPECT_THAT(std::vector(four.begin(), four.end()), ElementsAre(0, 1));  // one a folded text
  EXPECT_EQ(gazetteer.names_by_length(0, 1000).size(), 3U);
  EXPECT_THAT(gazetteer.names_by_length(7, 3), IsEmpty());
}

TEST(CompiledGazetteer, IsTheSameFileHoweverOftenItIsMade) {
  TemporaryDirectory directory;
  auto source = shipped_gazetteer();
  source.names.resize(1500);  // enough for every core to take part
  const auto bytes = [&](const char* name) {
    compile_gazetteer(source, directory.path() / name);
    std::ifstream in(directory.path() / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  EXPECT_TRUE(bytes("one") == bytes("two"));
}

TEST(CompiledGazetteer, RefusesWhatIsNone) {
  TemporaryDirectory directory;
  EXPECT_THROW(CompiledGazetteer(directory.path() / "missing"), IndexError);
  EXPECT_THROW(CompiledGazetteer(directory.path()), IndexError);
  const auto path = directory.path() / "file";
  for (const auto& content : {std::string(), std::string(10, 'x'), std::string(100000, 'x')}) {
    std::ofstream(path, std::ios::binary) << content;
    EXPECT_THROW(CompiledGazetteer{path}, IndexError);
  }
}

TEST(CompiledGazetteer, CannotBeWrittenWhereThereIsNoFolder) {
  EXPECT_THROW(compile_gazetteer(a_gazetteer({{"a", "Aa", "en"}}), "/nonexistent/folder/file"),
               IndexError);
}

// Reads everything that can be read.
void read_all(const CompiledGazetteer& gazetteer) {
  std::vector<FormEntry> entries;
  std::vector<NameNumber> names;
  for (PlaceNumber i = 0; i < gazetteer.place_count(); ++i) {
    gazetteer.place(i);
    gazetteer.find_place(gazetteer.place_id(i));
    gazetteer.names_of(i);
    gazetteer.shown_name(i, "az");
    gazetteer.family(i);
    gazetteer.contained(i);
  }
  for (NameNumber i = 0; i < gazetteer.name_count(); ++i) {
    gazetteer.name(i);
    gazetteer.place_of(i);
    gazetteer.forms(gazetteer.folded(i), entries);
    for (const auto& key : sound_keys(gazetteer.folded(i))) gazetteer.names_by_sound(key, names);
  }
  gazetteer.names_by_length(0, 255);
  gazetteer.forms("baku", entries);
  gazetteer.hash();
}

// A damaged file is refused when opened or when the damage is met; whatever the
// damage, nothing else happens.
TEST(CompiledGazetteer, SurvivesDamage) {
  TemporaryDirectory directory;
  const auto path = directory.path() / "gazetteer.bin";
  compile_gazetteer(a_gazetteer({{"baku", "Bakı", "az"},
                                 {"baku", "Баку", "ru"},
                                 {"lachin", "Lachin", "en"},
                                 {"lachin-district", "Lachin district", "en", "exonym", "district"},
                                 {"karabakh", "Karabakh", "en", "exonym", "region"},
                                 {"nk", "Nagorno-Karabakh", "en", "exonym", "region"}}),
                    path);
  std::string whole;
  {
    std::ifstream in(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  std::mt19937 random(7);
  int refused = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = whole;
    if (round % 10 == 0) {
      bytes.resize(random() % bytes.size());
    } else {
      for (int i = 0; i < 1 + round % 5; ++i)
        bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    std::ofstream(path, std::ios::binary) << bytes;
    try {
      const CompiledGazetteer gazetteer(path);
      if (bytes != whole) {
        EXPECT_THROW(gazetteer.verify(), IndexError);
      }
      read_all(gazetteer);
    } catch (const IndexError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 400);
}

}  // namespace
}  // namespace byname::test
