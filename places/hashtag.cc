#include "places/hashtag.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "places/code_points.h"
#include "places/key_hash.h"
#include "places/word_lists.h"
#include "text/scanner.h"

namespace byname {

namespace {

constexpr std::size_t kLongestWord = 160;  // characters
constexpr std::size_t kLongestPiece = 40;

// A place of so many letters is known even beside letters that are no word.
constexpr std::size_t kUnmistakable = 7;

enum class Sort : std::uint8_t { none, place, word, digits, chunk, junk };

// A character of the surface with its marks, and where its folded form begins.
struct Cluster {
  std::uint32_t begin = 0;
  std::uint32_t folded = 0;
  bool upper = false;
  bool digit = false;
};

// The clusters of the word, the last one an end mark; empty if the folded term
// is not the sum of the folded characters.
std::vector<Cluster> clusters_of(std::string_view surface, std::string_view term) {
  std::vector<Cluster> clusters;
  std::size_t folded = 0;
  for (std::size_t i = 0; i < surface.size();) {
    const CodePoint first = code_point_at(surface, i);
    std::size_t end = i + first.bytes;
    while (end < surface.size()) {
      const CodePoint mark = code_point_at(surface, end);
      if (!is_combining(mark.value)) break;
      end += mark.bytes;
    }
    Cluster cluster{.begin = static_cast<std::uint32_t>(i),
                    .folded = static_cast<std::uint32_t>(folded),
                    .upper = is_upper_letter(first.value),
                    .digit = is_digit(first.value)};
    if (end == i + 1 && first.value < 0x80) {
      const char c = cluster.upper ? static_cast<char>(first.value + 32) : surface[i];
      if (folded >= term.size() || term[folded] != c) return {};
      ++folded;
    } else {
      const std::string f = fold(surface.substr(i, end - i));
      if (f.empty()) {
        if (folded < term.size() && term[folded] == '\'') ++folded;
      } else if (term.substr(folded).starts_with(f)) {
        folded += f.size();
      } else {
        return {};
      }
    }
    clusters.push_back(cluster);
    if (clusters.size() > kLongestWord) return {};
    i = end;
  }
  if (folded != term.size()) return {};
  clusters.push_back({.begin = static_cast<std::uint32_t>(surface.size()),
                      .folded = static_cast<std::uint32_t>(folded)});
  return clusters;
}

// Whether the writing itself ends a word before cluster i: an edge, a change of
// case (aB, ABc) or of letters and digits.
bool breaks_before(const std::vector<Cluster>& c, std::size_t i) {
  const std::size_t n = c.size() - 1;
  if (i == 0 || i == n) return true;
  if (c[i].digit != c[i - 1].digit) return true;
  if (c[i].upper && !c[i - 1].upper) return true;
  return c[i].upper && c[i - 1].upper && i + 1 < n && !c[i + 1].upper && !c[i + 1].digit;
}

struct Step {
  double cost = std::numeric_limits<double>::infinity();
  std::size_t from = 0;
  Sort sort = Sort::none;
};

struct Piece {
  std::size_t from = 0;
  std::size_t to = 0;
  Sort sort = Sort::none;
};

// The price of a form at this place of the word; negative if it may not stand here.
double price_of_form(const NameFacts& facts, const std::vector<FormEntry>& entries,
                     std::size_t letters, bool edges, bool capital) {
  double best = -1;
  for (const FormEntry& entry : entries) {
    if (letters < 4) continue;
    std::uint8_t doubts = facts.of(entry.name).doubts;
    if (facts.of_place(entry.place).standing >= Standing::area)
      doubts &= ~(kDoubtPerson | kDoubtPeople);
    if ((doubts & (kDoubtWord | kDoubtPerson | kDoubtPeople)) != 0) {
      // Doubtful names want a frame, and ordinary words a capital too: VanLife,
      // ganjalovers, lorikeet.
      if (!edges || ((doubts & kDoubtWord) != 0 && (!capital || letters < 5))) continue;
    }
    if ((doubts & kDoubtAbbreviation) != 0) continue;
    double price = 1.0;
    if (entry.kind != MentionKind::name) {
      price = 2.2;
    } else if (!entry.is_name) {
      if (letters < 5) continue;
      price = 1.4;
    }
    if (letters == 4 && !edges) price += 0.5;
    if (best < 0 || price < best) best = price;
  }
  return best;
}

}  // namespace

namespace {

// Of eight bytes, one bit each where an ASCII letter from `first` to `last` stands; all are
// below 0x80.
std::uint64_t letters_among(std::uint64_t eight, char first, char last) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  const std::uint64_t from = eight + kOnes * static_cast<unsigned>(0x80 - first);
  const std::uint64_t above = eight + kOnes * static_cast<unsigned>(0x7f - last);
  return (from & ~above & (kOnes << 7)) >> 7;
}

}  // namespace

