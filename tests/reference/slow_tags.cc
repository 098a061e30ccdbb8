#include "tests/reference/slow_tags.h"

#include <algorithm>
#include <map>
#include <optional>

#include "tests/reference/icu_letters.h"
#include "tests/reference/icu_scanner.h"
#include "tests/reference/slow_letters.h"
#include "tests/reference/slow_words.h"

namespace byname::test {

namespace {

// A character with its marks.
struct Sign {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool capital = false;
  bool digit = false;
  std::string folded{};
  std::string marked{};
};

enum class What { junk, digits, stretch, word, place };

struct Piece {
  std::size_t from = 0;
  std::size_t to = 0;
  What what = What::junk;

  std::size_t length() const { return to - from; }
};

struct Division {
  int price = 0;  // in tenths
  std::vector<Piece> pieces{};
};

class Divider {
 public:
  Divider(const SlowGazetteer& gazetteer, std::vector<Sign> signs, const std::string& lang)
      : gazetteer_(gazetteer), signs_(std::move(signs)), lang_(lang) {
    for (std::size_t i = 1; i < signs_.size(); ++i) framed_ = framed_ || is_edge(i);
  }

  std::vector<SlowTagPlace> run() {
    const std::vector<Piece> pieces = best(signs_.size()).pieces;
    std::vector<SlowTagPlace> places;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      if (pieces[p].what == What::junk || pieces[p].what == What::digits) continue;
      // The longest name of pieces from here, a word each.
      std::size_t last = p;
      bool found = pieces[p].what == What::place;
      std::string key = folded(pieces[p]);
      for (std::size_t q = p + 1;
           q < pieces.size() && q - p < gazetteer_.longest_key() && pieces[q].what != What::junk;
           ++q) {
        key += ' ' + folded(pieces[q]);
        if (gazetteer_.forms(key, lang_).empty()) continue;
        last = q;
        found = true;
      }
      if (found && stands(pieces, p, last)) {
        SlowTagPlace place{.begin = signs_[pieces[p].from].begin,
                           .end = signs_[pieces[last].to - 1].end};
        for (std::size_t q = p; q <= last; ++q) {
          place.key += (q > p ? " " : "") + folded(pieces[q]);
          place.marked += (q > p ? " " : "") + marked(pieces[q]);
        }
        places.push_back(place);
      }
      p = last;
    }
    return places;
  }

 private:
  // Whether the writing ends a word before sign i.
  bool is_edge(std::size_t i) const {
    if (i == 0 || i == signs_.size()) return true;
    const Sign& before = signs_[i - 1];
    const Sign& here = signs_[i];
    if (before.digit != here.digit) return true;
    if (here.capital && !before.capital) return true;
    const bool last_of_capitals =
        i + 1 < signs_.size() && !signs_[i + 1].capital && !signs_[i + 1].digit;
    return here.capital && last_of_capitals;
  }

  std::string folded(const Piece& piece) const {
    std::string result;
    for (std::size_t i = piece.from; i < piece.to; ++i) result += signs_[i].folded;
    return result;
  }
  std::string marked(const Piece& piece) const {
    std::string result;
    for (std::size_t i = piece.from; i < piece.to; ++i) result += signs_[i].marked;
    return result;
  }

  // The cheapest division of the first `to` signs; of two alike the one whose
  // last piece is longer.
  const Division& best(std::size_t to) {
    const auto known = known_.find(to);
    if (known != known_.end()) return known->second;
    std::optional<Division> cheapest;
    if (to == 0) cheapest = Division{};
    for (std::size_t from = to < 40 ? 0 : to - 40; from < to; ++from) {
      const Division& before = best(from);
      for (const auto& [what, price] : readings({from, to})) {
        if (cheapest && before.price + price >= cheapest->price) continue;
        cheapest = Division{before.price + price, before.pieces};
        cheapest->pieces.push_back({from, to, what});
      }
    }
    return known_[to] = *cheapest;
  }

