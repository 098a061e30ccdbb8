// From the text of a query to its tree, in two steps: pieces (brackets, quotes,
// operators, fields, stretches of plain words), then clauses. Plain words that
// follow each other are scanned as one text, so that "120 000" is one number
// and "Nagorno- Karabakh" one name, as in documents.
#include <algorithm>
#include <array>
#include <utility>

#include "searcher/dates.h"
#include "searcher/query.h"
#include "text/ascii.h"
#include "text/scanner.h"

namespace byname {
namespace {

// A longer question is cut there: a person does not type it, and time must stay bounded.
constexpr std::size_t kMostBytes = 64 * 1024;
constexpr std::size_t kMostWords = 512;
constexpr std::size_t kDeepest = 50;

constexpr std::array<std::string_view, 10> kFieldNames{"source", "author", "title", "lang", "date",
                                                       "after",  "before", "place", "name", "part"};

struct Piece {
  enum class Kind { plain, quoted, open, close, either, both, exclude, near, field, everything };
  Kind kind = Kind::plain;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Occur occur = Occur::loose;  // by a sign right before it
  std::string_view content{};  // between the quotes; the value of a field
  std::string_view field{};
  bool exact = false;
  std::uint32_t distance = 0;
};

bool is_blank(std::string_view text, std::size_t at, std::size_t& length) {
  const unsigned char c = static_cast<unsigned char>(text[at]);
  length = 1;
  if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0) return true;
  const std::string_view rest = text.substr(at);
  for (const std::string_view blank : {"\u00a0", "\u3000", "\u2028", "\u2029", "\u202f", "\u205f"})
    if (rest.starts_with(blank)) return length = blank.size(), true;
  if (rest.size() >= 3 && rest.starts_with("\xe2\x80") &&
      static_cast<unsigned char>(rest[2]) >= 0x80 && static_cast<unsigned char>(rest[2]) <= 0x8a)
    return length = 3, true;
  return false;
}

// The quotation mark that begins at `at`, and what closes it; empty: none there.
struct QuotePair {
  std::string_view open{};
  std::array<std::string_view, 3> close{};
};
const QuotePair* quote_at(std::string_view rest) {
  static constexpr std::array<QuotePair, 5> kPairs{{
      {"\"", {"\"", "", ""}},
      {"\u201c", {"\u201d", "\u201c", "\""}},
      {"\u201e", {"\u201c", "\u201d", "\""}},
      {"\u00ab", {"\u00bb", "", ""}},
      {"\u201d", {"\u201d", "", ""}},
  }};
  for (const QuotePair& pair : kPairs)
    if (rest.starts_with(pair.open)) return &pair;
  return nullptr;
}

// Field names are short: a full table of edits is cheap.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Warning>& warnings) : text_(text), warnings_(warnings) {}

