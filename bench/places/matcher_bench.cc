// How fast are names found, for how many names?
//
//   bench_places_matcher NAMES SHARE [exact|inflected] [MEGABYTES] [zipf|uniform] [FILE]
//   bench_places_matcher NAMES SHARE write FOLDER
//
// NAMES made-up names (syllables counted through: Shavokopal, Desizinul Rikent), one a place; a
// text of made-up words with SHARE percent name tokens. exact: names in a language without a
// grammar, as they are listed. inflected: Azerbaijani names, in the text by turns as listed, with
// -da or -də, with -dan or -dən, and as a hashtag. uniform: every name as often as every other,
// so that with a million of them nearly each has to come from memory; zipf: as in real texts, the
// nth half as often as the n/2th.
//
// Prints the compilation (CPU seconds of all threads, file, memory) and MB of text a CPU second
// on tokens already scanned, and with scanning. Check: every planted name is found where it was
// planted, as its place, and nothing else is found.
//
// FILE: the compiled gazetteer is kept there, and is not made again if it is there: then the
// memory printed is what finding takes.
//
// write: names.txt and text.txt of the same exact data, for ripgrep.
#include <fmt/core.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bench/timing.h"
#include "places/gazetteer.h"
#include "places/matcher.h"
#include "text/scanner.h"

namespace byname::bench {
namespace {

constexpr std::string_view kConsonants[] = {"b", "d", "g",  "k", "l", "m", "n", "p",
                                            "r", "s", "sh", "t", "v", "z", "ch"};
constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u"};
// Words of the text are made of other syllables, so that none is a name by chance.
constexpr std::string_view kFillers[] = {"fra", "wle", "hyo", "jux", "qui", "gle",
                                         "ste", "bri", "cly", "dwo", "pho", "thu"};

std::string syllable(std::size_t number) {
  const std::size_t consonant = number % std::size(kConsonants);
  return std::string(kConsonants[consonant]) +
         std::string(kVowels[number / std::size(kConsonants) % std::size(kVowels)]);
}

// The `number`th name: four syllables, every fourth with a second word.
std::string made_name(std::size_t number) {
  constexpr std::size_t kSyllables = std::size(kConsonants) * std::size(kVowels);
  std::string name;
  // 7919 is prime, so different numbers below 75^4 give different names.
  std::size_t rest = number * 7919 % (kSyllables * kSyllables * kSyllables * kSyllables);
  for (int i = 0; i < 4; ++i, rest /= kSyllables) name += syllable(rest % kSyllables);
  name += "l";
  if (number % 4 == 3) name += " " + syllable(number % kSyllables) + "kent";
  for (std::size_t at = 0; at < name.size(); ++at)
    if (at == 0 || name[at - 1] == ' ') name[at] = static_cast<char>(name[at] - 'a' + 'A');
  return name;
}

Gazetteer made_gazetteer(std::size_t names, const char* lang) {
  Gazetteer gazetteer;
  for (std::size_t i = 0; i < names; ++i) {
    gazetteer.places.push_back({.id = "p" + std::to_string(i), .type = "city"});
    gazetteer.names.push_back({.place = static_cast<PlaceNumber>(i),
                               .text = made_name(i),
                               .lang = lang,
                               .script = "Latn",
                               .kind = "official"});
  }
  return gazetteer;
}

struct Plan {
  std::size_t names = 0;
  double share = 0;  // of the tokens, 0 to 1
  bool inflected = false;
  bool zipf = false;
  std::size_t megabytes = 10;  // of text
  std::filesystem::path file{};
};

struct Planted {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::size_t name = 0;
};

struct MadeText {
  std::string text{};
  std::vector<Planted> planted{};
};

// Vowel harmony, the one rule that these forms need: all names end in l or t.
bool is_front(const std::string& name) {
  const std::size_t last = name.find_last_of("aeiou");
  return name[last] == 'e' || name[last] == 'i';
}

// Which name comes next.
std::size_t drawn(const Plan& plan, std::mt19937_64& random) {
  if (!plan.zipf) return static_cast<std::size_t>(random() % plan.names);
  const double share =
      static_cast<double>(random() % (1ULL << 52)) / static_cast<double>(1ULL << 52);
  const auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(plan.names), share));
  // Names that are near in a gazetteer are not equally frequent.
  return rank * 2'654'435'761 % plan.names;
}

MadeText made_text(const Plan& plan, std::size_t bytes, std::mt19937_64& random) {
  MadeText made;
  std::string& text = made.text;
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  while (text.size() < bytes) {
    if (static_cast<double>(random() % 1'000'000) < plan.share * 1e6) {
      const std::size_t number = drawn(plan, random);
      std::string name = made_name(number);
      std::string ending;
      const std::size_t form = plan.inflected ? below(4) : 0;
      if (form == 1) ending = is_front(name) ? "də" : "da";
      if (form == 2) ending = is_front(name) ? "dən" : "dan";
      if (form == 3) {
        text += '#';
        std::erase(name, ' ');
      }
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += name + ending;
      made.planted.push_back({begin, static_cast<std::uint32_t>(text.size()), number});
    } else {
      for (std::size_t i = 0, n = 1 + below(4); i < n; ++i)
        text += kFillers[below(std::size(kFillers))];
    }
    text += below(12) == 0 ? ". " : " ";
  }
  return made;
}

