#include "places/resolver.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

#include "places/keyboard.h"
#include "places/sounding.h"
#include "places/spelling.h"
#include "places/tsv.h"
#include "places/word_lists.h"
#include "schemas/hash.h"
#include "text/scanner.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kMaxQueryBytes = 2000;
constexpr std::size_t kMaxQueryTokens = 64;
constexpr std::size_t kMaxGuesses = 8;
constexpr std::array<std::string_view, 11> kNoPlaces{"club",     "word",     "name",   "people",
                                                     "ethnonym", "language", "oil",    "slang",
                                                     "meaning",  "captive",  "company"};
constexpr double kSoundInQuery = 0.40;  // a person sees the list
constexpr double kSoundsSame = 0.10;

// A stretch of a query with the text it stands in, where that is known.
struct TypedWords {
  const TokenStream& stream;
  std::size_t first, count;
  std::string_view text{};   // empty: only the folded tokens are known
  bool small_tells = false;  // SmallLetters::tell, and it is one word in small letters

  std::string_view term(std::size_t i) const { return stream.term(first + i); }
  std::string_view surface() const {
    if (text.empty()) return {};
    const auto begin = stream.tokens[first].begin;
    return text.substr(begin, stream.tokens[first + count - 1].end - begin);
  }
  bool marked() const {
    return std::any_of(stream.tokens.begin() + static_cast<std::ptrdiff_t>(first),
                       stream.tokens.begin() + static_cast<std::ptrdiff_t>(first + count),
                       [](const Token& token) { return token.has(kMarked); });
  }
};

std::uint32_t low_hash(std::string_view text) { return static_cast<std::uint32_t>(hash64(text)); }

// Whether `typed` is `name` with some or all of its marks left out, none added.
// Both keep their marks; letter for letter, so that Agdərə passes for Ağdərə.
bool leaves_marks_out(std::string_view typed, std::string_view name) {
  const auto a = to_letters(typed), b = to_letters(name);
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    // A letter that folding leaves alone and that the other folds to.
    if (a[i] >= 0x80) return false;
  }
  return true;
}

// The candidates of a query, one a place, each with what it is worth.
class Candidates {
 public:
  explicit Candidates(const CompiledGazetteer& gazetteer) : gazetteer_(gazetteer) {}

  // `cost` in thousandths: what the way from the query to the name takes away.
  void add(Resolved found, int cost) {
    const int worth = 1000 - cost + weight_of(found);
    for (auto& other : all_)
      if (other.resolved.place == found.place) {
        if (worth > other.worth) other = {found, worth};
        return;
      }
    all_.push_back({found, worth});
  }
  bool empty() const { return all_.empty(); }

  std::vector<Resolved> sorted(std::size_t limit = SIZE_MAX) {
    std::stable_sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) {
      return std::tuple(-a.worth, a.resolved.place) < std::tuple(-b.worth, b.resolved.place);
    });
    std::vector<Resolved> result;
    for (const auto& candidate : all_)
      if (result.size() < limit) result.push_back(candidate.resolved);
    return result;
  }

 private:
  struct Candidate {
    Resolved resolved{};
    int worth = 0;
  };

  // Which of several places of one name is meant, as far as they tell themselves:
  // a town before its district, who bears the name before who bore it, the place
  // of many names before the hamlet.
  int weight_of(const Resolved& found) const {
    const Name name = gazetteer_.name(found.name);
    const Place place = gazetteer_.place(found.place);
    const auto [first, end] = gazetteer_.names_of(found.place);
    int weight = static_cast<int>(std::min<std::size_t>(end - first, 40));
    if (name.kind == "historical") weight -= 70;
    if (name.kind == "colloquial" || name.kind == "variant") weight -= 15;
    if (!name.ambiguous.empty()) weight -= 60;
    if (found.kind != MentionKind::name) weight -= 40;
    const auto type = std::string_view(place.type).substr(0, place.type.find(" ("));
    static constexpr std::pair<std::string_view, int> kTypes[] = {
        {"country", 60},  {"capital", 50},  {"city", 40},   {"town", 30},      {"region", 25},
        {"province", 20}, {"district", 15}, {"village", 5}, {"corridor", -10}, {"concept", -10}};
    for (const auto& [known, value] : kTypes)
      if (type == known) weight += value;
    if (place.type.find("historical") != std::string::npos) weight -= 40;
    return weight;
  }

  const CompiledGazetteer& gazetteer_;
  std::vector<Candidate> all_;
};