  std::vector<Piece> pieces() {
    while (skip_blanks()) one();
    return std::move(pieces_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  bool skip_blanks() {
    std::size_t length = 0;
    while (at_ < text_.size() && is_blank(text_, at_, length)) at_ += length;
    return at_ < text_.size();
  }

  bool ends_word(std::size_t at) const {
    std::size_t length = 0;
    return at >= text_.size() || is_blank(text_, at, length) || text_[at] == '(' ||
           text_[at] == ')';
  }

  // Where the run of characters without blank, bracket or quote ends.
  std::size_t chunk_end(std::size_t at) const {
    while (!ends_word(at) && quote_at(text_.substr(at)) == nullptr) ++at;
    return at;
  }

  void warn(std::size_t begin, std::size_t end, std::string message) {
    warnings_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), std::move(message)});
  }

  void add(Piece piece, std::size_t begin, std::size_t end) {
    piece.begin = static_cast<std::uint32_t>(begin);
    piece.end = static_cast<std::uint32_t>(end);
    pieces_.push_back(piece);
    at_ = end;
  }

  // A quoted stretch at `at_`; false (and a warning) if the quote is never closed.
  bool quoted(Occur occur, std::size_t begin) {
    const QuotePair* pair = quote_at(rest());
    const std::size_t inside = at_ + pair->open.size();
    std::size_t close = std::string_view::npos;
    std::size_t length = 0;
    for (const std::string_view mark : pair->close) {
      if (mark.empty()) continue;
      const std::size_t found = text_.find(mark, inside);
      if (found < close) close = found, length = mark.size();
    }
    if (close == std::string_view::npos) {
      if (unclosed_) return at_ = inside, false;  // one warning is enough
      unclosed_ = true;
      warn(at_, inside,
           "this quotation mark is never closed: the words after it are read as words");
      at_ = inside;
      return false;
    }
    add({.kind = Piece::Kind::quoted,
         .occur = occur,
         .content = text_.substr(inside, close - inside)},
        begin, close + length);
    return true;
  }

  bool keyword(std::string_view chunk) {
    const std::size_t begin = at_;
    const std::size_t end = at_ + chunk.size();
    if (chunk == "OR" || chunk == "|" || chunk == "||")
      return add({.kind = Piece::Kind::either}, begin, end), true;
    if (chunk == "AND" || chunk == "&&") return add({.kind = Piece::Kind::both}, begin, end), true;
    if (chunk == "NOT") return add({.kind = Piece::Kind::exclude}, begin, end), true;
    if (chunk == "*") return add({.kind = Piece::Kind::everything}, begin, end), true;
    if (!chunk.starts_with("NEAR")) return false;
    std::string_view number = chunk.substr(4);
    std::uint32_t distance = kDefaultNear;
    if (!number.empty()) {
      if (number[0] != '/' || number.size() < 2 || number.size() > 5) return false;
      number.remove_prefix(1);
      if (!std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return false;
      distance = 0;
      for (const char c : number) distance = distance * 10 + static_cast<std::uint32_t>(c - '0');
    }
    add({.kind = Piece::Kind::near, .distance = std::max(distance, 1U)}, begin, end);
    return true;
  }

  // field:value at `at_`?
  bool field(std::string_view chunk, Occur occur, std::size_t begin) {
    const std::size_t colon = chunk.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 12) return false;
    std::string name = ascii_lower(chunk.substr(0, colon));
    if (name == "language") name = "lang";
    const auto known = std::find(kFieldNames.begin(), kFieldNames.end(), name);
    if (known == kFieldNames.end()) {
      suggest(chunk.substr(0, colon), name);
      return false;
    }
    std::size_t value = at_ + colon + 1;
    bool exact = false;
    if (*known == "name" && value < text_.size() && text_[value] == '=') exact = true, ++value;
    if (ends_word(value)) {
      warn(at_, value,
           std::string(*known) + ": needs a value right after the colon; read as words");
      return false;
    }
    Piece piece{.kind = Piece::Kind::field, .occur = occur, .field = *known, .exact = exact};
    if (const QuotePair* pair = quote_at(text_.substr(value))) {
      const std::size_t inside = value + pair->open.size();
      const std::size_t close = text_.find(pair->close[0], inside);
      if (close != std::string_view::npos) {
        piece.content = text_.substr(inside, close - inside);
        add(piece, begin, close + pair->close[0].size());
        return true;
      }
      warn(value, inside, "this quotation mark is never closed");
      value = inside;
      if (ends_word(value)) return at_ = value, true;
    }
    const std::size_t end = std::max(chunk_end(value), value + 1);
    piece.content = text_.substr(value, end - value);
    add(piece, begin, end);
    return true;
  }

  // A field name with a slip of the finger: the reader should know it was read as a word.
  void suggest(std::string_view typed, const std::string& lower) {
    if (typed != lower || lower.size() < 4) return;
    for (const std::string_view name : kFieldNames)
      if (edits(lower, name) <= (name.size() >= 6 ? 2U : 1U))
        return warn(at_, at_ + typed.size() + 1,
                    "no field is called " + lower + ": (read as a word); did you mean " +
                        std::string(name) + ": ?");
  }

  void one() {
    const std::size_t begin = at_;
    if (text_[at_] == '(') return add({.kind = Piece::Kind::open}, at_, at_ + 1);
    if (text_[at_] == ')') return add({.kind = Piece::Kind::close}, at_, at_ + 1);
    Occur occur = Occur::loose;
    if ((text_[at_] == '-' || text_[at_] == '+') && !ends_word(at_ + 1) && text_[at_ + 1] != '-' &&
        text_[at_ + 1] != '+') {
      occur = text_[at_] == '-' ? Occur::excluded : Occur::required;
      ++at_;
    } else if ((text_[at_] == '-' || text_[at_] == '+') && at_ + 1 < text_.size() &&
               text_[at_ + 1] == '(') {
      return add({.kind = Piece::Kind::open,
                  .occur = text_[at_] == '-' ? Occur::excluded : Occur::required},
                 at_, at_ + 2);
    }
    if (quote_at(rest()) != nullptr) {
      quoted(occur, begin);
      return;
    }
    const std::size_t end = std::max(chunk_end(at_), at_ + 1);
    const std::string_view chunk = text_.substr(at_, end - at_);
    if (occur == Occur::loose && keyword(chunk)) return;
    if (field(chunk, occur, begin)) return;
    add({.kind = Piece::Kind::plain, .occur = occur, .content = chunk}, begin, end);
  }

  std::string_view text_;
  std::vector<Warning>& warnings_;
  std::vector<Piece> pieces_{};
  std::size_t at_ = 0;
  bool unclosed_ = false;
};