  // What a stretch may be, and what it costs.
  std::vector<std::pair<What, int>> readings(const Piece& piece) const {
    const int letters = static_cast<int>(piece.length());
    std::vector<std::pair<What, int>> result{{What::junk, 25 + 8 * letters}};
    bool digits = true;
    bool inner_edge = false;
    for (std::size_t i = piece.from; i < piece.to; ++i) {
      digits = digits && signs_[i].digit;
      inner_edge = inner_edge || (i > piece.from && is_edge(i));
    }
    const bool edges = is_edge(piece.from) && is_edge(piece.to);
    if (digits && edges) result.push_back({What::digits, 3});
    if (digits) return result;
    if (framed_ && edges && !inner_edge) result.push_back({What::stretch, 28});
    const std::string term = folded(piece);
    if (SlowWords::all().is_tag_word(term)) result.push_back({What::word, letters == 1 ? 16 : 10});
    if (letters < 3) return result;
    if (const auto price = price_of_name(term, piece, edges)) {
      result.push_back({What::place, *price});
    } else if (gazetteer_.is_word_of_a_name(term)) {
      result.push_back({What::word, 12});
    }
    return result;
  }

  std::optional<int> price_of_name(const std::string& term, const Piece& piece, bool edges) const {
    const std::size_t letters = piece.length();
    std::optional<int> best_price;
    for (const SpelledForm& form : gazetteer_.forms(term, lang_)) {
      if (letters < 4) continue;
      const Doubts& doubts = gazetteer_.name(form.name).doubts;
      const bool large = gazetteer_.place(gazetteer_.place_of(form.name)).rank >= Rank::area;
      const bool someone = (doubts.person || doubts.people) && !large;
      if ((someone || doubts.word) && !edges) continue;
      if (doubts.word && (!signs_[piece.from].capital || letters < 5)) continue;
      if (doubts.abbreviation) continue;
      if (form.kind == MentionKind::name && !form.is_name && letters < 5) continue;
      int price = form.kind != MentionKind::name ? 22 : form.is_name ? 10 : 14;
      if (letters == 4 && !edges) price += 5;
      if (!best_price || price < *best_price) best_price = price;
    }
    return best_price;
  }

  // Whether a neighbour of a name of so many letters is explained.
  bool explained(const Piece& piece, std::size_t letters) const {
    const bool outermost = piece.from == 0 || piece.to == signs_.size();
    const bool framed = is_edge(piece.from) && is_edge(piece.to);
    const bool ending = piece.what == What::word && piece.length() <= 2 && outermost && !framed;
    if (piece.what != What::junk && !ending) return true;
    return letters >= 7 && (piece.length() >= 3 || ending);
  }

  bool stands(const std::vector<Piece>& pieces, std::size_t first, std::size_t last) const {
    const std::size_t letters = pieces[last].to - pieces[first].from;
    return (first == 0 || explained(pieces[first - 1], letters)) &&
           (last + 1 == pieces.size() || explained(pieces[last + 1], letters));
  }

  const SlowGazetteer& gazetteer_;
  const std::vector<Sign> signs_;
  const std::string lang_;
  bool framed_ = false;  // the writing divides the word somewhere
  std::map<std::size_t, Division> known_{};
};

}  // namespace

std::vector<SlowTagPlace> divide(const SlowGazetteer& gazetteer, std::string_view surface,
                                 std::string_view term, const std::string& lang) {
  std::vector<Sign> signs;
  const std::vector<Char> chars = read(surface);
  for (std::size_t i = 0; i < chars.size();) {
    Sign sign{.begin = chars[i].begin};
    std::vector<UChar32> letters;
    sign.capital = is_capital(static_cast<char32_t>(chars[i].c));
    sign.digit = chars[i].kind == 'D';
    do {
      if (chars[i].kind != 't') letters.push_back(chars[i].c);
      sign.end = chars[i].end;
      ++i;
    } while (i < chars.size() && is_mark(static_cast<char32_t>(chars[i].c)));
    sign.folded = to_utf8(folded(letters, Wanted::search));
    sign.marked = to_utf8(folded(letters, Wanted::marks));
    signs.push_back(sign);
  }
  std::string whole;
  for (const Sign& sign : signs) whole += sign.folded;
  if (whole != term || signs.size() < 3 || signs.size() > 160) return {};
  return Divider(gazetteer, std::move(signs), lang).run();
}

}  // namespace byname::test