// What a name is besides: another place of the same name is less of a doubt than
// a word, a person or a club.
bool may_be_no_place(std::string_view ambiguous) {
  if (ambiguous.empty()) return false;
  const bool other_places = ambiguous.starts_with("other ") || ambiguous.starts_with("also ") ||
                            ambiguous.starts_with("several ") || ambiguous.starts_with("many ");
  if (!other_places) return true;
  return std::any_of(kNoPlaces.begin(), kNoPlaces.end(), [&](std::string_view word) {
    return ambiguous.find(word) != std::string_view::npos;
  });
}

constexpr std::uint16_t kSeveralPlaces = 700;

std::uint16_t confidence_of(MentionRule rule, std::string_view ambiguous) {
  if (may_be_no_place(ambiguous)) return 450;
  if (!ambiguous.empty()) return kSeveralPlaces;
  return rule == MentionRule::listed ? 990 : rule == MentionRule::inflected ? 950 : 900;
}

// The forms of one key that agree with how the query writes its marks.
class TableLookup {
 public:
  TableLookup(const CompiledGazetteer& gazetteer, const TypedWords& window)
      : gazetteer_(gazetteer),
        kept_(window.surface().empty() ? std::string() : fold_keeping_marks(window.surface())),
        marked_(window.marked()),
        small_tells_(window.small_tells) {}

  std::vector<Resolved> operator()(std::string_view key) const {
    std::vector<FormEntry> entries;
    gazetteer_.forms(key, entries);
    std::vector<std::pair<Resolved, int>> found;
    // Flagged in one language, a spelling is ambiguous in all: a query has none.
    std::vector<std::pair<PlaceNumber, std::string>> flags;
    for (const auto& entry : entries)
      if (auto flag = gazetteer_.ambiguity_of(entry.name); entry.is_name && !flag.empty())
        flags.emplace_back(gazetteer_.place_of(entry.name), std::move(flag));
    const auto ambiguity = [&](PlaceNumber place, NameNumber name) {
      std::string worst = gazetteer_.ambiguity_of(name);
      for (const auto& [flagged, flag] : flags)
        if (flagged == place && (worst.empty() || may_be_no_place(flag))) worst = flag;
      return worst;
    };
    bool listed = false;
    for (const auto& entry : entries) {
      const auto rule = rule_of(entry, key);
      if (!rule) continue;
      if (small_tells_ && is_common_word(key, gazetteer_.name(entry.name).lang)) continue;
      // Շուշան is somebody before it is Shusha with an article.
      if (!entry.is_name && (roles_of(key) & kGivenName) != 0) continue;
      listed = listed || (*rule != MentionRule::inflected && entry.kind == MentionKind::name);
      const auto place = gazetteer_.place_of(entry.name);
      const int cost = (*rule == MentionRule::listed     ? 0
                        : *rule == MentionRule::unmarked ? 60
                                                         : 90) +
                       (entry.joined ? 20 : 0);
      found.push_back({{.place = place,
                        .name = entry.name,
                        .rule = *rule,
                        .kind = entry.kind,
                        .confidence = confidence_of(*rule, ambiguity(place, entry.name))},
                       cost});
    }
    // Who types a name in full does not mean the case form of another.
    Candidates candidates(gazetteer_);
    for (const auto& [resolved, cost] : found)
      if (!listed || resolved.rule != MentionRule::inflected) candidates.add(resolved, cost);
    return candidates.sorted();
  }