class Parser {
 public:
  Parser(std::string_view text, ParsedQuery& out)
      : text_(text), out_(out), pieces_(Lexer(text, out.warnings).pieces()) {}

  void parse() {
    group(out_.root, 0);
    out_.root.begin = 0;
    out_.root.end = static_cast<std::uint32_t>(text_.size());
  }

 private:
  using Kind = QueryNode::Kind;

  void warn(std::uint32_t begin, std::uint32_t end, std::string message) {
    out_.warnings.push_back({begin, end, std::move(message)});
  }

  // What joins the next operand to the one before.
  struct Pending {
    const Piece* either = nullptr;
    const Piece* near = nullptr;
    const Piece* both = nullptr;
    const Piece* exclude = nullptr;
  };

  void group(QueryNode& into, std::size_t depth) {
    into.kind = Kind::group;
    Pending pending;
    while (next_ < pieces_.size()) {
      const Piece& piece = pieces_[next_];
      switch (piece.kind) {
        case Piece::Kind::close:
          ++next_;
          if (depth > 0) return finish(into, pending);
          warn(piece.begin, piece.end, "this bracket was never opened; left out");
          break;
        case Piece::Kind::open: {
          ++next_;
          if (depth >= kDeepest) {
            warn(piece.begin, piece.end, "brackets too deep; left out");
            ++too_deep_;
            break;
          }
          QueryNode node;
          node.begin = piece.begin;
          const std::size_t before = next_;
          group(node, depth + 1);
          node.end = next_ > 0 ? pieces_[next_ - 1].end : piece.end;
          if (next_ == pieces_.size() &&
              (next_ == before || pieces_[next_ - 1].kind != Piece::Kind::close))
            warn(piece.begin, piece.end,
                 "this bracket is never closed; read as if it were at the end");
          if (node.clauses.empty()) break;
          if (node.clauses.size() == 1 && node.clauses[0].occur != Occur::excluded) {
            QueryNode only = std::move(node.clauses[0]);
            node = std::move(only);
            if (node.occur == Occur::required && node.kind != Kind::phrase &&
                node.kind != Kind::field && piece.occur == Occur::loose)
              node.occur = Occur::loose;
          }
          if (piece.occur != Occur::loose) node.occur = piece.occur;
          join(into, std::move(node), pending);
          break;
        }
        case Piece::Kind::either:
          mark(pending.either, piece, into);
          break;
        case Piece::Kind::near:
          mark(pending.near, piece, into);
          break;
        case Piece::Kind::both:
          mark(pending.both, piece, into);
          break;
        case Piece::Kind::exclude:
          pending.exclude = &piece;
          ++next_;
          break;
        case Piece::Kind::everything:
          ++next_;
          join(into, {.kind = Kind::everything, .begin = piece.begin, .end = piece.end}, pending);
          break;
        case Piece::Kind::quoted:
          quoted(into, piece, pending);
          break;
        case Piece::Kind::field:
          field(into, piece, pending);
          break;
        case Piece::Kind::plain:
          plain(into, piece, pending);
          break;
      }
    }
    finish(into, pending);
  }

  // An operator between operands; without anything before it, it is left out.
  void mark(const Piece*& slot, const Piece& piece, const QueryNode& into) {
    ++next_;
    if (into.clauses.empty())
      warn(piece.begin, piece.end, operator_text(piece) + " needs something before it; left out");
    else
      slot = &piece;
  }

