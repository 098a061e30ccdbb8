#include "places/name_facts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "places/code_points.h"
#include "places/hashtag.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname {

namespace {

struct Clue {
  std::string_view word;
  std::uint8_t doubt;
};

// Looked for inside the remark in lower case.
constexpr std::array kClues = {
    Clue{"given name", kDoubtPerson},
    Clue{"surname", kDoubtPerson},
    Clue{"person", kDoubtPerson},
    Clue{"poet", kDoubtPerson},
    Clue{"archangel", kDoubtPerson},
    Clue{"first name", kDoubtPerson},
    Clue{"family name", kDoubtPerson},
    Clue{"common word", kDoubtWord},
    Clue{"common noun", kDoubtWord},
    Clue{"common adjective", kDoubtWord},
    Clue{"common loan", kDoubtWord},
    Clue{"common phrase", kDoubtWord},
    Clue{"common element", kDoubtWord},
    Clue{"noun", kDoubtWord},
    Clue{"verb", kDoubtWord},
    Clue{"adjective", kDoubtWord},
    Clue{"imperative", kDoubtWord},
    Clue{"pronoun", kDoubtWord},
    Clue{"particle", kDoubtWord | kDoubtPerson},
    Clue{"slang", kDoubtWord},
    Clue{"genitive of", kDoubtWord},
    Clue{"vehicle", kDoubtWord},
    Clue{"bird", kDoubtWord},
    Clue{"cannabis", kDoubtWord},
    Clue{"word", kDoubtWord},
    Clue{"meaning", kDoubtWord},
    Clue{"abbreviation", kDoubtAbbreviation},
    Clue{"acronym", kDoubtAbbreviation},
    Clue{"code", kDoubtAbbreviation},
    Clue{"people", kDoubtPeople},
    Clue{"ethnonym", kDoubtPeople},
    Clue{" turks", kDoubtPeople},
    Clue{"oghuz turk", kDoubtPeople},
    Clue{"brand", kDoubtBrand},
    Clue{"club", kDoubtBrand},
    Clue{"company", kDoubtBrand},
    Clue{"wine", kDoubtBrand},
    Clue{"beer", kDoubtBrand},
    Clue{"hotel", kDoubtBrand},
    Clue{"also", kDoubtElsewhere},
    Clue{"other", kDoubtElsewhere},
    Clue{"village", kDoubtElsewhere},
    Clue{"city", kDoubtElsewhere},
    Clue{"town", kDoubtElsewhere},
    Clue{"district", kDoubtElsewhere},
    Clue{"province", kDoubtElsewhere},
    Clue{"region", kDoubtElsewhere},
    Clue{"country", kDoubtElsewhere},
    Clue{"state", kDoubtElsewhere},
    Clue{"continent", kDoubtElsewhere},
};

// An ordinary word is often given by its meaning in quotes: 'falcon', 'a doubt'.
bool gives_a_meaning(std::string_view remark) {
  for (std::size_t i = 0; i + 2 < remark.size(); ++i) {
    const bool opens = remark[i] == '\'' && (i == 0 || remark[i - 1] == ' ') &&
                       std::islower(static_cast<unsigned char>(remark[i + 1]));
    if (opens && remark.find('\'', i + 2) != std::string_view::npos) return true;
  }
  return false;
}

constexpr std::uint64_t kKnown = std::uint64_t{1} << 63;

std::uint64_t pack(const NameFact& f) {
  return kKnown | f.lang | std::uint64_t{f.doubts} << 24 | std::uint64_t{f.capitals} << 32 |
         std::uint64_t{f.weight} << 40 | std::uint64_t{f.shouted} << 48 |
         std::uint64_t{f.local} << 49;
}

std::uint64_t pack(const PlaceFact& f) {
  return kKnown | f.parent | std::uint64_t(f.standing) << 32 | std::uint64_t{f.district} << 40 |
         std::uint64_t{f.corridor} << 41 | std::uint64_t{f.settlement} << 42 |
         std::uint64_t{f.water} << 43 | std::uint64_t{f.mountain} << 44 |
         std::uint64_t{f.has_family} << 45 | std::uint64_t{f.untyped} << 46;
}

std::uint8_t weight_of(std::string_view kind) {
  if (kind == "official" || kind == "endonym") return 3;
  if (kind == "exonym" || kind.empty()) return 2;
  return kind == "historical" ? 0 : 1;
}

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

Standing standing_of(std::string_view type) {
  if (type.empty()) return Standing::town;  // nobody said
  if (holds(type, "historical")) return Standing::town;
  for (const std::string_view word : {"country", "continent", "union of states", "empire"})
    if (holds(type, word)) return Standing::country;
  if (holds(type, "capital")) return Standing::country;
  for (const std::string_view word :
       {"region", "polity", "province", "republic", "sea", "state", "concept"})
    if (holds(type, word)) return Standing::area;
  for (const std::string_view word : {"city", "town", "district", "river", "lake", "mountain"})
    if (holds(type, word)) return Standing::town;
  return Standing::minor;
}

NameFact work_out(const Name& name) {
  NameFact fact{.lang = packed_lang(name.lang),
                .doubts = doubts_of(name.ambiguous),
                .weight = weight_of(name.kind)};
  TokenStream stream;
  scan(name.text, stream);
  std::size_t letters = 0;
  bool upper = true;
  for (std::size_t t = 0; t < stream.tokens.size(); ++t) {
    const Token& token = stream.tokens[t];
    if (token.has(kInitialUpper)) fact.capitals |= 1 << std::min<std::size_t>(t, 6);
    // An elided article is no part of the name's own capital: d’Artsakh.
    if (!token.has(kInitialUpper) && token.has(kApostrophe) && token.has(kCased)) {
      const std::string_view surface =
          std::string_view(name.text).substr(token.begin, token.end - token.begin);
      for (std::size_t i = 0; i < surface.size();) {
        const CodePoint c = code_point_at(surface, i);
        if (is_upper_letter(c.value)) fact.capitals |= 1 << std::min<std::size_t>(t, 6);
        i += c.bytes;
      }
    }
    letters += count_code_points(stream.term(token));
    if (token.has(kHasLower) &&
        has_inner_capital(std::string_view(name.text).substr(token.begin, token.end - token.begin)))
      fact.capitals |= kInnerCapital;
    upper = upper && token.has(kCased) && !token.has(kHasLower);
  }
  fact.shouted = upper && !stream.tokens.empty() && letters <= 6;
  return fact;
}

}  // namespace