 private:
  std::optional<MentionRule> rule_of(const FormEntry& entry, std::string_view key) const {
    const auto as_name = entry.is_name ? MentionRule::listed : MentionRule::inflected;
    if (!kept_.empty() && entry.marked == low_hash(kept_)) return as_name;
    if (!marked_) {
      // A name without marks of its own was typed as it is listed.
      if (entry.marked ==
          low_hash(entry.joined && entry.is_name ? gazetteer_.folded(entry.name) : key))
        return as_name;
      return entry.is_name ? MentionRule::unmarked : MentionRule::inflected;
    }
    if (kept_.empty()) {  // marks were typed, but which is not known
      if (entry.marked == low_hash(key)) return std::nullopt;
      return as_name;
    }
    if (entry.joined) return MentionRule::unmarked;
    if (entry.is_name &&
        leaves_marks_out(kept_, fold_keeping_marks(gazetteer_.name(entry.name).text)))
      return MentionRule::unmarked;
    return std::nullopt;  // other marks than the name's: Suša
  }

  const CompiledGazetteer& gazetteer_;
  std::string kept_;
  bool marked_;
  bool small_tells_;
};

std::string without_apostrophes(std::string_view term) {
  std::string result(term);
  std::erase(result, '\'');
  return result;
}

// What a word with an apostrophe may stand for: Step'anakert, Baku's, d'Artsakh.
std::vector<std::string> apostrophe_variants(std::string_view term) {
  const auto at = term.find('\'');
  if (at == std::string_view::npos) return {};
  std::vector<std::string> variants{without_apostrophes(term)};
  const auto last = term.rfind('\'');
  if (last >= 3 && term.size() - last <= 7)
    variants.emplace_back(without_apostrophes(term.substr(0, last)));
  const auto head = term.substr(0, at);
  if (head.size() <= 2 || head == "jusqu" || head == "lorsqu")
    variants.emplace_back(without_apostrophes(term.substr(at + 1)));
  return variants;
}

std::string key_of(const TypedWords& window, std::string_view separator = " ") {
  std::string key;
  for (std::size_t i = 0; i < window.count; ++i) {
    if (i > 0) key += separator;
    key += window.term(i);
  }
  return key;
}

// The window as it stands, without its apostrophes, and without its blanks.
std::vector<Resolved> look_up(const CompiledGazetteer& gazetteer, const TypedWords& window,
                              bool also_joined) {
  const TableLookup table(gazetteer, window);
  const auto key = key_of(window);
  auto found = table(key);
  if (found.empty() && key.find('\'') != std::string::npos) {
    const auto head = key_of({window.stream, window.first, window.count - 1});
    for (const auto& last : apostrophe_variants(window.term(window.count - 1)))
      if (found.empty()) found = table(head.empty() ? last : head + " " + last);
    if (found.empty()) found = table(without_apostrophes(key));
  }
  if (found.empty() && also_joined && window.count > 1) found = table(key_of(window, ""));
  return found;
}

// Unlisted spellings of one word: those whose sounds agree, else those a slip
// of the finger away.
class Guesser {
 public:
  explicit Guesser(const CompiledGazetteer& gazetteer) : gazetteer_(gazetteer) {}

  std::vector<Resolved> by_sound(std::string_view word, double limit) const {
    const auto close = names_sounding_like(gazetteer_, word, limit, true);
    Candidates candidates(gazetteer_);
    for (const auto& [name, distance] : close)
      if (distance <= close.front().distance + 0.12)
        candidates.add(
            guess(name, MentionRule::romanised, static_cast<std::uint16_t>(850 - 500 * distance)),
            static_cast<int>(100 + 1000 * distance));
    return candidates.sorted(kMaxGuesses);
  }

