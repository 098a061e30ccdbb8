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
#include "indexer/extract/date.h"
#include "indexer/extract/date_words.h"
#include "indexer/extract/lexer.h"
#include "indexer/extract/table.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace byname {
namespace {

constexpr std::size_t kLongestLabelled = 300;  // bytes of a line that a label can begin
constexpr std::size_t kLongestLabel = 60;      // of a line that is one

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

struct FurnitureRules {
  std::unordered_map<std::string_view, Phrases> kinds{};
  Phrases outlets{};
  Phrases weak_outlets{};
  std::unordered_set<std::string> media_words{};
  std::unordered_set<std::string> plain_words{};

  const Phrases& operator[](std::string_view kind) const { return kinds.at(kind); }
};

const FurnitureRules& furniture_rules() {
  static const FurnitureRules table = [] {
    FurnitureRules result;
    for (const TableRow& row : table_rows(embedded::indexer_furniture())) {
      if (row.size() < 2) continue;
      for (const std::string_view phrase : split_at(row[1], '|')) result.kinds[row[0]].add(phrase);
    }
    for (const TableRow& row : table_rows(embedded::indexer_outlets())) {
      if (row.size() < 2) continue;
      for (const std::string_view phrase : split_at(row[1], '|')) {
        if (row[0] == "name") result.outlets.add(phrase);
        if (row[0] == "weak") result.weak_outlets.add(phrase);
        if (row[0] == "word") result.media_words.insert(phrase_key(phrase));
        if (row[0] == "plain") result.plain_words.insert(phrase_key(phrase));
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
  const std::size_t taken = leading_phrase(rest, furniture_rules()[kind]);
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

bool is_mark_of(const Lexeme& lexeme, std::initializer_list<std::string_view> marks) {
  return lexeme.kind == Lexeme::mark &&
         std::find(marks.begin(), marks.end(), lexeme.text) != marks.end();
}

bool is_outlet(std::string_view name) { return furniture_rules().outlets.has(phrase_key(name)); }

// Where a source must stand, an ordinary word can be its name: «(Report)», «Source: Trend».
bool is_outlet_in_its_place(std::string_view name) {
  const std::string key = phrase_key(name);
  return furniture_rules().outlets.has(key) || furniture_rules().weak_outlets.has(key);
}

bool is_weak_outlet_in_capitals(std::string_view name) {
  const std::vector<Lexeme> lexemes = lex(name, 6);
  return !lexemes.empty() && furniture_rules().weak_outlets.has(phrase_key(name)) &&
         std::all_of(lexemes.begin(), lexemes.end(), [](const Lexeme& l) { return l.all_upper; });
}

// Every word begins with a capital (small ones aside) and one is a word of newsrooms.
bool sounds_like_outlet(std::string_view name) {
  const std::vector<Lexeme> lexemes = lex(name, 20);
  std::size_t words = 0;
  bool media = false, own = false;
  for (const Lexeme& l : lexemes) {
    if (l.kind == Lexeme::number) continue;
    if (l.kind == Lexeme::mark) {
      if (l.text != "-" && l.text != "." && l.text != "&" && l.text != "/" && l.text != "'")
        return false;
      continue;
    }
    ++words;
    const bool small = l.text == "of" || l.text == "the" || l.text == "and" || l.text == "for" ||
                       l.text == "des" || l.text == "du" || l.text == "de";
    if (l.cased && !l.upper && !small) return false;
    if (!l.cased) return false;
    const bool of_media = furniture_rules().media_words.contains(l.text);
    media |= of_media;
    own |= !of_media && !furniture_rules().plain_words.contains(l.text);
  }
  return media && own && words >= 2 && words <= 5;
}

// The same in its place between title and date, where a capital at its head is enough
// and scripts without capitals have a say: «Горный вестник», «მთის ამბები».
bool sounds_like_outlet_before_date(std::string_view name) {
  const std::vector<Lexeme> lexemes = lex(name, 8);
  bool media = false, own = false;
  for (const Lexeme& l : lexemes) {
    if (l.kind == Lexeme::mark && l.text == "-") continue;
    if (l.kind != Lexeme::word) return false;
    const bool of_media = furniture_rules().media_words.contains(l.text);
    media |= of_media;
    own |= !of_media && !furniture_rules().plain_words.contains(l.text);
  }
  return media && own && lexemes.size() <= 5 && (lexemes[0].upper || !lexemes[0].cased);
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
  if (const auto date = find_date(text)) text = trim(text.substr(0, date->begin));
  std::size_t end = text.find_first_of(",;|(/\n\t");
  for (const std::string_view mark : {" - ", " – ", " — ", " • ", " · ", "  ", " in ", " for "})
    end = std::min(end, text.find(mark));
  text = trim(text.substr(0, end));
  for (const std::string_view mark : {"-", "–", "—", "•", "·"})
    if (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
  // «Ann Lee Tuesday, 2 May»
  const std::vector<Lexeme> lexemes = lex(text, 8);
  for (std::size_t i = 2; i < lexemes.size(); ++i) {
    if (!meaning(lexemes[i], DateWord::weekday)) continue;
    text = trim(text.substr(0, lexemes[i].begin));
    break;
  }
  // «Luc Martin le 4 mars»
  for (const std::string_view before : {" le", " am", " el", " on", " op", " den", " em"})
    if (text.ends_with(before)) text = trim(text.substr(0, text.size() - before.size()));
  return text;
}

// «1,234 views», «Baxış: 245», «5 min read».
bool is_counter(const std::vector<Lexeme>& lexemes) {
  if (lexemes.empty() || lexemes.size() > 8) return false;
  std::string words;
  std::size_t numbers = 0;
  for (const Lexeme& l : lexemes) {
    if (l.kind == Lexeme::number) ++numbers;
    if (l.kind != Lexeme::word || (l.text == "k" && numbers > 0)) continue;
    if (!words.empty()) words += ' ';
    words += l.text;
  }
  return numbers > 0 && furniture_rules()["counted"].has(words);
}

// «Facebook Twitter Telegram».
bool is_button_row(const std::vector<Lexeme>& lexemes) {
  std::size_t words = 0;
  for (const Lexeme& l : lexemes) {
    if (l.kind == Lexeme::number) continue;
    if (l.kind != Lexeme::word) continue;
    if (!furniture_rules()["words"].has(l.text)) return false;
    ++words;
  }
  return words >= 2;
}

bool ends_in_stop(std::string_view text) { return text.ends_with(".") || text.ends_with("։"); }

}  // namespace

std::optional<std::size_t> translation_note(std::string_view line) {
  if (line.size() > kLongestLabelled) return std::nullopt;
  const std::vector<Lexeme> lexemes = lex(line, 60);
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    const bool begins =
        i == 0 || (lexemes[i - 1].kind == Lexeme::mark &&
                   std::string_view(".(|/").find(lexemes[i - 1].text) != std::string_view::npos);
    if (lexemes[i].kind != Lexeme::word || !begins) continue;
    const std::vector<Lexeme> rest(lexemes.begin() + static_cast<std::ptrdiff_t>(i), lexemes.end());
    if (leading_phrase(rest, furniture_rules()["translated"]) > 0) return lexemes[i].begin;
  }
  return std::nullopt;
}

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
  if (furniture_rules()["line"].has(key)) return true;
  if (is_counter(lexemes) || is_button_row(lexemes)) return true;
  if (lexemes[0].text == "follow" && characters_of(line) <= 120 &&
      (line.find(" @") != line.npos || key.find(" on twitter") != key.npos ||
       key.find(" on facebook") != key.npos))
    return true;  // «Follow Ann Lee on Twitter: @annlee»
  if (lexemes.size() > 1 && lexemes[0].text == "copyright" &&
      (lexemes[1].kind == Lexeme::number || lexemes[1].text == "©"))
    return true;  // however much the notice forbids
  if (leading_phrase(lexemes, furniture_rules()["posted"]) > 0) return true;
  const std::size_t taken = leading_phrase(lexemes, furniture_rules()["start"]);
  return taken > 0 && characters_of(line) <= 120;
}

bool is_list_heading(std::string_view line) {
  line = trim(line);
  return line.size() <= 120 && furniture_rules()["heading"].has(phrase_key(line));
}

bool is_list_line(std::string_view line) {
  const std::string_view rest = after_label(line, "heading", false);
  return !rest.empty();
}

bool is_caption_line(std::string_view line) { return !after_label(line, "caption", false).empty(); }

std::string_view title_of_label(std::string_view line) {
  return after_label(line, "titled", false);
}

namespace {

// «08:19 IST (»: a time of day that stands before the day.
bool is_time_before(std::string_view words) {
  const std::vector<Lexeme> l = lex(words, 8);
  if (l.empty()) return true;
  if (words.size() > 20 || l.size() < 3 || l[0].kind != Lexeme::number || l[1].text != ":" ||
      l[2].kind != Lexeme::number)
    return false;
  return std::all_of(l.begin() + 3, l.end(), [](const Lexeme& x) {
    return x.kind == Lexeme::mark || x.all_upper || x.text == "am" || x.text == "pm";
  });
}

}  // namespace

std::optional<LabelledDate> labelled_date(std::string_view line) {
  for (const bool update : {false, true}) {
    const std::string_view rest = after_label(line, update ? "updated" : "dated", true);
    if (rest.empty()) continue;
    if (auto date = parse_date(rest))
      return LabelledDate{std::move(*date), update, std::nullopt, line.size()};
    // More may follow the date: «| Updated 3 May 2023», «by Ann Lee».
    auto found = find_date(rest);
    if (found && is_time_before(rest.substr(0, found->begin)) && rest.size() < 120 &&
        !ends_in_stop(rest) && lex(rest.substr(found->end), 24).size() <= 18) {
      const auto before = static_cast<std::size_t>(rest.data() - line.data());
      LabelledDate result{std::move(found->date), update, std::nullopt, before + found->end};
      std::string_view behind = rest.substr(found->end);
      if (const std::size_t mark = behind.find_first_of("|;,-/("); mark != behind.npos)
        if (auto second = labelled_date(behind.substr(mark + 1)); second && second->update)
          result.updated = std::move(second->date);
      return result;
    }
  }
  return std::nullopt;
}

bool announces_a_day(std::string_view line) {
  if (!after_label(line, "announced", false).empty()) return true;
  if (!after_label(line, "announced-bare", false).empty()) return true;
  const std::string_view rest = after_label(line, "announced-bare", true);
  return !rest.empty() && parse_date(rest);
}

bool heads_announcement(std::string_view line) {
  line = trim(line);
  if (line.empty() || line.size() > kLongestLabel) return false;
  const std::string key = phrase_key(line);
  return furniture_rules()["announced-bare"].has(key) ||
         (line.ends_with(':') && furniture_rules()["announced"].has(key));
}

bool is_posting_note(std::string_view line) {
  line = trim(line);
  return line.size() <= 600 && leading_phrase(lex(line, 12), furniture_rules()["posted"]) > 0;
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
    if (furniture_rules().media_words.contains(l.text)) return false;
    if (furniture_rules()["role"].has(l.text)) return false;  // «Staff Writer»
    ++words;
  }
  return words >= 2 && words <= 4 && !is_outlet(text);
}

namespace {

// «Ann Lee and Bob Ray».
bool are_person_names(std::string_view text) {
  for (const std::string_view between :
       {" and ", " & ", " und ", " et ", " y ", " e ", " и ", " və ", " ve ", " և ", " და "}) {
    const std::size_t at = text.find(between);
    if (at != text.npos)
      return is_person_name(text.substr(0, at)) && is_person_name(text.substr(at + between.size()));
  }
  return false;
}

}  // namespace

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
  return is_person_name(name) || are_person_names(name) ? std::string(name) : std::string();
}

std::string author_of_element(std::string_view text) {
  text = trim(text);
  if (text.empty() || is_furniture_line(text)) return {};
  if (std::string author = author_of_byline(text); !author.empty()) return author;
  if (is_person_name(text) || are_person_names(text)) return std::string(text);
  const std::size_t comma = text.find(", ");
  if (comma == text.npos || !is_person_name(text.substr(0, comma))) return {};
  std::string_view rest = text.substr(comma + 2);
  if (const auto date = find_date(rest)) rest = trim(rest.substr(0, date->begin));
  const std::vector<Lexeme> lexemes = lex(rest, 12);
  const bool role = std::any_of(lexemes.begin(), lexemes.end(), [](const Lexeme& l) {
    return furniture_rules()["role"].has(l.text);
  });
  return role || !source_name(rest).empty() ? std::string(text.substr(0, comma)) : std::string();
}

std::string_view source_name(std::string_view line) {
  line = trim(line);
  if (line.size() < 2 || characters_of(line) > 60 || ends_in_stop(line)) return {};
  if (is_domain(line) || is_outlet(line) || is_weak_outlet_in_capitals(line)) return line;
  if (const std::size_t comma = line.find(", "); comma != line.npos) {
    // «JAMnews, Baku»
    const std::string_view name = line.substr(0, comma);
    const std::string_view place = line.substr(comma + 2);
    if (is_outlet(name) && lex(place, 4).size() <= 2) return name;
    return {};
  }
  const std::vector<std::string_view> sides = sides_of(line);
  if (sides.size() > 1) {
    const auto names = [](std::string_view side) {
      return is_outlet(side) || sounds_like_outlet(side) || is_domain(side);
    };
    return sides.size() == 2 && (is_outlet(sides[0]) || is_outlet(sides[1])) && names(sides[0]) &&
                   names(sides[1])
               ? line
               : std::string_view();
  }
  return sounds_like_outlet(line) ? line : std::string_view();
}

std::optional<DatedSource> source_and_date(std::string_view line) {
  const auto found = find_date(line);
  if (!found || found->date.kind == DateKind::relative || found->date.unit < DateUnit::day)
    return std::nullopt;
  std::string_view name = trim(line.substr(0, found->begin));
  if (name.ends_with(",")) {
    name.remove_suffix(1);
  } else if (name.ends_with("،")) {
    name.remove_suffix(std::string_view("،").size());
  } else {
    return std::nullopt;
  }
  if (!is_outlet_in_its_place(name) && !sounds_like_outlet_before_date(name)) return std::nullopt;
  if (lex(line.substr(found->end), 12).size() > 6) return std::nullopt;
  return DatedSource{std::string(name), found->date};
}

SitedTitle split_site(std::string_view line) {
  line = trim(line);
  for (const std::string_view between : {" | ", " – ", " — ", " - ", " :: ", " » ", " / "}) {
    const std::size_t at = line.rfind(between);
    if (at == line.npos || at == 0) continue;
    const std::string_view title = trim(line.substr(0, at));
    const std::string_view site = trim(line.substr(at + between.size()));
    if (source_name(title).empty() && !source_name(site).empty()) return {title, site};
  }
  return {line, {}};
}

bool is_trail(std::string_view line) {
  line = trim(line);
  if (line.size() > 200) return false;
  for (const std::string_view between : {">", "»", "/", "›", "→", "|", "•", "·"}) {
    std::size_t parts = 0;
    bool words = true;
    std::string_view rest = line;
    while (true) {
      const std::size_t at = rest.find(between);
      const std::vector<Lexeme> part = lex(trim(rest.substr(0, at)), 8);
      ++parts;
      words &= !part.empty() && part.size() <= 3 &&
               std::all_of(part.begin(), part.end(), [](const Lexeme& l) {
                 return l.kind == Lexeme::word && (!l.cased || l.upper || l.text == "and");
               });
      if (at == rest.npos) break;
      rest.remove_prefix(at + between.size());
    }
    if (parts >= 3 && words) return true;
  }
  return false;
}

std::string who_did(std::string_view told) {
  std::size_t first = told.npos;
  for (const std::string_view deed :
       {" updated ",         " shared ",   " posted ", " added ",   " wrote ",     " commented ",
        " replied ",         " was ",      " is ",     " created ", " published ", " uploaded ",
        " likes ",           " went live", " поделил", " обновил",  " добавил",    " опубликовал",
        " прокомментировал", " ответил"})
    first = std::min(first, told.find(deed));
  return first == told.npos ? std::string() : std::string(told.substr(0, first));
}

std::string source_of_label(std::string_view line) {
  std::string_view rest = after_label(line, "source", false);
  if (rest.empty()) rest = after_label(line, "source-bare", true);
  if (rest.starts_with("https://") || rest.starts_with("http://")) {
    // An address: its host.
    rest.remove_prefix(rest.find("//") + 2);
    if (rest.starts_with("www.")) rest.remove_prefix(4);
    rest = rest.substr(0, rest.find_first_of("/?# "));
    return is_domain(rest) ? std::string(rest) : std::string();
  }
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
  for (const std::string& phrase : furniture_rules()["reprint"].ordered) {
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
    if (!source_name(name).empty() || is_outlet_in_its_place(name)) {
      result.source = std::string(name);
      break;
    }
  }
  if (result.source.empty()) return std::nullopt;
  // The author: the name before the first comma, if the paragraph speaks of his article.
  for (const std::string& phrase : furniture_rules()["in-article"].ordered) {
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
  // In brackets or slashes: (Reuters), /TASS/; or between marks: «Sept. 20. Trend:»,
  // «20 сен — Sputnik.», «SEPTEMBER 20, ARMENPRESS.»
  for (std::size_t i = 1; i < lexemes.size() && result.source.empty(); ++i) {
    const Lexeme& l = lexemes[i];
    if (l.kind == Lexeme::word && l.cased && !l.upper && !is_small_word(l.text) &&
        !meaning(l, DateWord::month) && !meaning(l, DateWord::year_word))
      break;  // running text has begun
    if (!is_mark_of(l, {"(", "/", ",", ".", "-", "–", "—"})) continue;
    for (std::size_t j = i + 1; j < lexemes.size() && j < i + 8; ++j) {
      if (lexemes[j].kind != Lexeme::mark || lexemes[j].text == "'") continue;
      const bool inside_name = lexemes[j].text == "." && !lexemes[j].space_before &&
                               j + 1 < lexemes.size() && !lexemes[j + 1].space_before;
      if (inside_name) continue;
      const std::string_view name = trim(head.substr(l.end, lexemes[j].begin - l.end));
      const bool closes = l.text == "("   ? lexemes[j].text == ")"
                          : l.text == "/" ? lexemes[j].text == "/"
                                          : is_mark_of(lexemes[j], {".", ":", "-", "–", "—", "/"});
      if (closes && is_outlet_in_its_place(name)) result.source = std::string(name);
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