std::uint8_t doubts_of(std::string_view remark) {
  if (remark.empty()) return 0;
  std::string lower(remark);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::uint8_t doubts = gives_a_meaning(lower) ? kDoubtWord : 0;
  for (const Clue& clue : kClues)
    if (holds(lower, clue.word)) doubts |= clue.doubt;
  return doubts == 0 ? std::uint8_t{kDoubtElsewhere} : doubts;
}

std::uint32_t packed_lang(std::string_view lang) {
  std::uint32_t packed = 0;
  for (const char c : lang.substr(0, 3)) {
    if (c < 'a' || c > 'z') break;  // az-Cyrl counts as az
    packed = packed << 8 | static_cast<unsigned char>(c);
  }
  return packed;
}

bool are_close(std::uint32_t lang, std::uint32_t text, std::size_t tokens) {
  constexpr std::size_t kFewWords = 40;
  constexpr auto packed = [](const char* code) {
    std::uint32_t number = 0;
    for (; *code != 0; ++code) number = number << 8 | static_cast<unsigned char>(*code);
    return number;
  };
  static constexpr std::array kTurkic = {packed("az"), packed("tr")};
  static constexpr std::array kArmenian = {packed("hy"), packed("hyw")};
  static constexpr std::array kSlavic = {packed("ru"), packed("uk"), packed("be"),
                                         packed("bg"), packed("mk"), packed("sr")};
  const auto both_of = [&](const auto& group) {
    return std::find(group.begin(), group.end(), lang) != group.end() &&
           std::find(group.begin(), group.end(), text) != group.end();
  };
  return both_of(kTurkic) || both_of(kArmenian) || (tokens < kFewWords && both_of(kSlavic));
}

NameFacts::NameFacts(const CompiledGazetteer& gazetteer)
    : gazetteer_(gazetteer),
      names_(std::make_unique<std::atomic<std::uint64_t>[]>(gazetteer.name_count())),
      places_(std::make_unique<std::atomic<std::uint64_t>[]>(gazetteer.place_count())) {}

NameFact NameFacts::find_out(NameNumber name) const {
  const Name n = gazetteer_.name(name);
  NameFact fact = work_out(n);
  // A gazetteer without kinds lists the names in use.
  fact.local = fact.weight == 3 || n.kind.empty();
  // A name in an alphabet that its language gave up is not out of use in texts
  // of that alphabet.
  const bool may_be_old_letters = fact.weight == 0 && n.script == "Cyrl";
  const auto [first, last] = gazetteer_.names_of(n.place);
  for (NameNumber other = first; other < last && !fact.local && other < first + 64; ++other) {
    if (gazetteer_.lang_of(other) != n.lang) continue;
    const Name own = gazetteer_.name(other);
    fact.local = weight_of(own.kind) == 3;
    if (fact.local && may_be_old_letters && own.script == "Latn") fact.weight = 2;
  }
  names_[name].store(pack(fact), std::memory_order_relaxed);
  return fact;
}

PlaceFact NameFacts::find_out_of_place(PlaceNumber place) const {
  const Place p = gazetteer_.place(place);
  const bool settlement = holds(p.type, "city") || holds(p.type, "town") ||
                          holds(p.type, "capital") || holds(p.type, "village");
  const PlaceFact fact{.parent = p.parent,
                       .standing = standing_of(p.type),
                       .district = holds(p.type, "district") || holds(p.type, "province"),
                       .corridor = holds(p.type, "corridor"),
                       .water = holds(p.type, "river") || holds(p.type, "lake") ||
                                holds(p.type, "sea") || holds(p.type, "reservoir"),
                       .mountain = holds(p.type, "mountain") || holds(p.type, "height"),
                       .has_family = !gazetteer_.family(place).empty(),
                       .untyped = p.type.empty(),
                       .settlement = settlement};
  places_[place].store(pack(fact), std::memory_order_relaxed);
  return fact;
}

}  // namespace byname