  std::vector<Resolved> by_spelling(std::string_view word, std::size_t limit) const {
    const auto letters = to_letters(word);
    const auto n = letters.size();
    std::vector<std::pair<std::size_t, NameNumber>> close;
    std::size_t best = limit;
    // A name of several words is as long as its letters and its blanks.
    for (const auto name : gazetteer_.names_by_length(n - std::min(n, limit), n + limit + 3)) {
      const auto distance = slips(letters, to_letters(joined_name(name)), best);
      if (distance > best) continue;
      best = distance;
      close.emplace_back(distance, name);
    }
    Candidates candidates(gazetteer_);
    std::vector<FormEntry> entries;
    for (const auto& [distance, name] : close) {
      if (distance > best) continue;
      gazetteer_.forms(gazetteer_.folded(name), entries);
      for (const auto& entry : entries)
        if (entry.is_name)
          candidates.add(guess(entry.name, MentionRule::misspelt,
                               static_cast<std::uint16_t>(700 - 100 * distance)),
                         static_cast<int>(200 + 100 * distance));
    }
    return candidates.sorted(kMaxGuesses);
  }

  // The better of both for a word that is no name.
  std::vector<Resolved> operator()(std::string_view word) const {
    const auto letters = to_letters(word).size();
    if (letters < 4) return {};
    auto found = by_sound(word, kSoundInQuery);
    if (found.empty() && letters >= 5) found = by_spelling(word, allowed_slips(letters));
    return found;
  }

 private:
  std::string joined_name(NameNumber name) const {
    std::string word(gazetteer_.folded(name));
    std::erase(word, ' ');
    return word;
  }
  Resolved guess(NameNumber name, MentionRule rule, std::uint16_t confidence) const {
    const auto kind = gazetteer_.name(name).kind;
    return {.place = gazetteer_.place_of(name),
            .name = name,
            .rule = rule,
            .kind = kind == "adjective" ? MentionKind::adjective
                    : kind == "demonym" ? MentionKind::demonym
                                        : MentionKind::name,
            .confidence = confidence};
  }

  const CompiledGazetteer& gazetteer_;
};

bool are_capitalised(const TokenStream& query) {
  return std::all_of(query.tokens.begin(), query.tokens.end(), [](const Token& token) {
    return !token.has(kCased) || token.has(kInitialUpper);
  });
}

bool all_ambiguous(const std::vector<Resolved>& places) {
  return std::all_of(places.begin(), places.end(),
                     [](const Resolved& found) { return found.confidence < kDoubtful; });
}

// Greedy longest match from the left. `text` may be empty.
std::vector<SpottedName> spot(const CompiledGazetteer& gazetteer, const TokenStream& query,
                              std::string_view text) {
  std::vector<SpottedName> spotted;
  const auto count = std::min(query.tokens.size(), kMaxQueryTokens);
  for (std::size_t first = 0; first < count;) {
    SpottedName longest{.first_token = first, .tokens = 0};
    std::uint64_t key = 0;
    for (std::size_t n = 1; first + n <= count; ++n) {
      if (n > 1 && query.tokens[first + n - 1].gap == Gap::paragraph) break;
      // Only the last word of a name can bear an apostrophe that look_up() reads.
      if (auto found = look_up(gazetteer, {query, first, n, text}, false); !found.empty())
        longest = {first, n, std::move(found)};
      key = extend_key(key, query.term(first + n - 1));
      if (!gazetteer.is_prefix(key)) break;
    }
    first += std::max<std::size_t>(longest.tokens, 1);
    if (longest.tokens > 0) spotted.push_back(std::move(longest));
  }
  return spotted;
}

// Whether `outer` is what `inner` lies in, at any remove.
bool lies_in(const CompiledGazetteer& gazetteer, PlaceNumber inner, PlaceNumber outer) {
  PlaceNumber at = inner;
  for (int steps = 0; steps < 16; ++steps) {
    at = gazetteer.place(at).parent;
    if (at == kNoNumber) return false;
    if (at == outer) return true;
  }
  return false;
}

// A query of several words that is no name as a whole: "Martuni Karabakh",
// "Xocalı soyqırımı", "white van crash".
class InContext {
 public:
  InContext(const CompiledGazetteer& gazetteer, const TokenStream& query, std::string_view text)
      : gazetteer_(gazetteer), query_(query), text_(text) {}