// Articles of 3 KB.
std::vector<MadeText> made_texts(const Plan& plan) {
  std::mt19937_64 random(1);
  std::vector<MadeText> texts;
  for (std::size_t i = 0; i < plan.megabytes * 1'000'000 / 3000; ++i)
    texts.push_back(made_text(plan, 3000, random));
  return texts;
}

int write(const Plan& plan, const std::filesystem::path& folder) {
  std::ofstream list(folder / "names.txt");
  for (std::size_t i = 0; i < plan.names; ++i) list << made_name(i) << '\n';
  std::ofstream out(folder / "text.txt");
  std::size_t planted = 0;
  for (const MadeText& text : made_texts(plan)) {
    out << text.text << '\n';
    planted += text.planted.size();
  }
  fmt::print("{} names planted\n", planted);
  return 0;
}

int run(const Plan& plan) {
  fmt::print("{} names, {:.0f} % of the tokens, {}, {}\n", plan.names, plan.share * 100,
             plan.inflected ? "inflected and hashtags" : "exact", plan.zipf ? "zipf" : "uniform");

  char folder[] = "/tmp/byname-bench-XXXXXX";
  if (::mkdtemp(folder) == nullptr) return 1;
  const std::filesystem::path path =
      plan.file.empty() ? std::filesystem::path(folder) / "gazetteer" : plan.file;
  if (!std::filesystem::exists(path)) {
    double compiled = cpu_seconds();
    compile_gazetteer(made_gazetteer(plan.names, plan.inflected ? "az" : "qaa"), path);
    compiled = cpu_seconds() - compiled;
    fmt::print("compiled: {:.1f} CPU s, {:.1f} MB on disk, {:.0f} MB of memory at most\n", compiled,
               megabytes_of(path), peak_megabytes());
  }
  int result = 1;
  {
    const CompiledGazetteer gazetteer(path);
    const NameMatcher matcher(gazetteer);
    const std::vector<MadeText> texts = made_texts(plan);
    std::vector<TokenStream> streams(texts.size());
    std::vector<Mention> mentions;
    std::size_t planted = 0, found = 0, other = 0;
    std::size_t bytes = 0, tokens = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      scan(texts[i].text, streams[i]);
      bytes += texts[i].text.size();
      tokens += streams[i].tokens.size();
      matcher.find({texts[i].text, streams[i], {}, plan.inflected ? "az" : ""}, mentions);
      planted += texts[i].planted.size();
      std::size_t at = 0;
      for (const Mention& m : mentions) {
        if (m.kind == MentionKind::rejected) continue;
        const auto& all = texts[i].planted;
        while (at < all.size() && all[at].begin < m.begin) ++at;
        const bool same = at < all.size() && all[at].begin == m.begin && all[at].end == m.end &&
                          made_name(m.place) == made_name(all[at].name);
        ++(same ? found : other);
      }
    }
    fmt::print("check: {} names planted among {} tokens, {} found, {} others found\n", planted,
               tokens, found, other);
    const double only = least_seconds(3, [&] {
      for (std::size_t i = 0; i < texts.size(); ++i)
        matcher.find({texts[i].text, streams[i], {}, plan.inflected ? "az" : ""}, mentions);
    });
    TokenStream stream;
    const double both = least_seconds(3, [&] {
      for (const MadeText& text : texts) {
        scan(text.text, stream);
        matcher.find({text.text, stream, {}, plan.inflected ? "az" : ""}, mentions);
      }
    });
    const double size = static_cast<double>(bytes) / 1e6;
    fmt::print("on tokens {:.0f} MB/s, with scanning {:.0f} MB/s, {:.0f} MB of memory at most\n",
               size / only, size / both, peak_megabytes());
    result = found == planted && other == 0 ? 0 : 1;
  }
  std::filesystem::remove_all(folder);
  return result;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  byname::bench::Plan plan;
  const std::string_view how = argc > 3 ? argv[3] : "exact";
  if (argc < 3 || (how == "write" && argc < 5)) {
    std::fprintf(stderr,
                 "bench_places_matcher NAMES SHARE [exact|inflected] [MEGABYTES] [zipf|uniform] "
                 "[FILE]\n"
                 "bench_places_matcher NAMES SHARE write FOLDER\n");
    return 2;
  }
  plan.names = std::strtoul(argv[1], nullptr, 10);
  plan.share = std::atof(argv[2]) / 100;
  if (how == "write") return byname::bench::write(plan, argv[4]);
  plan.inflected = how == "inflected";
  if (argc > 4) plan.megabytes = std::strtoul(argv[4], nullptr, 10);
  plan.zipf = argc > 5 && argv[5] == std::string_view("zipf");
  if (argc > 6) plan.file = argv[6];
  return byname::bench::run(plan);
}
