#include "indexer/extract/lexer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace byname {
namespace {

// Characters that stand inside words and say nothing.
bool is_transparent(UChar32 c) {
  return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF ||
         c == 0x307 || (c >= 0x55A && c <= 0x55F && c != 0x55D) || c == 0x200E || c == 0x200F;
}

UChar32 folded(UChar32 c) {
  if (c == 0x130 || c == 0x131) return 'i';
  if (c == 0x401 || c == 0x451) return 0x435;  // ё as е
  c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  return c == 0x2BC || c == 0x2019 || c == 0x2018 ? '\'' : c;
}

void append(std::string& out, UChar32 c) {
  char bytes[4];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

bool is_word_mark(UChar32 c) {
  return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) != 0;
}

}  // namespace

std::vector<Lexeme> lex(std::string_view line, std::size_t limit) {
  std::vector<Lexeme> out;
  const char* const s = line.data();
  const auto length = static_cast<std::int32_t>(line.size());
  bool space = false;
  std::size_t letters = 0, capitals = 0;
  const auto close = [&] {
    if (!out.empty() && out.back().kind == Lexeme::word)
      out.back().all_upper = letters >= 2 && capitals == letters;
  };
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t begin = at;
    UChar32 c;
    U8_NEXT_OR_FFFD(s, at, length, c);
    const auto from = static_cast<std::size_t>(begin);
    const auto to = static_cast<std::size_t>(at);
    Lexeme* last = out.empty() || out.back().end != from ? nullptr : &out.back();
    if (is_transparent(c)) {
      if (last) last->end = to;
      continue;
    }
    if (u_isUWhiteSpace(c)) {
      space = true;
      continue;
    }
    const bool joins = last && !space;
    if (u_isalpha(c) || (joins && last->kind == Lexeme::word && is_word_mark(c))) {
      const bool capital = u_isupper(c) || u_istitle(c);
      if (joins && last->kind == Lexeme::word) {
        ++letters;
        capitals += capital;
        last->end = to;
        append(last->text, folded(c));
        continue;
      }
      close();
      if (out.size() >= limit) return out;
      letters = 1;
      capitals = capital;
      out.push_back({Lexeme::word, from, to, {}, space, capital, false, capital || u_islower(c)});
      append(out.back().text, folded(c));
    } else if (const std::int32_t digit = u_charDigitValue(c); digit >= 0) {
      const char ascii = static_cast<char>('0' + digit);
      if (joins && last->kind == Lexeme::number) {
        last->end = to;
        last->text += ascii;
      } else {
        close();
        if (out.size() >= limit) return out;
        out.push_back(
            {Lexeme::number, from, to, std::string(1, ascii), space, false, false, false});
      }
    } else if (joins && last->kind == Lexeme::word &&
               (c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018) && to < line.size() &&
               u_isalpha([&] {
                 std::int32_t next = at;
                 UChar32 following;
                 U8_NEXT_OR_FFFD(s, next, length, following);
                 return following;
               }())) {
      last->end = to;
      last->text += '\'';
    } else {
      close();
      if (out.size() >= limit) return out;
      out.push_back({Lexeme::mark, from, to, std::string(line.substr(from, to - from)), space,
                     false, false, false});
    }
    space = false;
  }
  close();
  return out;
}

std::string phrase_key(std::string_view line) {
  std::string key;
  for (const Lexeme& lexeme : lex(line)) {
    if (lexeme.kind == Lexeme::mark) continue;
    if (!key.empty()) key += ' ';
    key += lexeme.text;
  }
  return key;
}

}  // namespace byname