  std::vector<Resolved> operator()() const {
    auto spotted = spot(gazetteer_, query_, text_);
    if (spotted.empty()) spotted = misspelt_windows();
    // Names that are not enough by themselves count beside one that is.
    if (std::all_of(spotted.begin(), spotted.end(), [&](const SpottedName& one) {
          return is_doubtful(one) && !beside_type_word(one) && !lies_in_another(one, spotted);
        }))
      return {};
    for (auto& one : spotted) prefer_what_lies_in(one, spotted);
    std::vector<Resolved> places;
    for (const auto& one : spotted) add(one.places.front(), places);
    most_specific_first(places);
    for (const auto& one : spotted)
      for (const auto& other : one.places) add(other, places);
    return places;
  }

 private:
  static void add(const Resolved& found, std::vector<Resolved>& places) {
    if (std::none_of(places.begin(), places.end(),
                     [&](const Resolved& known) { return known.place == found.place; }))
      places.push_back(found);
  }

  bool is_doubtful(const SpottedName& one) const {
    const auto& best = one.places.front();
    if (all_ambiguous(one.places)) return true;
    if (one.tokens > 1) return false;
    const auto& token = query_.tokens[one.first_token];
    const bool small = token.has(kCased) && !token.has(kInitialUpper);
    const auto letters = to_letters(query_.term(token)).size();
    // bakım, bardak: a short word in small letters that a grammar could make of a name.
    return small && best.rule == MentionRule::inflected && letters <= 6;
  }

  // Füzuli şəhəri, Ivanyan airport.
  bool beside_type_word(const SpottedName& one) const {
    const auto is_type_word = [&](std::size_t token) {
      return token < query_.tokens.size() &&
             (roles_of(query_.term(token)) & (kDistrictWord | kCorridorWord | kPlaceWord)) != 0;
    };
    return is_type_word(one.first_token + one.tokens) ||
           (one.first_token > 0 && is_type_word(one.first_token - 1));
  }

  bool lies_in_another(const Resolved& found, const SpottedName& one,
                       const std::vector<SpottedName>& all) const {
    return std::any_of(all.begin(), all.end(), [&](const SpottedName& other) {
      return other.first_token != one.first_token &&
             lies_in(gazetteer_, found.place, other.places.front().place);
    });
  }
  // Martuni Karabakh.
  bool lies_in_another(const SpottedName& one, const std::vector<SpottedName>& all) const {
    return std::any_of(one.places.begin(), one.places.end(),
                       [&](const Resolved& found) { return lies_in_another(found, one, all); });
  }

  // Of the places of one name the one that lies in another place of the query.
  void prefer_what_lies_in(SpottedName& one, const std::vector<SpottedName>& all) const {
    std::stable_partition(one.places.begin(), one.places.end(),
                          [&](const Resolved& found) { return lies_in_another(found, one, all); });
  }

  // "Sanasar town Karabakh" asks for the town; Karabakh says which.
  void most_specific_first(std::vector<Resolved>& places) const {
    std::stable_sort(places.begin(), places.end(), [&](const Resolved& a, const Resolved& b) {
      return depth(a.place) > depth(b.place) && lies_in(gazetteer_, a.place, b.place);
    });
  }
  int depth(PlaceNumber place) const {
    int steps = 0;
    while (steps < 16 && (place = gazetteer_.place(place).parent) != kNoNumber) ++steps;
    return steps;
  }

  // Long names, hardly misspelt: Nagorno-Karabah conflict.
  std::vector<SpottedName> misspelt_windows() const {
    const Guesser guess(gazetteer_);
    const auto count = std::min<std::size_t>(query_.tokens.size(), 12);
    for (std::size_t n = 3; n > 0; --n)
      for (std::size_t first = 0; first + n <= count; ++first) {
        const auto word = key_of({query_, first, n}, "");
        if (to_letters(word).size() < (n == 1 ? 8U : 9U)) continue;
        if (auto found = guess.by_spelling(word, 1); !found.empty())
          return {{first, n, std::move(found)}};
      }
    return {};
  }

