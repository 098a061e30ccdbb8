#include "indexer/extract/furniture.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "embedded/indexer_furniture.h"
#include "embedded/indexer_outlets.h"
#include "indexer/extract/ascii.h"
#include "indexer/extract/date.h"
#include "indexer/extract/lexer.h"
#include "indexer/extract/table.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kLongestLabelled = 300;  // bytes of a line that a label can begin

struct Phrases {
  std::unordered_set<std::string> all{};
  std::size_t most_words = 0;
  std::vector<std::string> ordered{};

  void add(std::string_view phrase) {
    std::string key = phrase_key(phrase);
    if (key.empty()) return;
    most_words = std::max<std::size_t>(
        most_words, 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' ')));
    if (all.insert(key).second) ordered.push_back(key);
  }
  bool has(const std::string& key) const { return all.contains(key); }
};

struct Rules {
  std::unordered_map<std::string_view, Phrases> kinds{};
  Phrases outlets{};
  std::unordered_set<std::string> media_words{};

  const Phrases& operator[](std::string_view kind) const { return kinds.at(kind); }
};

const Rules& rules() {
  static const Rules table = [] {
    Rules result;
    for (const TableRow& row : table_rows(embedded::indexer_furniture())) {
      if (row.size() < 2) continue;
      for (const std::string_view phrase : split_at(row[1], '|')) result.kinds[row[0]].add(phrase);
    }
    for (const TableRow& row : table_rows(embedded::indexer_outlets())) {
      if (row.size() < 2) continue;
      for (const std::string_view phrase : split_at(row[1], '|')) {
        if (row[0] == "name") result.outlets.add(phrase);
        if (row[0] == "word") result.media_words.insert(phrase_key(phrase));
      }
    }
    return result;
  }();
  return table;
}

std::size_t characters_of(std::string_view line) { return count_code_points(line); }

// How many lexemes the longest phrase of `phrases` at the beginning takes; 0: none does.
std::size_t leading_phrase(const std::vector<Lexeme>& lexemes, const Phrases& phrases) {
  std::string key;
  std::size_t words = 0, longest = 0;
  for (std::size_t i = 0; i < lexemes.size() && words < phrases.most_words; ++i) {
    if (lexemes[i].kind == Lexeme::mark) {
      if (lexemes[i].text == ":") break;
      continue;
    }
    if (!key.empty()) key += ' ';
    key += lexemes[i].text;
    ++words;
    if (phrases.has(key)) longest = i + 1;
  }
  return longest;
}

// The rest of a line after a label; `bare` labels need no colon. Empty: there is none.
std::string_view after_label(std::string_view line, std::string_view kind, bool bare) {
  line = trim(line);
  if (line.size() > kLongestLabelled) return {};
  const std::vector<Lexeme> lexemes = lex(line, 60);
  std::size_t from = 0;
  while (from < lexemes.size() && lexemes[from].kind == Lexeme::mark) ++from;  // "(", "—"
  const std::vector<Lexeme> rest(lexemes.begin() + static_cast<std::ptrdiff_t>(from),
                                 lexemes.end());
  const std::size_t taken = leading_phrase(rest, rules()[kind]);
  if (taken == 0 || taken >= rest.size()) return {};
  const bool colon = rest[taken].text == ":" || rest[taken].text == "։";
  if (!colon && !bare) return {};
  const std::size_t at = colon ? rest[taken].end : rest[taken].begin;
  return trim(line.substr(at));
}

bool is_small_word(const std::string& word) {  // inside names
  static constexpr std::array<std::string_view, 16> kSmall{
      "de",  "van", "von",  "der",  "da",  "di", "al", "el",
      "bin", "ibn", "oğlu", "qızı", "ter", "la", "le", "du"};
  return std::find(kSmall.begin(), kSmall.end(), word) != kSmall.end();
}

bool is_domain(std::string_view line) {
  if (line.starts_with("http://")) line.remove_prefix(7);
  if (line.starts_with("https://")) line.remove_prefix(8);
  if (line.ends_with("/")) line.remove_suffix(1);
  const std::size_t dot = line.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view top = line.substr(dot + 1);
  if (top.size() < 2 || top.size() > 6) return false;
  if (!std::all_of(top.begin(), top.end(), is_ascii_letter)) return false;
  return std::all_of(line.begin(), line.end(),
                     [](char c) { return is_ascii_letter_or_digit(c) || c == '.' || c == '-'; });
}

bool is_outlet(std::string_view name) { return rules().outlets.has(phrase_key(name)); }

// Every word begins with a capital (small ones aside) and one is a word of newsrooms.
bool sounds_like_outlet(std::string_view name) {
  const std::vector<Lexeme> lexemes = lex(name, 20);
  std::size_t words = 0;
  bool media = false;
  for (const Lexeme& l : lexemes) {
    if (l.kind == Lexeme::number) continue;
    if (l.kind == Lexeme::mark) {
      if (l.text != "-" && l.text != "." && l.text != "&" && l.text != "/" && l.text != "'")
        return false;
      continue;
    }
    ++words;
    const bool small = l.text == "of" || l.text == "the" || l.text == "and" || l.text == "for";
    if (l.cased && !l.upper && !small) return false;
    if (!l.cased) return false;
    media |= rules().media_words.contains(l.text);
  }
  return media && words >= 2 && words <= 5;
}