  std::string operator_text(const Piece& piece) const {
    return std::string(text_.substr(piece.begin, piece.end - piece.begin));
  }

  void finish(QueryNode&, const Pending& pending) {
    for (const Piece* piece : {pending.either, pending.near, pending.both, pending.exclude})
      if (piece != nullptr)
        warn(piece->begin, piece->end,
             operator_text(*piece) + " needs something after it; left out");
  }

  static bool can_be_near(const QueryNode& node) {
    return node.kind == Kind::words || node.kind == Kind::phrase ||
           (node.kind == Kind::field && node.field == "place");
  }

  void join(QueryNode& into, QueryNode node, Pending& pending) {
    if (pending.exclude != nullptr) node.occur = Occur::excluded;
    if (pending.either != nullptr && !into.clauses.empty()) {
      QueryNode& last = into.clauses.back();
      if (node.occur == Occur::excluded || last.occur == Occur::excluded) {
        warn(pending.either->begin, pending.either->end, "OR beside an excluded word; OR left out");
      } else {
        node.occur = Occur::loose;
        if (last.kind != Kind::either) {
          QueryNode either{.kind = Kind::either, .occur = last.occur, .begin = last.begin};
          if (either.occur == Occur::required && last.kind != Kind::words)
            either.occur = Occur::loose;
          last.occur = Occur::loose;
          either.clauses.push_back(std::move(last));
          last = std::move(either);
        }
        last.end = node.end;
        last.clauses.push_back(std::move(node));
        pending = {};
        return;
      }
    } else if (pending.near != nullptr && !into.clauses.empty()) {
      QueryNode& last = into.clauses.back();
      const bool open_near = last.kind == Kind::near && last.distance == pending.near->distance;
      if (!can_be_near(node) || (!open_near && !can_be_near(last)) ||
          node.occur == Occur::excluded || last.occur == Occur::excluded) {
        warn(pending.near->begin, pending.near->end,
             "NEAR stands between words, phrases and places only; left out");
      } else {
        if (!open_near) {
          QueryNode near{.kind = Kind::near,
                         .occur = Occur::required,
                         .distance = pending.near->distance,
                         .begin = last.begin};
          last.occur = Occur::loose;
          near.clauses.push_back(std::move(last));
          last = std::move(near);
        }
        node.occur = Occur::loose;
        last.end = node.end;
        last.clauses.push_back(std::move(node));
        pending = {};
        return;
      }
    } else if (pending.both != nullptr && !into.clauses.empty()) {
      if (into.clauses.back().occur == Occur::loose) into.clauses.back().occur = Occur::required;
      if (node.occur == Occur::loose) node.occur = Occur::required;
    }
    pending = {};
    into.clauses.push_back(std::move(node));
  }

  // The words of text_[begin, end) as query words.
  std::vector<QueryWord> words_of(std::string_view stretch) {
    const auto offset = static_cast<std::uint32_t>(stretch.data() - text_.data());
    scan(stretch, stream_);
    std::vector<QueryWord> words;
    for (const Token& token : stream_.tokens) {
      if (words_ >= kMostWords) {
        if (words_ == kMostWords)
          warn(offset + token.begin, static_cast<std::uint32_t>(text_.size()),
               "only the first " + std::to_string(kMostWords) + " words are read");
        ++words_;
        break;
      }
      ++words_;
      const bool tied =
          !words.empty() &&
          (token.gap == Gap::none || token.gap == Gap::hyphen || token.gap == Gap::hyphen_space ||
           token.gap == Gap::hyphen_line || token.gap == Gap::underscore);
      const char after = token.end < stretch.size() ? stretch[token.end] : ' ';
      words.push_back({.term = std::string(stream_.term(token)),
                       .typed = std::string(stretch.substr(token.begin, token.end - token.begin)),
                       .begin = offset + token.begin,
                       .end = offset + token.end,
                       .capital = token.has(kInitialUpper),
                       .prefix = after == '*',
                       .tied = tied});
    }
    return words;
  }