  const CompiledGazetteer& gazetteer_;
  const TokenStream& query_;
  std::string_view text_;
};

std::vector<Resolved> typed_on_another_layout(const CompiledGazetteer& gazetteer,
                                              std::string_view query) {
  std::vector<Resolved> places;
  for (const auto& text : other_layouts(query)) {
    TokenStream stream;
    scan(text, stream);
    const auto count = stream.tokens.size();
    if (count == 0 || count > 8 || to_letters(fold(text)).size() < 4) continue;
    for (auto found : look_up(gazetteer, {stream, 0, count, text}, false)) {
      found.rule = MentionRule::misspelt;
      found.confidence = std::min<std::uint16_t>(found.confidence, 800);
      if (std::none_of(places.begin(), places.end(),
                       [&](const Resolved& known) { return known.place == found.place; }))
        places.push_back(found);
    }
  }
  return places;
}

}  // namespace

std::vector<Resolved> resolve(const CompiledGazetteer& gazetteer, std::string_view query,
                              SmallLetters small) {
  query = trimmed(query);
  if (query.empty() || query.size() > kMaxQueryBytes) return {};
  TokenStream stream;
  scan(query, stream);
  const auto count = std::min(stream.tokens.size(), kMaxQueryTokens);

  std::vector<Resolved> places;
  bool ordinary = false;
  if (count > 0 && count == stream.tokens.size()) {
    const Token& token = stream.tokens.front();
    const bool tells =
        small == SmallLetters::tell && count == 1 && token.has(kCased) && !token.has(kInitialUpper);
    places = look_up(gazetteer, {stream, 0, count, query, tells}, true);
    ordinary =
        tells && places.empty() && !look_up(gazetteer, {stream, 0, count, query}, true).empty();
  }
  if (const auto place = gazetteer.find_place(query)) {
    std::erase_if(places, [&](const Resolved& found) { return found.place == *place; });
    places.insert(places.begin(), {.place = *place, .name = gazetteer.names_of(*place).first});
  }
  if (ordinary) return places;
  if (places.empty() && count > 1) places = InContext(gazetteer, stream, query)();
  if (places.empty()) places = typed_on_another_layout(gazetteer, query);
  // Շուշան is somebody, and no odd spelling of Shusha.
  if (places.empty() && count == 1 && (roles_of(stream.term(0)) & kGivenName) == 0)
    places = Guesser(gazetteer)(stream.term(0));
  if (places.empty() && count > 1 && count <= 4) {
    // Names of several words, all of them spelt in a way that nobody listed.
    const auto word = key_of({stream, 0, count}, "");
    if (to_letters(word).size() >= 9) {
      places = Guesser(gazetteer)(word);
    } else if (are_capitalised(stream)) {
      // San Luis, Սան Լուիս: short ones have to sound the same.
      places = Guesser(gazetteer).by_sound(word, kSoundsSame);
    }
  }
  return places;
}

std::vector<SpottedName> spot_names(const CompiledGazetteer& gazetteer, const TokenStream& query,
                                    bool guess) {
  auto spotted = spot(gazetteer, query, {});
  if (!guess) return spotted;
  std::vector<bool> taken(query.tokens.size(), false);
  for (const auto& one : spotted)
    for (std::size_t i = 0; i < one.tokens; ++i) taken[one.first_token + i] = true;
  const Guesser guesser(gazetteer);
  const auto count = std::min(query.tokens.size(), kMaxQueryTokens);
  for (std::size_t i = 0; i < count; ++i)
    if (!taken[i])
      if (auto places = guesser(query.term(i)); !places.empty())
        spotted.push_back({i, 1, std::move(places)});
  std::sort(spotted.begin(), spotted.end(),
            [](const auto& a, const auto& b) { return a.first_token < b.first_token; });
  return spotted;
}

}  // namespace byname