// The sides of a dash or bar.
std::vector<std::string_view> sides_of(std::string_view line) {
  for (const std::string_view between : {" – ", " — ", " - ", " | ", " / "}) {
    std::vector<std::string_view> sides;
    std::string_view rest = line;
    for (std::size_t at; (at = rest.find(between)) != rest.npos;
         rest.remove_prefix(at + between.size()))
      sides.push_back(trim(rest.substr(0, at)));
    if (sides.empty()) continue;
    sides.push_back(trim(rest));
    return sides;
  }
  return {line};
}

// Cut before what follows a name: ", BBC News", " | 2 May", " (photo)", "; editing by".
std::string_view name_part(std::string_view text) {
  std::size_t end = text.find_first_of(",;|(/\n\t");
  for (const std::string_view mark : {" - ", " – ", " — ", " • ", " · ", "  ", " in ", " for "})
    end = std::min(end, text.find(mark));
  text = trim(text.substr(0, end));
  if (const auto date = find_date(text)) text = trim(text.substr(0, date->begin));
  return text;
}

bool ends_in_stop(std::string_view text) { return text.ends_with(".") || text.ends_with("։"); }

}  // namespace

bool is_furniture_line(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > 480) return false;
  if (line.starts_with("©") || line.starts_with("(c) ")) return true;
  const std::vector<Lexeme> lexemes = lex(line, 60);
  std::string key;
  std::size_t words = 0;
  for (const Lexeme& l : lexemes) {
    if (l.kind == Lexeme::mark) continue;
    if (!key.empty()) key += ' ';
    key += l.text;
    ++words;
  }
  if (words == 0) return false;
  if (rules()["line"].has(key)) return true;
  const std::size_t taken = leading_phrase(lexemes, rules()["start"]);
  return taken > 0 && characters_of(line) <= 120;
}

bool is_list_heading(std::string_view line) {
  line = trim(line);
  return line.size() <= 120 && rules()["heading"].has(phrase_key(line));
}

bool is_list_line(std::string_view line) {
  const std::string_view rest = after_label(line, "heading", false);
  return !rest.empty();
}

bool is_caption_line(std::string_view line) { return !after_label(line, "caption", false).empty(); }

std::string_view title_of_label(std::string_view line) {
  return after_label(line, "titled", false);
}

std::optional<Date> labelled_date(std::string_view line) {
  const std::string_view rest = after_label(line, "dated", true);
  if (rest.empty()) return std::nullopt;
  return parse_date(rest);
}

bool is_person_name(std::string_view text) {
  const std::vector<Lexeme> lexemes = lex(text, 20);
  std::size_t words = 0;
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    const Lexeme& l = lexemes[i];
    if (l.kind == Lexeme::mark && (l.text == "." || l.text == "-") && words > 0) continue;
    if (l.kind != Lexeme::word) return false;
    if (is_small_word(l.text) && words > 0) continue;
    if (l.cased && !l.upper) return false;
    if (rules().media_words.contains(l.text)) return false;
    ++words;
  }
  return words >= 2 && words <= 4 && !is_outlet(text);
}

std::string author_of_byline(std::string_view line) {
  if (const std::string_view rest = after_label(line, "wrote", false); !rest.empty()) {
    // After «Author:» a nickname will do.
    const std::string_view name = name_part(rest);
    const std::vector<Lexeme> lexemes = lex(name, 10);
    const bool plain = std::all_of(lexemes.begin(), lexemes.end(), [](const Lexeme& l) {
      return l.kind == Lexeme::word || l.text == "." || l.text == "-";
    });
    if (is_person_name(name) || (plain && lexemes.size() == 1 && lexemes[0].upper))
      return std::string(name);
    return {};
  }
  const std::string_view rest = after_label(line, "wrote-bare", true);
  if (rest.empty() || ends_in_stop(rest)) return {};
  const std::string_view name = name_part(rest);
  return is_person_name(name) ? std::string(name) : std::string();
}

bool is_source_name(std::string_view line) {
  line = trim(line);
  if (line.size() < 2 || characters_of(line) > 60 || ends_in_stop(line)) return false;
  if (is_domain(line)) return true;
  if (is_outlet(line)) return true;
  const std::vector<std::string_view> sides = sides_of(line);
  if (sides.size() > 1)
    return sides.size() == 2 && (is_outlet(sides[0]) || is_outlet(sides[1])) &&
           std::all_of(sides.begin(), sides.end(), [](std::string_view side) {
             return is_outlet(side) || sounds_like_outlet(side) || is_domain(side);
           });
  return sounds_like_outlet(line);
}