  void quoted(QueryNode& into, const Piece& piece, Pending& pending) {
    ++next_;
    QueryNode node{.kind = Kind::phrase,
                   .occur = piece.occur == Occur::loose ? Occur::required : piece.occur,
                   .words = words_of(piece.content),
                   .begin = piece.begin,
                   .end = piece.end};
    if (node.words.empty()) {
      warn(piece.begin, piece.end, "no words between the quotation marks; left out");
      return;
    }
    join(into, std::move(node), pending);
  }

  void field(QueryNode& into, const Piece& piece, Pending& pending) {
    ++next_;
    QueryNode node{.kind = Kind::field,
                   .occur = piece.occur == Occur::loose ? Occur::required : piece.occur,
                   .field = std::string(piece.field),
                   .value = std::string(piece.content),
                   .exact = piece.exact,
                   .begin = piece.begin,
                   .end = piece.end};
    if (const std::string problem = read_field(node, piece.content); !problem.empty()) {
      warn(piece.begin, piece.end, problem);
      return;
    }
    join(into, std::move(node), pending);
  }

  // Fills in what the field means; a sentence if it means nothing.
  std::string read_field(QueryNode& node, std::string_view value) {
    if (node.field == "date") {
      const auto range = parse_date_range(value);
      if (!range) return "not a date: write 2023, 2023-02, 2023-02-28, FROM..TO or none; left out";
      node.dates = *range;
      const auto from = days_of(range->from);
      const auto to = days_of(range->to);
      if (from && to && from->first > to->last) {
        std::swap(node.dates.from, node.dates.to);
        warn(node.begin, node.end, "the range ends before it begins; turned round");
      }
    } else if (node.field == "after" || node.field == "before") {
      const auto date = normal_date(value);
      if (!date) return "not a date: write 2023, 2023-02 or 2023-02-28; left out";
      if (node.field == "after") {
        node.dates.from = *date;
      } else {
        node.dates.to = date_before(*date);
      }
      node.field = "date";
      node.value = node.dates.from + ".." + node.dates.to;
    } else if (node.field == "part") {
      const std::string lower = ascii_lower(value);
      if (lower != "any" && lower != "text" && !part_named(lower))
        return "no such part: title, body, caption, hashtags, chrome, text or any; left out";
      node.value = lower;
    } else if (node.field == "lang") {
      node.value = ascii_lower(value);
    } else {
      node.words = words_of(value);
      if (node.words.empty() && node.field != "name")
        return node.field + ": has no words; left out";
    }
    return {};
  }

  // Plain words that follow each other, scanned as one text.
  void plain(QueryNode& into, const Piece& first, Pending& pending) {
    std::uint32_t end = first.end;
    std::size_t after = next_ + 1;
    if (first.occur == Occur::loose && pending.exclude == nullptr && pending.near == nullptr)
      while (after < pieces_.size() && pieces_[after].kind == Piece::Kind::plain &&
             pieces_[after].occur == Occur::loose)
        end = pieces_[after++].end;
    next_ = after;
    const auto begin = static_cast<std::uint32_t>(first.content.data() - text_.data());
    const std::vector<QueryWord> words = words_of(text_.substr(begin, end - begin));
    for (std::size_t i = 0; i < words.size();) {
      QueryNode node{.kind = Kind::words, .occur = first.occur, .begin = words[i].begin};
      do {
        node.end = words[i].end;
        node.words.push_back(words[i++]);
      } while (i < words.size() && words[i].tied);
      join(into, std::move(node), pending);
    }
  }

  std::string_view text_;
  ParsedQuery& out_;
  std::vector<Piece> pieces_;
  std::size_t next_ = 0;
  std::size_t words_ = 0;
  std::size_t too_deep_ = 0;
  TokenStream stream_{};
};

}  // namespace

ParsedQuery parse_query(std::string_view text) {
  ParsedQuery query;
  if (text.size() > kMostBytes) {
    query.warnings.push_back({static_cast<std::uint32_t>(kMostBytes),
                              static_cast<std::uint32_t>(text.size()),
                              "the query is very long; the rest is left out"});
    text = text.substr(0, kMostBytes);
  }
  Parser(text, query).parse();
  std::stable_sort(query.warnings.begin(), query.warnings.end(),
                   [](const Warning& a, const Warning& b) { return a.begin < b.begin; });
  return query;
}

}  // namespace byname