bool has_inner_capital(std::string_view surface) {
  bool lower_before = false;
  std::size_t ascii = 0;
  for (; ascii + 8 <= surface.size(); ascii += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, surface.data() + ascii, 8);
    if ((eight & 0x8080808080808080U) != 0) break;
    const std::uint64_t lower = letters_among(eight, 'a', 'z');
    const std::uint64_t upper = letters_among(eight, 'A', 'Z');
    if ((upper & (lower << 8 | std::uint64_t{lower_before})) != 0) return true;
    lower_before = (lower >> 56) != 0;
  }
  for (std::size_t i = ascii; i < surface.size();) {
    const auto byte = static_cast<unsigned char>(surface[i]);
    if (byte < 0x80) {
      if (lower_before && byte >= 'A' && byte <= 'Z') return true;
      lower_before = byte >= 'a' && byte <= 'z';
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(surface, i);
    if (!is_combining(c.value)) {
      if (lower_before && is_upper_letter(c.value)) return true;
      lower_before = is_small_letter(c.value);
    }
    i += c.bytes;
  }
  return false;
}

bool TagSplitter::is_word_of_a_name(std::uint64_t hash) const {
  std::call_once(words_.once, [this] {
    const CompiledGazetteer& gazetteer = facts_.gazetteer();
    TokenStream stream;
    auto& hashes = words_.hashes;
    for (NameNumber n = 0; n < gazetteer.name_count(); ++n) {
      const std::string_view text = gazetteer.text_of(n);
      if (text.find_first_of(" -") == std::string_view::npos) continue;
      scan(text, stream);
      for (const Token& token : stream.tokens)
        if (token.term_length > 2) hashes.push_back(key_hash(stream.term(token)));
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    hashes.shrink_to_fit();
    words_.bits.resize(std::bit_ceil(hashes.size() / 4 + 1));
    for (const std::uint64_t known : hashes) *words_.bit(known).word |= words_.bit(known).mask;
  });
  const auto [word, mask] = words_.bit(hash);
  return (*word & mask) != 0 &&
         std::binary_search(words_.hashes.begin(), words_.hashes.end(), hash);
}

void TagSplitter::split(std::string_view surface, std::string_view term, Texts texts,
                        std::vector<TagPlace>& out) const {
  out.clear();
  const CompiledGazetteer& gazetteer = facts_.gazetteer();
  const std::vector<Cluster> clusters = clusters_of(surface, term);
  if (clusters.size() < 4) return;
  const std::size_t n = clusters.size() - 1;
  const auto folded = [&](std::size_t from, std::size_t to) {
    return term.substr(clusters[from].folded, clusters[to].folded - clusters[from].folded);
  };
  std::vector<bool> edge(n + 1);
  bool framed = false;  // the writing divides the word somewhere
  for (std::size_t i = 0; i <= n; ++i) {
    edge[i] = breaks_before(clusters, i);
    framed = framed || (edge[i] && i > 0 && i < n);
  }

  std::vector<FormEntry> entries;
  std::vector<Step> best(n + 1);
  best[0].cost = 0;
  for (std::size_t from = 0; from < n; ++from) {
    if (best[from].cost == std::numeric_limits<double>::infinity()) continue;
    bool inner_edge = false;
    bool digits = true;
    const std::string_view rest = folded(from, n);
    std::uint64_t hash = kEmptyKey;  // key_hash() of the piece
    const std::size_t shortest = gazetteer.shortest_stem(rest);
    for (std::size_t to = from + 1; to <= std::min(n, from + kLongestPiece); ++to) {
      const std::size_t letters = to - from;
      hash = roll(hash, folded(to - 1, to));
      if (letters > 1 && edge[to - 1]) inner_edge = true;
      digits = digits && clusters[to - 1].digit;
      const bool edges = edge[from] && edge[to];
      const auto offer = [&](double price, Sort sort) {
        const double cost = best[from].cost + price;
        if (cost < best[to].cost - 1e-9) best[to] = {cost, from, sort};
      };
      offer(2.5 + 0.8 * static_cast<double>(letters), Sort::junk);
      if (digits && edges) offer(0.3, Sort::digits);
      if (digits) continue;
      if (framed && edges && !inner_edge) offer(2.8, Sort::chunk);
      const std::string_view piece = folded(from, to);
      if (is_tag_word(piece, hash)) offer(letters == 1 ? 1.6 : 1.0, Sort::word);
      if (letters >= 3) {
        entries.clear();
        if (shortest > 0 && piece.size() >= shortest) gazetteer.forms(piece, entries, texts);
        const double price =
            entries.empty() ? -1
                            : price_of_form(facts_, entries, letters, edges, clusters[from].upper);
        if (price >= 0) {
          offer(price, Sort::place);
        } else if (is_word_of_a_name(hash)) {
          offer(1.2, Sort::word);
        }
      }
    }
  }

  std::vector<Piece> pieces;
  for (std::size_t to = n; to > 0; to = best[to].from)
    pieces.push_back({best[to].from, to, best[to].sort});
  std::reverse(pieces.begin(), pieces.end());

  const auto accounted_for = [&](std::size_t p, std::size_t letters) {
    const Piece& piece = pieces[p];
    const std::size_t length = piece.to - piece.from;
    // Two letters at an end may as well be an ending: Karsan is not Kars | an.
    const bool ending = piece.sort == Sort::word && length <= 2 &&
                        !(edge[piece.from] && edge[piece.to]) && (piece.from == 0 || piece.to == n);
    if (piece.sort != Sort::junk && !ending) return true;
    return letters >= kUnmistakable && (length >= 3 || ending);
  };
  const auto stands = [&](std::size_t first, std::size_t last) {
    const std::size_t letters = pieces[last].to - pieces[first].from;
    return (first == 0 || accounted_for(first - 1, letters)) &&
           (last + 1 == pieces.size() || accounted_for(last + 1, letters));
  };
  const std::size_t longest = gazetteer.longest_key();
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    // Names of several words first: Corridor | de | Latchine.
    std::size_t last = p;
    std::string key(folded(pieces[p].from, pieces[p].to));
    std::string found = pieces[p].sort == Sort::place ? key : std::string();
    if (pieces[p].sort == Sort::junk || pieces[p].sort == Sort::digits) continue;
    for (std::size_t q = p + 1; q < pieces.size() && q - p < longest; ++q) {
      if (pieces[q].sort == Sort::junk) break;
      key += ' ';
      key += folded(pieces[q].from, pieces[q].to);
      gazetteer.forms(key, entries, texts);
      if (entries.empty()) continue;
      last = q;
      found = key;
    }
    if (!found.empty() && stands(p, last)) {
      TagPlace place{clusters[pieces[p].from].begin, clusters[pieces[last].to].begin, found};
      for (std::size_t q = p; q <= last; ++q) {
        const std::uint32_t begin = clusters[pieces[q].from].begin;
        if (q > p) place.marked += ' ';
        place.marked +=
            fold_keeping_marks(surface.substr(begin, clusters[pieces[q].to].begin - begin));
      }
      out.push_back(std::move(place));
    }
    p = last;
  }
}

}  // namespace byname