std::string source_of_label(std::string_view line) {
  std::string_view rest = after_label(line, "source", false);
  if (rest.empty()) rest = after_label(line, "source-bare", true);
  if (rest.empty() || characters_of(rest) > 80) return {};
  if (rest.ends_with(".") && !is_domain(rest)) rest.remove_suffix(1);
  if (const auto date = find_date(rest)) rest = trim(rest.substr(0, date->begin));
  while (!rest.empty() && (rest.back() == ',' || rest.back() == '(' || rest.back() == ' '))
    rest.remove_suffix(1);
  // A name, not a sentence.
  const std::vector<Lexeme> lexemes = lex(rest, 20);
  const auto words = std::count_if(lexemes.begin(), lexemes.end(),
                                   [](const Lexeme& l) { return l.kind == Lexeme::word; });
  if (words == 0 || words > 6) return {};
  if (!lexemes.front().upper && lexemes.front().cased && !is_domain(rest)) return {};
  return std::string(rest);
}

std::optional<Standfirst> read_standfirst(std::string_view paragraph) {
  if (paragraph.size() > 2000) return std::nullopt;
  const std::vector<Lexeme> lexemes = lex(paragraph, 400);
  Standfirst result;
  // The site: the words of a short sentence before «reprints the».
  std::vector<std::size_t> words;
  std::string all;
  std::vector<std::size_t> key_at;  // where each word begins in `all`
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    if (lexemes[i].kind == Lexeme::mark) continue;
    if (!all.empty()) all += ' ';
    key_at.push_back(all.size());
    all += lexemes[i].text;
    words.push_back(i);
  }
  all += ' ';
  for (const std::string& phrase : rules()["reprint"].ordered) {
    const std::size_t at = all.find(' ' + phrase + ' ');
    if (at == std::string::npos) continue;
    const auto word = static_cast<std::size_t>(
        std::lower_bound(key_at.begin(), key_at.end(), at + 1) - key_at.begin());
    if (word == 0 || word >= words.size()) continue;
    const std::size_t verb = words[word];
    // Back to the end of the sentence before: a stop with a blank after it.
    std::size_t first = verb;
    while (first > 0 && verb - first < 8) {
      const Lexeme& before = lexemes[first - 1];
      if (before.kind == Lexeme::mark && lexemes[first].space_before && before.text != "-") break;
      --first;
    }
    if (first > 0 && verb - first >= 8) continue;
    const std::string_view name =
        paragraph.substr(lexemes[first].begin, lexemes[verb - 1].end - lexemes[first].begin);
    if (is_source_name(name)) {
      result.source = std::string(name);
      break;
    }
  }
  if (result.source.empty()) return std::nullopt;
  // The author: the name before the first comma, if the paragraph speaks of his article.
  for (const std::string& phrase : rules()["in-article"].ordered) {
    if (all.find(' ' + phrase + ' ') == std::string::npos) continue;
    const std::string_view name = trim(paragraph.substr(0, paragraph.find(',')));
    if (name.size() < paragraph.size() && is_person_name(name)) result.author = std::string(name);
    break;
  }
  return result;
}

std::optional<Dateline> read_dateline(std::string_view paragraph) {
  const std::string_view head = paragraph.substr(0, floor_character(paragraph, 160));
  const std::vector<Lexeme> lexemes = lex(head, 40);
  if (lexemes.empty() || lexemes[0].kind != Lexeme::word || (lexemes[0].cased && !lexemes[0].upper))
    return std::nullopt;
  Dateline result;
  // In brackets or slashes: (Reuters), /TASS/; or in capitals before a stop, dash or colon.
  for (std::size_t i = 1; i < lexemes.size() && result.source.empty(); ++i) {
    const Lexeme& l = lexemes[i];
    if (l.kind == Lexeme::word && l.cased && !l.upper && !is_small_word(l.text)) {
      // Running text has begun, unless these are words of a date.
      if (!find_date(head.substr(0, l.end)) && l.text != "in" && l.text != "of") break;
    }
    if (l.kind != Lexeme::mark || (l.text != "(" && l.text != "/" && l.text != ",")) continue;
    for (std::size_t j = i + 1; j < lexemes.size() && j < i + 8; ++j) {
      if (lexemes[j].kind != Lexeme::mark || lexemes[j].text == "'") continue;
      const std::string_view name = trim(head.substr(l.end, lexemes[j].begin - l.end));
      const bool closes = l.text == "("   ? lexemes[j].text == ")"
                          : l.text == "/" ? lexemes[j].text == "/"
                                          : lexemes[j].text == "." || lexemes[j].text == ":" ||
                                                lexemes[j].text == "-" || lexemes[j].text == "–" ||
                                                lexemes[j].text == "—" || lexemes[j].text == "/";
      if (closes && is_outlet(name)) result.source = std::string(name);
      break;
    }
  }
  if (result.source.empty()) return std::nullopt;
  const std::size_t until = head.find(result.source);
  if (auto date = find_date(head.substr(0, until)); date && date->date.kind != DateKind::relative)
    result.date = std::move(date->date);
  return result;
}

}  // namespace byname
