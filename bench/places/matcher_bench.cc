// How fast are names found, for how many names?
//
//   bench_places_matcher NAMES SHARE [exact|inflected] [MEGABYTES]
//   bench_places_matcher NAMES SHARE write FOLDER
//
// NAMES made-up names (syllables counted through: Shavokopal, Desizinul Rikent), one a place; a
// text of made-up words with SHARE percent name tokens. exact: names in a language without a
// grammar, as they are listed. inflected: Azerbaijani names, in the text by turns as listed, with
// -da or -də, with -dan or -dən, and as a hashtag.
//
// Prints the compilation (CPU seconds of all threads, file, memory) and MB of text a CPU second
// on tokens already scanned, and with scanning. Check: every planted name is found where it was
// planted, as its place, and nothing else is found.
//
// write: names.txt and text.txt of the same exact data, for ripgrep.
#include <fmt/core.h>

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

constexpr std::size_t kMegabytes = 10;  // of text

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

MadeText made_text(std::size_t names, double share, bool inflected, std::size_t bytes,
                   std::mt19937_64& random) {
  MadeText made;
  std::string& text = made.text;
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  while (text.size() < bytes) {
    if (static_cast<double>(random() % 1'000'000) < share * 1e6) {
      const std::size_t number = below(names);
      std::string name = made_name(number);
      std::string ending;
      const std::size_t form = inflected ? below(4) : 0;
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
std::vector<MadeText> made_texts(std::size_t names, double share, bool inflected,
                                 std::size_t megabytes) {
  std::mt19937_64 random(1);
  std::vector<MadeText> texts;
  for (std::size_t i = 0; i < megabytes * 1'000'000 / 3000; ++i)
    texts.push_back(made_text(names, share, inflected, 3000, random));
  return texts;
}

int write(std::size_t names, double share, const std::filesystem::path& folder) {
  std::ofstream list(folder / "names.txt");
  for (std::size_t i = 0; i < names; ++i) list << made_name(i) << '\n';
  std::ofstream out(folder / "text.txt");
  std::size_t planted = 0;
  for (const MadeText& text : made_texts(names, share, false, kMegabytes)) {
    out << text.text << '\n';
    planted += text.planted.size();
  }
  fmt::print("{} names planted\n", planted);
  return 0;
}

int run(std::size_t names, double share, bool inflected, std::size_t megabytes) {
  fmt::print("{} names, {:.0f} % of the tokens, {}\n", names, share * 100,
             inflected ? "inflected and hashtags" : "exact");

  char folder[] = "/tmp/byname-bench-XXXXXX";
  if (::mkdtemp(folder) == nullptr) return 1;
  const std::filesystem::path path = std::filesystem::path(folder) / "gazetteer";
  double compiled = cpu_seconds();
  compile_gazetteer(made_gazetteer(names, inflected ? "az" : "qaa"), path);
  compiled = cpu_seconds() - compiled;
  fmt::print("compiled: {:.1f} CPU s, {:.1f} MB on disk, {:.0f} MB of memory at most\n", compiled,
             megabytes_of(path), peak_megabytes());
  int result = 1;
  {
    const CompiledGazetteer gazetteer(path);
    const NameMatcher matcher(gazetteer);
    const std::vector<MadeText> texts = made_texts(names, share, inflected, megabytes);
    std::vector<TokenStream> streams(texts.size());
    std::vector<Mention> mentions;
    std::size_t planted = 0, found = 0, other = 0;
    std::size_t bytes = 0, tokens = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      scan(texts[i].text, streams[i]);
      bytes += texts[i].text.size();
      tokens += streams[i].tokens.size();
      matcher.find({texts[i].text, streams[i], {}, inflected ? "az" : ""}, mentions);
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
        matcher.find({texts[i].text, streams[i], {}, inflected ? "az" : ""}, mentions);
    });
    TokenStream stream;
    const double both = least_seconds(3, [&] {
      for (const MadeText& text : texts) {
        scan(text.text, stream);
        matcher.find({text.text, stream, {}, inflected ? "az" : ""}, mentions);
      }
    });
    const double size = static_cast<double>(bytes) / 1e6;
    fmt::print("on tokens {:.0f} MB/s, with scanning {:.0f} MB/s\n", size / only, size / both);
    result = found == planted && other == 0 ? 0 : 1;
  }
  std::filesystem::remove_all(folder);
  return result;
}

}  // namespace
}  // namespace byname::bench

int main(int argc, char** argv) {
  const std::string_view how = argc > 3 ? argv[3] : "exact";
  if (argc < 3 || (how == "write" && argc < 5)) {
    std::fprintf(stderr,
                 "bench_places_matcher NAMES SHARE [exact|inflected] [MEGABYTES]\n"
                 "bench_places_matcher NAMES SHARE write FOLDER\n");
    return 2;
  }
  const std::size_t names = std::strtoul(argv[1], nullptr, 10);
  const double share = std::atof(argv[2]) / 100;
  if (how == "write") return byname::bench::write(names, share, argv[4]);
  return byname::bench::run(
      names, share, how == "inflected",
      argc > 4 ? std::strtoul(argv[4], nullptr, 10) : byname::bench::kMegabytes);
}
