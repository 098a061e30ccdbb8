// Any bytes as text: scanner, sentences, language, contexts; the scanner against its slow twin.
#include <string>

#include "searcher/context.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/check_tokens.h"
#include "tests/reference/icu_scanner.h"
#include "text/language.h"
#include "text/scanner.h"
#include "text/sentences.h"
#include "text/utf8.h"

namespace byname::fuzz {
namespace {

void check_scanner(std::string_view text) {
  static TokenStream stream, again;
  scan(text, stream);
  check_tokens(text, stream);
  scan(text, again);
  check(stream == again, "a text has one token stream");
  std::string folded;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    if (i > 0) folded += ' ';
    folded += stream.term(i);
  }
  check(fold(text) == folded, "fold() is the terms joined by blanks");
  fold_keeping_marks(text);
  if (!stream.tokens.empty()) joined(stream, 0, stream.tokens.size() - 1);
}

void check_twin(std::string_view text) {
  static TokenStream fast;
  scan(text, fast);
  const std::string expected = test::described(test::scan_by_icu(text));
  const std::string got = test::described(fast);
  if (got != expected)
    std::fprintf(stderr, "expected %s\ngot      %s\n", expected.c_str(), got.c_str());
  check(got == expected, "the scanner agrees with its slow twin");
}

void check_sentences(std::string_view text) {
  const auto ends = sentence_ends(text);
  std::uint32_t before = 0;
  for (const std::uint32_t end : ends) {
    check(end > before || text.empty(), "sentences ascend");
    before = end;
  }
  check(ends.empty() ? text.empty() : ends.back() == text.size(), "sentences cover the text");
}

void check_utf8(std::string_view bytes) {
  const std::string valid = to_valid_utf8(bytes);
  check(is_valid_utf8(valid), "to_valid_utf8() gives UTF-8");
  check(!is_valid_utf8(bytes) || valid == bytes, "UTF-8 stays as it is");
  check(count_code_points(valid) <= valid.size(), "a character has a byte at least");
  const std::size_t middle = floor_character(valid, valid.size() / 2);
  check(middle <= valid.size() / 2, "floor_character() goes back");
  check(is_valid_utf8(std::string_view(valid).substr(0, middle)),
        "and to where a character begins");
  check(is_valid_utf8(context_before(valid, middle, 20)), "context before is UTF-8");
  check(is_valid_utf8(context_after(valid, middle, 20)), "context after is UTF-8");
  language_of(valid);
}

}  // namespace
}  // namespace byname::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  byname::fuzz::check_scanner(text);
  byname::fuzz::check_twin(text);
  byname::fuzz::check_sentences(text);
  byname::fuzz::check_utf8(text);
  return 0;
}
